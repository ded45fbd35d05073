"""The API of appointments: moments to choose from, and making one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from services.migration.application.planning.make_appointment import MakeAppointment, make_appointment
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.propose_slots import ProposeSlots, propose_slots
from services.migration.application.planning.views import PLANNERS, NotKnown, Offers
from services.migration.domain.planning.appointments import Appointment
from services.migration.entrypoints.planning.schemas import (
    AppointmentSchema,
    NewAppointmentSchema,
    OffersSchema,
    WantedSlotsSchema,
)
from shared.access import STAFF, Scope
from shared.messaging.work import Works
from shared.web.api import Api
from shared.web.app import current_user
from shared.web.problem import NotFound


@contextmanager
def or_not_found() -> Iterator[None]:
    """Raises NotFound, which is answered with 404, for what the use case does not know."""
    try:
        yield
    except NotKnown as unknown:
        raise NotFound(str(unknown)) from unknown


def add_appointments(described: Api, works: Works[AppointmentWork]) -> None:
    @described.route(
        "GET",
        "/clients/<uuid:id>/slots",
        *STAFF,
        scope=Scope.MUNICIPALITY,
        summary="Vrije momenten voor het gesprek met een huishouden; het lezen komt in het leeslogboek",
        query=WantedSlotsSchema,
        response=OffersSchema,
    )
    def slots(id: UUID, query: dict[str, Any]) -> Offers:
        skills = frozenset({query["skill"]} if query["skill"] else ())
        asked = ProposeSlots(current_user(), str(id), query["week"], query["place"], skills)
        with or_not_found(), works.read() as work:
            return propose_slots(work, asked)

    @described.route(
        "POST",
        "/clients/<uuid:id>/appointment",
        *PLANNERS,
        scope=Scope.MUNICIPALITY,
        summary="Maak een afspraak voor het gesprek met het huishouden van een cliënt",
        body=NewAppointmentSchema,
        response=AppointmentSchema,
    )
    def appointment(id: UUID, body: dict[str, Any]) -> Appointment:
        command = MakeAppointment(
            user=current_user(),
            client_id=str(id),
            day=body["day"],
            start=body["start"],
            caseworker_id=body["caseworker_id"],
            place=body["place"],
            accept_late=body["accept_late"],
        )
        with or_not_found(), works.begin() as work:
            return make_appointment(work, command)

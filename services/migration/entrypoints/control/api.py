"""The API about clients: a client's file for staff."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from services.migration.application.control.chase_hand_over import ChaseHandOver, chase_hand_over
from services.migration.application.control.confirm_hand_over import ConfirmHandOver, confirm_hand_over
from services.migration.application.control.look_at_person import LookAtPerson, look_at_person
from services.migration.application.control.ports import Recording, Work
from services.migration.application.control.show_client import ShowClient, show_client
from services.migration.application.control.views import ClientFile
from services.migration.application.route.views import NO_CLIENT, TAKERS, UnknownClient
from services.migration.entrypoints.control.schemas import ClientFileSchema, HandOverSchema, LookedAtSchema
from shared.access import STAFF, Scope
from shared.messaging.work import Works
from shared.web.api import Api
from shared.web.app import current_user
from shared.web.problem import NotFound


def add_clients(described: Api, works: Works[Recording]) -> None:
    @described.route(
        "GET",
        "/clients/<uuid:id>",
        *STAFF,
        scope=Scope.MUNICIPALITY,
        summary="Het dossier van een cliënt; het lezen komt in het leeslogboek",
        response=ClientFileSchema,
    )
    def client(id: UUID) -> ClientFile:
        return client_file(works, str(id))

    def record(id: UUID, what: Callable[[Recording], None]) -> ClientFile:
        try:
            with works.begin() as work:
                what(work)
        except UnknownClient as error:
            raise NotFound(NO_CLIENT) from error
        return client_file(works, str(id))

    @described.route(
        "POST",
        "/clients/<uuid:id>/hand-overs",
        *TAKERS,
        scope=Scope.MUNICIPALITY,
        summary="Vastleggen dat de ontvanger een cliënt heeft, of dat u dat hebt gevraagd",
        body=HandOverSchema,
        response=ClientFileSchema,
    )
    def add_hand_over(id: UUID, body: dict[str, Any]) -> ClientFile:
        user, receiver, note = current_user(), body["receiver"], body["note"]
        if body["confirmed"]:
            return record(id, lambda work: confirm_hand_over(work, ConfirmHandOver(user, str(id), receiver, note)))
        return record(id, lambda work: chase_hand_over(work, ChaseHandOver(user, str(id), receiver, note)))

    @described.route(
        "POST",
        "/clients/<uuid:id>/looked-at",
        *TAKERS,
        scope=Scope.MUNICIPALITY,
        summary="Vastleggen dat u keek naar wat een cliënt op een werklijst zet",
        body=LookedAtSchema,
        response=ClientFileSchema,
    )
    def add_look(id: UUID, body: dict[str, Any]) -> ClientFile:
        command = LookAtPerson(current_user(), str(id), body["work_list"], body["note"], body["reply"])
        return record(id, lambda work: look_at_person(work, command))


def client_file(works: Works[Work], client_id: str) -> ClientFile:
    """For the user who is signed in. Raises NotFound."""
    try:
        with works.read() as work:
            return show_client(work, ShowClient(current_user(), client_id))
    except UnknownClient as error:
        raise NotFound(NO_CLIENT) from error

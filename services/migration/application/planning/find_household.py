"""Who is spoken with when a client gets an appointment: the household as it is planned, or one client alone."""

from dataclasses import dataclass
from datetime import date

from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.views import NotKnown
from services.migration.domain.planning.appointments import Household
from services.migration.domain.planning.households import LaterRoute, alone, planned_together
from shared.access import STAFF, Scope, User, allowed, check_municipality
from shared.messaging.failures import Refused

NO_CLIENT = "Deze cliënt is er niet. Controleer het adres, of zoek de cliënt in de lijst."
NO_PLAN = (
    "Deze cliënt heeft geen gesprek in de planning. Kijk op het dossier of er een recht is om opnieuw te beoordelen."
)


@dataclass(frozen=True, slots=True)
class FindHousehold:
    """`route` and `decide_by`: of a later route of the client, for who knows it; else the route itself is asked."""

    user: User
    client_id: str
    route: int = 1
    decide_by: date | None = None


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def find_household(work: AppointmentWork, asked: FindHousehold) -> Household:
    """For the planned reassessment, or alone for a later route that asks for a conversation. Without those who are not
    to be spoken with now. Raises NotKnown, Forbidden, and Refused for who has no conversation to plan."""
    found = work.households.of_client(asked.client_id)
    if found is None:
        raise NotKnown(NO_CLIENT)
    check_municipality(asked.user, found.municipality)
    given = LaterRoute(asked.route, asked.decide_by) if asked.decide_by is not None else None
    if (later := given or work.later_route(asked.client_id)) is not None:
        household = alone(found, asked.client_id, later, work.today, work.law)
    elif (planned := planned_together(found, work.law)) is not None:
        household = planned
    else:
        raise Refused(NO_PLAN)
    kept = work.kept_from_conversation(household.attendees)
    if asked.client_id in kept:
        raise Refused(kept[asked.client_id])
    return household.without(kept.keys() | _elsewhere(work, asked.client_id, household))


def _elsewhere(work: AppointmentWork, client_id: str, household: Household) -> set[str]:
    """The others who have a coming appointment without this client, as somebody may who joined the household."""
    found = work.appointments.of_clients(household.client_ids)
    coming = [each for each in found if each.stands and each.day >= work.today]
    apart = [each for each in coming if client_id not in each.client_ids]
    return {one for each in apart if each.municipality == household.municipality for one in each.client_ids}

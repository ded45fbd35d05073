"""What the next steps of these clients follow from, beside their standings."""

from collections.abc import Mapping
from dataclasses import replace

from services.migration.application.control.ports import Keeping
from services.migration.application.route.find_provided import FindProvided, find_provided
from services.migration.application.route.find_undecided_pgb import find_undecided_pgb
from services.migration.domain.control.handled import NOTHING_HANDLED
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.next_steps import Person
from services.migration.domain.control.route_stands import RouteStand, given_by, stand_of
from services.migration.domain.control.standings import Standing
from services.migration.domain.route.decisions import CHANGES_NOTHING
from services.migration.domain.route.route import ON_APPLICATION, Route, ended_by_offers
from services.migration.domain.route.states import RouteState, StepKind
from shared.access import system


@system
def read_people(work: Keeping, standings: Mapping[str, Standing]) -> Mapping[str, Person]:
    stands = _stands(work, standings)
    handled = work.handled.of(standings)
    appointments = work.appointments.days(standings)
    answers = work.open_answers.of(standings)
    open_reading = [each for each, one in standings.items() if WorkList.PGB_READING_OPEN in one.determined]
    undecided = {each: find_undecided_pgb(work, work.route_clients.client(each)) for each in open_reading}
    return {
        client_id: Person(
            standing=one,
            stand=stands.get(client_id),
            handled=handled.get(client_id, NOTHING_HANDLED).in_town(one.municipality),
            appointment=appointments.get(client_id),
            pgb_undecided=undecided.get(client_id),
            answers=[each for each in answers.get(client_id, ()) if each.municipality == one.municipality],
        )
        for client_id, one in standings.items()
    }


def _stands(work: Keeping, standings: Mapping[str, Standing]) -> Mapping[str, RouteStand]:
    found = {}
    routes = work.routes.of(standings)
    deadlines = work.deadlines.of(routes)
    for client_id, route in routes.items():
        decision_id = route.decision_id
        decision = work.decisions.get(decision_id) if decision_id is not None else None
        stand = stand_of(route, decision, deadlines.get(client_id, ()), work.today)
        if stand is not None and (stand.untreated_since is not None or stand.state is RouteState.ON_HOLD):
            stand = replace(stand, provided_until=find_provided(work, FindProvided(route)))
        if stand is not None and route.is_settled_elsewhere(standings[client_id].municipality):
            stand = replace(stand, offer_until=ended_by_offers(work.routes.earlier(client_id)))
        if stand is not None and route.decided_in not in (None, standings[client_id].municipality):
            stand = replace(stand, offer_open=False)
        if stand is not None and (counts := _counting(route)) is not None:
            stand = replace(stand, gives=given_by(work.decisions.get(counts)))
        if stand is not None:
            found[client_id] = stand
    return found


def _counting(route: Route) -> str | None:
    """The id of the decision that counts for what the client has: not that on an objection that changed nothing."""
    decided = route.last(*ON_APPLICATION, StepKind.DECIDE_OBJECTION)
    if decided is not None and decided.details.get("outcome") in CHANGES_NOTHING:
        decided = route.last(*ON_APPLICATION)
    decided = decided or route.last(StepKind.GRANT_URGENT_HELP)
    return decided.details["decisionId"] if decided is not None else None

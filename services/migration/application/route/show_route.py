"""A client's route, for staff of the client's municipality."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.migration.application.planning.find_unsent_visits import FindUnsentVisits, find_unsent_visits
from services.migration.application.route.find_facts import FindFacts, find_facts
from services.migration.application.route.find_provided import FindProvided, find_provided
from services.migration.application.route.ports import Work
from services.migration.application.route.views import RouteClient, RouteFile
from services.migration.domain.deadlines.open_deadlines import Deadline, penalty_by
from services.migration.domain.deadlines.penalties_due import penalties_due
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.facts import Facts
from services.migration.domain.route.guards import SOMEBODY_DIED, possible_steps, refused_steps
from services.migration.domain.route.offer_guards import why_yes_stays
from services.migration.domain.route.route import Route, by_user
from services.migration.domain.route.states import StepKind
from services.migration.domain.route.view_first import refused_unheard
from shared.access import STAFF, Scope, User, allowed, check_municipality
from shared.looks.purpose import opening

PURPOSE = opening("reassessment", "inzien van de herbeoordeling")


@dataclass(frozen=True, slots=True)
class ShowRoute:
    user: User
    client_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_route(work: Work, asked: ShowRoute) -> RouteFile:
    """Raises UnknownClient, and Forbidden for a client of another municipality. Leaves a line in the read log."""
    client = work.route_clients.client(asked.client_id)
    check_municipality(asked.user, client.municipality)
    routes = work.routes.earlier(asked.client_id)
    route = routes[-1] if routes else Route(asked.client_id, 1)
    of_client = work.deadlines.of([asked.client_id]).get(asked.client_id, ())
    facts = find_facts(work, FindFacts(client, route))
    could = possible_steps(route, may_report=facts.may_report)
    refused = _refused(client, route, facts, asked.user)
    decision = work.decisions.get(route.decision_id) if route.decision_id is not None else None
    work.read_log.write(asked.user, [client.client_id], PURPOSE)
    return RouteFile(
        client=client,
        route=route,
        earlier=routes[:-1],
        decisions=work.decisions.all(asked.client_id),
        decision=decision,
        conversation=work.conversations.of(asked.client_id, route.number),
        running=[one for one in of_client if one.is_open and _is_shown(one, route)],
        possible=[*(each for each in could if each not in refused), *_penalty(of_client, client), *_pgb(facts, client)],
        refused=refused,
        old_right_until=client.old_right_until(route, work.today),
        old_ends=client.old_ends(route, work.today),
        pgb_ends=client.pgb_ends(route, work.today),
        first_to_stop=client.first_to_stop(route, work.today),
        unheard=refused_unheard(route, decision, work.law),
        undoable=[one for one in route.undoable_on(work.today) if one.is_taken_back_in(client.municipality)],
        yes_stays=why_yes_stays(route),
        provided_until=find_provided(work, FindProvided(route)),
        unsent_on=find_unsent_visits(work, FindUnsentVisits(client.municipality, [client.client_id])).get(
            client.client_id
        ),
        penalties=penalties_due(of_client, work.law, work.today) if client.died_on is None else (),
    )


def _is_shown(one: Deadline, route: Route) -> bool:
    """With the penalty of an earlier route, which somebody still has to fix."""
    return one.of.route == route.number or one.kind is TermKind.PENALTY_DECISION


def _penalty(of_client: Sequence[Deadline], client: RouteClient) -> list[StepKind]:
    return [StepKind.FIX_PENALTY] if penalty_by(of_client) is not None and client.died_on is None else []


def _pgb(facts: Facts, client: RouteClient) -> list[StepKind]:
    return [StepKind.TELL_PGB] if facts.pgb_undecided is not None and client.died_on is None else []


def _refused(client: RouteClient, route: Route, facts: Facts, user: User) -> Mapping[StepKind, str]:
    refused = refused_steps(route, facts, by_user(user.id, user.name))
    if client.died_on is None:
        return refused
    could = possible_steps(route, may_report=facts.may_report)
    return {kind: SOMEBODY_DIED for kind in could if kind is not StepKind.END or StepKind.END in refused}

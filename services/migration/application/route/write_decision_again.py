"""Has the letter of a decision written again that the post brought back, with the newest address and today's date."""

from dataclasses import dataclass

from services.migration.application.route.find_client import FindClient, find_client
from services.migration.application.route.find_facts import FindFacts, find_facts
from services.migration.application.route.find_route import FindRoute, find_route
from services.migration.application.route.ports import Work
from services.migration.application.route.views import TAKERS
from services.migration.domain.route.decisions import DecisionKind
from services.migration.domain.route.happened import DecisionMade, ObjectionAnswer, WrittenAgain
from services.migration.domain.route.reasons import reasons_of
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import StepKind
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused

OF_ANOTHER_TOWN = (
    "Dit besluit nam de gemeente waar de cliënt eerder woonde. Stuur de brief die terugkwam aan die gemeente. Heeft de "
    "cliënt hier zorg nodig? Leg dan een nieuwe melding vast."
)


@dataclass(frozen=True, slots=True)
class WriteDecisionAgain:
    user: User
    client_id: str


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def write_decision_again(work: Work, command: WriteDecisionAgain) -> None:
    """Asked twice after one return, it is the same letter. Awb 3:40: what came back was not made known, so the decision
    is told once more, as it is. Raises UnknownClient, Forbidden, and Refused when no such letter came back."""
    client = find_client(work, FindClient(command.user, command.client_id))
    work.lock([client.municipality])
    route = find_route(work, FindRoute(command.client_id))
    decision_id = route.came_back
    if decision_id is None:
        raise Refused("De brief met dit besluit kwam niet terug, of het besluit is daarna opnieuw verstuurd.")
    if route.is_settled_elsewhere(client.municipality):
        raise Refused(OF_ANOTHER_TOWN)
    decision = work.decisions.get(decision_id)
    answer = _answer(route, decision_id)
    untreated = decision.kind is DecisionKind.NOT_TREATED
    made = DecisionMade(
        client_id=client.client_id,
        municipality=client.municipality,
        revision=client.revision,
        route=route.number,
        decision=decision,
        replaces=route.replaced_by(decision_id),
        reasons=reasons_of(decision, work.law, answer.outcome if answer is not None else ""),
        send_by=find_facts(work, FindFacts(client, route)).not_treating_until if untreated else None,
        again=WrittenAgain(route.times_back(decision_id), work.today, answer),
    )
    work.record(made)
    back = route.last(StepKind.RETURNED)
    if back is not None and back.written_again_on is None:
        work.routes.written_again(back.step_id, work.today)


def _answer(route: Route, decision_id: str) -> ObjectionAnswer | None:
    """What the step told of it; None for a decision that is on no objection."""
    decided = route.last(StepKind.DECIDE_OBJECTION)
    if decided is None or decided.details["decisionId"] != decision_id:
        return None
    said = decided.details
    return ObjectionAnswer(said["outcome"], said["why"], said.get("noHearing"))

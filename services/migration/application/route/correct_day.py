"""Corrects the day of a step, after which a deadline runs, for example the day on which a decision was really sent."""

from dataclasses import dataclass
from datetime import date

from services.migration.application.route.find_client import FindClient, find_client
from services.migration.application.route.find_correction import FindCorrection, find_correction
from services.migration.application.route.find_route import FindRoute, find_route
from services.migration.application.route.ports import Work
from services.migration.application.route.record_step import RecordStep, record_step
from services.migration.application.route.views import TAKERS, Correction
from services.migration.domain.deadlines.changes import Change, Why
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.corrections import Outcome, correction_details
from services.migration.domain.route.route import Route, by_user
from services.migration.domain.route.states import StepKind
from shared.access import Scope, User, allowed, check_municipality
from shared.messaging.failures import Refused

NO_REASON = "Schrijf kort op waarom u deze dag verbetert."


@dataclass(frozen=True, slots=True)
class CorrectDay:
    """`kind` and `number`: of the deadline. `on`: the right day. `why`: kept with who did it and when. `seen`: as in
    FindRoute."""

    user: User
    client_id: str
    kind: TermKind
    number: int
    on: date
    why: str
    seen: int | None = None


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def correct_day(work: Work, command: CorrectDay) -> Route:
    """The route with the correction as its last step. Raises UnknownClient, UnknownDeadline, Forbidden, and Refused
    with the reason when it cannot be corrected."""
    if not command.why.strip():
        raise Refused(NO_REASON, {"why": NO_REASON})
    client = find_client(work, FindClient(command.user, command.client_id))
    route = find_route(work, FindRoute(command.client_id, command.seen))
    found = find_correction(work, FindCorrection(client, route, command.kind, command.number, command.on))
    check_municipality(command.user, found.deadline.of.municipality)
    actor = by_user(command.user.id, command.user.name)
    if found.stood_too_early is not None:
        taken_back = found.stood_too_early.step_id
        route = record_step(work, RecordStep(client, route, StepKind.UNDO, work.today, actor, undoes=taken_back))
    details = correction_details(found.step, command.on, command.why.strip(), found.effects, found.judged)
    kind = StepKind.CORRECT_DAY
    route = record_step(work, RecordStep(client, route, kind, work.today, actor, details, terms=found.terms))
    work.deadlines.note(_changes(found, work.today))
    return route


def _changes(found: Correction, today: date) -> list[Change]:
    """For the list of whom to tell: the deadlines that end on another day."""
    return [
        Change(found.deadline.of, each.kind, each.number, today, Why.START, each.was, each.becomes)
        for each in found.effects
        if each.outcome is Outcome.MOVES and each.was is not None and each.becomes is not None
    ]

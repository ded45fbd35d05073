"""What it does to the terms of a route to correct the day after which one of them runs. Changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.migration.application.route.find_counting import FindCounting, find_counting
from services.migration.application.route.find_facts import FindFacts, find_facts
from services.migration.application.route.ports import Work
from services.migration.application.route.views import (
    Correction,
    RouteClient,
    UnknownDeadline,
    known_terms,
)
from services.migration.domain.deadlines.objections import Objection, judge_objection
from services.migration.domain.deadlines.open_deadlines import Deadline
from services.migration.domain.deadlines.pauses import TermError
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.corrections import (
    JudgedAgain,
    correction_details,
    effects_of,
    objection_to,
    stood_too_early,
    why_closed,
    why_not_corrected,
)
from services.migration.domain.route.guards import SOMEBODY_DIED
from services.migration.domain.route.route import BY_EVENT, Route, Step
from services.migration.domain.route.states import StepKind
from services.migration.domain.route.terms_of_steps import TermsOfSteps
from shared.access import system
from shared.calendar.days import CalendarError
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class FindCorrection:
    """`kind` and `number`: of the deadline. `on`: the right day; None to see only what there is to correct."""

    client: RouteClient
    route: Route
    kind: TermKind
    number: int
    on: date | None = None


@system
def find_correction(work: Work, asked: FindCorrection) -> Correction:
    """Raises UnknownDeadline, and Refused with the reason when it cannot be corrected, or not to this day."""
    client, route = asked.client, asked.route
    known = known_terms(work.deadlines.of([client.client_id]), route)
    deadline = next((one for one in known if (one.kind, one.number) == (asked.kind, asked.number)), None)
    if deadline is None:
        raise UnknownDeadline(f"{asked.kind.value} {asked.number}")
    counting = find_counting(work, FindCounting(client, route.number))
    try:
        step = _begun_by(counting, route, deadline)
    except (TermError, CalendarError) as error:
        raise Refused(f"De termijnen van deze herbeoordeling kunnen niet worden geteld. {error}") from error
    if client.died_on is not None:
        raise Refused(SOMEBODY_DIED)
    if reason := why_closed(route, deadline, step):
        raise Refused(reason)
    if asked.on is None:
        return Correction(client, route, deadline, step)
    _check(work, client, route, step, asked.on)
    try:
        return _weighed(work, counting, Correction(client, route, deadline, step), asked.on, known)
    except (TermError, CalendarError) as error:
        text = f"Deze dag past niet bij wat er daarna gebeurde. {error}"
        raise Refused(text, {"on": text}) from error


def _begun_by(counting: TermsOfSteps, route: Route, deadline: Deadline) -> Step:
    step = counting.begun_by(route.standing, deadline)
    if step is None:
        raise Refused("Deze termijn begon niet met een stap in het dossier. De begindag kan hier niet anders.")
    return step


def _check(work: Work, client: RouteClient, route: Route, step: Step, on: date) -> None:
    before = [one for one in work.routes.earlier(client.client_id) if one.number < route.number]
    not_before = before[-1].standing[-1].on if before else None
    if reason := why_not_corrected(route, step, on, find_facts(work, FindFacts(client, route)), not_before):
        raise Refused(reason, {"on": reason})


def _weighed(work: Work, counting: TermsOfSteps, asked: Correction, on: date, known: Sequence[Deadline]) -> Correction:
    """With the terms as they become, and the objection as it is judged then."""
    judged = _judged(work, asked.route, asked.step, on)
    then = _with_day(asked.route, work.today, asked.step, on, judged)
    counted = counting.of_steps(then.standing)
    too_early = stood_too_early(asked.route, asked.step, counted)
    if too_early is not None:
        counted = counting.of_steps([one for one in then.standing if one.step_id != too_early.step_id])
    kept = counting.kept(known, counted)
    effects = effects_of(known, counted, kept)
    return replace(asked, on=on, effects=effects, terms=kept, judged=judged, stood_too_early=too_early)


def _judged(work: Work, route: Route, step: Step, on: date) -> JudgedAgain | None:
    objection = objection_to(route, step)
    if objection is None:
        return None
    posted = objection.details["postedOn"]
    came = Objection(
        objection.on, date.fromisoformat(posted) if posted is not None else None, objection.details["excused"]
    )
    return JudgedAgain(objection, judge_objection(on, came, work.law, work.calendar))


def _with_day(route: Route, today: date, step: Step, on: date, judged: JudgedAgain | None) -> Route:
    details = correction_details(step, on, "", (), judged)
    return route.with_step(Step("", StepKind.CORRECT_DAY, today, today, BY_EVENT, details))

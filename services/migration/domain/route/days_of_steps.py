"""On which days a step can be, and which days it can name: the reason why not, in Dutch, or nothing. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from services.migration.domain.route.details import LEAVE_BY
from services.migration.domain.route.facts import Facts
from services.migration.domain.route.route import ON_APPLICATION, Route, Step
from services.migration.domain.route.states import QUESTIONS, EndReason, StepKind
from shared.calendar.days import CalendarError
from shared.dutch import date_in_words
from shared.law.book import LawBook


def why_to_come(on: date, today: date) -> str | None:
    if on <= today:
        return None
    return f"De dag {date_in_words(on)} komt nog. Kies vandaag of een dag die geweest is."


def why_before_the_law(on: date, law: LawBook) -> str | None:
    """No rule of the procedure says anything of a day before it held."""
    if on >= law.complete_from:
        return None
    return f"Stappen en besluiten kunnen vanaf {date_in_words(law.complete_from)}. Kies die dag of een latere."


def why_not_on_day(route: Route, step: Step, facts: Facts) -> str | None:
    if reason := why_to_come(step.on, facts.today):
        return reason
    if not _of_a_death(step) and (reason := why_before_the_law(step.on, facts.law)):
        return reason
    before = max((one.on for one in _before(route, step)), default=None)
    if before is not None and step.on < before:
        return f"De vorige stap was op {date_in_words(before)}. Kies die dag of een latere."
    return None


DAYS_TO_COME: Mapping[StepKind, str] = {
    StepKind.REMIND: "answerBy",
    StepKind.ASK_COMPLETION: "answerBy",
    StepKind.ASK_VIEW: "answerBy",
    StepKind.ASK_REPAIR: "answerBy",
    StepKind.ASK_HEARING_WISH: "answerBy",
    StepKind.INVITE_HEARING: "day",
    StepKind.HOLD: "until",
}
"""The detail of a step for which somebody is asked something, or waits: a letter or a person acts on it later."""


TIME_BY: Mapping[StepKind, str] = {
    StepKind.ASK_COMPLETION: "4:5 lid 1",
    StepKind.ASK_VIEW: "4:7 en 4:8",
    StepKind.ASK_REPAIR: "6:6",
    StepKind.ASK_HEARING_WISH: "7:3",
}
"""The article that asks for a reasonable time to answer."""
OUR_DAYS = frozenset({StepKind.REMIND, StepKind.ASK_VIEW, StepKind.ASK_HEARING_WISH, StepKind.INVITE_HEARING})
"""Of these we choose the day, and no law: on that day somebody has to be there."""


def why_not_for_day(step: Step, facts: Facts) -> str | None:
    name = DAYS_TO_COME.get(step.kind)
    if name is None:
        return None
    day = date.fromisoformat(step.details[name])
    if day <= facts.today:
        return f"De dag {date_in_words(day)} is er al of is voorbij. Kies een dag die nog komt."
    if step.kind in QUESTIONS and (reason := _why_too_soon(step, facts)) is not None:
        return reason
    return _why_not_working(day, facts) if step.kind in OUR_DAYS else None


def _why_too_soon(step: Step, facts: Facts) -> str | None:
    first = facts.to_answer.first_answer_by(step, facts.today)
    if step.answer_by < first:
        try:
            day = facts.calendar.next_working_day(first) if step.kind in OUR_DAYS else first
        except CalendarError as unknown:
            return str(unknown)
        return (
            "De cliënt krijgt eerst onze brief, en moet daarna genoeg tijd hebben om te antwoorden (Awb, artikel "
            f"{TIME_BY[step.kind]}). Kies {date_in_words(day)} of later."
        )
    due = facts.to_answer.leave_by(step.answer_by)
    if step.details.get(LEAVE_BY, due.isoformat()) != due.isoformat():
        return f"De brief moet weg zijn op {date_in_words(due)}. Noem die dag."
    return None


def _why_not_working(day: date, facts: Facts) -> str | None:
    try:
        off = facts.calendar.why_not_working(day)
    except CalendarError as unknown:
        return str(unknown)
    if not off:
        return None
    return f"De dag {date_in_words(day)} is geen werkdag ({off}). Kies een werkdag: dan is er iemand."


def _of_a_death(step: Step) -> bool:
    return step.kind is StepKind.END and step.details["reason"] == EndReason.DIED


def _before(route: Route, step: Step) -> Sequence[Step]:
    """The steps that came before this one. An objection can have come on any day since the decision was made: also
    before it was sent (Awb 6:10), or before somebody heard that it was sent. A death asks nobody which steps came after
    it, for it is heard of later."""
    standing = route.standing
    if _of_a_death(step):
        return ()
    if step.kind is StepKind.SEND:
        return [one for one in standing if one is not route.waiting_objection]
    decided = route.last(*ON_APPLICATION)
    if step.kind is not StepKind.OBJECT or decided is None:
        return standing
    return standing[: standing.index(decided) + 1]

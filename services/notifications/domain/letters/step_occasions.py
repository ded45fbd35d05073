"""The letter about a step of the route, if there is one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from services.notifications.domain.letters.caused import about
from services.notifications.domain.letters.kinds import LetterKind
from services.notifications.domain.letters.occasion import Occasion
from services.notifications.domain.letters.reader_words import as_sentence, day_in_letter, time_in_letter
from services.notifications.domain.letters.slip import DAYS_BY_POST, SlipFor
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.facts import Appointment
from services.notifications.domain.route.happened import ObjectionAnswer, StepTaken

OUTCOMES = frozenset({"upheld", "partly", "dismissed", "inadmissible"})
NO_HEARING = frozenset(
    {
        "clearly-inadmissible",
        "clearly-unfounded",
        "hearing-not-wanted",
        "hearing-not-answered",
        "fully-met",
        "did-not-come",
    }
)
"""Why nobody was heard (Awb 7:3), or nobody came to be heard."""
RECEIVERS = frozenset({"insurer", "wlz", "youth"})
"""The reasons of an end after which somebody else goes on with the care."""


def of_step(taken: StepTaken) -> Occasion | None:
    write = STEP_LETTERS.get(taken.step.step)
    return write(taken) if write else None


def _step_letter(taken: StepTaken, kind: LetterKind, *facts: str, **said: Any) -> Occasion:
    """`said`: texts are words, and sequences are lists."""
    step = taken.step
    return replace(
        about(taken, kind, step.step_id, step.recorded_on),
        words={name: value for name, value in said.items() if isinstance(value, str)},
        lists={name: tuple(value) for name, value in said.items() if not isinstance(value, str)},
        facts=frozenset(facts),
    )


def _reminder(taken: StepTaken) -> Occasion:
    first = int(taken.step.details["number"]) == 1
    reminder = _step_letter(taken, "no-answer", "first" if first else "second", answer_by=_day(taken, "answerBy"))
    return replace(reminder, asked_by=_date(taken, "answerBy"))


def reminding_of(reminder: Occasion, standing: Appointment | None) -> Occasion:
    """The reminder with the appointment that stands: when and where it is, also when no time is left for the slip by
    which its reader can answer. One of which the day has come asks for no answer any more."""
    if standing is None or standing.day <= reminder.day:
        return reminder
    words = {
        "day": day_in_letter(standing.day),
        "starts": time_in_letter(standing.starts),
        "address": standing.place_address,
        "answer_by": day_in_letter(min(standing.day, reminder.asked_by or standing.day)),
    }
    slip = SlipFor(standing.appointment_id, standing.day)
    facts = reminder.facts | {"stands", standing.place}
    return replace(reminder, words={**reminder.words, **words}, facts=facts, slip=slip, meets_on=standing.day)


def earlier_hearings(route: ClientRoute, step_id: str | None) -> frozenset[str]:
    """The invitations to a hearing about the same objection before this one: it takes their place."""
    found: list[str] = []
    for each in route.steps:
        if each.step == "object":
            found = []
        elif each.step_id == step_id:
            return frozenset(found)
        elif each.step == "invite-hearing":
            found.append(each.step_id)
    return frozenset()


def _report(taken: StepTaken) -> Occasion:
    return _step_letter(taken, "report", *(["can-apply"] if taken.step.details["canApply"] else []))


def _incomplete(taken: StepTaken) -> Occasion:
    return _missing(taken, "incomplete", "completion")


def _objection_incomplete(taken: StepTaken) -> Occasion:
    """The term that was over when the question was asked does not stand still by it."""
    decide_by = taken.step.last_day("decision-on-objection")
    letter = _missing(taken, "objection-incomplete", "repair")
    still = frozenset({"stands-still"}) if decide_by is not None and decide_by > taken.step.on else frozenset()
    return replace(letter, facts=letter.facts | still)


def _missing(taken: StepTaken, kind: LetterKind, term: str) -> Occasion:
    missing = _texts(taken.step.details["missing"])
    asked_by = taken.step.last_day(term) or _date(taken, "answerBy")
    letter = _step_letter(taken, kind, answer_by=day_in_letter(asked_by), missing=missing)
    return replace(letter, asked_by=asked_by)


def _later(taken: StepTaken) -> Occasion:
    """Awb 4:14(1) about an application, 7:10(3) about an objection."""
    about = "objection" if taken.step.step == "adjourn" else "application"
    why = as_sentence(_text(taken, "why"))
    return _step_letter(taken, "later", about, new_last_day=_day(taken, "newLastDay"), why=why)


def _view(taken: StepTaken) -> Occasion:
    intended = as_sentence(_text(taken, "intended"))
    letter = _step_letter(taken, "view", intended=intended, answer_by=_day(taken, "answerBy"))
    return replace(letter, asked_by=_date(taken, "answerBy"))


def _objection(taken: StepTaken) -> Occasion:
    in_time = taken.step.details["inTime"]
    facts = ["in-time"] if in_time else ["excused"] if taken.step.details.get("excused", False) else []
    decide_by = _still_to_come(taken, "decision-on-objection")
    facts += ["decide-by"] if decide_by else []
    facts += ["before-sending"] if taken.step.state == "decided" else []
    return _step_letter(
        taken,
        "objection-received",
        *facts,
        received_on=day_in_letter(taken.step.on),
        decide_by=day_in_letter(decide_by) if decide_by else "",
    )


def _need(taken: StepTaken) -> Occasion:
    """2.3.2(1). A day for the plan that is over when the post comes is no day to name."""
    investigated, plan = _still_to_come(taken, "investigation"), _still_to_come(taken, "personal-plan")
    by_post = taken.step.recorded_on + timedelta(days=DAYS_BY_POST)
    plan = plan if plan is not None and plan > by_post else None
    facts = [*(["investigate-by"] if investigated else []), *(["plan-by"] if plan else [])]
    return _step_letter(
        taken,
        "need-received",
        *facts,
        received_on=day_in_letter(taken.step.on),
        investigate_by=day_in_letter(investigated) if investigated else "",
        plan_by=day_in_letter(plan) if plan else "",
    )


def _hearing(taken: StepTaken) -> Occasion:
    starts = time_in_letter(time.fromisoformat(_text(taken, "from")))
    letter = _step_letter(taken, "hearing", day=_day(taken, "day"), starts=starts, place=_text(taken, "place"))
    return replace(letter, meets_on=_date(taken, "day"))


def _objection_decided(taken: StepTaken) -> Occasion:
    """What came of it; what is decided instead comes with the event of the decision, and the letter is about that."""
    answer = ObjectionAnswer(_text(taken, "outcome"), _text(taken, "why"), taken.step.details.get("noHearing"))
    decision = _text(taken, "decisionId")
    letter = _step_letter(taken, "objection-decided", *facts_of(answer), why=as_sentence(answer.why))
    return replace(letter, cause_id=decision, key=decision, half="outcome")


def facts_of(answer: ObjectionAnswer) -> Sequence[str]:
    """Raises ValueError for words that no letter has a sentence for."""
    if answer.outcome not in OUTCOMES:
        raise ValueError(f"onbekende uitkomst {answer.outcome!r}")
    if answer.no_hearing is None:
        return (answer.outcome,)
    if answer.no_hearing not in NO_HEARING:
        raise ValueError(f"onbekende reden om niemand te horen {answer.no_hearing!r}")
    return (answer.outcome, "no-hearing", answer.no_hearing)


def _end(taken: StepTaken) -> Occasion | None:
    reason = _text(taken, "reason")
    if reason == "moved":
        return _step_letter(taken, "moved")
    return _step_letter(taken, "hand-over", reason) if reason in RECEIVERS else None


STEP_LETTERS: Mapping[str, Callable[[StepTaken], Occasion | None]] = {
    "report-need": _need,
    "remind": _reminder,
    "report": _report,
    "ask-completion": _incomplete,
    "extend": _later,
    "adjourn": _later,
    "ask-view": _view,
    "object": _objection,
    "ask-repair": _objection_incomplete,
    "invite-hearing": _hearing,
    "decide-objection": _objection_decided,
    "end": _end,
}
"""By the word of the step. An invitation follows the appointment, and a decision the event of the decision."""


def _still_to_come(taken: StepTaken, term: str) -> date | None:
    """The last day of this term, unless it is over: an objection can come after the last day for its answer."""
    last_day = taken.step.last_day(term)
    return last_day if last_day is not None and last_day > taken.step.recorded_on else None


def _day(taken: StepTaken, name: str) -> str:
    return day_in_letter(_date(taken, name))


def _date(taken: StepTaken, name: str) -> date:
    return date.fromisoformat(_text(taken, name))


def _text(taken: StepTaken, name: str) -> str:
    value = taken.step.details[name]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name}: hier hoort tekst te staan")
    return value.strip()


def _texts(values: Any) -> tuple[str, ...]:
    if not values or not all(isinstance(value, str) and value.strip() for value in values):
        raise ValueError("hier hoort een lijst van teksten te staan")
    return tuple(value.strip() for value in values)

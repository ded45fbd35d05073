"""From what happened to the letter about it, if there is one, and to what it does to older letters."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from services.notifications.domain.client.care_words import care_name
from services.notifications.domain.letters.facts import cited
from services.notifications.domain.letters.gate import ArticleLink
from services.notifications.domain.letters.kinds import ABOUT_A_CONVERSATION, LetterKind
from services.notifications.domain.letters.letter_asked import LetterAsked
from services.notifications.domain.letters.occasion import Aftermath, Occasion, Row, Told
from services.notifications.domain.letters.reader_words import day_in_letter, how_much, time_in_letter
from services.notifications.domain.letters.slip import SlipFor
from services.notifications.domain.route.facts import Appointment, Decision, Provision, Step
from services.notifications.domain.route.happened import (
    AppointmentCancelled,
    AppointmentMade,
    DecisionMade,
    EndHasCome,
    EndIsNear,
    Happened,
    StepTaken,
)
from shared.dutch import amount, date_in_words

STOP_DIED, STOP_ON_HOLD = "died", "on-hold"
"""Why no letter goes to a client by the last step of the route."""
ON_HOLD, ENDED = "on-hold", "ended"
"""States of the route."""
DECISION_LETTERS: Mapping[str, LetterKind] = {
    "prolongation": "prolongation",
    "urgent-help": "urgent-help",
    "on-objection": "objection-decided",
}
"""The kinds of decisions with a letter of their own."""
SENT = frozenset({"send", "send-objection-decision"})
OUTCOMES = frozenset({"upheld", "partly", "dismissed", "inadmissible"})
RECEIVERS = frozenset({"insurer", "wlz", "youth"})
"""The reasons of an end after which somebody else goes on with the care."""


def told(happened: Happened | LetterAsked) -> Told:
    """Raises KeyError, ValueError and ClientError for what no letter can be made of."""
    return Told(aftermath_of(happened), occasion_of(happened))


def occasion_of(happened: Happened | LetterAsked) -> Occasion | None:
    """The letter about it; None when there is nothing to write."""
    match happened:
        case StepTaken():
            return _of_step(happened)
        case AppointmentMade():
            return _of_appointment(happened)
        case AppointmentCancelled():
            return _of_cancelled(happened)
        case DecisionMade():
            return _of_decision(happened)
        case EndIsNear():
            return None if happened.ending.decided else _of_ending(happened)
        case EndHasCome():
            return _of_ended(happened)
        case LetterAsked():
            return _of_asked(happened)


def aftermath_of(happened: Happened | LetterAsked) -> Aftermath:
    """What it does to letters that were not printed yet."""
    client = happened.client_id
    match happened:
        case StepTaken(step=step):
            ended = step.step == "end"
            died = ended and step.details["reason"] == "died"
            stop = STOP_DIED if died else STOP_ON_HOLD if step.state == ON_HOLD else None
            return Aftermath(
                client,
                causes=_over(step),
                kinds=ABOUT_A_CONVERSATION if ended else frozenset(),
                stop=stop,
                goes_on=stop is None and (ended or step.state != ENDED),
            )
        case AppointmentMade() if happened.before:
            return Aftermath(client, causes=frozenset({happened.before.appointment_id}))
        case AppointmentCancelled():
            return Aftermath(client, causes=frozenset({happened.cancelled.appointment_id}))
        case DecisionMade() if happened.replaces:
            return Aftermath(client, causes=frozenset({happened.replaces}))
    return Aftermath(client)


def _over(step: Step) -> frozenset[str]:
    """What needs no letter any more: a step that is taken back, with the decision that it took, and a decision of which
    somebody sent the letter by hand. One that our own print run sent was printed, and stays so."""
    decision = step.details.get("decisionId") if step.undoes or step.step in SENT else None
    return frozenset(str(each) for each in (step.undoes, decision) if each)


CAUSES: Mapping[type, str] = {
    StepTaken: "migration.step-taken",
    AppointmentMade: "migration.appointment-made",
    AppointmentCancelled: "migration.appointment-cancelled",
    DecisionMade: "migration.decision-made",
    EndIsNear: "migration.right-ending",
    EndHasCome: "migration.right-ended",
    LetterAsked: "notifications.letter-asked",
}
"""What each is called on the wire."""


def _occasion(happened: Happened | LetterAsked, kind: LetterKind, key: str, day: date) -> Occasion:
    """What every letter about something that happened has; what it says comes with it."""
    return Occasion(
        client_id=happened.client_id,
        revision=happened.revision,
        municipality=happened.municipality,
        kind=kind,
        cause=CAUSES[type(happened)],
        cause_id=None,
        key=key,
        day=day,
    )


def _about(happened: Happened, kind: LetterKind, id_: str, day: date) -> Occasion:
    """The same of a letter about one step, appointment or decision, by its id."""
    return replace(_occasion(happened, kind, id_, day), cause_id=id_)


def _of_step(taken: StepTaken) -> Occasion | None:
    write = STEP_LETTERS.get(taken.step.step)
    return write(taken) if write else None


def _step_letter(taken: StepTaken, kind: LetterKind, *facts: str, **said: Any) -> Occasion:
    """`said`: texts are words, and sequences are lists."""
    step = taken.step
    return replace(
        _about(taken, kind, step.step_id, step.recorded_on),
        words={name: value for name, value in said.items() if isinstance(value, str)},
        lists={name: tuple(value) for name, value in said.items() if not isinstance(value, str)},
        facts=frozenset(facts),
    )


def _reminder(taken: StepTaken) -> Occasion:
    first = int(taken.step.details["number"]) == 1
    reminder = _step_letter(taken, "no-answer", "first" if first else "second", answer_by=_day(taken, "answerBy"))
    return replace(reminder, asked_by=_date(taken, "answerBy"))


def reminding_of(reminder: Occasion, standing: Appointment | None) -> Occasion:
    """The reminder with the appointment that stands: its reader can answer about that by a slip. One of which the day
    has come asks for no answer any more."""
    if standing is None or standing.day <= reminder.day:
        return reminder
    words = {"day": day_in_letter(standing.day), "starts": time_in_letter(standing.starts)}
    slip = SlipFor(standing.appointment_id, standing.day)
    return replace(reminder, words={**reminder.words, **words}, slip=slip, meets_on=standing.day)


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
    why = _sentence(_text(taken, "why"))
    return _step_letter(taken, "later", about, new_last_day=_day(taken, "newLastDay"), why=why)


def _view(taken: StepTaken) -> Occasion:
    intended = _sentence(_text(taken, "intended"))
    letter = _step_letter(taken, "view", intended=intended, answer_by=_day(taken, "answerBy"))
    return replace(letter, asked_by=_date(taken, "answerBy"))


def _objection(taken: StepTaken) -> Occasion:
    facts = ["in-time"] if taken.step.details["inTime"] else []
    decide_by = taken.step.last_day("decision-on-objection")
    facts += ["decide-by"] if decide_by else []
    facts += ["before-sending"] if taken.step.state == "decided" else []
    return _step_letter(
        taken,
        "objection-received",
        *facts,
        received_on=day_in_letter(taken.step.on),
        decide_by=day_in_letter(decide_by) if decide_by else "",
    )


def _hearing(taken: StepTaken) -> Occasion:
    starts = time_in_letter(time.fromisoformat(_text(taken, "from")))
    letter = _step_letter(taken, "hearing", day=_day(taken, "day"), starts=starts, place=_text(taken, "place"))
    return replace(letter, meets_on=_date(taken, "day"))


def _objection_decided(taken: StepTaken) -> Occasion:
    """What came of it; what is decided instead comes with the event of the decision, and the letter is about that."""
    outcome = _text(taken, "outcome")
    if outcome not in OUTCOMES:
        raise ValueError(f"onbekende uitkomst {outcome!r}")
    decision = _text(taken, "decisionId")
    letter = _step_letter(taken, "objection-decided", outcome, why=_sentence(_text(taken, "why")))
    return replace(letter, cause_id=decision, key=decision, half="outcome")


def _end(taken: StepTaken) -> Occasion | None:
    reason = _text(taken, "reason")
    if reason == "moved":
        return _step_letter(taken, "moved")
    return _step_letter(taken, "hand-over", reason) if reason in RECEIVERS else None


STEP_LETTERS: Mapping[str, Callable[[StepTaken], Occasion | None]] = {
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


def _of_appointment(made: AppointmentMade) -> Occasion:
    appointment = made.appointment
    words = {
        "day": day_in_letter(appointment.day),
        "starts": time_in_letter(appointment.starts),
        "until": time_in_letter(appointment.ends),
        "address": appointment.place_address,
        "caseworker": appointment.caseworker,
    }
    kind: LetterKind = "invitation"
    facts = {appointment.place, *(["several"] if appointment.people > 1 else [])}
    if before := made.before:
        kind = "appointment-moved"
        words |= {"old_day": day_in_letter(before.day), "old_time": time_in_letter(before.starts)}
        facts |= {made.why} - {"first"}
    return replace(
        _about(made, kind, appointment.appointment_id, appointment.made_on),
        words=words,
        facts=frozenset(facts),
        slip=SlipFor(appointment.appointment_id, appointment.day),
        meets_on=appointment.day,
    )


def _of_cancelled(happened: AppointmentCancelled) -> Occasion:
    cancelled = happened.cancelled
    return replace(
        _about(happened, "appointment-cancelled", cancelled.appointment_id, cancelled.cancelled_on),
        words={"day": day_in_letter(happened.day), "starts": time_in_letter(happened.starts)},
        facts=frozenset({cancelled.reason, *(["new-one"] if cancelled.new_one_follows else [])}),
    )


def _of_decision(made: DecisionMade) -> Occasion:
    decision = made.decision
    return replace(
        _about(made, DECISION_LETTERS.get(decision.kind, "decision"), decision.decision_id, decision.made_on),
        words={
            "starts_on": date_in_words(decision.starts_on),
            "ends_on": date_in_words(decision.ends_on) if decision.ends_on else "",
            "old_right_until": date_in_words(decision.old_right_until) if decision.old_right_until else "",
        },
        lists={
            "reasons": tuple(dict.fromkeys(_why(each.law, each.article, each.explanation) for each in made.reasons))
        },
        tables={"provisions": tuple(_provision_row(each) for each in decision.provisions)},
        facts=frozenset(_facts_of(decision)),
        links=tuple(dict.fromkeys(ArticleLink(cited(r.law, r.article), r.link) for r in made.reasons if r.link)),
        ends=(decision.old_right_until,) if decision.old_right_until else (),
        half="decision" if decision.kind == "on-objection" else None,
    )


def _facts_of(decision: Decision) -> list[str]:
    facts = [] if decision.kind in DECISION_LETTERS else [{"pgb": "pgb-decision"}.get(decision.kind, decision.kind)]
    facts += ["gives"] if decision.provisions else []
    facts += ["has-end"] if decision.ends_on else []
    facts += ["waits"] if decision.waits_for_acceptance else []
    facts += ["old-right"] if decision.old_right_until else []
    return facts


def _why(law: str, article: str, explanation: str) -> str:
    return f"{_sentence(explanation)} ({cited(law, article)})"


def _provision_row(provision: Provision) -> Row:
    if not provision.pgb:
        by = provision.provider.name if provision.provider else "Dit hoort u nog van ons"
        return (care_name(provision.function), how_much(provision), by)
    money = f", {amount(provision.yearly_cents)} per jaar" if provision.yearly_cents is not None else ""
    return (care_name(provision.function), how_much(provision), f"U koopt dit zelf met een pgb{money}")


TO_LIE_AND_ARRIVE = timedelta(weeks=2)
"""So long a letter may wait in its mailing and its pile, and be on its way."""


def _of_ending(near: EndIsNear) -> Occasion:
    """It names a conversation that the letter surely reaches first; to who has one sooner it is enough to hear that
    the right ends, for a letter that names a day which is over would have to be thrown away."""
    ending = near.ending
    soonest = ending.told_on + TO_LIE_AND_ARRIVE
    talk = near.conversation if near.conversation and near.conversation >= soonest else None
    key = f"{ending.last_day}:{ending.weeks}:{','.join(sorted(ending.functions))}"
    return replace(
        _occasion(near, "right-ending", key, ending.told_on),
        words={
            "last_day": date_in_words(ending.last_day),
            "conversation_day": day_in_letter(talk) if talk else "",
        },
        facts=frozenset({"conversation"} if talk else ()),
        functions=ending.functions,
        ends=(ending.last_day,),
        meets_on=talk,
    )


WHY_ENDED: Mapping[str, str] = {"date": "by-date", "offer-accepted": "accepted", "given-up": "given-up"}


def _of_ended(come: EndHasCome) -> Occasion | None:
    """Who went on with a decision from its own date heard all of that in the decision. An end that the client chose,
    by accepting an offer or giving up a pgb, is no end that the municipality tells of."""
    ended = come.ended
    if ended.why == "died" or (ended.why == "date" and ended.decision_id):
        return None
    key = f"{ended.last_day}:{ended.why}:{','.join(sorted(ended.functions))}"
    return replace(
        _occasion(come, "right-ended", key, ended.last_day + timedelta(days=1)),
        words={"last_day": date_in_words(ended.last_day)},
        facts=frozenset({WHY_ENDED[ended.why], *(["goes-on"] if ended.decision_id else [])}),
        functions=ended.functions,
        ends=(ended.last_day,) if ended.why == "date" else (),
    )


def _of_asked(asked: LetterAsked) -> Occasion:
    return _occasion(asked, "next-of-kin", asked.ask_id, asked.day)


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


def _sentence(text: str) -> str:
    """What a caseworker typed, as one: with a full stop."""
    text = " ".join(text.split())
    return text if text.endswith((".", "?", "!")) else f"{text}."

"""From what happened to the letter about it, if there is one, and to what it does to older letters."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from services.notifications.domain.client.care_words import care_name
from services.notifications.domain.letters.called_off import CANCELLED, called_off_at
from services.notifications.domain.letters.caused import Heard, about, caused
from services.notifications.domain.letters.end_occasions import of_budget, of_ended, of_ending
from services.notifications.domain.letters.facts import cited
from services.notifications.domain.letters.gate import ArticleLink
from services.notifications.domain.letters.kinds import ABOUT_A_CONVERSATION, ASKED_ABOUT_AN_OBJECTION, LetterKind
from services.notifications.domain.letters.letter_asked import LetterAsked
from services.notifications.domain.letters.occasion import Aftermath, Occasion, Row, Told
from services.notifications.domain.letters.offer import changes_of
from services.notifications.domain.letters.reader_words import as_sentence, day_in_letter, how_much, time_in_letter
from services.notifications.domain.letters.slip import SlipFor
from services.notifications.domain.letters.step_occasions import facts_of, of_step
from services.notifications.domain.route.facts import Decision, Provision, Step
from services.notifications.domain.route.happened import (
    AppointmentCancelled,
    AppointmentMade,
    BudgetEnded,
    BudgetEnding,
    DecisionMade,
    EndHasCome,
    EndIsNear,
    StepTaken,
    WrittenAgain,
)
from shared.dutch import amount, date_in_words
from shared.law.reasons import Reason

STOP_DIED, STOP_ON_HOLD = "died", "on-hold"
"""Why no letter goes to a client by the last step of the route."""
STOP_MAYBE_DIED = "maybe-died"
"""Somebody told by an answer that the client died, and nobody looked into it yet."""
ON_HOLD, ENDED = "on-hold", "ended"
"""States of the route."""
DECISION_LETTERS: Mapping[str, LetterKind] = {
    "prolongation": "prolongation",
    "urgent-help": "urgent-help",
    "on-objection": "objection-decided",
}
"""The kinds of decisions with a letter of their own."""
SPENT_BY: Mapping[str, frozenset[LetterKind]] = {
    "hold-conversation": ABOUT_A_CONVERSATION,
    "withdraw-objection": ASKED_ABOUT_AN_OBJECTION | {"objection-received"},
    "decide-objection": ASKED_ABOUT_AN_OBJECTION,
    "end": ABOUT_A_CONVERSATION - {CANCELLED},
    "tell-pgb": frozenset({"budget-ending"}),
}
"""Which letters a step leaves nothing to say, so that nobody is asked to come to what has been. That an objection
came is confirmed also when it is decided on (Awb 6:14), and that nobody comes is told also when the route stops."""
TOLD_BESIDE_WHAT_FOLLOWS: frozenset[LetterKind] = frozenset({"urgent-help"})
"""What a decision ends for the days to come only: for the days before, it must be made known (Awb 3:40, 3:45)."""
OWN_WORDS = "decision.why"
"""The rule of a reason that a caseworker wrote: it rests on the duty to give one, which is no reason itself."""
SENT = frozenset({"send", "send-objection-decision"})


def told(happened: Heard) -> Told:
    """Raises KeyError, ValueError and ClientError for what no letter can be made of."""
    return Told(aftermath_of(happened), occasions_of(happened))


def occasions_of(happened: Heard) -> tuple[Occasion, ...]:
    """The letters about it. Of an appointment that came instead of another there are two, of which one goes. The end of
    a route can have one about itself, and one about the appointment that was called off before it."""
    if isinstance(happened, AppointmentMade):
        return _of_appointment(happened)
    called_off = called_off_at(happened) if isinstance(happened, StepTaken) else None
    return tuple(each for each in (_occasion_of(happened), called_off) if each is not None)


def _occasion_of(happened: Heard) -> Occasion | None:
    """None when there is nothing to write."""
    match happened:
        case StepTaken():
            return of_step(happened)
        case AppointmentCancelled():
            return _of_cancelled(happened)
        case DecisionMade():
            return _of_decision(happened)
        case EndIsNear():
            return None if happened.ending.decided else of_ending(happened)
        case EndHasCome():
            return of_ended(happened)
        case BudgetEnding():
            return of_budget(happened, happened.told_on)
        case BudgetEnded():
            return of_budget(happened, happened.stop.last_day + timedelta(days=1))
        case LetterAsked():
            return _of_asked(happened)
    return None


def aftermath_of(happened: Heard) -> Aftermath:
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
                kinds=SPENT_BY.get(step.step, frozenset()),
                undoes=step.undoes,
                stop=stop,
                goes_on=stop is None and (ended or step.state != ENDED),
            )
        case AppointmentMade() if happened.before:
            return Aftermath(client, causes=frozenset({happened.before.appointment_id}))
        case AppointmentCancelled():
            return Aftermath(client, causes=frozenset({happened.cancelled.appointment_id}))
        case DecisionMade(decision=decision) if decision.replaces:
            return Aftermath(client, causes=frozenset({decision.replaces}), spares=TOLD_BESIDE_WHAT_FOLLOWS)
    return Aftermath(client)


def _over(step: Step) -> frozenset[str]:
    """What needs no letter any more: a step that is taken back, with the decision that it took, and a decision of which
    somebody sent the letter by hand. One that our own print run sent was printed, and stays so."""
    decision = step.details.get("decisionId") if step.undoes or step.step in SENT else None
    return frozenset(str(each) for each in (step.undoes, decision) if each)


def _of_appointment(made: AppointmentMade) -> tuple[Occasion, ...]:
    """An invitation, and for who heard of another appointment before, that it moved."""
    appointment = made.appointment
    words = {
        "day": day_in_letter(appointment.day),
        "starts": time_in_letter(appointment.starts),
        "until": time_in_letter(appointment.ends),
        "address": appointment.place_address,
        "caseworker": appointment.caseworker,
    }
    invitation = replace(
        about(made, "invitation", appointment.appointment_id, appointment.made_on),
        words=words,
        facts=frozenset({appointment.place, *(["several"] if appointment.people > 1 else [])}),
        slip=SlipFor(appointment.appointment_id, appointment.day),
        meets_on=appointment.day,
    )
    if made.before is None:
        return (invitation,)
    old = {"old_day": day_in_letter(made.before.day), "old_time": time_in_letter(made.before.starts)}
    why = {made.why} - {"first"} | ({"missed"} if made.before.day < appointment.made_on else set())
    moved = replace(invitation, kind="appointment-moved", words=words | old, facts=invitation.facts | why)
    return (invitation, moved)


def _of_cancelled(happened: AppointmentCancelled) -> Occasion:
    cancelled = happened.cancelled
    return replace(
        about(happened, "appointment-cancelled", cancelled.appointment_id, cancelled.cancelled_on),
        words={"day": day_in_letter(happened.day), "starts": time_in_letter(happened.starts)},
        facts=frozenset({cancelled.reason, *(["new-one"] if cancelled.new_one_follows else [])}),
        meets_on=happened.day,
    )


def _of_decision(made: DecisionMade) -> Occasion:
    decision, kind = made.decision, DECISION_LETTERS.get(made.decision.kind, "decision")
    first, on_objection = about(made, kind, decision.decision_id, decision.made_on), decision.kind == "on-objection"
    if made.again is not None:
        first = replace(first, key=f"{decision.decision_id}:{made.again.time}", day=made.again.on)
    letter = replace(
        first,
        words={
            "starts_on": date_in_words(decision.starts_on),
            "ends_on": date_in_words(decision.ends_on) if decision.ends_on else "",
            "old_right_until": date_in_words(decision.old_right_until) if decision.old_right_until else "",
            "pgb_until": date_in_words(decision.pgb_until) if decision.pgb_until else "",
        },
        lists={
            "reasons": tuple(dict.fromkeys(_why(each) for each in _reasons(made))),
            "old_ends": _old_ends(decision.old_ends),
            "stops_too": tuple(care_name(each) for each in sorted(decision.stops_when_accepted)),
        },
        tables={
            "provisions": tuple(_provision_row(each) for each in decision.provisions),
            "changes": tuple((each.care, each.without, each.with_yes) for each in changes_of(decision, first.day)),
        },
        facts=frozenset(_facts_of(decision, several_ends=decision.old_rights_end_apart)),
        links=tuple(dict.fromkeys(ArticleLink(cited(r.law, r.article), r.link) for r in _by_law(made) if r.link)),
        ends=_ends_told(made),
        asked_by=made.send_by,
        half="decision" if on_objection else None,
    )
    return _whole(letter, made.again) if on_objection and made.again is not None else letter


def _whole(letter: Occasion, again: WrittenAgain) -> Occasion:
    """Of a decision on an objection: the step that told its other half is not told again."""
    if again.answer is None:
        raise ValueError("een beslissing op bezwaar zonder uitkomst")
    words = {**letter.words, "why": as_sentence(again.answer.why)}
    return replace(letter, words=words, facts=letter.facts | set(facts_of(again.answer)), half=None)


def _old_ends(ends: Mapping[str, date]) -> tuple[str, ...]:
    by_day = sorted(ends.items(), key=lambda each: (each[1], each[0]))
    return tuple(f"{care_name(care)}: tot en met {date_in_words(until)}" for care, until in by_day)


def _ends_told(made: DecisionMade) -> tuple[date, ...]:
    last = made.decision.old_right_until
    of_pgbs = (day for day in made.decision.pgb_ends.values() if day >= made.decision.made_on)
    days = {*made.decision.old_ends.values(), *of_pgbs}
    return tuple(sorted(days | ({last} if last is not None else set())))


def _facts_of(decision: Decision, *, several_ends: bool) -> list[str]:
    facts = [] if decision.kind in DECISION_LETTERS else [{"pgb": "pgb-decision"}.get(decision.kind, decision.kind)]
    facts += ["gives"] if decision.provisions else []
    facts += ["has-end"] if decision.ends_on else []
    facts += ["waits"] if decision.waits_for_acceptance else []
    facts += ["old-right"] if decision.old_right_until else []
    facts += ["several-ends"] if several_ends else []
    facts += [("pgb-goes-on" if decision.pgb_goes_on else "pgb-stops")] if decision.pgb_ends else []
    facts += ["changes"] if decision.waits_for_acceptance and decision.old_ends else []
    facts += ["stops-too"] if decision.stops_when_accepted else []
    facts += ["follows-on"] if _follows_on(decision) else []
    buys = decision.kind in DECISION_LETTERS and any(each.pgb for each in decision.provisions)
    return [*facts, "buys"] if buys else facts


def _follows_on(decision: Decision) -> bool:
    """Whether something of it is left after the old right."""
    last, until = decision.ends_on, decision.old_right_until
    return until is not None and (last is None or last > until)


def _reasons(made: DecisionMade) -> Sequence[Reason]:
    """A decision on an objection is told by two events, and the step says why in the same words."""
    return _by_law(made) if made.decision.kind == "on-objection" else made.reasons


def _by_law(made: DecisionMade) -> Sequence[Reason]:
    return [each for each in made.reasons if each.rule != OWN_WORDS]


def _why(reason: Reason) -> str:
    said = as_sentence(reason.explanation)
    return said if reason.rule == OWN_WORDS else f"{said} ({cited(reason.law, reason.article)})"


def _provision_row(provision: Provision) -> Row:
    if not provision.pgb:
        by = provision.provider.name if provision.provider else "Nog niet bekend"
        return (care_name(provision.function), how_much(provision), by)
    money = f", {amount(provision.yearly_cents)} per jaar" if provision.yearly_cents is not None else ""
    return (care_name(provision.function), how_much(provision), f"U koopt dit zelf met een pgb{money}")


def _of_asked(asked: LetterAsked) -> Occasion:
    return caused(asked, "next-of-kin", asked.ask_id, asked.day)

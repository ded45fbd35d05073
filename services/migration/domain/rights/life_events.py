"""What an event does to a right: Wmo 8.3(1) for an accepted offer and a move, Jeugdwet 10.1(3) for a minor's move, RSA
2.6.12(1) for death and the pgb."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from services.migration.domain.rights.assessment import Assessment
from services.migration.domain.rights.facts import (
    DeliveryForm,
    Domain,
    EndedBy,
    EventType,
    FunctionFacts,
    FunctionRight,
    LifeEvent,
    no_right,
)
from shared.law.reasons import Reason

Rule = Callable[[FunctionRight, LifeEvent, Assessment], FunctionRight]
MOVES = ("transition.debtor-after-move", "youth.debtor-after-move")


def apply_events(
    right: FunctionRight, function: FunctionFacts, events: Sequence[LifeEvent], assessment: Assessment
) -> FunctionRight:
    """The right after all events about this function, in order of date. An event after the end changes nothing."""
    for event in sorted(events, key=lambda one: (one.on, one.type)):
        about_this = event.function in (None, function.id)
        if about_this and right.right_until is not None and event.on <= right.right_until and event.type in RULES:
            right = RULES[event.type](right, event, assessment)
    return right


def _offer_accepted(right: FunctionRight, event: LifeEvent, assessment: Assessment) -> FunctionRight:
    key = "transition.accepted-offer"
    if right.domain not in assessment.law.names(key):
        return right
    card = assessment.because(key, "offer-accepted", event.on, accepted_on=event.on)
    return _ends_on(right, event.on, EndedBy.OFFER_ACCEPTED, card)


def _died(right: FunctionRight, event: LifeEvent, assessment: Assessment) -> FunctionRight:
    key = "transition.death-pgb" if right.delivery_form is DeliveryForm.PGB else "transition.death-in-kind"
    last = _day_before(event.on, assessment.law.number(key))
    return _ends_on(right, last, EndedBy.DIED, assessment.because(key, "died", last, died_on=event.on))


def _moved(right: FunctionRight, event: LifeEvent, assessment: Assessment) -> FunctionRight:
    cards = [
        assessment.because(key, "moved", "nieuwe gemeente", moved_on=event.on) for key in _moves_with(right, assessment)
    ]
    return replace(right, reasons=(*right.reasons, *cards))


def _arrived(right: FunctionRight, event: LifeEvent, assessment: Assessment) -> FunctionRight:
    cards = [
        assessment.because(key, "arrived", "nieuwe gemeente", delivered_on=event.on)
        for key in _moves_with(right, assessment)
    ]
    return replace(right, reasons=(*right.reasons, *cards))


def _moves_with(right: FunctionRight, assessment: Assessment) -> list[str]:
    """The parameter by which the right goes along to another municipality; none for a right against somebody else."""
    return [key for key in MOVES if right.domain in assessment.law.names(key)]


def _pgb_given_up(right: FunctionRight, event: LifeEvent, assessment: Assessment) -> FunctionRight:
    """RSA 2.6.12(1)c: from that day, so the day before is the last one of the budget. The indication stays, and with it
    the right of Wmo 8.3(1) to care in kind; that is our reading."""
    key = "transition.pgb-given-up"
    if right.pgb_until is None or event.on > right.pgb_until:
        return right
    last = _day_before(event.on, assessment.law.number(key))
    if right.right_from is not None and last < right.right_from:
        card = assessment.because(key, "pgb-given-up-before", DeliveryForm.ZIN, given_up_on=event.on)
        return replace(right, pgb_until=None, reasons=(*right.reasons, card))
    words = {"pgb_until": last}
    card = assessment.because(key, "pgb-given-up", last, words=words, given_up_on=event.on)
    return replace(right, pgb_until=last, reasons=(*right.reasons, card))


def _day_before(event: date, days_after: int) -> date:
    """The last day of what is withdrawn from `days_after` days after the event."""
    return event + timedelta(days=days_after - 1)


def _ends_on(right: FunctionRight, last: date, ended_by: EndedBy, card: Reason) -> FunctionRight:
    reasons = (*right.reasons, card)
    if right.right_from is None or last < right.right_from:
        return no_right(right.id, Domain.NONE, reasons)
    pgb_until = None if right.pgb_until is None else min(right.pgb_until, last)
    return replace(right, right_until=last, ended_by=ended_by, pgb_until=pgb_until, reasons=reasons)


RULES: dict[EventType, Rule] = {
    EventType.OFFER_ACCEPTED: _offer_accepted,
    EventType.DIED: _died,
    EventType.MOVED: _moved,
    EventType.ARRIVED: _arrived,
    EventType.PGB_GIVEN_UP: _pgb_given_up,
}

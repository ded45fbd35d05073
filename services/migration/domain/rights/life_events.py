"""What an event does to a right: Wmo 8.3(1) for an accepted offer and a move, RSA 2.6.12(1) for death and the pgb."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from services.migration.domain.rights import wording
from services.migration.domain.rights.assessment import AppliedLaw
from services.migration.domain.rights.facts import (
    DeliveryForm,
    Domain,
    EndedBy,
    EventType,
    FunctionFacts,
    FunctionRight,
    LifeEvent,
)
from shared.law.reasons import Reason

Rule = Callable[[FunctionRight, FunctionFacts, LifeEvent, AppliedLaw], FunctionRight]


def apply_events(
    right: FunctionRight, function: FunctionFacts, events: Sequence[LifeEvent], law: AppliedLaw
) -> FunctionRight:
    """The right after all events about this function, in order of date. An event after the end changes nothing."""
    for event in sorted(events, key=lambda one: (one.on, one.type)):
        about_this = event.function in (None, function.id)
        if about_this and right.right_until is not None and event.on <= right.right_until:
            right = RULES[event.type](right, function, event, law)
    return right


def _offer_accepted(right: FunctionRight, function: FunctionFacts, event: LifeEvent, law: AppliedLaw) -> FunctionRight:
    key = "transition.accepted-offer"
    if right.domain not in law.names(key):
        return right
    card = law.because(key, wording.offer_accepted(event.on), event.on, accepted_on=event.on)
    return _ends_on(right, event.on, EndedBy.OFFER_ACCEPTED, card)


def _died(right: FunctionRight, function: FunctionFacts, event: LifeEvent, law: AppliedLaw) -> FunctionRight:
    key = "transition.death-pgb" if function.delivery_form is DeliveryForm.PGB else "transition.death-in-kind"
    last = _day_before(event.on, law.number(key))
    return _ends_on(right, last, EndedBy.DIED, law.because(key, wording.died(event.on), last, died_on=event.on))


def _moved(right: FunctionRight, function: FunctionFacts, event: LifeEvent, law: AppliedLaw) -> FunctionRight:
    key = "transition.debtor-after-move"
    if right.domain not in law.names(key):
        return right
    card = law.because(key, wording.moved(event.on), "nieuwe gemeente", moved_on=event.on)
    return replace(right, reasons=(*right.reasons, card))


def _pgb_given_up(right: FunctionRight, function: FunctionFacts, event: LifeEvent, law: AppliedLaw) -> FunctionRight:
    """RSA 2.6.12(1)c: from that day, so the day before is the last.

    A pgb given up before the right began is none that Wmo 8.3(3) could continue, but the indication stays and with it
    the right of 8.3(1) to care in kind; that is our reading.
    """
    key = "transition.pgb-given-up"
    if function.delivery_form is not DeliveryForm.PGB:
        return right
    if right.right_from is not None and event.on <= right.right_from:
        card = law.because(key, wording.pgb_given_up_before(event.on), DeliveryForm.ZIN, given_up_on=event.on)
        return replace(right, reasons=(*right.reasons, card))
    last = _day_before(event.on, law.number(key))
    card = law.because(key, wording.pgb_given_up(event.on, last), last, given_up_on=event.on)
    return _ends_on(right, last, EndedBy.PGB_GIVEN_UP, card)


def _day_before(event: date, days_after: int) -> date:
    """The last day of what is withdrawn from `days_after` days after the event."""
    return event + timedelta(days=days_after - 1)


def _ends_on(right: FunctionRight, last: date, ended_by: EndedBy, card: Reason) -> FunctionRight:
    reasons = (*right.reasons, card)
    if right.right_from is None or last < right.right_from:
        return FunctionRight(right.id, Domain.NONE, None, None, False, reasons)
    return replace(right, right_until=last, ended_by=ended_by, reasons=reasons)


RULES: dict[EventType, Rule] = {
    EventType.OFFER_ACCEPTED: _offer_accepted,
    EventType.DIED: _died,
    EventType.MOVED: _moved,
    EventType.PGB_GIVEN_UP: _pgb_given_up,
}

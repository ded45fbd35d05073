"""What a decision gives beside what is left of the old right: on the own page each has its days, amount and rule."""

from datetime import date
from typing import Any

from services.notifications.application.portal.show_portal import ShowPortal, show_portal
from services.notifications.application.portal.views import PortalView
from services.notifications.domain.client.money import OldBudget
from shared.access import Role, User
from shared.events.contracts import example
from shared.events.envelope import Event
from tests.support.notifications import Person, appointment_id, decided, event, everything, right_ended, stepped
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER

HOLDER = Person(1, pgb=True)
CLIENT = User("k", "Kim", Role.CLIENT, client=HOLDER.id)
OFFER, AGAIN = (appointment_id(number) for number in (501, 502))
PGB = {
    "function": "BGI",
    "amount": 100,
    "unit": "hours",
    "form": "pgb",
    "provider": None,
    "yearlyCents": 186900,
    "class": None,
}
DAY = date(2015, 5, 20)


def decision(id_: str, **changes: Any) -> Event:
    said = {"decisionId": id_, "kind": "pgb", "startsOn": "2015-04-06", "endsOn": "2016-04-04", "provisions": [PGB]}
    return decided(HOLDER, **said | changes)


def taken(id_: str, number: int, **details: Any) -> list[Event]:
    sent = stepped(HOLDER, "send", "sent", "2015-04-01", number, details={"decisionId": id_})
    yes = {"decisionId": id_, "oldRightUntil": "2015-04-13"} | details
    return [sent, stepped(HOLDER, "accept-offer", "sent", "2015-04-13", number + 1, details=yes)]


def changed_budget(turn: int = 3, *, days: bool = True) -> Event:
    """As billing has it of somebody who took an offer on 13 April: 103 days of the old pgb, and the new one."""
    lines = [_line(HOLDER.function_id, None, "2015-01-01", "2015-04-13", 52741)]
    lines += [_line(f"{OFFER[:8]}-BGI", OFFER, "2015-04-14", "2015-12-31", 134159)]
    lines += [_line(f"{OFFER[:8]}-BGI", OFFER, "2016-01-01", "2016-04-04", 48512)]
    if not days:
        lines = [{name: each[name] for name in each if name not in ("from", "until", "yearCents")} for each in lines]
    data = example("nl.zachte-landing.billing.budget-granted.v1") | {"turn": turn, "lines": lines}
    data |= {"from": "2015-01-01", "until": "2016-04-04", "grossCents": 235412, "contributionCents": 4683}
    return event("billing", "budget-granted", HOLDER.id, data | {"netCents": 230729, "unaccountableCents": 7055})


def _line(function_id: str, decision_id: str | None, first: str, last: str, gross: int) -> dict[str, Any]:
    of_example: dict[str, Any] = example("nl.zachte-landing.billing.budget-granted.v1")["lines"][0]
    days = {"functionId": function_id, "decisionId": decision_id, "from": first, "until": last}
    return of_example | days | {"yearCents": 186900, "grossCents": gross}


def changed_contribution(turn: int = 3) -> Event:
    data = example("nl.zachte-landing.billing.contribution-assessed.v1")
    old = data["regimes"][0] | {"functionId": HOLDER.function_id, "until": "2015-04-13"}
    new = old | {"functionId": f"{OFFER[:8]}-BGI", "regime": "wmo-2015", "from": "2015-04-14", "until": None}
    new |= {"decisionId": OFFER, "reason": old["reason"] | {"article": "3.8", "law": "UB Wmo 2015"}}
    return event("billing", "contribution-assessed", HOLDER.id, data | {"regimes": [old, new], "turn": turn})


def view_on(day: date, *told: Event) -> PortalView:
    works = WorksInMemory(WorkInMemory(SENDER, day))
    tell(works, [*everything(HOLDER), *told])
    return show_portal(works.work, ShowPortal(CLIENT, None))


def test_the_old_pgb_and_that_of_a_decision_are_two_with_their_own_days_amount_and_rule() -> None:
    """Law file traps 3 and 4: the AWBZ contribution and the free part belong to the old pgb alone."""
    view = view_on(DAY, decision(OFFER), *taken(OFFER, 1), changed_budget(), changed_contribution())
    assert view.old_budget == OldBudget(date(2015, 1, 1), date(2015, 4, 13), 52741, 4683, 7055)
    assert view.old_budget.net == 48058
    (new,) = view.new_care
    assert (new.care, new.much, new.pgb, new.yearly) == ("Begeleiding bij u thuis", "1 uur per week", True, 186900)
    assert (new.first_day, new.last_day) == (date(2015, 4, 14), date(2016, 4, 4)), "as decided, not as booked"
    assert [(each.regime, each.first_day) for each in new.regimes] == [("wmo-2015", date(2015, 4, 14))]
    assert [each.right_until for each in view.care] == [date(2015, 4, 13)]


def test_what_was_told_before_lines_had_days_is_parted_too() -> None:
    view = view_on(DAY, decision(OFFER), *taken(OFFER, 1), changed_budget(days=False))
    assert view.old_budget == OldBudget(None, None, 52741, 4683, 7055)


def test_what_changed_later_stands_in_whatever_order_it_is_heard() -> None:
    heard = [decision(OFFER), *taken(OFFER, 1)]
    late = view_on(DAY, *heard, changed_contribution(3), changed_contribution(2), changed_budget(3), changed_budget(2))
    assert (late.old_budget, late.new_care) == (
        (once := view_on(DAY, *heard, changed_contribution(3), changed_budget(3))).old_budget,
        once.new_care,
    )


def test_an_offer_gives_nothing_before_the_yes_and_a_budget_without_decisions_is_whole() -> None:
    sent = stepped(HOLDER, "send", "sent", "2015-04-01", 1, details={"decisionId": OFFER})
    view = view_on(DAY, decision(OFFER), sent)
    assert view.new_care == ()
    assert view.budget is not None
    assert view.old_budget == OldBudget(date(2015, 1, 1), date(2015, 6, 30), 509875, 12282, 12397)


def test_care_of_a_later_decision_follows_that_of_the_earlier_one_until_it_is_over() -> None:
    later = decision(AGAIN, startsOn="2015-09-01", endsOn="2016-08-31", waitsForAcceptance=False, oldEnds={}, route=2)
    sent = stepped(HOLDER, "send", "sent", "2015-08-01", 3, details={"decisionId": AGAIN}, route=2)
    told = [decision(OFFER), *taken(OFFER, 1), later, sent]
    assert [(each.first_day, each.last_day) for each in view_on(date(2015, 8, 2), *told).new_care] == [
        (date(2015, 4, 14), date(2015, 8, 31)),
        (date(2015, 9, 1), date(2016, 8, 31)),
    ]
    assert [each.first_day for each in view_on(date(2015, 9, 1), *told).new_care] == [date(2015, 9, 1)]
    assert view_on(date(2016, 9, 1), *told).new_care == ()


def test_nothing_new_goes_on_after_a_death() -> None:
    end = stepped(HOLDER, "end", "ended", "2015-05-04", 3, details={"reason": "died"})
    told = [decision(OFFER), *taken(OFFER, 1), end, right_ended(HOLDER, "2015-05-04", "died")]
    assert view_on(DAY, *told).new_care == ()


def test_a_prolongation_without_an_amount_has_that_of_the_books() -> None:
    goes_on = PGB | {"yearlyCents": None, "amount": None, "unit": "", "class": "K2"}
    said = {"kind": "prolongation", "provisions": [goes_on], "waitsForAcceptance": False, "oldEnds": {}}
    sent = stepped(HOLDER, "send", "sent", "2015-04-01", 1, details={"decisionId": OFFER})
    lines = [_line(f"{OFFER[:8]}-BGI", OFFER, "2015-04-06", "2015-12-31", 138263)]
    data = example("nl.zachte-landing.billing.budget-granted.v1") | {"turn": 1, "lines": lines}
    (new,) = view_on(DAY, decision(OFFER, **said), sent, event("billing", "budget-granted", HOLDER.id, data)).new_care
    assert (new.yearly, new.much) == (186900, "2 tot 4 uur per week (klasse 2)")

"""What the route tells changes budget and regime from its day on, and nothing before it (Wmo 2015 8.3, Awb 3:40)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest

from services.billing.domain.client.care import DeliveryForm
from services.billing.domain.client.revisions import ClientFacts, ClientRights
from services.billing.domain.client.route import (
    DecisionKind,
    DecisionMade,
    Ending,
    Provision,
    RightEnded,
    RouteFact,
    Step,
    StepTaken,
)
from services.billing.domain.client.spans import Span
from services.billing.domain.contribution.charges import ContributionAssessed
from services.billing.domain.contribution.decided import PROLONGATION
from services.billing.domain.ledger.journal import Account
from services.billing.domain.pgb.holding import BudgetGranted, BudgetWithdrawn, HoldingState
from shared.law.book import LawBook
from shared.messaging.failures import Unworkable
from shared.region.policy import choosables
from tests.unit.billing.office import CLIENT, HALF, PGB, YEAR, ZIN, Office, facts, function, right, rights
from tests.unit.billing.test_budget_changes import assert_the_books_hold

Message = ClientFacts | ClientRights | RouteFact
OLD, NEW = 1_028_200, 900_000
MAY, APRIL_30 = date(2015, 5, 1), date(2015, 4, 30)
YEAR_END, NEW_YEAR = date(2015, 12, 31), date(2016, 1, 1)
FIRST: tuple[Message, ...] = (facts(), rights(right(days=YEAR)))
A, B = "d0b3a2f4-66c1-4f0e-a7a5-0f3e0f1c2b3a", "b1b3a2f4-66c1-4f0e-a7a5-0f3e0f1c2b3a"


def decision(id_: str = A, kind: str = "pgb", starts: date = MAY, ends: date | None = None, **change: Any) -> RouteFact:
    form = change.pop("form", PGB)
    cents = change.pop("cents", NEW if form is PGB else None)
    made = DecisionMade(
        decision_id=id_,
        route=1,
        municipality="0321",
        kind=DecisionKind(kind),
        made_on=date(2015, 3, 30),
        starts_on=starts,
        ends_on=ends,
        provisions=(Provision("BGI", form, cents),),
        replaces=None,
        waits_for_acceptance=True,
    )
    return replace(made, **change)


def send(id_: str = A, on: date = date(2015, 4, 2)) -> StepTaken:
    return StepTaken(f"send-{id_[:2]}-{on}", Step.SEND, on, id_)


def returned(id_: str = A) -> StepTaken:
    return StepTaken(f"returned-{id_[:2]}", Step.RETURNED, date(2015, 4, 9), id_)


def accept(until: date = APRIL_30, id_: str = A) -> StepTaken:
    return StepTaken(f"accept-{id_[:2]}", Step.ACCEPT_OFFER, date(2015, 4, 20), id_, until)


def undo(step: StepTaken) -> StepTaken:
    return StepTaken(f"undo-{step.step_id}", Step.UNDO, date(2015, 4, 21), undoes=step.step_id)


def ended(last: date, why: Ending, *functions: str) -> RightEnded:
    return RightEnded(last, why, functions or ("1-81",))


def prolonged(starts: date = NEW_YEAR, ends: date = date(2016, 5, 1), **change: Any) -> RouteFact:
    return decision(kind="prolongation", starts=starts, ends=ends, waits_for_acceptance=False, cents=None, **change)


def days(first: date, last: date) -> Span:
    return Span(first, last)


def share(span: Span, year_gross: int, of: int = 365) -> int:
    return round(year_gross * span.days / of)


def lines(office: Office, place: str = "0321") -> list[tuple[Span, int, bool]]:
    """Days, cents and whether a decision gives it."""
    held = office.held_at(place)
    return [(line.days, line.gross, line.decision_id is not None) for line in held.lines] if held else []


def regimes(office: Office) -> list[tuple[str, Span | None]]:
    return [(each.outcome.regime.value, each.days) for each in office.charges[CLIENT]]


OLD_ALL = [(YEAR, OLD, False)]
UNTIL_MAY, FROM_MAY = days(YEAR.first, APRIL_30), days(MAY, YEAR_END)
IN_2016 = days(NEW_YEAR, date(2016, 12, 31))
OPEN = date.max
AWBZ_ALL = [("awbz-pgb", YEAR)]
ACCEPTED = [
    (UNTIL_MAY, share(UNTIL_MAY, OLD), False),
    (FROM_MAY, share(FROM_MAY, NEW), True),
    (IN_2016, NEW, True),
]

GROUP_UNTIL_MAY = (
    facts(function(), function("1-82", "BGG")),
    rights(right(days=YEAR), right("1-82", days=UNTIL_MAY)),
)


def test_the_care_of_an_offer_that_nobody_took_begins_when_the_old_right_to_it_is_over(office: Office) -> None:
    """8.6(1): guidance in a group ended in April, and the offer of both waited with it until the end of the year."""
    both = (Provision("BGI", PGB, NEW), Provision("BGG", PGB, NEW), Provision("KVB", PGB, NEW))
    office.receive(*GROUP_UNTIL_MAY, decision(provisions=both), send())
    held = office.held_at("0321")
    assert held is not None
    first = {line.word: line.days.first for line in reversed(held.lines) if line.decision_id}
    assert first == {"BGI": NEW_YEAR, "BGG": MAY, "KVB": NEW_YEAR}


CASES = [
    pytest.param([decision()], OLD_ALL, AWBZ_ALL, id="made-and-not-sent-does-nothing"),
    pytest.param(
        [decision(), send()],
        [*OLD_ALL, (IN_2016, NEW, True)],
        [*AWBZ_ALL, ("wmo-2015", days(NEW_YEAR, OPEN))],
        id="an-offer-that-nobody-accepted-waits-for-the-end-of-the-old-right",
    ),
    pytest.param([decision(), send(), returned()], OLD_ALL, AWBZ_ALL, id="it-came-back"),
    pytest.param(
        [decision(), send(), returned(), send(on=date(2015, 4, 12)), accept()],
        ACCEPTED,
        [("awbz-pgb", UNTIL_MAY), ("wmo-2015", days(MAY, OPEN))],
        id="it-came-back-and-was-sent-again",
    ),
    pytest.param(
        [decision(), send(), accept()],
        ACCEPTED,
        [("awbz-pgb", UNTIL_MAY), ("wmo-2015", days(MAY, OPEN))],
        id="an-accepted-offer-ends-the-old-right-on-its-day",
    ),
    pytest.param(
        [decision(), send(), accept(date(2015, 6, 30))],
        [
            (HALF, share(HALF, OLD), False),
            (days(date(2015, 7, 1), YEAR_END), share(days(date(2015, 7, 1), YEAR_END), NEW), True),
            (IN_2016, NEW, True),
        ],
        [("awbz-pgb", HALF), ("wmo-2015", days(date(2015, 7, 1), OPEN))],
        id="accepted-later-than-it-would-begin",
    ),
    pytest.param(
        [decision(), send(), accept(), undo(accept())],
        [*OLD_ALL, (IN_2016, NEW, True)],
        [*AWBZ_ALL, ("wmo-2015", days(NEW_YEAR, OPEN))],
        id="an-acceptance-that-was-undone",
    ),
    pytest.param([decision(), send(), undo(send())], OLD_ALL, AWBZ_ALL, id="a-sending-that-was-undone"),
    pytest.param(
        [decision(form=ZIN, kind="in-kind", ends=date(2016, 4, 30)), send(), accept()],
        [(UNTIL_MAY, share(UNTIL_MAY, OLD), False)],
        [("awbz-pgb", UNTIL_MAY), ("wmo-2015", days(MAY, date(2016, 4, 30)))],
        id="in-kind-from-the-decision-on",
    ),
    pytest.param(
        [decision(kind="refusal", provisions=(), starts=NEW_YEAR, waits_for_acceptance=False), send()],
        OLD_ALL,
        AWBZ_ALL,
        id="a-refusal-shortens-nothing",
    ),
    pytest.param(
        [
            decision(),
            send(),
            accept(),
            decision(B, kind="not-treated", provisions=(), starts=date(2015, 8, 3), waits_for_acceptance=False),
            send(B),
        ],
        ACCEPTED,
        [("awbz-pgb", UNTIL_MAY), ("wmo-2015", days(MAY, OPEN))],
        id="an-application-that-is-not-treated-changes-nothing",
    ),
    pytest.param(
        [decision(starts=NEW_YEAR, waits_for_acceptance=False, ends=date(2016, 6, 30)), send()],
        [*OLD_ALL, (days(NEW_YEAR, date(2016, 6, 30)), share(days(NEW_YEAR, date(2016, 6, 30)), NEW, 366), True)],
        [*AWBZ_ALL, ("wmo-2015", days(NEW_YEAR, date(2016, 6, 30)))],
        id="after-the-old-right",
    ),
    pytest.param(
        [decision(starts=date(2015, 11, 1), waits_for_acceptance=False), send()],
        [*OLD_ALL, (IN_2016, NEW, True)],
        [*AWBZ_ALL, ("wmo-2015", days(NEW_YEAR, OPEN))],
        id="no-decision-begins-beside-the-same-old-right",
    ),
    pytest.param(
        [prolonged(), send()],
        [*OLD_ALL, (days(NEW_YEAR, date(2016, 5, 1)), share(days(NEW_YEAR, date(2016, 5, 1)), OLD, 366), True)],
        [*AWBZ_ALL, ("wmo-2015", days(NEW_YEAR, date(2016, 5, 1)))],
        id="a-prolongation-goes-on-with-the-same-amount",
    ),
    pytest.param(
        [prolonged(), send(), decision(B, starts=date(2016, 3, 1), waits_for_acceptance=False), send(B)],
        [
            *OLD_ALL,
            (days(NEW_YEAR, date(2016, 2, 29)), share(days(NEW_YEAR, date(2016, 2, 29)), OLD, 366), True),
            (days(date(2016, 3, 1), date(2016, 12, 31)), share(days(date(2016, 3, 1), IN_2016.last), NEW, 366), True),
        ],
        [
            *AWBZ_ALL,
            ("wmo-2015", days(NEW_YEAR, date(2016, 2, 29))),
            ("wmo-2015", days(date(2016, 3, 1), OPEN)),
        ],
        id="a-decision-takes-over-from-a-prolongation",
    ),
    pytest.param(
        [
            decision(starts=NEW_YEAR, waits_for_acceptance=False),
            send(),
            decision(B, kind="end", provisions=(), starts=date(2016, 7, 1), replaces=A, route=2),
            send(B),
        ],
        [*OLD_ALL, (days(NEW_YEAR, date(2016, 6, 30)), share(days(NEW_YEAR, date(2016, 6, 30)), NEW, 366), True)],
        [*AWBZ_ALL, ("wmo-2015", days(NEW_YEAR, date(2016, 6, 30)))],
        id="an-end-of-the-decision",
    ),
    pytest.param(
        [
            decision(starts=NEW_YEAR, waits_for_acceptance=False),
            send(),
            decision(
                B, route=2, starts=date(2016, 7, 1), form=ZIN, provisions=(Provision("BGG", ZIN, None),), kind="in-kind"
            ),
            send(B),
        ],
        [*OLD_ALL, (IN_2016, NEW, True)],
        [*AWBZ_ALL, ("wmo-2015", days(NEW_YEAR, OPEN)), ("wmo-2015", days(date(2016, 7, 1), OPEN))],
        id="a-second-report-brings-something-beside-it",
    ),
    pytest.param(
        [
            decision(starts=NEW_YEAR, waits_for_acceptance=False),
            send(),
            decision(B, route=2, starts=date(2016, 7, 1), waits_for_acceptance=False, cents=2 * NEW),
            send(B),
        ],
        [
            *OLD_ALL,
            (days(NEW_YEAR, date(2016, 6, 30)), share(days(NEW_YEAR, date(2016, 6, 30)), NEW, 366), True),
            (days(date(2016, 7, 1), IN_2016.last), share(days(date(2016, 7, 1), IN_2016.last), 2 * NEW, 366), True),
        ],
        [*AWBZ_ALL, ("wmo-2015", days(NEW_YEAR, date(2016, 6, 30))), ("wmo-2015", days(date(2016, 7, 1), OPEN))],
        id="a-second-report-decides-the-same-care-anew",
    ),
    pytest.param(
        [
            decision(
                starts=NEW_YEAR,
                waits_for_acceptance=False,
                provisions=(Provision("BGI", PGB, NEW), Provision("BGG", PGB, NEW)),
            ),
            send(),
            decision(B, route=2, starts=date(2016, 7, 1), form=ZIN, kind="in-kind", waits_for_acceptance=False),
            send(B),
        ],
        [
            *OLD_ALL,
            (days(NEW_YEAR, date(2016, 6, 30)), share(days(NEW_YEAR, date(2016, 6, 30)), NEW, 366), True),
            (IN_2016, NEW, True),
        ],
        [
            *AWBZ_ALL,
            ("wmo-2015", days(NEW_YEAR, date(2016, 6, 30))),
            ("wmo-2015", days(NEW_YEAR, OPEN)),
            ("wmo-2015", days(date(2016, 7, 1), OPEN)),
        ],
        id="a-second-report-brings-one-of-two-in-kind",
    ),
    pytest.param(
        [
            decision(starts=NEW_YEAR, waits_for_acceptance=False),
            send(),
            decision(B, route=2, kind="urgent-help", starts=date(2016, 7, 1), ends=date(2016, 7, 20), form=ZIN),
            send(B),
        ],
        [*OLD_ALL, (IN_2016, NEW, True)],
        [*AWBZ_ALL, ("wmo-2015", days(NEW_YEAR, OPEN)), ("wmo-2015", days(date(2016, 7, 1), date(2016, 7, 20)))],
        id="urgent-help-takes-nobodys-place",
    ),
    pytest.param(
        [
            decision(starts=NEW_YEAR, waits_for_acceptance=False),
            send(),
            decision(B, kind="on-objection", starts=date(2016, 2, 1), provisions=(), replaces=A),
            StepTaken("dismissed", Step.DISMISS, date(2016, 1, 20), B),
            send(B),
        ],
        [*OLD_ALL, (IN_2016, NEW, True)],
        [*AWBZ_ALL, ("wmo-2015", days(NEW_YEAR, OPEN))],
        id="an-objection-that-was-dismissed-changes-nothing",
    ),
    pytest.param(
        [
            decision(starts=NEW_YEAR, waits_for_acceptance=False),
            send(),
            decision(
                B, kind="on-objection", starts=date(2016, 7, 1), cents=2 * NEW, waits_for_acceptance=False, replaces=A
            ),
            send(B),
        ],
        [
            *OLD_ALL,
            (days(NEW_YEAR, date(2016, 6, 30)), share(days(NEW_YEAR, date(2016, 6, 30)), NEW, 366), True),
            (days(date(2016, 7, 1), IN_2016.last), share(days(date(2016, 7, 1), IN_2016.last), 2 * NEW, 366), True),
        ],
        [*AWBZ_ALL, ("wmo-2015", days(NEW_YEAR, date(2016, 6, 30))), ("wmo-2015", days(date(2016, 7, 1), OPEN))],
        id="an-objection-that-was-upheld",
    ),
    pytest.param(
        [ended(APRIL_30, Ending.GIVEN_UP)],
        [(UNTIL_MAY, share(UNTIL_MAY, OLD), False)],
        [("awbz-pgb", UNTIL_MAY)],
        id="given-up",
    ),
    pytest.param(
        [decision(), send(), accept(), ended(APRIL_30, Ending.OFFER_ACCEPTED)],
        ACCEPTED,
        [("awbz-pgb", UNTIL_MAY), ("wmo-2015", days(MAY, OPEN))],
        id="the-end-after-an-acceptance-says-nothing-new",
    ),
    pytest.param(
        [decision(), send(), accept(), ended(APRIL_30, Ending.OFFER_ACCEPTED), returned()],
        OLD_ALL,
        AWBZ_ALL,
        id="a-yes-falls-when-the-letter-of-its-offer-comes-back",
    ),
    pytest.param(
        [decision(), send(), accept(), returned(), undo(returned())],
        ACCEPTED,
        [("awbz-pgb", UNTIL_MAY), ("wmo-2015", days(MAY, OPEN))],
        id="and-stands-when-the-return-was-a-mistake",
    ),
    pytest.param(
        [
            decision(),
            send(),
            accept(APRIL_30),
            ended(APRIL_30, Ending.OFFER_ACCEPTED),
            returned(),
            send(on=date(2015, 6, 1)),
            replace(accept(date(2015, 6, 30)), step_id="again"),
        ],
        [
            (HALF, share(HALF, OLD), False),
            (days(date(2015, 7, 1), YEAR_END), share(days(date(2015, 7, 1), YEAR_END), NEW), True),
            (IN_2016, NEW, True),
        ],
        [("awbz-pgb", HALF), ("wmo-2015", days(date(2015, 7, 1), OPEN))],
        id="and-counts-from-its-day-when-it-is-said-again",
    ),
    pytest.param([ended(YEAR_END, Ending.DATE)], OLD_ALL, AWBZ_ALL, id="its-own-last-day"),
    pytest.param(
        [decision(), send(), accept(), ended(date(2015, 6, 30), Ending.DIED)],
        [
            (UNTIL_MAY, share(UNTIL_MAY, OLD), False),
            (days(MAY, date(2015, 6, 30)), share(days(MAY, date(2015, 6, 30)), NEW), True),
        ],
        [("awbz-pgb", UNTIL_MAY), ("wmo-2015", days(MAY, date(2015, 6, 30)))],
        id="a-death-ends-both",
    ),
    pytest.param([ended(APRIL_30, Ending.GIVEN_UP, "9-99")], OLD_ALL, AWBZ_ALL, id="another-function"),
    pytest.param([send("unknown"), accept(id_="unknown")], OLD_ALL, AWBZ_ALL, id="of-a-decision-that-nobody-made"),
]


@pytest.mark.parametrize(("route", "held", "charged"), CASES)
def test_budget_and_regime_change_on_their_day(
    office: Office, route: Sequence[RouteFact], held: list[Any], charged: list[Any]
) -> None:
    office.receive(*FIRST, *route)
    assert lines(office) == held
    assert regimes(office) == charged
    assert office.balances()[Account.BUDGET] == sum(gross for _, gross, _ in held)
    assert_the_books_hold(office)


@pytest.mark.parametrize(("route", "held", "charged"), CASES)
def test_every_order_between_the_topics_gives_the_same_books(
    book: LawBook, route: Sequence[RouteFact], held: list[Any], charged: list[Any]
) -> None:
    """Two deliveries over one topic, rights and route over the other."""
    ours: list[Message] = [facts(), facts(revision=2)]
    theirs: list[Message] = [FIRST[1], *route, rights(right(days=YEAR), revision=2, on=date(2016, 2, 1))]
    outcomes = []
    for places in [*combinations(range(len(ours) + len(theirs)), 2)]:
        left, right_ = iter(ours), iter(theirs)
        order = [next(left) if place in places else next(right_) for place in range(len(ours) + len(theirs))]
        office = Office(book).receive(*order)
        outcomes.append((office.outcome, office.recorded))
    assert all(outcome == outcomes[0] for outcome in outcomes)


@pytest.mark.parametrize(("route", "held", "charged"), CASES)
def test_a_later_delivery_keeps_what_the_client_did(
    office: Office, route: Sequence[RouteFact], held: list[Any], charged: list[Any]
) -> None:
    """Only a death is known by the delivery itself; here it says nothing of one."""
    office.receive(*FIRST, *route)
    before = lines(office)
    office.receive(facts(revision=2), rights(right(days=YEAR), revision=2, on=date(2015, 6, 1)))
    died = any(isinstance(each, RightEnded) and each.why is Ending.DIED for each in route)
    assert (lines(office) == before) is not died
    assert_the_books_hold(office)


@pytest.mark.parametrize(("route", "held", "charged"), CASES)
def test_no_day_of_one_kind_of_care_is_paid_twice(
    office: Office, route: Sequence[RouteFact], held: list[Any], charged: list[Any]
) -> None:
    office.receive(*FIRST, *route)
    paid: Counter[tuple[str, date]] = Counter()
    held_now = office.held_at("0321")
    for line in held_now.lines if held_now else ():
        paid.update((line.word, line.days.first + timedelta(days=each)) for each in range(line.days.days))
    assert max(paid.values()) == 1


def test_what_changes_nothing_is_not_booked_and_not_told_again(office: Office) -> None:
    office.receive(*FIRST)
    told, booked, held = list(office.recorded), list(office.booked), office.held[CLIENT]
    office.receive(decision(), send("unknown"), ended(YEAR_END, Ending.DATE))
    assert (office.recorded, office.booked, office.held[CLIENT]) == (told, booked, held)


def test_others_hear_of_the_change_with_its_turn(office: Office) -> None:
    office.receive(*FIRST, decision(), send(), accept())
    granted = [each for each in office.budget_events if isinstance(each, BudgetGranted)]
    assert [(each.turn, each.holding.days) for each in granted] == [
        (0, YEAR),
        (2, days(YEAR.first, IN_2016.last)),
        (3, days(YEAR.first, IN_2016.last)),
    ]
    assessed = [each for each in office.recorded if isinstance(each, ContributionAssessed)]
    assert [each.turn for each in assessed] == [0, 2, 3]


def test_it_is_booked_on_the_day_on_which_it_was_recorded(office: Office) -> None:
    office.receive(*FIRST, decision(), send(), accept())
    assert [each.entry.booked_on for each in office.booked] == [
        date(2014, 11, 3),
        date(2015, 4, 2),
        date(2015, 4, 20),
    ]


def test_a_whole_budget_that_goes_is_withdrawn(office: Office) -> None:
    office.receive(*FIRST, ended(date(2014, 12, 31), Ending.GIVEN_UP))
    assert office.budget_changes == [BudgetGranted, BudgetWithdrawn]
    assert office.held[CLIENT].state is HoldingState.WITHDRAWN
    assert office.balances()[Account.BUDGET] == 0


def test_who_had_no_pgb_gets_one_by_decision_and_loses_it_when_that_comes_back(office: Office) -> None:
    in_kind = (facts(function(form=ZIN)), rights(right(form=ZIN, days=HALF)))
    late = decision(starts=date(2015, 7, 1), waits_for_acceptance=False)
    office.receive(*in_kind, late, send())
    assert [line[0].first for line in lines(office)] == [date(2015, 7, 1), NEW_YEAR]
    assert office.held[CLIENT].decided_from == date(2015, 7, 1)
    office.receive(returned())
    assert office.held[CLIENT].state is HoldingState.WITHDRAWN
    assert (office.held[CLIENT].decided_from, office.budget_changes) == (None, [BudgetGranted, BudgetWithdrawn])
    assert_the_books_hold(office)


def test_a_death_that_came_after_the_old_right_ends_the_pgb_of_a_decision(office: Office) -> None:
    """No old right is left to end then, so migration tells of no end: only the step that records it says so."""
    in_kind = (facts(function(form=ZIN)), rights(right(form=ZIN, days=HALF)))
    late = decision(starts=date(2015, 7, 1), waits_for_acceptance=False)
    died = StepTaken("died", Step.DIE, date(2015, 9, 20), died_on=date(2015, 9, 14))
    until_then = days(date(2015, 7, 1), date(2015, 9, 14))
    before = lines(office.receive(*in_kind, late, send()))
    assert lines(office.receive(died)) == [(until_then, share(until_then, NEW), True)]
    assert regimes(office)[-1] == ("wmo-2015", until_then)
    assert_the_books_hold(office)
    assert lines(office.receive(undo(died))) == before


def test_the_pgb_of_a_decision_has_no_contribution_withheld_and_no_free_part(office: Office) -> None:
    office.receive(*FIRST, decision(), send())
    amounts = office.held[CLIENT].amounts
    only_old = Office(office.law_book).receive(*FIRST).held[CLIENT].amounts
    assert (amounts.gross, amounts.contribution) == (OLD + NEW, only_old.contribution)
    assert amounts.unaccountable == only_old.unaccountable


def test_a_move_ends_a_decision_and_leaves_what_had_run(office: Office) -> None:
    moved = (facts(revision=2, municipality="0353"), rights(right(days=YEAR), revision=2, on=date(2016, 2, 1)))
    office.receive(*FIRST, decision(), send(), *moved)
    assert lines(office)[-1] == (
        days(NEW_YEAR, date(2016, 1, 31)),
        share(days(NEW_YEAR, date(2016, 1, 31)), NEW, 366),
        True,
    )
    assert_the_books_hold(office)


def test_a_death_in_a_delivery_ends_a_decision(office: Office) -> None:
    died = date(2015, 6, 30)
    later = (replace(facts(revision=2), died_on=died), rights(right(days=HALF), revision=2, on=date(2015, 7, 6)))
    office.receive(*FIRST, decision(), send(), accept(), *later)
    assert [line[0] for line in lines(office)] == [UNTIL_MAY, days(MAY, died)]
    assert regimes(office)[-1] == ("wmo-2015", days(MAY, died))


def test_an_amount_above_the_maximum_still_waits_beside_a_decision(office: Office) -> None:
    office.receive(facts(function(gross_year=2_000_000)), rights(right(days=YEAR)), decision(), send())
    held = office.held[CLIENT]
    assert (held.state, held.amounts.gross, len(held.waits_for)) == (HoldingState.WAITING, NEW, 1)
    assert_the_books_hold(office)


def test_a_prolongation_without_an_amount_before_it_asks_a_person(office: Office) -> None:
    in_kind = (facts(function(form=ZIN)), rights(right(form=ZIN, days=YEAR)))
    office.receive(*in_kind, prolonged(), send())
    held = office.held[CLIENT]
    assert (held.state, held.lines) == (HoldingState.REFUSED, ())
    assert "zoekt uit hoe hoog het is" in str(held.problem)


@pytest.mark.parametrize(
    ("word", "form", "regime"),
    [
        ("wmo", PGB, "wmo-2015"),
        ("awbz", PGB, "awbz-pgb"),
        ("awbz", ZIN, "awbz-transition"),
    ],
)
def test_a_municipality_chooses_the_contribution_of_its_prolongations(
    office: Office, word: str, form: DeliveryForm, regime: str
) -> None:
    chosen = replace(choosables()[PROLONGATION].default, value=word, by="gemeente Houten")
    office.work.chosen[PROLONGATION] = chosen
    office.receive(*FIRST, prolonged(provisions=(Provision("BGI", form, None),)), send())
    charge = office.charges[CLIENT][-1]
    assert charge.outcome.regime.value == regime
    assert "dit is de keuze van gemeente Houten, van 19 juli 2014" in charge.outcome.reason.explanation


@pytest.mark.parametrize(
    ("change", "born", "regime", "article"),
    [
        pytest.param({}, date(1950, 6, 1), "wmo-2015", "3.8 lid 1", id="adult"),
        pytest.param({}, date(2000, 6, 1), "none", "3.8 lid 4", id="too-young"),
        pytest.param(
            {"provisions": (Provision("STAY", ZIN, None),)}, date(1950, 6, 1), "wmo-2015-stay", "3.11", id="protected"
        ),
        pytest.param({"kind": "prolongation"}, date(1950, 6, 1), "wmo-2015", "8.3 lid 6", id="prolongation"),
    ],
)
def test_each_regime_of_a_decision_names_its_article(
    office: Office, change: dict[str, Any], born: date, regime: str, article: str
) -> None:
    office.receive(replace(facts(), birth_date=born), FIRST[1], decision(**change), send(), accept())
    outcome = next(each for each in office.charges[CLIENT] if each.decision_id).outcome
    assert (outcome.regime.value, outcome.reason.article) == (regime, article)
    assert outcome.reason.link


def test_who_pays_for_protected_living_pays_nothing_beside_it(office: Office) -> None:
    """UB Wmo 2015 3.8(4)a, also when one decision gives both."""
    both = decision(kind="in-kind", provisions=(Provision("STAY", ZIN, None), Provision("BGI", ZIN, None)))
    office.receive(*FIRST, both, send(), accept())
    assert regimes(office)[-2:] == [("wmo-2015-stay", days(MAY, OPEN)), ("none", days(MAY, OPEN))]
    assert office.charges[CLIENT][-1].outcome.reason.article == "3.8 lid 4"


def test_the_contribution_of_a_decision_begins_on_the_eighteenth_birthday(office: Office) -> None:
    office.receive(replace(facts(), birth_date=date(1997, 9, 1)), FIRST[1], decision(), send(), accept())
    assert regimes(office)[-2:] == [
        ("none", days(MAY, date(2015, 8, 31))),
        ("wmo-2015", days(date(2015, 9, 1), OPEN)),
    ]


@pytest.mark.parametrize(
    ("route", "said", "article"),
    [
        ([decision(), send(), accept()], "Daarom loopt het oude pgb tot en met 30 april 2015", "8.3 lid 1"),
        ([decision(), send(), accept()], "9.000,00 per jaar, vanaf 1 mei 2015", "2.3.6 lid 2"),
        ([prolonged(), send()], "10.282,00 per jaar, van 1 januari 2016 tot en met 1 mei", "2.3.6"),
        ([ended(APRIL_30, Ending.GIVEN_UP)], "U hebt het oude pgb opgegeven", "8.3 lid 1"),
        ([ended(APRIL_30, Ending.DIED)], "tot en met de dag van overlijden, 30 april 2015", "8.3 lid 1"),
    ],
)
def test_a_card_says_why(office: Office, route: Sequence[RouteFact], said: str, article: str) -> None:
    office.receive(*FIRST, *route)
    cards = office.held[CLIENT].reasons
    assert [card.article[: len(article)] for card in cards if said in card.explanation] == [article]


def test_a_fact_of_a_client_without_rights_can_never_be_worked(office: Office) -> None:
    with pytest.raises(Unworkable, match="nog geen recht bepaald"):
        office.receive(decision())


LIVING = function("1-762", "STAY", zzp="762", gross_year=2_000_000)
INDICATED = days(YEAR.first, date(2026, 7, 6))
LIVING_PGB = right("1-762", "wmo-protected-living", PGB, INDICATED, pgb_until=YEAR_END)


@pytest.mark.parametrize(
    ("change", "first"),
    [
        pytest.param({}, NEW_YEAR, id="the-day-after-the-pgb"),
        pytest.param({"starts": date(2016, 2, 1)}, date(2016, 2, 1), id="its-own-day"),
        pytest.param({"starts": date(2015, 11, 1)}, NEW_YEAR, id="not-beside-the-pgb"),
        pytest.param({"form": ZIN}, None, id="in-kind-the-old-right-itself-goes-on"),
        pytest.param({"kind": "pgb", "cents": NEW}, NEW_YEAR, id="a-new-pgb-too"),
        pytest.param(
            {"kind": "pgb", "cents": NEW, "waits_for_acceptance": True},
            None,
            id="an-offer-that-nobody-accepted-follows-the-whole-right",
        ),
    ],
)
def test_a_pgb_for_protected_living_that_goes_on_follows_the_pgb_and_not_the_right(
    office: Office, change: dict[str, Any], first: date | None
) -> None:
    """Wmo 2015 8.4(1) lets the right run while the indication does, 8.4(2) with 8.3(3) gives a pgb that is certain
    through 2015. In RBZWB:2018:278 the indication ran through 6-7-2026, and the college prolonged the pgb of 2015 to
    30-4-2016."""
    until = date(2016, 4, 30)
    form = change.get("form", PGB)
    given: dict[str, Any] = {
        "kind": "prolongation",
        "starts": NEW_YEAR,
        "ends": until,
        "cents": None,
        "waits_for_acceptance": False,
    }
    made = decision(**given | change | {"provisions": (Provision("STAY", form, change.get("cents")),)})
    office.receive(facts(LIVING), rights(LIVING_PGB), made, send())
    prolonged_days = [each.days for each in office.held[CLIENT].lines if each.decision_id]
    assert prolonged_days == ([days(first, until)] if first else [])
    assert [each.days for each in office.charges[CLIENT] if each.decision_id] == prolonged_days
    assert_the_books_hold(office)


def test_a_prolonged_pgb_for_protected_living_keeps_the_yearly_amount(office: Office) -> None:
    """Wmo 2015 8.4(2). As in Tilburg: prolonged to 1-5-2016 at the amount of 2015."""
    until = date(2016, 4, 30)
    made = prolonged(ends=until, provisions=(Provision("STAY", PGB, None),))
    office.receive(facts(LIVING), rights(LIVING_PGB), made, send())
    assert lines(office)[1:] == [(days(NEW_YEAR, until), share(days(NEW_YEAR, until), 2_000_000, 366), True)]


def test_a_pgb_that_was_given_up_is_not_prolonged_while_its_right_goes_on_in_kind(office: Office) -> None:
    """RSA 2.6.12(1)c with Wmo 2015 8.4(1)."""
    given_up = replace(LIVING_PGB, pgb_until=date(2015, 6, 14), pgb_given_up=True)
    made = prolonged(provisions=(Provision("STAY", PGB, None),))
    office.receive(facts(LIVING), rights(given_up), made, send())
    assert [each.decision_id for each in office.held[CLIENT].lines] == [None]


def test_transport_of_an_offer_that_nobody_took_follows_the_guidance_that_it_belonged_to(office: Office) -> None:
    """Wmo 2015 8.1(1)e: the old right to transport ends with that to the guidance; the new one begins then."""
    group = replace(function("1-82", "BGG", care_class="KD04"), transport=True)
    until = date(2015, 6, 28)
    old = rights(right("1-82", days=days(YEAR.first, until)), right(days=YEAR))
    ride = decision(provisions=(Provision("TRANSPORT", PGB, 100_000),))
    office.receive(facts(group, function()), old, ride, send())
    assert min(span.first for span, _, decided in lines(office) if decided) == until + timedelta(days=1)

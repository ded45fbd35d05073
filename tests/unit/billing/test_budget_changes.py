"""What changes a budget after it was opened: the books follow by new entries, and end where the budget ends."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.billing.domain.client.care import DeliveryForm
from services.billing.domain.client.revisions import ClientFacts, ClientRights, DeterminedRight
from services.billing.domain.client.spans import Span
from services.billing.domain.ledger.journal import Account
from services.billing.domain.pgb.budget import NOTHING, BudgetAmounts
from services.billing.domain.pgb.holding import BudgetGranted, BudgetWithdrawn, HoldingState
from shared.law.book import LawBook
from tests.unit.billing.office import CLIENT, HALF, PGB, YEAR, ZIN, Office, facts, function, right, rights

Revision = tuple[ClientFacts, ClientRights]
GRANTED, WAITING, REFUSED, WITHDRAWN = HoldingState
FIRST = (facts(), rights(right("1-81", "wmo", PGB, YEAR)))
WHOLE_YEAR = 1_028_200
UNTIL_MARCH = Span(date(2015, 1, 1), date(2015, 3, 14))


def second(found: DeterminedRight, **change: Any) -> Revision:
    """A second revision of the client with one pgb function: facts changed by `change`, the right to `found`."""
    return facts(function(**change), revision=2), rights(found, revision=2)


CHANGES = [
    pytest.param(second(right("1-81", "wmo", PGB, HALF)), GRANTED, 509_875, ["Wijziging pgb"], id="an-earlier-end"),
    pytest.param(second(right("1-81", "wmo", PGB, YEAR)), GRANTED, WHOLE_YEAR, [], id="nothing-new"),
    pytest.param(
        second(right("1-81", "wmo", PGB, YEAR), care_class="K4"),
        GRANTED,
        1_589_100,
        ["Wijziging pgb"],
        id="a-higher-class",
    ),
    pytest.param(
        second(right("1-81", "wmo", PGB, YEAR), gross_year=1_028_201),
        WAITING,
        WHOLE_YEAR,
        [],
        id="an-amount-above-the-maximum",
    ),
    pytest.param(
        second(right("1-81", "wmo", PGB, YEAR), gross_year=365), GRANTED, 365, ["Wijziging pgb"], id="a-lower-one"
    ),
    pytest.param(
        second(right("1-81", "wmo", PGB, UNTIL_MARCH)), GRANTED, 205_640, ["Wijziging pgb"], id="died-on-14-march"
    ),
    pytest.param(second(right("1-81", "none", PGB)), WITHDRAWN, 0, ["Intrekking pgb"], id="died-before-2015"),
    pytest.param(
        second(right("1-81", "wmo", ZIN, YEAR), form=ZIN), WITHDRAWN, 0, ["Intrekking pgb"], id="pgb-becomes-kind"
    ),
    pytest.param(second(right("1-81", "wlz", PGB)), WITHDRAWN, 0, ["Intrekking pgb"], id="goes-to-the-wlz"),
    pytest.param(
        second(right("1-81", "wmo", PGB, YEAR), care_class="K0"), GRANTED, WHOLE_YEAR, [], id="a-class-without-amount"
    ),
]


@pytest.mark.parametrize(("change", "state", "gross", "booked"), CHANGES)
def test_a_later_revision_leads_to_the_budget_it_asks_for(
    office: Office, change: Revision, state: HoldingState, gross: int, booked: list[str]
) -> None:
    office.receive(*FIRST)
    opening = list(office.booked)
    office.receive(*change)
    held = office.held[CLIENT]
    assert (held.state, held.amounts.gross) == (state, gross)
    assert office.booked[:1] == opening
    assert [each.entry.description for each in office.booked[1:]] == booked
    assert_the_books_hold(office)


def test_a_revision_that_takes_everything_back_reverses_every_posting(office: Office) -> None:
    office.receive(*FIRST, *second(right("1-81", "none", PGB)))
    granted, withdrawn = (each.entry for each in office.booked)
    assert [(p.account, -p.amount_cents) for p in withdrawn.postings] == [
        (p.account, p.amount_cents) for p in granted.postings
    ]


DIED = Span(date(2015, 1, 1), date(2015, 3, 14))
UNTIL_DEATH = 205_640


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"care_class": "K0"}, id="a-class-without-amount"),
        pytest.param({"care_class": "99"}, id="no-class"),
        pytest.param({"gross_year": 0}, id="a-gross-amount-of-nothing"),
        pytest.param({"word": "BH"}, id="treatment"),
        pytest.param({"word": "DOMESTIC-HELP"}, id="help-without-a-pgb"),
    ],
)
def test_a_death_ends_the_budget_even_when_the_delivery_is_faulty(office: Office, change: dict[str, Any]) -> None:
    office.receive(*FIRST, *second(right("1-81", "wmo", PGB, DIED), **change))
    held = office.held[CLIENT]
    assert (held.state, held.days, held.amounts.gross) == (GRANTED, DIED, UNTIL_DEATH)
    assert held.problem
    assert held.decided_on == FIRST[1].determined_on
    assert [each.entry.description for each in office.booked] == ["Toekenning pgb", "Wijziging pgb"]
    assert office.budget_events[-1] == BudgetGranted(held)
    assert_the_books_hold(office)


def test_a_budget_cut_by_death_equals_one_granted_until_then(office: Office, book: LawBook) -> None:
    office.receive(*FIRST, *second(right("1-81", "wmo", PGB, DIED), care_class="K0"))
    outright = Office(book).receive(facts(), rights(right("1-81", "wmo", PGB, DIED)))
    cut, whole = office.held[CLIENT], outright.held[CLIENT]
    assert (cut.amounts, cut.lines, cut.reasons) == (whole.amounts, whole.lines, whole.reasons)


@pytest.mark.parametrize(
    ("found", "state", "gross"),
    [
        pytest.param(right("1-81", "wmo", ZIN, DIED), WITHDRAWN, 0, id="pgb-becomes-kind"),
        pytest.param(right("1-81", "none", PGB), WITHDRAWN, 0, id="died-before-2015"),
    ],
)
def test_a_death_with_nothing_left_of_the_pgb_takes_all_back(
    office: Office, found: DeterminedRight, state: HoldingState, gross: int
) -> None:
    office.receive(*FIRST, *second(found, form=found.delivery_form, care_class="K0"))
    assert (office.held[CLIENT].state, office.held[CLIENT].amounts.gross) == (state, gross)
    assert_the_books_hold(office)


def test_a_function_that_becomes_kind_leaves_a_budget_that_cannot_be_renewed(office: Office) -> None:
    """The other function is at fault, so its amount stands; of the first nothing is owed as pgb any more."""
    both = facts(function(), function("1-82", "PV", care_class="K1"))
    office.receive(both, rights(right("1-81", "wmo", PGB, YEAR), right("1-82", "wmo", PGB, YEAR)))
    later = facts(function(form=ZIN), function("1-82", "PV", care_class="K0"), revision=2)
    office.receive(later, rights(right("1-81", "wmo", ZIN, DIED), right("1-82", "wmo", PGB, DIED), revision=2))
    held = office.held[CLIENT]
    assert [(line.function_id, line.days) for line in held.lines] == [("1-82", DIED)]
    assert held.state is GRANTED
    assert_the_books_hold(office)


def test_a_budget_of_which_no_day_is_left_is_withdrawn_for_somebody_to_look(office: Office) -> None:
    other = facts(function(form=ZIN), function("1-82", "PV", care_class="K0"), revision=2)
    office.receive(*FIRST, other, rights(right("1-81", "wmo", ZIN, YEAR), right("1-82", "wmo", PGB, YEAR), revision=2))
    assert (office.held[CLIENT].state, office.budget_changes[-1]) == (REFUSED, BudgetWithdrawn)
    assert_the_books_hold(office)


def test_a_fault_between_two_changes_leaves_the_first_standing(office: Office) -> None:
    good = (facts(revision=3), rights(right("1-81", "wmo", PGB, HALF), revision=3))
    office.receive(*FIRST, *second(right("1-81", "wmo", PGB, YEAR), care_class="K0"), *good)
    assert (office.held[CLIENT].amounts.gross, office.held[CLIENT].problem) == (509_875, None)
    assert_the_books_hold(office)


MOVED_WITH = [
    pytest.param({}, GRANTED, WHOLE_YEAR, id="the-same-budget"),
    pytest.param({"gross_year": 900_000}, GRANTED, 900_000, id="another-budget"),
    pytest.param({"care_class": "K0"}, GRANTED, WHOLE_YEAR, id="a-budget-that-cannot-be-renewed"),
]


@pytest.mark.parametrize(("change", "state", "gross"), MOVED_WITH)
def test_a_move_takes_the_budget_out_of_the_first_books(
    office: Office, change: dict[str, Any], state: HoldingState, gross: int
) -> None:
    delivered = facts(function(**change), revision=2, municipality="0353")
    office.receive(*FIRST, delivered, rights(right("1-81", "wmo", PGB, YEAR), revision=2))
    held = office.held[CLIENT]
    assert (held.municipality, held.state, held.amounts.gross) == ("0353", state, gross)
    assert set(office.balances("0321").values()) == {0}
    assert office.balances("0353")[Account.BUDGET] == gross
    assert len({each.id for each in office.booked}) == len(office.booked) == 3


def test_a_move_of_a_withdrawn_budget_books_nothing(office: Office) -> None:
    gone = rights(right("1-81", "none", PGB), revision=2)
    moved = rights(right("1-81", "none", PGB), revision=3)
    office.receive(*FIRST, facts(revision=2), gone, facts(revision=3, municipality="0353"), moved)
    assert [each.entry.description for each in office.booked] == ["Toekenning pgb", "Intrekking pgb"]
    assert office.held[CLIENT].municipality == "0353"


def test_what_is_recorded_last_is_what_is_held(office: Office) -> None:
    office.receive(*FIRST, *second(right("1-81", "wmo", PGB, HALF)))
    granted = [each.holding for each in office.budget_events if isinstance(each, BudgetGranted)]
    assert [each.amounts.gross for each in granted] == [WHOLE_YEAR, 509_875]
    assert granted[-1] == office.held[CLIENT]


def test_a_stay_that_is_not_in_use_frees_no_days(office: Office) -> None:
    package = function("1-762", "STAY", ZIN, zzp="762", care_class="99")
    waiting = right("1-762", "wmo-protected-living", ZIN, YEAR, conditional=True)
    office.receive(facts(package, function()), rights(waiting, right("1-81", "wmo", PGB, YEAR)))
    assert office.held[CLIENT].amounts.contribution == 16595


def assert_the_books_hold(office: Office) -> None:
    """Every entry adds up to zero, and the accounts stand where the budget in force puts them."""
    assert all(sum(p.amount_cents for p in each.entry.postings) == 0 for each in office.booked)
    for municipality in {each.municipality for each in office.booked}:
        held = office.held_at(municipality)
        assert office.balances(municipality) == standing(held.amounts if held else NOTHING)
        totals = office.work.queries.budget_totals([municipality], None)
        assert totals.in_balance
        assert totals.gross == (held.amounts.gross if held else 0)


def assert_no_line_outlasts_its_right(office: Office, determined: ClientRights) -> None:
    owed = {each.function_id: each.days for each in determined.rights if each.delivery_form is PGB}
    for line in (line for held in office.work.holdings.all for line in held.lines):
        days = owed[line.function_id]
        assert days is not None
        assert days.first <= line.days.first
        assert line.days.last <= days.last


def standing(amounts: BudgetAmounts) -> dict[Account, int]:
    return {
        Account.BUDGET: amounts.gross,
        Account.COMMITMENT: amounts.unaccountable - amounts.net,
        Account.COMMITMENT_UNACCOUNTABLE: -amounts.unaccountable,
        Account.CONTRIBUTION: -amounts.contribution,
    }


DAYS_2015 = st.dates(date(2015, 1, 1), date(2015, 12, 31))
CLASSES = st.sampled_from(["K0", "K1", "K3", "K8", "99", "KD04"])
GROSS = st.none() | st.integers(1, 12_000_000)


@st.composite
def revision(draw: st.DrawFn, number: int) -> Revision:
    """Whatever a delivery can make of one client: an indication in kind or as pgb, a second one, no right, a move."""
    first, last = sorted((draw(DAYS_2015), draw(DAYS_2015)))
    domain = draw(st.sampled_from(["wmo", "wmo", "wmo", "wmo-protected-living", "jeugdwet", "zvw", "none"]))
    days = None if domain in ("zvw", "none") else Span(first, last)
    word, form = draw(st.sampled_from(["BGI", "BGG", "PV", "KVB", "STAY", "BH"])), draw(st.sampled_from(DeliveryForm))
    one = function("1-81", word, form, care_class=draw(CLASSES), zzp="762", gross_year=draw(GROSS))
    other = function("1-82", "PV", draw(st.sampled_from(DeliveryForm)), care_class="K2")
    ours = [right("1-81", domain, form, days), right("1-82", "wmo", other.delivery_form, HALF)]
    count = draw(st.integers(1, 2))
    born = draw(st.sampled_from([date(1950, 6, 1), date(1997, 5, 4)]))
    place = draw(st.sampled_from(["0321", "0353"]))
    delivered = facts(*(one, other)[:count], revision=number, born=born, municipality=place)
    return delivered, rights(*ours[:count], revision=number)


@st.composite
def histories(draw: st.DrawFn) -> list[Revision]:
    return [draw(revision(number)) for number in range(1, draw(st.integers(1, 6)) + 1)]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories())
def test_books_of_every_history_balance_and_equal_the_budget(book: LawBook, history: list[Revision]) -> None:
    office = Office(book)
    for number, pair in enumerate(history, start=1):
        before = list(office.booked)
        office.receive(*pair)
        assert office.booked[: len(before)] == before
        assert_the_books_hold(office)
        assert_no_line_outlasts_its_right(office, pair[1])
        assert office.work.assessed.revisions([CLIENT]) == {CLIENT: number}
    ids = [each.id for each in office.booked]
    assert len(set(ids)) == len(ids)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories(), data=st.data())
def test_repeats_of_old_revisions_never_touch_the_books(
    book: LawBook, history: list[Revision], data: st.DataObject
) -> None:
    office = Office(book).receive(*(message for pair in history for message in pair))
    before = office.outcome
    office.receive(*data.draw(st.sampled_from(history)))
    assert office.outcome == before
    assert_the_books_hold(office)


def stay_beside_a_pgb(stay: Span, form: DeliveryForm = ZIN) -> tuple[ClientFacts, ClientRights]:
    package = function("1-762", "STAY", form, zzp="762", care_class="99")
    found = (right("1-762", "wmo-protected-living", form, stay), right("1-81", "wmo", PGB, YEAR))
    return facts(package, function()), rights(*found)


@pytest.mark.parametrize(
    ("stay", "contribution"),
    [
        pytest.param(Span(date(2015, 1, 1), date(2015, 6, 30)), 8365, id="half-the-year"),
        pytest.param(Span(date(2015, 12, 31), date(2019, 6, 30)), 16549, id="the-last-day"),
        pytest.param(YEAR, 0, id="the-whole-year"),
    ],
)
def test_days_of_a_stay_in_kind_cost_no_pgb_contribution(office: Office, stay: Span, contribution: int) -> None:
    office.receive(*stay_beside_a_pgb(stay))
    held = office.held[CLIENT]
    assert held.amounts.contribution == contribution
    articles = [(card.rule, card.article) for card in held.reasons]
    assert ("regime.awbz-pgb.stay-first", "2.6.7 lid 6") in articles
    assert ("pgb.withdrawal.months-in-an-institution", "2.6.12 lid 1") in articles
    assert_the_books_hold(office)


def test_charges_and_budget_agree_on_the_days_of_a_stay(office: Office) -> None:
    stay = Span(date(2015, 1, 1), date(2015, 6, 30))
    office.receive(*stay_beside_a_pgb(stay))
    free = [
        charge.days
        for charge in office.charges[CLIENT]
        if (charge.function_id, charge.outcome.reason.article) == ("1-81", "2.6.7 lid 6")
    ]
    assert free == [stay]


@pytest.mark.parametrize(
    ("beside", "days", "counts"),
    [
        pytest.param("BGG", YEAR, True, id="charged-care-in-kind"),
        pytest.param("KVB", YEAR, False, id="short-stay-costs-nothing"),
        pytest.param("BGG", Span(date(2015, 7, 1), date(2015, 12, 31)), False, id="after-the-pgb"),
    ],
)
def test_care_in_kind_beside_a_pgb_is_named_but_not_guessed(
    office: Office, beside: str, days: Span, counts: bool
) -> None:
    delivered = facts(function(), function("1-82", beside, ZIN, care_class="K2"))
    office.receive(delivered, rights(right("1-81", "wmo", PGB, HALF), right("1-82", "wmo", ZIN, days)))
    cards = [card for card in office.held[CLIENT].reasons if card.article == "2.6.7 lid 4"]
    assert [card.result for card in cards] == ["unknown"] * counts
    assert office.held[CLIENT].amounts.contribution == 8229
    assert office.held[CLIENT].provisional


@pytest.mark.parametrize(
    ("word", "domain", "form"),
    [
        pytest.param("BGI", "wmo-protected-living", ZIN, id="care-without-a-stay"),
        pytest.param("STAY", "wmo-protected-living", PGB, id="stay-as-pgb"),
        pytest.param("STAY", "wlz", ZIN, id="stay-under-another-law"),
    ],
)
def test_only_a_stay_in_kind_under_the_wmo_frees_days(
    office: Office, word: str, domain: str, form: DeliveryForm
) -> None:
    beside = function("1-762", word, form, zzp="762", care_class="K3" if word == "BGI" else "99")
    pgb = function("1-82", "PV", care_class="K2")
    office.receive(facts(beside, pgb), rights(right("1-762", domain, form, YEAR), right("1-82", "wmo", PGB, YEAR)))
    assert office.held[CLIENT].amounts.contribution == 16595

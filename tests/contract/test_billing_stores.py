"""The stores of billing keep the same promises in memory and on a database."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import services.billing
from services.billing.adapters.database import messaging, metadata
from services.billing.adapters.work import BillingWorks
from services.billing.application.pgb.list_budgets import READ_LIST
from services.billing.application.pgb.ports import UnknownClient
from services.billing.application.pgb.views import BudgetSort
from services.billing.domain.client.care import DeliveryForm, Domain
from services.billing.domain.client.revisions import (
    ClientFacts,
    ClientRevision,
    ClientRights,
    DeterminedRight,
    IndicatedFunction,
)
from services.billing.domain.client.route import (
    DecisionKind,
    DecisionMade,
    Ending,
    Provision,
    RightEnded,
    RouteFact,
    Step,
    StepTaken,
    Told,
)
from services.billing.domain.client.spans import Span
from services.billing.domain.contribution.charges import Charge, ContributionAssessed
from services.billing.domain.contribution.regimes import Regime, RegimeOutcome
from services.billing.domain.ledger.journal import Account, Booking, JournalEntry, Posting
from services.billing.domain.pgb.budget import BudgetAmounts
from services.billing.domain.pgb.ends import NOT_WORKED_OUT, BudgetEnd
from services.billing.domain.pgb.holding import HeldLine, Holding, HoldingState
from services.billing.domain.pgb.totals import BUDGETS, TotalsChange
from shared.access import Role, User
from shared.clock import TurnedClock
from shared.database import open_engine, sqlite_url
from shared.law.files import read_law_book
from shared.law.reasons import Reason
from shared.messaging.unit import Database
from tests.support.billing_in_memory import WorksInMemory
from tests.support.fresh_tables import migrate_once
from tests.support.regions import demo_region

ANNA, BART = "0a1b2c3d-0000-8000-8000-000000000001", "0a1b2c3d-0000-8000-8000-000000000002"
HALF = Span(date(2015, 1, 1), date(2015, 6, 30))
DECIDED = date(2014, 11, 3)
WHY = Reason("pgb.net", "Regeling subsidies AWBZ", "2.6.11", "Uw netto pgb is € 90.", {"gross": "10000"}, "9000", "v1")
DECISION = "d0b3a2f4-66c1-4f0e-a7a5-0f3e0f1c2b3a"
MADE = DecisionMade(
    DECISION,
    2,
    "0321",
    DecisionKind.BOTH,
    date(2015, 4, 1),
    date(2015, 5, 1),
    None,
    (Provision("BGI", DeliveryForm.PGB, 900_000), Provision("BGG", DeliveryForm.IN_KIND, None)),
    "another",
    True,
)
ROUTE: tuple[RouteFact, ...] = (
    MADE,
    replace(MADE, ends_on=date(2016, 4, 30), replaces=None, waits_for_acceptance=False, provisions=()),
    StepTaken("s-1", Step.SEND, date(2015, 4, 2), DECISION),
    StepTaken("s-2", Step.ACCEPT_OFFER, date(2015, 4, 9), DECISION, date(2015, 4, 30)),
    StepTaken("s-3", Step.UNDO, date(2015, 4, 10), undoes="s-2"),
    StepTaken("s-4", Step.DIE, date(2015, 4, 12), died_on=date(2015, 4, 11)),
    RightEnded(date(2015, 6, 30), Ending.GIVEN_UP, ("1-81", "1-82")),
)
WORDS = {
    HoldingState.WITHDRAWN: "Er is geen recht meer.",
    HoldingState.REFUSED: "Er is geen bedrag.",
    HoldingState.WAITING: "Een medewerker kijkt ernaar.",
}

Works = BillingWorks | WorksInMemory


@pytest.fixture(params=["memory", "sqlite"])
def works(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Works]:
    book = read_law_book(Path(services.billing.__path__[0]) / "law")
    if request.param == "memory":
        yield WorksInMemory(book)
        return
    engine = open_engine(sqlite_url(tmp_path / "billing.sqlite"))
    migrate_once("billing by its code", engine, partial(metadata.create_all, engine))
    clock = TurnedClock(DECIDED)
    yield BillingWorks(
        Database(service="billing", organisation="0" * 20, engine=engine, messaging=messaging, clock=clock),
        book,
        demo_region(),
    )
    engine.dispose()


def facts(client_id: str = ANNA, revision: int = 1, municipality: str = "0321") -> ClientFacts:
    functions = (
        IndicatedFunction("1-81", "BGI", "K3", DeliveryForm.PGB, False, None, 900_000),
        IndicatedFunction("1-82", "STAY", "99", DeliveryForm.IN_KIND, True, "762", None),
    )
    return ClientFacts(client_id, revision, municipality, date(1950, 6, 1), functions, date(2015, 3, 2))


def rights(client_id: str = ANNA, revision: int = 1) -> ClientRights:
    found = (
        DeterminedRight("1-81", Domain.WMO, DeliveryForm.PGB, True, HALF, HALF.last, pgb_given_up=True),
        DeterminedRight("1-82", Domain.LONG_TERM, DeliveryForm.IN_KIND, False, None, None),
    )
    return ClientRights(client_id, revision, "0321", DECIDED, found)


def client(client_id: str = ANNA, revision: int = 1, municipality: str = "0321") -> ClientRevision:
    return ClientRevision(facts(client_id, revision, municipality), rights(client_id, revision))


def granted(client_id: str = ANNA, gross: int = 10_000, municipality: str = "0321") -> Holding:
    line = HeldLine(
        "1-81", "BGI", Domain.WMO, "Begeleiding", HALF, True, 20_000, Decimal("0.27"), gross, "20.000 x de helft"
    )
    decided = replace(line, function_id="d0b3a2f4-BGI", conditional=False, decision_id=DECISION)
    return Holding(
        client_id=client_id,
        revision=1,
        municipality=municipality,
        decided_on=DECIDED,
        state=HoldingState.GRANTED,
        amounts=BudgetAmounts(gross, 1_000, 500),
        days=HALF,
        conditional=True,
        provisional=True,
        lines=(line, replace(line, function_id="1-82", gross=0, conditional=False), decided),
        reasons=(WHY,),
        decided_from=HALF.first,
    )


def without_budget(state: HoldingState, client_id: str = ANNA) -> Holding:
    return Holding(client_id, 2, "0321", DECIDED, state, problem=WORDS[state])


def entry(cents: int = 10_000, description: str = "Toekenning pgb") -> JournalEntry:
    postings = (Posting(Account.BUDGET, cents), Posting(Account.COMMITMENT, -cents))
    return JournalEntry(DECIDED, "PGB-1", description, postings)


def booking(id_: str, client_id: str = ANNA, revision: int = 1, **change: object) -> Booking:
    return Booking(id_, client_id, revision, "0321", entry(**change))  # type: ignore[arg-type]


def assessed(*charges: Charge, client_id: str = ANNA) -> ContributionAssessed:
    return ContributionAssessed(client_id, 1, "0321", charges)


def charge(function_id: str, regime: Regime, days: Span | None) -> Charge:
    return Charge(function_id, days, RegimeOutcome(regime, WHY))


def test_facts_come_back_as_they_were_kept(works: Works) -> None:
    with works.begin() as work:
        work.facts.add([facts(), facts(BART)])
    with works.read() as work:
        assert work.facts.of([(ANNA, 1), (BART, 2)]) == {(ANNA, 1): facts()}


def test_rights_come_back_as_they_were_kept(works: Works) -> None:
    with works.begin() as work:
        work.rights.add([rights()])
    with works.read() as work:
        assert work.rights.of([(ANNA, 1)]) == {(ANNA, 1): rights()}


def test_what_the_route_told_comes_back_in_order(works: Works) -> None:
    told = [Told(ANNA, number, 1, fact) for number, fact in enumerate(ROUTE, start=1)]
    with works.begin() as work:
        for each in told:
            work.route.add([each, replace(each, client_id=BART, after_revision=2)])
    with works.read() as work:
        assert work.route.of([ANNA, "nobody"]) == {ANNA: tuple(told)}
        assert work.route.of([BART])[BART][0] == Told(BART, 1, 2, MADE)


def test_only_a_newer_revision_is_kept(works: Works) -> None:
    with works.begin() as work:
        assert list(work.facts.add([facts(revision=2)])) == [facts(revision=2)]
        assert list(work.facts.add([facts(), facts(BART)])) == [facts(BART)]
        assert list(work.facts.add([facts(revision=2), facts(BART, 3)])) == [facts(BART, 3)]


def test_the_last_assessed_revision_is_remembered_per_client(works: Works) -> None:
    with works.begin() as work:
        work.assessed.replace([client(), client(BART)])
        work.assessed.replace([client(revision=2)])
        assert work.assessed.revisions([ANNA, BART, "nobody"]) == {ANNA: 2, BART: 1}


@pytest.mark.parametrize(
    "holding",
    [granted(), *(without_budget(state) for state in WORDS)],
    ids=lambda holding: holding.state.value,
)
def test_a_budget_comes_back_as_it_was_kept(works: Works, holding: Holding) -> None:
    with works.begin() as work:
        work.holdings.replace({ANNA: [holding]})
    with works.read() as work:
        assert work.holdings.of([ANNA, BART]) == {ANNA: [holding]}


def test_a_budget_takes_the_place_of_the_one_before(works: Works) -> None:
    with works.begin() as work:
        work.holdings.replace({ANNA: [granted(), granted(municipality="0353")], BART: [granted(BART)]})
        work.holdings.replace({ANNA: [without_budget(HoldingState.WITHDRAWN)]})
        assert work.holdings.of([ANNA, BART]) == {
            ANNA: [without_budget(HoldingState.WITHDRAWN)],
            BART: [granted(BART)],
        }


def test_nothing_can_be_kept_without_harm(works: Works) -> None:
    with works.begin() as work:
        work.holdings.replace({})
        work.totals.add([])
        work.journal.book([])
        work.regimes.replace([])
        work.assessed.replace([])
        assert work.holdings.of([]) == {}


def test_the_page_of_a_client_holds_all_that_was_kept_of_them(works: Works) -> None:
    open_end = replace(charge("d0b3a2f4-BGI", Regime.WMO_2015, Span(HALF.last, date.max)), decision_id=DECISION)
    charges = (charge("1-81", Regime.AWBZ_PGB, HALF), charge("1-82", Regime.OTHER_LAW, None), open_end)
    with works.begin() as work:
        work.assessed.replace([client(municipality="0353")])
        work.holdings.replace({ANNA: [granted()]})
        work.regimes.replace([assessed(*charges), assessed(charges[0], client_id=BART)])
        work.journal.book([booking("1"), booking("2", revision=2, cents=5, description="Wijziging pgb")])
        work.journal.book([booking("3", BART)])
    with works.read() as work:
        found = work.queries.budget(ANNA)
    assert (found.client_id, found.municipality, found.revision) == (ANNA, "0353", 1)
    assert found.holding == granted()
    assert list(found.charges) == list(charges)
    with works.read() as work:
        assert {client: tuple(kept) for client, kept in work.regimes.of([ANNA, "nobody"]).items()} == {ANNA: charges}
    assert list(found.bookings) == [booking("1"), booking("2", revision=2, cents=5, description="Wijziging pgb")]


def test_regimes_take_the_place_of_those_before(works: Works) -> None:
    later = charge("1-81", Regime.NONE, None)
    with works.begin() as work:
        work.assessed.replace([client()])
        work.regimes.replace([assessed(charge("1-81", Regime.AWBZ_PGB, HALF), charge("1-82", Regime.NONE, HALF))])
        work.regimes.replace([assessed(later)])
        assert list(work.queries.budget(ANNA).charges) == [later]


def test_a_client_without_a_budget_has_a_page_and_an_unknown_one_has_none(works: Works) -> None:
    with works.begin() as work:
        work.assessed.replace([client()])
        assert list(work.queries.budget(ANNA).holdings) == []
        with pytest.raises(UnknownClient):
            work.queries.budget(BART)


IDS = [f"0a1b2c3d-0000-8000-8000-{number:012d}" for number in range(6)]


@pytest.fixture
def listed(works: Works) -> Works:
    """Six clients: four granted in 0321, one withdrawn there, and one granted in 0353 of whom 0321 has a part."""
    amounts = dict(zip(IDS, (10_000, 30_000, 20_000, 20_000), strict=False))
    held: dict[str, list[Holding]] = {each: [granted(each, gross)] for each, gross in amounts.items()}
    held[IDS[4]] = [without_budget(HoldingState.WITHDRAWN, IDS[4])]
    held[IDS[5]] = [granted(IDS[5], 5_000), granted(IDS[5], 6_000, "0353")]
    with works.begin() as work:
        work.holdings.replace(held)
        work.totals.add(
            [
                TotalsChange(one.client_id, {((one.municipality, one.state.value), BUDGETS): 1})
                for holdings in held.values()
                for one in holdings
            ]
        )
    return works


def listing(
    works: Works,
    municipalities: Sequence[str] = ("0321",),
    *,
    state: HoldingState | None = None,
    sort: BudgetSort = BudgetSort.CLIENT,
    descending: bool = False,
    page: int = 1,
) -> tuple[list[int], int]:
    """Which clients stand on a page of three, by their place among the ids, and how many there are on all pages."""
    with works.read() as work:
        found = work.queries.budgets(municipalities, state=state, sort=sort, descending=descending, page=page, size=3)
    return [IDS.index(one.client_id) for one in found.holdings], found.found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({}, ([0, 1, 2], 6), id="the-first-page"),
        pytest.param({"page": 2}, ([3, 4, 5], 6), id="the-second"),
        pytest.param({"page": 3}, ([], 6), id="after-the-last"),
        pytest.param({"state": HoldingState.WITHDRAWN}, ([4], 1), id="one-state"),
        pytest.param({"state": HoldingState.WAITING}, ([], 0), id="a-state-that-nobody-has"),
        pytest.param({"municipalities": ["0353"]}, ([5], 1), id="another-municipality"),
        pytest.param({"municipalities": ["0321", "0353"], "page": 2}, ([3, 4, 5], 7), id="both"),
        pytest.param({"municipalities": ["0999"]}, ([], 0), id="one-without-budgets"),
        pytest.param({"municipalities": []}, ([], 0), id="none"),
        pytest.param({"sort": BudgetSort.GROSS}, ([4, 5, 0], 6), id="from-low-to-high"),
        pytest.param({"sort": BudgetSort.GROSS, "descending": True}, ([1, 3, 2], 6), id="from-high-to-low"),
        pytest.param({"sort": BudgetSort.NET, "page": 2}, ([2, 3, 1], 6), id="by-net"),
        pytest.param({"sort": BudgetSort.DECIDED}, ([0, 1, 2], 6), id="by-day-of-the-decision"),
    ],
)
def test_budgets_come_in_pages_and_in_order(listed: Works, asked: dict[str, Any], found: tuple[list[int], int]) -> None:
    assert listing(listed, **asked) == found


def change(client_id: str, municipality: str, state: str, **figures: int) -> TotalsChange:
    named = {name.replace("__", "-"): amount for name, amount in figures.items()}
    return TotalsChange(client_id, {((municipality, state), name): amount for name, amount in named.items()})


def test_totals_are_the_sum_of_all_changes_to_what_was_chosen(works: Works) -> None:
    with works.begin() as work:
        work.totals.add([change(ANNA, "0321", "granted", budgets=1, gross=10_000, pgb__budget=10_000)])
        work.totals.add(
            [
                change(ANNA, "0321", "granted", gross=500, net=-3),
                change(BART, "0321", "waiting", budgets=1, gross=7),
                change(IDS[5], "0321", "none", delivered_gross=99),
                change(IDS[4], "0353", "granted", budgets=2),
            ]
        )
    with works.read() as work:
        every, granted_only, other, nothing = (
            work.queries.budget_totals(municipalities, state)
            for municipalities, state in (
                (["0321"], None),
                (["0321"], HoldingState.GRANTED),
                (["0321", "0353"], HoldingState.GRANTED),
                (["0999"], None),
            )
        )
    assert (every.budgets[HoldingState.GRANTED], every.budgets[HoldingState.WAITING], every.found) == (1, 1, 2)
    assert (every.gross, every.net, every.delivered_gross) == (10_507, -3, 99)
    assert (granted_only.gross, granted_only.delivered_gross, granted_only.found) == (10_500, 0, 1)
    assert every.balances[Account.BUDGET] == every.debit == 10_000
    assert other.budgets[HoldingState.GRANTED] == 3
    assert (nothing.found, nothing.gross, nothing.in_balance) == (0, 0, True)


def test_who_looks_can_be_written_down_while_reading(works: Works) -> None:
    with works.read() as work:
        work.read_log.write(User("priya", "Priya", Role.FINANCE), [ANNA, BART], READ_LIST)


def test_ends_of_budgets_are_found_until_they_were_told(works: Works) -> None:
    day, window = date(2015, 12, 31), (date(2015, 12, 1), date(2015, 12, 31))
    anna = [BudgetEnd(ANNA, 1, "0321", function, day) for function in ("1-81", "1-82")]
    bart = [BudgetEnd(BART, 2, "0356", "2-81", day)]
    with works.begin() as work:
        work.budget_ends.replace({ANNA: anna, BART: bart})
        assert work.budget_ends.municipalities() == ["0321", "0356"]
        assert list(work.budget_ends.not_worked_out(10)) == []
        work.budget_ends.replace({BART: [replace(bart[0], revision=NOT_WORKED_OUT)]})
        assert list(work.budget_ends.not_worked_out(10)) == [BART]
        assert list(work.budget_ends.not_worked_out(0)) == []
        work.budget_ends.replace({BART: bart})
    with works.begin() as work:
        both = frozenset({"0321", "0356"})
        assert list(work.budget_ends.untold(both, window, 4, 10)) == [*anna, *bart]
        assert list(work.budget_ends.untold(both, window, 4, 1)) == anna, "one client, with all of it"
        assert list(work.budget_ends.untold(frozenset({"0356"}), window, 4, 10)) == bart
        assert list(work.budget_ends.untold(both, (day.replace(month=1), day.replace(day=30)), 4, 10)) == []
        work.budget_ends.save(anna, 4, date(2015, 12, 3))
    with works.begin() as work:
        assert list(work.budget_ends.untold(both, window, 4, 10)) == bart
        assert list(work.budget_ends.untold(both, window, 0, 10)) == [*anna, *bart], "another number is told too"
        work.budget_ends.replace({ANNA: [replace(anna[0], last_day=date(2015, 12, 30))], BART: ()})
    with works.begin() as work:
        assert [each.last_day.day for each in work.budget_ends.untold(both, window, 4, 10)] == [30]
        assert work.budget_ends.municipalities() == ["0321"]

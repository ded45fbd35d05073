"""The stores of billing keep the same promises in memory and on a database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import services.billing
from services.billing.adapters.database import messaging, metadata
from services.billing.adapters.work import BillingWorks
from services.billing.application.pgb.ports import UnknownClient
from services.billing.domain.client.care import DeliveryForm, Domain
from services.billing.domain.client.revisions import (
    ClientFacts,
    ClientRevision,
    ClientRights,
    DeterminedRight,
    IndicatedFunction,
)
from services.billing.domain.client.spans import Span
from services.billing.domain.contribution.charges import Charge, ContributionAssessed
from services.billing.domain.contribution.regimes import Regime, RegimeOutcome
from services.billing.domain.ledger.journal import Account, Booking, JournalEntry, Posting
from services.billing.domain.pgb.budget import BudgetAmounts
from services.billing.domain.pgb.holding import HeldLine, Holding, HoldingState
from shared.access import Role, User
from shared.clock import TurnedClock
from shared.database import open_engine, sqlite_url
from shared.law.files import read_law_book
from shared.law.reasons import Reason
from shared.messaging.unit import Database
from tests.support.billing_in_memory import WorksInMemory

ANNA, BART = "0a1b2c3d-0000-8000-8000-000000000001", "0a1b2c3d-0000-8000-8000-000000000002"
HALF = Span(date(2015, 1, 1), date(2015, 6, 30))
DECIDED = date(2014, 11, 3)
WHY = Reason("pgb.net", "Regeling subsidies AWBZ", "2.6.11", "Uw netto pgb is € 90.", {"gross": "10000"}, "9000", "v1")
WORDS = {HoldingState.WITHDRAWN: "Er is geen recht meer.", HoldingState.REFUSED: "Er is geen bedrag."}

Works = BillingWorks | WorksInMemory


@pytest.fixture(params=["memory", "sqlite"])
def works(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Works]:
    book = read_law_book(Path(services.billing.__path__[0]) / "law")
    if request.param == "memory":
        yield WorksInMemory(book)
        return
    engine = open_engine(sqlite_url(tmp_path / "billing.sqlite"))
    metadata.create_all(engine)
    clock = TurnedClock(DECIDED)
    yield BillingWorks(
        Database(service="billing", organisation="0" * 20, engine=engine, messaging=messaging, clock=clock), book
    )
    engine.dispose()


def facts(client_id: str = ANNA, revision: int = 1, municipality: str = "0321") -> ClientFacts:
    functions = (
        IndicatedFunction("1-81", "BGI", "K3", DeliveryForm.PGB, False, None, 900_000),
        IndicatedFunction("1-82", "STAY", "99", DeliveryForm.IN_KIND, True, "762", None),
    )
    return ClientFacts(client_id, revision, municipality, date(1950, 6, 1), functions)


def rights(client_id: str = ANNA, revision: int = 1) -> ClientRights:
    found = (
        DeterminedRight("1-81", Domain.WMO, DeliveryForm.PGB, True, HALF, HALF.last),
        DeterminedRight("1-82", Domain.LONG_TERM, DeliveryForm.IN_KIND, False, None, None),
    )
    return ClientRights(client_id, revision, "0321", DECIDED, found)


def client(client_id: str = ANNA, revision: int = 1, municipality: str = "0321") -> ClientRevision:
    return ClientRevision(facts(client_id, revision, municipality), rights(client_id, revision))


def granted(client_id: str = ANNA, gross: int = 10_000, municipality: str = "0321") -> Holding:
    line = HeldLine("1-81", "Begeleiding", HALF, True, 20_000, Decimal("0.27"), gross, "20.000 x de helft")
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
        lines=(line, replace(line, function_id="1-82", gross=0, conditional=False)),
        reasons=(WHY,),
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
    [granted(), without_budget(HoldingState.WITHDRAWN), without_budget(HoldingState.REFUSED)],
    ids=lambda holding: holding.state.value,
)
def test_a_budget_comes_back_as_it_was_kept(works: Works, holding: Holding) -> None:
    with works.begin() as work:
        work.holdings.replace([holding])
    with works.read() as work:
        assert work.holdings.of([ANNA, BART]) == {ANNA: holding}


def test_a_budget_takes_the_place_of_the_one_before(works: Works) -> None:
    with works.begin() as work:
        work.holdings.replace([granted(), granted(BART)])
        work.holdings.replace([without_budget(HoldingState.WITHDRAWN)])
        assert work.holdings.of([ANNA, BART]) == {
            ANNA: without_budget(HoldingState.WITHDRAWN),
            BART: granted(BART),
        }


def test_nothing_can_be_kept_without_harm(works: Works) -> None:
    with works.begin() as work:
        work.holdings.replace([])
        work.journal.book([])
        work.regimes.replace([])
        work.assessed.replace([])
        assert work.holdings.of([]) == {}


def test_the_page_of_a_client_holds_all_that_was_kept_of_them(works: Works) -> None:
    charges = (charge("1-81", Regime.AWBZ_PGB, HALF), charge("1-82", Regime.OTHER_LAW, None))
    with works.begin() as work:
        work.assessed.replace([client(municipality="0353")])
        work.holdings.replace([granted()])
        work.regimes.replace([assessed(*charges), assessed(charges[0], client_id=BART)])
        work.journal.book([booking("1"), booking("2", revision=2, cents=5, description="Wijziging pgb")])
        work.journal.book([booking("3", BART)])
    with works.read() as work:
        found = work.queries.budget(ANNA)
    assert (found.client_id, found.municipality, found.revision) == (ANNA, "0353", 1)
    assert found.holding == granted()
    assert list(found.charges) == list(charges)
    assert list(found.entries) == [entry(), entry(5, "Wijziging pgb")]


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
        assert work.queries.budget(ANNA).holding is None
        with pytest.raises(UnknownClient):
            work.queries.budget(BART)


def test_budgets_come_in_pages_by_municipality_and_state(works: Works) -> None:
    ids = [f"0a1b2c3d-0000-8000-8000-{number:012d}" for number in range(5)]
    with works.begin() as work:
        work.holdings.replace([granted(each) for each in reversed(ids)])
        work.holdings.replace([granted(ANNA[:-1] + "8", municipality="0353")])
        work.holdings.replace([without_budget(HoldingState.WITHDRAWN, ids[4])])
        first = work.queries.budgets(["0321"], state=None, page=1, size=3)
        second = work.queries.budgets(["0321"], state=None, page=2, size=3)
        one_state = work.queries.budgets(["0321", "0353"], state=HoldingState.WITHDRAWN, page=1, size=3)
    assert [[each.client_id for each in page.holdings] for page in (first, second)] == [ids[:3], ids[3:]]
    assert (first.found, first.last) == (5, 2)
    assert [each.client_id for each in one_state.holdings] == [ids[4]]


def test_totals_count_what_the_municipalities_hold(works: Works) -> None:
    with works.begin() as work:
        work.facts.add([facts(), facts(BART, municipality="0353")])
        work.facts.add([facts(revision=2)])
        work.holdings.replace([granted(), granted(BART, 7_000, "0353")])
        work.journal.book([booking("1"), booking("2", BART)])
        found, nothing = (work.queries.budget_totals(each) for each in (["0321"], ["0999"]))
    assert (found.granted, found.withdrawn, found.refused) == (1, 0, 0)
    assert (found.delivered_gross, found.gross, found.conditional_gross) == (900_000, 10_000, 10_000)
    assert (found.contribution, found.net, found.unaccountable) == (1_000, 9_000, 500)
    assert (found.debit, found.credit, found.booked_gross) == (20_000, 20_000, 20_000)
    assert (nothing.granted, nothing.gross, nothing.debit, nothing.in_balance) == (0, 0, 0, True)


def test_who_looks_can_be_written_down_while_reading(works: Works) -> None:
    with works.read() as work:
        work.read_log.write(User("priya", "Priya", Role.FINANCE), [ANNA, BART], "Lijst van budgetten bekeken")

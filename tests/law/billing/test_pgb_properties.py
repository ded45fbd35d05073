"""What holds for every pgb budget, whatever the functions, days and means."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.billing.domain.client.care import Function
from services.billing.domain.client.spans import Span
from services.billing.domain.ledger.journal import Account
from services.billing.domain.pgb.booking import changed, granted, withdrawn
from services.billing.domain.pgb.budget import Holder, PgbBudget, PgbFunction
from services.billing.domain.pgb.calculation import budget_of, lines_of
from shared.law.book import LawBook
from tests.unit.billing.office import balances

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
BOOKED = date(2014, 12, 1)
DAYS_2015 = st.dates(date(2015, 1, 1), date(2015, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    one, other = draw(DAYS_2015), draw(DAYS_2015)
    return Span(min(one, other), max(one, other))


@st.composite
def pgb_functions(draw: st.DrawFn) -> PgbFunction:
    """By class, by delivered amount or by ZZP; the class numbers are those that every table has."""
    function = draw(st.sampled_from(sorted(set(Function) - {Function.BH, Function.TRANSPORT})))
    return PgbFunction(
        function,
        draw(spans()),
        care_class=str(draw(st.integers(1, 7))),
        gross_year=draw(st.none() | st.integers(10_000, 15_000_000)),
        transport=draw(st.booleans()),
        zzp=draw(st.sampled_from(["760", "762", "764", "866", "868", "870"])),
    )


@st.composite
def holders(draw: st.DrawFn) -> Holder:
    born = draw(st.dates(date(1915, 1, 1), date(1999, 12, 31)))
    return Holder(born, draw(st.booleans()), tuple(draw(st.lists(spans(), max_size=2))))


REQUESTS = st.lists(pgb_functions(), min_size=1, max_size=4, unique_by=lambda asked: asked.function)


def grant(book: LawBook, holder: Holder, functions: Sequence[PgbFunction]) -> PgbBudget:
    return budget_of(book, holder, lines_of(book, 2015, functions))


@QUICK
@given(holder=holders(), functions=REQUESTS)
def test_parts_of_a_budget_add_up_and_are_never_negative(
    book: LawBook, holder: Holder, functions: list[PgbFunction]
) -> None:
    budget = grant(book, holder, functions)
    assert budget.gross == sum(line.gross for line in budget.lines)
    assert budget.net == budget.gross - budget.contribution
    assert 0 <= budget.contribution <= budget.gross
    assert 0 <= budget.unaccountable <= budget.net


@QUICK
@given(holder=holders(), before=REQUESTS, after=REQUESTS)
def test_entries_of_a_budget_balance_and_end_where_it_ends(
    book: LawBook, holder: Holder, before: list[PgbFunction], after: list[PgbFunction]
) -> None:
    first = grant(book, holder, before).amounts
    second = grant(book, holder, after).amounts
    entries = [granted(BOOKED, "grant", first)]
    entries += [changed(BOOKED, "change", first, second)] if first != second else []
    found = balances(entries)
    assert sum(found.values()) == 0
    assert found[Account.BUDGET] == second.gross
    assert found[Account.CONTRIBUTION] == -second.contribution
    assert set(balances([*entries, withdrawn(BOOKED, "withdrawal", second)]).values()) == {0}


@QUICK
@given(holder=holders(), asked=pgb_functions(), data=st.data())
def test_period_split_in_two_gives_the_same_line_within_a_cent(
    book: LawBook, holder: Holder, asked: PgbFunction, data: st.DataObject
) -> None:
    if asked.right.days == 1:
        return
    cut = asked.right.first + timedelta(days=data.draw(st.integers(1, asked.right.days - 1)))
    halves = [Span(asked.right.first, cut - timedelta(days=1)), Span(cut, asked.right.last)]
    whole, early, late = (grant(book, holder, [_on(asked, span)]) for span in (asked.right, *halves))
    assert len(whole.lines) == len(early.lines) == len(late.lines)
    for line, one, other in zip(whole.lines, early.lines, late.lines, strict=True):
        assert abs(line.gross - one.gross - other.gross) <= 1


@QUICK
@given(holder=holders(), asked=pgb_functions(), days=st.integers(1, 364))
def test_a_longer_right_never_gives_a_smaller_budget(
    book: LawBook, holder: Holder, asked: PgbFunction, days: int
) -> None:
    first = date(2015, 1, 1)
    shorter, longer = (
        grant(book, holder, [_on(asked, Span(first, first + timedelta(days=count)))]) for count in (days - 1, days)
    )
    assert longer.gross >= shorter.gross


def _on(asked: PgbFunction, span: Span) -> PgbFunction:
    return replace(asked, right=span)

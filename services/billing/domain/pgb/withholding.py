"""The contribution that is withheld from a pgb (Regeling subsidies AWBZ 2.6.7).

A part of the gross pgb per function, no more than a yearly ceiling by days, less the discount; rounded once, after the
discount. It counts only the days from the eighteenth birthday on, and only those with care that contributes: short stay
alone pays nothing. Income and household are not delivered, so the
ceiling is the lowest amount and every contribution is provisional.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.billing.domain.client.care import Function
from services.billing.domain.client.spans import Span, covered_days, year_span
from services.billing.domain.contribution.ceilings import lowest_ceiling
from services.billing.domain.contribution.household import Household, birthday
from services.billing.domain.pgb.budget import Holder, PgbLine
from services.billing.domain.pgb.gross import contribution_share
from shared.dutch import amount, percent
from shared.law.book import LawBook
from shared.law.reasons import Reason, reason
from shared.money import round_cents

PREFIX = "awbz-pgb"


@dataclass(frozen=True, slots=True)
class PgbContribution:
    """Cents over the days of the budget; `provisional` while it rests on the minimum amount."""

    cents: int
    provisional: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Sums:
    """The exact steps, in cents: the ceiling for a year and for the days, and the share of the gross pgb."""

    on: date
    days: int
    year_ceiling: Decimal
    ceiling: Decimal
    share: Decimal


def contribution_of(book: LawBook, holder: Holder, lines: Sequence[PgbLine]) -> PgbContribution:
    """The contribution over the lines of one budget, all in one year. Raises LawError outside known law."""
    on = min(line.span.first for line in lines)
    year = year_span(on.year)
    age = book.integer(f"regime.{PREFIX}.age", on)
    adult = tuple(_adult(lines, year.last, birthday(holder.birth_date, age)))
    if not adult:
        return PgbContribution(0, False, (_too_young_card(book, on, age),))
    contributing = tuple((line, span) for line, span in adult if line.year.contribution_share)
    if not contributing:
        return PgbContribution(0, False, (reason(book, "pgb.contribution.share", on, "nothing", result=0),))
    charged = tuple((line, left) for line, span in contributing for left in span.outside(holder.stays))
    stay_cards = tuple(_stay_cards(book, on, holder, [span for _, span in contributing]))
    days = covered_days(span for _, span in charged)
    if not days:
        return PgbContribution(0, False, stay_cards)
    year_ceiling = lowest_ceiling(book, PREFIX, on, _household(book, on))
    most = year_ceiling * days / year.days
    share = sum((_share_of(line, span) for line, span in charged), Decimal(0))
    cents = round_cents(min(share, most) * (1 - book.factor(f"{PREFIX}.discount", on)))
    sums = _Sums(on, days, year_ceiling, most, share)
    return PgbContribution(cents, True, (*stay_cards, *_reasons(book, holder, sums, cents)))


def _adult(lines: Sequence[PgbLine], end: date, adult_on: date) -> Iterator[tuple[PgbLine, Span]]:
    if adult_on <= end:
        for line in lines:
            if span := line.span.within(Span(adult_on, end)):
                yield line, span


def _share_of(line: PgbLine, charged: Span) -> Decimal:
    return line.year.contribution_share * line.gross * charged.days / line.span.days


def _household(book: LawBook, on: date) -> Household:
    return Household(book.names(f"{PREFIX}.without-household", on)[0])


def _too_young_card(book: LawBook, on: date, age: int) -> Reason:
    return reason(book, f"regime.{PREFIX}.age", on, "too-young", result=0, age=age)


def _reasons(book: LawBook, holder: Holder, sums: _Sums, cents: int) -> Iterator[Reason]:
    yield _share_card(book, sums)
    yield _ceiling_card(book, sums)
    yield _unknown_income_card(book, sums)
    yield _unknown_household_card(book, sums)
    if holder.charged_in_kind:
        yield _unknown_other_card(book, sums)
    yield _discount_card(book, sums, cents)


def _share_card(book: LawBook, sums: _Sums) -> Reason:
    shown = round_cents(sums.share)
    care, nursing, support = (
        contribution_share(book, sums.on, each) for each in (Function.PV, Function.VP, Function.BGI)
    )
    return reason(
        book,
        "pgb.contribution.share",
        sums.on,
        "share",
        inputs={"days": sums.days},
        result=shown,
        care=percent(care),
        nursing=percent(nursing),
        support=percent(support),
        share=amount(shown),
    )


def _ceiling_card(book: LawBook, sums: _Sums) -> Reason:
    per_year, shown = round_cents(sums.year_ceiling), round_cents(sums.ceiling)
    return reason(
        book,
        "pgb.contribution.pro-rata",
        sums.on,
        "ceiling",
        inputs={"household": _household(book, sums.on), "ceilingPerYear": per_year, "days": sums.days},
        result=shown,
        per_year=amount(per_year),
        days=sums.days,
        ceiling=amount(shown),
    )


def _unknown_income_card(book: LawBook, sums: _Sums) -> Reason:
    inputs, least = {"income": "unknown"}, round_cents(sums.year_ceiling)
    return reason(book, f"{PREFIX}.without-income", sums.on, "unknown-income", inputs=inputs, result=least)


def _unknown_household_card(book: LawBook, sums: _Sums) -> Reason:
    inputs, assumed = {"household": "unknown"}, _household(book, sums.on)
    return reason(book, f"{PREFIX}.without-household", sums.on, "unknown-household", inputs=inputs, result=assumed)


def _unknown_other_card(book: LawBook, sums: _Sums) -> Reason:
    inputs = {"otherContributions": "unknown"}
    return reason(book, "pgb.contribution.other", sums.on, "unknown-other", inputs=inputs, result="unknown")


def _stay_cards(book: LawBook, on: date, holder: Holder, adult: Sequence[Span]) -> Iterator[Reason]:
    """One card for every stay of the holder on days that would otherwise count."""
    for stay in sorted(stay for stay in holder.stays if any(stay.overlaps(span) for span in adult)):
        yield reason(
            book,
            f"regime.{PREFIX}.stay-first",
            on,
            "budget-days",
            inputs={"stayFrom": stay.first, "stayUntil": stay.last},
            result=0,
            first_day=stay.first,
            last_day=stay.last,
        )


def _discount_card(book: LawBook, sums: _Sums, cents: int) -> Reason:
    key = f"{PREFIX}.discount"
    discount = book.factor(key, sums.on)
    words = {"discount": percent(discount), "contribution": amount(cents)}
    return reason(book, key, sums.on, "discount", inputs={"discount": discount}, result=cents, **words)

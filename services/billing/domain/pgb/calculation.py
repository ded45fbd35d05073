"""The pgb budget of a calendar year under the transition right (Wmo 2015 8.3(3); Regeling subsidies AWBZ 2.6.6-2.6.9).

Rounding, half a cent up, happens once for each figure: every line's gross, the contribution after its discount, and the
unaccountable part. Gross is the sum of the rounded lines and net is a subtraction, so the books add up to the cent.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from services.billing.domain.client.spans import Span, any_overlap, covered_days, year_span
from services.billing.domain.pgb.budget import BudgetRefused, Holder, PgbBudget, PgbFunction, PgbLine, YearAmount
from services.billing.domain.pgb.gross import year_amounts
from services.billing.domain.pgb.withholding import contribution_of
from shared.dutch import amount, percent
from shared.law.book import LawBook
from shared.law.reasons import Reason, reason
from shared.money import round_cents

BY_SHARE = "by-share"
"""The form of a sentence about an unaccountable part that is neither the least nor the most."""


def budget_of(book: LawBook, holder: Holder, lines: tuple[PgbLine, ...]) -> PgbBudget:
    """One budget for all pgb lines of a client in a year, at least one. Raises LawError outside known law."""
    span = Span(min(line.span.first for line in lines), max(line.span.last for line in lines))
    days = covered_days(line.span for line in lines)
    contribution = contribution_of(book, holder, lines)
    gross = sum(line.gross for line in lines)
    net = gross - contribution.cents
    free, free_card = _unaccountable(book, span, days, net)
    return PgbBudget(
        span=span,
        lines=lines,
        gross=gross,
        contribution=contribution.cents,
        net=net,
        unaccountable=free,
        provisional=contribution.provisional,
        reasons=(
            _gross_card(book, span, days, gross),
            *_day_limit_card(book, span, days, gross),
            *_stay_card(book, span, holder),
            *contribution.reasons,
            _net_card(book, span, gross, contribution.cents),
            free_card,
        ),
    )


def lines_of(book: LawBook, year: int, functions: Sequence[PgbFunction]) -> tuple[PgbLine, ...]:
    """The lines of a budget in a year; rights are cut to that year.

    Raises BudgetRefused when there is no day, no amount, or one function twice on a day; LawError outside known law.
    """
    whole = year_span(year)
    asked = [(function, span) for function in functions if (span := function.right.within(whole))]
    if not asked:
        raise BudgetRefused(f"Er is in {year} geen dag met recht op een pgb. Controleer de begindatum en de einddatum.")
    _refuse_overlap(asked)
    lines = tuple(
        line_of(function.id, year_amount, span)
        for function, span in asked
        for year_amount in year_amounts(book, span.first, function)
    )
    if not any(line.gross for line in lines):
        raise BudgetRefused("Het pgb is minder dan een cent. Controleer het bruto jaarbedrag en de datums.")
    return lines


def _refuse_overlap(asked: Sequence[tuple[PgbFunction, Span]]) -> None:
    """Two rows for the same function on the same day are a fault in the delivery, and would pay twice."""
    ordered = sorted(asked, key=lambda pair: pair[0].function)
    for function, pairs in groupby(ordered, key=lambda pair: pair[0].function):
        if any_overlap(span for _, span in pairs):
            raise BudgetRefused(f"{function.label} staat twee keer op dezelfde dagen. Controleer de indicaties.")


def line_of(function_id: str, year: YearAmount, span: Span) -> PgbLine:
    """RSA 2.6.6(6): the year amount times the days of the right over the days of the calendar year, rounded once."""
    whole = year_span(span.first.year).days
    gross = round_cents(Decimal(year.cents) * span.days / whole)
    calculation = f"{amount(year.cents)} per jaar x {span.days} dagen / {whole} dagen = {amount(gross)}"
    return PgbLine(function_id, year, span, gross, calculation)


def _unaccountable(book: LawBook, span: Span, days: int, net: int) -> tuple[int, Reason]:
    """RSA 2.6.9(3)-(4): a share of the net budget, between a least and a most by days; never more than the net."""
    of_year = Decimal(days) / year_span(span.first.year).days
    share = book.factor("pgb.unaccountable.share", span.first)
    least = book.integer("pgb.unaccountable.least", span.first)
    most = book.integer("pgb.unaccountable.most", span.first)
    by_share = net * share
    free = round_cents(min(max(by_share, least * of_year), most * of_year, Decimal(net)))
    why = reason(
        book,
        "pgb.unaccountable.share",
        span.first,
        "free",
        forms=(BY_SHARE,) if free == round_cents(by_share) else (),
        inputs={"net": net, "share": share, "least": least, "most": most, "days": days},
        result=free,
        free=amount(free),
        share=percent(share),
        least=amount(least),
        most=amount(most),
    )
    return free, why


def _gross_card(book: LawBook, span: Span, days: int, gross: int) -> Reason:
    whole = year_span(span.first.year).days
    return reason(
        book,
        "pgb.pro-rata",
        span.first,
        "gross",
        inputs={"days": days, "daysOfTheYear": whole},
        result=gross,
        gross=amount(gross),
        whole=whole,
        days=days,
    )


def _day_limit_card(book: LawBook, span: Span, days: int, gross: int) -> Iterator[Reason]:
    """RSA 2.6.6(7) limits a grant above an amount a day to the cost of a stay. That cost is not in the delivery, so the
    grant stays as it is and the card asks a person to look."""
    key = "pgb.gross.day-limit"
    limit = book.integer(key, span.first)
    if gross > limit * days:
        inputs = {"gross": gross, "days": days, "limitPerDay": limit}
        yield reason(book, key, span.first, "check", inputs=inputs, result="check", limit=amount(limit))


def _stay_card(book: LawBook, span: Span, holder: Holder) -> Iterator[Reason]:
    """RSA 2.6.12(1)b ends a pgb after some months in an institution. The day of admission is not delivered, so the
    grant stays as it is and the card asks a person to look."""
    stays = [days for stay in holder.stays if (days := stay.within(span))]
    if not stays:
        return
    key = "pgb.withdrawal.months-in-an-institution"
    months = book.integer(key, span.first)
    inputs = {"stayFrom": min(stays).first, "stayUntil": max(stay.last for stay in stays), "months": months}
    yield reason(book, key, span.first, "check", inputs=inputs, result="check", months=months)


def _net_card(book: LawBook, span: Span, gross: int, contribution: int) -> Reason:
    net = gross - contribution
    words = {"net": amount(net), "gross": amount(gross), "contribution": amount(contribution)}
    inputs = {"gross": gross, "contribution": contribution}
    return reason(book, "pgb.net", span.first, "net", inputs=inputs, result=net, **words)

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
from shared.dutch import amount
from shared.law.book import LawBook
from shared.law.reasons import Reason, card
from shared.money import round_cents


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
    """RSA 2.6.9(3)-(4): 1.5 % of the net budget, between a least and a most by days; never more than the net itself."""
    of_year = Decimal(days) / year_span(span.first.year).days
    share = book.factor("pgb.unaccountable.share", span.first)
    least = book.integer("pgb.unaccountable.least", span.first)
    most = book.integer("pgb.unaccountable.most", span.first)
    by_share = net * share
    free = round_cents(min(max(by_share, least * of_year), most * of_year, Decimal(net)))
    counted = free == round_cents(by_share)
    why = card(
        book,
        "pgb.unaccountable.share",
        span.first,
        f"Over {amount(free)} van uw pgb hoeft u niet te vertellen waaraan u het geld uitgeeft. "
        + (f"Dat is {_percent(share)} van uw netto pgb. " if counted else "")
        + f"De regel is: {_percent(share)} van uw netto pgb, over een heel jaar minstens {amount(least)} "
        f"en hoogstens {amount(most)}.",
        inputs={"net": net, "share": share, "least": least, "most": most, "days": days},
        result=free,
    )
    return free, why


def _percent(share: Decimal) -> str:
    """A share with one decimal, as a Dutch reader writes it: 0.015 becomes `1,5%`."""
    return f"{share:.1%}".replace(".", ",")


def _gross_card(book: LawBook, span: Span, days: int, gross: int) -> Reason:
    whole = year_span(span.first.year).days
    return card(
        book,
        "pgb.pro-rata",
        span.first,
        f"Uw bruto pgb is {amount(gross)}. Het jaarbedrag geldt voor {whole} dagen. U heeft recht op {days} dagen.",
        inputs={"days": days, "daysOfTheYear": whole},
        result=gross,
    )


def _day_limit_card(book: LawBook, span: Span, days: int, gross: int) -> Iterator[Reason]:
    """RSA 2.6.6(7) limits a grant above EUR 300 a day to the cost of a stay. That cost is not in the delivery, so the
    grant stays as it is and the card asks a person to look."""
    limit = book.integer("pgb.gross.day-limit", span.first)
    if gross > limit * days:
        yield card(
            book,
            "pgb.gross.day-limit",
            span.first,
            f"Het bruto pgb is hoger dan {amount(limit)} per dag. Een medewerker controleert of dit bedrag klopt.",
            inputs={"gross": gross, "days": days, "limitPerDay": limit},
            result="check",
        )


def _stay_card(book: LawBook, span: Span, holder: Holder) -> Iterator[Reason]:
    """RSA 2.6.12(1)b ends a pgb after some months in an institution. The day of admission is not delivered, so the
    grant stays as it is and the card asks a person to look."""
    stays = [days for stay in holder.stays if (days := stay.within(span))]
    if not stays:
        return
    months = book.integer("pgb.withdrawal.months-in-an-institution", span.first)
    yield card(
        book,
        "pgb.withdrawal.months-in-an-institution",
        span.first,
        f"U heeft ook een plek in een instelling. Woont u daar langer dan {months} maanden, dan verandert of stopt uw "
        "pgb. Een medewerker controleert dit.",
        inputs={"stayFrom": min(stays).first, "stayUntil": max(stay.last for stay in stays), "months": months},
        result="check",
    )


def _net_card(book: LawBook, span: Span, gross: int, contribution: int) -> Reason:
    net = gross - contribution
    return card(
        book,
        "pgb.net",
        span.first,
        f"Uw netto pgb is {amount(net)}: het bruto pgb van {amount(gross)} min de eigen bijdrage van "
        f"{amount(contribution)}.",
        inputs={"gross": gross, "contribution": contribution},
        result=net,
    )

"""Gross pgb amounts of a whole year (Regeling subsidies AWBZ 2.6.6): delivered, by class, or by ZZP."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from services.billing.domain.client.care import ClassUnknown, Function, class_number
from services.billing.domain.pgb.budget import BudgetRefused, PgbFunction, YearAmount
from shared.law.book import LawBook

WITHOUT_STAY = "pgb.gross"
WITH_STAY = "pgb.gross-with-stay"


def year_amounts(book: LawBook, on: date, asked: PgbFunction) -> tuple[YearAmount, ...]:
    """The gross year amounts of one function: one, or for a ZZP one per function of annex 2 plus the supplements.

    A delivered amount goes before the class amount: RSA 2.6.6 names maxima, and the amount that the zorgkantoor granted
    is the right that the client keeps. Raises BudgetRefused when the facts give no amount, LawError outside known law.
    """
    if asked.function is Function.BH:
        raise BudgetRefused("Behandeling kan niet met een pgb. Controleer de leveringsvorm.")
    if asked.gross_year is not None:
        return (_delivered(book, on, asked, asked.gross_year),)
    if asked.function is Function.TRANSPORT:
        raise BudgetRefused("Vervoer heeft in een pgb geen eigen bedrag. Geef vervoer op bij begeleiding in een groep.")
    if asked.function is Function.STAY:
        return tuple(_by_zzp(book, on, asked))
    if asked.function is Function.KVB:
        return (_short_stay(book, on, asked),)
    number = _class_of(asked)
    return (_by_class(book, on, WITHOUT_STAY, asked.function, number, transport=asked.transport),)


def contribution_share(book: LawBook, on: date, function: Function) -> Decimal:
    """The part of a function's gross pgb that is contribution, before the ceiling (RSA 2.6.7(1))."""
    return Decimal(book.table("pgb.contribution.share", on)[function])


def _delivered(book: LawBook, on: date, asked: PgbFunction, cents: int) -> YearAmount:
    is_stay = asked.function is Function.STAY
    share = _share_of_stay(book, on, asked) if is_stay else contribution_share(book, on, asked.function)
    return YearAmount(f"{asked.function.label}, bedrag van het zorgkantoor", cents, share)


def _share_of_stay(book: LawBook, on: date, asked: PgbFunction) -> Decimal:
    """The mean share of a ZZP: its classes of annex 2, weighted by their amounts. No rule was found: our choice."""
    amounts = tuple(_by_zzp(book, on, asked))
    shares = sum((each.cents * each.contribution_share for each in amounts), Decimal(0))
    return shares / sum(each.cents for each in amounts)


def _by_zzp(book: LawBook, on: date, asked: PgbFunction) -> Iterator[YearAmount]:
    packages = book.table("pgb.zzp", on)
    if asked.zzp is None or asked.zzp not in packages:
        raise BudgetRefused(
            f"Voor zzp-code {asked.zzp or '(leeg)'} is geen pgb bekend. Controleer de code van het zzp."
        )
    for name, number in packages[asked.zzp].items():
        yield _by_class(book, on, WITH_STAY, Function(name), number, transport=False)
    # The supplement is no pgb for personal care, nursing or begeleiding: RSA 2.6.7(1) takes no contribution from it.
    cents = book.integer("pgb.stay.supplement", on)
    yield YearAmount("Opslag: woont niet in een instelling", cents, Decimal(0))


def _short_stay(book: LawBook, on: date, asked: PgbFunction) -> YearAmount:
    periods = min(_class_of(asked), book.integer("pgb.gross.KVB-periods-a-week", on))
    if periods == 0:
        raise BudgetRefused(
            "Kortdurend verblijf: de klasse is 0. Vul het aantal etmalen per week in, bijvoorbeeld KE1."
        )
    weeks = book.integer("pgb.weeks-a-year", on)
    label = f"{asked.function.label}, {periods} etmaal per week, {weeks} weken"
    cents = book.integer("pgb.gross.KVB-period", on) * periods * weeks
    return YearAmount(label, cents, contribution_share(book, on, asked.function))


def _by_class(book: LawBook, on: date, heading: str, function: Function, number: int, *, transport: bool) -> YearAmount:
    with_transport = transport and function is Function.BGG
    key = f"{heading}.{function}-transport" if with_transport else f"{heading}.{function}"
    label = f"{function.label}{' met vervoer' if with_transport else ''}, klasse {number}"
    amounts = book.table(key, on)
    cents = amounts.get(str(number), 0)
    if not cents and function is Function.BGG and heading == WITHOUT_STAY and number > len(amounts):
        top = len(amounts)
        cents = amounts[str(top)] + (number - top) * book.integer("pgb.gross.extra-half-day", on)
    if not cents:
        raise BudgetRefused(f"{label}: hiervoor staat geen bedrag in de regeling. Vraag het bruto jaarbedrag op.")
    return YearAmount(label, cents, contribution_share(book, on, function))


def _class_of(asked: PgbFunction) -> int:
    try:
        return class_number(asked.function, asked.care_class or "")
    except ClassUnknown as unknown:
        raise BudgetRefused(f"{unknown} Of vul het bruto jaarbedrag in.") from unknown

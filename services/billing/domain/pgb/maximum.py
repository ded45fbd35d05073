"""The most that a gross pgb can be (RSA 2.6.6(1) names maxima). What goes above it waits for a person."""

from dataclasses import replace

from services.billing.domain.pgb.budget import BudgetRefused, PgbFunction
from services.billing.domain.pgb.gross import year_amounts
from shared.dutch import amount
from shared.law.book import LawBook
from shared.law.reasons import Reason, reason

RULE = "pgb.maximum"
WAITS = "waiting"
"""The result of the card, and of the budget."""


def above_maximum(book: LawBook, asked: PgbFunction) -> Reason | None:
    """Why a delivered amount cannot be granted as it is; None when it can, or when none was delivered.

    Above the highest class an amount per hour comes on top of it. Where that amount is not in the law book, nobody can
    say what the maximum is.
    """
    if asked.gross_year is None:
        return None
    most = maximum_of(book, asked)
    if most is not None and asked.gross_year <= most:
        return None
    return reason(
        book,
        RULE,
        asked.right.first,
        "above" if most is not None else "unknown",
        inputs={
            "delivered": asked.gross_year,
            "class": asked.care_class,
            "maximum": "unknown" if most is None else most,
        },
        result=WAITS,
        care=asked.function.label,
        delivered=amount(asked.gross_year),
        maximum="" if most is None else amount(most),
    )


def maximum_of(book: LawBook, asked: PgbFunction) -> int | None:
    """Cents a year for the function's class or package; None when the law book does not know it."""
    try:
        return sum(each.cents for each in year_amounts(book, asked.right.first, replace(asked, gross_year=None)))
    except BudgetRefused:
        return None

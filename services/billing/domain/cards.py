"""Reason cards of billing: every card has the source of the parameter that it explains, on the day that counts."""

from collections.abc import Mapping
from datetime import date

from shared.law.book import LawBook
from shared.law.reasons import Reason, reason


def card(
    book: LawBook,
    key: str,
    on: date,
    explanation: str,
    *,
    result: object,
    inputs: Mapping[str, object] | None = None,
) -> Reason:
    """A card with law and article of `key` on a day; `explanation` is Dutch at B1. Raises LawError."""
    return reason(key, book.on(key, on).source, explanation, inputs=inputs, result=result, version=book.version)

"""The calendar year of the transition, of which all budgets and contributions of billing are."""

from datetime import date

from services.billing.domain.client.spans import Span, year_span
from shared.law.book import LawBook

FIRST_DAY = "transition.first-day"


def transition_year(book: LawBook, on: date) -> Span:
    """The year whose first day brings the right to the municipality (Wmo 2015 8.3(1)), as the law stood on a day."""
    return year_span(book.day(FIRST_DAY, on).year)

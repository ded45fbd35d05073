"""Counts a legal term, with the steps that prove it."""

from datetime import date

from services.migration.domain.facts import FactsError
from services.migration.domain.terms import TermKind
from services.migration.domain.terms import calculate_term as count_term
from shared.access import Role, Scope, allowed
from shared.calendar.days import CalendarError, LegalCalendar
from shared.calendar.terms import TermResult
from shared.law.book import LawBook, LawError
from shared.messaging.failures import Refused


@allowed(*Role, scope=Scope.NOBODY)
def calculate_term(
    kind: TermKind, start: date, amount: int | None, book: LawBook, calendar: LegalCalendar
) -> TermResult:
    """Raises Refused, with a Dutch text, for an amount that is missing and for days that the calendar does not know."""
    try:
        return count_term(kind, start, amount, book, calendar)
    except (FactsError, CalendarError) as error:
        raise Refused(str(error)) from error
    except LawError as error:
        raise Refused(f"Voor {start} kennen wij deze termijn niet. Kies een datum vanaf 19 juli 2014.") from error

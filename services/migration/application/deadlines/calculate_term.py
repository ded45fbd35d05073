"""Counts a legal term, with the steps that prove it."""

from dataclasses import dataclass
from datetime import date

from services.migration.application.deadlines.ports import Work
from services.migration.domain.deadlines.pauses import TermError
from services.migration.domain.deadlines.terms import TermKind, count_term
from shared.access import Role, Scope, allowed
from shared.calendar.days import CalendarError
from shared.calendar.terms import TermResult
from shared.dutch import date_in_words
from shared.law.book import LawError
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class CalculateTerm:
    """A term that starts after `start`. `amount`: of weeks or days, for a term that the law does not count itself."""

    kind: TermKind
    start: date
    amount: int | None


@allowed(*Role, scope=Scope.NOBODY)
def calculate_term(work: Work, asked: CalculateTerm) -> TermResult:
    """Raises Refused, with a Dutch text, for an amount that is missing and for days that the calendar does not know."""
    try:
        return count_term(asked.kind, asked.start, asked.amount, work.law, work.calendar)
    except (TermError, CalendarError) as error:
        raise Refused(str(error)) from error
    except LawError as error:
        known = date_in_words(work.law.complete_from)
        raise Refused(f"Voor {asked.start} kennen wij deze termijn niet. Kies een datum vanaf {known}.") from error

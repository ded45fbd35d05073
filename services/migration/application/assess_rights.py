"""Stateless assessment, also for "what if": the API's question, answered by the same rules as a delivered client."""

from collections.abc import Sequence
from datetime import date

from services.migration.domain.checks import check_question
from services.migration.domain.facts import FactsError, FunctionFacts, FunctionRight, LifeEvent, PersonFacts
from services.migration.domain.rights import assess
from shared.access import Role, Scope, allowed
from shared.law.book import LawBook, LawError
from shared.messaging.failures import Refused


@allowed(*Role, scope=Scope.NOBODY)
def assess_rights(
    person: PersonFacts, functions: Sequence[FunctionFacts], events: Sequence[LifeEvent], as_of: date, book: LawBook
) -> tuple[FunctionRight, ...]:
    """Raises Refused, with a Dutch text, for facts that cannot be or contradict themselves, and a day without rules."""
    try:
        check_question(person, functions, as_of)
        return assess(person, functions, events, as_of, book)
    except FactsError as error:
        raise Refused(str(error), error.fields) from error
    except LawError as error:
        raise Refused(f"Voor {as_of} kennen wij niet alle regels. Kies een datum vanaf 19 juli 2014.") from error

"""Stateless assessment, also for "what if": the API's question, answered by the same rules as a delivered client."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.migration.application.rights.ports import Rules
from services.migration.application.rights.read_choices import ReadChoices, read_choices
from services.migration.domain.rights.assess import assess
from services.migration.domain.rights.checks import check_question
from services.migration.domain.rights.facts import FactsError, FunctionFacts, FunctionRight, LifeEvent, PersonFacts
from shared.access import Role, Scope, allowed
from shared.dutch import date_in_words
from shared.law.book import LawError
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class AssessRights:
    """`as_of`: the day whose law is asked. Life events count whatever their day."""

    person: PersonFacts
    functions: Sequence[FunctionFacts]
    events: Sequence[LifeEvent]
    as_of: date


@allowed(*Role, scope=Scope.NOBODY)
def assess_rights(work: Rules, asked: AssessRights) -> tuple[FunctionRight, ...]:
    """Raises Refused, with a Dutch text, for facts that cannot be or contradict themselves, and a day without rules."""
    try:
        check_question(asked.person, asked.functions, asked.as_of)
        reading = read_choices(work, ReadChoices(asked.person.municipality, asked.as_of)).pgb_reading
        return assess(asked.person, asked.functions, asked.events, asked.as_of, work.law, reading)
    except FactsError as error:
        raise Refused(str(error), error.fields) from error
    except LawError as error:
        known_from = date_in_words(work.law.complete_from)
        raise Refused(f"Voor {asked.as_of} kennen wij niet alle regels. Kies een datum vanaf {known_from}.") from error

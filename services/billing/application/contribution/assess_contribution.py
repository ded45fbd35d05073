"""What an own contribution would be: the API's question, and the calculator's. Nothing is kept."""

from services.billing.application.contribution.ports import ReadingWork
from services.billing.domain.client.year import transition_year
from services.billing.domain.contribution.assessment import Contribution
from services.billing.domain.contribution.assessment import assess_contribution as assess
from services.billing.domain.contribution.household import FactsRefused
from services.billing.domain.contribution.question import ContributionQuestion
from shared.access import Role, Scope, allowed
from shared.dutch import date_in_words
from shared.law.book import LawError
from shared.messaging.failures import Refused


@allowed(*Role, scope=Scope.NOBODY)
def assess_contribution(work: ReadingWork, question: ContributionQuestion) -> Contribution:
    """Raises Refused for a day on which the law book knows no amounts, and for an exemption that the rule lacks."""
    try:
        return assess(work.law_book, question)
    except FactsRefused as refusal:
        raise Refused(str(refusal)) from refusal
    except LawError as unknown:
        day = date_in_words(question.on)
        year = transition_year(work.law_book, work.today).first.year
        raise Refused(f"Voor {day} kennen wij geen bedragen van deze regeling. Kies een dag in {year}.") from unknown

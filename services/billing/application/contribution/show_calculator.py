"""What the calculator of own contributions begins with."""

from datetime import date

from services.billing.application.contribution.ports import ReadingWork
from services.billing.domain.client.year import transition_year
from shared.access import STAFF, Role, Scope, allowed


@allowed(Role.FINANCE, *STAFF, scope=Scope.NOBODY)
def show_calculator(work: ReadingWork) -> date:
    """The day that an empty form asks about: the first one of which the law book knows amounts."""
    return transition_year(work.law_book, work.today).first

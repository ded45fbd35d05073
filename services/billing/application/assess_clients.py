"""Facts and rights of one revision are both there: the client is assessed, once per revision and never backwards.

Both topics keep a client's order, so whichever half of a revision comes last finds the revisions before it done.
"""

from collections.abc import Sequence

from services.billing.application.assess_regime import assess_regimes
from services.billing.application.grant_budget import grant_budgets
from services.billing.application.ports import Announce, Stores
from services.billing.domain.case import Case
from shared.access import system
from shared.law.book import LawBook


@system
def assess_clients(stores: Stores, book: LawBook, cases: Sequence[Case], announce: Announce) -> None:
    """At most one case of each client."""
    known = stores.assessments.last_revisions([case.client for case in cases])
    due = [case for case in cases if case.revision > known.get(case.client, 0)]
    if due:
        grant_budgets(stores, book, due, announce)
        assess_regimes(stores, book, due, announce)
        stores.assessments.save(due, known)

"""Which contribution regime applies to each function of clients."""

from collections.abc import Mapping, Sequence

from services.billing.application.ports import Announce, Stores
from services.billing.domain.case import Case
from services.billing.domain.charges import Charge, charges_of
from shared.access import system
from shared.law.book import LawBook


@system
def assess_regimes(stores: Stores, book: LawBook, cases: Sequence[Case], announce: Announce) -> None:
    """At most one case of each client. Each revision replaces what was kept of the client."""
    charges = {case.client: (case, charges_of(book, case)) for case in cases}
    stores.regimes.replace(charges)
    for case, found in charges.values():
        announce("contribution-assessed", case.client, _assessed(case, found))


def _assessed(case: Case, charges: Sequence[Charge]) -> Mapping[str, object]:
    """The data of contribution-assessed.v1."""
    return {
        "revision": case.revision,
        "municipality": case.facts.municipality,
        "regimes": [_regime(charge) for charge in charges],
    }


def _regime(charge: Charge) -> Mapping[str, object]:
    return {
        "functionId": charge.function_id,
        "regime": charge.outcome.regime.value,
        "from": charge.days[0].first.isoformat() if charge.days else None,
        "until": charge.days[0].last.isoformat() if charge.days else None,
        "reason": charge.outcome.reason.as_json(),
    }

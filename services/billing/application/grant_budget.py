"""Opens, changes or withdraws the pgb budget of clients, and books the difference."""

import uuid
from collections.abc import Mapping, Sequence

from services.billing.application.ports import Announce, Booking, Stores
from services.billing.domain.case import Case
from services.billing.domain.holding import Holding, HoldingState, booking
from services.billing.domain.renewal import next_holding
from shared.access import system
from shared.law.book import LawBook

ENTRIES = uuid.uuid5(uuid.NAMESPACE_URL, "urn:zachte-landing:billing:journal-entry")
REFERENCE_LENGTH = 12


@system
def grant_budgets(stores: Stores, book: LawBook, cases: Sequence[Case], announce: Announce) -> None:
    """At most one case of each client. What did not change is not booked and not announced."""
    before = stores.holdings.of([case.client for case in cases])
    after: list[Holding] = []
    bookings: list[Booking] = []
    for case in cases:
        held = tuple(before[client] for client in (case.client,) if client in before)
        for holding in next_holding(book, case, held):
            after.append(holding)
            bookings.extend(_bookings(case, held, holding))
            _announce(announce, held, holding)
    stores.holdings.save(before, after)
    stores.journal.book(bookings)


def _bookings(case: Case, before: tuple[Holding, ...], after: Holding) -> list[Booking]:
    """The id of an entry follows from client, revision and place in it, so that a rebuild books the same entries."""
    first = uuid.uuid5(ENTRIES, f"{case.client}:{case.revision}")
    reference = f"PGB-{first.hex[:REFERENCE_LENGTH]}"
    entries = booking(reference, case.rights.determined_on, before, after)
    return [
        Booking(
            id=str(uuid.uuid5(first, str(number)) if number else first),
            client=case.client,
            revision=case.revision,
            municipality=each.municipality,
            entry=each.entry,
        )
        for number, each in enumerate(entries)
    ]


def _announce(announce: Announce, before: tuple[Holding, ...], after: Holding) -> None:
    if before and before[0].content == after.content:
        return
    if after.state is HoldingState.GRANTED:
        announce("budget-granted", after.client, _granted(after))
    elif before and before[0].state is HoldingState.GRANTED:
        announce("budget-withdrawn", after.client, _withdrawn(after))


def _granted(holding: Holding) -> Mapping[str, object]:
    """The data of budget-granted.v1."""
    (days,) = holding.days
    return {
        "revision": holding.revision,
        "municipality": holding.municipality,
        "from": days.first.isoformat(),
        "until": days.last.isoformat(),
        "grossCents": holding.amounts.gross,
        "contributionCents": holding.amounts.contribution,
        "netCents": holding.amounts.net,
        "unaccountableCents": holding.amounts.unaccountable,
        "conditional": holding.conditional,
        "lines": [
            {
                "functionId": line.function_id,
                "grossCents": line.gross,
                "calculation": line.calculation,
                "conditional": line.conditional,
            }
            for line in holding.lines
        ],
    }


def _withdrawn(holding: Holding) -> Mapping[str, object]:
    """The data of budget-withdrawn.v1."""
    return {"revision": holding.revision, "municipality": holding.municipality, "reason": holding.problem}

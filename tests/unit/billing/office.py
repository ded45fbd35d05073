"""Billing with stores in memory, and the facts and rights that tests give it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from services.billing.domain.client.care import DeliveryForm, Domain
from services.billing.domain.client.revisions import ClientFacts, ClientRights, DeterminedRight, IndicatedFunction
from services.billing.domain.client.route import RouteFact
from services.billing.domain.client.spans import Span
from services.billing.domain.contribution.charges import Charge
from services.billing.domain.ledger.journal import Account, Booking, JournalEntry
from services.billing.domain.pgb.holding import Change, Holding
from services.billing.entrypoints.consumer import take_facts, take_rights, take_route_facts
from shared.law.book import LawBook
from tests.support.billing_in_memory import WorkInMemory

CLIENT = "0a1b2c3d-0000-8000-8000-000000000001"
YEAR = Span(date(2015, 1, 1), date(2015, 12, 31))
HALF = Span(date(2015, 1, 1), date(2015, 6, 30))
PGB, ZIN = DeliveryForm.PGB, DeliveryForm.IN_KIND


def balances(entries: Iterable[JournalEntry]) -> dict[Account, int]:
    """The balance of every account in cents."""
    found = dict.fromkeys(Account, 0)
    for entry in entries:
        for posting in entry.postings:
            found[posting.account] += posting.amount_cents
    return found


@dataclass
class Office:
    """Billing at work without a disk, as its consumer lets it work, and what came of it."""

    law_book: LawBook

    def __post_init__(self) -> None:
        self.work = WorkInMemory(self.law_book)

    def receive(self, *messages: ClientFacts | ClientRights | RouteFact) -> "Office":
        for message in messages:
            if isinstance(message, ClientFacts):
                take_facts(self.work, [message])
            elif isinstance(message, ClientRights):
                take_rights(self.work, [message])
            else:
                take_route_facts(self.work, {CLIENT: message})
        return self

    @property
    def held(self) -> dict[str, Holding]:
        """The holding of each client where they live, else the one that there is."""
        views = [self.work.queries.budget(client_id) for client_id in self.work.assessed.kept]
        return {view.client_id: view.holding for view in views if view.holding}

    def held_at(self, municipality: str) -> Holding | None:
        return next((each for each in self.work.holdings.all if each.municipality == municipality), None)

    @property
    def booked(self) -> list[Booking]:
        return self.work.journal.booked

    @property
    def charges(self) -> dict[str, Sequence[Charge]]:
        return self.work.regimes.kept

    @property
    def recorded(self) -> list[object]:
        return self.work.events

    @property
    def budget_events(self) -> list[Change]:
        return [each for each in self.recorded if isinstance(each, Change)]

    @property
    def budget_changes(self) -> list[type]:
        return [type(each) for each in self.budget_events]

    def balances(self, municipality: str = "") -> dict[Account, int]:
        """Of the books of one municipality, or of all together."""
        return balances(each.entry for each in self.booked if municipality in ("", each.municipality))

    @property
    def outcome(self) -> tuple[object, ...]:
        totals = {key: amount for key, amount in self.work.totals.kept.items() if amount}
        return self.held, list(self.booked), dict(self.charges), dict(self.work.assessed.kept), totals


def function(
    id_: str = "1-81",
    word: str = "BGI",
    form: DeliveryForm = PGB,
    *,
    care_class: str = "K3",
    zzp: str | None = None,
    gross_year: int | None = None,
) -> IndicatedFunction:
    return IndicatedFunction(id_, word, care_class, form, False, zzp, gross_year)


def facts(
    *functions: IndicatedFunction, revision: int = 1, born: date = date(1950, 6, 1), municipality: str = "0321"
) -> ClientFacts:
    return ClientFacts(CLIENT, revision, municipality, born, functions or (function(),))


def right(
    id_: str = "1-81",
    domain: str = "wmo",
    form: DeliveryForm = PGB,
    days: Span | None = None,
    *,
    conditional: bool = False,
    pgb_until: date | None = None,
    pgb_given_up: bool = False,
) -> DeterminedRight:
    """As a budget it runs through `pgb_until`, by default for all days of the right."""
    until = pgb_until or (days.last if days and form is PGB else None)
    return DeterminedRight(id_, Domain(domain), form, conditional, days, until, pgb_given_up)


def rights(*found: DeterminedRight, revision: int = 1, on: date = date(2014, 11, 3)) -> ClientRights:
    return ClientRights(CLIENT, revision, "0321", on, found or (right("1-81", "wmo", PGB, HALF),))

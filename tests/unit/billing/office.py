"""Billing with stores in memory, and the facts and rights that tests give it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from services.billing.application.ports import Booking, Key, Stores
from services.billing.application.receive_facts import receive_facts
from services.billing.application.receive_rights import receive_rights
from services.billing.domain.care import DeliveryForm
from services.billing.domain.case import Case, ClientFacts, ClientRights, DeterminedRight, IndicatedFunction
from services.billing.domain.charges import Charge
from services.billing.domain.holding import Holding
from services.billing.domain.ledger import Account, JournalEntry
from services.billing.domain.spans import Span
from shared.law.book import LawBook

CLIENT = "0a1b2c3d-0000-8000-8000-000000000001"
YEAR = Span(date(2015, 1, 1), date(2015, 12, 31))
HALF = Span(date(2015, 1, 1), date(2015, 6, 30))
PGB, ZIN = DeliveryForm.PGB, DeliveryForm.IN_KIND
R = TypeVar("R", ClientFacts, ClientRights)


def balances(entries: Iterable[JournalEntry]) -> dict[Account, int]:
    """The balance of every account in cents."""
    found = dict.fromkeys(Account, 0)
    for entry in entries:
        for posting in entry.postings:
            found[posting.account] += posting.amount_cents
    return found


class Revisions(Generic[R]):
    def __init__(self) -> None:
        self.kept: dict[Key, R] = {}

    def add(self, found: Sequence[R]) -> Sequence[R]:
        fresh = [each for each in found if all(each.revision > r for c, r in self.kept if c == each.client)]
        self.kept.update({(each.client, each.revision): each for each in fresh})
        return fresh

    def of(self, keys: Sequence[Key]) -> Mapping[Key, R]:
        return {key: self.kept[key] for key in keys if key in self.kept}


class Assessed(dict[str, int]):
    def last_revisions(self, clients: Sequence[str]) -> Mapping[str, int]:
        return {client: self[client] for client in clients if client in self}

    def save(self, cases: Sequence[Case], known: Mapping[str, int]) -> None:
        self.update({case.client: case.revision for case in cases})


class Held(dict[str, Holding]):
    def of(self, clients: Sequence[str]) -> Mapping[str, Holding]:
        return {client: self[client] for client in clients if client in self}

    def save(self, before: Mapping[str, Holding], after: Sequence[Holding]) -> None:
        self.update({holding.client: holding for holding in after})


class Booked(list[Booking]):
    def book(self, bookings: Sequence[Booking]) -> None:
        self.extend(bookings)


class Charged(dict[str, Sequence[Charge]]):
    def replace(self, charges: Mapping[str, tuple[Case, Sequence[Charge]]]) -> None:
        self.update({client: found for client, (_, found) in charges.items()})


@dataclass
class Office:
    """Billing with stores in memory."""

    book: LawBook
    facts: Revisions[ClientFacts] = field(default_factory=Revisions)
    rights: Revisions[ClientRights] = field(default_factory=Revisions)
    assessed: Assessed = field(default_factory=Assessed)
    held: Held = field(default_factory=Held)
    booked: Booked = field(default_factory=Booked)
    charged: Charged = field(default_factory=Charged)
    announced: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)

    def receive(self, *messages: ClientFacts | ClientRights) -> "Office":
        stores = Stores(self.facts, self.rights, self.assessed, self.held, self.booked, self.charged)
        for message in messages:
            if isinstance(message, ClientFacts):
                receive_facts(stores, self.book, [message], self._announce)
            else:
                receive_rights(stores, self.book, [message], self._announce)
        return self

    def _announce(self, name: str, client: str, data: Mapping[str, object]) -> None:
        self.announced.append((name, data))

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.announced if name.startswith("budget")]

    def balances(self, municipality: str = "") -> dict[Account, int]:
        """Of the books of one municipality, or of all together."""
        return balances(each.entry for each in self.booked if municipality in ("", each.municipality))

    @property
    def outcome(self) -> tuple[object, ...]:
        return dict(self.held), list(self.booked), dict(self.charged), dict(self.assessed)

    def balance(self, account: str) -> int:
        return sum(p.amount_cents for b in self.booked for p in b.entry.postings if p.account == account)


def function(
    id_: str = "1-81",
    word: str = "BGI",
    form: DeliveryForm = PGB,
    *,
    care_class: str = "K3",
    zzp: str = "",
    gross_years: tuple[int, ...] = (),
) -> IndicatedFunction:
    return IndicatedFunction(id_, word, care_class, form, False, zzp, gross_years)


def facts(
    *functions: IndicatedFunction, revision: int = 1, born: date = date(1950, 6, 1), municipality: str = "0321"
) -> ClientFacts:
    return ClientFacts(CLIENT, revision, municipality, born, functions or (function(),))


def right(
    id_: str = "1-81", domain: str = "wmo", form: DeliveryForm = PGB, *days: Span, conditional: bool = False
) -> DeterminedRight:
    return DeterminedRight(id_, domain, form, conditional, days)


def rights(*found: DeterminedRight, revision: int = 1) -> ClientRights:
    return ClientRights(CLIENT, revision, "0321", date(2014, 11, 3), found or (right("1-81", "wmo", PGB, HALF),))

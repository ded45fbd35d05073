"""Billing's stores without a disk, for tests of its use cases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from services.billing.application.pgb.ports import UnknownClient
from services.billing.application.pgb.views import BudgetPage, BudgetTotals, BudgetView
from services.billing.domain.client.revisions import ClientFacts, ClientRevision, ClientRights
from services.billing.domain.contribution.charges import Charge, ContributionAssessed
from services.billing.domain.ledger.journal import Account, Booking
from services.billing.domain.pgb.holding import Holding, HoldingState
from shared.access import User
from shared.law.book import LawBook
from shared.messaging.revisions import RevisionsInMemory


class AssessedInMemory:
    """By client the revision and the municipality."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[int, str]] = {}

    def revisions(self, client_ids: Iterable[str]) -> Mapping[str, int]:
        return {each: self.kept[each][0] for each in client_ids if each in self.kept}

    def replace(self, clients: Sequence[ClientRevision]) -> None:
        self.kept.update({client.client_id: (client.revision, client.municipality) for client in clients})


class HoldingsInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, Holding] = {}

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Holding]:
        return {each: self.kept[each] for each in client_ids if each in self.kept}

    def replace(self, holdings: Sequence[Holding]) -> None:
        self.kept.update({holding.client_id: holding for holding in holdings})


class JournalInMemory:
    def __init__(self) -> None:
        self.booked: list[Booking] = []

    def book(self, bookings: Sequence[Booking]) -> None:
        self.booked.extend(bookings)


class RegimesInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, Sequence[Charge]] = {}

    def replace(self, assessed: Sequence[ContributionAssessed]) -> None:
        self.kept.update({each.client_id: each.charges for each in assessed})


class ReadLogInMemory:
    def __init__(self) -> None:
        self.lines: list[tuple[str, str, str]] = []
        """User, client and purpose."""

    def write(self, user: User, subjects: Iterable[str], purpose: str) -> None:
        self.lines.extend((user.id, subject, purpose) for subject in subjects)


@dataclass
class QueriesInMemory:
    facts: RevisionsInMemory[ClientFacts]
    assessed: AssessedInMemory
    holdings: HoldingsInMemory
    journal: JournalInMemory
    regimes: RegimesInMemory

    def budgets(self, municipalities: Sequence[str], *, state: HoldingState | None, page: int, size: int) -> BudgetPage:
        """Without the lines and the reasons that a list does not show."""
        chosen = sorted(self._held(municipalities), key=lambda holding: holding.client_id)
        found = [holding for holding in chosen if state in (None, holding.state)]
        return BudgetPage(found[(page - 1) * size : page * size], page, size, len(found))

    def budget_totals(self, municipalities: Sequence[str]) -> BudgetTotals:
        held = self._held(municipalities)
        states = [holding.state for holding in held]
        postings = [
            posting
            for booking in self.journal.booked
            if booking.municipality in municipalities
            for posting in booking.entry.postings
        ]
        return BudgetTotals(
            granted=states.count(HoldingState.GRANTED),
            withdrawn=states.count(HoldingState.WITHDRAWN),
            refused=states.count(HoldingState.REFUSED),
            delivered_gross=sum(each.delivered_gross for each in self._newest_facts(municipalities)),
            gross=sum(holding.amounts.gross for holding in held),
            conditional_gross=sum(line.gross for holding in held for line in holding.lines if line.conditional),
            contribution=sum(holding.amounts.contribution for holding in held),
            net=sum(holding.amounts.net for holding in held),
            unaccountable=sum(holding.amounts.unaccountable for holding in held),
            debit=sum(posting.debit for posting in postings),
            credit=sum(posting.credit for posting in postings),
            booked_gross=sum(each.amount_cents for each in postings if each.account is Account.BUDGET),
        )

    def budget(self, client_id: str) -> BudgetView:
        if client_id not in self.assessed.kept:
            raise UnknownClient(client_id)
        revision, municipality = self.assessed.kept[client_id]
        return BudgetView(
            client_id=client_id,
            municipality=municipality,
            revision=revision,
            holding=self.holdings.kept.get(client_id),
            charges=list(self.regimes.kept.get(client_id, ())),
            entries=[booking.entry for booking in self.journal.booked if booking.client_id == client_id],
        )

    def _held(self, municipalities: Sequence[str]) -> list[Holding]:
        return [holding for holding in self.holdings.kept.values() if holding.municipality in municipalities]

    def _newest_facts(self, municipalities: Sequence[str]) -> list[ClientFacts]:
        newest = {each.client_id: each for each in sorted(self.facts.kept.values(), key=lambda each: each.revision)}
        return [each for each in newest.values() if each.municipality in municipalities]


@dataclass
class WorkInMemory:
    """Keeps what is recorded in a list."""

    law_book: LawBook
    today: date = date(2014, 11, 3)
    facts: RevisionsInMemory[ClientFacts] = field(default_factory=RevisionsInMemory)
    rights: RevisionsInMemory[ClientRights] = field(default_factory=RevisionsInMemory)
    assessed: AssessedInMemory = field(default_factory=AssessedInMemory)
    holdings: HoldingsInMemory = field(default_factory=HoldingsInMemory)
    journal: JournalInMemory = field(default_factory=JournalInMemory)
    regimes: RegimesInMemory = field(default_factory=RegimesInMemory)
    read_log: ReadLogInMemory = field(default_factory=ReadLogInMemory)
    events: list[object] = field(default_factory=list)

    @property
    def queries(self) -> QueriesInMemory:
        return QueriesInMemory(self.facts, self.assessed, self.holdings, self.journal, self.regimes)

    def record(self, event: object) -> None:
        self.events.append(event)


class WorksInMemory:
    """Every transaction finds what the ones before it left; none is rolled back."""

    def __init__(self, law_book: LawBook) -> None:
        self.work = WorkInMemory(law_book)

    @contextmanager
    def begin(self) -> Iterator[WorkInMemory]:
        yield self.work

    @contextmanager
    def read(self) -> Iterator[WorkInMemory]:
        yield self.work

"""Intake without a disk: what its use cases ask of the world, in memory, for tests of use cases."""

import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import services.intake
from services.intake.adapters.delivery.outside.manifest_file import read_manifest
from services.intake.adapters.mapping.outside.delivery_file import count_lines, read_page
from services.intake.application.delivery.ports import (
    Archive,
    Deliveries,
    Overtaken,
    ReadLog,
    Rows,
    UnknownDelivery,
)
from services.intake.application.delivery.views import (
    ControlTotals,
    DeliveryFilter,
    DeliveryView,
    RowPage,
    RowView,
    Seen,
)
from services.intake.application.person.ports import ForgottenClients, HeldBack, Persons
from services.intake.application.repair.views import HeldBackFilter, HeldBackView, NumberedClient
from services.intake.application.sign_in.ports import EndedSessions
from services.intake.domain.delivery.deliveries import (
    Delivery,
    DeliveryState,
    Manifest,
    ManifestFile,
    RefusedDelivery,
    Registered,
    is_waiting,
)
from services.intake.domain.delivery.totals import Totals
from services.intake.domain.mapping.lines import Page, Position
from services.intake.domain.mapping.rows import COLUMNS, RowError, RowState, StagedRow
from services.intake.domain.person.held_back import HeldBackPerson
from services.intake.domain.person.identity import Identities
from services.intake.domain.person.persons import Person
from shared.access import User
from shared.law.files import read_law_book
from shared.looks.purpose import Purpose
from shared.messaging.failures import PassingFault
from shared.names import search_name
from shared.region.values import ServedRegion
from shared.searching import Sought, letters_of
from tests.support.regions import demo_region

IDENTITIES = Identities("a-key-of-at-least-thirty-two-chars")
TODAY = date(2015, 12, 31)
NOTHING = Manifest("", "", "", "", Totals())


@dataclass
class Contents:
    """What is kept: deliveries in the order of arrival, rows by delivery and number, persons by sender and key."""

    deliveries: dict[str, Registered] = field(default_factory=dict)
    rows: dict[tuple[str, int], StagedRow] = field(default_factory=dict)
    persons: dict[tuple[str, str], Person] = field(default_factory=dict)
    held_back: dict[tuple[str, str], HeldBackPerson] = field(default_factory=dict)
    forgotten: dict[str, date | None] = field(default_factory=dict)
    ended: dict[str, tuple[int, int]] = field(default_factory=dict)

    def copy(self) -> "Contents":
        """Values are never changed, so copies of the tables are enough."""
        return Contents(
            dict(self.deliveries),
            dict(self.rows),
            dict(self.persons),
            dict(self.held_back),
            dict(self.forgotten),
            dict(self.ended),
        )

    def rows_of(self, delivery_id: str) -> list[StagedRow]:
        return [row for (of, _), row in sorted(self.rows.items()) if of == delivery_id]


@dataclass
class ArchiveInMemory:
    """`laid` are the files that a sender laid ready."""

    laid: dict[Path, bytes] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)

    def size(self, path: Path) -> int:
        return len(self.laid.get(path, b""))

    def keep(self, path: Path) -> str | None:
        if path not in self.laid:
            return None
        sha256 = hashlib.sha256(self.laid[path]).hexdigest()
        self.kept[sha256] = self.laid[path]
        return sha256

    def manifest(self, sha256: str) -> ManifestFile:
        return read_manifest(self.kept[sha256])

    def count_lines(self, sha256: str) -> int:
        return count_lines(io.BytesIO(self.kept[sha256]))

    def page(self, sha256: str, start: Position, limit: int) -> Page:
        return read_page(io.BytesIO(self.kept[sha256]), start, limit)


@dataclass
class DeliveriesInMemory:
    kept: Contents

    def add(self, registered: Registered) -> None:
        self.kept.deliveries[registered.id] = registered

    def has(self, delivery_id: str) -> bool:
        return delivery_id in self.kept.deliveries

    def municipalities(self) -> Set[str]:
        checked = (each for each in self.kept.deliveries.values() if isinstance(each, Delivery))
        return {each.manifest.municipality for each in checked if each.state is DeliveryState.CHECKED}

    def find(self, delivery_id: str) -> Registered:
        if delivery_id not in self.kept.deliveries:
            raise UnknownDelivery(delivery_id)
        return self.kept.deliveries[delivery_id]

    def oldest_waiting(self) -> Delivery | None:
        return next(filter(is_waiting, self.kept.deliveries.values()), None)

    def in_order(self) -> Sequence[Registered]:
        return list(self.kept.deliveries.values())

    def advance(self, before: Delivery, after: Delivery) -> None:
        now = self.kept.deliveries.get(before.id)
        if not isinstance(now, Delivery) or _place(now) != _place(before):
            raise Overtaken(before.id)
        self.kept.deliveries[before.id] = after

    def forget(self, delivery_id: str) -> None:
        del self.kept.deliveries[delivery_id]

    def wipe(self) -> None:
        self.kept.deliveries.clear()
        self.kept.rows.clear()


def _place(delivery: Delivery) -> tuple[DeliveryState, int, str | None]:
    return delivery.state, delivery.staged.line, delivery.client_cursor


@dataclass
class RowsInMemory:
    kept: Contents

    def add(self, delivery_id: str, rows: Sequence[StagedRow]) -> None:
        self.kept.rows.update({(delivery_id, row.number): row for row in rows})

    def clients_after(self, delivery_id: str, client_key: str | None, limit: int) -> Sequence[StagedRow]:
        found: list[StagedRow] = []
        later = [row for row in self.kept.rows_of(delivery_id) if row.client_key > (client_key or "")]
        for key in sorted({row.client_key for row in later}):
            rows = [row for row in later if row.client_key == key]
            if found and len(found) + len(rows) > limit:
                break
            found += rows
        return found

    def hold_back(self, delivery_id: str, findings: Mapping[int, RowError]) -> None:
        for number, error in findings.items():
            row = self.kept.rows[delivery_id, number]
            self.kept.rows[delivery_id, number] = replace(row, state=RowState.HELD_BACK, errors=(error,))

    def shared_bsns(self, delivery_id: str, bsns: Sequence[str]) -> frozenset[str]:
        pairs = {(row.bsn, row.client_key) for row in self.kept.rows_of(delivery_id)}
        clients = Counter(bsn for bsn, _ in pairs)
        return frozenset(bsn for bsn in bsns if clients[bsn] > 1)

    def with_bsns(self, delivery_id: str, bsns: Sequence[str]) -> Mapping[str, int]:
        return Counter(row.bsn for row in self.kept.rows_of(delivery_id) if row.bsn in bsns and row.bsn)

    def per_client(self, delivery_id: str, client_keys: Sequence[str]) -> Mapping[str, int]:
        return Counter(row.client_key for row in self.kept.rows_of(delivery_id) if row.client_key in client_keys)

    def named(self, delivery_id: str, client_keys: Sequence[str]) -> frozenset[str]:
        return frozenset(client_keys) & {row.client_key for row in self.kept.rows_of(delivery_id)}

    def accepted_of(self, delivery_id: str, client_key: str) -> Sequence[StagedRow]:
        of_client = [row for row in self.kept.rows_of(delivery_id) if row.client_key == client_key]
        return [row for row in of_client if row.state is RowState.ACCEPTED]

    def count(self, delivery_id: str) -> Mapping[RowState, int]:
        return Counter(row.state for row in self.kept.rows_of(delivery_id))

    def left_out(self, delivery: Delivery) -> Sequence[str]:
        rows, origin = self.kept.rows_of(delivery.id), delivery.origin
        keys, bsns = {row.client_key for row in rows}, {row.bsn for row in rows}
        return [
            person.last_named
            for person in self.kept.persons.values()
            if person.transfer
            and (person.sender, person.municipality) == (origin.sender, origin.municipality)
            and person.client_key not in keys
            and person.bsn not in bsns
        ]


@dataclass
class PersonsInMemory:
    kept: Contents

    def of_sender(self, sender: str, client_keys: Sequence[str]) -> Mapping[str, Person]:
        persons = self.kept.persons
        return {key: persons[sender, key] for key in client_keys if (sender, key) in persons}

    def transferred_with(self, bsns: Sequence[str]) -> Mapping[str, Person]:
        transferred = [person for person in self.kept.persons.values() if person.transfer]
        return {person.bsn: person for person in transferred if person.bsn and person.bsn in bsns}

    def never_transferred(self) -> Mapping[str, int]:
        people: dict[str, list[Person]] = {}
        for (sender, key), one in self.kept.persons.items():
            people.setdefault(one.bsn or f"{sender}|{key}", []).append(one)
        towns = {max(one.municipality for one in group): 0 for group in people.values()}
        missing = [group for group in people.values() if not any(one.transfer for one in group)]
        return towns | Counter(max(one.municipality for one in group) for group in missing)

    def save(self, new: Sequence[Person], changed: Sequence[Person]) -> None:
        self.kept.persons.update({(person.sender, person.client_key): person for person in (*new, *changed)})

    def wipe(self) -> None:
        self.kept.persons.clear()


@dataclass
class HeldBackInMemory:
    kept: Contents

    def replace(self, sender: str, client_keys: Sequence[str], held_back: Sequence[HeldBackPerson]) -> None:
        for client_key in client_keys:
            self.kept.held_back.pop((sender, client_key), None)
        self.kept.held_back.update({(one.sender, one.client_key): one for one in held_back})

    def wipe(self) -> None:
        self.kept.held_back.clear()


@dataclass
class ForgottenInMemory:
    """`kept`: by client id the day, or None for who may be delivered again."""

    kept: Mapping[str, date | None]

    def as_of(self, delivery_id: str) -> Mapping[str, date | None]:
        return self.kept


@dataclass
class QueriesInMemory:
    kept: Contents

    def deliveries(self, seen: Seen, wanted: DeliveryFilter) -> Sequence[DeliveryView]:
        orders: Mapping[str, Callable[[DeliveryView], Any]] = {
            "arrival": lambda view: list(self.kept.deliveries).index(view.id),
            "created": lambda view: view.created or "",
            "reference": lambda view: view.reference or "",
            "held_back": lambda view: view.rows_held_back,
        }
        latest_first = list(reversed(self._seen(seen, wanted)))
        ordered = sorted(latest_first, key=orders[wanted.order], reverse=wanted.descending)
        return ordered[wanted.offset :][: wanted.limit]

    def count_deliveries(self, seen: Seen, wanted: DeliveryFilter) -> int:
        return len(self._seen(seen, wanted))

    def deliveries_per_state(self, seen: Seen) -> Mapping[DeliveryState, int]:
        return Counter(view.state for view in self._seen(seen, DeliveryFilter()))

    def _seen(self, seen: Seen, wanted: DeliveryFilter) -> list[DeliveryView]:
        views = [self._view(registered) for registered in self.kept.deliveries.values()]
        return [
            view
            for view in views
            if (not view.municipality or seen.covers(view.municipality))
            and wanted.municipality in (None, view.municipality)
            and wanted.state in (None, view.state)
        ]

    def delivery(self, delivery_id: str) -> DeliveryView:
        if delivery_id not in self.kept.deliveries:
            raise UnknownDelivery(delivery_id)
        return self._view(self.kept.deliveries[delivery_id])

    def rows(self, delivery_id: str, *, state: RowState | None, after: int, limit: int, skip: int = 0) -> RowPage:
        found = [row for row in self.kept.rows_of(delivery_id) if row.number > after and state in (None, row.state)]
        behind = found[skip:]
        shown = [self._row_view(delivery_id, row) for row in behind[:limit]]
        return RowPage(shown, shown[-1].number if len(behind) > limit else None)

    def held_back_before(self, delivery_id: str, number: int) -> int:
        rows = self.kept.rows_of(delivery_id)
        return sum(row.number < number and row.state is RowState.HELD_BACK for row in rows)

    def held_back_persons(self, seen: Seen, wanted: HeldBackFilter) -> Sequence[HeldBackView]:
        orders: Mapping[str, Callable[[HeldBackPerson], str]] = {
            "name": lambda one: search_name(one.prefix, one.surname),
            "born": lambda one: one.birth_date,
            "since": lambda one: one.created,
        }
        found = sorted(
            self._held_back(seen, wanted), key=lambda one: (search_name(one.prefix, one.surname), one.client_key)
        )
        ordered = sorted(found, key=orders[wanted.order], reverse=wanted.descending)
        return [self._held_back_view(seen, one) for one in ordered[wanted.offset :][: wanted.limit]]

    def count_held_back_persons(self, seen: Seen, wanted: HeldBackFilter) -> int:
        return len(self._held_back(seen, wanted))

    def not_held_back(self, seen: Seen, client_keys: Sequence[str]) -> Sequence[NumberedClient]:
        listed = {(one.sender, one.client_key) for one in self.kept.held_back.values()}
        return [
            NumberedClient(one.transfer.client_id, one.client_key, one.municipality)
            for one in sorted(self.kept.persons.values(), key=lambda one: (one.sender, one.client_key))
            if one.transfer is not None
            and one.client_key in client_keys
            and seen.covers(one.municipality)
            and (one.sender, one.client_key) not in listed
        ]

    def _held_back(self, seen: Seen, wanted: HeldBackFilter) -> list[HeldBackPerson]:
        return [
            one
            for one in self.kept.held_back.values()
            if seen.covers(one.municipality)
            and wanted.municipality in (None, one.municipality)
            and wanted.delivery_id in (None, one.delivery_id)
            and wanted.known in (None, one.client_id is not None)
            and (wanted.sought is None or _is_sought(wanted.sought, one))
        ]

    def _held_back_view(self, seen: Seen, one: HeldBackPerson) -> HeldBackView:
        manifest = self.kept.deliveries[one.delivery_id].manifest
        code = manifest.municipality if manifest else ""
        rows = [row for row in self.kept.rows_of(one.delivery_id) if row.client_key == one.client_key]
        errors = dict.fromkeys(error for row in rows for error in row.errors)
        return HeldBackView(one, code, seen.covers(code), list(errors) if one.first_row else ())

    def totals(self) -> ControlTotals:
        states = Counter(registered.state for registered in self.kept.deliveries.values())
        rows = sum(one.counted.rows for one in self.kept.deliveries.values() if isinstance(one, Delivery))
        held_back = sum(row.state is RowState.HELD_BACK for row in self.kept.rows.values())
        people: dict[str | tuple[str, str], bool] = {}
        for key, person in self.kept.persons.items():
            who = person.bsn or key
            people[who] = people.get(who, False) or person.transfer is not None
        transferred = sum(people.values())
        return ControlTotals(
            deliveries=states.total(),
            received_deliveries=states[DeliveryState.RECEIVED],
            refused_deliveries=states[DeliveryState.REFUSED],
            rows_delivered=rows,
            rows_accepted=rows - held_back,
            rows_held_back=held_back,
            persons_delivered=len(people),
            persons_transferred=transferred,
            persons_held_back=len(people) - transferred,
            failed_deliveries=states[DeliveryState.FAILED],
        )

    def _view(self, registered: Registered) -> DeliveryView:
        manifest = registered.manifest
        found = registered if isinstance(registered, Delivery) else Delivery("", registered.files, NOTHING, 0)
        held_back = sum(row.state is RowState.HELD_BACK for row in self.kept.rows_of(registered.id))
        return DeliveryView(
            id=registered.id,
            state=registered.state,
            municipality=manifest.municipality if manifest else None,
            sender=manifest.sender if manifest else None,
            reference=manifest.reference if manifest else None,
            created=manifest.created if manifest else None,
            file_name=registered.files.name,
            sha256=registered.files.sha256,
            reason=registered.reason if isinstance(registered, RefusedDelivery) else registered.failure,
            lines=found.lines,
            progress_lines=found.staged.line,
            rows_delivered=found.counted.rows,
            rows_accepted=found.counted.rows - held_back,
            rows_held_back=held_back,
            persons=found.persons,
            persons_transferred=found.persons_transferred,
            persons_held_back=found.persons - found.persons_transferred,
            persons_absent=found.persons_absent,
            differences=found.differences,
        )

    def _row_view(self, delivery_id: str, row: StagedRow) -> RowView:
        manifest = self.kept.deliveries[delivery_id].manifest
        person = self.kept.persons.get((manifest.sender if manifest else "", row.client_key))
        return RowView(
            number=row.number,
            client_key=row.client_key,
            client_id=person.transfer.client_id if person and person.transfer else None,
            state=row.state,
            values=dict(zip(COLUMNS, row.values, strict=False)),
            errors=tuple(row.errors),
        )


def _is_sought(sought: Sought, one: HeldBackPerson) -> bool:
    if sought.birth_date is not None:
        return one.birth_date == sought.birth_date.isoformat()
    by_name = sought.name in search_name(one.prefix, one.surname)
    by_initials = letters_of(one.initials).startswith(sought.initials)
    return (by_name and by_initials) or sought.typed in one.decisions or sought.typed == one.client_number


@dataclass
class EndedSessionsInMemory:
    """`kept`: by mark, when it was ended and until when that is known."""

    kept: dict[str, tuple[int, int]]

    def end(self, marks: Iterable[str], at: int, until: int) -> None:
        self.kept |= dict.fromkeys(marks, (at, until))

    def use_once(self, mark: str, at: int, until: int) -> bool:
        is_new = mark not in self.kept
        self.kept.setdefault(mark, (at, until))
        return is_new

    def sweep(self, now: int) -> int:
        over = [mark for mark, (_, until) in self.kept.items() if until < now]
        for mark in over:
            del self.kept[mark]
        return len(over)


@dataclass
class ReadLogInMemory:
    """`lines` of user id, subject and purpose."""

    lines: list[tuple[str, str, str]] = field(default_factory=list)

    def write(self, user: User, subjects: Iterable[str], purpose: Purpose) -> None:
        self.lines += [(user.id, subject, purpose.words) for subject in subjects]


class WorkInMemory:
    """One open transaction. `recorded` is what happened in it, as values of the domain."""

    def __init__(self, kept: Contents, read_log: ReadLog, region: ServedRegion, today: date, traceparent: str) -> None:
        self.deliveries: Deliveries = DeliveriesInMemory(kept)
        self.rows: Rows = RowsInMemory(kept)
        self.persons: Persons = PersonsInMemory(kept)
        self.held_back: HeldBack = HeldBackInMemory(kept)
        self.forgotten_clients: ForgottenClients = ForgottenInMemory(kept.forgotten)
        self.ended_sessions: EndedSessions = EndedSessionsInMemory(kept.ended)
        self.queries = QueriesInMemory(kept)
        self.read_log = read_log
        self.identities = IDENTITIES
        self.region = region
        self.traceparent = traceparent
        self.today = today
        self.locked: set[str] = set()
        self.recorded: list[Any] = []

    def lock(self, names: Set[str]) -> None:
        self.locked |= names

    def record(self, event: Any) -> None:
        self.recorded.append(event)


class WorksInMemory:
    """`recorded` is what happened in all transactions that were committed, in order."""

    def __init__(self, region: ServedRegion | None = None) -> None:
        self.region = region or demo_region()
        self.laid: dict[Path, bytes] = {}
        self.archive: Archive = ArchiveInMemory(self.laid)
        self.accept_demo_numbers = True
        self.law = read_law_book(Path(str(services.intake.__file__)).parent / "law")
        self.passing: tuple[type[Exception], ...] = (PassingFault,)
        self.kept = Contents()
        self.read_log = ReadLogInMemory()
        self.recorded: list[Any] = []
        self.today = TODAY
        self._traces = 0

    @contextmanager
    def begin(self) -> Iterator[WorkInMemory]:
        self._traces += 1
        with self._transaction(f"trace {self._traces}") as work:
            yield work
            self.recorded += work.recorded

    @contextmanager
    def begin_for(self, delivery: Delivery) -> Iterator[WorkInMemory]:
        with self._transaction(delivery.traceparent or "") as work:
            yield work
            if not delivery.silent:
                self.recorded += work.recorded

    @contextmanager
    def read(self) -> Iterator[WorkInMemory]:
        yield WorkInMemory(self.kept.copy(), self.read_log, self.region, self.today, "")

    @contextmanager
    def _transaction(self, traceparent: str) -> Iterator[WorkInMemory]:
        """An exception leaves what is kept as it was."""
        kept = self.kept.copy()
        yield WorkInMemory(kept, self.read_log, self.region, self.today, traceparent)
        self.kept = kept

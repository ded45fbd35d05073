"""Parked messages: those that will never work, and those of the same client that wait behind them."""

import uuid
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, delete, func, insert, or_, select, update

from shared.clock import Clock
from shared.json_text import json_value
from shared.messaging.failures import Refused
from shared.messaging.tables import MessagingTables
from shared.municipalities import UnknownMunicipality, municipality
from shared.storing import aware
from shared.transport.binary_mode import Raw, event_of, raw_of
from shared.transport.contract import Found, Record, Unreadable

WAITS = "wacht achter een eerder bericht van dezelfde cliënt"


class Kind(StrEnum):
    """Why a message is parked. The first two are the fault of who wrote it; of the others there may be many because
    our code is wrong."""

    UNREADABLE = "unreadable"
    BREAKS_CONTRACT = "breaks-contract"
    UNWORKABLE = "unworkable"
    UNSTORABLE = "unstorable"
    WAITS = "waits"


TOO_LATE = "Iemand anders was u voor. Kijk hoe het bericht er nu bij staat."
OURS = (Kind.UNWORKABLE, Kind.UNSTORABLE)


@dataclass(frozen=True, slots=True)
class Parked:
    """A message that was parked, under the id that the inbox remembers."""

    event_id: str
    topic: str
    partition: int
    position: int
    subject: str
    kind: Kind
    raw: Raw

    def record(self) -> Record:
        """As it lies in the log. Raises NotAnEvent."""
        return Record(self.topic, self.partition, self.position, event_of(self.raw))


class Standing(StrEnum):
    """How far two people are with putting a message aside. ASIDE is for good, until somebody brings it back."""

    OPEN = "open"
    PROPOSED = "proposed"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Line:
    """All that is known of a parked message but what is in it. `subject`, `municipality` and `type` are empty when they
    cannot be told; `proposed_by`, `why` and `confirmed_by` as long as nobody put it aside."""

    event_id: str
    topic: str
    partition: int
    position: int
    subject: str
    municipality: str
    type: str
    kind: Kind
    reason: str
    parked_at: datetime
    proposed_by: str
    why: str
    confirmed_by: str
    aside_at: datetime | None

    @property
    def standing(self) -> Standing:
        if self.aside_at is not None:
            return Standing.ASIDE
        return Standing.PROPOSED if self.proposed_by else Standing.OPEN


def municipality_of(value: bytes | None) -> str:
    """The one that a message names; empty when it names none that there is, whatever the message looks like."""
    try:
        found = json_value(value or b"{}")
    except ValueError:
        return ""
    named = found.get("municipality") if isinstance(found, dict) else None
    if not isinstance(named, str):
        return ""
    try:
        return municipality(named).code
    except UnknownMunicipality:
        return ""


def id_of(found: Found) -> str:
    """The id under which a record is remembered: that of the event, or one that follows from the place of what is
    none."""
    if isinstance(found, Unreadable):
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{found.topic}/{found.partition}@{found.offset}"))
    return found.event.id


def subject_of(found: Found) -> str:
    """Whom a record is about; empty when that cannot be told."""
    return found.subject if isinstance(found, Unreadable) else found.event.subject


class Parking:
    def __init__(self, tables: MessagingTables, clock: Clock) -> None:
        self._parked = tables.parked
        self._clock = clock

    @property
    def _open(self) -> ColumnElement[bool]:
        """What was put aside for good holds nobody up, counts no more and is not tried again."""
        return self._parked.c.put_aside_at.is_(None)

    def blocked_subjects(self, connection: Connection) -> set[str]:
        """Clients with a parked message; there are few, the limit sees to that."""
        subject = self._parked.c.subject
        return set(connection.execute(select(subject).where(self._open, subject != "").distinct()).scalars())

    def park(self, connection: Connection, found: Found, kind: Kind, reason: str) -> None:
        raw = found.raw if isinstance(found, Unreadable) else raw_of(found.event)
        connection.execute(
            insert(self._parked).values(
                event_id=id_of(found),
                topic=found.topic,
                partition=found.partition,
                position=found.offset,
                type="" if isinstance(found, Unreadable) else found.event.type,
                subject=subject_of(found),
                municipality=municipality_of(raw.value),
                kind=kind.value,
                reason=reason,
                headers=raw.headers_text(),
                value=raw.value,
                parked_at=self._clock.now(),
            )
        )

    def count(self, connection: Connection, *, only_ours: bool = False) -> int:
        """How many are parked; `only_ours`: of those whose number tells whether our code is wrong."""
        query = select(func.count()).select_from(self._parked).where(self._open)
        if only_ours:
            query = query.where(self._parked.c.kind.in_([kind.value for kind in OURS]))
        return connection.execute(query).scalar_one()

    def count_in(self, connection: Connection, municipalities: Set[str], served: Set[str]) -> int:
        """How many the functional manager of these municipalities has to look at. One that names no municipality that
        is served here is anybody's."""
        of = self._parked.c.municipality
        mine = or_(of.in_(sorted(municipalities)), of.not_in(sorted(served)))
        return connection.execute(select(func.count()).select_from(self._parked).where(self._open, mine)).scalar_one()

    def count_by_kind(self, connection: Connection) -> dict[Kind, int]:
        kind = self._parked.c.kind
        found = connection.execute(select(kind, func.count()).where(self._open).group_by(kind))
        return {**dict.fromkeys(Kind, 0), **{Kind(name): count for name, count in found}}

    def lines(self, connection: Connection) -> Sequence[Line]:
        """All of them, also what was put aside, oldest first."""
        return [_line(row) for row in connection.execute(self._select_lines()).mappings()]

    def line(self, connection: Connection, event_id: str) -> Line | None:
        row = connection.execute(self._select_lines().where(self._parked.c.event_id == event_id)).mappings().first()
        return _line(row) if row else None

    def _select_lines(self) -> Select[Any]:
        parked = self._parked.c
        return select(*(each for each in parked if each.name not in ("headers", "value"))).order_by(parked.number)

    def raw(self, connection: Connection, event_id: str) -> Raw | None:
        """None when it was worked meanwhile."""
        parked = self._parked.c
        row = connection.execute(select(parked.headers, parked.value).where(parked.event_id == event_id)).first()
        return Raw.kept(row.headers, row.value) if row else None

    def in_line(self, connection: Connection, event_id: str) -> Sequence[Parked]:
        """The message and those of the same client, oldest first; it alone when it is about nobody who can be told.
        Without what was put aside."""
        subject = connection.execute(select(self._parked.c.subject).where(self._is(event_id))).scalar()
        return self.of_client(connection, subject) if subject else self._found(connection, self._is(event_id))

    def of_client(self, connection: Connection, subject: str) -> Sequence[Parked]:
        """Oldest first, without what was put aside; nothing for nobody."""
        return self._found(connection, self._parked.c.subject == subject) if subject else ()

    def _found(self, connection: Connection, which: ColumnElement[bool]) -> Sequence[Parked]:
        query = select(self._parked).where(which, self._open).order_by(self._parked.c.number)
        return [_parked(row) for row in connection.execute(query).mappings()]

    def take_out(self, connection: Connection, event_id: str) -> bool:
        """Whether it was still there, and not put aside meanwhile."""
        return bool(connection.execute(delete(self._parked).where(self._is(event_id), self._open)).rowcount)

    def propose_aside(self, connection: Connection, event_id: str, user_id: str, why: str) -> None:
        """Raises Refused when somebody else did."""
        nobody_did = self._parked.c.put_aside_by == ""
        self._change(connection, event_id, nobody_did, put_aside_by=user_id, put_aside_why=why)

    def confirm_aside(self, connection: Connection, event_id: str, user_id: str, why: str) -> None:
        """`why` is what the second person read and agrees with. Raises Refused when it is another one meanwhile, when
        this is who proposed it, and when it is no longer proposed."""
        proposed = and_(
            self._open,
            self._parked.c.put_aside_by.not_in(["", user_id]),
            self._parked.c.put_aside_why == why,
        )
        now = self._clock.now()
        self._change(connection, event_id, proposed, put_aside_confirmed_by=user_id, put_aside_at=now)

    def bring_back(self, connection: Connection, event_id: str) -> None:
        """Nothing is put aside any more, nor proposed. Raises Refused when it was not."""
        nobody = {"put_aside_by": "", "put_aside_why": "", "put_aside_confirmed_by": "", "put_aside_at": None}
        self._change(connection, event_id, self._parked.c.put_aside_by != "", **nobody)

    def _change(self, connection: Connection, event_id: str, only_if: ColumnElement[bool], **values: object) -> None:
        done = connection.execute(update(self._parked).where(self._is(event_id), only_if).values(**values))
        if not done.rowcount:
            raise Refused(TOO_LATE)

    def _is(self, event_id: str) -> ColumnElement[bool]:
        return self._parked.c.event_id == event_id

    def give_reason(self, connection: Connection, event_id: str, kind: Kind, reason: str) -> None:
        """The message did not work again; this is why, and others now wait behind it."""
        connection.execute(
            update(self._parked).where(self._is(event_id), self._open).values(kind=kind.value, reason=reason)
        )


def _line(row: RowMapping) -> Line:
    return Line(
        **{name: row[name] for name in ("event_id", "topic", "partition", "position", "subject", "municipality")},
        type=row["type"],
        kind=Kind(row["kind"]),
        reason=row["reason"],
        parked_at=aware(row["parked_at"]),
        proposed_by=row["put_aside_by"],
        why=row["put_aside_why"],
        confirmed_by=row["put_aside_confirmed_by"],
        aside_at=aware(row["put_aside_at"]) if row["put_aside_at"] else None,
    )


def _parked(row: RowMapping) -> Parked:
    raw = Raw.kept(row["headers"], row["value"])
    names = ("event_id", "topic", "partition", "position", "subject")
    return Parked(**{name: row[name] for name in names}, kind=Kind(row["kind"]), raw=raw)

"""Forgetting: everything of some subjects leaves a service's tables, and what is still told of them is passed over.

Only the ids of the forgotten stay, so that a message on its way, another topic or a rebuild brings nobody back.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, MetaData, Table, delete, or_, select, update

from shared.database import write_anew
from shared.events.contracts import CONTRACTS
from shared.events.envelope import Event
from shared.json_text import json_text, json_value
from shared.looks.chain import REASONS, without_reason
from shared.messaging.tables import MessagingTables
from shared.messaging.unit import Database, Unit
from shared.messaging.worker import Handler
from shared.storing import among, delete_rows, in_parts, insert_new_rows, present


@dataclass(frozen=True, slots=True)
class Through:
    """A table that names nobody by itself: its `column` is the `key` of a row in another table that does."""

    column: str
    table: str
    key: str


SUBJECTS_AT_ONCE = 50
"""As many are looked for in one reading of all events about several clients."""

OfSubject = Mapping[str, str | Through]
"""By name of a table: the column with the subject's id, or through which table it leads there. In an order in which
they can be emptied."""


def erase_subjects(
    connection: Connection, messaging: MessagingTables, metadata: MetaData, tables: OfSubject, subjects: Sequence[str]
) -> None:
    """Every row of these subjects, and what the service recorded about them or set apart; the ids are kept."""
    _write_zeros(connection)
    for name in tables:
        table = metadata.tables[name]
        connection.execute(delete(table).where(_is_of(connection, metadata, tables, table, subjects)))
    of_event = select(messaging.outbox.c.id).where(among(connection, messaging.outbox.c.subject, subjects))
    connection.execute(delete(messaging.outbox_data).where(messaging.outbox_data.c.event_id.in_(of_event)))
    delete_rows(connection, messaging.outbox.c.subject, subjects)
    delete_rows(connection, messaging.parked.c.subject, subjects)
    _forget_items(connection, messaging, subjects)
    _forget_reasons(connection, messaging, subjects)
    insert_new_rows(connection, messaging.forgotten, [{"subject": each, "tidied": False} for each in subjects])


def _forget_items(connection: Connection, messaging: MessagingTables, subjects: Sequence[str]) -> None:
    """An event about several clients loses what it says of these, as who reads it from the log finds it."""
    outbox, said = messaging.outbox.c, messaging.outbox_data.c
    for type_, lists in CONTRACTS.about_several().items():
        both = messaging.outbox.join(messaging.outbox_data, said.event_id == outbox.id)
        of_type = select(outbox.id, said.data).select_from(both).where(outbox.type == type_)
        for some in in_parts(subjects, SUBJECTS_AT_ONCE):
            named = of_type.where(or_(*(said.data.contains(each, autoescape=True) for each in some)))
            for row in connection.execute(named).all():
                data = json_value(row.data)
                for name, client in lists.items():
                    if name in data:
                        data[name] = [item for item in data[name] if item[client] not in some]
                changed = update(messaging.outbox_data).where(said.event_id == row.id)
                connection.execute(changed.values(data=json_text(data)))


def _forget_reasons(connection: Connection, messaging: MessagingTables, subjects: Sequence[str]) -> None:
    """Why somebody looked at them, in what was told of it; the chain of looks holds a hash of that only."""
    looks = messaging.look_outbox
    given = select(looks.c.number, looks.c.said).where(looks.c.said.contains(f'"{REASONS}":[{{', autoescape=True))
    for row in connection.execute(given).all():
        said = json_value(row.said)
        left = without_reason(said, subjects)
        if left != said:
            changed = update(looks).where(looks.c.number == row.number)
            connection.execute(changed.values(said=json_text(left)))


def drop_told_reasons(database: Database) -> int:
    """Why somebody looked, of looks that the log holds; returns of how many. Nobody reads it here again: what a chain
    is compared with is number and hash."""
    looks = database.messaging.look_outbox
    of_client = looks.c.said.contains(f'"{REASONS}":[{{', autoescape=True)
    of_before = ~looks.c.said.contains('"reason":""', autoescape=True)
    told = select(looks.c.number, looks.c.said).where(looks.c.sent, or_(of_client, of_before))
    with database.reading() as connection:
        found = connection.execute(told).all()
    if not found:
        return 0
    with database.engine.begin() as connection:
        _write_zeros(connection)
        for row in found:
            look = json_value(row.said)
            said = json_text({**without_reason(look, look["clientIds"]), "reason": ""})
            connection.execute(update(looks).where(looks.c.number == row.number).values(said=said))
    return len(found)


def _is_of(
    connection: Connection, metadata: MetaData, tables: OfSubject, table: Table, subjects: Sequence[str]
) -> ColumnElement[bool]:
    how = tables[table.name]
    if isinstance(how, str):
        return among(connection, table.c[how], subjects)
    other = metadata.tables[how.table]
    theirs = select(other.c[how.key]).where(_is_of(connection, metadata, tables, other, subjects))
    return table.c[how.column].in_(theirs)


def _write_zeros(connection: Connection) -> None:
    """SQLite leaves what was deleted in its file until something else is written there."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")


def forgotten_among(connection: Connection, messaging: MessagingTables, subjects: Iterable[str]) -> set[str]:
    return present(connection, messaging.forgotten.c.subject, dict.fromkeys(subjects))


def not_forgotten(connection: Connection, messaging: MessagingTables, events: Sequence[Event]) -> Sequence[Event]:
    gone = forgotten_among(connection, messaging, (event.subject for event in events))
    return [event for event in events if event.subject not in gone] if gone else events


def passing_over(
    handlers: Mapping[str, Handler], messaging: MessagingTables, but: Collection[str] = ()
) -> Mapping[str, Handler]:
    """The handlers, which no longer hear of who was forgotten; those of the types in `but` do."""
    return {type_: each if type_ in but else _passing_over(each, messaging) for type_, each in handlers.items()}


def _passing_over(handler: Handler, messaging: MessagingTables) -> Handler:
    def handle(unit: Unit, events: Sequence[Event]) -> None:
        left = not_forgotten(unit.connection, messaging, events)
        if left:
            handler(unit, left)

    return handle


def tidy_up(database: Database) -> int:
    """After somebody was forgotten, for what was changed or deleted before can still be read in the database's file;
    returns for how many that was."""
    forgotten = database.messaging.forgotten
    untidied = forgotten.c.tidied.is_(False)
    with database.reading() as connection:
        left = list(connection.execute(select(forgotten.c.subject).where(untidied)).scalars())
    if not left:
        return 0
    write_anew(database.engine)
    with database.engine.begin() as connection:
        connection.execute(update(forgotten).where(among(connection, forgotten.c.subject, left)).values(tidied=True))
    return len(left)


def tidying(database: Database, tick: Callable[[date], int]) -> Callable[[date], int]:
    """A service's daily work, after which nothing of who was forgotten is left in the free space of its files, and
    nothing of why somebody looked where it was kept to be told."""

    def tidied(day: date) -> int:
        done = tick(day)
        drop_told_reasons(database)
        return done + tidy_up(database)

    return tidied


class Erasure:
    """What a use case erases with: everything of some subjects, in one open transaction."""

    def __init__(
        self,
        connection: Connection,
        messaging: MessagingTables,
        metadata: MetaData,
        tables: OfSubject,
    ) -> None:
        self._connection = connection
        self._messaging = messaging
        self._metadata = metadata
        self._tables = tables

    def erase(self, subjects: Sequence[str]) -> None:
        """What people searched for goes too: it can be a name, and nobody can tell whose."""
        erase_subjects(self._connection, self._messaging, self._metadata, self._tables, subjects)
        if "kept_search" in self._metadata.tables:
            self._connection.execute(delete(self._metadata.tables["kept_search"]))

    def forgotten(self, subjects: Iterable[str]) -> set[str]:
        return forgotten_among(self._connection, self._messaging, subjects)

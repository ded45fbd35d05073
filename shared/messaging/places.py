"""Up to where a database was filled from each topic, kept in the transaction that fills it.

The log remembers how far a service acknowledged. A database that is not as far was lost, wholly or to an old copy:
what lies between would never be read again. So each batch must begin where the database stands, or before. A service
that reads nothing has no such place; it can be held against its own topic instead.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from shared.messaging.failures import DatabaseBehind
from shared.messaging.unit import Database
from shared.transport.contract import Found, Transport
from shared.transport.topics import TOPICS, Topic

Place = tuple[str, int]
"""A topic and a partition of it."""
BEFORE_PLACES = ("before", -1)
"""Stands in a database from before places were kept: it is taken to be as far as the log says, once."""
BEHIND = ("behind", -1)
"""Stands in a database that was found to be behind, until it is rebuilt."""


class Places:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._table = database.messaging.read_to

    def check(self, transport: Transport, group: str, topics: Sequence[Topic]) -> None:
        """Raises DatabaseBehind, which `refuse` then tells everybody; and TransportUnavailable."""
        acknowledged = transport.places(group, topics)
        with self._database.engine.begin() as connection:
            known = self._known(connection)
            if BEFORE_PLACES in known:
                connection.execute(delete(self._table))
                self._write(connection, {}, acknowledged)
                return
            if BEHIND not in known and self._gaps(known, acknowledged):
                self._write(connection, known, {BEHIND: 0})
        self._refuse_gaps(known, acknowledged)

    def is_behind(self, transport: Transport, group: str, topics: Sequence[Topic]) -> bool:
        """As `check`, but tells it. Raises TransportUnavailable."""
        try:
            self.check(transport, group, topics)
        except DatabaseBehind:
            return True
        return False

    def refuse(self, connection: Connection) -> None:
        """Raises DatabaseBehind when that was found, and nobody mended it since."""
        if BEHIND in self._known(connection):
            raise self._behind("its place in the log")

    def is_before_own_log(self, transport: Transport) -> bool:
        """Whether the service's own topic holds a number that this database never gave out. Raises
        TransportUnavailable."""
        in_log = transport.last_sequence(TOPICS[self._database.service])
        with self._database.reading() as connection:
            given = connection.execute(select(self._database.messaging.relay.c.last_sequence)).scalar()
        return in_log > (given or 0)

    def is_marked_behind(self) -> bool:
        with self._database.reading() as connection:
            return BEHIND in self._known(connection)

    def mark_behind(self) -> None:
        with self._database.engine.begin() as connection:
            if BEHIND not in (known := self._known(connection)):
                self._write(connection, known, {BEHIND: 0})

    def mark_mended(self) -> None:
        here = (self._table.c.topic == BEHIND[0]) & (self._table.c.partition == BEHIND[1])
        with self._database.engine.begin() as connection:
            connection.execute(delete(self._table).where(here))

    def move(self, connection: Connection, batch: Sequence[Found]) -> None:
        """The batch is handled in this transaction. Raises DatabaseBehind when something before it never was."""
        firsts: dict[Place, int] = {}
        nexts: dict[Place, int] = {}
        for found in batch:
            place = (found.topic, found.partition)
            firsts.setdefault(place, found.offset)
            nexts[place] = found.offset + 1
        known = self._known(connection)
        self._refuse_gaps(known, firsts)
        self._write(connection, known, nexts)

    def _known(self, connection: Connection) -> dict[Place, int]:
        rows = connection.execute(select(self._table))
        return {(row.topic, row.partition): row.next for row in rows}

    def _gaps(self, known: Mapping[Place, int], wanted: Mapping[Place, int]) -> list[Place]:
        return sorted(place for place, next_ in wanted.items() if known.get(place, 0) < next_)

    def _refuse_gaps(self, known: Mapping[Place, int], wanted: Mapping[Place, int]) -> None:
        for topic, partition in self._gaps(known, wanted):
            raise self._behind(f"what was read of {topic}/{partition}")

    def _behind(self, what: str) -> DatabaseBehind:
        service = self._database.service
        return DatabaseBehind(
            service,
            f"the database is older than {what}: it was lost or is an old copy. Stop what runs on it, and mend it "
            f"with: zachtelanding rebuild {service}",
        )

    def _write(self, connection: Connection, known: Mapping[Place, int], nexts: Mapping[Place, int]) -> None:
        table = self._table
        for (topic, partition), next_ in nexts.items():
            before = known.get((topic, partition))
            if before is None:
                connection.execute(insert(table).values(topic=topic, partition=partition, next=next_))
            elif before < next_:
                here = (table.c.topic == topic) & (table.c.partition == partition)
                connection.execute(update(table).where(here).values(next=next_))

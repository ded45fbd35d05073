"""Who looks at whose data is written before it is shown, and told as an event of a topic of its own.

One look is one row, however many persons a page shows. A row gets its number and its hashes where numbers are given
out: one relay at a time, after the last look that the service's topic holds. So the web processes of a service make one
chain without waiting for each other, and a database that was lost goes on where the log ends.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

import structlog
import uuid_utils
from sqlalchemy import Connection, RowMapping, insert, select, update
from sqlalchemy.exc import IntegrityError

from shared.access import User
from shared.database import repeatable
from shared.events.contracts import CONTRACTS
from shared.events.envelope import EncodedData, Event, event_type, outgrows
from shared.events.tracing import new_traceparent
from shared.json_text import json_text, json_value
from shared.looks.chain import BEFORE_THE_FIRST, START, Link, chained, link_of, with_reason
from shared.looks.purpose import Purpose
from shared.messaging.failures import EventTooLarge
from shared.messaging.unit import Database
from shared.storing import in_parts
from shared.transport.contract import Transport
from shared.transport.topics import LOOK, LOOK_TOPICS

PERSONS_PER_LOOK = 5000
"""A file with more people in it is told as several looks, so that none can outgrow what a log takes."""
SALT_BYTES = 16
RELAY_BATCH = 100
"""So many looks of the largest kind are still written by few requests to a log."""
log = structlog.get_logger()


class ReadLog:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._type = event_type(database.service, LOOK)

    def write(self, user: User, subjects: Iterable[str], purpose: Purpose, reason: str = "") -> None:
        """Written before the data of these persons is shown, in a transaction of its own; nothing for nobody. `reason`:
        what the user gave, where one was asked. Raises ContractBroken."""
        persons = list(dict.fromkeys(subjects))
        if not persons:
            return
        with self._database.unit() as unit:
            rows = [self._row(user, part, purpose, reason, unit.moment) for part in in_parts(persons, PERSONS_PER_LOOK)]
            unit.connection.execute(insert(self._database.messaging.look_outbox), rows)

    def _row(
        self, user: User, persons: Sequence[str], purpose: Purpose, reason: str, moment: datetime
    ) -> dict[str, object]:
        id_ = str(uuid_utils.uuid7())
        said = {
            "lookId": id_,
            "service": self._database.service,
            "userId": user.id,
            "userName": user.name,
            "role": user.role.value,
            "provider": user.provider,
            "municipalities": sorted(user.municipalities),
            "kind": purpose.kind.value,
            "purpose": purpose.code,
            "words": purpose.words,
            "byTask": purpose.by_task,
            "reason": "",
            **with_reason(reason, persons, secrets.token_hex(SALT_BYTES)),
            "clientIds": list(persons),
            "at": moment.isoformat(),
        }
        CONTRACTS.check(self._type, chained(said, BEFORE_THE_FIRST))
        text = json_text(said)
        if outgrows(text):
            raise EventTooLarge("Dit zijn te veel gegevens om in één keer te bekijken. Kies een kleiner deel.")
        return {"id": id_, "said": text, "sent": False}


class LookRelay:
    """Chains what was written and appends it to the service's topic of looks."""

    def __init__(self, database: Database, transport: Transport) -> None:
        self._database = database
        self._table = database.messaging.look_outbox
        self._head = database.messaging.look_head
        self._transport = transport
        self._topic = LOOK_TOPICS[database.service]
        self._type = event_type(database.service, LOOK)
        self._found_in_log: Link | None = None

    def send_all(self) -> int:
        """Returns how many looks went out. Raises TransportUnavailable."""
        total = 0
        while sent := self._send_batch():
            total += sent
        return total

    def told(self) -> Link:
        """The last link that this database knows to be in the log."""
        table = self._table
        last = select(table.c.said).where(table.c.sent, table.c.link.is_not(None)).order_by(table.c.link.desc())
        with self._database.reading() as connection:
            said = connection.execute(last.limit(1)).scalar()
        return link_of(json_value(said)) if said else BEFORE_THE_FIRST

    def waits_since(self) -> datetime | None:
        """When the oldest look that is not sent yet was written; None when all are sent."""
        table = self._table
        oldest = select(table.c.said).where(table.c.sent.is_(False)).order_by(table.c.number).limit(1)
        with self._database.reading() as connection:
            said = connection.execute(oldest).scalar()
        return datetime.fromisoformat(json_value(said)["at"]) if said else None

    def _send_batch(self) -> int:
        table = self._table
        unsent = select(table.c.number).where(table.c.sent.is_(False)).limit(1)
        with self._database.reading() as connection:
            if connection.execute(unsent).first() is None:
                return 0
        after_log = self._last_in_log()
        with self._database.engine.begin() as connection:
            self._chain(connection, after_log)
        ready = select(table).where(table.c.sent.is_(False), table.c.link.is_not(None)).order_by(table.c.link)
        with self._database.reading() as connection:
            rows = connection.execute(ready.limit(RELAY_BATCH)).mappings().all()
        if not rows:
            return 0
        self._transport.append(self._topic, [self._event(row) for row in rows])
        told = table.c.link.between(rows[0]["link"], rows[-1]["link"])
        with repeatable(self._database.engine) as connection:
            connection.execute(update(table).where(told).values(sent=True))
        return len(rows)

    def _last_in_log(self) -> Link:
        """Of a database that was lost, the chain goes on from what the log holds. Looked up once."""
        if self._found_in_log is None:
            links = [link_of(event.data) for event in self._transport.newest(self._topic) if self._is_ours(event)]
            self._found_in_log = max(links, key=lambda link: link.number, default=BEFORE_THE_FIRST)
        return self._found_in_log

    def _is_ours(self, event: Event) -> bool:
        """Anybody who can write to a topic can put anything there."""
        return event.type == self._type and not CONTRACTS.violations(event.type, event.data)

    def _chain(self, connection: Connection, after_log: Link) -> None:
        table = self._table
        after = max(self._locked_head(connection), after_log, key=lambda link: link.number)
        new = select(table.c.number, table.c.said).where(table.c.sent.is_(False), table.c.link.is_(None))
        for row in connection.execute(new.order_by(table.c.number).limit(RELAY_BATCH)).all():
            look = chained(json_value(row.said), after)
            after = link_of(look)
            chained_row = {"link": after.number, "said": json_text(look)}
            connection.execute(update(table).where(table.c.number == row.number).values(chained_row))
        connection.execute(update(self._head).values(number=after.number, hash=after.hash))

    def _locked_head(self, connection: Connection) -> Link:
        """The row is locked, so that two relays of one service never make two links of one number."""
        query = select(self._head).with_for_update()
        found = connection.execute(query).first()
        if found is None:
            self._begin_chain(connection)
            found = connection.execute(query).one()
        return Link(found.number, found.hash)

    def _begin_chain(self, connection: Connection) -> None:
        first = insert(self._head).values(service=self._database.service, number=0, hash=START)
        try:
            with connection.begin_nested():
                connection.execute(first)
        except IntegrityError:
            log.info("another relay began the chain at the same moment", service=self._database.service)

    def _event(self, row: RowMapping) -> Event:
        look = json_value(row["said"])
        return Event(
            id=look["lookId"],
            source=self._database.source,
            type=self._type,
            subject=look["lookId"],
            time=datetime.fromisoformat(look["at"]),
            data=EncodedData(row["said"]),
            traceparent=new_traceparent(),
            sequence=look["number"],
        )

"""What a service recorded on the way to an event: each step names the one that caused it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from shared.messaging.parking import municipality_of
from shared.messaging.tables import MessagingTables

MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class Step:
    """`time`: when it happened, as the event says. `cause_id` is empty for what nothing caused."""

    event_id: str
    type: str
    time: str
    cause_id: str


@dataclass(frozen=True, slots=True)
class OwnStep:
    """One that this service recorded. `municipality`: the code of the one that it names; empty for none."""

    step: Step
    subject: str
    municipality: str


def steps_to(connection: Connection, tables: MessagingTables, event_id: str) -> Iterator[OwnStep]:
    """The event with this id and what caused it in turn, the nearest first, as far as this service recorded them
    itself; nothing when another one did."""
    outbox, said = tables.outbox.c, tables.outbox_data.c
    both = tables.outbox.outerjoin(tables.outbox_data, said.event_id == outbox.id)
    seen = set[str]()
    while event_id and event_id not in seen and len(seen) < MOST_STEPS:
        seen.add(event_id)
        columns = (outbox.type, outbox.time, outbox.causationid, outbox.subject, said.data)
        row = connection.execute(select(*columns).select_from(both).where(outbox.id == event_id)).first()
        if row is None:
            return
        step = Step(event_id, row.type, row.time, row.causationid)
        yield OwnStep(step, row.subject, municipality_of((row.data or "").encode()))
        event_id = row.causationid

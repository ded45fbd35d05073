"""The tables in which every service keeps its promises to the others."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Index, Integer, LargeBinary, MetaData, String, Table, Text


@dataclass(frozen=True, slots=True)
class MessagingTables:
    outbox: Table
    outbox_data: Table
    relay: Table
    inbox: Table
    parked: Table
    unknown: Table
    read_to: Table
    look_outbox: Table
    look_head: Table
    forgotten: Table


def messaging_tables(metadata: MetaData) -> MessagingTables:
    """Outbox, relay position, inbox, parked messages, what nobody here knows, up to where each topic was read, and who
    looked at what with where the chain of that ends, and who was forgotten; all defined on a service's own metadata.

    What an event says stands beside its row in the outbox: it is long and stays as it is, while the row changes twice
    on its way to the log. A parked message is kept as the log holds it, since it may be no event at all; `event_id` is
    then made of its place, `type`, `subject` and `municipality` are empty when they cannot be told. `put_aside_at` is
    empty until a second person confirmed what the first one proposed. `tidied`: nothing of that subject is left in the
    free space of the database's file either.
    """
    outbox = Table(
        "outbox",
        metadata,
        Column("number", Integer, primary_key=True, autoincrement=True),
        Column("id", String(36), nullable=False, unique=True),
        Column("type", String(120), nullable=False),
        Column("subject", String(36), nullable=False),
        Column("time", String(40), nullable=False),
        Column("traceparent", String(55), nullable=False),
        Column("causationid", String(36), nullable=False),
        Column("sequence", Integer, unique=True),
        Column("sent", Boolean, nullable=False),
    )
    Index("outbox_unsent", outbox.c.number, sqlite_where=outbox.c.sent.is_(False), postgresql_where=~outbox.c.sent)
    outbox_data = Table(
        "outbox_data",
        metadata,
        Column("event_id", String(36), primary_key=True),
        Column("data", Text, nullable=False),
    )
    relay = Table(
        "relay",
        metadata,
        Column("service", String(20), primary_key=True),
        Column("last_sequence", Integer, nullable=False),
    )
    inbox = Table("inbox", metadata, Column("event_id", String(36), primary_key=True))
    parked = Table(
        "parked",
        metadata,
        Column("number", Integer, primary_key=True, autoincrement=True),
        Column("event_id", String(36), nullable=False, unique=True),
        Column("topic", String(60), nullable=False),
        Column("partition", Integer, nullable=False),
        Column("position", BigInteger, nullable=False),
        Column("type", String(120), nullable=False),
        Column("subject", String(36), nullable=False, index=True),
        Column("kind", String(20), nullable=False),
        Column("reason", Text, nullable=False),
        Column("headers", Text, nullable=False),
        Column("value", LargeBinary),
        Column("parked_at", DateTime(timezone=True), nullable=False),
        Column("municipality", String(4), nullable=False, server_default=""),
        Column("put_aside_by", String(60), nullable=False, server_default=""),
        Column("put_aside_why", String(500), nullable=False, server_default=""),
        Column("put_aside_confirmed_by", String(60), nullable=False, server_default=""),
        Column("put_aside_at", DateTime(timezone=True)),
    )
    Index("parked_open", parked.c.put_aside_at, parked.c.municipality)
    unknown = Table(
        "unknown_event",
        metadata,
        Column("type", String(120), primary_key=True),
        Column("events", Integer, nullable=False),
        Column("last_at", DateTime(timezone=True), nullable=False),
    )
    read_to = Table(
        "read_to",
        metadata,
        Column("topic", String(60), primary_key=True),
        Column("partition", Integer, primary_key=True, autoincrement=False),
        Column("next", BigInteger, nullable=False),
    )
    look_outbox = Table(
        "look_outbox",
        metadata,
        Column("number", Integer, primary_key=True, autoincrement=True),
        Column("id", String(36), nullable=False, unique=True),
        Column("said", Text, nullable=False),
        Column("link", Integer, unique=True),
        Column("sent", Boolean, nullable=False),
    )
    unsent = look_outbox.c.sent.is_(False)
    Index("look_unsent", look_outbox.c.number, sqlite_where=unsent, postgresql_where=~look_outbox.c.sent)
    look_head = Table(
        "look_head",
        metadata,
        Column("service", String(20), primary_key=True),
        Column("number", Integer, nullable=False),
        Column("hash", String(64), nullable=False),
    )
    forgotten = Table(
        "forgotten",
        metadata,
        Column("subject", String(36), primary_key=True),
        Column("tidied", Boolean, nullable=False),
    )
    return MessagingTables(
        outbox, outbox_data, relay, inbox, parked, unknown, read_to, look_outbox, look_head, forgotten
    )

"""The answers of clients, which are our own decisions: a rebuild leaves them as they are. And who has the steps about a
client, as migration tells it."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text

from services.notifications.adapters.database import metadata

answer = Table(
    "answer",
    metadata,
    Column("answer_id", String(36), primary_key=True),
    Column("client_id", String(36), nullable=False),
    Column("number", Integer, nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("channel", String(10), nullable=False),
    Column("received_on", Date, nullable=False),
    Column("appointment_id", String(36), nullable=False),
    Column("wish", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("file_type", String(4), nullable=False),
    Column("file_size", Integer, nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("taken_by", String(60), nullable=False),
    Column("owner", Text, nullable=False),
    Column("owner_id", String(60), nullable=False),
    Column("of_team", Boolean, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("done_on", Date),
    Column("done_by", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("phone", Text, nullable=False, server_default=""),
    Column("language", Text, nullable=False, server_default=""),
)
"""`number` counts the answers of one client from 1. Without appointment, wish, file, telephone number or
language their columns are empty."""
Index("answer_client", answer.c.client_id, answer.c.number, unique=True)
Index("answer_appointment", answer.c.appointment_id)
Index("answer_inbox", answer.c.municipality, answer.c.done_on, answer.c.due_on)
Index("answer_by_due", answer.c.municipality, answer.c.due_on, answer.c.answer_id)
Index("answer_by_receipt", answer.c.municipality, answer.c.received_on, answer.c.answer_id)

step_owner = Table(
    "step_owner",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("municipality", String(4), primary_key=True),
    Column("owner", Text, nullable=False),
    Column("owner_id", String(60), nullable=False),
    Column("of_team", Boolean, nullable=False),
    Column("turn", Integer, nullable=False),
)

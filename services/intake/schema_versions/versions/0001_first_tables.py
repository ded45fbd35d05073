"""The first tables: deliveries with their rows, persons, the read log, and the messaging tables of every service."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("arrival", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("sender", sa.String(length=20), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("created", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=260), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("manifest_sha256", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("manifest_totals", sa.Text(), nullable=False),
        sa.Column("counted_totals", sa.Text(), nullable=False),
        sa.Column("differences", sa.Text(), nullable=False),
        sa.Column("staged_line", sa.Integer(), nullable=False),
        sa.Column("staged_offset", sa.Integer(), nullable=False),
        sa.Column("rows_held_back", sa.Integer(), nullable=False),
        sa.Column("client_cursor", sa.String(length=600), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("persons_transferred", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.Integer(), nullable=False),
        sa.Column("persons_absent", sa.Integer(), nullable=False),
        sa.Column("traceparent", sa.String(length=55), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("arrival"),
    )
    op.create_index(op.f("ix_delivery_state"), "delivery", ["state"], unique=False)
    op.create_table(
        "held_back_person",
        sa.Column("sender", sa.String(length=20), nullable=False),
        sa.Column("client_key", sa.String(length=600), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("delivery_id", sa.String(length=36), nullable=False),
        sa.Column("created", sa.String(length=40), nullable=False),
        sa.Column("held_back_rows", sa.Integer(), nullable=False),
        sa.Column("first_row", sa.Integer(), nullable=False),
        sa.Column("initials", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("search_name", sa.Text(), nullable=False),
        sa.Column("search_initials", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Text(), nullable=False),
        sa.Column("client_number", sa.Text(), nullable=False),
        sa.Column("decisions", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sender", "client_key"),
    )
    op.create_index("held_back_person_list", "held_back_person", ["municipality", "search_name"], unique=False)
    op.create_index(op.f("ix_held_back_person_delivery_id"), "held_back_person", ["delivery_id"], unique=False)
    op.create_table(
        "inbox", sa.Column("event_id", sa.String(length=36), nullable=False), sa.PrimaryKeyConstraint("event_id")
    )
    op.create_table(
        "kept_search",
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=60), nullable=False),
        sa.Column("text", sa.String(length=100), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token"),
    )
    op.create_index(op.f("ix_kept_search_kept_at"), "kept_search", ["kept_at"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("type", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.String(length=36), nullable=False),
        sa.Column("time", sa.String(length=40), nullable=False),
        sa.Column("traceparent", sa.String(length=55), nullable=False),
        sa.Column("causationid", sa.String(length=36), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("sent", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("sequence"),
    )
    op.create_index(
        "outbox_unsent",
        "outbox",
        ["number"],
        unique=False,
        sqlite_where=sa.text("sent IS 0"),
        postgresql_where=sa.text("NOT sent"),
    )
    op.create_table(
        "parked",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("type", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("waits_behind_another", sa.Boolean(), nullable=False),
        sa.Column("attributes", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("event_id"),
    )
    op.create_index(op.f("ix_parked_subject"), "parked", ["subject"], unique=False)
    op.create_table(
        "person",
        sa.Column("sender", sa.String(length=20), nullable=False),
        sa.Column("client_key", sa.String(length=600), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("bsn", sa.String(length=9), nullable=False),
        sa.Column("last_named", sa.String(length=40), nullable=False),
        sa.Column("last_placed", sa.String(length=40), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("household_id", sa.String(length=16), nullable=False),
        sa.Column("delivery_id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("held_back_rows", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sender", "client_key"),
    )
    op.create_index(op.f("ix_person_bsn"), "person", ["bsn"], unique=False)
    op.create_index(op.f("ix_person_client_id"), "person", ["client_id"], unique=False)
    op.create_table(
        "read_log",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("user_id", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("subject", sa.String(length=36), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f("ix_read_log_subject"), "read_log", ["subject"], unique=False)
    op.create_table(
        "relay",
        sa.Column("service", sa.String(length=20), nullable=False),
        sa.Column("last_sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("service"),
    )
    op.create_table(
        "delivered_row",
        sa.Column("delivery_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("client_key", sa.String(length=600), nullable=False),
        sa.Column("bsn", sa.String(length=9), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("row_values", sa.Text(), nullable=False),
        sa.Column("errors", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["delivery.id"],
        ),
        sa.PrimaryKeyConstraint("delivery_id", "number"),
    )
    op.create_index("delivered_row_bsn", "delivered_row", ["bsn", "delivery_id"], unique=False)
    op.create_index("delivered_row_client", "delivered_row", ["delivery_id", "client_key", "number"], unique=False)
    op.create_index(
        "delivered_row_held_back",
        "delivered_row",
        ["delivery_id", "number"],
        unique=False,
        sqlite_where=sa.text("state = 'held-back'"),
        postgresql_where=sa.text("state = 'held-back'"),
    )

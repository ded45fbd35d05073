"""The first tables: clients with rights and plans, where they stand with lists and totals, deliveries, the read log,
kept searches, and the messaging tables.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "client",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("delivery_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=False),
        sa.Column("household_id", sa.Text(), nullable=False),
        sa.Column("held_back_rows", sa.Integer(), nullable=False),
        sa.Column("initials", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("died_on", sa.Date(), nullable=True),
        sa.Column("determined_on", sa.Date(), nullable=False),
        sa.Column("known_since", sa.Date(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reassess_until", sa.Date(), nullable=True),
        sa.Column("decide_by", sa.Date(), nullable=True),
        sa.Column("first_end", sa.Date(), nullable=True),
        sa.Column("state_until", sa.Date(), nullable=True),
        sa.Column("state_after", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("client_id"),
    )
    op.create_index(op.f("ix_client_delivery_id"), "client", ["delivery_id"], unique=False)
    op.create_index(op.f("ix_client_municipality"), "client", ["municipality"], unique=False)
    op.create_table(
        "day_total",
        sa.Column("series", sa.String(length=30), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "municipality", "day"),
    )
    op.create_table(
        "delivered",
        sa.Column("delivery_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("never_transferred", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("delivery_id"),
    )
    op.create_table(
        "delivery",
        sa.Column("delivery_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("traceparent", sa.String(length=55), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("delivery_id"),
    )
    op.create_table(
        "delivery_client",
        sa.Column("delivery_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("delivery_id", "client_id"),
    )
    op.create_table(
        "function_right",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("function_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("care_class", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("delivery_form", sa.String(length=3), nullable=False),
        sa.Column("zzp", sa.Text(), nullable=True),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("transport", sa.Boolean(), nullable=False),
        sa.Column("provider_agb", sa.Text(), nullable=False),
        sa.Column("provider_name", sa.Text(), nullable=False),
        sa.Column("domain", sa.String(length=30), nullable=False),
        sa.Column("right_from", sa.Date(), nullable=True),
        sa.Column("right_until", sa.Date(), nullable=True),
        sa.Column("conditional", sa.Boolean(), nullable=False),
        sa.Column("ended_by", sa.String(length=20), nullable=False),
        sa.Column("pgb_until", sa.Date(), nullable=True),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("reassess_before_end_of", sa.Date(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "function_id"),
    )
    op.create_index(op.f("ix_function_right_function_id"), "function_right", ["function_id"], unique=False)
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
        "list_total",
        sa.Column("work_list", sa.String(length=30), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("state_after", sa.String(length=20), nullable=False),
        sa.Column("state_until", sa.Date(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("work_list", "municipality", "state", "state_after", "state_until", "month"),
    )
    op.create_table(
        "listed",
        sa.Column("work_list", sa.String(length=30), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("work_list", "municipality", "client_id"),
        sqlite_with_rowid=False,
    )
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
        "plan",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("investigation_start", sa.Date(), nullable=False),
        sa.Column("application_by", sa.Date(), nullable=False),
        sa.Column("decision_due", sa.Date(), nullable=False),
        sa.Column("objection_until", sa.Date(), nullable=False),
        sa.Column("right_until", sa.Date(), nullable=False),
        sa.Column("over_capacity", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("client_id"),
    )
    op.create_index(op.f("ix_plan_municipality"), "plan", ["municipality"], unique=False)
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
        "search_word",
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("word", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "word", "client_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "standing",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Text(), nullable=False),
        sa.Column("search_name", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("initials", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("state_until", sa.Date(), nullable=False),
        sa.Column("state_after", sa.String(length=20), nullable=False),
        sa.Column("reassess_until", sa.Date(), nullable=True),
        sa.Column("decide_by", sa.Date(), nullable=True),
        sa.Column("first_end", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("determined", sa.Text(), nullable=False),
        sa.Column("held_back_rows", sa.Integer(), nullable=False),
        sa.Column("held_back_delivery", sa.String(length=36), nullable=False),
        sa.Column("held_back_there", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("decision_due", sa.Date(), nullable=True),
        sa.Column("over_capacity", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("client_id"),
    )
    op.create_index(op.f("ix_standing_household_id"), "standing", ["household_id"], unique=False)
    op.create_index("standing_by_birth", "standing", ["birth_date", "search_name", "client_id"], unique=False)
    op.create_index("standing_by_due", "standing", ["due", "search_name", "client_id"], unique=False)
    op.create_index("standing_by_last_day", "standing", ["last_day", "search_name", "client_id"], unique=False)
    op.create_index("standing_by_name", "standing", ["search_name", "initials", "client_id"], unique=False)
    op.create_index("standing_by_state", "standing", ["municipality", "state", "state_until"], unique=False)
    op.create_index("standing_by_state_after", "standing", ["municipality", "state_after", "state_until"], unique=False)
    op.create_index("standing_by_week", "standing", ["week", "search_name", "client_id"], unique=False)

"""The first tables: what is known of clients, letters, print runs, notices, and the tables of messaging."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "budget",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("gross_cents", sa.Integer(), nullable=False),
        sa.Column("contribution_cents", sa.Integer(), nullable=False),
        sa.Column("net_cents", sa.Integer(), nullable=False),
        sa.Column("unaccountable_cents", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "revision", "municipality"),
    )
    op.create_table(
        "client_right",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("determined_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("minor", sa.Boolean(), nullable=False),
        sa.Column("adult_on", sa.Date(), nullable=True),
        sa.Column("old_law_until", sa.Date(), nullable=False),
        sa.Column("new_law_from", sa.Date(), nullable=False),
        sa.Column("rights_until", sa.Date(), nullable=False),
        sa.Column("ciz_reply_before", sa.Date(), nullable=False),
        sa.Column("functions", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "revision"),
    )
    op.create_table(
        "contribution",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("regimes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "revision"),
    )
    op.create_table(
        "ending_right",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("function_id", sa.String(length=120), nullable=False),
        sa.Column("function", sa.String(length=20), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("right_until", sa.Date(), nullable=False),
        sa.Column("transport", sa.Boolean(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("in_kind_from", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("client_id", "function_id"),
    )
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
        "letter",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("letter_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("client_name", sa.Text(), nullable=False),
        sa.Column("search_name", sa.Text(), nullable=False),
        sa.Column("postcode", sa.String(length=7), nullable=False),
        sa.Column("house_number", sa.Integer(), nullable=False),
        sa.Column("print_run_id", sa.String(length=36), nullable=False),
        sa.Column("taken_out_on", sa.Date(), nullable=True),
        sa.Column("taken_out_by", sa.String(length=60), nullable=False),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("links", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "letter_client",
        "letter",
        ["client_id", "revision", "state", "municipality", "print_run_id", "handed_over_on"],
        unique=False,
    )
    op.create_index(
        "letter_by_date",
        "letter",
        ["municipality", "state", "letter_date", "search_name", "client_id"],
        unique=False,
    )
    op.create_index("letter_by_name", "letter", ["municipality", "state", "search_name", "client_id"], unique=False)
    op.create_index(
        "letter_ready",
        "letter",
        ["municipality"],
        unique=False,
        sqlite_where=sa.text("state = 'ready'"),
        postgresql_where=sa.text("state = 'ready'"),
    )
    op.create_index("letter_run", "letter", ["print_run_id"], unique=False)
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
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("application_by", sa.Date(), nullable=False),
        sa.Column("decision_due", sa.Date(), nullable=False),
        sa.Column("objection_until", sa.Date(), nullable=False),
        sa.Column("right_until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "revision"),
    )
    op.create_table(
        "print_run",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.Column("handed_over_by", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("print_run_list", "print_run", ["municipality", "made_on"], unique=False)
    op.create_table(
        "provider_notice",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("clients", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("provider_notice_list", "provider_notice", ["municipality", "made_on"], unique=False)
    op.create_index("provider_notice_of", "provider_notice", ["agb", "municipality", "number"], unique=False)
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
        "recipient",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("initials", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("sex", sa.String(length=7), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("died_on", sa.Date(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("secret_address", sa.Boolean(), nullable=False),
        sa.Column("household_id", sa.String(length=36), nullable=False),
        sa.Column("held_back_rows", sa.Integer(), nullable=False),
        sa.Column("delivered", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "revision"),
    )
    op.create_index("recipient_born", "recipient", ["birth_date"], unique=False)
    op.create_index(
        "recipient_died",
        "recipient",
        ["client_id"],
        unique=False,
        sqlite_where=sa.text("died_on IS NOT NULL"),
        postgresql_where=sa.text("died_on IS NOT NULL"),
    )
    op.create_table(
        "relay",
        sa.Column("service", sa.String(length=20), nullable=False),
        sa.Column("last_sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("service"),
    )

"""The first tables: facts and rights, budgets, the journal, regimes, the read log, and the messaging tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "assessed",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.PrimaryKeyConstraint("client_id"),
    )
    op.create_table(
        "budget",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("gross_cents", sa.BigInteger(), nullable=False),
        sa.Column("contribution_cents", sa.BigInteger(), nullable=False),
        sa.Column("net_cents", sa.BigInteger(), nullable=False),
        sa.Column("unaccountable_cents", sa.BigInteger(), nullable=False),
        sa.Column("conditional", sa.Boolean(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "municipality"),
    )
    for column in ("gross_cents", "net_cents", "decided_on"):
        order = ["municipality", "state", column, "client_id"]
        op.create_index(f"budget_by_{column}", "budget", order, unique=False)
    op.create_index("budget_by_client_id", "budget", ["municipality", "state", "client_id"], unique=False)
    op.create_table(
        "budget_total",
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("partition", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("budgets", sa.BigInteger(), nullable=False),
        sa.Column("gross_cents", sa.BigInteger(), nullable=False),
        sa.Column("contribution_cents", sa.BigInteger(), nullable=False),
        sa.Column("net_cents", sa.BigInteger(), nullable=False),
        sa.Column("unaccountable_cents", sa.BigInteger(), nullable=False),
        sa.Column("conditional_gross_cents", sa.BigInteger(), nullable=False),
        sa.Column("delivered_gross_cents", sa.BigInteger(), nullable=False),
        sa.Column("pgb_budget_cents", sa.BigInteger(), nullable=False),
        sa.Column("pgb_commitment_cents", sa.BigInteger(), nullable=False),
        sa.Column("pgb_commitment_unaccountable_cents", sa.BigInteger(), nullable=False),
        sa.Column("pgb_contribution_cents", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "state", "partition"),
    )
    op.create_table(
        "client_facts",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("functions", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "revision"),
    )
    op.create_table(
        "client_rights",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("determined_on", sa.Date(), nullable=False),
        sa.Column("rights", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "revision"),
    )
    op.create_table(
        "contribution_regime",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("function_id", sa.String(length=80), nullable=False),
        sa.Column("regime", sa.String(length=30), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "number"),
    )
    op.create_table(
        "inbox", sa.Column("event_id", sa.String(length=36), nullable=False), sa.PrimaryKeyConstraint("event_id")
    )
    op.create_table(
        "journal_entry",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_journal_entry_client_id"), "journal_entry", ["client_id"], unique=False)
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
        "budget_line",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("function_id", sa.String(length=80), nullable=False),
        sa.Column("function", sa.String(length=20), nullable=False),
        sa.Column("domain", sa.String(length=30), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("conditional", sa.Boolean(), nullable=False),
        sa.Column("year_gross_cents", sa.BigInteger(), nullable=False),
        sa.Column("contribution_share", sa.String(length=40), nullable=False),
        sa.Column("gross_cents", sa.BigInteger(), nullable=False),
        sa.Column("calculation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id", "municipality"],
            ["budget.client_id", "budget.municipality"],
        ),
        sa.PrimaryKeyConstraint("client_id", "municipality", "number"),
    )
    op.create_table(
        "posting",
        sa.Column("entry_id", sa.String(length=36), nullable=False),
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["journal_entry.id"],
        ),
        sa.PrimaryKeyConstraint("entry_id", "account"),
    )

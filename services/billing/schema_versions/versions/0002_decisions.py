"""What the route tells of clients; the decision behind a line and behind a regime; the day of death."""

import sqlalchemy as sa
from alembic import op

revision = "0002_decisions"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "route_fact",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("after_revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "number"),
    )
    op.add_column("client_facts", sa.Column("died_on", sa.Date(), nullable=True))
    op.add_column("budget", sa.Column("decided_from", sa.Date(), nullable=True))
    op.add_column("budget_line", sa.Column("decision_id", sa.String(length=36), nullable=True))
    op.add_column("contribution_regime", sa.Column("decision_id", sa.String(length=36), nullable=True))

"""What intake says with a delivery about every municipality. A rebuild of migration fills the table again."""

import sqlalchemy as sa
from alembic import op

revision = "0008_delivered"
down_revision = "0007_answers"


def upgrade() -> None:
    op.drop_table("delivered")
    op.create_table(
        "delivered",
        sa.Column("delivery_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("never_transferred", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("delivery_id", "municipality"),
    )

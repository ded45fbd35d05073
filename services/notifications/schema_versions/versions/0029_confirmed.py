"""Of which appointments a colleague recorded in the client's file that they suit.

It begins empty: what was recorded before this version is in no event.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029_confirmed"
down_revision = "0028_youth_known"


def upgrade() -> None:
    op.create_table(
        "confirmed_appointment",
        sa.Column("client_id", sa.String(36), primary_key=True),
        sa.Column("appointment_id", sa.String(36), primary_key=True),
        sa.Column("heard_on", sa.Date(), nullable=False),
    )
    op.create_index("confirmed_appointment_by_id", "confirmed_appointment", ["appointment_id"])

"""When the letter about an appointment left. Of letters of before this nothing is known until a rebuild reads them."""

import sqlalchemy as sa
from alembic import op

revision = "0027_invitation"
down_revision = "0026_town_of_step"


def upgrade() -> None:
    op.create_table(
        "invitation_left",
        sa.Column("appointment_id", sa.String(36), primary_key=True),
        sa.Column("client_id", sa.String(36), primary_key=True),
        sa.Column("left_on", sa.Date(), nullable=False),
    )
    op.create_index("ix_invitation_left_client_id", "invitation_left", ["client_id"])

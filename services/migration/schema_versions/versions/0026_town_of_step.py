"""Where the client lived when a step was recorded. Of steps of before it is the municipality of a term of that route,
or else where the client lives now."""

import sqlalchemy as sa
from alembic import op

revision = "0026_town_of_step"
down_revision = "0025_kept_promises"

OF_TERMS = """
    UPDATE route_step SET municipality = coalesce(
        (SELECT min(deadline.municipality) FROM deadline
         WHERE deadline.client_id = route_step.client_id AND deadline.route = route_step.number),
        (SELECT client.municipality FROM client WHERE client.client_id = route_step.client_id),
        '')
"""


def upgrade() -> None:
    with op.batch_alter_table("route_step") as steps:
        steps.add_column(sa.Column("municipality", sa.Text(), nullable=False, server_default=""))
    op.execute(OF_TERMS)
    with op.batch_alter_table("route_step") as steps:
        steps.alter_column("municipality", server_default=None)

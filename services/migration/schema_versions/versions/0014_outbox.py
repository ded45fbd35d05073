"""What an event says stands beside its row in the outbox, which changes twice on its way to the log."""

from shared.migrations import part_data_from_outbox

revision = "0014_outbox"
down_revision = "0013_route"


def upgrade() -> None:
    part_data_from_outbox()

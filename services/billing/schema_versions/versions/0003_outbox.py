"""What an event says stands beside its row in the outbox, which changes twice on its way to the log."""

from shared.migrations import part_data_from_outbox

revision = "0003_outbox"
down_revision = "0002_decisions"


def upgrade() -> None:
    part_data_from_outbox()

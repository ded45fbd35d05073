"""Who looked is told as an event, one for all persons that a page showed."""

from shared.migrations import chain_looks

revision = "0024_looks"
down_revision = "0023_access"


def upgrade() -> None:
    chain_looks("notifications")

"""Who looked is told as an event, one for all persons that a page showed."""

from shared.migrations import chain_looks

revision = "0021_looks"
down_revision = "0020_park_aside"


def upgrade() -> None:
    chain_looks("migration")

"""Who looked is told as an event, one for all persons that a page showed."""

from shared.migrations import chain_looks

revision = "0008_looks"
down_revision = "0007_park_aside"


def upgrade() -> None:
    chain_looks("billing")

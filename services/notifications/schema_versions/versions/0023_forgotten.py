"""Who was forgotten is remembered by id, so that nothing brings them back."""

from shared.migrations import remember_forgotten

revision = "0023_forgotten"
down_revision = "0022_pgb_ends"


def upgrade() -> None:
    remember_forgotten()

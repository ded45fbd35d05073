"""Who was forgotten is remembered by id, so that nothing brings them back."""

from shared.migrations import remember_forgotten

revision = "0021_forgotten"
down_revision = "0020_park_aside"


def upgrade() -> None:
    remember_forgotten()

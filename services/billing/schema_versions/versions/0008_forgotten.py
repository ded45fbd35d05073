"""Who was forgotten is remembered by id, so that nothing brings them back."""

from shared.migrations import remember_forgotten

revision = "0008_forgotten"
down_revision = "0007_park_aside"


def upgrade() -> None:
    remember_forgotten()

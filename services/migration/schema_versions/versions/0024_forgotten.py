"""Who was forgotten is remembered by id, so that nothing brings them back."""

from shared.migrations import remember_forgotten

revision = "0024_forgotten"
down_revision = "0023_look_reason"


def upgrade() -> None:
    remember_forgotten()

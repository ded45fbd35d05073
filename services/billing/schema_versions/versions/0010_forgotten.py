"""Who was forgotten is remembered by id, so that nothing brings them back."""

from shared.migrations import remember_forgotten

revision = "0010_forgotten"
down_revision = "0009_looks"


def upgrade() -> None:
    remember_forgotten()

"""Who was forgotten is remembered by id, so that nothing brings them back."""

from shared.migrations import remember_forgotten

revision = "0026_forgotten"
down_revision = "0025_looks"


def upgrade() -> None:
    remember_forgotten()

"""Says again what this service itself once decided on a day: which letters were printed, which notices were made.

No other log can tell it, because it hung on the clock. Used by a rebuild only.
"""

from collections.abc import Sequence

from services.notifications.application.letters.ports import PrintRunMade, Stores
from services.notifications.domain.notices.provider_notice import ProviderNotice
from shared.access import system


@system
def restore_print_run(stores: Stores, made: PrintRunMade, letter_ids: Sequence[str]) -> None:
    """A run that is there already stays as it is."""
    if not stores.print_runs.has(made.id):
        stores.print_runs.add(made)
        stores.letters.were_printed(letter_ids, made.id)


@system
def restore_provider_notice(stores: Stores, notice: ProviderNotice) -> None:
    if not stores.notices.has(notice.id):
        stores.notices.add([notice])

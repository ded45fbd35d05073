"""Restores, in a rebuild, which letters were released, by whom and when."""

from collections.abc import Sequence

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.domain.mailing.mailing import Mailing, MailingReleased
from shared.access import system


@system
def restore_mailings(work: MailingWork, releases: Sequence[MailingReleased]) -> None:
    """The log tells the releases of a mailing in their order, because they have it as their subject."""
    for each in releases:
        work.late_tellings.restore(each.told_late)
        if each.release == 1:
            made = Mailing(
                each.mailing_id, each.municipality, each.number, each.kinds, each.by, None, complete=each.complete
            )
            work.mailings.restore(made, each.letter_ids)
        else:
            work.mailings.complete(each.mailing_id, each.by)

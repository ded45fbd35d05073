"""Restores, in a rebuild, which mailings were sent back."""

from collections.abc import Sequence

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.domain.mailing.mailing import MailingSentBack
from shared.access import system


@system
def restore_sent_back_mailings(work: MailingWork, mailings: Sequence[MailingSentBack]) -> None:
    """The log told before that it was released, because both have the mailing as their subject. A letter that is in a
    newer mailing stays there, whichever of the two is told first."""
    for each in mailings:
        work.mailings.send_back(each.mailing_id, each.sent_back)

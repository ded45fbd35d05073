"""Restores, in a rebuild, which copies of letters came back."""

from collections.abc import Sequence

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.domain.letters.returned import CopyReturned
from shared.access import system


@system
def restore_returned_copies(work: MailingWork, copies: Sequence[CopyReturned]) -> None:
    for returned in copies:
        work.returned_copies.add(returned)

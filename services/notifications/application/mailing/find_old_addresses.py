"""Which of these letters would go to an address at which their client does not live any more."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.domain.letters.representative import receivers
from services.notifications.domain.mailing.old_address import AddressedBefore, goes_to_old_address
from shared.access import STAFF, Scope, allowed


@dataclass(frozen=True, slots=True)
class FindOldAddresses:
    """`letters` to clients of whom more was delivered since, of one municipality."""

    municipality: str
    letters: Sequence[AddressedBefore]


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def find_old_addresses(work: MailingWork, command: FindOldAddresses) -> Sequence[AddressedBefore]:
    """In the order in which they were given."""
    moved = [each for each in command.letters if each.lines != each.now]
    recorded = work.representatives.of(sorted({each.client_id for each in moved})) if moved else {}
    return [
        each
        for each in moved
        if goes_to_old_address(each, receivers(recorded.get(each.client_id, ()), each.kind, each.letter_date))
    ]

"""Whether a letter would go to an address at which its client does not live any more. Pure.

A letter about something that happened keeps the address that was known then (DECISIONS 67), so a delivery after it can
bring another one while the letter waits.
"""

from dataclasses import dataclass
from datetime import date

from services.notifications.domain.letters.representative import Receivers

AddressLines = tuple[str, ...]
"""The two lines of an address, as they stand on an envelope."""


@dataclass(frozen=True, slots=True)
class AddressedBefore:
    """A letter with the address that it has, to a client of whom more was delivered since, with the one that holds
    `now`. `secret`: nobody may show that one. `municipality`: where the client lives now, whose that address is."""

    letter_id: str
    client_id: str
    kind: str
    letter_date: date
    lines: AddressLines
    now: AddressLines
    secret: bool
    municipality: str


def goes_to_old_address(letter: AddressedBefore, to: Receivers) -> bool:
    """Also when somebody gets it for the client who was recorded with that same address, as parents do."""
    if letter.lines == letter.now:
        return False
    others = (*([to.instead] if to.instead else []), *to.copies)
    return to.instead is None or any(each.address_lines == letter.lines for each in others)

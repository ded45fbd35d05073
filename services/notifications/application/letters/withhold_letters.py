"""Keeps back what would go out about clients of whom all rows are held back. What was printed stays printed."""

from collections.abc import Sequence

from services.notifications.application.letters.ports import HeldBack, Stores
from services.notifications.application.letters.write_announcements import announce_state
from services.notifications.domain.letters.gate import HELD_BACK
from shared.access import system
from shared.messaging.failures import Unworkable
from shared.messaging.unit import Unit


@system
def hold_back(unit: Unit, stores: Stores, told: Sequence[HeldBack]) -> None:
    """Every client at most once in `told`. It holds for all that intake told of the client until now, also for what
    is not complete yet, and ends with the next revision that is. Raises Unworkable for a client who is not known:
    intake's own order says of whom it speaks before it holds him back."""
    rows = {one.client_id: one.rows for one in told}
    if strangers := rows.keys() - stores.parts.recipients.newest(list(rows)).keys():
        raise Unworkable(f"Nog nooit overgedragen, en toch vastgehouden: {', '.join(sorted(strangers))}.")
    stores.parts.hold_back(rows)
    stores.notices.replace_lines(list(rows), [])
    last = stores.letters.latest(list(rows))
    withheld = stores.letters.withhold([letter.letter_id for letter in last.values()], HELD_BACK)
    for one in told:
        if one.client_id in last and last[one.client_id].letter_id in withheld:
            announce_state(unit, last[one.client_id], "withheld", HELD_BACK, one.cause)

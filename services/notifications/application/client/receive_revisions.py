"""Takes down what an event told about a client, and writes the letters that became possible."""

from collections.abc import Sequence

from services.notifications.application.letters.ports import Desk, News, Revisions, Stores, T
from services.notifications.application.letters.write_announcements import write_announcements
from shared.access import system
from shared.messaging.unit import Unit


@system
def note_parts(unit: Unit, stores: Stores, desk: Desk, store: Revisions[T], news: Sequence[News[T]]) -> None:
    """`news` holds every client once. What is not newer than what is known changes nothing."""
    known = store.newest([one.told.client_id for one in news])
    newer = [one for one in news if one.told.revision > known.get(one.told.client_id, 0)]
    store.add([one.told for one in newer])
    write_announcements(unit, stores, desk, {one.key: one.cause for one in newer})

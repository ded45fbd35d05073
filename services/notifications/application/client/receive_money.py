"""Takes down a budget or a contribution for the client's own page. No letter hangs on it."""

from collections.abc import Sequence

from services.notifications.application.letters.ports import News, Revisions, T
from shared.access import system


@system
def note_money(store: Revisions[T], news: Sequence[News[T]]) -> None:
    """The last word counts: billing may speak of one revision of a client more than once, and its order is kept."""
    known = store.newest([one.told.client_id for one in news])
    store.replace([one.told for one in news if one.told.revision >= known.get(one.told.client_id, 0)])

"""Finds the letters on the way to a decision of which something can take the place, and whether each still stands."""

from collections.abc import Mapping, Sequence

from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.letters.followed import what_stands
from shared.access import system


@system
def find_followed_letters(work: LetterWork, client_ids: Sequence[str]) -> Mapping[str, bool]:
    """By the id of the letter, which may not be written yet."""
    routes = work.queries.client_routes(client_ids) if client_ids else {}
    return {id_: stands for route in routes.values() for id_, stands in what_stands(route).items()}

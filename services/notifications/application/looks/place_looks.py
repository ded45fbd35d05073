"""Puts each look back where the client lived then: a rebuild hears of looks before it knows whom they were at."""

from collections.abc import Sequence

from services.notifications.application.looks.ports import KeepingWork
from services.notifications.domain.looks.look import Lived
from shared.access import system


@system
def place_looks(work: KeepingWork, lived: Sequence[Lived]) -> None:
    """`lived`: each client's own in order, the newest last."""
    work.looks.place(lived)

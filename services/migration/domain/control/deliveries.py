"""Who was delivered and is not here. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeliveredPersons:
    """A delivery as intake checked it, for one municipality. `never_transferred`: persons of that municipality of whom
    intake never accepted a row, in this delivery and all before it. `sequence`: its place in the order of intake."""

    delivery_id: str
    municipality: str
    sequence: int
    never_transferred: int


@dataclass(frozen=True, slots=True)
class NotTransferred:
    """Persons of a municipality of whom nothing is known here: intake holds all their rows back."""

    municipality: str
    persons: int


def not_transferred(delivered: Iterable[DeliveredPersons]) -> list[NotTransferred]:
    """What the last delivery said of each municipality."""
    last = {one.municipality: one for one in sorted(delivered, key=lambda each: each.sequence)}
    return [NotTransferred(code, one.never_transferred) for code, one in sorted(last.items()) if one.never_transferred]

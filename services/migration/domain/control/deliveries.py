"""Who was delivered and is not here. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DeliveredPersons:
    """A delivery as intake checked it: how many `persons` it names. `sequence`: its place in the order of intake."""

    delivery_id: str
    municipality: str
    sender: str
    delivered_on: date
    sequence: int
    persons: int


@dataclass(frozen=True, slots=True)
class NotTransferred:
    """Persons of a municipality's newest deliveries whom nothing is known of here: intake holds all their rows back, or
    could not read them. `delivery_ids`: where to look."""

    municipality: str
    persons: int
    delivery_ids: tuple[str, ...]


def not_transferred(delivered: Iterable[DeliveredPersons], clients: Mapping[str, int]) -> list[NotTransferred]:
    """Per municipality: who is in the newest delivery of each sender, less the `clients` known here.

    The event counts transferred clients too, but only those who are new or changed: in a correction everybody else
    would seem to be missing. Price: a client whom the sender no longer delivers is still known here, and hides one.
    """
    newest: dict[tuple[str, str], DeliveredPersons] = {}
    for one in sorted(delivered, key=lambda each: (each.delivered_on, each.sequence)):
        newest[one.municipality, one.sender] = one
    found = []
    for municipality in sorted({code for code, _ in newest}):
        own = [one for (code, _), one in newest.items() if code == municipality]
        missing = sum(one.persons for one in own) - clients.get(municipality, 0)
        if missing > 0:
            found.append(NotTransferred(municipality, missing, tuple(one.delivery_id for one in own)))
    return found

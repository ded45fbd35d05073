"""The simple way to give a week's conversations a moment: in order of the law, each the earliest that is free. Pure.

It is one answer to the port `Planner`. A planner that looks ahead over all of them can take its place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.migration.domain.planning.caseworkers import Caseworker
from services.migration.domain.planning.slots import Asked, Busy, Diary, Pace, Slot, earliest_slot
from shared.calendar.days import LegalCalendar


@dataclass(frozen=True, slots=True)
class Request:
    """A household that needs a moment."""

    household_id: str
    asked: Asked


@dataclass(frozen=True, slots=True)
class Room:
    """Who can hold conversations, what they have to do already, and how conversations are laid out."""

    caseworkers: Sequence[Caseworker]
    busy: Sequence[Busy]
    pace: Pace
    calendar: LegalCalendar


@dataclass(frozen=True, slots=True)
class Placed:
    """`slot`: None when there is no moment left; `why` says so in Dutch."""

    household_id: str
    slot: Slot | None
    why: str = ""


class EarliestSlot:
    """Places requests one after the other; the order given is the order of who comes first."""

    def place(self, requests: Sequence[Request], room: Room) -> Sequence[Placed]:
        return list(_placed(requests, room))


def _placed(requests: Sequence[Request], room: Room) -> Iterator[Placed]:
    diary = Diary(room.busy)
    for request in requests:
        slot = earliest_slot(request.asked, room.caseworkers, diary, room.pace, room.calendar)
        if slot is None:
            yield Placed(request.household_id, None, _why_none(request.asked, room))
            continue
        diary.add(Busy(request.household_id, slot.caseworker_id, slot.day, slot.start, slot.until, slot.place))
        yield Placed(request.household_id, slot)


def _why_none(asked: Asked, room: Room) -> str:
    if asked.last < asked.first:
        return "Er is geen dag meer tussen de uitnodiging en de laatste dag waarop het onderzoek kan beginnen."
    if not any(each.can(asked.skills) for each in room.caseworkers):
        return "Er is geen consulent die dit gesprek kan voeren."
    return "Er is geen vrije tijd meer bij een consulent."

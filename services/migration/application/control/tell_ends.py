"""The daily tick tells of whom a right ends, twice before and once on its last day. A missed day costs nothing: what
was not told goes with the next tick, as long as it is still true."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.migration.application.control.ports import Telling
from services.migration.domain.control.ends import (
    NOTHING,
    EndOfRights,
    MadeKnown,
    RightEnded,
    RightEnding,
    made_known,
)
from shared.access import system
from shared.region.weeks_before import weeks_chosen, windows

BATCH = 1000


@dataclass(frozen=True, slots=True)
class TellEnds:
    """`at_most`: so many rights in one transaction."""

    today: date
    at_most: int = BATCH


@system
def tell_ends(work: Telling, command: TellEnds) -> int:
    """Returns how many events were recorded; 0 when nothing is left to tell."""
    today, told = command.today, 0
    for (first, again), municipalities in weeks_chosen(work.ends.municipalities(), work.choice, today).items():
        for weeks, days in windows(first, again, today):
            told += _tell_ending(work, work.ends.ending(municipalities, days, weeks, command.at_most), weeks, today)
        told += _tell_ended(work, work.ends.ended(municipalities, today, command.at_most), today)
    return told


def _tell_ending(work: Telling, ends: Sequence[EndOfRights], weeks: int, today: date) -> int:
    decided = _decided(work, ends)
    appointments = work.appointments.days({one.client_id for one in ends})
    for one in ends:
        day = appointments.get(one.client_id)
        to_come = day if day is not None and day >= today else None
        settled = decided[one.client_id].settled is not None
        work.record(RightEnding(one, weeks, today, settled, to_come))
    work.ends.save([(one, weeks) for one in ends], today)
    return len(ends)


def _tell_ended(work: Telling, ends: Sequence[EndOfRights], today: date) -> int:
    decided = _decided(work, ends)
    for one in ends:
        known = decided[one.client_id]
        ids = (id_ for id_ in (known.settled, known.urgent) if id_ is not None)
        goes_on = next((id_ for id_ in ids if work.decisions.get(id_).gives_after(one.last_day)), None)
        work.record(RightEnded(one, goes_on, decided=known.settled is not None or goes_on is not None))
    work.ends.save([(one, 0) for one in ends], today)
    return len(ends)


def _decided(work: Telling, ends: Sequence[EndOfRights]) -> Mapping[str, MadeKnown]:
    """By client. A later route that is not decided leaves the decision of an earlier one."""
    last = work.routes.of({one.client_id for one in ends})
    found = {one.client_id: NOTHING for one in ends}
    for client_id, route in last.items():
        found[client_id] = made_known([route] if route.number == 1 else work.routes.earlier(client_id))
    return found

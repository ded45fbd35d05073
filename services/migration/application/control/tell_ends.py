"""The daily tick tells of whom a right ends, twice before and once on its last day. A missed day costs nothing: what
was not told goes with the next tick, as long as it is still true."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.migration.application.control.ports import Telling
from services.migration.domain.control.ends import EndOfRights, RightEnded, RightEnding
from services.migration.domain.route.states import DECIDED
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
    standings = work.standings.of({one.client_id for one in ends})
    appointments = work.appointments.days({one.client_id for one in ends})
    for one in ends:
        decided = standings[one.client_id].route in DECIDED
        day = appointments.get(one.client_id)
        to_come = day if day is not None and day >= today else None
        work.record(RightEnding(one, weeks, today, decided, to_come))
    work.ends.save([(one, weeks) for one in ends], today)
    return len(ends)


def _tell_ended(work: Telling, ends: Sequence[EndOfRights], today: date) -> int:
    decided = _decided(work, ends)
    for one in ends:
        decision_id = decided.get(one.client_id)
        goes_on = decision_id is not None and bool(work.decisions.get(decision_id).provisions)
        work.record(RightEnded(one, decision_id if goes_on else None, decided=decision_id is not None))
    work.ends.save([(one, 0) for one in ends], today)
    return len(ends)


def _decided(work: Telling, ends: Sequence[EndOfRights]) -> dict[str, str]:
    """By client the decision that was sent."""
    routes = work.routes.of({one.client_id for one in ends})
    return {
        client_id: route.decision_id
        for client_id, route in routes.items()
        if route.state in DECIDED and route.untreated is None and route.decision_id is not None
    }

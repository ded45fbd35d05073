"""Who of a municipality can hold conversations in a span of days, and what they have to do already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.migration.application.planning.ports import AppointmentWork
from services.migration.domain.planning.appointments import Appointment
from services.migration.domain.planning.caseworkers import Caseworker
from services.migration.domain.planning.earliest import Room
from services.migration.domain.planning.slots import Pace
from shared.access import system

DAYS_NOTICE = "appointment.days-notice"


@dataclass(frozen=True, slots=True)
class ReadRoom:
    """`without`: the id of an appointment whose time counts as free, because it is being moved. `caseworker_id` or
    `caseworkers`: of these only; None for all."""

    municipality: str
    first: date
    last: date
    without: str = ""
    caseworker_id: str | None = None
    caseworkers: Sequence[Caseworker] | None = None


@system
def read_room(work: AppointmentWork, asked: ReadRoom) -> Room:
    def policy(key: str) -> int:
        return work.choice(asked.municipality, f"appointment.{key}", work.today).number

    return Room(
        caseworkers=_caseworkers(work, asked),
        busy=[each.busy() for each in _standing(work, asked) if each.id != asked.without],
        pace=Pace(
            minutes=policy("minutes"),
            minutes_per_further_person=policy("minutes-per-further-person"),
            travel_minutes=policy("travel-minutes"),
            minutes_between_starts=policy("minutes-between-starts"),
            most_a_day=policy("most-a-day"),
        ),
        calendar=work.calendar,
    )


def _caseworkers(work: AppointmentWork, asked: ReadRoom) -> Sequence[Caseworker]:
    if asked.caseworkers is not None:
        return asked.caseworkers
    if asked.caseworker_id is None:
        return work.caseworkers.of([asked.municipality])
    found = work.caseworkers.get(asked.caseworker_id)
    return [found] if found is not None and found.municipality == asked.municipality else []


def _standing(work: AppointmentWork, asked: ReadRoom) -> Sequence[Appointment]:
    if asked.caseworkers is not None:
        return work.appointments.of_caseworkers([each.id for each in asked.caseworkers], asked.first, asked.last)
    if asked.caseworker_id is None:
        return work.appointments.between(asked.municipality, asked.first, asked.last)
    return work.appointments.of_caseworkers([asked.caseworker_id], asked.first, asked.last)

"""Who of a municipality can hold conversations in a span of days, and what they have to do already."""

from dataclasses import dataclass
from datetime import date

from services.migration.application.planning.ports import AppointmentWork
from services.migration.domain.planning.earliest import Room
from services.migration.domain.planning.slots import Pace
from shared.access import system

DAYS_NOTICE = "appointment.days-notice"


@dataclass(frozen=True, slots=True)
class ReadRoom:
    """`without`: the id of an appointment whose time counts as free, because it is being moved."""

    municipality: str
    first: date
    last: date
    without: str = ""


@system
def read_room(work: AppointmentWork, asked: ReadRoom) -> Room:
    def policy(key: str) -> int:
        return work.choice(asked.municipality, f"appointment.{key}", work.today).number

    standing = work.appointments.between(asked.municipality, asked.first, asked.last)
    return Room(
        caseworkers=work.caseworkers.of([asked.municipality]),
        busy=[each.busy() for each in standing if each.id != asked.without],
        pace=Pace(
            minutes=policy("minutes"),
            minutes_per_further_person=policy("minutes-per-further-person"),
            travel_minutes=policy("travel-minutes"),
            minutes_between_starts=policy("minutes-between-starts"),
            most_a_day=policy("most-a-day"),
        ),
        calendar=work.calendar,
    )

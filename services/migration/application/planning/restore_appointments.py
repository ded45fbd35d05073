"""After the database was lost: the appointments come back from our own log, as far as it tells of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.migration.application.planning.ports import AppointmentWork
from services.migration.domain.planning.told import ToldAppointment, ToldCancellation, ToldConfirmation, put_together
from shared.access import system


@dataclass(frozen=True, slots=True)
class RestoreAppointments:
    made: Sequence[ToldAppointment]
    cancelled: Sequence[ToldCancellation]
    confirmed: Sequence[ToldConfirmation] = ()


@system
def restore_appointments(work: AppointmentWork, told: RestoreAppointments) -> None:
    """A table that holds any was not lost, and stays as people left it."""
    if not work.appointments.any():
        work.appointments.add(put_together(told.made, told.cancelled, told.confirmed, work.law))

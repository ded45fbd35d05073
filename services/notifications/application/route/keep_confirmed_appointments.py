"""Keeps of which appointments a colleague recorded that they suit."""

from collections.abc import Sequence

from services.notifications.application.route.ports import RouteWork
from services.notifications.domain.route.facts import ConfirmedAppointment
from shared.access import system


@system
def keep_confirmed_appointments(work: RouteWork, told: Sequence[ConfirmedAppointment]) -> None:
    """In whatever order they come, also before the appointment itself; what was told before changes nothing."""
    work.confirmed_appointments.keep(told)

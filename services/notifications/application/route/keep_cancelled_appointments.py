"""Keeps which appointments do not go on."""

from collections.abc import Sequence

from services.notifications.application.route.ports import RouteWork
from services.notifications.domain.route.facts import CancelledAppointment
from shared.access import system


@system
def keep_cancelled_appointments(work: RouteWork, told: Sequence[CancelledAppointment]) -> None:
    """In whatever order they come; what was told before changes nothing."""
    work.cancelled_appointments.keep(told)

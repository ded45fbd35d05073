"""Keeps the appointments that migration made with clients."""

from collections.abc import Sequence

from services.notifications.application.route.ports import RouteWork
from services.notifications.domain.route.facts import Appointment
from shared.access import system


@system
def keep_appointments(work: RouteWork, told: Sequence[Appointment]) -> None:
    """In whatever order they come; what was told before changes nothing."""
    work.appointments.keep(told)

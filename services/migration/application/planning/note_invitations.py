"""Keeps which letters about an appointment left the house: whoever did not get one is not reminded of it."""

from collections.abc import Sequence

from services.migration.application.planning.ports import AppointmentWork
from services.migration.domain.planning.told import InvitationMoved
from shared.access import system


@system
def note_invitations(work: AppointmentWork, moved: Sequence[InvitationMoved]) -> None:
    """Told twice it is the same; that an appointment is not known here any more changes nothing."""
    work.appointments.letters_moved(moved)

"""Keeps of which letters notifications says that they told too late of the end of a right, and by whose name."""

from collections.abc import Sequence

from services.migration.application.control.ports import NotingLate
from services.migration.domain.control.late_tellings import ToldLate
from shared.access import system


@system
def note_late_tellings(work: NotingLate, told: Sequence[ToldLate]) -> None:
    """Once for each letter. Nothing follows from it: it is shown on the file, and counted on the control page."""
    work.late_tellings.add(told)

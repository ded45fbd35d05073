"""The first day on which somebody who is invited today can have a conversation."""

from datetime import date, timedelta

from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.read_room import DAYS_NOTICE
from shared.access import system


@system
def find_soonest(work: AppointmentWork, municipality: str) -> date:
    """After the time that people get to prepare, and not before investigations can be carried out (Wmo 8.7(3))."""
    notice = timedelta(days=work.choice(municipality, DAYS_NOTICE, work.today).number)
    return max(work.today + notice, work.law.day("investigation.first-day", work.today))

"""How long the law gives for investigation and decision together, today."""

from services.migration.application.planning.ports import AppointmentWork
from services.migration.domain.planning.appointments import Terms
from shared.access import system


@system
def read_terms(work: AppointmentWork) -> Terms:
    weeks = sum(work.law.integer(key, work.today) for key in ("term.investigation", "term.decision"))
    return Terms(weeks, work.calendar)

"""What a municipality chose, as the rules about rights need it."""

from datetime import date

from services.migration.application.rights.ports import Rules
from services.migration.domain.rights.facts import PgbReading, Reading
from shared.access import system

PGB_READING = "protected-living.pgb-reading"
PLANNED_THROUGH = "planning.rights-ending-through"


@system
def pgb_reading(work: Rules, municipality: str, on: date) -> PgbReading:
    """How the college reads Wmo 8.4(2). A reading that nobody decided on is open."""
    chosen = work.choice(municipality, PGB_READING, on)
    reading = Reading(chosen.word)
    if reading is Reading.OPEN:
        return PgbReading()
    return PgbReading(reading, chosen.by, chosen.decided_on)


@system
def planned_through(work: Rules, municipality: str, on: date) -> date:
    """Rights that end after this day are planned later."""
    return work.choice(municipality, PLANNED_THROUGH, on).day

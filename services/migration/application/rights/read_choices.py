"""What a municipality chose about rights, as the rules need it."""

from dataclasses import dataclass
from datetime import date

from services.migration.application.rights.ports import Rules
from services.migration.domain.rights.facts import Choices, PgbReading, Reading
from shared.access import system

PGB_READING = "protected-living.pgb-reading"
PLANNED_THROUGH = "planning.rights-ending-through"
PGB_DECISION_BY = "planning.pgb-decision-by"


@dataclass(frozen=True, slots=True)
class ReadChoices:
    municipality: str
    on: date


@system
def read_choices(work: Rules, asked: ReadChoices) -> Choices:
    """The municipality's own choices of that day, or the defaults. A reading that nobody decided on is open."""
    chosen = work.choice(asked.municipality, PGB_READING, asked.on)
    reading = Reading(chosen.word)
    return Choices(
        pgb_reading=PgbReading() if reading is Reading.OPEN else PgbReading(reading, chosen.by, chosen.decided_on),
        planned_through=work.choice(asked.municipality, PLANNED_THROUGH, asked.on).day,
        pgb_decision_by=work.choice(asked.municipality, PGB_DECISION_BY, asked.on).day,
    )

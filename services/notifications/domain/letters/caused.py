"""What every letter about something that happened has."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from services.notifications.domain.letters.kinds import LetterKind
from services.notifications.domain.letters.letter_asked import LetterAsked
from services.notifications.domain.letters.occasion import Occasion
from services.notifications.domain.route.happened import (
    AppointmentCancelled,
    AppointmentMade,
    BudgetEnded,
    BudgetEnding,
    DecisionMade,
    EndHasCome,
    EndIsNear,
    Happened,
    OfBudget,
    StepTaken,
)

Heard = Happened | OfBudget | LetterAsked
"""What letters are about: what the other services tell, and what somebody here asked."""

CAUSES: Mapping[type, str] = {
    StepTaken: "migration.step-taken",
    AppointmentMade: "migration.appointment-made",
    AppointmentCancelled: "migration.appointment-cancelled",
    DecisionMade: "migration.decision-made",
    EndIsNear: "migration.right-ending",
    EndHasCome: "migration.right-ended",
    BudgetEnding: "billing.budget-ending",
    BudgetEnded: "billing.budget-ended",
    LetterAsked: "notifications.letter-asked",
}
"""What each is called on the wire."""


def caused(happened: Heard, kind: LetterKind, key: str, day: date) -> Occasion:
    """What every letter about something that happened has; what it says comes with it."""
    return Occasion(
        client_id=happened.client_id,
        revision=happened.revision,
        municipality=happened.municipality,
        kind=kind,
        cause=CAUSES[type(happened)],
        cause_id=None,
        key=key,
        day=day,
    )


def about(happened: Happened, kind: LetterKind, id_: str, day: date) -> Occasion:
    """The same of a letter about one step, appointment or decision, by its id."""
    return replace(caused(happened, kind, id_, day), cause_id=id_)

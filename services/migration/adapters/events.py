"""What happened in migration, as the wire has it: each column knows the field names of its own events."""

from services.migration.adapters.control.events import (
    STEPS_GIVEN,
    right_ended_data,
    right_ending_data,
    steps_given_data,
)
from services.migration.adapters.planning.events import (
    APPOINTMENT_CANCELLED,
    APPOINTMENT_CONFIRMED,
    APPOINTMENT_MADE,
    REASSESSMENT_PLANNED,
    appointment_cancelled_data,
    appointment_confirmed_data,
    appointment_made_data,
    reassessment_planned_data,
)
from services.migration.adapters.rights.events import right_determined_data
from services.migration.adapters.route.events import deadlines_counted_data, decision_made_data, step_taken_data
from services.migration.domain.control.ends import RightEnded, RightEnding
from services.migration.domain.control.handled import StepsGiven
from services.migration.domain.planning.appointments import (
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentMade,
)
from services.migration.domain.planning.plans import ReassessmentPlanned
from services.migration.domain.rights.clients import (
    RightDetermined,
)
from services.migration.domain.route.happened import DeadlinesCounted, DecisionMade, StepTaken
from shared.messaging.work import Outgoing

Happened = (
    RightDetermined
    | ReassessmentPlanned
    | AppointmentMade
    | AppointmentCancelled
    | AppointmentConfirmed
    | StepTaken
    | DeadlinesCounted
    | DecisionMade
    | RightEnding
    | RightEnded
    | StepsGiven
)


def encode(event: Happened) -> Outgoing:
    """What the other services hear. No name of a client, no address of theirs."""
    match event:
        case RightDetermined(found):
            return Outgoing("right-determined", found.client.client_id, right_determined_data(found))
        case ReassessmentPlanned(plan):
            return Outgoing(REASSESSMENT_PLANNED, plan.client_id, reassessment_planned_data(plan))
        case AppointmentMade():
            return Outgoing(APPOINTMENT_MADE, event.attendee.client_id, appointment_made_data(event))
        case AppointmentCancelled():
            return Outgoing(APPOINTMENT_CANCELLED, event.attendee.client_id, appointment_cancelled_data(event))
        case AppointmentConfirmed():
            return Outgoing(APPOINTMENT_CONFIRMED, event.attendee.client_id, appointment_confirmed_data(event))
        case StepTaken():
            return Outgoing("step-taken", event.route.client_id, step_taken_data(event))
        case DeadlinesCounted():
            return Outgoing("deadlines-counted", event.client_id, deadlines_counted_data(event))
        case DecisionMade():
            return Outgoing("decision-made", event.client_id, decision_made_data(event))
        case RightEnding():
            return Outgoing("right-ending", event.end.client_id, right_ending_data(event))
        case RightEnded():
            return Outgoing("right-ended", event.end.client_id, right_ended_data(event))
        case StepsGiven():
            return Outgoing(STEPS_GIVEN, event.client_id, steps_given_data(event))

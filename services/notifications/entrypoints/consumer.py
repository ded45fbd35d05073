"""Which use cases handle which event."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from services.notifications.adapters.client.events import (
    budget_from,
    client_id_of,
    contribution_from,
    held_back_from,
    plan_from,
    recipient_from,
    right_from,
    withdrawn_budget_from,
)
from services.notifications.adapters.database import access_grant
from services.notifications.adapters.letters.events import gathers_again_from, letter_asked_from
from services.notifications.adapters.looks.events import lived_from, look_from
from services.notifications.adapters.mailing.events import (
    copy_returned_from,
    letter_left_out_from,
    letter_returned_from,
    letter_taken_out_from,
    mailing_released_from,
    mailing_sent_back_from,
    print_run_from,
    print_run_handed_over_from,
)
from services.notifications.adapters.notices.events import notice_page_from
from services.notifications.adapters.replies.events import steps_given_from
from services.notifications.adapters.route.events import (
    appointment_from,
    budget_ended_from,
    budget_ending_from,
    cancelled_from,
    confirmed_from,
    counted_from,
    decision_from,
    ended_from,
    ending_from,
    step_from,
)
from services.notifications.adapters.work import NotificationsWorks, Work
from services.notifications.application.client.complete_revisions import complete_revisions
from services.notifications.application.client.erase_clients import erase_clients
from services.notifications.application.client.hold_back_clients import hold_back_clients
from services.notifications.application.client.receive_budgets import receive_budgets
from services.notifications.application.client.receive_contributions import receive_contributions
from services.notifications.application.client.receive_plans import receive_plans
from services.notifications.application.client.receive_recipients import receive_recipients
from services.notifications.application.client.receive_rights import receive_rights
from services.notifications.application.letters.choose_appointment_letters import choose_appointment_letters
from services.notifications.application.letters.decide_on_letters import decide_on_letters
from services.notifications.application.letters.follow_deaths import follow_deaths
from services.notifications.application.letters.keep_occasions import keep_occasions
from services.notifications.application.letters.lapse_followed_letters import lapse_followed_letters
from services.notifications.application.letters.lapse_told_ends import lapse_told_ends
from services.notifications.application.letters.restore_gathering_letters import restore_gathering_letters
from services.notifications.application.letters.withhold_letters import withhold_letters
from services.notifications.application.letters.write_announcements import write_announcements
from services.notifications.application.letters.write_step_letters import write_step_letters
from services.notifications.application.looks.keep_looks import keep_looks
from services.notifications.application.looks.place_looks import place_looks
from services.notifications.application.mailing.remove_run_files import remove_run_files
from services.notifications.application.mailing.restore_handed_over_runs import restore_handed_over_runs
from services.notifications.application.mailing.restore_left_out_letters import restore_left_out_letters
from services.notifications.application.mailing.restore_mailings import restore_mailings
from services.notifications.application.mailing.restore_print_runs import restore_print_runs
from services.notifications.application.mailing.restore_returned_copies import restore_returned_copies
from services.notifications.application.mailing.restore_returned_letters import restore_returned_letters
from services.notifications.application.mailing.restore_sent_back_mailings import restore_sent_back_mailings
from services.notifications.application.mailing.restore_taken_out_letters import restore_taken_out_letters
from services.notifications.application.notices.drop_ending_rights import drop_ending_rights
from services.notifications.application.notices.keep_ending_rights import keep_ending_rights
from services.notifications.application.notices.keep_provider_clients import keep_provider_clients
from services.notifications.application.notices.leave_out_of_notices import leave_out_of_notices
from services.notifications.application.notices.restore_provider_notices import restore_provider_notices
from services.notifications.application.replies.finish_recorded_answers import finish_recorded_answers
from services.notifications.application.replies.follow_steps_given import follow_steps_given
from services.notifications.application.replies.remove_plan_files import remove_plan_files
from services.notifications.application.route.keep_appointments import keep_appointments
from services.notifications.application.route.keep_budget_stops import keep_budget_stops
from services.notifications.application.route.keep_cancelled_appointments import keep_cancelled_appointments
from services.notifications.application.route.keep_confirmed_appointments import keep_confirmed_appointments
from services.notifications.application.route.keep_counted_terms import keep_counted_terms
from services.notifications.application.route.keep_decisions import keep_decisions
from services.notifications.application.route.keep_ended_rights import keep_ended_rights
from services.notifications.application.route.keep_rights_near_end import keep_rights_near_end
from services.notifications.application.route.keep_steps import keep_steps
from services.notifications.domain.client.recipient import HeldBack, Recipient
from services.notifications.domain.client.revision import ClientRevision
from services.notifications.domain.client.right import ClientRight
from services.notifications.domain.letters.occasion import Told
from services.notifications.domain.letters.occasions import told
from services.notifications.domain.looks.look import Lived
from services.notifications.domain.mailing.print_run import PrintRunHandedOver
from services.notifications.domain.route.facts import ConfirmedAppointment
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
from shared.events.envelope import Event
from shared.granted import grant_handlers
from shared.messaging.unit import Unit
from shared.messaging.work import decoded
from shared.messaging.worker import Handler
from shared.transport.topics import LOOK_TOPICS, TOPICS

SUBSCRIPTIONS = (TOPICS["intake"], TOPICS["migration"], TOPICS["billing"], *LOOK_TOPICS.values())

CLIENT_TRANSFERRED = "nl.zachte-landing.intake.client-transferred.v1"
CLIENT_FORGOTTEN = "nl.zachte-landing.intake.client-forgotten.v1"
CLIENT_HELD_BACK = "nl.zachte-landing.intake.client-held-back.v1"
RIGHT_DETERMINED = "nl.zachte-landing.migration.right-determined.v1"
REASSESSMENT_PLANNED = "nl.zachte-landing.migration.reassessment-planned.v1"
BUDGET_GRANTED = "nl.zachte-landing.billing.budget-granted.v1"
BUDGET_WITHDRAWN = "nl.zachte-landing.billing.budget-withdrawn.v1"
CONTRIBUTION_ASSESSED = "nl.zachte-landing.billing.contribution-assessed.v1"
PRINT_RUN_MADE = "nl.zachte-landing.notifications.print-run-made.v1"
DEADLINES_COUNTED = "nl.zachte-landing.migration.deadlines-counted.v1"
STEP_TAKEN = "nl.zachte-landing.migration.step-taken.v1"
APPOINTMENT_MADE = "nl.zachte-landing.migration.appointment-made.v1"
APPOINTMENT_CANCELLED = "nl.zachte-landing.migration.appointment-cancelled.v1"
APPOINTMENT_CONFIRMED = "nl.zachte-landing.migration.appointment-confirmed.v1"
DECISION_MADE = "nl.zachte-landing.migration.decision-made.v1"
BUDGET_ENDING = "nl.zachte-landing.billing.budget-ending.v1"
BUDGET_ENDED = "nl.zachte-landing.billing.budget-ended.v1"
RIGHT_ENDING = "nl.zachte-landing.migration.right-ending.v1"
RIGHT_ENDED = "nl.zachte-landing.migration.right-ended.v1"
STEPS_GIVEN = "nl.zachte-landing.migration.steps-given.v1"
LOOKED = (
    "nl.zachte-landing.intake.data-read.v1",
    "nl.zachte-landing.migration.data-read.v1",
    "nl.zachte-landing.billing.data-read.v1",
    "nl.zachte-landing.notifications.data-read.v1",
)
LETTER_ASKED = "nl.zachte-landing.notifications.letter-asked.v1"
LETTER_TAKEN_OUT = "nl.zachte-landing.notifications.letter-taken-out.v1"
PRINT_RUN_HANDED_OVER = "nl.zachte-landing.notifications.print-run-handed-over.v1"
MAILING_RELEASED = "nl.zachte-landing.notifications.mailing-released.v1"
LETTER_GATHERS_AGAIN = "nl.zachte-landing.notifications.letter-gathers-again.v1"
LETTER_LEFT_OUT = "nl.zachte-landing.notifications.letter-left-out.v1"
MAILING_SENT_BACK = "nl.zachte-landing.notifications.mailing-sent-back.v1"
COPY_RETURNED = "nl.zachte-landing.notifications.copy-returned.v1"
LETTER_RETURNED = "nl.zachte-landing.notifications.letter-returned.v1"
PROVIDER_NOTICE_MADE = "nl.zachte-landing.notifications.provider-notice-made.v1"

T = TypeVar("T")
H = TypeVar("H", bound=Happened | OfBudget)
UseCase = Callable[[Work, Sequence[T]], None]
Receive = Callable[[Work, Sequence[T]], Sequence[ClientRevision]]


def handlers(works: NotificationsWorks) -> Mapping[str, Handler]:
    """By event type, for the worker."""
    return {
        CLIENT_FORGOTTEN: _handler(works, client_id_of, _forget),
        CLIENT_TRANSFERRED: _handler(works, recipient_from, _then_tell(_receive_recipients)),
        RIGHT_DETERMINED: _handler(works, right_from, _then_tell(_receive_rights)),
        REASSESSMENT_PLANNED: _handler(works, plan_from, _then_tell(receive_plans)),
        CLIENT_HELD_BACK: _handler(works, held_back_from, _hold_back),
        BUDGET_GRANTED: _handler(works, budget_from, receive_budgets),
        BUDGET_WITHDRAWN: _handler(works, withdrawn_budget_from, receive_budgets),
        CONTRIBUTION_ASSESSED: _handler(works, contribution_from, _then_tell(receive_contributions)),
        STEPS_GIVEN: _handler(works, steps_given_from, follow_steps_given),
        **_of_route(works),
        **grant_handlers(access_grant),
        **dict.fromkeys(LOOKED, _handler(works, look_from, keep_looks)),
    }


def _forget(work: Work, client_ids: Sequence[str]) -> None:
    """Files first: what is in them is known by the rows that are erased after."""
    remove_run_files(work, client_ids)
    remove_plan_files(work, client_ids)
    leave_out_of_notices(work, client_ids)
    erase_clients(work, client_ids)


def _of_route(works: NotificationsWorks) -> Mapping[str, Handler]:
    """What migration tells of the way from invitation to decision, and billing of a budget that stops: kept for the own
    page, written about, and kept as far as the client's providers may hear of it."""

    def of(decode: Callable[[Event], H], keep: UseCase[H]) -> Handler:
        def handle(unit: Unit, events: Sequence[Event]) -> None:
            work = works.on(unit, events)
            heard = decoded(events, lambda event: _heard(decode(event)))
            clients = [happened.client_id for happened, _ in heard]
            keep(work, [happened for happened, _ in heard])
            lapse_told_ends(work, clients)
            _write_about(work, [of_letters for _, of_letters in heard])
            keep_provider_clients(work, clients)

        return handle

    return {
        STEP_TAKEN: of(step_from, _keep_steps),
        DEADLINES_COUNTED: _handler(works, counted_from, keep_counted_terms),
        APPOINTMENT_MADE: of(appointment_from, _keep_appointments),
        APPOINTMENT_CANCELLED: of(cancelled_from, _keep_cancelled),
        APPOINTMENT_CONFIRMED: _handler(works, confirmed_from, _keep_confirmed),
        DECISION_MADE: of(decision_from, _keep_decisions),
        RIGHT_ENDING: of(ending_from, _keep_near_ends),
        RIGHT_ENDED: of(ended_from, _keep_ends),
        BUDGET_ENDING: of(budget_ending_from, _keep_budget_stops),
        BUDGET_ENDED: of(budget_ended_from, _keep_budget_stops),
    }


def _heard(happened: H) -> tuple[H, Told]:
    """With what letters hear of it, so that what no letter can be made of is a message that cannot be worked."""
    return happened, told(happened)


def _keep_steps(work: Work, happened: Sequence[StepTaken]) -> None:
    keep_steps(work, [each.step for each in happened])
    lapse_followed_letters(work, happened)
    finish_recorded_answers(work, happened)


def _keep_appointments(work: Work, happened: Sequence[AppointmentMade]) -> None:
    keep_appointments(work, [each.appointment for each in happened])
    finish_recorded_answers(work, happened)


def _keep_cancelled(work: Work, happened: Sequence[AppointmentCancelled]) -> None:
    keep_cancelled_appointments(work, [each.cancelled for each in happened])


def _keep_confirmed(work: Work, confirmed: Sequence[ConfirmedAppointment]) -> None:
    keep_confirmed_appointments(work, confirmed)
    finish_recorded_answers(work, confirmed)


def _keep_decisions(work: Work, happened: Sequence[DecisionMade]) -> None:
    keep_decisions(work, [each.decision for each in happened])


def _keep_near_ends(work: Work, happened: Sequence[EndIsNear]) -> None:
    keep_rights_near_end(work, [each.ending for each in happened])


def _keep_ends(work: Work, happened: Sequence[EndHasCome]) -> None:
    keep_ended_rights(work, [each.ended for each in happened])


def _keep_budget_stops(work: Work, happened: Sequence[BudgetEnding] | Sequence[BudgetEnded]) -> None:
    keep_budget_stops(work, [each.stop for each in happened])


def asked_letters(works: NotificationsWorks) -> Mapping[str, Handler]:
    """By event type of the own topic, for the begin of a rebuild. Each waits for the revision that it was asked with,
    so that it says what it said, and is there when its print run is told."""
    return {LETTER_ASKED: _handler(works, lambda event: told(letter_asked_from(event)), _keep_asked)}


def _keep_asked(work: Work, asked: Sequence[Told]) -> None:
    keep_occasions(work, asked)


def looks_in_place(works: NotificationsWorks) -> Mapping[str, Handler]:
    """By event type of intake's topic, for the end of one rebuild. What is told again, as after an older copy of
    intake, counts from its first moment."""
    known: dict[str, int] = {}

    def place(work: Work, lived: Sequence[Lived]) -> None:
        fresh = [each for each in lived if each.revision > known.get(each.client_id, -1)]
        known.update((each.client_id, each.revision) for each in fresh)
        place_looks(work, fresh)

    return {CLIENT_TRANSFERRED: _handler(works, lived_from, place)}


def own_decisions(works: NotificationsWorks) -> Mapping[str, Handler]:
    """By event type of the own topic, for the end of a rebuild."""
    return {
        PRINT_RUN_MADE: _handler(works, print_run_from, restore_print_runs),
        LETTER_TAKEN_OUT: _handler(works, letter_taken_out_from, restore_taken_out_letters),
        PRINT_RUN_HANDED_OVER: _handler(works, print_run_handed_over_from, _restore_handed_over),
        MAILING_RELEASED: _handler(works, mailing_released_from, restore_mailings),
        LETTER_GATHERS_AGAIN: _handler(works, gathers_again_from, restore_gathering_letters),
        LETTER_LEFT_OUT: _handler(works, letter_left_out_from, restore_left_out_letters),
        MAILING_SENT_BACK: _handler(works, mailing_sent_back_from, restore_sent_back_mailings),
        LETTER_RETURNED: _handler(works, letter_returned_from, restore_returned_letters),
        COPY_RETURNED: _handler(works, copy_returned_from, restore_returned_copies),
        PROVIDER_NOTICE_MADE: _handler(works, notice_page_from, restore_provider_notices),
    }


def _handler(works: NotificationsWorks, decode: Callable[[Event], T], use_case: UseCase[T]) -> Handler:
    def handle(unit: Unit, events: Sequence[Event]) -> None:
        use_case(works.on(unit, events), decoded(events, decode))

    return handle


def _then_tell(receive: Receive[T]) -> UseCase[T]:
    """What became complete is written to the client, and kept for the providers."""

    def received(work: Work, values: Sequence[T]) -> None:
        revisions = receive(work, values)
        write_announcements(work, revisions)
        write_step_letters(work, revisions)
        keep_ending_rights(work, revisions)

    return received


def _receive_recipients(work: Work, recipients: Sequence[Recipient]) -> Sequence[ClientRevision]:
    """What is known now of a client may stop letters that are there, also before the revision is complete."""
    revisions = receive_recipients(work, recipients)
    known = [person.client_id for person in recipients if person.revision > 1]
    follow_deaths(work, known)
    return revisions


def _receive_rights(work: Work, rights: Sequence[ClientRight]) -> Sequence[ClientRevision]:
    """A next one may have other last days than letters tell of."""
    revisions = receive_rights(work, rights)
    lapse_told_ends(work, [right.client_id for right in rights if right.revision > 1])
    return revisions


def _write_about(work: Work, heard: Sequence[Told]) -> None:
    """What happened is written to the client as soon as the data of the client are complete, most often now."""
    waits = keep_occasions(work, heard)
    write_step_letters(work, complete_revisions(work, work.rights.of(waits)))


def _restore_handed_over(work: Work, runs: Sequence[PrintRunHandedOver]) -> None:
    """What left the house decides which letters about appointments stand."""
    restore_handed_over_runs(work, runs)
    for handed_over in runs:
        choose_appointment_letters(work, work.letters.with_appointments_in(handed_over.run_id))


def _hold_back(work: Work, held_back: Sequence[HeldBack]) -> None:
    hold_back_clients(work, held_back)
    withhold_letters(work, held_back)
    decide_on_letters(work, [client.client_id for client in held_back])
    drop_ending_rights(work, held_back)

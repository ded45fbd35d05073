"""Which use case handles which event."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from services.migration.adapters.control.events import (
    ANSWER_FINISHED,
    ANSWER_RECEIVED,
    CLIENT_FORGOTTEN,
    CLIENT_HELD_BACK,
    OWN_STEPS,
    PROVIDER_ANSWERED,
    REPLY_TAKEN_UP,
    answer_finished,
    answer_received,
    answer_taken_up,
    client_forgotten,
    delivered_persons,
    held_back,
    own_steps,
    provider_answered,
    told_late,
)
from services.migration.adapters.database import access_grant
from services.migration.adapters.planning.events import (
    DELIVERY_CHECKED,
    OWN_APPOINTMENT,
    OWN_CANCELLATION,
    OWN_CONFIRMATION,
    OWN_PLAN,
    checked_delivery,
    invitation_moved,
    own_appointment,
    own_cancellation,
    own_confirmation,
    own_plan,
)
from services.migration.adapters.rights.events import CLIENT_TRANSFERRED, transferred_client
from services.migration.adapters.route.events import (
    LETTER_LEFT_OUT,
    LETTER_RETURNED,
    LETTER_SENT,
    LETTER_TAKEN_OUT,
    letter_left_out,
    letter_returned,
    letter_sent,
    letters_taken_out,
)
from services.migration.adapters.work import Work, Works
from services.migration.application.control.erase_clients import erase_clients
from services.migration.application.control.follow_answers import follow_answers
from services.migration.application.control.hold_back_clients import hold_back_clients
from services.migration.application.control.keep_lists import keep_lists
from services.migration.application.control.note_deliveries import note_deliveries
from services.migration.application.control.note_late_tellings import note_late_tellings
from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.application.control.restore_steps_given import restore_steps_given
from services.migration.application.planning.expect_deliveries import expect_deliveries
from services.migration.application.planning.give_up_appointments import Arrived, give_up_appointments
from services.migration.application.planning.note_invitations import note_invitations
from services.migration.application.planning.receive_clients import receive_clients
from services.migration.application.planning.restore_appointments import RestoreAppointments, restore_appointments
from services.migration.application.planning.restore_plans import restore_plans
from services.migration.application.route.follow_deaths import follow_deaths
from services.migration.application.route.follow_left_out_letters import follow_left_out_letters
from services.migration.application.route.follow_letters import follow_letters
from services.migration.domain.control.answers import AnswerFinished, AnswerReceived, AnswerTakenUp
from services.migration.domain.planning.plans import ReassessmentPlanned
from services.migration.domain.planning.told import ToldAppointment, ToldCancellation, ToldConfirmation
from services.migration.domain.rights.clients import TransferredClient
from services.migration.domain.route.happened import LetterMoved
from shared.events.envelope import Event
from shared.granted import grant_handlers
from shared.messaging.unit import Unit
from shared.messaging.work import decoded
from shared.messaging.worker import Handler, in_turns
from shared.transport.topics import TOPICS, Topic

SUBSCRIPTIONS: Sequence[Topic] = (TOPICS["intake"], TOPICS["notifications"])


def handlers(works: Works) -> Mapping[str, Handler]:
    def clients(unit: Unit, events: Sequence[Event]) -> None:
        work = works.on(unit, events)
        transferred = decoded(events, transferred_client)
        receive_clients(work, transferred)
        if not _handles_again(unit):
            follow_deaths(work, [one.client_id for one in transferred if one.person.died_on is not None])
            give_up_appointments(work, [_arrived(each) for each in transferred])
        work.settle()

    def deliveries(unit: Unit, events: Sequence[Event]) -> None:
        work = works.on(unit, events)
        expect_deliveries(work, decoded(events, checked_delivery))
        note_deliveries(work, [one for each in decoded(events, delivered_persons) for one in each])

    def held(unit: Unit, events: Sequence[Event]) -> None:
        hold_back_clients(works.on(unit, events), decoded(events, held_back))

    def sent(unit: Unit, events: Sequence[Event]) -> None:
        work = works.on(unit, events)
        note_late_tellings(work, [one for each in decoded(events, told_late) for one in each])
        note_invitations(work, [one for each in decoded(events, invitation_moved) for one in each])
        if not _handles_again(unit):
            _follow_letters(work, decoded(events, letter_sent))

    def returned(unit: Unit, events: Sequence[Event]) -> None:
        work = works.on(unit, events)
        note_invitations(work, [one for each in decoded(events, invitation_moved) for one in each])
        if not _handles_again(unit):
            _follow_letters(work, decoded(events, letter_returned))

    def left_out(unit: Unit, events: Sequence[Event]) -> None:
        if not _handles_again(unit):
            work = works.on(unit, events)
            follow_left_out_letters(work, decoded(events, letter_left_out))
            work.settle()

    def taken_out(unit: Unit, events: Sequence[Event]) -> None:
        if not _handles_again(unit):
            work = works.on(unit, events)
            follow_left_out_letters(work, [one for each in decoded(events, letters_taken_out) for one in each])
            work.settle()

    def answers(read: Callable[[Event], AnswerReceived | AnswerTakenUp | AnswerFinished]) -> Handler:
        return lambda unit, events: follow_answers(works.on(unit, events), decoded(events, read))

    def forgotten(unit: Unit, events: Sequence[Event]) -> None:
        erase_clients(works.on(unit, events), decoded(events, client_forgotten))

    return {
        CLIENT_FORGOTTEN: forgotten,
        CLIENT_TRANSFERRED: clients,
        DELIVERY_CHECKED: deliveries,
        CLIENT_HELD_BACK: held,
        LETTER_SENT: sent,
        LETTER_RETURNED: returned,
        LETTER_LEFT_OUT: left_out,
        LETTER_TAKEN_OUT: taken_out,
        ANSWER_RECEIVED: answers(answer_received),
        REPLY_TAKEN_UP: answers(answer_taken_up),
        ANSWER_FINISHED: answers(answer_finished),
        PROVIDER_ANSWERED: answers(provider_answered),
        **grant_handlers(access_grant),
    }


def _follow_letters(work: Work, moved: Sequence[LetterMoved]) -> None:
    """What was counted again is no event, so the lists are told apart."""
    counted = follow_letters(work, moved)
    work.settle()
    refresh_standings(work, counted)


def _handles_again(unit: Unit) -> bool:
    """A rebuild handles in silence what was handled before. Routes and appointments are own decisions: it leaves them
    as they are, also where a person has gone on since, and a step that was not possible then is not taken now."""
    return unit.silent


def _arrived(client: TransferredClient) -> Arrived:
    return Arrived(client.client_id, client.revision, client.municipality, client.person.died_on is not None)


def restore_own_plans(work: Work, log: Iterable[Sequence[Event]]) -> None:
    """From our own topic, in the order in which the plans were made; appointments when all of them are read, for what
    belongs together stands under several clients."""
    made: list[ToldAppointment] = []
    cancelled: list[ToldCancellation] = []
    confirmed: list[ToldConfirmation] = []
    for batch in log:
        made += decoded([event for event in batch if event.type == OWN_APPOINTMENT], own_appointment)
        cancelled += decoded([event for event in batch if event.type == OWN_CANCELLATION], own_cancellation)
        confirmed += decoded([event for event in batch if event.type == OWN_CONFIRMATION], own_confirmation)
        for events in in_turns(event for event in batch if event.type == OWN_PLAN):
            plans = decoded(events, own_plan)
            restore_plans(work, plans)
            keep_lists(work, [ReassessmentPlanned(plan) for plan in plans])
        restore_steps_given(work, decoded([event for event in batch if event.type == OWN_STEPS], own_steps))
    restore_appointments(work, RestoreAppointments(made, cancelled, confirmed))

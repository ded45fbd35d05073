"""How the demo's clients answer. What they say is recorded by the caseworker, as it is on the telephone; about an
appointment many use the slip or their own page (`answers.py`)."""

from collections.abc import Callable, Mapping
from enum import Enum, auto

from deploy.demo.counterparts import caseworkers
from deploy.demo.counterparts.drafts import right_from
from deploy.demo.counterparts.steps import Case
from services.migration.application.planning.cancel_appointment import CancelAppointment, cancel_appointment
from services.migration.application.planning.confirm_appointment import ConfirmAppointment, confirm_appointment
from services.migration.domain.planning.appointments import Appointment, CancelReason
from services.migration.domain.route.asking import was_put
from services.migration.domain.route.decisions import DecisionKind
from services.migration.domain.route.guards import had_time_to_complete
from services.migration.domain.route.offers import offer_is_open
from services.migration.domain.route.states import EndReason, RouteState, StepKind
from services.notifications.domain.replies.answer import AnswerKind

K = DecisionKind


class Answer(Enum):
    """To an invitation."""

    SUITS = auto()
    NOTHING = auto()
    OTHER_DAY = auto()
    URGENT = auto()
    WITHDRAWN = auto()
    NO_NEED = auto()
    WLZ = auto()


ANSWERS: Mapping[Answer, int] = {
    Answer.SUITS: 745,
    Answer.NOTHING: 150,
    Answer.OTHER_DAY: 60,
    Answer.URGENT: 12,
    Answer.WITHDRAWN: 15,
    Answer.NO_NEED: 10,
    Answer.WLZ: 8,
}
LET_KNOW: Mapping[Answer, AnswerKind] = {Answer.SUITS: "suits", Answer.OTHER_DAY: "other-day"}
"""What is an answer to the slip as well; the rest is spoken about."""
STOPS = {
    Answer.WITHDRAWN: EndReason.WITHDRAWN,
    Answer.NO_NEED: EndReason.NO_NEED,
    Answer.WLZ: EndReason.WLZ,
}
NOT_THERE = (50, 300)
"""Of a thousand, who is not there at the first and at the second conversation. At a third everybody is."""
IN_HOSPITAL, NO_APPLICATION, VIEW_GIVEN, LETTER_RETURNED = 12, 15, 700, 10
ACCEPTS, REFUSES = 780, 130
OBJECTS: Mapping[DecisionKind, int] = {K.REFUSAL: 450, K.OWN_STRENGTH: 200, K.END: 200}
OBJECTS_TO_CARE, OBJECTS_TO_UNTREATED, NEVER_COMPLETED = 15, 100, 250
WITHDRAWS_OBJECTION, LATE_OBJECTION, REPORTS_AGAIN = 120, 5, 8


def answer_of(case: Case) -> Answer:
    """To an invitation, once: after a reminder nothing else is asked than whether it suits."""
    if case.last is not StepKind.INVITE:
        return Answer.SUITS
    answer = case.dice("answer").weighted(ANSWERS)
    too_early = answer is Answer.URGENT and case.today < right_from(case.client)
    return Answer.SUITS if too_early else answer


def say(answer: Answer, appointment: Appointment, case: Case) -> None:
    """All but asking for another day, which needs to be looked for first."""
    if answer is Answer.SUITS:
        confirm_appointment(case.work, ConfirmAppointment(case.user, appointment.id))
    elif answer is Answer.URGENT:
        caseworkers.help_at_once(case)
    elif answer in STOPS:
        gone = CancelAppointment(case.user, appointment.id, CancelReason.ENDED, False, case.client.client_id)
        cancel_appointment(case.work, gone)
        caseworkers.end(case, STOPS[answer])


def is_there(case: Case) -> bool:
    """On the day of the conversation."""
    before = sum(1 for _ in case.route.of_kind(StepKind.REMIND))
    return before >= len(NOT_THERE) or not case.dice("there").happens(NOT_THERE[before])


def is_in_hospital(case: Case) -> bool:
    return not case.route.has(StepKind.HOLD) and case.dice("hospital?").happens(IN_HOSPITAL)


def apply(case: Case) -> None:
    if case.dice("apply").happens(NO_APPLICATION):
        caseworkers.end(case, EndReason.NO_NEED)
    else:
        case.take(StepKind.APPLY)


def follow_application(case: Case) -> None:
    """Who was asked for a view gives it, or lets the time for it pass; by telephone when the letter did not leave in
    time."""
    asked = case.route.last(StepKind.ASK_VIEW) if case.last is StepKind.ASK_VIEW else None
    waits = asked is not None and case.today <= asked.answer_by
    waits = waits or (asked is not None and not was_put(asked))
    if waits or (asked is not None and case.dice("view").happens(VIEW_GIVEN)):
        case.take(StepKind.RECEIVE_VIEW)
    else:
        caseworkers.work_on_application(case)


def complete(case: Case) -> None:
    """Most do; of the others the application is not treated, when there was time to complete it."""
    (*_, asked) = case.route.of_kind(StepKind.ASK_COMPLETION)
    if not case.dice("completion").happens(NEVER_COMPLETED):
        case.take(StepKind.COMPLETE)
    elif case.today > asked.answer_by:
        if had_time_to_complete(case.route):
            caseworkers.leave_untreated(case)
        else:
            case.take(StepKind.COMPLETE)


def apply_again(case: Case) -> None:
    """With help, after an application that was not treated; or first an objection."""
    if case.last is StepKind.SEND and case.dice("untreated").happens(OBJECTS_TO_UNTREATED):
        _object(case)
    else:
        case.take(StepKind.APPLY)


def answer_decision(case: Case) -> None:
    """Takes the offer or not; objects in time; or the letter comes back, once."""
    decision, chance = case.decision, case.dice("decision")
    answered = case.route.has(StepKind.ACCEPT_OFFER, StepKind.REFUSE_OFFER)
    if not case.route.has(StepKind.RETURNED) and not answered and chance.happens(LETTER_RETURNED):
        case.take(StepKind.RETURNED, case.about_decision())
    elif chance.happens(OBJECTS.get(decision.kind, OBJECTS_TO_CARE)):
        _object(case)
    elif offer_is_open(case.route, decision, case.today) and not answered:
        if chance.happens(ACCEPTS):
            case.answer_offer(accepts=True)
        elif chance.happens(REFUSES * 1000 // (1000 - ACCEPTS)):
            case.answer_offer(accepts=False)


def _object(case: Case) -> None:
    case.object("De brief bleef liggen.")


def follow_objection(case: Case) -> None:
    if case.last is StepKind.OBJECT and case.dice("withdraw").happens(WITHDRAWS_OBJECTION):
        case.take(StepKind.WITHDRAW_OBJECTION)
    else:
        caseworkers.work_on_objection(case)


def look_back(case: Case) -> None:
    """Who got an offer by an objection takes it. Now and then somebody objects when it is too late, or reports that
    something changed."""
    if case.last is StepKind.SEND_OBJECTION_DECISION and offer_is_open(case.route, case.decision, case.today):
        case.answer_offer(accepts=True)
    if case.last is not StepKind.TAKE_EFFECT:
        return
    chance = case.dice("afterwards")
    if chance.happens(LATE_OBJECTION):
        _object(case)
    elif chance.happens(REPORTS_AGAIN):
        case.take(StepKind.REPORT_NEED, {"receivedOn": case.today.isoformat()})


ACTS: Mapping[RouteState, Callable[[Case], None]] = {
    RouteState.REPORTED: apply,
    RouteState.APPLIED: follow_application,
    RouteState.INCOMPLETE: complete,
    RouteState.NOT_TREATED: apply_again,
    RouteState.SENT: answer_decision,
    RouteState.OBJECTION: follow_objection,
    RouteState.IN_FORCE: look_back,
}

"""What the demo's caseworkers do with a case that is due, by the state it is in."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from deploy.demo.counterparts.agenda import due_on
from deploy.demo.counterparts.drafts import draft, kind_of, notes, on_objection, urgent_help
from deploy.demo.counterparts.steps import Case
from deploy.demo.counterparts.texts import sentence
from services.migration.application.route.find_time_to_answer import find_time_to_answer
from services.migration.application.route.hold_conversation import HoldConversation, hold_conversation
from services.migration.application.route.keep_conversation import KeepConversation, keep_conversation
from services.migration.application.route.make_decision import MakeDecision, make_decision
from services.migration.application.route.views import RouteAt
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.asking import TimeToAnswer
from services.migration.domain.route.decisions import DecisionKind, Draft, takes
from services.migration.domain.route.details import DESPITE
from services.migration.domain.route.identifiers import step_id
from services.migration.domain.route.states import EndReason, NoHearing, RouteState, StepKind
from shared.access import User
from shared.calendar.days import LegalCalendar

ANSWER_WITHIN = timedelta(days=14)
AS_SOON_AS_MAY = timedelta()
"""A view stops no term, so it is asked for the first day that the municipality's choice allows."""
IN_THE_HOUSE = 2
"""Working days in which the post room releases a letter and takes it away (`playing.py`)."""
LATER = timedelta(days=14)
TO_DECIDE = timedelta(days=7)
"""After the last day for a view."""
HEARD_FIRST = "Voor een afwijzing moet de cliënt eerst kunnen zeggen wat hij ervan vindt."
TIME_FOR_PAPERS = "Het bezwaar kwam laat, en de cliënt moet tijd hebben om stukken te sturen."
INCOMPLETE, EXTENDED = 40, 15
"""Of a thousand applications."""
HEARING_HOURS = ("09:30", "10:00", "11:00", "13:30", "15:00")
OUTCOMES = {"dismissed": 60, "partly": 20, "upheld": 20}


def hold(case: Case, user: User) -> None:
    """The conversation of today, by who has the appointment."""
    client_id = case.client.client_id
    keep_conversation(case.work, KeepConversation(user, client_id, notes(case.client, case.dice("notes"))))
    hold_conversation(case.work, HoldConversation(user, client_id, case.today))


def remind(case: Case) -> None:
    """For a second time when the day to answer the first one is over; not of a letter that still lies here."""
    if case.client.unsent_day is not None:
        return
    before = case.route.last(StepKind.REMIND)
    number = 2 if before is not None and before.answer_by < case.today else 1
    case.take(StepKind.REMIND, {"number": number, "answerBy": _answer_by(case, ANSWER_WITHIN)})


def _answer_by(case: Case, time: timedelta) -> str:
    to_answer = find_time_to_answer(case.work, case.client.municipality)
    return answer_by(case.today, time, to_answer, case.work.calendar).isoformat()


def answer_by(asked_on: date, time: timedelta, to_answer: TimeToAnswer, calendar: LegalCalendar) -> date:
    """A day on which somebody picks up the telephone, so late that the letter leaves in time to be answered: around
    holidays it leaves some days after the asking."""
    leaves = calendar.after_working_days(asked_on, IN_THE_HOUSE)
    in_time = leaves + to_answer.shortest - to_answer.by_post
    return calendar.next_working_day(max(asked_on + max(time, to_answer.shortest), in_time))


def let_wait(case: Case) -> None:
    """The client is in hospital."""
    until = case.today + timedelta(days=case.dice("hospital").between(14, 35))
    case.take(StepKind.HOLD, {"until": until.isoformat(), "why": "De cliënt ligt in het ziekenhuis."})


def help_at_once(case: Case) -> None:
    make_decision(
        case.work,
        MakeDecision(
            case.user, case.client.client_id, case.today, urgent_help(case.client, case.today, case.dice("urgent"))
        ),
    )


def end(case: Case, reason: EndReason) -> None:
    case.take(StepKind.END, {"reason": reason.value})


def report(case: Case) -> None:
    case.take(StepKind.REPORT, {"reportId": step_id(case.route), "canApply": True})


def work_on_application(case: Case) -> None:
    """Asks for what is missing when the old right does not end first, says that it takes longer, asks for a view before
    a refusal; or decides."""
    kind = kind_of(case.client, case.whole("outcome"), right_runs=case.old_right_until is not None)
    if case.last is StepKind.APPLY:
        chance, by = case.dice("application"), _answer_by(case, ANSWER_WITHIN)
        waits = case.first_to_stop is None or date.fromisoformat(by) <= case.first_to_stop
        if chance.happens(INCOMPLETE) and waits:
            case.take(StepKind.ASK_COMPLETION, {"missing": [sentence(chance, "missing")], "answerBy": by})
            return
        if chance.happens(EXTENDED) and case.today <= case.last_day(TermKind.DECISION):
            _extend(case)
            return
    if kind is DecisionKind.REFUSAL and case.route.in_application(StepKind.ASK_VIEW) is None:
        by = _answer_by(case, AS_SOON_AS_MAY)
        if date.fromisoformat(by) > case.last_day(TermKind.DECISION):
            _extend_for_view(case, date.fromisoformat(by))
        case.take(StepKind.ASK_VIEW, {"intended": sentence(case.dice("intended"), "intended"), "answerBy": by})
        return
    until = case.old_right_until if takes(kind, case.work.law, case.today) else case.first_to_stop
    case.decide(draft(case.client, kind, until, case.today, case.dice("decision"), case.work.law))


def leave_untreated(case: Case) -> None:
    reason = sentence(case.dice("untreated"), "reason", DecisionKind.NOT_TREATED.value)
    case.decide(Draft(DecisionKind.NOT_TREATED, case.today, None, (), reason))


def _extend(case: Case) -> None:
    last_day = case.last_day(TermKind.DECISION)
    details = {"newLastDay": (last_day + LATER).isoformat(), "why": sentence(case.dice("extend"), "extend")}
    case.take(StepKind.EXTEND, details)


def _extend_for_view(case: Case, by: date) -> None:
    """Awb 4:14 and 4:8: who is late says so first, for the view stops no term."""
    why = sentence(case.dice("extend"), "extend")
    details = {"newLastDay": case.work.calendar.next_working_day(by + TO_DECIDE).isoformat(), "why": why}
    case.take(StepKind.EXTEND, {**details, DESPITE: HEARD_FIRST})


def send(case: Case) -> None:
    case.take(StepKind.SEND, case.about_decision())


def send_objection_decision(case: Case) -> None:
    case.take(StepKind.SEND_OBJECTION_DECISION, case.about_decision())


def work_on_objection(case: Case) -> None:
    """Who objected too late without an excuse is not heard (Awb 7:3); others are invited, and heard on that day."""
    objected = case.route.last(StepKind.OBJECT)
    if objected is not None and not objected.details["inTime"] and not objected.details["excused"]:
        _decide_objection(case, "inadmissible", NoHearing.CLEARLY_INADMISSIBLE)
    elif case.last is StepKind.INVITE_HEARING:
        case.take(StepKind.HEAR, user=case.office.somebody_else(case.route))
    else:
        case.take(StepKind.INVITE_HEARING, _hearing(case))


def _hearing(case: Case) -> Mapping[str, str]:
    """On the day on which this case is due again after this step."""
    after = RouteAt(
        case.client.client_id, case.route.number, RouteState.OBJECTION, case.today, len(case.route.steps) + 1
    )
    day = due_on(case.fate, after)
    while not case.work.calendar.is_working_day(day):
        day += timedelta(days=1)
    start = case.dice("hearing").pick(HEARING_HOURS)
    found = {"day": day.isoformat(), "from": start, "place": case.work.office(case.office.municipality, day)}
    after_the_term = day > case.last_day(TermKind.DECISION_ON_OBJECTION)
    return {**found, DESPITE: TIME_FOR_PAPERS} if after_the_term else found


def decide_objection(case: Case) -> None:
    _decide_objection(case, case.dice("objection").weighted(OUTCOMES))


def _decide_objection(case: Case, outcome: str, no_hearing: NoHearing | None = None) -> None:
    decided = on_objection(case.client, case.decision, outcome, no_hearing, case.dice("objection-text"))
    case.decide(decided, case.office.somebody_else(case.route))


ACTS: Mapping[RouteState, Callable[[Case], None]] = {
    RouteState.CONVERSATION_HELD: report,
    RouteState.DECIDED: send,
    RouteState.HEARD: decide_objection,
    RouteState.OBJECTION_DECIDED: send_objection_decision,
}
"""What a caseworker alone does. In the other states it depends on the client (`clients.py`)."""

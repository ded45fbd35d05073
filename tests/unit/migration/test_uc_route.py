"""A caseworker takes a client from the planned week to a decision in force, and every step that cannot be says why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.migration.application.control.drop_lapsed_offers import drop_lapsed_offers
from services.migration.application.control.export_late_promises import export_late_promises
from services.migration.application.control.keep_lists import keep_lists
from services.migration.application.control.list_late_promises import ListLatePromises, list_late_promises
from services.migration.application.control.read_people import read_people
from services.migration.application.control.read_terms import ReadTerms, read_terms
from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.application.control.show_control import ShowControl, show_control
from services.migration.application.control.show_team import ShowTeam, show_team
from services.migration.application.control.tell_accepted_ends import tell_accepted_ends
from services.migration.application.control.tell_ends import TellEnds, tell_ends
from services.migration.application.deadlines.list_deadlines import ListDeadlines, list_deadlines
from services.migration.application.deadlines.recalculate_deadlines import recalculate_deadlines
from services.migration.application.deadlines.views import DeadlineFilter, Due
from services.migration.application.route.find_counting import COMMITTEE
from services.migration.application.route.follow_appointment import FollowAppointment, follow_appointment
from services.migration.application.route.follow_clock import follow_clock
from services.migration.application.route.follow_deaths import follow_deaths
from services.migration.application.route.follow_left_out_letters import follow_left_out_letters
from services.migration.application.route.follow_letters import follow_letters
from services.migration.application.route.hold_conversation import HoldConversation, hold_conversation
from services.migration.application.route.keep_conversation import KeepConversation, keep_conversation
from services.migration.application.route.make_decision import MakeDecision, make_decision
from services.migration.application.route.show_route import ShowRoute, show_route
from services.migration.application.route.take_objection import TakeObjection, take_objection
from services.migration.application.route.take_step import TakeStep, take_step
from services.migration.application.route.tell_counted_terms import TellCountedTerms, tell_counted_terms
from services.migration.application.route.undo_step import UndoStep, undo_step
from services.migration.application.route.write_decision_again import WriteDecisionAgain, write_decision_again
from services.migration.domain.control.became import Became
from services.migration.domain.control.ends import RightEnded, RightEnding, made_known
from services.migration.domain.control.kept_promises import KeptCount
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.next_steps import open_steps
from services.migration.domain.control.steps import NextStep, Task, Team
from services.migration.domain.deadlines.changes import Why
from services.migration.domain.deadlines.open_deadlines import Closing, Deadline
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.planning.appointments import AppointmentCancelled, CancelReason, Reason, follows_on
from services.migration.domain.planning.plans import ReassessmentPlanned
from services.migration.domain.rights.clients import Provider, RightDetermined
from services.migration.domain.rights.facts import DeliveryForm
from services.migration.domain.rights.states import PersonState
from services.migration.domain.route.conversation import ConversationNotes, Subject
from services.migration.domain.route.decisions import AmountUnit, DecisionKind, Draft, PgbCriteria, Provision
from services.migration.domain.route.details import told_details
from services.migration.domain.route.happened import (
    DeadlinesCounted,
    DecisionMade,
    LetterLeftOut,
    LetterMoved,
    ObjectionAnswer,
    StepTaken,
    WrittenAgain,
)
from services.migration.domain.route.route import BY_EVENT, Route, by_user
from services.migration.domain.route.states import EndReason, NoHearing, RouteState, StepKind
from services.migration.entrypoints.route.what_next import next_on
from services.migration.entrypoints.route.words import holds_in_words, replaced_in_words, said_in_words
from shared.access import Forbidden, Role, User
from shared.calendar.days import LegalCalendar
from shared.dutch import date_in_words
from shared.messaging.failures import Refused
from shared.region.policy import Choice
from tests.support.migration_in_memory import WorkInMemory
from tests.support.migration_samples import HOUTEN, LAST_DAY, LOPIK, appointment, determined, plan

NOOR = User("noor", "Noor Bakker", Role.CASEWORKER, frozenset({HOUTEN}))
PETRA = User("petra", "Petra de Wit", Role.CASEWORKER, frozenset({HOUTEN}))
HUGO = User("hugo", "Hugo", Role.CASEWORKER, frozenset({LOPIK}))
MONDAY = date(2015, 2, 9)
WAITS = "De cliënt ligt in het ziekenhuis."
NOTES = ConversationNotes(
    dict.fromkeys(Subject, "besproken"), support_offered=True, pgb_explained=True, identified=True
)
HELP = Provision("BGI", 200, AmountUnit.HOURS, DeliveryForm.ZIN)
MORE = replace(HELP, amount=300)
BUDGET = Provision("BGI", 200, AmountUnit.HOURS, DeliveryForm.PGB, yearly_cents=560_800)
AFTER = LAST_DAY + timedelta(days=1)


@pytest.fixture
def work() -> WorkInMemory:
    found = WorkInMemory(MONDAY)
    anna = determined("anna")
    found.clients.save([anna])
    planned = replace(plan("anna"), investigation_start=MONDAY)
    found.plans.save([planned])
    keep_lists(found, [RightDetermined(anna), ReassessmentPlanned(planned)])
    return found


def step(work: WorkInMemory, kind: StepKind, user: User = NOOR, on: date | None = None, **details: Any) -> Route:
    if "hour" in details:
        details["from"] = details.pop("hour")
    who = PETRA if kind is StepKind.HEAR else user
    return take_step(work, TakeStep(who, "anna", kind, on or work.today, details))


def investigate(work: WorkInMemory) -> None:
    keep_conversation(work, KeepConversation(NOOR, "anna", NOTES))
    hold_conversation(work, HoldConversation(NOOR, "anna", work.today))
    step(work, StepKind.REPORT, reportId="r", canApply=True)
    step(work, StepKind.APPLY)


def draft(kind: DecisionKind = DecisionKind.IN_KIND, **changes: Any) -> Draft:
    gives = (HELP,) if kind in (DecisionKind.IN_KIND, DecisionKind.PROLONGATION) else ()
    gives = (MORE,) if kind is DecisionKind.ON_OBJECTION else gives
    return replace(Draft(kind, AFTER, date(2017, 12, 31), gives, "Uw netwerk kan dit niet overnemen."), **changes)


def decide(work: WorkInMemory, wanted: Draft, user: User = NOOR) -> str:
    return make_decision(work, MakeDecision(user, "anna", work.today, wanted)).decision_id


def state(work: WorkInMemory) -> RouteState:
    return show_route(work, ShowRoute(NOOR, "anna")).route.state


def decided_and_sent(work: WorkInMemory, **changes: Any) -> str:
    investigate(work)
    decision_id = decide(work, draft(**changes))
    step(work, StepKind.SEND, decisionId=decision_id)
    return decision_id


def test_from_the_planned_week_to_a_decision_in_force(work: WorkInMemory) -> None:
    step(work, StepKind.INVITE)
    decided_and_sent(work)
    assert state(work) is RouteState.SENT
    objection = show_route(work, ShowRoute(NOOR, "anna")).running
    assert [(one.kind.value, one.last_day) for one in objection] == [("objection", date(2015, 3, 23))]

    assert follow_clock(work, objection[0].last_day) == 0
    work.today = date(2015, 3, 24)
    assert follow_clock(work, work.today) == 1
    assert state(work) is RouteState.IN_FORCE
    told = [event.step.kind for event in work.events if isinstance(event, StepTaken)]
    assert told == [
        StepKind.INVITE,
        StepKind.HOLD_CONVERSATION,
        StepKind.REPORT,
        StepKind.APPLY,
        StepKind.DECIDE,
        StepKind.SEND,
        StepKind.TAKE_EFFECT,
    ]


def ending_apart(work: WorkInMemory) -> date:
    """Anna has care whose right ends before that of the other; its last day."""
    first = LAST_DAY - timedelta(days=100)
    anna = determined("anna")
    (right,) = anna.rights
    group = replace(right, id="2", right_until=first, reassess_before_end_of=first)
    (guidance,) = anna.client.functions
    day_care = replace(guidance, id="2", function="BGG")
    work.clients.save(
        [replace(anna, rights=(right, group), client=replace(anna.client, functions=(guidance, day_care)))]
    )
    return first


AGREED = replace(HELP, amount=None, unit=None)


@pytest.mark.parametrize("kind", [DecisionKind.IN_KIND, DecisionKind.BOTH, DecisionKind.URGENT_HELP])
def test_care_that_is_counted_says_how_much(work: WorkInMemory, kind: DecisionKind) -> None:
    """Awb 3:46, 3:47: the letter said "as was agreed with you" about guidance of which nobody had agreed anything."""
    investigate(work)
    given = (AGREED, BUDGET) if kind is DecisionKind.BOTH else (AGREED,)
    with pytest.raises(Refused, match="hoeveel uren per week") as refused:
        decide(work, draft(kind, provisions=given, criteria=PgbCriteria(True, True, True)))
    assert list(refused.value.fields) == ["amount0"]


@pytest.mark.parametrize(
    "given",
    [replace(AGREED, function="STAY"), replace(AGREED, function="TRANSPORT"), replace(BUDGET, amount=None, unit=None)],
)
def test_stay_a_ride_and_a_budget_need_no_number_a_week(work: WorkInMemory, given: Provision) -> None:
    investigate(work)
    kind = DecisionKind.PGB if given.form is DeliveryForm.PGB else DecisionKind.IN_KIND
    assert decide(work, draft(kind, provisions=(given,), criteria=PgbCriteria(True, True, True)))


@pytest.mark.parametrize(
    ("function", "unit", "says"),
    [
        ("BGG", AmountUnit.HOURS, "Deze zorg telt u in dagdelen."),
        ("KVB", AmountUnit.HALF_DAYS, "Deze zorg telt u in etmalen."),
        ("BGI", AmountUnit.DAYS, "Deze zorg telt u in uren."),
        ("BGI", None, "Kies waarin u deze zorg telt"),
    ],
)
def test_care_is_counted_in_its_own_unit(work: WorkInMemory, function: str, unit: AmountUnit | None, says: str) -> None:
    investigate(work)
    with pytest.raises(Refused, match=says) as refused:
        decide(work, draft(provisions=(HELP, replace(HELP, function=function, unit=unit))))
    assert list(refused.value.fields) == ["unit1"]
    decide(work, draft(provisions=(HELP, replace(HELP, function="TRANSPORT", unit=AmountUnit.HALF_DAYS))))


@pytest.mark.parametrize(
    ("changes", "where", "says"),
    [
        ({"amount": 16_900}, "unit1", "Een week heeft 168 uren."),
        ({"function": "BGG", "unit": AmountUnit.HALF_DAYS, "amount": 2_150}, "unit1", "Een week heeft 21 dagdelen."),
        ({"function": "KVB", "unit": AmountUnit.DAYS, "amount": 800}, "unit1", "Een week heeft 7 etmalen."),
        ({"function": "VP"}, "function1", "die komt van de zorgverzekeraar"),
        ({"function": "BH"}, "function1", "de zorgverzekeraar of het zorgkantoor"),
        ({"function": "ADL"}, "function1", "het zorgkantoor"),
    ],
)
def test_a_decision_gives_no_more_than_a_week_holds_and_no_care_of_others(
    changes: dict[str, Any], where: str, says: str, work: WorkInMemory
) -> None:
    investigate(work)
    with pytest.raises(Refused, match=says) as refused:
        decide(work, draft(provisions=(HELP, replace(HELP, **changes))))
    assert list(refused.value.fields) == [where]
    decide(work, draft(provisions=(HELP, replace(HELP, function="KVB", unit=AmountUnit.DAYS, amount=700))))


def test_of_rights_that_end_on_different_days_the_care_of_the_first_one_has_no_gap(work: WorkInMemory) -> None:
    """Wmo 2015 8.6(1). Nothing of the right that runs longer is replaced, so nobody has to accept it."""
    first = ending_apart(work)
    investigate(work)
    both = (HELP, replace(HELP, function="BGG", unit=AmountUnit.HALF_DAYS))
    with pytest.raises(Refused, match="Daarna is er geen zorg") as refused:
        decide(work, draft(provisions=both))
    assert list(refused.value.fields) == ["starts_on"]
    decide(work, draft(provisions=both, starts_on=first + timedelta(days=1)))
    (made,) = [event for event in work.events if isinstance(event, DecisionMade)]
    assert made.decision.old_ends == {"BGG": first, "BGI": LAST_DAY}
    assert not made.decision.waits_for_acceptance


def test_an_offer_before_the_first_of_several_ends_waits(work: WorkInMemory) -> None:
    first = ending_apart(work)
    investigate(work)
    decide(work, draft(starts_on=first))
    (made,) = [event for event in work.events if isinstance(event, DecisionMade)]
    assert made.decision.waits_for_acceptance


def test_who_has_a_decision_that_was_sent_is_not_overdue_and_shows_as_decided(work: WorkInMemory) -> None:
    late = AFTER + timedelta(days=3)
    assert work.standings.of(["anna"])["anna"].on_list(WorkList.OVERDUE, late)
    decided_and_sent(work)
    standing = work.standings.of(["anna"])["anna"]
    assert not standing.on_list(WorkList.OVERDUE, late)
    assert standing.state_on(late) is PersonState.DECIDED


def test_a_letter_that_came_back_makes_the_decision_unsent_again(work: WorkInMemory) -> None:
    decision_id = decided_and_sent(work)
    other = LetterMoved("anna", "e0", None, MONDAY, returned=True)
    back = LetterMoved("anna", "e1", decision_id, MONDAY, returned=True)
    follow_letters(work, [back, other])
    assert state(work) is RouteState.DECIDED
    assert work.standings.of(["anna"])["anna"].state is PersonState.TO_REASSESS
    follow_letters(work, [LetterMoved("anna", "e2", decision_id, MONDAY, returned=False)])
    assert state(work) is RouteState.SENT
    follow_letters(work, [back])
    assert state(work) is RouteState.SENT, "an event is followed once, also when all is rebuilt"


def test_the_letter_of_a_decision_that_came_back_is_written_again_once_per_return(work: WorkInMemory) -> None:
    decision_id = decided_and_sent(work)
    asked = WriteDecisionAgain(NOOR, "anna")
    with pytest.raises(Refused, match="kwam niet terug"):
        write_decision_again(work, asked)
    for time in (1, 2):
        follow_letters(work, [LetterMoved("anna", f"back {time}", decision_id, MONDAY, returned=True)])
        route = show_route(work, ShowRoute(NOOR, "anna")).route
        assert next_on(route, work.today).title == "Nu: zoek uit waarom de brief met het besluit terugkwam"
        write_decision_again(work, asked)
        route = show_route(work, ShowRoute(NOOR, "anna")).route
        assert next_on(route, work.today).title == "Nu: verstuur de nieuwe brief met het besluit"
        write_decision_again(work, asked)
        first, *_, before, again = [event for event in work.events if isinstance(event, DecisionMade)]
        assert again == before
        assert again == replace(first, again=WrittenAgain(time, work.today))
        follow_letters(work, [LetterMoved("anna", f"sent {time}", decision_id, MONDAY, returned=False)])
        assert state(work) is RouteState.SENT
        with pytest.raises(Refused, match="daarna opnieuw verstuurd"):
            write_decision_again(work, asked)


def answered_and_sent(work: WorkInMemory, outcome: str = "upheld") -> str:
    """The decision on an objection of today, sent; its id."""
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    why = NoHearing.NOT_WANTED
    decision_id = decide(work, draft(DecisionKind.ON_OBJECTION, outcome=outcome, no_hearing=why), PETRA)
    step(work, StepKind.SEND_OBJECTION_DECISION, decisionId=decision_id)
    return decision_id


def test_the_letter_of_a_decision_on_an_objection_that_came_back_is_written_again(work: WorkInMemory) -> None:
    """Awb 3:40 and 7:12(2): it was sent by hand, and then the client could object to what is open to appeal."""
    first_id = decided_and_sent(work)
    decision_id = answered_and_sent(work)
    assert state(work) is RouteState.IN_FORCE
    asked = WriteDecisionAgain(PETRA, "anna")
    for time in (1, 2):
        follow_letters(work, [LetterMoved("anna", f"back {time}", decision_id, work.today, returned=True)])
        assert state(work) is RouteState.OBJECTION_DECIDED
        assert made_known(work.routes.earlier("anna")).settled == first_id, "until the other one is made known"
        assert [what for what, _ in next_steps(work)] == [Task.SEND_OBJECTION_DECISION]
        write_decision_again(work, asked)
        again = [event for event in work.events if isinstance(event, DecisionMade)][-1]
        said = ObjectionAnswer("upheld", "Uw netwerk kan dit niet overnemen.", "hearing-not-wanted")
        assert (again.decision.decision_id, again.again) == (decision_id, WrittenAgain(time, work.today, said))
        work.today += timedelta(days=1)
        follow_letters(work, [LetterMoved("anna", f"sent {time}", decision_id, work.today, returned=False)])
        assert state(work) is RouteState.IN_FORCE
        assert open_terms(work) == {}, "who disagrees goes to court"
        with pytest.raises(Refused, match="daarna opnieuw verstuurd"):
            write_decision_again(work, asked)


@pytest.mark.parametrize(
    ("outcome", "article"), [("upheld", "2"), ("partly", "2"), ("dismissed", "1"), ("inadmissible", "1")]
)
def test_a_decision_on_an_objection_cites_revoking_only_when_something_is_revoked(
    work: WorkInMemory, outcome: str, article: str
) -> None:
    """Awb 7:11: of an objection that was dismissed the letter cited the paragraph about revoking."""
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    why = NoHearing.NOT_WANTED if outcome != "inadmissible" else NoHearing.CLEARLY_INADMISSIBLE
    decide(work, draft(DecisionKind.ON_OBJECTION, outcome=outcome, no_hearing=why, despite="Zo is het."), PETRA)
    made = [event for event in work.events if isinstance(event, DecisionMade)][-1]
    assert made.reasons[1].article == f"7:11 lid {article}"
    assert ("in de plaats" in made.reasons[1].explanation) == (article == "2")


def test_a_decision_on_an_objection_that_came_back_leaves_the_term_in_which_the_client_objected(
    work: WorkInMemory,
) -> None:
    in_force(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today, why_late="Was ziek.", excused=True))
    why = NoHearing.NOT_WANTED
    decision_id = decide(work, draft(DecisionKind.ON_OBJECTION, outcome="dismissed", no_hearing=why), PETRA)
    step(work, StepKind.SEND_OBJECTION_DECISION, decisionId=decision_id)
    before = of_kind(work, TermKind.OBJECTION)
    step(work, StepKind.RETURNED, decisionId=decision_id)
    assert of_kind(work, TermKind.OBJECTION) == before
    assert [one.closed_as for one in before] == [Closing.PASSED]
    assert last_days(work) == {"decision-on-objection": date(2015, 5, 6)}


def of_kind(work: WorkInMemory, kind: TermKind) -> list[Deadline]:
    return [one for one in work.deadlines.of(["anna"])["anna"] if one.kind is kind]


def test_the_term_to_decide_runs_again_when_the_letter_came_back(work: WorkInMemory) -> None:
    """Awb 3:40 and 4:13: a decision that is not made known is not given, so it is late after the term."""
    decision_id = decided_and_sent(work)
    assert "decision" not in last_days(work)
    step(work, StepKind.RETURNED, decisionId=decision_id)
    assert last_days(work) == {"decision": date(2015, 2, 23)}
    assert next_steps(work) == [(Task.SEND, date(2015, 2, 16))]
    work.today = date(2015, 3, 2)
    step(work, StepKind.NOTICE_OF_DEFAULT, receivedOn=work.today.isoformat())
    step(work, StepKind.SEND, decisionId=decision_id)
    assert [one.closed_as for one in of_kind(work, TermKind.DECISION)] == [Closing.DONE]
    assert [one.closed_as for one in of_kind(work, TermKind.OBJECTION)] == [Closing.VOID, None]


def test_a_penalty_goes_on_when_the_letter_of_the_late_decision_came_back(work: WorkInMemory) -> None:
    """Awb 4:17 and 4:18: the days with a penalty go on until the decision is made known, and after that day it is
    fixed."""
    investigate(work)
    work.today = date(2015, 3, 2)
    step(work, StepKind.NOTICE_OF_DEFAULT, receivedOn=work.today.isoformat())
    work.today = date(2015, 3, 20)
    decision_id = decide(work, draft())
    step(work, StepKind.SEND, decisionId=decision_id)
    assert set(last_days(work)) == {"objection", "penalty-decision"}
    work.today = date(2015, 3, 30)
    step(work, StepKind.RETURNED, decisionId=decision_id)
    assert set(last_days(work)) == {"decision", "default-penalty"}
    assert [one.closed_as for one in of_kind(work, TermKind.PENALTY_DECISION)] == [Closing.VOID]
    work.today = date(2015, 4, 2)
    step(work, StepKind.SEND, decisionId=decision_id)
    assert [one.decided_on for one in of_kind(work, TermKind.PENALTY_DECISION)] == [date(2015, 3, 20), work.today]
    assert set(last_days(work)) == {"objection", "penalty-decision"}


def test_what_nobody_applied_for_cannot_be_late(work: WorkInMemory) -> None:
    """Awb 4:17(1): a penalty is for a decision on an application. To prolong nobody has to ask."""
    decide(work, draft(DecisionKind.PROLONGATION))
    with pytest.raises(Refused, match="geen termijn om te beslissen"):
        step(work, StepKind.NOTICE_OF_DEFAULT, receivedOn=work.today.isoformat())


def left_out(work: WorkInMemory, route: Route, letter: str = "letter") -> Route:
    follow_left_out_letters(work, [LetterLeftOut("anna", f"{letter} left out", route.standing[-1].step_id)])
    return show_route(work, ShowRoute(NOOR, "anna")).route


def last_days(work: WorkInMemory) -> dict[str, date]:
    return {one.kind.value: one.last_day for one in show_route(work, ShowRoute(NOOR, "anna")).running}


def test_a_decision_has_to_be_sent_within_the_term_to_decide(work: WorkInMemory) -> None:
    """Awb 3:41 and Wmo 2015 2.3.5 lid 2: an application of 9 February is decided on the last day but two."""
    investigate(work)
    last = last_days(work)["decision"]
    work.today = last - timedelta(days=3)
    decide(work, draft())
    found = work.standings.of(["anna"])["anna"].next
    assert isinstance(found, NextStep)
    assert (found.what, found.due) == (Task.SEND, last)


@pytest.mark.parametrize(("chosen", "last"), [("no", date(2015, 5, 6)), ("yes", date(2015, 6, 15))])
def test_a_municipality_chooses_whether_a_committee_advises_on_objections(
    work: WorkInMemory, monkeypatch: pytest.MonkeyPatch, chosen: str, last: date
) -> None:
    """Awb 7:10(1): six weeks, or twelve with a committee, after the term for objecting, which ends
    on 23 March. 4 May was equated with a holiday, 5 May was one."""
    usual = work.choice
    assert usual(HOUTEN, COMMITTEE, MONDAY).word == "no"

    def choice(municipality: str, key: str, day: date) -> Choice:
        found = usual(municipality, key, day)
        return replace(found, value=chosen) if key == COMMITTEE else found

    monkeypatch.setattr(work, "choice", choice)
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    assert last_days(work)["decision-on-objection"] == last


def test_a_question_whose_letter_was_left_out_stops_no_clock(work: WorkInMemory) -> None:
    """Awb 4:15(1): the term stands still from the day after the question was put, and it never was."""
    investigate(work)
    before = last_days(work)
    asked = step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy="2015-02-20")
    assert last_days(work).keys() > before.keys()
    route = left_out(work, asked)
    assert (route.state, last_days(work)) == (RouteState.APPLIED, before)
    assert [(was.kind, undo.by) for was, undo in route.taken_back] == [(StepKind.ASK_COMPLETION, BY_EVENT)]
    again = step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy="2015-03-09")
    assert left_out(work, again) == again, "a letter is left out once, also when it is told again"


def test_a_view_that_was_not_asked_for_does_not_open_the_way_to_a_refusal(work: WorkInMemory) -> None:
    """Awb 4:7: the letter stayed here, so nobody had the chance to say anything."""
    investigate(work)
    left_out(work, step(work, StepKind.ASK_VIEW, intended="afwijzen", answerBy="2015-02-20"))
    work.today = date(2015, 2, 23)
    with pytest.raises(Refused, match="4:7"):
        decide(work, draft(DecisionKind.REFUSAL, differs_from_client=True))


def test_a_hearing_to_which_nobody_was_invited_is_planned_again(work: WorkInMemory) -> None:
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    invited = step(work, StepKind.INVITE_HEARING, day="2015-03-02", place="gemeentehuis", hour="10:00")
    step(work, StepKind.NOTICE_OF_DEFAULT, receivedOn=MONDAY.isoformat(), despite="Zo kwam hij binnen.")
    route = left_out(work, invited)
    assert [one.kind for one in route.standing][-2:] == [StepKind.OBJECT, StepKind.NOTICE_OF_DEFAULT], "what came since"
    step(work, StepKind.INVITE_HEARING, day="2015-03-16", place="gemeentehuis", hour="10:00")


def test_papers_can_be_handed_in_and_read_before_a_hearing(work: WorkInMemory) -> None:
    """Awb 7:4(1): until ten days before it, after the letter that says so and a week to do it. A hearing fourteen days
    after the step was possible: its letter asked for papers by the day after the post brought it."""
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    with pytest.raises(Refused, match=r"7:4 lid 1 en 2.*Kies 2 maart 2015 of later"):
        step(work, StepKind.INVITE_HEARING, day="2015-02-27", place="gemeentehuis", hour="10:00")
    step(work, StepKind.INVITE_HEARING, day="2015-03-02", place="gemeentehuis", hour="10:00")


@pytest.mark.parametrize(
    ("day", "hour", "why"),
    [("2015-05-07", "10:00", "6 mei 2015"), ("2015-03-02", "03:00", r"3\.00|03\.00"), ("2015-03-02", "18:00", "18.00")],
)
def test_a_hearing_after_the_answer_is_due_or_at_night_is_asked_about(
    work: WorkInMemory, day: str, hour: str, why: str
) -> None:
    """Awb 7:10(1)."""
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    asked: dict[str, Any] = {"day": day, "place": "gemeentehuis", "hour": hour}
    with pytest.raises(Refused, match=why) as refused:
        step(work, StepKind.INVITE_HEARING, **asked)
    assert list(refused.value.fields) == ["despite"]
    step(work, StepKind.INVITE_HEARING, **asked, despite="De cliënt wil dat zo.")


ASKED_AND_ANSWERED: Sequence[tuple[StepKind, Mapping[str, Any], StepKind]] = [
    (StepKind.ASK_COMPLETION, {"missing": ["kopie"], "answerBy": "2015-02-20"}, StepKind.COMPLETE),
    (StepKind.ASK_VIEW, {"intended": "afwijzen", "answerBy": "2015-02-20"}, StepKind.RECEIVE_VIEW),
    (StepKind.ASK_REPAIR, {"missing": ["naam"], "answerBy": "2015-02-20"}, StepKind.REPAIR),
    (StepKind.INVITE_HEARING, {"day": "2015-03-02", "place": "gemeentehuis", "hour": "10:00"}, StepKind.HEAR),
]


@pytest.mark.parametrize(("asks", "details", "answer"), ASKED_AND_ANSWERED)
def test_a_question_that_was_answered_without_its_letter_was_put(
    work: WorkInMemory, asks: StepKind, details: Mapping[str, Any], answer: StepKind
) -> None:
    """By telephone, or on the page: the days that the clock stood still stay, and what the client said counts."""
    if asks in (StepKind.ASK_REPAIR, StepKind.INVITE_HEARING):
        decided_and_sent(work)
        take_objection(work, TakeObjection(NOOR, "anna", work.today))
    else:
        investigate(work)
    asked = step(work, asks, **details)
    work.today = date.fromisoformat(details.get("day", "2015-02-16"))
    answered = step(work, answer)
    days = last_days(work)
    assert (left_out(work, asked), last_days(work)) == (answered, days)


def test_what_asks_again_after_an_answer_is_taken_back(work: WorkInMemory) -> None:
    investigate(work)
    step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy="2015-02-20")
    answered = step(work, StepKind.COMPLETE)
    again = step(work, StepKind.ASK_COMPLETION, missing=["inkomen"], answerBy="2015-02-27")
    assert left_out(work, again).standing == answered.standing


def asked_to_complete(work: WorkInMemory, answer_by: str = "2015-02-20") -> str:
    investigate(work)
    return step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy=answer_by).steps[-1].step_id


def changes_noted(work: WorkInMemory) -> list[tuple[Why, date, date]]:
    return [(one.why, one.was, one.becomes) for one in work.deadlines.changes.values()]


def left(asked: str, on: date, *, returned: bool = False) -> LetterMoved:
    return LetterMoved("anna", f"letter {on}", asked, on, returned=returned)


def counted(work: WorkInMemory) -> list[DeadlinesCounted]:
    return [event for event in work.events if isinstance(event, DeadlinesCounted)]


def test_the_clock_stands_still_from_the_day_after_the_letter_left(work: WorkInMemory) -> None:
    """Awb 4:15(1)a: the application of 9 February must be decided on 23 February. Of the question of that day, with 20
    February as its last day, eleven days do not count; its letter leaves three days later, so eight of them do not."""
    investigate(work)
    term = last_days(work)["decision"]
    asked = step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy="2015-02-20").steps[-1].step_id
    assert last_days(work)["decision"] == term + timedelta(days=11)
    work.today = date(2015, 2, 12)
    follow_letters(work, [left(asked, work.today)])
    moved = last_days(work)["decision"]
    assert term < moved < term + timedelta(days=11)
    (told,) = counted(work)
    assert (told.after.step_id, told.on) == (asked, work.today)
    assert {one.kind.value: one.last_day for one in told.running} == last_days(work)
    assert changes_noted(work) == [(Why.LETTER, term + timedelta(days=11), moved)]
    follow_letters(work, [left(asked, work.today)])
    assert last_days(work)["decision"] == moved, "a letter leaves once, also when it is told again"
    work.today = date(2015, 2, 16)
    follow_letters(work, [left(asked, work.today, returned=True)])
    assert last_days(work)["decision"] == term + timedelta(days=11), "until another letter leaves"


def test_a_letter_that_left_on_the_day_of_the_question_changes_no_term(work: WorkInMemory) -> None:
    asked = asked_to_complete(work)
    before = last_days(work)
    follow_letters(work, [left(asked, MONDAY)])
    assert (last_days(work), changes_noted(work), counted(work)) == (before, [], [])


def test_a_letter_that_left_after_the_answer_changes_no_term(work: WorkInMemory) -> None:
    """The client answered by telephone, and the clock runs again from that day."""
    asked = asked_to_complete(work)
    work.today = date(2015, 2, 11)
    step(work, StepKind.COMPLETE)
    before = last_days(work)
    follow_letters(work, [left(asked, date(2015, 2, 12))])
    assert last_days(work) == before


def test_a_letter_that_left_on_its_last_day_for_an_answer_stops_no_clock(work: WorkInMemory) -> None:
    investigate(work)
    term = last_days(work)["decision"]
    asked = step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy="2015-02-20").steps[-1].step_id
    follow_letters(work, [left(asked, date(2015, 2, 20))])
    assert last_days(work)["decision"] == term


def test_a_day_that_was_named_for_a_term_that_grew_again_stays_and_is_noted(work: WorkInMemory) -> None:
    """Awb 4:14 names a day after the end of the term. The letter came back, so the term ends later than that day."""
    asked = asked_to_complete(work)
    follow_letters(work, [left(asked, date(2015, 2, 17))])
    work.today = date(2015, 2, 18)
    step(work, StepKind.COMPLETE)
    named = last_days(work)["decision"] + timedelta(days=1)
    step(work, StepKind.EXTEND, newLastDay=named.isoformat(), why="Er ontbreekt nog iets.")
    work.deadlines.changes.clear()
    follow_letters(work, [left(asked, date(2015, 2, 19), returned=True)])
    assert last_days(work)["decision"] == named
    (noted,) = work.deadlines.changes.values()
    assert noted.fault


REFUSAL = draft(DecisionKind.REFUSAL, differs_from_client=True)


def asked_for_a_view(work: WorkInMemory) -> str:
    """The question of which 20 February is the last day for an answer."""
    investigate(work)
    return step(work, StepKind.ASK_VIEW, intended="afwijzen", answerBy="2015-02-20").steps[-1].step_id


def view_letter(step_id: str, *, returned: bool = False) -> LetterMoved:
    return LetterMoved("anna", f"view {returned}", step_id, MONDAY, returned=returned)


def test_nobody_is_refused_on_a_view_that_no_letter_asked_for(work: WorkInMemory) -> None:
    """Awb 4:7: the day for an answer is over, but the letter still lies in its mailing."""
    asked = asked_for_a_view(work)
    work.today = date(2015, 2, 23)
    with pytest.raises(Refused, match="de brief waarin u dat vraagt is niet verstuurd"):
        decide(work, REFUSAL)
    follow_letters(work, [view_letter(asked)])
    decide(work, REFUSAL)
    assert state(work) is RouteState.DECIDED


def test_a_view_on_an_earlier_question_says_nothing_of_a_later_one(work: WorkInMemory) -> None:
    """Awb 4:7: who is asked again is asked about other facts."""
    asked_for_a_view(work)
    step(work, StepKind.RECEIVE_VIEW)
    step(work, StepKind.ASK_VIEW, intended="minder uren", answerBy="2015-02-20")
    with pytest.raises(Refused, match="de brief waarin u dat vraagt is niet verstuurd"):
        decide(work, REFUSAL)
    step(work, StepKind.RECEIVE_VIEW)
    decide(work, REFUSAL)
    assert state(work) is RouteState.DECIDED


def test_a_client_can_answer_through_the_day_that_the_letter_names(work: WorkInMemory) -> None:
    follow_letters(work, [view_letter(asked_for_a_view(work))])
    work.today = date(2015, 2, 20)
    with pytest.raises(Refused, match="tot en met 20 februari 2015 zeggen"):
        decide(work, REFUSAL)


def test_a_refusal_whose_question_for_a_view_came_back_is_to_be_taken_back(work: WorkInMemory) -> None:
    """Awb 4:7: the letter left and its day had passed, and then the post brought it back."""
    asked = asked_for_a_view(work)
    follow_letters(work, [view_letter(asked)])
    work.today = date(2015, 2, 23)
    decide(work, REFUSAL)
    assert not show_route(work, ShowRoute(NOOR, "anna")).unheard
    follow_letters(work, [view_letter(asked, returned=True)])
    file = show_route(work, ShowRoute(NOOR, "anna"))
    assert next_on(file.route, work.today, unheard=file.unheard).title == "Nu: neem het besluit terug"
    decided = file.route.undoable
    assert decided is not None
    undo_step(work, UndoStep(NOOR, "anna", decided.step_id))
    assert not show_route(work, ShowRoute(NOOR, "anna")).unheard
    with pytest.raises(Refused, match="4:7"):
        decide(work, REFUSAL)


def test_a_route_that_ended_or_whose_client_died_keeps_its_steps(work: WorkInMemory) -> None:
    """What is closed stays as it was, and a route of who died only ends."""
    investigate(work)
    asked = step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy="2015-02-20")
    anna = determined("anna")
    dead = replace(anna.client, person=replace(anna.client.person, died_on=MONDAY))
    work.clients.save([replace(anna, client=dead)])
    assert left_out(work, asked) == asked
    ended = step(work, StepKind.END, reason="died")
    work.clients.save([anna])
    follow_left_out_letters(work, [LetterLeftOut("anna", "letter left out", asked.standing[-1].step_id)])
    assert show_route(work, ShowRoute(NOOR, "anna")).route == ended


def test_a_letter_about_anything_else_that_is_left_out_changes_no_route(work: WorkInMemory) -> None:
    invited = step(work, StepKind.INVITE)
    assert left_out(work, invited) == invited
    follow_left_out_letters(work, [LetterLeftOut("anna", "other left out", None)])
    assert show_route(work, ShowRoute(NOOR, "anna")).route == invited


def test_an_accepted_offer_ends_the_old_right_on_that_day_and_a_refused_one_does_not(work: WorkInMemory) -> None:
    decided_and_sent(work, starts_on=date(2015, 4, 1))
    decision_id = decided_id(work)
    assert show_route(work, ShowRoute(NOOR, "anna")).old_right_until == LAST_DAY
    step(work, StepKind.REFUSE_OFFER, decisionId=decision_id)
    assert show_route(work, ShowRoute(NOOR, "anna")).old_right_until == LAST_DAY
    with pytest.raises(Refused, match="loopt dan tot en met 31 maart 2015"):
        step(work, StepKind.ACCEPT_OFFER, decisionId=decision_id, oldRightUntil=MONDAY.isoformat())
    step(work, StepKind.ACCEPT_OFFER, decisionId=decision_id)
    assert show_route(work, ShowRoute(NOOR, "anna")).old_right_until == date(2015, 3, 31)


@pytest.mark.parametrize(
    ("accepted_on", "until"),
    [
        (MONDAY, date(2015, 3, 31)),
        (date(2015, 3, 31), date(2015, 3, 31)),
        (date(2015, 4, 1), date(2015, 4, 1)),
        (date(2015, 6, 10), date(2015, 6, 10)),
        (LAST_DAY, LAST_DAY),
    ],
)
def test_between_the_old_right_and_accepted_care_is_no_day(accepted_on: date, until: date, work: WorkInMemory) -> None:
    """Wmo 2015 8.3(1): a yes for a day to come ended the old right at once."""
    decision_id = decided_and_sent(work, starts_on=date(2015, 4, 1))
    work.today = accepted_on
    step(work, StepKind.ACCEPT_OFFER, decisionId=decision_id)
    taken = [event.step for event in work.events if isinstance(event, StepTaken)][-1]
    assert taken.details == {"decisionId": decision_id, "oldRightUntil": until.isoformat()}
    told = [event.end.last_day for event in work.events if isinstance(event, RightEnded)]
    assert told == ([until] if until < accepted_on else [])
    work.today = max(until, accepted_on) + timedelta(days=1)
    assert tell_accepted_ends(work, work.today) <= 1
    assert tell_accepted_ends(work, work.today) == 0
    told = [event.end.last_day for event in work.events if isinstance(event, RightEnded)]
    assert told == [until]


def test_a_yes_can_be_taken_back_until_the_new_care_begins(work: WorkInMemory) -> None:
    decision_id = decided_and_sent(work, starts_on=date(2015, 4, 1))
    accepted = step(work, StepKind.ACCEPT_OFFER, decisionId=decision_id).steps[-1]
    work.today = date(2015, 3, 31)
    assert (follow_clock(work, work.today), tell_accepted_ends(work, work.today)) == (1, 0)
    assert state(work) is RouteState.IN_FORCE
    terms = last_days(work)
    undo_step(work, UndoStep(NOOR, "anna", accepted.step_id))
    assert (state(work), last_days(work)) == (RouteState.IN_FORCE, terms)
    assert show_route(work, ShowRoute(NOOR, "anna")).old_right_until == LAST_DAY
    work.today = date(2015, 4, 1)
    assert tell_accepted_ends(work, work.today) == 0
    again = step(work, StepKind.ACCEPT_OFFER, decisionId=decision_id).steps[-1]
    work.today = date(2015, 4, 2)
    with pytest.raises(Refused, match="kan niet terug"):
        undo_step(work, UndoStep(NOOR, "anna", again.step_id))


def test_a_yes_falls_with_the_letter_of_its_offer_and_is_said_again(work: WorkInMemory) -> None:
    """Awb 3:40 and Wmo 2015 8.3(1): the old right had ended by a yes to what was never made known, with nothing after
    it, and nobody could take that yes back."""
    decision_id = decided_and_sent(work, starts_on=date(2015, 4, 1))
    step(work, StepKind.ACCEPT_OFFER, decisionId=decision_id)
    work.today = date(2015, 4, 1)
    assert tell_accepted_ends(work, work.today) == 1
    follow_letters(work, [LetterMoved("anna", "back", decision_id, work.today, returned=True)])
    file = show_route(work, ShowRoute(NOOR, "anna"))
    assert (file.route.state, file.old_right_until, file.route.accepted) == (RouteState.DECIDED, LAST_DAY, None)
    assert "Dat ja telt niet meer" in next_on(file.route, work.today).text
    assert work.standings.of(["anna"])["anna"].on_list(WorkList.OVERDUE, AFTER)

    work.today = date(2015, 4, 20)
    step(work, StepKind.SEND, decisionId=decision_id)
    assert Task.AWAIT_ANSWER in [what for what, _ in next_steps(work)]
    step(work, StepKind.ACCEPT_OFFER, decisionId=decision_id)
    assert show_route(work, ShowRoute(NOOR, "anna")).old_right_until == work.today
    work.today = date(2015, 4, 21)
    assert tell_accepted_ends(work, work.today) == 1
    ended = [event.end.last_day for event in work.events if isinstance(event, RightEnded)]
    assert ended == [date(2015, 3, 31), date(2015, 4, 20)]


def test_a_letter_that_came_back_by_mistake_is_taken_back_with_all_that_followed(work: WorkInMemory) -> None:
    """It was recorded in the wrong file."""
    decision_id = decided_and_sent(work, starts_on=date(2015, 4, 1))
    step(work, StepKind.ACCEPT_OFFER, decisionId=decision_id)
    terms = last_days(work)
    back = step(work, StepKind.RETURNED, decisionId=decision_id).standing[-1]
    write_decision_again(work, WriteDecisionAgain(NOOR, "anna"))
    undo_step(work, UndoStep(NOOR, "anna", back.step_id))
    assert (state(work), last_days(work)) == (RouteState.SENT, terms)
    assert show_route(work, ShowRoute(NOOR, "anna")).old_right_until == date(2015, 3, 31)
    work.today = date(2015, 4, 2)
    assert tell_accepted_ends(work, work.today) == 1
    back = step(work, StepKind.RETURNED, decisionId=decision_id).standing[-1]
    write_decision_again(work, WriteDecisionAgain(NOOR, "anna"))
    again = [event.again for event in work.events if isinstance(event, DecisionMade) and event.again is not None]
    assert [one.time for one in again] == [1, 2]
    undo_step(work, UndoStep(NOOR, "anna", back.step_id))
    ended = [event.end.last_day for event in work.events if isinstance(event, RightEnded)]
    assert ended == [date(2015, 3, 31)] * 2, "told anew, for the return had taken it back"
    follow_letters(work, [LetterMoved("anna", "back", decision_id, work.today, returned=True)])
    brought = show_route(work, ShowRoute(NOOR, "anna"))
    assert brought.undoable == [], "the post brought it, and the letter says so"


def test_the_own_last_day_is_told_of_a_right_whose_yes_fell_with_its_letter(work: WorkInMemory) -> None:
    decision_id = decided_and_sent(work, starts_on=date(2015, 4, 1))
    step(work, StepKind.ACCEPT_OFFER, decisionId=decision_id)
    work.today = date(2015, 4, 1)
    tell_accepted_ends(work, work.today)
    step(work, StepKind.RETURNED, decisionId=decision_id)
    work.today = LAST_DAY
    tell_ends(work, TellEnds(work.today))
    last = [event for event in work.events if isinstance(event, RightEnded)][-1]
    assert (last.end.last_day, last.end.why, last.decided) == (LAST_DAY, "date", False)


def test_after_the_old_right_an_offer_needs_no_yes_and_asks_for_none(work: WorkInMemory) -> None:
    """Wmo 2015 8.3(1): staff read that the old right ran and waits for a yes, while own page and billing gave the care
    since the day after it."""
    decision_id = decided_and_sent(work, starts_on=date(2015, 4, 1))
    made = work.decisions.get(decision_id)
    assert holds_in_words(made, None) == "van 1 januari 2016 tot en met 31 december 2017"
    assert holds_in_words(made, date(2015, 4, 10)) == "van 11 april 2015 tot en met 31 december 2017"
    work.today = LAST_DAY
    drop_lapsed_offers(work, work.today)
    assert Task.AWAIT_ANSWER in [what for what, _ in next_steps(work)]
    assert StepKind.REFUSE_OFFER in show_route(work, ShowRoute(NOOR, "anna")).possible
    work.today = AFTER
    assert work.standings.with_step(Task.AWAIT_ANSWER, work.today) == ["anna"]
    drop_lapsed_offers(work, work.today)
    assert work.standings.with_step(Task.AWAIT_ANSWER, work.today) == []
    assert Task.AWAIT_ANSWER not in [what for what, _ in next_steps(work)]
    assert StepKind.REFUSE_OFFER in show_route(work, ShowRoute(NOOR, "anna")).refused
    for kind in (StepKind.ACCEPT_OFFER, StepKind.REFUSE_OFFER):
        with pytest.raises(Refused, match="De zorg uit dit besluit volgt dan vanzelf"):
            step(work, kind, decisionId=decision_id)


def test_of_an_offer_without_a_yes_each_care_begins_after_its_old_right(work: WorkInMemory) -> None:
    first = ending_apart(work)
    investigate(work)
    given = (HELP, replace(HELP, function="BGG", unit=AmountUnit.HALF_DAYS), replace(HELP, function="TRANSPORT"))
    made = work.decisions.get(decide(work, draft(provisions=given, starts_on=date(2015, 4, 1), ends_on=None)))
    follows = {"BGI": AFTER, "BGG": first + timedelta(days=1), "TRANSPORT": AFTER}
    assert made.first_days(None) == follows
    said = holds_in_words(made, None)
    assert said.startswith(f"vanaf {date_in_words(first + timedelta(days=1))}; ")
    assert said.count(f"vanaf {date_in_words(AFTER)}") == 2
    short = replace(made, ends_on=first)
    assert holds_in_words(short, None) == f"alleen als de cliënt ja zegt, tot en met {date_in_words(first)}"


def objection_decided(work: WorkInMemory, outcome: str = "upheld", **changes: Any) -> str:
    """An objection of today and the decision on it; its id."""
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    wanted = draft(DecisionKind.ON_OBJECTION, outcome=outcome, no_hearing=NoHearing.NOT_WANTED, **changes)
    return decide(work, wanted, PETRA)


def test_an_objection_that_is_withdrawn_leaves_the_term_for_another_one(work: WorkInMemory) -> None:
    """Awb 6:7 and 6:21: the decision stood at once, while the client could still object on the same page."""
    decided_and_sent(work)
    until = last_days(work)["objection"]
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    withdrawn = step(work, StepKind.WITHDRAW_OBJECTION).standing[-1]
    assert (state(work), last_days(work)) == (RouteState.SENT, {"objection": until})
    assert "objectionUntil" not in told_details(withdrawn.kind, withdrawn.details)
    undo_step(work, UndoStep(NOOR, "anna", withdrawn.step_id))
    assert (state(work), set(last_days(work))) == (RouteState.OBJECTION, {"decision-on-objection"})
    step(work, StepKind.WITHDRAW_OBJECTION)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    assert set(last_days(work)) == {"decision-on-objection"}
    step(work, StepKind.WITHDRAW_OBJECTION)
    work.today = until
    assert follow_clock(work, work.today) == 0
    work.today = until + timedelta(days=1)
    assert follow_clock(work, work.today) == 1
    assert (state(work), last_days(work)) == (RouteState.IN_FORCE, {})


def test_an_objection_that_is_withdrawn_after_its_term_makes_the_decision_stand(work: WorkInMemory) -> None:
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    work.today = last_days(work)["decision-on-objection"]
    step(work, StepKind.WITHDRAW_OBJECTION)
    assert (state(work), last_days(work)) == (RouteState.IN_FORCE, {})


def test_until_the_answer_to_an_objection_begins_the_first_decision_counts(work: WorkInMemory) -> None:
    """Awb 7:11(2): the route named the later first day alone, beside care that went on until then."""
    decided_and_sent(work)
    assert show_route(work, ShowRoute(NOOR, "anna")).replaced is None
    later = objection_decided(work, starts_on=date(2016, 3, 1))
    file = show_route(work, ShowRoute(NOOR, "anna"))
    assert file.replaced is not None
    made = work.decisions.get(later)
    said = replaced_in_words(file.replaced, made, None)
    assert said == "zorg van een zorgaanbieder, van 1 januari 2016 tot en met 29 februari 2016"
    assert replaced_in_words(file.replaced, replace(made, starts_on=AFTER), None) == ""


def test_a_yes_on_which_a_decision_on_an_objection_rests_is_not_taken_back(work: WorkInMemory) -> None:
    """Wmo 2015 8.3(1): the letter told that the old right ended by a yes, nobody could say yes any more, and the old
    right ran on."""
    april = date(2015, 4, 1)
    decision_id = decided_and_sent(work, starts_on=april)
    yes = step(work, StepKind.ACCEPT_OFFER, decisionId=decision_id).standing[-1]
    answer_id = objection_decided(work, starts_on=april)
    file = show_route(work, ShowRoute(NOOR, "anna"))
    assert file.undoable == [file.route.standing[-1]]
    assert file.yes_stays is not None
    with pytest.raises(Refused, match="Neem dan eerst de beslissing op het bezwaar terug"):
        undo_step(work, UndoStep(NOOR, "anna", yes.step_id))
    with pytest.raises(Refused, match="nam het aanbod al aan"):
        step(work, StepKind.ACCEPT_OFFER, decisionId=answer_id)

    undo_step(work, UndoStep(PETRA, "anna", file.route.standing[-1].step_id))
    undo_step(work, UndoStep(NOOR, "anna", yes.step_id))
    wanted = draft(DecisionKind.ON_OBJECTION, outcome="upheld", no_hearing=NoHearing.NOT_WANTED, starts_on=april)
    answer_id = decide(work, wanted, PETRA)
    assert [event for event in work.events if isinstance(event, DecisionMade)][-1].decision.waits_for_acceptance
    step(work, StepKind.SEND_OBJECTION_DECISION, decisionId=answer_id)
    yes = step(work, StepKind.ACCEPT_OFFER, decisionId=answer_id).standing[-1]
    assert show_route(work, ShowRoute(NOOR, "anna")).old_right_until == date(2015, 3, 31)
    undo_step(work, UndoStep(NOOR, "anna", yes.step_id))


def test_a_yes_stays_when_the_letter_of_the_decision_that_rests_on_it_was_sent(work: WorkInMemory) -> None:
    decision_id = decided_and_sent(work, starts_on=date(2015, 4, 1))
    yes = step(work, StepKind.ACCEPT_OFFER, decisionId=decision_id).standing[-1]
    answer_id = objection_decided(work, starts_on=date(2015, 4, 1))
    step(work, StepKind.SEND_OBJECTION_DECISION, decisionId=answer_id)
    with pytest.raises(Refused, match="al verstuurd, dus het ja kan niet meer terug"):
        undo_step(work, UndoStep(NOOR, "anna", yes.step_id))
    step(work, StepKind.RETURNED, decisionId=answer_id)
    assert show_route(work, ShowRoute(NOOR, "anna")).old_right_until == date(2015, 3, 31), "it was about the first one"


def test_between_a_decision_on_an_objection_and_its_letter_nobody_says_yes_or_no(work: WorkInMemory) -> None:
    """Its letter would ask what was said; and it was to an offer that nobody knew yet (Awb 3:40)."""
    decided_and_sent(work, starts_on=date(2015, 4, 1))
    answer_id = objection_decided(work, starts_on=date(2015, 4, 1))
    assert StepKind.ACCEPT_OFFER in show_route(work, ShowRoute(NOOR, "anna")).refused
    assert Task.AWAIT_ANSWER not in [what for what, _ in next_steps(work)]
    for kind in (StepKind.ACCEPT_OFFER, StepKind.REFUSE_OFFER):
        with pytest.raises(Refused, match="de brief daarover is nog niet bij de cliënt"):
            step(work, kind, decisionId=answer_id)
    step(work, StepKind.SEND_OBJECTION_DECISION, decisionId=answer_id)
    assert Task.AWAIT_ANSWER in [what for what, _ in next_steps(work)]


def test_after_an_objection_that_changes_nothing_a_yes_is_to_the_first_offer(work: WorkInMemory) -> None:
    """Own page and billing look for it there, and heard nothing of it."""
    decision_id = decided_and_sent(work, starts_on=date(2015, 4, 1))
    answer_id = objection_decided(work, "dismissed")
    step(work, StepKind.SEND_OBJECTION_DECISION, decisionId=answer_id)
    assert Task.AWAIT_ANSWER in [what for what, _ in next_steps(work)]
    yes = step(work, StepKind.ACCEPT_OFFER, decisionId=answer_id).standing[-1]
    assert yes.details["decisionId"] == decision_id
    undo_step(work, UndoStep(NOOR, "anna", yes.step_id))
    with pytest.raises(Refused, match="niet het besluit dat nu geldt"):
        step(work, StepKind.REFUSE_OFFER, decisionId="another")


def decided_id(work: WorkInMemory) -> str:
    return [event.decision.decision_id for event in work.events if isinstance(event, DecisionMade)][-1]


def test_through_an_objection_that_somebody_else_decides(work: WorkInMemory) -> None:
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    with pytest.raises(Refused, match="10:3"):
        decide(work, draft(DecisionKind.ON_OBJECTION, outcome="upheld", no_hearing=NoHearing.FULLY_MET))
    step(work, StepKind.INVITE_HEARING, day="2015-03-02", place="gemeentehuis", hour="10:00")
    work.today = date(2015, 2, 27)
    with pytest.raises(Refused, match="De hoorzitting is op 2 maart 2015"):
        step(work, StepKind.HEAR)
    work.today = date(2015, 3, 2)
    step(work, StepKind.HEAR)
    decision_id = decide(work, draft(DecisionKind.ON_OBJECTION, outcome="upheld"), PETRA)
    assert state(work) is RouteState.OBJECTION_DECIDED
    step(work, StepKind.SEND_OBJECTION_DECISION, decisionId=decision_id)
    assert state(work) is RouteState.IN_FORCE


def open_terms(work: WorkInMemory) -> dict[TermKind, date]:
    return {one.kind: one.last_day for one in work.deadlines.of(["anna"])["anna"] if one.is_open}


def test_a_decision_on_an_objection_is_put_off_for_six_weeks_at_most(work: WorkInMemory) -> None:
    """Awb 7:10(1) and (3)."""
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    with pytest.raises(Refused, match="hoogstens 6 weken, dus tot en met 15 juni 2015"):
        step(work, StepKind.ADJOURN, newLastDay="2015-06-16", why="Wij wachten.")
    step(work, StepKind.ADJOURN, newLastDay="2015-06-15", why="Wij wachten op advies.")
    assert open_terms(work)[TermKind.DECISION_ON_OBJECTION] == date(2015, 6, 15)
    assert state(work) is RouteState.OBJECTION


def test_a_notice_of_default_about_an_objection_begins_the_weeks_without_penalty(work: WorkInMemory) -> None:
    """Awb 4:17(3) with 7:14: of the decision that is late now, not of the one that was made."""
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    work.today = open_terms(work)[TermKind.DECISION_ON_OBJECTION] + timedelta(days=1)
    step(work, StepKind.NOTICE_OF_DEFAULT, receivedOn=work.today.isoformat())
    (default,) = [one for one in work.deadlines.of(["anna"])["anna"] if one.kind is TermKind.DEFAULT_PENALTY]
    assert default.follows == (TermKind.DECISION_ON_OBJECTION, 1)
    assert default.last_day == work.today + timedelta(weeks=2)
    step(work, StepKind.WITHDRAW_OBJECTION)
    assert TermKind.DEFAULT_PENALTY not in open_terms(work)


def test_a_notice_of_default_before_the_term_is_over_is_asked_about(work: WorkInMemory) -> None:
    """Awb 4:17(3): it begins nothing before. It was taken without a word. Our own later day (4:14) changes nothing."""
    investigate(work)
    step(work, StepKind.EXTEND, newLastDay="2015-03-02", why="Wij wachten op uw huisarts.")
    last = date(2015, 2, 23)
    work.today = last
    with pytest.raises(Refused, match="loopt tot en met 23 februari 2015") as refused:
        step(work, StepKind.NOTICE_OF_DEFAULT, receivedOn=last.isoformat())
    assert list(refused.value.fields) == ["despite"]
    taken = step(work, StepKind.NOTICE_OF_DEFAULT, receivedOn=last.isoformat(), despite="De cliënt wil dit zo.")
    assert open_terms(work)[TermKind.DEFAULT_PENALTY] == last + timedelta(weeks=2)
    assert told_details(StepKind.NOTICE_OF_DEFAULT, taken.standing[-1].details) == {"receivedOn": last.isoformat()}


def test_a_notice_of_default_on_the_day_after_the_term_is_taken(work: WorkInMemory) -> None:
    investigate(work)
    work.today = date(2015, 2, 24)
    step(work, StepKind.NOTICE_OF_DEFAULT, receivedOn=work.today.isoformat())
    assert TermKind.DEFAULT_PENALTY in open_terms(work)


def test_one_notice_of_default_counts_for_one_decision(work: WorkInMemory) -> None:
    """Awb 4:17(3): two of them began two penalties for one decision."""
    investigate(work)
    work.today = open_terms(work)[TermKind.DECISION] + timedelta(days=1)
    step(work, StepKind.NOTICE_OF_DEFAULT, receivedOn=work.today.isoformat())
    first = work.today
    work.today += timedelta(weeks=1)
    with pytest.raises(Refused, match=f"al een ingebrekestelling, van {date_in_words(first)}"):
        step(work, StepKind.NOTICE_OF_DEFAULT, receivedOn=work.today.isoformat())
    decision_id = decide(work, draft())
    step(work, StepKind.SEND, decisionId=decision_id)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    work.today = open_terms(work)[TermKind.DECISION_ON_OBJECTION] + timedelta(days=1)
    step(work, StepKind.NOTICE_OF_DEFAULT, receivedOn=work.today.isoformat())
    kinds = [one.kind for one in work.deadlines.of(["anna"])["anna"]]
    assert kinds.count(TermKind.DEFAULT_PENALTY) == 2, "the decision on the objection has one of its own"


@pytest.mark.parametrize(("outcome", "is_refused"), [("upheld", True), ("partly", True), ("dismissed", False)])
def test_a_decision_on_an_objection_without_care_begins_after_the_old_right(
    work: WorkInMemory, outcome: str, is_refused: bool
) -> None:
    """8.3(1): it would leave the client without care while the old right runs. A dismissal leaves all as it was."""
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    nothing = draft(
        DecisionKind.ON_OBJECTION, outcome=outcome, provisions=(), starts_on=LAST_DAY, no_hearing=NoHearing.NOT_WANTED
    )
    if is_refused:
        with pytest.raises(Refused, match=r"8\.3 lid 1"):
            decide(work, nothing, PETRA)
        nothing = replace(nothing, starts_on=AFTER)
    decide(work, nothing, PETRA)
    assert state(work) is RouteState.OBJECTION_DECIDED


@pytest.mark.parametrize(
    ("outcome", "given", "became"),
    [
        ("dismissed", (), Became.IN_KIND),
        ("upheld", (), Became.NOTHING_AFTER_OBJECTION),
        ("upheld", (MORE,), Became.IN_KIND),
        ("upheld", (HELP, BUDGET), Became.BOTH),
    ],
)
def test_what_became_of_who_objected_is_what_counts_in_the_end(
    work: WorkInMemory, outcome: str, given: tuple[Provision, ...], became: Became
) -> None:
    decided_and_sent(work)
    assert became_of_anna(work) == Became.IN_KIND
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    assert became_of_anna(work) == Became.OBJECTION
    met = PgbCriteria(able=True, wants_with_reasons=True, good_care=True)
    on_it = draft(
        DecisionKind.ON_OBJECTION,
        outcome=outcome,
        provisions=given,
        starts_on=AFTER,
        criteria=met,
        no_hearing=NoHearing.NOT_WANTED,
    )
    decide(work, on_it, PETRA)
    assert became_of_anna(work) == Became.OBJECTION
    step(work, StepKind.SEND_OBJECTION_DECISION, decisionId=decided_id(work))
    assert became_of_anna(work) == became


def became_of_anna(work: WorkInMemory) -> str:
    return work.standings.of(["anna"])["anna"].became


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        (DecisionKind.IN_KIND, (), "provisions"),
        (DecisionKind.IN_KIND, (HELP, BUDGET), "kind"),
        (DecisionKind.PGB, (HELP,), "kind"),
        (DecisionKind.BOTH, (BUDGET,), "kind"),
        (DecisionKind.BOTH, (HELP, BUDGET), None),
        (DecisionKind.END, (HELP,), "provisions"),
        (DecisionKind.REFUSAL, (), None),
    ],
)
def test_a_decision_gives_what_the_law_file_says_of_its_kind(
    work: WorkInMemory, kind: DecisionKind, given: tuple[Provision, ...], field: str | None
) -> None:
    investigate(work)
    wanted = draft(kind, provisions=given, criteria=PgbCriteria(able=True, wants_with_reasons=True, good_care=True))
    if field is None:
        decide(work, wanted)
        return
    with pytest.raises(Refused) as refused:
        decide(work, wanted)
    assert set(refused.value.fields) == {field}


def test_no_care_of_the_municipality_begins_before_the_municipality_answers_for_it(work: WorkInMemory) -> None:
    """Wmo 2015, 8.3(1): before 1 January 2015 the AWBZ does, also for what cannot wait."""
    soon = date(2015, 3, 1)
    help_now = draft(DecisionKind.URGENT_HELP, provisions=(HELP,), starts_on=date(2014, 12, 31), ends_on=soon)
    with pytest.raises(Refused, match="vanaf 1 januari 2015"):
        decide(work, help_now)
    decide(work, replace(help_now, starts_on=date(2015, 1, 1)))


def test_a_decision_of_before_the_law_is_refused(work: WorkInMemory) -> None:
    investigate(work)
    with pytest.raises(Refused, match="kunnen vanaf 19 juli 2014"):
        make_decision(work, MakeDecision(NOOR, "anna", date(2014, 7, 18), draft()))


LONG_AGO = (date(1850, 1, 1), date(2013, 12, 31), date(2014, 7, 18))


@pytest.mark.parametrize("on", LONG_AGO)
@pytest.mark.parametrize(
    ("kind", "details"),
    [
        (StepKind.APPLY, {}),
        (StepKind.HOLD, {"until": "2015-03-01"}),
        (StepKind.END, {"reason": EndReason.MOVED.value}),
    ],
)
def test_a_first_step_of_before_the_law_is_refused_with_the_day_to_choose(
    work: WorkInMemory, kind: StepKind, details: Mapping[str, Any], on: date
) -> None:
    with pytest.raises(Refused, match="kunnen vanaf 19 juli 2014"):
        step(work, kind, on=on, **details)


@pytest.mark.parametrize("on", LONG_AGO)
def test_a_conversation_of_before_the_law_is_refused_with_the_day_to_choose(work: WorkInMemory, on: date) -> None:
    keep_conversation(work, KeepConversation(NOOR, "anna", NOTES))
    with pytest.raises(Refused, match="kunnen vanaf 19 juli 2014"):
        hold_conversation(work, HoldConversation(NOOR, "anna", on))


@pytest.mark.parametrize("on", LONG_AGO)
def test_a_death_of_before_the_law_can_be_recorded(work: WorkInMemory, on: date) -> None:
    """Nobody chooses on which day a client died."""
    take_step(work, TakeStep(NOOR, "anna", StepKind.END, on, {"reason": EndReason.DIED.value}))
    assert work.routes.of(["anna"])["anna"].state is RouteState.ENDED


def test_what_is_given_after_an_objection_is_renewed_before_it_ends(work: WorkInMemory) -> None:
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    decision_id = decide(
        work, draft(DecisionKind.ON_OBJECTION, outcome="upheld", no_hearing=NoHearing.NOT_WANTED), PETRA
    )
    step(work, StepKind.SEND_OBJECTION_DECISION, decisionId=decision_id)
    found = work.standings.of(["anna"])["anna"].next
    assert isinstance(found, NextStep)
    assert (found.what, found.due) == (Task.RENEW, date(2017, 11, 5))


def offered(work: WorkInMemory, user: User = NOOR) -> tuple[set[StepKind], dict[StepKind, str]]:
    file = show_route(work, ShowRoute(user, "anna"))
    return set(file.possible), dict(file.refused)


def test_what_would_be_refused_is_not_offered_and_says_why(work: WorkInMemory) -> None:
    possible, refused = offered(work)
    assert StepKind.HOLD_CONVERSATION in possible
    assert "2.3.2 lid 9" in refused[StepKind.APPLY]
    work.today = MONDAY + timedelta(weeks=6, days=1)
    assert StepKind.APPLY in offered(work)[0]


def test_an_offer_that_is_none_is_not_accepted(work: WorkInMemory) -> None:
    decision_id = decided_and_sent(work)
    possible, refused = offered(work)
    assert not {StepKind.ACCEPT_OFFER, StepKind.REFUSE_OFFER} & possible
    assert "vraagt geen antwoord" in refused[StepKind.ACCEPT_OFFER]
    with pytest.raises(Refused, match="vraagt geen antwoord"):
        step(work, StepKind.ACCEPT_OFFER, decisionId=decision_id, oldRightUntil=MONDAY.isoformat())


def test_who_decided_is_not_offered_the_decision_on_the_objection(work: WorkInMemory) -> None:
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    assert "10:3 lid 3" in offered(work)[1][StepKind.DECIDE_OBJECTION]
    assert StepKind.DECIDE_OBJECTION in offered(work, PETRA)[0]


def test_putting_off_and_hearing_are_offered_when_they_can_be(work: WorkInMemory) -> None:
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    assert {StepKind.ADJOURN, StepKind.HEAR} <= offered(work, PETRA)[0]
    step(work, StepKind.INVITE_HEARING, day="2015-03-02", place="gemeentehuis", hour="10:00")
    step(work, StepKind.ADJOURN, newLastDay="2015-06-01", why="Wij wachten op advies.")
    refused = offered(work)[1]
    assert "2 maart 2015" in refused[StepKind.HEAR]
    assert "maar een keer" in refused[StepKind.ADJOURN]
    work.today = date(2015, 3, 2)
    assert StepKind.HEAR in offered(work, PETRA)[0]
    assert "7:5 lid 1" in offered(work)[1][StepKind.HEAR], "who decided does not hear"


def test_a_hearing_is_held_on_a_working_day(work: WorkInMemory) -> None:
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    with pytest.raises(Refused, match="Eerste kerstdag"):
        step(work, StepKind.INVITE_HEARING, day="2015-12-25", place="gemeentehuis", hour="10:00")


@pytest.mark.parametrize("outcome", ["upheld", "partly"])
def test_an_objection_that_is_granted_changes_something(work: WorkInMemory, outcome: str) -> None:
    """Awb 7:11(2): the letter said that the decision was changed, and it was the same."""
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    same = draft(DecisionKind.ON_OBJECTION, outcome=outcome, provisions=(HELP,), no_hearing=NoHearing.NOT_WANTED)
    with pytest.raises(Refused, match="artikel 7:11") as refused:
        decide(work, same, PETRA)
    assert list(refused.value.fields) == ["outcome"]
    decide(work, replace(same, ends_on=date(2018, 12, 31)), PETRA)


def no_hearing_wanted(outcome: str, **filled_in: Any) -> Draft:
    return draft(DecisionKind.ON_OBJECTION, outcome=outcome, no_hearing=NoHearing.NOT_WANTED, **filled_in)


@pytest.mark.parametrize("outcome", ["dismissed", "inadmissible"])
def test_a_decision_that_stays_gives_what_it_gave_whatever_is_filled_in(work: WorkInMemory, outcome: str) -> None:
    """The letter said that the first decision stays, above a table with other care."""
    decided_and_sent(work)
    late = date(2015, 4, 6)
    work.today = late
    take_objection(work, TakeObjection(NOOR, "anna", late, why_late="Op vakantie."))
    decide(work, no_hearing_wanted(outcome, ends_on=date(2016, 6, 30)), PETRA)
    (made,) = (event.decision for event in work.events if isinstance(event, DecisionMade) and event.replaces)
    assert (made.provisions, made.starts_on, made.ends_on) == ((HELP,), AFTER, date(2017, 12, 31))


@pytest.mark.parametrize("outcome", ["upheld", "partly"])
@pytest.mark.parametrize(
    "less",
    [
        {"provisions": (replace(HELP, amount=100),)},
        {"provisions": (HELP,), "ends_on": date(2016, 12, 31)},
        {"provisions": (HELP,), "starts_on": AFTER + timedelta(days=30)},
    ],
)
def test_who_is_granted_an_objection_gets_no_less_unless_somebody_says_why(
    work: WorkInMemory, outcome: str, less: Mapping[str, Any]
) -> None:
    """Awb 7:11: the letter said that the client was right, and the client got less."""
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    wanted = no_hearing_wanted(outcome, **less)
    with pytest.raises(Refused, match="slechter") as refused:
        decide(work, wanted, PETRA)
    assert list(refused.value.fields) == ["despite"]
    decide(work, replace(wanted, despite="De cliënt vroeg om minder."), PETRA)
    taken = [event.step for event in work.events if isinstance(event, StepTaken)][-1]
    assert taken.details["despite"] == "De cliënt vroeg om minder."
    assert "despite" not in told_details(taken.kind, taken.details)


def test_an_objection_that_is_in_time_and_complete_is_not_put_aside_unasked(work: WorkInMemory) -> None:
    """Awb 6:5 to 6:11: our own letter said that it was in time."""
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    wanted = no_hearing_wanted("inadmissible")
    with pytest.raises(Refused, match="was op tijd"):
        decide(work, wanted, PETRA)
    decide(work, replace(wanted, despite="Het is van iemand anders."), PETRA)


@pytest.mark.parametrize(
    "days",
    [
        {"starts_on": MONDAY + timedelta(days=8), "ends_on": MONDAY + timedelta(weeks=8)},
        {"starts_on": MONDAY, "ends_on": MONDAY + timedelta(weeks=16, days=1)},
    ],
)
def test_urgent_help_that_begins_late_or_lasts_long_is_asked_about(
    work: WorkInMemory, days: Mapping[str, date]
) -> None:
    """Wmo 2015, 2.3.3: without delay, and pending the investigation."""
    with pytest.raises(Refused, match=r"2\.3\.3") as refused:
        decide(work, draft(DecisionKind.URGENT_HELP, provisions=(HELP,), **days))
    assert list(refused.value.fields) == ["despite"]
    decide(work, draft(DecisionKind.URGENT_HELP, provisions=(HELP,), despite="Pas dan komt zij thuis.", **days))


def test_temporary_help_has_an_end(work: WorkInMemory) -> None:
    """Wmo 2015, 2.3.3: pending the investigation."""
    with pytest.raises(Refused, match="heeft een laatste dag") as refused:
        decide(work, draft(DecisionKind.URGENT_HELP, starts_on=MONDAY, ends_on=None, provisions=(HELP,)))
    assert list(refused.value.fields) == ["ends_on"]


def test_a_provider_has_a_code_of_eight_digits(work: WorkInMemory) -> None:
    investigate(work)
    with pytest.raises(Refused, match="8 cijfers") as refused:
        decide(work, draft(provisions=(replace(HELP, provider=Provider("12", "Thuis")),)))
    assert list(refused.value.fields) == ["agb0"]
    decide(work, draft(provisions=(replace(HELP, provider=Provider("41000001", "Thuis")),)))


def test_a_plan_of_ones_own_that_nobody_recorded_is_not_said_to_be_done(work: WorkInMemory) -> None:
    """2.3.2(2): a report or an application ends the time for it, whether it came or not."""
    in_force(work)
    report_again(work)
    investigate(work)
    closed = {one.kind: one.closed_as for one in work.deadlines.of(["anna"])["anna"] if one.of.route == 2}
    assert (closed[TermKind.PERSONAL_PLAN], closed[TermKind.INVESTIGATION]) == (Closing.PASSED, Closing.DONE)


def test_a_term_that_is_over_is_not_put_off_any_more(work: WorkInMemory) -> None:
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    work.today = date(2015, 5, 7)
    assert "voorbij op 6 mei 2015" in offered(work)[1][StepKind.ADJOURN]


def objection_day(work: WorkInMemory) -> date | None:
    return {one.kind: one.last_day for one in work.deadlines.of(["anna"])["anna"]}.get(TermKind.OBJECTION)


def test_an_objection_against_a_decision_that_was_not_sent_waits_for_the_sending(work: WorkInMemory) -> None:
    """Awb 6:10(1)a: the decision was there, so it counts; 7:10(1): the term for deciding begins when nobody can object
    any more, which is counted from the sending."""
    investigate(work)
    decision_id = decide(work, draft())
    work.today = date(2015, 2, 12)
    taken = take_objection(work, TakeObjection(NOOR, "anna", work.today))
    assert (taken.state, taken.standing[-1].details["inTime"]) == (RouteState.DECIDED, True)
    assert TermKind.DECISION_ON_OBJECTION not in open_terms(work)
    with pytest.raises(Refused, match="Er ligt al een bezwaar"):
        take_objection(work, TakeObjection(NOOR, "anna", work.today))
    work.today = date(2015, 2, 16)
    assert step(work, StepKind.SEND, decisionId=decision_id).state is RouteState.OBJECTION
    assert objection_day(work) == date(2015, 3, 30)
    assert open_terms(work) == {TermKind.DECISION_ON_OBJECTION: date(2015, 5, 11)}
    work.today = date(2015, 3, 31)
    assert follow_clock(work, work.today) == 0


def test_a_sending_of_before_the_objection_can_be_recorded_after_it(work: WorkInMemory) -> None:
    """Awb 6:10: the letter left on the tenth, the objection came on the twelfth; only then we hear of the first."""
    investigate(work)
    decision_id = decide(work, draft())
    work.today = date(2015, 2, 12)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    sent = step(work, StepKind.SEND, on=date(2015, 2, 10), decisionId=decision_id)
    assert sent.state is RouteState.OBJECTION
    assert objection_day(work) == date(2015, 3, 24)


def test_an_objection_against_a_letter_that_came_back_waits_until_it_is_sent_again(work: WorkInMemory) -> None:
    """Awb 3:40: no term has begun. Also when it came back after the days of the first term had gone by."""
    decision_id = decided_and_sent(work)
    work.today = date(2015, 3, 24)
    follow_clock(work, work.today)
    step(work, StepKind.RETURNED, decisionId=decision_id)
    taken = take_objection(work, TakeObjection(NOOR, "anna", work.today))
    assert (taken.state, taken.standing[-1].details["inTime"]) == (RouteState.DECIDED, True)
    assert work.deadlines.of(["anna"])["anna"][-1].closed_as is Closing.VOID
    work.today = date(2015, 4, 1)
    step(work, StepKind.SEND, decisionId=decision_id)
    assert (state(work), open_terms(work)) == (
        RouteState.OBJECTION,
        {TermKind.DECISION_ON_OBJECTION: date(2015, 6, 24)},
    )


def test_an_objection_keeps_its_day_when_the_sending_was_recorded_first(work: WorkInMemory) -> None:
    """It came before the decision was sent: the postbox was emptied a day late."""
    investigate(work)
    decision_id = decide(work, draft())
    work.today = date(2015, 2, 12)
    step(work, StepKind.SEND, decisionId=decision_id)
    with pytest.raises(Refused, match="vorige stap was op 9 februari"):
        take_objection(work, TakeObjection(NOOR, "anna", date(2015, 2, 6)))
    taken = take_objection(work, TakeObjection(NOOR, "anna", date(2015, 2, 11)))
    assert (taken.state, taken.standing[-1].details["inTime"]) == (RouteState.OBJECTION, True)
    assert open_terms(work) == {TermKind.DECISION_ON_OBJECTION: date(2015, 5, 7)}


def test_an_objection_that_waits_can_be_withdrawn_and_then_nothing_waits(work: WorkInMemory) -> None:
    investigate(work)
    decision_id = decide(work, draft())
    with pytest.raises(Refused, match="geen bezwaar om in te trekken"):
        step(work, StepKind.WITHDRAW_OBJECTION)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    assert step(work, StepKind.WITHDRAW_OBJECTION).state is RouteState.DECIDED
    assert step(work, StepKind.SEND, decisionId=decision_id).state is RouteState.SENT


def ask_repair(work: WorkInMemory, answer_by: str) -> Route:
    return step(work, StepKind.ASK_REPAIR, missing=["Uw handtekening"], answerBy=answer_by)


def test_while_an_objection_is_repaired_the_term_for_deciding_on_it_stands_still(work: WorkInMemory) -> None:
    """Awb 6:6, 7:10(2): asked on 7 April and repaired on the 14th, so six days do not count."""
    decided_and_sent(work)
    work.today = date(2015, 3, 20)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    assert open_terms(work) == {TermKind.DECISION_ON_OBJECTION: date(2015, 5, 6)}
    work.today = date(2015, 4, 7)
    assert ask_repair(work, "2015-04-21").state is RouteState.OBJECTION
    assert open_terms(work) == {
        TermKind.REPAIR: date(2015, 4, 21),
        TermKind.DECISION_ON_OBJECTION: date(2015, 5, 18),
    }
    awaited = work.standings.of(["anna"])["anna"].next
    assert isinstance(awaited, NextStep)
    assert (awaited.what, awaited.due, awaited.owner.team) == (
        Task.AWAIT_REPAIR,
        date(2015, 4, 21),
        Team.OBJECTIONS,
    )
    work.today = date(2015, 4, 14)
    step(work, StepKind.REPAIR)
    assert open_terms(work) == {TermKind.DECISION_ON_OBJECTION: date(2015, 5, 11)}


def test_a_question_about_an_objection_can_be_taken_back_with_its_pause(work: WorkInMemory) -> None:
    decided_and_sent(work)
    work.today = date(2015, 3, 20)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    work.today = date(2015, 4, 7)
    route = ask_repair(work, "2015-04-21")
    undo_step(work, UndoStep(NOOR, "anna", route.standing[-1].step_id))
    assert open_terms(work) == {TermKind.DECISION_ON_OBJECTION: date(2015, 5, 6)}


def test_a_pause_before_the_term_for_deciding_begins_counts_from_its_begin(work: WorkInMemory) -> None:
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    ask_repair(work, "2015-02-20")
    assert open_terms(work)[TermKind.DECISION_ON_OBJECTION] == date(2015, 5, 6)
    work.today = date(2015, 3, 18)
    step(work, StepKind.REPAIR)
    ask_repair(work, "2015-03-28")
    assert open_terms(work)[TermKind.DECISION_ON_OBJECTION] == date(2015, 5, 11)


def test_one_question_about_an_objection_at_a_time(work: WorkInMemory) -> None:
    decided_and_sent(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    with pytest.raises(Refused, match="Vraag eerst"):
        step(work, StepKind.REPAIR)
    ask_repair(work, "2015-02-20")
    with pytest.raises(Refused, match="U vroeg dit al"):
        ask_repair(work, "2015-02-20")
    work.today = date(2015, 2, 23)
    again = ask_repair(work, "2015-03-06").standing[-1]
    follow_letters(work, [left(again.step_id, date(2015, 2, 24))])
    work.today = date(2015, 3, 9)
    decide(
        work, draft(DecisionKind.ON_OBJECTION, outcome="inadmissible", no_hearing=NoHearing.CLEARLY_INADMISSIBLE), PETRA
    )
    assert state(work) is RouteState.OBJECTION_DECIDED


@pytest.mark.parametrize(
    ("received", "posted", "in_time"),
    [
        (date(2015, 3, 23), None, True),
        (date(2015, 3, 24), None, False),
        (date(2015, 3, 30), date(2015, 3, 23), True),  # 6:9(2): posted in time, received within a week after it
        (date(2015, 3, 31), date(2015, 3, 23), False),
        (date(2015, 3, 30), date(2015, 3, 24), False),
    ],
)
def test_an_objection_is_judged_by_its_days_also_when_the_term_is_over(
    work: WorkInMemory, received: date, posted: date | None, in_time: bool
) -> None:
    decided_and_sent(work)
    work.today = received
    follow_clock(work, received)
    if not in_time:
        with pytest.raises(Refused, match="te laat"):
            take_objection(work, TakeObjection(PETRA, "anna", received, posted))
    route = take_objection(work, TakeObjection(PETRA, "anna", received, posted, why_late="Lag in het ziekenhuis."))
    assert route.standing[-1].details["inTime"] is in_time


def test_a_client_who_reports_again_begins_a_next_route(work: WorkInMemory) -> None:
    decided_and_sent(work)
    work.today = date(2015, 6, 1)
    follow_clock(work, work.today)
    route = step(work, StepKind.REPORT_NEED, receivedOn="2015-06-01")
    assert (route.number, route.state) == (2, RouteState.PLANNED)
    running = show_route(work, ShowRoute(NOOR, "anna")).running
    assert [(one.kind.value, one.last_day) for one in running] == [
        ("investigation", date(2015, 7, 13)),
        ("personal-plan", date(2015, 6, 8)),
    ]
    assert work.standings.of(["anna"])["anna"].state is PersonState.NEW_REPORT


@pytest.mark.parametrize("kind", [DecisionKind.IN_KIND, DecisionKind.OWN_STRENGTH])
def test_the_end_of_a_right_tells_that_it_was_decided_what_comes_after(work: WorkInMemory, kind: DecisionKind) -> None:
    """Also when nothing does: then no decision goes on from there, but nobody reads that there is none."""
    decision_id = decided_and_sent(work, kind=kind)
    work.today = LAST_DAY
    tell_ends(work, TellEnds(LAST_DAY))
    (ended,) = [event for event in work.events if isinstance(event, RightEnded)]
    assert ended.decision_id == (decision_id if kind is DecisionKind.IN_KIND else None)
    assert ended.decided


def told_of_the_end(work: WorkInMemory) -> RightEnded:
    work.today = LAST_DAY
    tell_ends(work, TellEnds(LAST_DAY))
    return next(event for event in work.events if isinstance(event, RightEnded))


def test_a_new_report_leaves_the_decision_that_goes_on_after_a_right(work: WorkInMemory) -> None:
    """Only the last route was looked at, so somebody with a decision in force read that there was none."""
    in_force(work)
    decision_id = work.routes.of(["anna"])["anna"].decision_id
    report_again(work)
    ended = told_of_the_end(work)
    assert (ended.decision_id, ended.decided) == (decision_id, True)


@pytest.mark.parametrize(("until", "goes_on"), [(date(2016, 1, 31), True), (LAST_DAY, False)])
def test_temporary_help_goes_on_after_a_right_while_it_lasts(work: WorkInMemory, until: date, goes_on: bool) -> None:
    """Wmo 2015, 2.3.3: the letter that the right had ended said nothing of it. It settles nothing of what comes after,
    so that the end comes near is told all the same."""
    so_long = draft(DecisionKind.URGENT_HELP, starts_on=MONDAY, ends_on=until, provisions=(HELP,))
    help_id = decide(work, replace(so_long, despite="De cliënt ligt in het ziekenhuis."))
    work.today = LAST_DAY - timedelta(weeks=4)
    tell_ends(work, TellEnds(work.today))
    (ending,) = (event for event in work.events if isinstance(event, RightEnding))
    ended = told_of_the_end(work)
    assert (ending.decided, ended.decision_id, ended.decided) == (False, help_id if goes_on else None, goes_on)


@pytest.mark.parametrize("day", ["2015-02-08", "2015-02-09"])
@pytest.mark.parametrize(
    ("kind", "details"),
    [
        (StepKind.REMIND, {"number": 1, "answerBy": "{}"}),
        (StepKind.ASK_COMPLETION, {"missing": ["kopie"], "answerBy": "{}"}),
        (StepKind.ASK_VIEW, {"intended": "afwijzen", "answerBy": "{}"}),
        (StepKind.ASK_REPAIR, {"missing": ["naam"], "answerBy": "{}"}),
        (StepKind.INVITE_HEARING, {"day": "{}", "place": "gemeentehuis", "hour": "10:00"}),
        (StepKind.HOLD, {"until": "{}", "why": WAITS}),
    ],
)
def test_nothing_is_asked_for_a_day_that_is_over(
    work: WorkInMemory, kind: StepKind, details: Mapping[str, Any], day: str
) -> None:
    if kind in (StepKind.ASK_COMPLETION, StepKind.ASK_VIEW):
        investigate(work)
    elif kind in (StepKind.ASK_REPAIR, StepKind.INVITE_HEARING):
        decided_and_sent(work)
        take_objection(work, TakeObjection(NOOR, "anna", work.today))
    else:
        step(work, StepKind.INVITE)
    asked: dict[str, Any] = {name: day if value == "{}" else value for name, value in details.items()}
    with pytest.raises(Refused, match="Kies een dag die nog komt"):
        step(work, kind, **asked)


def test_an_answer_is_asked_by_a_day_on_which_somebody_is_there(work: WorkInMemory) -> None:
    step(work, StepKind.INVITE)
    for day, why in (("2015-03-01", "zondag"), ("2015-04-06", "Tweede paasdag"), ("2017-03-01", "niet voor 2017")):
        with pytest.raises(Refused, match=why):
            step(work, StepKind.REMIND, number=1, answerBy=day)
    step(work, StepKind.REMIND, number=1, answerBy="2015-03-02")


def test_nobody_is_reminded_again_who_was_not_reminded(work: WorkInMemory) -> None:
    """The second letter says that we wrote twice and heard nothing: it was taken on the day of the first one."""
    step(work, StepKind.INVITE)
    with pytest.raises(Refused, match="nog geen eerste herinnering"):
        step(work, StepKind.REMIND, number=2, answerBy="2015-02-20")
    step(work, StepKind.REMIND, number=1, answerBy="2015-02-20")
    for day in (MONDAY, date(2015, 2, 20)):
        work.today = day
        with pytest.raises(Refused, match="tot en met 20 februari 2015"):
            step(work, StepKind.REMIND, number=2, answerBy="2015-02-27")
    work.today = date(2015, 2, 23)
    step(work, StepKind.REMIND, number=2, answerBy="2015-03-02")


def test_a_reminder_by_mistake_is_taken_back_until_its_letter_left(work: WorkInMemory) -> None:
    step(work, StepKind.INVITE)
    by_mistake = step(work, StepKind.REMIND, number=1, answerBy="2015-02-20").standing[-1]
    undo_step(work, UndoStep(NOOR, "anna", by_mistake.step_id))
    reminder = step(work, StepKind.REMIND, number=1, answerBy="2015-02-27").standing[-1]
    follow_letters(work, [LetterMoved("anna", "sent", reminder.step_id, MONDAY, returned=False)])
    with pytest.raises(Refused, match="er is al een brief over"):
        undo_step(work, UndoStep(NOOR, "anna", reminder.step_id))
    follow_letters(work, [LetterMoved("anna", "back", reminder.step_id, MONDAY, returned=True)])
    undo_step(work, UndoStep(NOOR, "anna", reminder.step_id))


def test_what_was_on_hold_goes_on_where_it_was(work: WorkInMemory) -> None:
    step(work, StepKind.INVITE)
    step(work, StepKind.HOLD, until="2015-02-16", why=WAITS)
    assert state(work) is RouteState.ON_HOLD
    work.today = date(2015, 2, 16)
    assert follow_clock(work, work.today) == 1
    assert state(work) is RouteState.INVITED


def test_the_last_step_can_be_taken_back_until_a_letter_went_out(work: WorkInMemory) -> None:
    investigate(work)
    decide(work, draft())
    last = show_route(work, ShowRoute(NOOR, "anna")).route.undoable
    assert last is not None
    route = undo_step(work, UndoStep(PETRA, "anna", last.step_id))
    assert (route.state, route.decision_id) == (RouteState.APPLIED, None)
    decision_id = decide(work, draft())
    step(work, StepKind.SEND, decisionId=decision_id)
    sent = show_route(work, ShowRoute(NOOR, "anna")).route.standing[-1]
    with pytest.raises(Refused, match="kan niet terug"):
        undo_step(work, UndoStep(NOOR, "anna", sent.step_id))


def test_the_incomplete_application_stops_the_clock(work: WorkInMemory) -> None:
    investigate(work)
    (running,) = show_route(work, ShowRoute(NOOR, "anna")).running
    assert (running.kind.value, running.last_day) == ("decision", date(2015, 2, 23))
    step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy="2015-02-20")
    work.today = date(2015, 2, 16)
    step(work, StepKind.COMPLETE)
    (running,) = show_route(work, ShowRoute(NOOR, "anna")).running
    assert running.last_day == date(2015, 3, 2)


def test_the_time_to_leave_an_application_untreated_stands_among_the_deadlines(work: WorkInMemory) -> None:
    """Awb 4:5(4): four weeks after the time to complete it passed unused; nothing of it is left when all came."""
    investigate(work)
    step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy="2015-02-20")
    running = {one.kind: one for one in show_route(work, ShowRoute(NOOR, "anna")).running}
    untreated = running[TermKind.NOT_TREATING]
    assert (untreated.started_on, untreated.last_day) == (date(2015, 2, 20), date(2015, 3, 20))
    assert (untreated.law, untreated.article) == ("Awb", "4:5 lid 4")
    work.today = date(2015, 2, 16)
    step(work, StepKind.COMPLETE)
    assert TermKind.NOT_TREATING not in {one.kind for one in show_route(work, ShowRoute(NOOR, "anna")).running}


def test_what_is_asked_when_the_municipality_is_late_already_stops_no_clock(work: WorkInMemory) -> None:
    investigate(work)
    work.today = date(2015, 3, 2)
    step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy="2015-03-12")
    work.today = date(2015, 3, 5)
    assert step(work, StepKind.COMPLETE).state is RouteState.APPLIED
    (running,) = show_route(work, ShowRoute(NOOR, "anna")).running
    assert running.last_day == date(2015, 2, 23)


def test_what_does_not_come_in_time_is_decided_without(work: WorkInMemory) -> None:
    """Awb 4:5(1): after the day that was given, and nobody has to say that it came."""
    investigate(work)
    step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy="2015-02-20")
    work.today = date(2015, 2, 20)
    with pytest.raises(Refused, match="nog aanvullen tot en met 20 februari 2015"):
        decide(work, draft(DecisionKind.REFUSAL))
    work.today = date(2015, 2, 23)
    decision_id = decide(work, draft(DecisionKind.REFUSAL))
    step(work, StepKind.SEND, decisionId=decision_id)
    (running,) = show_route(work, ShowRoute(NOOR, "anna")).running
    assert running.kind is TermKind.OBJECTION


ANSWER_BY = "2015-02-20"
LAST_DAY_NOT_TO_TREAT = date(2015, 3, 20)
DAY_AFTER = date(2015, 2, 23)
"""The first working day after the time to complete the application."""


def asked_by_letter(work: WorkInMemory) -> None:
    follow_letters(work, [left(asked_to_complete(work), work.today)])


def not_treated(work: WorkInMemory) -> str:
    return decide(work, Draft(DecisionKind.NOT_TREATED, work.today, None, (), "Wij kregen geen kopie."))


def left_untreated(work: WorkInMemory) -> str:
    """And sent on the same day."""
    asked_by_letter(work)
    work.today = DAY_AFTER
    decision_id = not_treated(work)
    step(work, StepKind.SEND, decisionId=decision_id)
    return decision_id


def next_steps(work: WorkInMemory) -> list[tuple[Task, date]]:
    standing = work.standings.of(["anna"])["anna"]
    person = read_people(work, {"anna": standing})["anna"]
    terms = read_terms(work, ReadTerms(standing.municipality, standing.delivered_on))
    return [(one.what, one.due) for one in open_steps(person, terms)]


def test_an_application_is_left_untreated_only_after_a_letter_that_left(work: WorkInMemory) -> None:
    """Awb 4:5(1): who was not asked had no opportunity to complete it; nor who never got the letter."""
    asked = asked_to_complete(work)
    work.today = DAY_AFTER
    with pytest.raises(Refused, match=r"niet op tijd verstuurd of kwam terug.*4:5 lid 1"):
        not_treated(work)
    follow_letters(work, [left(asked, date.fromisoformat(ANSWER_BY))])
    assert "niet op tijd verstuurd" in show_route(work, ShowRoute(NOOR, "anna")).refused[StepKind.NOT_TREAT]
    follow_letters(work, [left(asked, MONDAY)])
    assert StepKind.NOT_TREAT in show_route(work, ShowRoute(NOOR, "anna")).possible
    follow_letters(work, [left(asked, work.today, returned=True)])
    assert "kwam terug" in show_route(work, ShowRoute(NOOR, "anna")).refused[StepKind.NOT_TREAT]


def test_not_treating_is_to_be_taken_back_when_the_letter_that_asked_came_back(work: WorkInMemory) -> None:
    asked = asked_to_complete(work)
    follow_letters(work, [left(asked, MONDAY)])
    work.today = DAY_AFTER
    not_treated(work)
    assert next_on(show_route(work, ShowRoute(NOOR, "anna")).route, work.today).title == "Nu: verstuur het besluit"
    follow_letters(work, [left(asked, work.today, returned=True)])
    route = show_route(work, ShowRoute(NOOR, "anna")).route
    assert next_on(route, work.today).title == "Nu: neem het besluit terug"
    assert undo_step(work, UndoStep(NOOR, "anna", route.standing[-1].step_id)).state is RouteState.INCOMPLETE


def test_an_application_is_left_untreated_only_in_the_four_weeks_after_the_time_to_complete_it(
    work: WorkInMemory,
) -> None:
    """Awb 4:5(1) and (4)."""
    asked_by_letter(work)
    work.today = date.fromisoformat(ANSWER_BY)
    with pytest.raises(Refused, match="nog aanvullen tot en met 20 februari 2015"):
        not_treated(work)
    work.today = LAST_DAY_NOT_TO_TREAT + timedelta(days=1)
    with pytest.raises(Refused, match=r"tot en met 20 maart 2015\. Beslis nu op wat er is.*4:5 lid 4"):
        not_treated(work)
    work.today = LAST_DAY_NOT_TO_TREAT
    not_treated(work)
    assert state(work) is RouteState.DECIDED
    assert next_steps(work) == [(Task.SEND, LAST_DAY_NOT_TO_TREAT)]


def not_treated_too_late(work: WorkInMemory) -> str:
    """Its letter lay in the mailing until somebody had to leave it out."""
    asked_by_letter(work)
    work.today = LAST_DAY_NOT_TO_TREAT
    decision_id = not_treated(work)
    work.today = LAST_DAY_NOT_TO_TREAT + timedelta(days=3)
    follow_left_out_letters(work, [LetterLeftOut("anna", "letter left out", decision_id)])
    return decision_id


def test_an_application_is_treated_when_the_letter_that_it_is_not_did_not_leave_in_time(work: WorkInMemory) -> None:
    """Awb 4:5(4): it is made known within four weeks, or somebody decides on what there is."""
    decision_id = not_treated_too_late(work)
    route = show_route(work, ShowRoute(NOOR, "anna")).route
    assert route.state is RouteState.INCOMPLETE
    undo = [event.step for event in work.events if isinstance(event, StepTaken)][-1]
    assert (undo.kind, undo.details, undo.by) == (StepKind.UNDO, {"decisionId": decision_id}, BY_EVENT)
    assert next_on(route, work.today).title == "Nu: neem het besluit"
    (decide_by,) = [one.last_day for one in work.deadlines.of(["anna"])["anna"] if one.kind is TermKind.DECISION]
    assert next_steps(work) == [(Task.DECIDE, decide_by)]
    with pytest.raises(Refused, match="kan niet meer"):
        not_treated(work)
    decide(work, draft(DecisionKind.REFUSAL))
    assert state(work) is RouteState.DECIDED


def test_what_was_left_untreated_too_late_is_waited_for_again_when_somebody_asks_again(work: WorkInMemory) -> None:
    not_treated_too_late(work)
    step(work, StepKind.COMPLETE)
    assert next_steps(work)[0][0] is Task.DECIDE
    asked = step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy="2015-04-10")
    assert not asked.is_too_late_to_leave_untreated
    late = last_days(work)["decision"]
    assert next_steps(work) == [(Task.AWAIT_COMPLETION, late)], "what is asked when it is late stops no term"


def test_the_letter_that_an_application_is_not_treated_says_by_when_it_has_to_leave(work: WorkInMemory) -> None:
    asked_by_letter(work)
    work.today = DAY_AFTER
    decision_id = not_treated(work)
    (made,) = [event for event in work.events if isinstance(event, DecisionMade)]
    assert made.send_by == LAST_DAY_NOT_TO_TREAT
    step(work, StepKind.SEND, decisionId=decision_id)
    follow_left_out_letters(work, [LetterLeftOut("anna", "letter left out", decision_id)])
    assert state(work) is RouteState.NOT_TREATED, "what was sent stays"


def test_an_application_that_is_complete_is_treated(work: WorkInMemory) -> None:
    asked_by_letter(work)
    work.today = date(2015, 2, 16)
    step(work, StepKind.COMPLETE)
    with pytest.raises(Refused, match="Deze stap kan niet"):
        not_treated(work)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": AFTER}, "starts_on"),
        ({"ends_on": AFTER}, "ends_on"),
        ({"provisions": (HELP,)}, "provisions"),
        ({"reason": " "}, "reason"),
    ],
)
def test_not_treating_gives_nothing_and_begins_on_its_day(
    work: WorkInMemory, changes: Mapping[str, Any], field: str
) -> None:
    asked_by_letter(work)
    work.today = DAY_AFTER
    wanted = Draft(DecisionKind.NOT_TREATED, work.today, None, (), "Wij kregen geen kopie.")
    with pytest.raises(Refused) as refused:
        decide(work, replace(wanted, **changes))
    assert set(refused.value.fields) == {field}


def test_an_application_left_untreated_decides_nothing_and_leaves_somebody_to_reassess(work: WorkInMemory) -> None:
    """8.3(1), 8.6(1): the right runs on, and there must be a decision before its end; nobody is ever done with it."""
    left_untreated(work)
    file = show_route(work, ShowRoute(NOOR, "anna"))
    assert (file.route.state, file.old_right_until) == (RouteState.NOT_TREATED, LAST_DAY)
    assert [(one.kind, one.last_day) for one in file.running] == [(TermKind.OBJECTION, date(2015, 4, 7))]
    again = (Task.REASSESS_AGAIN, LAST_DAY - timedelta(weeks=8))
    assert next_steps(work) == [(Task.AWAIT_OBJECTION, date(2015, 4, 7)), again]
    work.today = date(2015, 4, 8)
    assert follow_clock(work, work.today) == 1
    assert (state(work), follow_clock(work, work.today)) == (RouteState.NOT_TREATED, 0)
    assert next_steps(work) == [again]
    standing = work.standings.of(["anna"])["anna"]
    assert standing.state is PersonState.TO_REASSESS
    assert standing.on_list(WorkList.OVERDUE, AFTER)


def test_a_right_that_ends_after_an_untreated_application_ends_undecided(work: WorkInMemory) -> None:
    left_untreated(work)
    work.today = AFTER
    tell_ends(work, TellEnds(AFTER))
    (ended,) = [event for event in work.events if isinstance(event, RightEnded)]
    assert (ended.decision_id, ended.decided) == (None, False)


def test_who_applies_again_gets_a_decision_on_that(work: WorkInMemory) -> None:
    """And without a new investigation: the report is there (2.3.2(9))."""
    left_untreated(work)
    work.today = date(2015, 3, 2)
    step(work, StepKind.APPLY)
    file = show_route(work, ShowRoute(NOOR, "anna"))
    assert [(one.kind, one.last_day) for one in file.running] == [(TermKind.DECISION, date(2015, 3, 16))]
    assert next_steps(work) == [(Task.DECIDE, date(2015, 3, 16))]
    decision_id = decide(work, draft())
    assert step(work, StepKind.SEND, decisionId=decision_id).state is RouteState.SENT
    assert work.standings.of(["anna"])["anna"].state is PersonState.DECIDED


def test_a_view_on_the_first_application_is_none_on_the_next(work: WorkInMemory) -> None:
    """Awb 4:7."""
    investigate(work)
    step(work, StepKind.ASK_VIEW, intended="Nee.", answerBy=ANSWER_BY)
    step(work, StepKind.RECEIVE_VIEW)
    asked = step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy=ANSWER_BY).standing[-1]
    follow_letters(work, [LetterMoved("anna", "a sent", asked.step_id, MONDAY, returned=False)])
    work.today = DAY_AFTER
    step(work, StepKind.SEND, decisionId=not_treated(work))
    step(work, StepKind.APPLY)
    with pytest.raises(Refused, match="4:7"):
        decide(work, REFUSAL)


def test_an_objection_against_not_treating_that_changes_nothing_leaves_it_untreated(work: WorkInMemory) -> None:
    left_untreated(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    assert state(work) is RouteState.OBJECTION
    assert work.standings.of(["anna"])["anna"].state is PersonState.TO_REASSESS
    assert {what for what, _ in next_steps(work)} == {Task.PLAN_HEARING, Task.REASSESS_AGAIN}
    step(work, StepKind.HEAR)
    same = Draft(DecisionKind.ON_OBJECTION, AFTER, None, (), "U kreeg genoeg tijd.", outcome="dismissed")
    decision_id = decide(work, same, PETRA)
    assert step(work, StepKind.SEND_OBJECTION_DECISION, decisionId=decision_id).state is RouteState.NOT_TREATED
    assert [what for what, _ in next_steps(work)] == [Task.REASSESS_AGAIN]


def test_an_objection_against_not_treating_that_gives_care_decides(work: WorkInMemory) -> None:
    left_untreated(work)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    step(work, StepKind.HEAR)
    decision_id = decide(work, draft(DecisionKind.ON_OBJECTION, outcome="upheld"), PETRA)
    assert step(work, StepKind.SEND_OBJECTION_DECISION, decisionId=decision_id).state is RouteState.IN_FORCE
    assert work.standings.of(["anna"])["anna"].state is PersonState.DECIDED


def test_an_objection_against_not_treating_waits_for_the_decision_on_the_next_application(work: WorkInMemory) -> None:
    left_untreated(work)
    step(work, StepKind.APPLY)
    work.today = date(2015, 3, 2)
    file = take_objection(work, TakeObjection(NOOR, "anna", work.today))
    assert (file.state, file.standing[-1].details["inTime"]) == (RouteState.APPLIED, True)
    with pytest.raises(Refused, match="Er ligt al een bezwaar"):
        take_objection(work, TakeObjection(NOOR, "anna", work.today))
    assert "6:19" in next_on(file, work.today).text
    decision_id = decide(work, draft())
    assert step(work, StepKind.SEND, decisionId=decision_id).state is RouteState.OBJECTION
    running = [one.kind for one in show_route(work, ShowRoute(NOOR, "anna")).running]
    assert running == [TermKind.DECISION_ON_OBJECTION]


def test_a_first_application_has_nothing_to_object_to(work: WorkInMemory) -> None:
    investigate(work)
    with pytest.raises(Refused, match="geen besluit verstuurd"):
        take_objection(work, TakeObjection(NOOR, "anna", work.today))


def test_who_reports_a_need_again_begins_anew_when_objecting_is_over(work: WorkInMemory) -> None:
    """2.3.2(1). The next route takes the place of the first: what is decided in it is decided."""
    left_untreated(work)
    with pytest.raises(Refused, match="bezwaar maken tot en met 7 april 2015"):
        step(work, StepKind.REPORT_NEED, receivedOn=work.today.isoformat())
    work.today = date(2015, 4, 8)
    route = step(work, StepKind.REPORT_NEED, receivedOn=work.today.isoformat())
    assert (route.number, route.state) == (2, RouteState.PLANNED)
    assert [what for what, _ in next_steps(work)] == [Task.MAKE_APPOINTMENT]
    assert work.standings.of(["anna"])["anna"].on_list(WorkList.OVERDUE, AFTER)
    investigate(work)
    step(work, StepKind.SEND, decisionId=decide(work, draft()))
    assert work.standings.of(["anna"])["anna"].state is PersonState.DECIDED


def test_a_later_application_that_is_not_treated_leaves_the_decision_before_it(work: WorkInMemory) -> None:
    decided_and_sent(work)
    work.today = date(2015, 3, 24)
    follow_clock(work, work.today)
    step(work, StepKind.REPORT_NEED, receivedOn=work.today.isoformat())
    investigate(work)
    asked = step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy="2015-04-03").standing[-1]
    follow_letters(work, [LetterMoved("anna", "b sent", asked.step_id, work.today, returned=False)])
    work.today = date(2015, 4, 7)
    step(work, StepKind.SEND, decisionId=not_treated(work))
    standing = work.standings.of(["anna"])["anna"]
    assert (standing.state, standing.is_settled) == (PersonState.DECIDED, True)
    renew = (Task.RENEW, date(2017, 12, 31) - timedelta(weeks=8))
    assert [one for one in next_steps(work) if one[0] is not Task.AWAIT_OBJECTION] == [renew]


def shown(work: WorkInMemory) -> tuple[PersonState, date | None]:
    standing = work.standings.of(["anna"])["anna"]
    assert standing.on_list(WorkList.OVERDUE, date.max) == (standing.due is not None)
    return standing.state, standing.due


def test_who_reports_a_need_after_the_decision_is_shown_by_that_report(work: WorkInMemory) -> None:
    """Wmo 2015, 2.3.2(1): six weeks for the investigation, and 2.3.5(2): two for the decision."""
    in_force(work)
    assert shown(work) == (PersonState.DECIDED, None)
    report_again(work)
    assert shown(work) == (PersonState.NEW_REPORT, date(2015, 5, 6))
    held(work)
    step(work, StepKind.REPORT, reportId="r", canApply=True)
    assert shown(work) == (PersonState.NEW_REPORT, None), "the client has to apply first"
    step(work, StepKind.APPLY)
    assert shown(work) == (PersonState.NEW_REPORT, date(2015, 4, 7))
    keep_lists(work, [RightDetermined(work.clients.found["anna"])])
    assert shown(work) == (PersonState.NEW_REPORT, date(2015, 4, 7)), "a new revision changes nothing in it"
    decision_id = decide(work, draft())
    assert shown(work) == (PersonState.NEW_REPORT, date(2015, 4, 7))
    step(work, StepKind.SEND, decisionId=decision_id)
    assert shown(work) == (PersonState.DECIDED, None)


def test_a_term_that_its_letter_moves_moves_in_the_lists(work: WorkInMemory) -> None:
    """Awb 4:15(1)a: the clock stands still from the day after the letter left, which it did later than was recorded."""
    in_force(work)
    report_again(work)
    investigate(work)
    asked = step(work, StepKind.ASK_COMPLETION, missing=["kopie"], answerBy="2015-04-03").standing[-1]
    assert shown(work) == (PersonState.NEW_REPORT, date(2015, 4, 17))
    left_on = date(2015, 3, 27)
    counted = follow_letters(work, [LetterMoved("anna", "c sent", asked.step_id, left_on, returned=False)])
    assert counted == ["anna"]
    refresh_standings(work, counted)
    assert shown(work) == (PersonState.NEW_REPORT, date(2015, 4, 14))


def test_a_later_report_that_stops_shows_the_decision_again(work: WorkInMemory) -> None:
    in_force(work)
    report_again(work)
    step(work, StepKind.END, reason="no-need")
    assert shown(work) == (PersonState.DECIDED, None)
    report_again(work)
    step(work, StepKind.END, reason="died")
    assert shown(work)[0] is PersonState.DECEASED


def test_the_old_care_can_be_prolonged_after_an_untreated_application(work: WorkInMemory) -> None:
    left_untreated(work)
    decision_id = decide(work, draft(DecisionKind.PROLONGATION))
    assert step(work, StepKind.SEND, decisionId=decision_id).state is RouteState.SENT
    assert [one.kind for one in show_route(work, ShowRoute(NOOR, "anna")).running] == [TermKind.OBJECTION]


def objected(work: WorkInMemory) -> None:
    take_objection(work, TakeObjection(NOOR, "anna", work.today))


def heard(work: WorkInMemory) -> None:
    objected(work)
    step(work, StepKind.HEAR)


def dismissed(work: WorkInMemory) -> None:
    heard(work)
    decide(work, Draft(DecisionKind.ON_OBJECTION, AFTER, None, (), "Het blijft zo.", outcome="dismissed"), PETRA)


def after(first: Callable[[WorkInMemory], Any], then: Callable[[WorkInMemory], Any]) -> Callable[[WorkInMemory], None]:
    def both(work: WorkInMemory) -> None:
        first(work)
        then(work)

    return both


def decided_not_to_treat(work: WorkInMemory) -> None:
    asked_by_letter(work)
    work.today = DAY_AFTER
    not_treated(work)


def held(work: WorkInMemory) -> None:
    keep_conversation(work, KeepConversation(NOOR, "anna", NOTES))
    hold_conversation(work, HoldConversation(NOOR, "anna", work.today))


def in_force(work: WorkInMemory) -> None:
    decided_and_sent(work)
    work.today = date(2015, 3, 24)
    follow_clock(work, work.today)


def report_again(work: WorkInMemory) -> None:
    step(work, StepKind.REPORT_NEED, receivedOn=work.today.isoformat())


CARE_IS_DECIDED = "Er is al een besluit over de zorg"
URGENT: list[tuple[str, Callable[[WorkInMemory], Any], RouteState, str]] = [
    ("nothing yet", lambda _: None, RouteState.PLANNED, ""),
    ("invited", lambda work: step(work, StepKind.INVITE), RouteState.INVITED, ""),
    ("spoken with", held, RouteState.CONVERSATION_HELD, ""),
    ("the report is there", after(held, lambda work: step(work, StepKind.REPORT, reportId="r", canApply=True)),
     RouteState.REPORTED, ""),
    ("applied", investigate, RouteState.APPLIED, ""),
    ("the application is to be completed", asked_by_letter, RouteState.INCOMPLETE, ""),
    ("decided not to treat it", decided_not_to_treat, RouteState.DECIDED, ""),
    ("not treated", left_untreated, RouteState.NOT_TREATED, ""),
    ("objected to that", after(left_untreated, objected), RouteState.OBJECTION, ""),
    ("heard about that", after(left_untreated, heard), RouteState.HEARD, ""),
    ("that stays so", after(left_untreated, dismissed), RouteState.OBJECTION_DECIDED, ""),
    ("a new report", after(in_force, report_again), RouteState.PLANNED, ""),
    ("on hold", lambda work: step(work, StepKind.HOLD, until="2015-03-01", why=WAITS), RouteState.ON_HOLD,
     "dit wacht tot een afgesproken dag"),
    ("decided", after(investigate, lambda work: decide(work, draft())), RouteState.DECIDED, CARE_IS_DECIDED),
    ("sent", decided_and_sent, RouteState.SENT, "het besluit is verstuurd"),
    ("in force", in_force, RouteState.IN_FORCE, "het besluit staat vast"),
    ("objected", after(decided_and_sent, objected), RouteState.OBJECTION, CARE_IS_DECIDED),
    ("heard", after(decided_and_sent, heard), RouteState.HEARD, CARE_IS_DECIDED),
    ("decided on the objection", after(decided_and_sent, dismissed), RouteState.OBJECTION_DECIDED, CARE_IS_DECIDED),
    ("stopped", lambda work: step(work, StepKind.END, reason="withdrawn"), RouteState.ENDED, "is gestopt"),
]  # fmt: skip


def urgent(work: WorkInMemory) -> str:
    help_now = draft(DecisionKind.URGENT_HELP, starts_on=work.today, ends_on=work.today + timedelta(weeks=6))
    return decide(work, replace(help_now, provisions=(HELP,)))


@pytest.mark.parametrize(("come", "where", "why_not"), [case[1:] for case in URGENT], ids=[case[0] for case in URGENT])
def test_urgent_help_is_given_from_a_report_until_the_care_is_decided(
    work: WorkInMemory, come: Callable[[WorkInMemory], Any], where: RouteState, why_not: str
) -> None:
    """Wmo 2015, 2.3.3: pending the investigation and the application, also when that was left untreated."""
    come(work)
    assert state(work) is where
    if why_not:
        with pytest.raises(Refused, match=why_not):
            urgent(work)
        assert StepKind.GRANT_URGENT_HELP not in show_route(work, ShowRoute(NOOR, "anna")).possible
        return
    assert StepKind.GRANT_URGENT_HELP in show_route(work, ShowRoute(NOOR, "anna")).possible
    urgent(work)
    assert state(work) is where


def test_every_state_is_asked_whether_urgent_help_can_be_given() -> None:
    assert {case[2] for case in URGENT} == set(RouteState)


def test_urgent_help_beside_an_untreated_application_leaves_that_decision_as_it_is(work: WorkInMemory) -> None:
    decision_id = left_untreated(work)
    first, second = urgent(work), urgent(work)
    made = [event for event in work.events if isinstance(event, DecisionMade)]
    assert [one.replaces for one in made[-2:]] == [None, first]
    assert (Task.RENEW, DAY_AFTER) in next_steps(work), "it ends soon, so somebody has to decide now"
    assert step(work, StepKind.RETURNED, decisionId=decision_id).state is RouteState.DECIDED
    assert step(work, StepKind.SEND, decisionId=decision_id).state is RouteState.NOT_TREATED
    step(work, StepKind.APPLY)
    step(work, StepKind.SEND, decisionId=decide(work, draft()))
    (last,) = [event for event in work.events if isinstance(event, DecisionMade)][-1:]
    assert (last.replaces, state(work)) == (second, RouteState.SENT)


def test_a_letter_that_came_back_made_nothing_known_of_an_untreated_application(work: WorkInMemory) -> None:
    decision_id = left_untreated(work)
    assert step(work, StepKind.RETURNED, decisionId=decision_id).state is RouteState.DECIDED
    assert [what for what, _ in next_steps(work)] == [Task.SEND]


def test_two_people_do_not_take_the_same_step(work: WorkInMemory) -> None:
    take_step(work, TakeStep(NOOR, "anna", StepKind.INVITE, work.today, {}, seen=0))
    with pytest.raises(Refused, match="Iemand anders"):
        take_step(work, TakeStep(PETRA, "anna", StepKind.INVITE, work.today, {}, seen=0))


def test_another_municipality_is_refused(work: WorkInMemory) -> None:
    with pytest.raises(Forbidden):
        step(work, StepKind.INVITE, HUGO)
    with pytest.raises(Forbidden):
        show_route(work, ShowRoute(HUGO, "anna"))


Doing = Callable[[WorkInMemory], object]
REFUSALS: list[tuple[str, Doing, str]] = [
    ("a day that has yet to come", lambda work: step(work, StepKind.INVITE, on=date(2015, 2, 10)), "komt nog"),
    (
        "a report without a conversation",
        lambda work: step(work, StepKind.REPORT, reportId="r", canApply=True),
        "geen afspraak",
    ),
    ("an application before the report (2.3.2(9))", lambda work: step(work, StepKind.APPLY), "2.3.2 lid 9"),
    (
        "a conversation that is not filled in",
        lambda work: hold_conversation(work, HoldConversation(NOOR, "anna", MONDAY)),
        "Nog niet alles",
    ),
    ("a decision without an application", lambda work: decide(work, draft()), "kan niet"),
    ("sending what was not decided", lambda work: step(work, StepKind.SEND, decisionId="d"), "kan niet"),
    ("a decision without a reason (Awb 3:46)", lambda work: decide(work, draft(reason=" ")), "3:46"),
    (
        "a refusal that shortens the old right (8.3(1))",
        lambda work: decide(work, draft(DecisionKind.REFUSAL, starts_on=LAST_DAY)),
        "8.3 lid 1",
    ),
    (
        "a prolongation that shortens the old right",
        lambda work: decide(work, draft(DecisionKind.PROLONGATION, starts_on=MONDAY, ends_on=date(2015, 6, 1))),
        "korter",
    ),
    (
        "a pgb without its criteria (2.3.6(2))",
        lambda work: decide(work, draft(DecisionKind.PGB, provisions=(BUDGET,))),
        "2.3.6 lid 2",
    ),
    (
        "a kind that its care does not fit",
        lambda work: decide(work, draft(provisions=(BUDGET,), criteria=PgbCriteria(True, True, True))),
        "past niet",
    ),
    ("a hold until a day that was", lambda work: step(work, StepKind.HOLD, until="2015-02-09"), "nog komt"),
]


@pytest.mark.parametrize(("what", "doing", "says"), REFUSALS, ids=[row[0] for row in REFUSALS])
def test_what_cannot_be_is_refused_with_its_reason(what: str, doing: Doing, says: str, work: WorkInMemory) -> None:
    before = len(work.events)
    with pytest.raises(Refused, match=says):
        doing(work)
    assert len(work.events) == before


def test_a_refusal_on_other_facts_asks_for_the_clients_view_first(work: WorkInMemory) -> None:
    investigate(work)
    refusal = draft(DecisionKind.REFUSAL, differs_from_client=True)
    with pytest.raises(Refused, match="4:7"):
        decide(work, refusal)
    step(work, StepKind.ASK_VIEW, intended="afwijzen", answerBy="2015-02-23")
    step(work, StepKind.RECEIVE_VIEW)
    decide(work, refusal)
    assert state(work) is RouteState.DECIDED


def test_nothing_but_a_stop_is_possible_for_somebody_who_died(work: WorkInMemory) -> None:
    anna = determined("anna", state=PersonState.DECEASED)
    person = replace(anna.client.person, died_on=MONDAY)
    work.clients.save([replace(anna, client=replace(anna.client, person=person))])
    assert offered(work)[0] == {StepKind.END}
    with pytest.raises(Refused, match="overleden"):
        step(work, StepKind.INVITE)
    assert step(work, StepKind.END, reason="died").state is RouteState.ENDED


def test_an_objection_on_a_day_without_law_is_refused_and_is_no_failure_of_ours(work: WorkInMemory) -> None:
    with pytest.raises(Refused, match="1 januari 2000"):
        take_objection(work, TakeObjection(NOOR, "anna", date(2000, 1, 1)))


CLOSED_ROUTES: Mapping[str, Callable[[WorkInMemory], Any]] = {
    "in force": in_force,
    "withdrawn": lambda work: step(work, StepKind.END, reason="withdrawn"),
    "moved": lambda work: step(work, StepKind.END, reason="moved"),
    "died": lambda work: step(work, StepKind.END, reason="died"),
}


AFTER_A_STOP: Mapping[EndReason, set[Task]] = {
    EndReason.DIED: set(),
    EndReason.MOVED: {Task.HAND_OVER_MUNICIPALITY},
    EndReason.WLZ: {Task.HAND_OVER_WLZ},
}


@pytest.mark.parametrize(
    ("come", "possible"),
    [
        ("in force", {"died", "moved", "wlz"}),
        ("withdrawn", {"died", "moved", "wlz"}),
        ("moved", {"died", "wlz"}),
        ("died", set[str]()),
    ],
)
def test_a_closed_route_still_hears_that_the_care_stops(work: WorkInMemory, come: str, possible: set[str]) -> None:
    """It was refused once a decision was in force, so that somebody who had died was written to."""
    CLOSED_ROUTES[come](work)
    for reason in EndReason:
        if reason.value in possible:
            ended = step(work, StepKind.END, reason=reason.value)
            then = {what for what, _ in next_steps(work)}
            assert (ended.state, then) == (RouteState.ENDED, AFTER_A_STOP[reason]), reason
            undo_step(work, UndoStep(NOOR, "anna", ended.steps[-1].step_id))
        else:
            with pytest.raises(Refused, match=r"al vastgelegd|Stoppen kan niet"):
                step(work, StepKind.END, reason=reason.value)
    assert (StepKind.END in offered(work)[0]) is bool(possible)


def test_an_accepted_offer_has_ended_the_old_right_in_a_next_route_too(work: WorkInMemory) -> None:
    """8.3(1): the decision of the next route said that the old right ran to its own end, and prolonged it."""
    decision_id = decided_and_sent(work, starts_on=date(2015, 2, 1))
    step(work, StepKind.ACCEPT_OFFER, decisionId=decision_id)
    work.today = date(2015, 3, 24)
    follow_clock(work, work.today)
    tell_accepted_ends(work, work.today)
    step(work, StepKind.REPORT_NEED, receivedOn=work.today.isoformat())
    file = show_route(work, ShowRoute(NOOR, "anna"))
    assert (file.old_right_until, file.old_ends, file.first_to_stop) == (None, {}, None)
    assert "stopte op 9 februari 2015" in file.refused[StepKind.PROLONG]
    with pytest.raises(Refused, match="geen oude zorg om te verlengen"):
        decide(work, draft(DecisionKind.PROLONGATION))
    investigate(work)
    made = make_decision(work, MakeDecision(NOOR, "anna", work.today, draft(starts_on=work.today)))
    assert (made.old_right_until, made.waits_for_acceptance) == (None, False)


def test_who_died_reports_nothing_any_more(work: WorkInMemory) -> None:
    """Wmo 2015 2.3.2(1): it began a next route, so that somebody who had died was invited. A mistake is taken back."""
    in_force(work)
    died = step(work, StepKind.END, reason="died")
    assert "overleden" in offered(work)[1][StepKind.REPORT_NEED]
    with pytest.raises(Refused, match="Alleen stoppen kan nog"):
        step(work, StepKind.REPORT_NEED, receivedOn=work.today.isoformat(), despite="Hij belde.")
    undo_step(work, UndoStep(NOOR, "anna", died.steps[-1].step_id))
    assert step(work, StepKind.REPORT_NEED, receivedOn=work.today.isoformat()).number == 2


@pytest.mark.parametrize(("reason", "asked"), [("moved", "Woont de cliënt weer hier"), ("wlz", "Is die zorg voorbij")])
def test_who_left_reports_again_when_somebody_says_why(work: WorkInMemory, reason: str, asked: str) -> None:
    """2.3.5(1) and (6): it was accepted without a question."""
    in_force(work)
    step(work, StepKind.END, reason=reason)
    with pytest.raises(Refused, match=asked) as refused:
        step(work, StepKind.REPORT_NEED, receivedOn=work.today.isoformat())
    assert list(refused.value.fields) == ["despite"]
    again = step(work, StepKind.REPORT_NEED, receivedOn=work.today.isoformat(), despite="Zij kwam terug.")
    assert again.number == 2


def test_nobody_waits_without_a_reason_that_stays_in_the_file(work: WorkInMemory) -> None:
    """A colleague read that a file waits and not what for. The reason can be about health, so others are not told."""
    with pytest.raises(Refused, match="wacht niet zonder reden") as refused:
        step(work, StepKind.HOLD, until="2015-03-01")
    assert list(refused.value.fields) == ["despite"]
    why = "Zij ligt in het ziekenhuis."
    held = step(work, StepKind.HOLD, until="2015-03-01", why=why)
    assert held.standing[-1].details == {"until": "2015-03-01", "why": why}
    assert said_in_words(held.standing[-1]) == ["tot 1 maart 2015", why]
    assert told_details(StepKind.HOLD, held.standing[-1].details) == {"until": "2015-03-01"}


def test_nobody_waits_past_the_end_of_a_right_without_a_reason(work: WorkInMemory) -> None:
    """8.6(1): it was accepted, and nothing was due until the day that was agreed. Why it waits says not why so long."""
    with pytest.raises(Refused, match="stopt op 31 december 2015"):
        step(work, StepKind.HOLD, until="2016-01-04", why="Zij is tot dan in het buitenland.")
    held = step(work, StepKind.HOLD, until="2016-01-04", despite="Zij is tot dan in het buitenland.")
    assert next_steps(work) == [(Task.TAKE_UP_AGAIN, LAST_DAY - timedelta(weeks=8))]
    assert next_on(held, work.today, right_until=LAST_DAY).title == "Nu: ga weer verder"
    assert next_on(held, work.today, right_until=date(2016, 1, 4)).title == "Nu: niets te doen"


def test_whoever_says_twice_that_it_takes_longer_reads_the_day_of_the_law(work: WorkInMemory) -> None:
    """Awb 4:14: an announced day is no term of the law. The second proof called the first announced day just that."""
    investigate(work)
    for day in ("2015-03-02", "2015-03-09"):
        step(work, StepKind.EXTEND, newLastDay=day, why="Wij wachten op uw huisarts.")
    (running,) = show_route(work, ShowRoute(NOOR, "anna")).running
    proof = " ".join(one.sentence for one in running.proof.steps)
    assert proof.count("De termijn van de wet was tot en met 23 februari 2015.") == 2
    assert running.last_day == date(2015, 3, 9)
    assert running.law_last_day == date(2015, 2, 23)


def test_nobody_waits_past_the_term_to_decide_without_a_reason(work: WorkInMemory) -> None:
    """Awb 4:13, 4:15: a term ran out while the file said "nothing to do", and no list and no figure knew."""
    investigate(work)
    due = last_days(work)["decision"]
    with pytest.raises(Refused, match="Het besluit moet er zijn op 23 februari 2015"):
        step(work, StepKind.HOLD, until="2015-02-24", why=WAITS)
    held = step(work, StepKind.HOLD, until="2015-02-24", despite=WAITS)
    assert next_steps(work)[0] == (Task.DECIDE, due)
    assert dict(work.standings.of(["anna"])["anna"].promised)[Task.DECIDE] == due
    assert next_on(held, work.today, decide_by=show_route(work, ShowRoute(NOOR, "anna")).decide_by).title == (
        "Nu: ga weer verder en neem het besluit"
    )


def late_on_team_page(work: WorkInMemory) -> Mapping[TermKind, int]:
    late = show_team(work, ShowTeam(NOOR, None)).late
    for kind, number in late.items():
        asked = ListDeadlines(NOOR, None, DeadlineFilter(kind, Due.OVERDUE))
        assert list_deadlines(work, asked).total == number, "the list that the figure leads to"
    return late


def incomplete(work: WorkInMemory) -> None:
    asked_to_complete(work)


def on_hold_too_long(work: WorkInMemory) -> None:
    investigate(work)
    step(work, StepKind.HOLD, until="2015-12-01", despite=WAITS)


def came_back(work: WorkInMemory) -> None:
    decision_id = decided_and_sent(work)
    step(work, StepKind.RETURNED, decisionId=decision_id)


@pytest.mark.parametrize("come", [investigate, incomplete, on_hold_too_long, came_back])
def test_the_team_page_counts_every_decision_that_is_late_by_the_law(
    come: Callable[[WorkInMemory], None], work: WorkInMemory
) -> None:
    """Awb 4:13. It said 0 while the terms of a file on hold and of a letter that came back were over."""
    come(work)
    assert set(late_on_team_page(work).values()) == {0}
    work.today = date(2015, 3, 30)
    assert late_on_team_page(work) == {TermKind.DECISION: 1, TermKind.DECISION_ON_OBJECTION: 0}


def test_the_team_page_counts_answers_to_objections_that_are_late(work: WorkInMemory) -> None:
    decided_and_sent(work)
    objected(work)
    work.today = date(2015, 9, 1)
    assert late_on_team_page(work) == {TermKind.DECISION: 0, TermKind.DECISION_ON_OBJECTION: 1}


def test_who_waits_until_the_last_day_to_decide_says_no_more_than_what_for(work: WorkInMemory) -> None:
    investigate(work)
    held = step(work, StepKind.HOLD, until="2015-02-23", why=WAITS)
    assert next_steps(work) == [(Task.AWAIT_DAY, date(2015, 2, 23))]
    file = show_route(work, ShowRoute(NOOR, "anna"))
    assert next_on(held, work.today, decide_by=file.decide_by).title == "Nu: niets te doen"


def test_a_later_decision_is_told_for_a_day_that_is_near(work: WorkInMemory) -> None:
    """Awb 4:14(1): a term that is reasonably short. Any day was accepted, also after the end of the right."""
    investigate(work)
    last = last_days(work)["decision"]
    for day, why in ((AFTER, "stopt op 31 december 2015"), (last + timedelta(weeks=2, days=1), "meer dan 2 weken")):
        with pytest.raises(Refused, match=why):
            step(work, StepKind.EXTEND, newLastDay=day.isoformat(), why="Wij wachten op uw huisarts.")
    late = (last + timedelta(weeks=2, days=1)).isoformat()
    step(work, StepKind.EXTEND, newLastDay=late, why="Wij wachten op uw huisarts.", despite="De huisarts is weg.")


def test_a_view_is_asked_within_the_term_for_the_decision(work: WorkInMemory) -> None:
    """Awb 4:8: it stops no term."""
    investigate(work)
    with pytest.raises(Refused, match="moet er zijn op 23 februari 2015"):
        step(work, StepKind.ASK_VIEW, intended="afwijzen", answerBy="2015-02-24")
    step(work, StepKind.ASK_VIEW, intended="afwijzen", answerBy="2015-02-23")


def test_a_view_is_asked_too_when_the_decision_is_late_already(work: WorkInMemory) -> None:
    """Awb 4:7: who would be refused is heard. The way there asked for a day that had passed."""
    investigate(work)
    work.today = date(2015, 2, 24)
    step(work, StepKind.ASK_VIEW, intended="afwijzen", answerBy="2015-03-06")
    assert (Task.AWAIT_VIEW, date(2015, 3, 6)) in next_steps(work)


def test_a_death_is_told_of_whoever_has_a_decision_in_force(work: WorkInMemory) -> None:
    in_force(work)
    follow_deaths(work, ["anna"])
    assert state(work) is RouteState.ENDED


def test_who_died_by_the_word_of_a_caseworker_counts_among_the_dead(work: WorkInMemory) -> None:
    """The control page counted that death, and `status` and the list of clients only those of a delivery."""
    in_force(work)
    ended = step(work, StepKind.END, reason="died").steps[-1]
    standing = work.standings.of(["anna"])["anna"]
    assert (standing.state, standing.became) == (PersonState.DECEASED, "deceased")
    undo_step(work, UndoStep(NOOR, "anna", ended.step_id))
    assert work.standings.of(["anna"])["anna"].state is PersonState.DECIDED


def test_a_route_that_was_begun_stops_when_its_client_died(work: WorkInMemory) -> None:
    step(work, StepKind.INVITE)
    follow_deaths(work, ["anna", "somebody without a route"])
    assert state(work) is RouteState.ENDED
    follow_deaths(work, ["anna"])
    assert len(show_route(work, ShowRoute(NOOR, "anna")).route.steps) == 2


def test_a_prolongation_needs_no_investigation_and_beside_the_old_right_no_acceptance(work: WorkInMemory) -> None:
    made = make_decision(
        work, MakeDecision(NOOR, "anna", MONDAY, draft(DecisionKind.PROLONGATION, ends_on=date(2016, 5, 1)))
    )
    assert (made.waits_for_acceptance, state(work)) == (False, RouteState.DECIDED)


def test_a_decision_waits_for_a_term_that_was_counted_again(work: WorkInMemory) -> None:
    decided_and_sent(work)
    recalculate_deadlines(work, work.today)
    holidays = {**work.calendar.holidays, date(2015, 3, 23): "extra feestdag"}
    work.calendar = LegalCalendar(holidays, work.calendar.first_year, work.calendar.last_year)
    changed = recalculate_deadlines(work, work.today)
    assert [change.becomes for change in changed] == [date(2015, 3, 24)]
    tell_counted_terms(work, TellCountedTerms([change.of.client_id for change in changed], work.today))
    assert [[one.last_day for one in told.running] for told in counted(work)] == [[date(2015, 3, 24)]]
    for day, taken in ((date(2015, 3, 24), 0), (date(2015, 3, 25), 1)):
        work.today = day
        assert follow_clock(work, day) == taken
    assert state(work) is RouteState.IN_FORCE


def decide_after_conversation(work: WorkInMemory) -> None:
    investigate(work)
    decide(work, draft())


COMING = appointment("home", "anna", "bert", day=date(2015, 2, 16))


@pytest.mark.parametrize(
    ("doing", "reason"),
    [
        (lambda work: step(work, StepKind.END, reason="died"), CancelReason.ENDED),
        (lambda work: step(work, StepKind.END, reason="moved"), CancelReason.ENDED),
        (lambda work: step(work, StepKind.END, reason="wlz"), CancelReason.ENDED),
        (lambda work: decide(work, draft(DecisionKind.PROLONGATION)), CancelReason.PROLONGED),
        (lambda work: decide_after_conversation(work), CancelReason.ENDED),
        (lambda work: left_untreated(work), CancelReason.ENDED),
    ],
    ids=["died", "moved", "wlz", "prolonged", "decided", "not treated"],
)
def test_an_appointment_ends_with_what_it_was_for(
    doing: Callable[[WorkInMemory], object], reason: CancelReason, work: WorkInMemory
) -> None:
    """It outlived the route, and its day stayed taken; the other one of the household still comes."""
    over = appointment("home", "anna", id="over", number=2, day=date(2015, 2, 2))
    work.appointments.add([replace(COMING, day=date(2015, 3, 16)), over])
    doing(work)
    gone = [event for event in work.events if isinstance(event, AppointmentCancelled)]
    assert [(one.attendee.client_id, one.by_name) for one in gone] == [("anna", NOOR.name)]
    ending = gone[0].appointment.ending
    assert ending is not None
    assert (ending.on, ending.by, ending.reason, ending.new_one_follows) == (work.today, NOOR.id, reason, False)
    left, past = (work.appointments.get(one.id) for one in (COMING, over))
    assert left is not None
    assert past is not None
    assert (left.stands, left.client_ids, past.client_ids) == (True, ("bert",), ("anna",))


def test_who_was_spoken_with_today_does_not_read_that_the_conversation_is_off(work: WorkInMemory) -> None:
    """Conversation and decision on one day."""
    work.appointments.add([replace(COMING, day=MONDAY)])
    decide_after_conversation(work)
    assert not [event for event in work.events if isinstance(event, AppointmentCancelled)]


def test_an_appointment_of_a_next_route_stays(work: WorkInMemory) -> None:
    later = replace(COMING, attendees=tuple(replace(each, route=2) for each in COMING.attendees))
    work.appointments.add([later])
    decide(work, draft(DecisionKind.PROLONGATION))
    assert not [event for event in work.events if isinstance(event, AppointmentCancelled)]


@pytest.mark.parametrize("until", ["2015-02-17", "2015-03-16"])
def test_a_hold_gives_up_the_appointment_that_it_waits_past(until: str, work: WorkInMemory) -> None:
    """The agenda still showed the visit, and the own page asked whether it suits."""
    work.appointments.add([COMING])
    follow_appointment(work, FollowAppointment("anna", COMING.id, True, by_user(NOOR.id, NOOR.name)))
    step(work, StepKind.HOLD, until=until, why="Opgenomen.")
    gone = [event for event in work.events if isinstance(event, AppointmentCancelled)]
    assert [(one.attendee.client_id, one.by_name) for one in gone] == [("anna", NOOR.name)]
    ending = gone[0].appointment.ending
    assert ending is not None
    assert (ending.by, ending.reason, ending.new_one_follows) == (NOOR.id, CancelReason.ON_HOLD, True)
    assert (left := work.appointments.get(COMING.id)) is not None
    assert (left.stands, left.client_ids) == (True, ("bert",))


def test_after_a_hold_somebody_makes_a_new_appointment(work: WorkInMemory) -> None:
    """It said that the client was invited, to a day that was over."""
    work.appointments.add([appointment("home", "anna", day=date(2015, 2, 16))])
    actor = by_user(NOOR.id, NOOR.name)
    follow_appointment(work, FollowAppointment("anna", COMING.id, True, actor))
    step(work, StepKind.HOLD, until="2015-03-16", why="Opgenomen.")
    follow_appointment(work, FollowAppointment("anna", COMING.id, False, actor))
    assert state(work) is RouteState.ON_HOLD
    work.today = date(2015, 3, 16)
    step(work, StepKind.RESUME)
    assert (state(work), next_steps(work)[0][0]) == (RouteState.PLANNED, Task.MAKE_APPOINTMENT)
    assert follows_on(work.appointments.of_clients(["anna"])) == (Reason.FIRST, None)


@pytest.mark.parametrize("until", ["2015-02-16", "2015-02-10"])
def test_a_hold_leaves_an_appointment_for_which_it_is_over(until: str, work: WorkInMemory) -> None:
    work.appointments.add([COMING])
    follow_appointment(work, FollowAppointment("anna", COMING.id, True, by_user(NOOR.id, NOOR.name)))
    step(work, StepKind.HOLD, until=until, why="Opgenomen.")
    assert not [event for event in work.events if isinstance(event, AppointmentCancelled)]
    work.today = date.fromisoformat(until)
    step(work, StepKind.RESUME)
    assert state(work) is RouteState.INVITED


def test_who_was_stopped_by_mistake_gets_another_appointment(work: WorkInMemory) -> None:
    work.appointments.add([appointment("home", "anna", day=date(2015, 2, 16))])
    follow_appointment(work, FollowAppointment("anna", COMING.id, True, by_user(NOOR.id, NOOR.name)))
    ended = step(work, StepKind.END, reason="withdrawn").steps[-1]
    undo_step(work, UndoStep(NOOR, "anna", ended.step_id))
    assert state(work) is RouteState.PLANNED


def test_a_death_is_recorded_on_its_true_day(work: WorkInMemory) -> None:
    """It was refused because a step came after it; care and money went on until that one."""
    decision_id = decided_and_sent(work, starts_on=date(2015, 2, 1))
    step(work, StepKind.ACCEPT_OFFER, decisionId=decision_id)
    work.today = date(2015, 2, 11)
    tell_accepted_ends(work, work.today)
    with pytest.raises(Refused, match="vorige stap was op 9 februari"):
        step(work, StepKind.END, on=date(2015, 2, 2), reason="moved")
    with pytest.raises(Refused, match="komt nog"):
        step(work, StepKind.END, on=date(2015, 2, 12), reason="died")
    with pytest.raises(Refused, match="Klopt de dag van het overlijden"):
        step(work, StepKind.END, on=date(2015, 2, 2), reason="died")
    ended = step(work, StepKind.END, on=date(2015, 2, 2), reason="died", despite="De zus sprak met ons.")
    assert (ended.state, ended.standing[-1].on) == (RouteState.ENDED, date(2015, 2, 2))
    told = [event.end for event in work.events if isinstance(event, RightEnded)]
    assert [(one.why.value, one.last_day) for one in told] == [
        ("offer-accepted", MONDAY),
        ("died", date(2015, 2, 2)),
    ]


def test_a_death_that_a_delivery_tells_stops_the_route_on_its_day(work: WorkInMemory) -> None:
    step(work, StepKind.INVITE)
    anna = work.clients.found["anna"]
    person = replace(anna.client.person, died_on=date(2015, 2, 3))
    work.clients.save([replace(anna, client=replace(anna.client, person=person))])
    follow_deaths(work, ["anna"])
    assert work.routes.of(["anna"])["anna"].standing[-1].on == date(2015, 2, 3)


LATE, HEARING = date(2015, 3, 30), date(2015, 4, 20)


def invited_to_a_hearing(work: WorkInMemory, objected: date = LATE, *, excused: bool = False) -> None:
    decided_and_sent(work)
    work.today = objected
    take_objection(work, TakeObjection(NOOR, "anna", objected, why_late="In het ziekenhuis.", excused=excused))
    step(work, StepKind.INVITE_HEARING, day=HEARING.isoformat(), hour="10:00", place="gemeentehuis")


WITHOUT_HEARING = {
    "upheld": NoHearing.FULLY_MET,
    "partly": NoHearing.DID_NOT_COME,
    "dismissed": NoHearing.CLEARLY_UNFOUNDED,
    "inadmissible": NoHearing.CLEARLY_INADMISSIBLE,
}


def answer(work: WorkInMemory, outcome: str) -> None:
    decide(work, draft(DecisionKind.ON_OBJECTION, outcome=outcome, no_hearing=WITHOUT_HEARING[outcome]), PETRA)


def test_an_objection_that_is_late_with_an_excuse_is_treated(work: WorkInMemory) -> None:
    """Awb 6:11: it could be declared inadmissible as too late, before its hearing."""
    invited_to_a_hearing(work, excused=True)
    for day in (LATE, HEARING + timedelta(days=1)):
        work.today = day
        with pytest.raises(Refused, match="artikel 6:11"):
            answer(work, "inadmissible")
    asked = ask_repair(work, "2015-05-04").standing[-1]
    follow_letters(work, [left(asked.step_id, work.today)])
    work.today = date(2015, 5, 6)
    answer(work, "inadmissible")  # 6:6: it was not completed
    assert state(work) is RouteState.OBJECTION_DECIDED


def on_objection(work: WorkInMemory, outcome: str, ground: NoHearing | None) -> None:
    decide(work, draft(DecisionKind.ON_OBJECTION, outcome=outcome, no_hearing=ground), PETRA)


def test_a_decision_on_an_objection_says_why_nobody_was_heard(work: WorkInMemory) -> None:
    """Awb 7:2, 7:3 and 7:12(1): an objection could be dismissed and nobody said why there was no hearing."""
    decided_and_sent(work)
    objected(work)
    with pytest.raises(Refused, match="artikel 7:3 en 7:12") as refused:
        on_objection(work, "dismissed", None)
    assert list(refused.value.fields) == ["no_hearing"]
    on_objection(work, "dismissed", NoHearing.CLEARLY_UNFOUNDED)
    told = [event.step for event in work.events if isinstance(event, StepTaken)][-1]
    assert told.details["noHearing"] == "clearly-unfounded"
    assert show_route(work, ShowRoute(NOOR, "anna")).no_hearing == "clearly-unfounded"


@pytest.mark.parametrize(
    ("outcome", "ground"),
    [
        ("upheld", NoHearing.CLEARLY_UNFOUNDED),
        ("partly", NoHearing.FULLY_MET),
        ("dismissed", NoHearing.CLEARLY_INADMISSIBLE),
        ("inadmissible", NoHearing.FULLY_MET),
    ],
)
def test_a_ground_for_no_hearing_fits_the_outcome(outcome: str, ground: NoHearing, work: WorkInMemory) -> None:
    decided_and_sent(work)
    objected(work)
    with pytest.raises(Refused, match="past niet bij de uitkomst") as refused:
        on_objection(work, outcome, ground)
    assert list(refused.value.fields) == ["no_hearing"]


def test_who_was_heard_is_not_said_to_have_stayed_away(work: WorkInMemory) -> None:
    decided_and_sent(work)
    heard(work)
    with pytest.raises(Refused, match="De hoorzitting is geweest"):
        on_objection(work, "dismissed", NoHearing.NOT_WANTED)
    on_objection(work, "dismissed", None)
    assert show_route(work, ShowRoute(NOOR, "anna")).no_hearing is None


def test_only_who_was_invited_can_have_stayed_away(work: WorkInMemory) -> None:
    """Awb 7:2(1): who could come was given the opportunity, so nothing was left out."""
    decided_and_sent(work)
    objected(work)
    with pytest.raises(Refused, match="niet uitgenodigd"):
        on_objection(work, "dismissed", NoHearing.DID_NOT_COME)
    step(work, StepKind.INVITE_HEARING, day=HEARING.isoformat(), hour="10:00", place="gemeentehuis")
    work.today = HEARING
    with pytest.raises(Refused, match="niet uitgenodigd"):
        on_objection(work, "dismissed", NoHearing.DID_NOT_COME)
    work.today = HEARING + timedelta(days=1)
    on_objection(work, "dismissed", NoHearing.DID_NOT_COME)
    assert work.routes.of(["anna"])["anna"].has(StepKind.INVITE_HEARING)


@pytest.mark.parametrize("outcome", ["upheld", "partly"])
def test_nobody_objects_to_a_decision_that_an_answer_to_an_objection_replaced(outcome: str, work: WorkInMemory) -> None:
    """Awb 7:11(2), 8:1: what stands is the decision on the objection, and that is open to appeal."""
    decided_and_sent(work)
    answered_and_sent(work, outcome)
    late = TakeObjection(NOOR, "anna", work.today, why_late="In het ziekenhuis.", excused=True)
    with pytest.raises(Refused, match=r"gaat in beroep bij de rechtbank\. Dat geldt ook voor een ander"):
        take_objection(work, late)
    assert "geen bezwaar meer" in offered(work)[1][StepKind.OBJECT]


def test_after_an_objection_that_changed_nothing_the_first_decision_can_be_objected_to_by_another(
    work: WorkInMemory,
) -> None:
    """It still stands, so another party may, in time or with an excuse (6:11); what it comes to is judged then."""
    decided_and_sent(work)
    answered_and_sent(work, "dismissed")
    take_objection(work, TakeObjection(NOOR, "anna", work.today, why_late="Hoorde het nu pas.", excused=True))
    assert state(work) is RouteState.OBJECTION


WISH_BY = date(2015, 3, 2)


def test_only_who_was_asked_and_let_the_day_pass_did_not_answer(work: WorkInMemory) -> None:
    """Awb 7:3: anybody could write that the client did not answer a question that nobody had put."""
    decided_and_sent(work)
    objected(work)
    with pytest.raises(Refused, match="Niemand vroeg") as refused:
        on_objection(work, "partly", NoHearing.NOT_ANSWERED)
    assert list(refused.value.fields) == ["no_hearing"]
    step(work, StepKind.ASK_HEARING_WISH, answerBy=WISH_BY.isoformat())
    work.today = WISH_BY
    with pytest.raises(Refused, match="kan nog antwoorden tot en met 2 maart 2015"):
        on_objection(work, "partly", NoHearing.NOT_ANSWERED)
    with pytest.raises(Refused, match="U vroeg dit al"):
        step(work, StepKind.ASK_HEARING_WISH, answerBy="2015-03-09")
    work.today += timedelta(days=1)
    on_objection(work, "partly", NoHearing.NOT_ANSWERED)
    assert state(work) is RouteState.OBJECTION_DECIDED


def test_who_was_asked_and_then_invited_answered(work: WorkInMemory) -> None:
    decided_and_sent(work)
    objected(work)
    step(work, StepKind.ASK_HEARING_WISH, answerBy=WISH_BY.isoformat())
    step(work, StepKind.INVITE_HEARING, day=HEARING.isoformat(), hour="10:00", place="gemeentehuis")
    work.today = HEARING + timedelta(days=1)
    with pytest.raises(Refused, match="nodigde de cliënt daarna uit"):
        on_objection(work, "dismissed", NoHearing.NOT_ANSWERED)


def test_who_was_invited_can_still_say_not_to_want_it(work: WorkInMemory) -> None:
    decided_and_sent(work)
    objected(work)
    step(work, StepKind.INVITE_HEARING, day=HEARING.isoformat(), hour="10:00", place="gemeentehuis")
    on_objection(work, "dismissed", NoHearing.NOT_WANTED)
    assert not work.routes.of(["anna"])["anna"].has(StepKind.INVITE_HEARING), "nobody is to come after the decision"


@pytest.mark.parametrize(
    ("objected", "outcome", "possible"),
    [
        (MONDAY, "dismissed", False),
        (MONDAY, "partly", False),
        (MONDAY, "inadmissible", False),
        (MONDAY, "upheld", True),
        (LATE, "dismissed", False),
        (LATE, "inadmissible", True),
    ],
)
def test_who_is_invited_to_a_hearing_is_heard_unless_that_is_of_no_use(
    objected: date, outcome: str, possible: bool, work: WorkInMemory
) -> None:
    """Awb 7:2 and 7:3; nobody is to come to a hearing after the decision."""
    invited_to_a_hearing(work, objected)
    work.today = HEARING
    if possible:
        answer(work, outcome)
        assert not work.routes.of(["anna"])["anna"].has(StepKind.INVITE_HEARING)
        undone = [event.step for event in work.events if isinstance(event, StepTaken)][-1]
        assert (undone.kind, undone.by.name) == (StepKind.UNDO, PETRA.name)
        assert state(work) is RouteState.OBJECTION_DECIDED
        return
    stayed_away = WITHOUT_HEARING[outcome] is NoHearing.DID_NOT_COME
    why = "niet uitgenodigd voor een hoorzitting die geweest is" if stayed_away else "een hoorzitting op 20 april 2015"
    with pytest.raises(Refused, match=why):
        answer(work, outcome)
    work.today = HEARING + timedelta(days=1)
    if outcome != "inadmissible":
        answer(work, outcome)
        assert work.routes.of(["anna"])["anna"].has(StepKind.INVITE_HEARING), "the client could come"


def test_a_promise_that_was_kept_late_is_counted_with_its_days(work: WorkInMemory) -> None:
    """It was gone from the control page as soon as somebody kept it."""
    investigate(work)
    assert dict(work.standings.of(["anna"])["anna"].promised) == {Task.DECIDE: date(2015, 2, 23)}
    work.today = date(2015, 3, 2)
    control = show_control(work, ShowControl(NOOR, None))
    assert (control.counts.broken[Task.DECIDE], control.kept[Task.DECIDE]) == (1, KeptCount())
    decide(work, draft())
    control = show_control(work, ShowControl(NOOR, None))
    assert (control.counts.broken[Task.DECIDE], control.kept[Task.DECIDE]) == (0, KeptCount(late=1, days=7))
    assert (control.counts.broken[Task.SEND], control.open_promises(Task.SEND)) == (1, 0), "its day was the same one"
    assert control.kept[Task.REPORT] == KeptCount(in_time=1)

    page = list_late_promises(work, ListLatePromises(NOOR, HOUTEN, Task.DECIDE))
    (one,) = page.kept
    assert (one.task, one.due, one.kept_on, one.days_late) == (Task.DECIDE, date(2015, 2, 23), work.today, 7)
    assert (page.total, list(page.names)) == (1, ["anna"])
    assert work.read_log.lines[-1] == ("noor", "anna", "bladeren in de lijst met beloften die te laat zijn nagekomen")
    assert export_late_promises(work, ListLatePromises(NOOR, None, Task.DECIDE)).kept == [one]
    assert one in list_late_promises(work, ListLatePromises(NOOR, None, None)).kept
    assert list_late_promises(work, ListLatePromises(NOOR, None, Task.SEND)).kept == []
    assert list_late_promises(work, ListLatePromises(HUGO, None, None)).kept == []
    with pytest.raises(Forbidden):
        list_late_promises(work, ListLatePromises(HUGO, HOUTEN, None))


def test_a_step_that_is_taken_back_kept_no_promise(work: WorkInMemory) -> None:
    investigate(work)
    work.today = date(2015, 3, 2)
    decide(work, draft())
    decided = work.routes.of(["anna"])["anna"].standing[-1]
    undo_step(work, UndoStep(NOOR, "anna", decided.step_id))
    control = show_control(work, ShowControl(NOOR, None))
    assert (control.counts.broken[Task.DECIDE], control.kept[Task.DECIDE]) == (1, KeptCount())


def test_a_promise_that_falls_away_is_not_kept(work: WorkInMemory) -> None:
    investigate(work)
    work.today = date(2015, 3, 2)
    step(work, StepKind.END, reason="died")
    control = show_control(work, ShowControl(NOOR, None))
    assert (control.counts.broken[Task.DECIDE], control.kept[Task.DECIDE]) == (0, KeptCount())


GOES_ON = Provision("BGI", None, None, DeliveryForm.ZIN)


def test_a_prolongation_says_how_much_goes_on_as_the_indication_has_it(work: WorkInMemory) -> None:
    """Awb 3:46: the letter sent people to what was agreed, with whom nobody spoke."""
    anna = work.clients.found["anna"].client.functions
    assert [(one.function, one.care_class) for one in anna] == [("BGI", "K3")]
    decision_id = decide(work, draft(DecisionKind.PROLONGATION, provisions=(GOES_ON, GOES_ON)))
    made = work.decisions.get(decision_id)
    assert [one.care_class for one in made.provisions] == ["K3", ""], "one indication says how much one of both is"


@pytest.mark.parametrize("provision", [HELP, replace(GOES_ON, function="BGG"), replace(GOES_ON, form=DeliveryForm.PGB)])
def test_a_prolongation_says_no_more_than_was_decided_or_recorded(provision: Provision, work: WorkInMemory) -> None:
    made = work.decisions.get(decide(work, draft(DecisionKind.PROLONGATION, provisions=(provision,))))
    assert [(one.amount, one.care_class) for one in made.provisions] == [(provision.amount, "")]


def test_an_objection_to_a_prolongation_changes_something_and_goes_on_with_the_class(work: WorkInMemory) -> None:
    decision_id = decide(work, draft(DecisionKind.PROLONGATION, provisions=(GOES_ON,)))
    step(work, StepKind.SEND, decisionId=decision_id)
    objected(work)
    why = NoHearing.FULLY_MET
    same = draft(DecisionKind.ON_OBJECTION, outcome="upheld", provisions=(GOES_ON,), no_hearing=why)
    with pytest.raises(Refused, match="artikel 7:11"):
        decide(work, same, PETRA)
    longer = replace(same, ends_on=date(2018, 12, 31))
    assert work.decisions.get(decide(work, longer, PETRA)).provisions[0].care_class == "K3"


def test_other_decisions_have_no_class(work: WorkInMemory) -> None:
    investigate(work)
    budget = replace(GOES_ON, form=DeliveryForm.PGB, yearly_cents=560_800)
    criteria = PgbCriteria(True, True, True)
    made = work.decisions.get(decide(work, draft(DecisionKind.PGB, provisions=(budget,), criteria=criteria)))
    assert made.provisions[0].care_class == ""


def in_force_until(work: WorkInMemory, last: date) -> None:
    """A decision that ends on this day is in force, and the client reported something new since."""
    decided_and_sent(work, ends_on=last)
    work.today = date(2016, 1, 4)
    follow_clock(work, work.today)
    report_again(work)


def test_a_hold_after_a_next_report_does_not_hide_the_end_of_what_was_decided(work: WorkInMemory) -> None:
    """The step before that end was gone: nobody had anything to do until long after the care had stopped."""
    last, until = date(2016, 6, 30), date(2016, 8, 1)
    in_force_until(work, last)
    with pytest.raises(Refused, match="De zorg die de cliënt nu door een besluit heeft, stopt op 30 juni 2016"):
        step(work, StepKind.HOLD, until=until.isoformat())
    step(work, StepKind.HOLD, until=until.isoformat(), despite="De cliënt ligt in het ziekenhuis.")
    ((what, due),) = next_steps(work)
    assert what is Task.TAKE_UP_AGAIN
    assert work.today < due < last
    file = show_route(work, ShowRoute(NOOR, "anna"))
    assert next_on(file.route, work.today, provided_until=file.provided_until).title == "Nu: ga weer verder"
    assert made_known(work.routes.earlier("anna")).settled == file.earlier[0].decision_id, "no end is told as undecided"


@pytest.mark.parametrize("last", [date(2016, 6, 30), None])
def test_a_hold_that_ends_before_what_was_decided_waits(last: date | None, work: WorkInMemory) -> None:
    decided_and_sent(work, ends_on=last)
    work.today = date(2016, 1, 4)
    follow_clock(work, work.today)
    report_again(work)
    step(work, StepKind.HOLD, until="2016-06-30", why=WAITS)
    assert next_steps(work) == [(Task.AWAIT_DAY, date(2016, 6, 30))]

"""A caseworker corrects the day after which a deadline runs: what moves, what stays, how an objection is judged."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from services.migration.adapters.route.events import step_taken_data
from services.migration.application.deadlines.list_changes import ListChanges, list_changes
from services.migration.application.route.correct_day import CorrectDay, correct_day
from services.migration.application.route.follow_clock import follow_clock
from services.migration.application.route.show_correction import ShowCorrection, show_correction
from services.migration.application.route.show_route import ShowRoute, show_route
from services.migration.application.route.take_objection import TakeObjection, take_objection
from services.migration.application.route.take_step import TakeStep, take_step
from services.migration.application.route.undo_step import UndoStep, undo_step
from services.migration.application.route.views import Correction, UnknownCorrection, UnknownDeadline
from services.migration.application.route.weigh_correction import WeighCorrection, weigh_correction
from services.migration.domain.deadlines.open_deadlines import Closing, Deadline
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.corrections import Outcome
from services.migration.domain.route.decisions import DecisionKind
from services.migration.domain.route.happened import StepTaken
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import NoHearing, RouteState, StepKind
from shared.access import Forbidden, Role, User
from shared.messaging.failures import Refused
from tests.support.migration_in_memory import WorkInMemory
from tests.unit.migration.test_uc_route import (
    HUGO,
    MONDAY,
    NOOR,
    PETRA,
    decide,
    decided_and_sent,
    draft,
    investigate,
    open_terms,
    state,
    step,
    work,
)

__all__ = ["work"]
T = TermKind
WHY = "De postkamer bracht de brief later weg."
AUDITOR = User("els", "Els", Role.AUDITOR, NOOR.municipalities)
FRIDAY = MONDAY + timedelta(days=4)


def weigh(work: WorkInMemory, kind: TermKind, on: date, user: User = NOOR) -> Correction:
    return weigh_correction(work, WeighCorrection(user, "anna", kind, 1, on))


def correct(work: WorkInMemory, kind: TermKind, on: date, why: str = WHY, user: User = NOOR) -> Route:
    return correct_day(work, CorrectDay(user, "anna", kind, 1, on, why))


def effects(found: Correction) -> list[tuple[TermKind, Outcome, date | None, date | None]]:
    return [(each.kind, each.outcome, each.was, each.becomes) for each in found.effects]


def terms(work: WorkInMemory) -> dict[TermKind, Deadline]:
    return {one.kind: one for one in work.deadlines.of(["anna"])["anna"]}


def sent_on(work: WorkInMemory) -> date:
    sent = show_route(work, ShowRoute(NOOR, "anna")).route.last(StepKind.SEND)
    assert sent is not None
    return sent.on


def test_what_moves_is_told_before_it_is_kept(work: WorkInMemory) -> None:
    decided_and_sent(work)
    work.today = FRIDAY
    before, told = terms(work), len(work.events)
    found = weigh(work, T.OBJECTION, FRIDAY)
    moved = (T.OBJECTION, Outcome.MOVES, date(2015, 3, 23), date(2015, 3, 27))
    assert effects(found) == [moved]
    assert (terms(work), sent_on(work), len(work.events)) == (before, MONDAY, told)
    assert work.read_log.lines[-2] == ("noor", "anna", "verbeteren van een termijn")

    correct(work, T.OBJECTION, FRIDAY)
    assert open_terms(work) == {T.OBJECTION: date(2015, 3, 27)}
    assert (sent_on(work), state(work)) == (FRIDAY, RouteState.SENT)
    (change,) = list_changes(work, ListChanges(NOOR, None)).changes
    assert (change.was, change.becomes) == moved[2:]


def test_who_when_and_why_are_kept_with_the_change_and_why_is_told_to_nobody(work: WorkInMemory) -> None:
    decided_and_sent(work)
    work.today = FRIDAY
    (correction,) = correct(work, T.OBJECTION, FRIDAY).corrections
    kept = show_correction(work, ShowCorrection(AUDITOR, "anna", correction.step_id))
    assert (kept.was, kept.becomes, kept.kind) == (MONDAY, FRIDAY, StepKind.SEND)
    assert (kept.correction.by.name, kept.correction.recorded_on) == ("Noor Bakker", FRIDAY)
    assert kept.correction.details["why"] == WHY
    assert [(each.kind, each.becomes) for each in kept.effects] == [(T.OBJECTION, date(2015, 3, 27))]
    assert work.read_log.lines[-1] == ("els", "anna", "inzien van een verbeterde termijn")
    told = step_taken_data([event for event in work.events if isinstance(event, StepTaken)][-1])
    assert (told["step"], told["details"]["becomes"], "why" in told["details"]) == ("correct-day", "2015-02-13", False)
    assert told["deadlines"] == [{"kind": "objection", "lastDay": "2015-03-27", "law": "Awb", "article": "6:7"}]


def test_a_decision_stands_after_the_corrected_term_and_not_before(work: WorkInMemory) -> None:
    decided_and_sent(work)
    work.today = FRIDAY
    correct(work, T.OBJECTION, FRIDAY)
    for day, taken in ((date(2015, 3, 27), 0), (date(2015, 3, 28), 1)):
        work.today = day
        assert follow_clock(work, day) == taken


def test_a_decision_that_stood_too_early_does_not_stand_any_more(work: WorkInMemory) -> None:
    decided_and_sent(work)
    work.today = date(2015, 3, 24)
    follow_clock(work, work.today)
    assert state(work) is RouteState.IN_FORCE
    assert weigh(work, T.OBJECTION, FRIDAY).stood_too_early is not None
    correct(work, T.OBJECTION, FRIDAY)
    assert state(work) is RouteState.SENT
    assert open_terms(work) == {T.OBJECTION: date(2015, 3, 27)}
    work.today = date(2015, 3, 28)
    assert follow_clock(work, work.today) == 1


def test_a_decision_that_stands_by_the_right_day_too_goes_on_standing(work: WorkInMemory) -> None:
    decided_and_sent(work)
    work.today = date(2015, 4, 1)
    follow_clock(work, work.today)
    correct(work, T.OBJECTION, FRIDAY)
    assert state(work) is RouteState.IN_FORCE
    term = terms(work)[T.OBJECTION]
    assert (term.last_day, term.closed_as) == (date(2015, 3, 27), Closing.PASSED)


@pytest.mark.parametrize(
    ("received", "posted", "right", "was", "becomes"),
    [
        (date(2015, 3, 25), None, FRIDAY, False, True),
        (date(2015, 3, 20), None, FRIDAY, True, True),
        (date(2015, 3, 31), date(2015, 3, 25), FRIDAY, False, True),  # 6:9(2)
        (MONDAY + timedelta(days=2), None, FRIDAY, True, True),  # 6:10(1): before the decision was sent
    ],
)
def test_an_objection_is_judged_against_the_corrected_term(
    work: WorkInMemory, received: date, posted: date | None, right: date, was: bool, becomes: bool
) -> None:
    decided_and_sent(work)
    work.today = received
    follow_clock(work, received)
    take_objection(work, TakeObjection(NOOR, "anna", received, posted, why_late="Ik was ziek."))
    assert objected(work)["inTime"] is was
    work.today = date(2015, 4, 2)
    found = weigh(work, T.OBJECTION, right)
    assert found.judged is not None
    assert found.judged.judgement.in_time is becomes
    correct(work, T.OBJECTION, right)
    assert objected(work)["inTime"] is becomes
    assert state(work) is RouteState.OBJECTION
    decision = terms(work)[T.DECISION_ON_OBJECTION]
    assert (decision.is_open, decision.last_day) == (True, date(2015, 5, 8)), "7:10(1): after the corrected term"
    assert not terms(work)[T.OBJECTION].is_open, "closed it stays"


def test_an_objection_that_was_in_time_can_turn_out_to_be_late(work: WorkInMemory) -> None:
    work.today = date(2015, 2, 6)
    investigate(work)
    decision_id = decide(work, draft())
    work.today = FRIDAY
    step(work, StepKind.SEND, decisionId=decision_id)
    work.today = date(2015, 3, 26)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    assert objected(work)["inTime"] is True
    correct(work, T.DECISION_ON_OBJECTION, MONDAY)
    assert objected(work)["inTime"] is False
    assert terms(work)[T.OBJECTION].last_day == date(2015, 3, 23)


def objected(work: WorkInMemory) -> dict[str, object]:
    found = show_route(work, ShowRoute(NOOR, "anna")).route.last(StepKind.OBJECT)
    assert found is not None
    return dict(found.details)


def test_the_decision_and_its_penalty_follow_the_day_of_the_application(work: WorkInMemory) -> None:
    investigate(work)
    work.today = date(2015, 2, 24)
    step(work, StepKind.NOTICE_OF_DEFAULT, receivedOn="2015-02-24")
    work.today = date(2015, 2, 25)
    assert effects(weigh(work, T.DECISION, date(2015, 2, 16))) == [
        (T.DECISION, Outcome.MOVES, date(2015, 2, 23), date(2015, 3, 2)),
        (T.DEFAULT_PENALTY, Outcome.MOVES, date(2015, 3, 10), date(2015, 3, 16)),
    ]
    correct(work, T.DECISION, date(2015, 2, 16))
    assert open_terms(work) == {T.DECISION: date(2015, 3, 2), T.DEFAULT_PENALTY: date(2015, 3, 16)}


def test_the_notice_of_default_keeps_the_day_on_which_it_really_came(work: WorkInMemory) -> None:
    investigate(work)
    work.today = date(2015, 3, 2)
    step(work, StepKind.NOTICE_OF_DEFAULT, receivedOn="2015-03-02")
    route = correct(work, T.DEFAULT_PENALTY, date(2015, 2, 26))
    assert open_terms(work)[T.DEFAULT_PENALTY] == date(2015, 3, 12)
    assert route.standing[-1].details == {"receivedOn": "2015-02-26"}


def test_a_penalty_that_is_not_due_by_the_right_day_falls_away(work: WorkInMemory) -> None:
    """Awb 4:18: the decision was sent in time after the notice of default."""
    investigate(work)
    work.today = date(2015, 2, 24)
    step(work, StepKind.NOTICE_OF_DEFAULT, receivedOn="2015-02-24")
    decision_id = decide(work, draft())
    work.today = date(2015, 3, 12)
    step(work, StepKind.SEND, decisionId=decision_id)
    assert T.PENALTY_DECISION in open_terms(work)
    found = weigh(work, T.PENALTY_DECISION, date(2015, 3, 10))
    assert (T.PENALTY_DECISION, Outcome.FALLS_AWAY) in [(each.kind, each.outcome) for each in found.effects]
    correct(work, T.PENALTY_DECISION, date(2015, 3, 10))
    assert open_terms(work) == {T.OBJECTION: date(2015, 4, 21)}
    correct(work, T.OBJECTION, date(2015, 3, 12))
    assert T.PENALTY_DECISION in open_terms(work)


def test_a_closed_deadline_keeps_its_last_day_and_is_named(work: WorkInMemory) -> None:
    decided_and_sent(work)
    work.today = FRIDAY
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    step(work, StepKind.WITHDRAW_OBJECTION)
    closed = terms(work)[T.DECISION_ON_OBJECTION]
    assert effects(weigh(work, T.OBJECTION, FRIDAY)) == [
        (T.OBJECTION, Outcome.MOVES, date(2015, 3, 23), date(2015, 3, 27)),
        (T.DECISION_ON_OBJECTION, Outcome.STAYS_CLOSED, closed.last_day, closed.last_day),
    ]
    correct(work, T.OBJECTION, FRIDAY)
    assert terms(work)[T.DECISION_ON_OBJECTION] == closed


def test_what_was_corrected_can_be_corrected_again_and_goes_with_its_step(work: WorkInMemory) -> None:
    investigate(work)
    work.today = date(2015, 2, 12)
    correct(work, T.DECISION, date(2015, 2, 11))
    route = correct(work, T.DECISION, date(2015, 2, 10), "Toch een dag eerder.")
    assert open_terms(work) == {T.DECISION: date(2015, 2, 24)}
    assert [each.details["becomes"] for each in route.corrections] == ["2015-02-11", "2015-02-10"]
    undone = undo_step(work, UndoStep(NOOR, "anna", route.standing[-1].step_id))
    assert (undone.state, work.deadlines.of(["anna"])) == (RouteState.REPORTED, {})
    take_step(work, TakeStep(NOOR, "anna", StepKind.APPLY, MONDAY))
    assert open_terms(work) == {T.DECISION: date(2015, 2, 23)}


def test_the_first_report_of_a_need_is_not_before_what_came_before(work: WorkInMemory) -> None:
    decided_and_sent(work)
    work.today = date(2015, 3, 24)
    follow_clock(work, work.today)
    work.today = date(2015, 6, 1)
    step(work, StepKind.REPORT_NEED, receivedOn="2015-06-01")
    with pytest.raises(Refused, match="24 maart 2015"):
        weigh(work, T.INVESTIGATION, date(2015, 3, 23))
    correct(work, T.INVESTIGATION, date(2015, 5, 26))
    running = {one.kind: one.last_day for one in show_route(work, ShowRoute(NOOR, "anna")).running}
    assert running == {T.INVESTIGATION: date(2015, 7, 7), T.PERSONAL_PLAN: date(2015, 6, 2)}


def test_a_first_step_is_not_corrected_to_a_day_of_before_the_law(work: WorkInMemory) -> None:
    """Who applies because the six weeks passed (2.3.2(9)) has no step before it to hold the day against."""
    work.today = date(2015, 12, 1)
    take_step(work, TakeStep(NOOR, "anna", StepKind.APPLY, work.today))
    with pytest.raises(Refused, match="kunnen vanaf 19 juli 2014"):
        weigh(work, T.DECISION, date(1850, 1, 1))


Doing = Callable[[WorkInMemory], object]
REFUSALS: list[tuple[str, Doing, str]] = [
    ("a day that has yet to come", lambda work: weigh(work, T.OBJECTION, date(2015, 3, 30)), "komt nog"),
    ("the day that is there", lambda work: weigh(work, T.OBJECTION, MONDAY), "die er al staat"),
    ("sent before it was decided", lambda work: weigh(work, T.OBJECTION, date(2015, 2, 6)), "vorige stap was op 9 feb"),
    ("without a reason", lambda work: correct(work, T.OBJECTION, FRIDAY, " "), "Schrijf kort op waarom"),
    ("a term that is closed", lambda work: weigh(work, T.DECISION, FRIDAY), "afgesloten op 9 februari 2015"),
]


@pytest.mark.parametrize(("why", "doing", "says"), REFUSALS, ids=[each[0] for each in REFUSALS])
def test_what_cannot_be_corrected_says_why_and_changes_nothing(
    work: WorkInMemory, why: str, doing: Doing, says: str
) -> None:
    decided_and_sent(work)
    work.today = FRIDAY
    before = terms(work)
    with pytest.raises(Refused, match=says):
        doing(work)
    assert (terms(work), sent_on(work)) == (before, MONDAY)


def test_it_is_not_sent_after_the_client_answered(work: WorkInMemory) -> None:
    decision_id = decided_and_sent(work, starts_on=date(2015, 4, 1))
    work.today = FRIDAY
    step(work, StepKind.REFUSE_OFFER, decisionId=decision_id)
    work.today = date(2015, 2, 20)
    with pytest.raises(Refused, match="volgende stap was op 13 februari 2015"):
        weigh(work, T.OBJECTION, date(2015, 2, 16))


def test_when_the_objection_was_decided_on_the_day_of_sending_stays(work: WorkInMemory) -> None:
    decided_and_sent(work)
    work.today = FRIDAY
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    decide(work, draft(DecisionKind.ON_OBJECTION, outcome="upheld", no_hearing=NoHearing.FULLY_MET), PETRA)
    with pytest.raises(Refused, match="al beslist"):
        weigh(work, T.OBJECTION, FRIDAY)


def test_another_municipality_is_refused(work: WorkInMemory) -> None:
    decided_and_sent(work)
    work.today = FRIDAY
    with pytest.raises(Forbidden):
        correct(work, T.OBJECTION, FRIDAY, user=HUGO)
    with pytest.raises(Forbidden):
        weigh(work, T.OBJECTION, FRIDAY, HUGO)
    (correction,) = correct(work, T.OBJECTION, FRIDAY).corrections
    with pytest.raises(Forbidden):
        show_correction(work, ShowCorrection(HUGO, "anna", correction.step_id))
    with pytest.raises(UnknownCorrection):
        show_correction(work, ShowCorrection(NOOR, "anna", "another"))
    with pytest.raises(UnknownDeadline):
        weigh(work, T.VIEW, FRIDAY)


def test_two_people_do_not_correct_at_once(work: WorkInMemory) -> None:
    decided_and_sent(work)
    work.today = FRIDAY
    seen = len(show_route(work, ShowRoute(NOOR, "anna")).route.steps)
    correct_day(work, CorrectDay(NOOR, "anna", T.OBJECTION, 1, FRIDAY, WHY, seen))
    with pytest.raises(Refused, match="Iemand anders"):
        correct_day(work, CorrectDay(PETRA, "anna", T.OBJECTION, 1, FRIDAY, WHY, seen))

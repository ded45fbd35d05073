"""Who takes a step, what a hand-over and a look change, and of which ends is told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from services.migration.application.control.assign_step import AssignStep, assign_step
from services.migration.application.control.boards import OwnerLine
from services.migration.application.control.chase_hand_over import ChaseHandOver, chase_hand_over
from services.migration.application.control.confirm_hand_over import ConfirmHandOver, confirm_hand_over
from services.migration.application.control.count_control import count_control
from services.migration.application.control.export_clients import ExportClients, export_clients
from services.migration.application.control.follow_answers import follow_answers
from services.migration.application.control.keep_lists import keep_lists
from services.migration.application.control.look_at_person import LookAtPerson, look_at_person
from services.migration.application.control.note_late_tellings import note_late_tellings
from services.migration.application.control.show_client import ShowClient, show_client
from services.migration.application.control.show_control import ShowControl, show_control
from services.migration.application.control.show_my_work import ShowMyWork, show_my_work
from services.migration.application.control.show_team import TEAM_PER_PAGE, ShowTeam, show_team
from services.migration.application.control.take_step_over import TakeStepOver, take_step_over
from services.migration.application.control.take_work_over import TakeWorkOver, take_work_over
from services.migration.application.control.tell_ends import TellEnds, tell_ends
from services.migration.application.control.views import Filter, Window
from services.migration.application.planning.make_appointment import MakeAppointment, make_appointment
from services.migration.application.planning.move_appointment import MoveAppointment, move_appointment
from services.migration.application.route.hold_conversation import HoldConversation, hold_conversation
from services.migration.application.route.keep_conversation import KeepConversation, keep_conversation
from services.migration.application.route.take_step import TakeStep, take_step
from services.migration.application.route.undo_step import UndoStep, undo_step
from services.migration.application.route.views import UnknownClient
from services.migration.domain.control.answers import AnsweredBy, AnswerFinished, AnswerReceived, OpenAnswer
from services.migration.domain.control.deliveries import DeliveredPersons
from services.migration.domain.control.ends import EndReason, RightEnded, RightEnding
from services.migration.domain.control.handled import CizReply
from services.migration.domain.control.kept_promises import KeptCount
from services.migration.domain.control.late_tellings import ToldLate
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.steps import Finished, FinishedReason, NextStep, Owner, Receiver, Task, Team
from services.migration.domain.planning.caseworkers import Leave, PlaceKind, WhyAway
from services.migration.domain.planning.plans import Plan, ReassessmentPlanned
from services.migration.domain.rights.clients import Determination, RightDetermined
from services.migration.domain.rights.facts import Domain, Finding
from services.migration.domain.rights.states import PersonState
from services.migration.domain.route.conversation import ConversationNotes, Subject
from services.migration.domain.route.states import StepKind
from shared.access import Forbidden, Role, User
from shared.messaging.failures import Refused
from tests.support.migration_in_memory import WorkInMemory
from tests.support.migration_samples import (
    HOUTEN,
    LAST_DAY,
    LOPIK,
    RIGHT,
    TODAY,
    caseworker,
    delivery,
    determined,
    plan,
)

NOOR = User("noor", "Noor", Role.CASEWORKER, frozenset({HOUTEN, LOPIK}))
HUGO = User("hugo", "Hugo", Role.CASEWORKER, frozenset({LOPIK}))
PETRA = User("petra", "Petra", Role.CASEWORKER, frozenset({HOUTEN, LOPIK}))
ALEX = User("alex", "Alex", Role.AUDITOR, frozenset({HOUTEN}))


def stand(work: WorkInMemory, found: Sequence[Determination], plans: Sequence[Plan] = ()) -> None:
    work.clients.save(found)
    work.plans.save(plans)
    keep_lists(work, [*map(RightDetermined, found), *map(ReassessmentPlanned, plans)])


def elsewhere(client_id: str, *findings: Finding, domain: Domain = Domain.ZVW, **changes: Any) -> Determination:
    found = determined(client_id, state=PersonState.ELSEWHERE, reassess_until=None, first_end=None, **changes)
    return replace(found, rights=(replace(RIGHT, domain=domain, right_until=None, findings=findings),))


@pytest.fixture
def work() -> WorkInMemory:
    """Anna has a plan; Bert goes to the insurer; Cor is a Wlz candidate; Dora lives in Lopik."""
    found = WorkInMemory(TODAY)
    candidate = elsewhere("cor", Finding.WLZ_CANDIDATE, domain=Domain.WMO_2007)
    stand(found, [determined("anna"), elsewhere("bert"), candidate, determined("dora", municipality=LOPIK)])
    stand(found, [], [plan("anna"), plan("dora", municipality=LOPIK)])
    return found


def next_of(work: WorkInMemory, client_id: str) -> NextStep | Finished | None:
    return work.standings.kept[client_id].next


def task_of(work: WorkInMemory, client_id: str) -> Task | None:
    found = next_of(work, client_id)
    return found.what if isinstance(found, NextStep) else None


def owner_of(work: WorkInMemory, client_id: str) -> Owner | None:
    found = next_of(work, client_id)
    return found.owner if isinstance(found, NextStep) else None


def test_a_step_is_of_its_team_until_somebody_takes_it(work: WorkInMemory) -> None:
    assert owner_of(work, "anna") == Owner(Team.CASEWORKERS)
    take_step_over(work, TakeStepOver(NOOR, "anna"))
    assert owner_of(work, "anna") == Owner(Team.CASEWORKERS, "noor", "Noor")
    assert [one.client_id for one in show_my_work(work, ShowMyWork(NOOR)).mine.lines] == ["anna"]
    assert show_my_work(work, ShowMyWork(PETRA)).mine.lines == []


def test_a_colleague_takes_over_one_step_or_all(work: WorkInMemory) -> None:
    for client_id in ("anna", "bert", "dora"):
        take_step_over(work, TakeStepOver(NOOR, client_id))
    take_step_over(work, TakeStepOver(PETRA, "bert"))
    assert take_work_over(work, TakeWorkOver(HUGO, "noor")) == 1
    assert take_work_over(work, TakeWorkOver(PETRA, "noor")) == 1
    names = {client_id: owner.name for client_id in work.standings.kept if (owner := owner_of(work, client_id))}
    assert names == {"anna": "Petra", "bert": "Petra", "cor": "", "dora": "Hugo"}
    with pytest.raises(Refused, match="niets in handen"):
        take_work_over(work, TakeWorkOver(PETRA, "noor"))


def test_a_step_is_given_to_a_colleague_who_is_known_or_back_to_the_team(work: WorkInMemory) -> None:
    take_step_over(work, TakeStepOver(PETRA, "bert"))
    assign_step(work, AssignStep(NOOR, "anna", "petra"))
    assert owner_of(work, "anna") == Owner(Team.CASEWORKERS, "petra", "Petra")
    assign_step(work, AssignStep(NOOR, "anna", ""))
    assert owner_of(work, "anna") == Owner(Team.CASEWORKERS)
    with pytest.raises(Refused, match="kennen wij niet"):
        assign_step(work, AssignStep(NOOR, "anna", "nobody"))


def test_nothing_is_taken_of_who_is_finished(work: WorkInMemory) -> None:
    confirm_hand_over(work, ConfirmHandOver(NOOR, "bert", Receiver.INSURER))
    with pytest.raises(Refused, match="niets meer te doen"):
        take_step_over(work, TakeStepOver(NOOR, "bert"))
    with pytest.raises(Refused, match="niets meer te doen"):
        assign_step(work, AssignStep(NOOR, "bert", ""))


def test_a_hand_over_is_chased_until_it_is_confirmed(work: WorkInMemory) -> None:
    work.today = date(2014, 12, 22)
    chase_hand_over(work, ChaseHandOver(NOOR, "bert", Receiver.INSURER, " gebeld "))
    waiting = next_of(work, "bert")
    assert waiting == NextStep(Task.HAND_OVER_INSURER, Owner(Team.BACK_OFFICE), date(2015, 1, 5))
    (note,) = work.handled.of(["bert"])["bert"].hand_overs.values()
    assert (note.note, note.by_name) == ("gebeld", "Noor")
    confirm_hand_over(work, ConfirmHandOver(NOOR, "bert", Receiver.INSURER))
    assert next_of(work, "bert") == Finished(FinishedReason.HANDED_OVER)
    assert WorkList.TO_INSURER not in work.standings.kept["bert"].lists
    with pytest.raises(Refused, match="hoeft niet"):
        chase_hand_over(work, ChaseHandOver(NOOR, "bert", Receiver.INSURER))
    with pytest.raises(Refused, match="hoeft niet"):
        confirm_hand_over(work, ConfirmHandOver(NOOR, "anna", Receiver.YOUTH))


def test_a_confirmed_hand_over_stays_so_with_a_new_revision(work: WorkInMemory) -> None:
    confirm_hand_over(work, ConfirmHandOver(NOOR, "bert", Receiver.INSURER))
    stand(work, [elsewhere("bert", revision=2)])
    assert next_of(work, "bert") == Finished(FinishedReason.HANDED_OVER)
    stand(work, [elsewhere("bert", revision=3, municipality=LOPIK)])
    assert isinstance(next_of(work, "bert"), NextStep)


def test_the_reply_to_ciz_is_recorded_and_leads_on(work: WorkInMemory) -> None:
    def look(work_list: WorkList = WorkList.WLZ_CANDIDATE, **given: Any) -> None:
        look_at_person(work, LookAtPerson(NOOR, "cor", work_list, **given))

    with pytest.raises(Refused, match="wat de cliënt het CIZ"):
        look(note="gebeld")
    with pytest.raises(Refused, match="staat niet"):
        look(WorkList.LAPSED, note="gebeld")
    look(reply=CizReply.WANTS_WLZ)
    step = next_of(work, "cor")
    assert isinstance(step, NextStep)
    assert step.what is Task.HAND_OVER_WLZ
    assert WorkList.WLZ_CANDIDATE not in work.standings.kept["cor"].lists


def test_a_finding_is_looked_at_with_a_note(work: WorkInMemory) -> None:
    stand(work, [elsewhere("eva", Finding.LOW_PACKAGE_AT_HOME, domain=Domain.WMO_2007)])
    with pytest.raises(Refused, match="Schrijf op"):
        look_at_person(work, LookAtPerson(NOOR, "eva", WorkList.LOW_PACKAGE_AT_HOME, " "))
    look_at_person(work, LookAtPerson(NOOR, "eva", WorkList.LOW_PACKAGE_AT_HOME, "CIZ besloot al"))
    assert next_of(work, "eva") == Finished(FinishedReason.LOOKED_AT)
    notes = show_client(work, ShowClient(NOOR, "eva")).notes
    assert notes is not None
    assert [one.note for one in notes.looked_at] == ["CIZ besloot al"]


@pytest.mark.parametrize("client_id", ["anna", "nobody"])
def test_nobody_of_another_municipality_or_unknown_is_touched(work: WorkInMemory, client_id: str) -> None:
    wrong = UnknownClient if client_id == "nobody" else Forbidden
    acts: list[Callable[[], object]] = [
        lambda: take_step_over(work, TakeStepOver(HUGO, client_id)),
        lambda: assign_step(work, AssignStep(HUGO, client_id, "")),
        lambda: confirm_hand_over(work, ConfirmHandOver(HUGO, client_id, Receiver.INSURER)),
        lambda: chase_hand_over(work, ChaseHandOver(HUGO, client_id, Receiver.INSURER)),
        lambda: look_at_person(work, LookAtPerson(HUGO, client_id, WorkList.LAPSED, "x")),
    ]
    for act in acts:
        with pytest.raises(wrong):
            act()


def test_boards_and_files_stay_within_the_municipality(work: WorkInMemory) -> None:
    acts: list[Callable[[], object]] = [
        lambda: show_control(work, ShowControl(HUGO, HOUTEN)),
        lambda: show_team(work, ShowTeam(HUGO, HOUTEN)),
        lambda: export_clients(work, ExportClients(HUGO, HOUTEN, Filter())),
    ]
    for act in acts:
        with pytest.raises(Forbidden):
            act()
    assert work.read_log.lines == []
    assert [one.client_id for one in export_clients(work, ExportClients(HUGO, None, Filter()))] == ["dora"]
    assert work.read_log.lines == [("hugo", "dora", "lijst met cliënten als bestand")]


def test_my_work_counts_what_is_late_and_what_is_due_soon(work: WorkInMemory) -> None:
    take_step_over(work, TakeStepOver(NOOR, "anna"))
    found = next_of(work, "anna")
    assert isinstance(found, NextStep)
    for days, counted in ((-14, (0, 1)), (0, (0, 1)), (1, (1, 0))):
        work.today = found.due + timedelta(days=days)
        due = show_my_work(work, ShowMyWork(NOOR)).due
        assert (due[Window.OVERDUE], due[Window.TWO_WEEKS]) == counted


def test_my_work_leaves_a_line_for_every_person_on_it(work: WorkInMemory) -> None:
    take_step_over(work, TakeStepOver(NOOR, "anna"))
    take_step_over(work, TakeStepOver(NOOR, "bert"))
    show_my_work(work, ShowMyWork(NOOR))
    assert work.read_log.lines == [("noor", "anna", "mijn werk"), ("noor", "bert", "mijn werk")]


def test_everybody_counts_once_also_who_never_came_through(work: WorkInMemory) -> None:
    work.deliveries.add([delivery()])
    work.deliveries.take(delivery().delivery_id)
    work.standings.note([DeliveredPersons(delivery().delivery_id, HOUTEN, 1, never_transferred=3)])
    confirm_hand_over(work, ConfirmHandOver(NOOR, "bert", Receiver.INSURER))
    control = count_control(work, None)
    assert (control.persons, control.with_next_step, control.finished, control.without_either) == (7, 6, 1, 0)
    assert (control.overdue, control.counts.overdue_without_owner) == (0, 0)
    work.today = date(2015, 1, 6)
    late = count_control(work, None)
    assert (late.overdue, late.counts.windows[Window.TWO_WEEKS]) == (6, 0)
    assert show_control(work, ShowControl(ALEX, None)).persons == 6


def test_letters_that_told_too_late_are_counted_and_stand_on_the_file(work: WorkInMemory) -> None:
    late = ToldLate("letter", "anna", HOUTEN, date(2014, 11, 20), date(2015, 1, 1), 8, "Kwam laat.", "Sam")
    before = replace(late, letter_id="before", municipality="0356")
    for _ in range(2):
        note_late_tellings(work, [late])
    assert show_control(work, ShowControl(NOOR, None)).told_late == 1
    assert show_control(work, ShowControl(HUGO, None)).told_late == 0
    note_late_tellings(work, [before])
    notes = show_client(work, ShowClient(NOOR, "anna")).notes
    assert notes is not None
    assert notes.told_late == [late], "what another municipality wrote before a move is its own"


def test_the_team_shows_who_has_what_in_hand(work: WorkInMemory) -> None:
    take_step_over(work, TakeStepOver(NOOR, "anna"))
    work.today = date(2014, 12, 1)
    found = show_team(work, ShowTeam(ALEX, None))
    assert found.owners == [OwnerLine("noor", "Noor", 1, 1)]
    assert [week.monday for week in found.weeks if week.conversations] == [date(2014, 12, 1)]


# Ends


def ends(work: WorkInMemory, kind: type[RightEnding] | type[RightEnded]) -> list[Any]:
    return [event for event in work.events if isinstance(event, kind)]


def tell(work: WorkInMemory, today: date) -> int:
    work.today = today
    return tell_ends(work, TellEnds(today))


def before(weeks: int, days: int = 0) -> date:
    return LAST_DAY - timedelta(weeks=weeks, days=days)


def test_an_end_is_told_8_and_4_weeks_before_and_on_the_last_day() -> None:
    work = WorkInMemory(TODAY)
    stand(work, [determined("anna")])
    told = {}
    for day in (before(8, 1), before(8), before(7), before(4, 1), before(4), before(1), LAST_DAY):
        told[day] = tell(work, day)
    assert [day for day, number in told.items() if number] == [before(8), before(4), LAST_DAY]
    assert [(one.weeks, one.told_on, one.decided) for one in ends(work, RightEnding)] == [
        (8, before(8), False),
        (4, before(4), False),
    ]
    (ended,) = ends(work, RightEnded)
    assert (ended.end.last_day, ended.end.why, ended.decision_id) == (LAST_DAY, EndReason.DATE, None)
    assert not ended.decided


def test_a_missed_tick_is_made_up_for_once() -> None:
    work = WorkInMemory(TODAY)
    stand(work, [determined("anna")])
    numbers = [tell(work, day) for day in (before(6), before(6), before(2), LAST_DAY + timedelta(days=3))]
    assert numbers == [1, 0, 1, 1]
    assert [one.weeks for one in ends(work, RightEnding)] == [8, 4]


def test_who_comes_shortly_before_the_end_is_told_the_nearer_number_alone() -> None:
    work = WorkInMemory(TODAY)
    stand(work, [determined("anna")])
    tell(work, before(3))
    assert [one.weeks for one in ends(work, RightEnding)] == [4]


def test_what_ended_before_somebody_came_to_us_is_no_news() -> None:
    work = WorkInMemory(TODAY)
    over = replace(determined("anna"), rights=(replace(RIGHT, right_until=TODAY - timedelta(days=1)),))
    stand(work, [over])
    assert tell(work, TODAY) == 0


def test_ends_are_told_in_batches_until_nothing_is_left() -> None:
    work = WorkInMemory(TODAY)
    stand(work, [determined(f"client {number}") for number in range(7)])
    work.today = LAST_DAY
    batches = [tell_ends(work, TellEnds(LAST_DAY, at_most=3)) for _ in range(4)]
    assert batches == [3, 3, 1, 0]


def test_a_death_on_the_route_ends_all_rights_that_day_and_the_date_tells_nothing_more() -> None:
    work = WorkInMemory(TODAY)
    stand(work, [determined("anna")], [plan("anna")])
    take_step(work, TakeStep(NOOR, "anna", StepKind.END, TODAY, {"reason": "died"}))
    (ended,) = ends(work, RightEnded)
    assert (ended.end.last_day, ended.end.why) == (TODAY, EndReason.DIED)
    assert [tell(work, day) for day in (before(8), before(4), LAST_DAY)] == [0, 0, 0]
    assert next_of(work, "anna") == Finished(FinishedReason.DECEASED)


def test_who_moves_after_the_former_municipality_stopped_begins_again_where_they_live() -> None:
    """Wmo 2015 8.3(1): the right runs against the municipality where the client lives now."""
    work = WorkInMemory(TODAY)
    stand(work, [determined("anna")], [plan("anna")])
    take_step(work, TakeStep(NOOR, "anna", StepKind.END, TODAY, {"reason": "moved"}))
    assert task_of(work, "anna") is Task.HAND_OVER_MUNICIPALITY
    stand(work, [determined("anna", revision=2, municipality=LOPIK)], [plan("anna", revision=2, municipality=LOPIK)])
    one = work.standings.kept["anna"]
    assert (task_of(work, "anna"), one.became) == (Task.REASSESS_HERE, "to-do")
    assert (one.state, one.due) == (determined("anna").state, plan("anna").decision_due)
    assert WorkList.TO_MUNICIPALITY not in one.lists
    take_step(work, TakeStep(HUGO, "anna", StepKind.REPORT_NEED, TODAY, {"receivedOn": TODAY.isoformat()}))
    assert task_of(work, "anna") is Task.MAKE_APPOINTMENT
    assert [kept.task for kept in work.kept_promises.of("anna")] == [Task.REASSESS_HERE]


def test_a_death_that_was_a_mistake_leaves_the_end_of_the_rights_to_be_told() -> None:
    """Nobody told the client any more."""
    work = WorkInMemory(TODAY)
    stand(work, [determined("anna")], [plan("anna")])
    ended = take_step(work, TakeStep(NOOR, "anna", StepKind.END, TODAY, {"reason": "died"}))
    undo_step(work, UndoStep(NOOR, "anna", ended.steps[-1].step_id))
    assert [tell(work, day) for day in (before(8), before(4), LAST_DAY)] == [1, 1, 1]


def test_an_end_that_was_told_is_not_told_again_by_a_death_on_the_same_day() -> None:
    work = WorkInMemory(TODAY)
    over = replace(determined("anna"), rights=(replace(RIGHT, right_until=TODAY),))
    stand(work, [over], [plan("anna")])
    assert tell(work, TODAY) == 1
    take_step(work, TakeStep(NOOR, "anna", StepKind.END, TODAY, {"reason": "died"}))
    assert len(ends(work, RightEnded)) == 1


def test_an_appointment_gives_the_steps_to_its_caseworker_with_its_day(work: WorkInMemory) -> None:
    work.caseworkers.save(caseworker("kees", user_id="petra", name="P. de Wit"))
    work.caseworkers.save(caseworker("lot"))
    take_step_over(work, TakeStepOver(NOOR, "anna"))
    made = make_appointment(work, MakeAppointment(NOOR, "anna", date(2014, 12, 1), time(9), "kees"))
    assert owner_of(work, "anna") == Owner(Team.CASEWORKERS, "petra", "P. de Wit")
    take_step(work, TakeStep(NOOR, "anna", StepKind.INVITE, TODAY))
    assert next_of(work, "anna") == NextStep(
        Task.HOLD_CONVERSATION, Owner(Team.CASEWORKERS, "petra", "P. de Wit"), made.day
    )
    move_appointment(work, MoveAppointment(NOOR, made.id, date(2014, 12, 2), time(9), "lot", PlaceKind.HOME))
    step = next_of(work, "anna")
    assert isinstance(step, NextStep)
    assert (step.due, step.owner.name) == (date(2014, 12, 2), "P. de Wit"), "Lot does not sign in"


def test_my_work_begins_with_the_conversations_of_today(work: WorkInMemory) -> None:
    work.caseworkers.save(caseworker("kees", user_id="petra"))
    work.clients.save([determined("bert")])
    work.plans.save([plan("bert")])
    for client, start in (("bert", time(13)), ("anna", time(9))):
        make_appointment(work, MakeAppointment(NOOR, client, date(2014, 12, 1), start, "kees", PlaceKind.TELEPHONE))
    assert show_my_work(work, ShowMyWork(PETRA)).appointments == []
    work.today = date(2014, 12, 1)
    shown = show_my_work(work, ShowMyWork(PETRA)).appointments
    assert [(list(one.names), one.start, one.place) for one in shown] == [
        (["anna"], time(9), PlaceKind.TELEPHONE),
        (["bert"], time(13), PlaceKind.TELEPHONE),
    ]
    assert show_my_work(work, ShowMyWork(NOOR)).appointments == []


def test_nobody_goes_to_who_was_spoken_with_on_an_earlier_day(work: WorkInMemory) -> None:
    """Somebody who could not wait, or of a household the one who was there."""
    work.caseworkers.save(caseworker("kees", user_id="petra"))
    make_appointment(work, MakeAppointment(NOOR, "anna", date(2014, 12, 1), time(9), "kees", PlaceKind.TELEPHONE))
    notes = ConversationNotes(
        dict.fromkeys(Subject, "besproken"), support_offered=True, pgb_explained=True, identified=True
    )
    keep_conversation(work, KeepConversation(NOOR, "anna", notes))
    hold_conversation(work, HoldConversation(NOOR, "anna", work.today))
    work.today = date(2014, 12, 1)
    assert show_my_work(work, ShowMyWork(PETRA)).appointments == []


def test_the_team_shows_hours_conversations_and_who_is_away_this_week(work: WorkInMemory) -> None:
    away = Leave(date(2014, 12, 4), date(2014, 12, 5), WhyAway.LEAVE)
    work.caseworkers.save(caseworker("kees", leave=(away,)))
    make_appointment(work, MakeAppointment(NOOR, "anna", date(2014, 12, 1), time(9), "kees"))
    work.today = date(2014, 12, 3)
    (kees,) = show_team(work, ShowTeam(NOOR, HOUTEN)).members
    assert (kees.minutes, kees.conversations, kees.booked, kees.away) == (3 * 450, 1, 60, away)


def test_a_large_team_is_shown_in_parts(work: WorkInMemory) -> None:
    for number in range(TEAM_PER_PAGE + 1):
        work.caseworkers.save(caseworker(f"c{number:02d}"))
    first, second = (show_team(work, ShowTeam(NOOR, HOUTEN, page)) for page in (1, 2))
    assert (len(first.members), first.most) == (TEAM_PER_PAGE, TEAM_PER_PAGE + 1)
    assert [one.caseworker.id for one in second.members] == [f"c{TEAM_PER_PAGE}"]


def test_a_step_is_given_to_a_caseworker_who_took_nothing_before(work: WorkInMemory) -> None:
    work.caseworkers.save(caseworker("kees", user_id="petra"))
    assign_step(work, AssignStep(NOOR, "anna", "petra"))
    assert owner_of(work, "anna") == Owner(Team.CASEWORKERS, "petra", "K. Kees")


ANSWER = OpenAnswer("a1", "anna", HOUTEN, AnsweredBy.CLIENT, "calls-back", TODAY, TODAY + timedelta(days=3))


def test_an_answer_is_the_next_step_until_somebody_finished_it(work: WorkInMemory) -> None:
    before = next_of(work, "anna")
    follow_answers(work, [AnswerReceived("anna", TODAY, ANSWER)])
    assert next_of(work, "anna") == NextStep(Task.ANSWER, Owner(Team.CASEWORKERS), ANSWER.due_on)
    notes = show_client(work, ShowClient(NOOR, "anna")).notes
    assert notes is not None
    assert notes.answers == [ANSWER]
    late = ANSWER.due_on + timedelta(days=2)
    follow_answers(work, [AnswerFinished("anna", "a1", late), AnswerFinished("anna", "never there", late)])
    assert next_of(work, "anna") == before
    assert show_control(work, ShowControl(NOOR, None)).kept[Task.ANSWER] == KeptCount(late=1, days=2)


def test_an_answer_to_another_municipality_stays_there(work: WorkInMemory) -> None:
    before = next_of(work, "anna")
    follow_answers(work, [AnswerReceived("anna", TODAY, replace(ANSWER, municipality=LOPIK))])
    assert next_of(work, "anna") == before


def test_an_answer_that_came_before_the_client_waits_for_them(work: WorkInMemory) -> None:
    follow_answers(work, [AnswerReceived("emma", TODAY, replace(ANSWER, client_id="emma"))])
    stand(work, [determined("emma")])
    assert next_of(work, "emma") == NextStep(Task.ANSWER, Owner(Team.CASEWORKERS), ANSWER.due_on)


def test_an_appointment_that_suits_is_confirmed_on_the_day_of_the_answer(work: WorkInMemory) -> None:
    work.caseworkers.save(caseworker("kees"))
    made = make_appointment(work, MakeAppointment(NOOR, "anna", date(2014, 12, 1), time(9), "kees"))
    follow_answers(work, [AnswerReceived("anna", TODAY, None, suits=made.id)])
    assert work.appointments.kept[made.id].confirmed_on == TODAY
    moved = move_appointment(work, MoveAppointment(NOOR, made.id, date(2014, 12, 2), time(9), "kees", PlaceKind.HOME))
    follow_answers(work, [AnswerReceived("anna", TODAY, None, suits=made.id)])
    assert work.appointments.kept[moved.id].confirmed_on is None, "the answer is about the appointment of before"

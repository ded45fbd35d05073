"""Appointments are made, moved, cancelled and given back by the rules, and the others hear of it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.migration.application.planning.cancel_appointment import CancelAppointment, cancel_appointment
from services.migration.application.planning.confirm_appointment import ConfirmAppointment, confirm_appointment
from services.migration.application.planning.find_appointment import FindAppointment, find_appointment
from services.migration.application.planning.give_up_appointments import Arrived, give_up_appointments
from services.migration.application.planning.keep_caseworker import KeepCaseworker, keep_caseworker
from services.migration.application.planning.list_caseworkers import ListCaseworkers, list_caseworkers
from services.migration.application.planning.make_appointment import MakeAppointment, make_appointment
from services.migration.application.planning.move_appointment import MoveAppointment, move_appointment
from services.migration.application.planning.name_caseworkers import NameCaseworkers, name_caseworkers
from services.migration.application.planning.plan_week import PlanWeek, plan_week
from services.migration.application.planning.propose_slots import ASKED_FIRST, ProposeSlots, propose_slots
from services.migration.application.planning.report_illness import ReportIllness, report_illness
from services.migration.application.planning.show_agenda import WAITING_MAX, ShowAgenda, show_agenda
from services.migration.application.planning.show_appointments import ShowAppointments, show_appointments
from services.migration.application.planning.show_caseworker import ShowCaseworker, show_caseworker
from services.migration.application.planning.views import (
    CASEWORKERS_PER_PAGE,
    COUNTED_MAX,
    LETTER_WAITS,
    NAMED_MAX,
    NotKnown,
)
from services.migration.application.route.hold_conversation import HoldConversation, hold_conversation
from services.migration.application.route.keep_conversation import KeepConversation, keep_conversation
from services.migration.application.route.undo_step import UndoStep, undo_step
from services.migration.domain.planning.appointments import (
    Appointment,
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentMade,
    CancelReason,
    Ending,
    Reason,
    Replaced,
    State,
)
from services.migration.domain.planning.caseworkers import Hours, Leave, PlaceKind, WhyAway, turn_of
from services.migration.domain.planning.households import LaterRoute
from services.migration.domain.route.conversation import ConversationNotes, Subject
from services.migration.entrypoints.planning.words import became_of
from shared.access import Forbidden, Role, User
from shared.messaging.failures import Refused
from tests.support.migration_in_memory import WorkInMemory
from tests.support.migration_samples import HOUTEN, LOPIK, STAFF, caseworker, determined, plan

TODAY = date(2014, 11, 17)
MONDAY, TUESDAY = date(2014, 12, 1), date(2014, 12, 2)
LATEST = date(2015, 11, 5)
NINE = time(9)
ELSEWHERE = replace(STAFF, id="elsewhere", municipalities=frozenset({LOPIK}))


@pytest.fixture
def work() -> WorkInMemory:
    """Anna and Bert live together, Carl alone; all are planned for the first week of December. Kees works all days."""
    return with_people(WorkInMemory(TODAY))


def with_people(work: WorkInMemory) -> WorkInMemory:
    work.clients.save([*(determined(name, household_id="home") for name in ("anna", "bert")), determined("carl")])
    work.plans.save([plan(name) for name in ("anna", "bert", "carl")])
    work.caseworkers.save(caseworker("kees"))
    return work


def make(work: WorkInMemory, client_id: str = "anna", **changes: Any) -> Appointment:
    wanted = MakeAppointment(STAFF, client_id, MONDAY, NINE, "kees")
    return make_appointment(work, replace(wanted, **changes))


def move(work: WorkInMemory, old: Appointment, **changes: Any) -> Appointment:
    wanted = MoveAppointment(STAFF, old.id, TUESDAY, NINE, "kees", PlaceKind.HOME)
    return move_appointment(work, replace(wanted, **changes))


def test_a_household_gets_one_appointment_and_each_of_them_hears_of_it(work: WorkInMemory) -> None:
    made = make(work)
    assert (made.day, made.start, made.until, made.caseworker) == (MONDAY, NINE, time(10, 30), "K. Kees")
    assert (made.people, made.reason, made.replaces, made.made_by) == (2, Reason.FIRST, None, STAFF.id)
    assert work.events == [AppointmentMade(made, each, STAFF.name) for each in made.attendees]
    assert [each.client_id for each in made.attendees] == ["anna", "bert"]
    assert [each.latest_start for each in made.attendees] == [LATEST, LATEST]
    assert work.locked == {HOUTEN}
    with pytest.raises(Refused, match="al een afspraak op maandag 1 december 2014"):
        make(work, "bert", day=TUESDAY)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"day": date(2014, 11, 14)}, "day"),
        ({"day": date(2014, 12, 6)}, "day"),
        ({"day": date(2014, 12, 25)}, "day"),
        ({"day": date(2026, 12, 1)}, "day"),
        ({"start": time(8)}, "start"),
        ({"start": time(12)}, "start"),
        ({"caseworker_id": "nobody"}, "caseworker"),
        ({"day": date(2015, 11, 6)}, "accept_late"),
        ({"day": date(2016, 1, 4)}, "accept_late"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused_with_a_reason_by_field(
    work: WorkInMemory, changes: dict[str, Any], where: str
) -> None:
    with pytest.raises(Refused) as refused:
        make(work, **changes)
    assert list(refused.value.fields) == [where]
    assert str(refused.value) == refused.value.fields[where]
    assert (work.events, work.appointments.kept) == ([], {})


def test_who_changed_household_keeps_the_appointment_of_before(work: WorkInMemory) -> None:
    make(work)
    work.clients.save([determined("bert", household_id="home of carl", revision=2)])
    work.plans.save([plan("bert", revision=2), plan("carl")])
    work.clients.save([determined("carl", household_id="home of carl")])
    with pytest.raises(Refused, match="al een afspraak"):
        make(work, "bert", day=TUESDAY)
    assert show_appointments(work, ShowAppointments(STAFF, "carl")).names == {"carl": "A. Appel"}
    (made,) = plan_week(work, PlanWeek(STAFF, HOUTEN, MONDAY)).made
    assert made.client_ids == ("carl",)


def test_who_had_the_conversation_apart_is_not_invited_with_the_others_of_a_week(work: WorkInMemory) -> None:
    work.kept["anna"] = "Dit dossier wacht tot 1 maart."
    make(work, "bert", day=date(2014, 11, 24))
    work.kept.clear()
    work.today = date(2014, 11, 25)
    planned = plan_week(work, PlanWeek(STAFF, HOUTEN, MONDAY))
    assert {each.client_ids for each in planned.made} == {("anna",), ("carl",)}


def test_too_late_for_the_law_is_possible_for_who_knows_it(work: WorkInMemory) -> None:
    made = make(work, day=date(2015, 11, 6), accept_late=True)
    assert made.day > LATEST


def talk(work: WorkInMemory, client_id: str, on: date) -> None:
    notes = ConversationNotes(
        dict.fromkeys(Subject, "besproken"), support_offered=True, pgb_explained=True, identified=True
    )
    keep_conversation(work, KeepConversation(STAFF, client_id, notes))
    hold_conversation(work, HoldConversation(STAFF, client_id, on))


def take_back(work: WorkInMemory, client_id: str) -> None:
    undo_step(work, UndoStep(STAFF, client_id, work.routes.of([client_id])[client_id].steps[-1].step_id))


@pytest.fixture
def called(work: WorkInMemory) -> WorkInMemory:
    """It is 20 January 2015; Kees comes to Anna and Bert on 2 February."""
    work.today = date(2015, 1, 20)
    make(work, day=WINTER)
    return work


WINTER = date(2015, 2, 2)


def test_a_conversation_that_was_held_sooner_gives_its_slot_back(called: WorkInMemory) -> None:
    talk(called, "anna", called.today)
    with pytest.raises(Refused, match="ander gesprek"):
        make(called, "carl", day=WINTER)
    talk(called, "bert", called.today)
    (before,) = show_appointments(called, ShowAppointments(STAFF, "anna")).earlier
    assert (before.state, became_of(before)) == (State.NOT_NEEDED, "niet meer nodig: het gesprek was al eerder")
    with pytest.raises(Refused, match="het gesprek is al geweest"):
        move(called, before)
    assert make(called, "carl", day=WINTER).stands
    assert not [each for each in called.events if isinstance(each, AppointmentCancelled)]


def test_a_conversation_on_its_own_day_leaves_the_appointment_as_it_was(called: WorkInMemory) -> None:
    called.today = WINTER
    for client_id in ("anna", "bert"):
        talk(called, client_id, WINTER)
    (kept,) = called.appointments.kept.values()
    assert kept.stands


def test_who_takes_the_conversation_back_finds_the_appointment_again(called: WorkInMemory) -> None:
    for client_id in ("anna", "bert"):
        talk(called, client_id, called.today)
    take_back(called, "anna")
    found = show_appointments(called, ShowAppointments(STAFF, "anna"))
    assert found.current is not None
    assert found.current.client_ids == ("anna", "bert")
    talk(called, "anna", called.today)
    make(called, "carl", day=WINTER)
    take_back(called, "bert")
    (cancelled,) = [each for each in called.events if isinstance(each, AppointmentCancelled)]
    assert cancelled.attendee.client_id == "bert"
    assert cancelled.appointment.ending == Ending(called.today, STAFF.id, CancelReason.WE_MOVED, True)


def test_a_caseworker_is_not_booked_twice(work: WorkInMemory) -> None:
    make(work)
    with pytest.raises(Refused, match="ander gesprek"):
        make(work, "carl", start=time(10))
    with pytest.raises(Refused, match="onderweg"):
        make(work, "carl", start=time(10, 30))
    assert make(work, "carl", start=time(11)).start == time(11)


def test_who_has_no_plan_is_not_invited_and_a_later_route_is_about_one_client(work: WorkInMemory) -> None:
    work.plans.drop(["bert"])
    with pytest.raises(Refused, match="geen gesprek in de planning"):
        make(work, "bert")
    work.later["bert"] = LaterRoute(2, date(2015, 3, 2))
    made = make(work, "bert")
    assert [(each.client_id, each.route, each.latest_start) for each in made.attendees] == [
        ("bert", 2, date(2015, 2, 16))
    ]
    assert make(work, "anna", start=time(13)).people == 1
    given = make(work, "carl", day=TUESDAY, route=3, decide_by=date(2015, 3, 2))
    assert [(each.client_id, each.route) for each in given.attendees] == [("carl", 3)]
    with pytest.raises(NotKnown):
        make(work, "nobody")


def test_who_is_not_to_be_spoken_with_is_left_out(work: WorkInMemory) -> None:
    work.kept["bert"] = "Dit dossier wacht tot 1 maart."
    with pytest.raises(Refused, match="wacht tot 1 maart"):
        make(work, "bert")
    assert [each.client_id for each in make(work).attendees] == ["anna"]


def test_the_office_has_an_address_and_home_has_none(work: WorkInMemory) -> None:
    made = make(work, place=PlaceKind.OFFICE)
    assert (made.place.address, move(work, made).place.address) == ("Voorbeeldplein 1, Houten", "")


def test_a_moved_appointment_gives_way_to_the_new_one(work: WorkInMemory) -> None:
    old = make(work)
    new = move(work, old)
    assert (new.day, new.reason, new.replaces) == (TUESDAY, Reason.CLIENT_ASKED, Replaced(old.id, MONDAY, NINE))
    assert work.appointments.kept[old.id].state is State.REPLACED
    assert work.events[2:] == [AppointmentMade(new, each, STAFF.name) for each in new.attendees]
    assert new.id != old.id
    with pytest.raises(Refused, match="al verplaatst"):
        move(work, old)


def test_an_appointment_can_move_into_its_own_time_but_not_to_itself(work: WorkInMemory) -> None:
    old = make(work)
    with pytest.raises(Refused, match="dezelfde afspraak"):
        move(work, old, day=MONDAY)
    assert move(work, old, day=MONDAY, start=time(9, 30)).start == time(9, 30)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"day": date(2014, 12, 7)}, "day"),
        ({"day": date(2015, 11, 6)}, "accept_late"),
        ({"reason": Reason.FIRST}, "reason"),
    ],
)
def test_a_move_that_cannot_be_leaves_the_appointment(work: WorkInMemory, changes: dict[str, Any], where: str) -> None:
    old = make(work)
    with pytest.raises(Refused) as refused:
        move(work, old, **changes)
    assert list(refused.value.fields) == [where]
    assert work.appointments.kept == {old.id: old}


def test_no_appointment_follows_when_no_conversation_is_needed_any_more(work: WorkInMemory) -> None:
    """It was accepted: the letter said that the client need do nothing, and the file asked for another appointment."""
    old = make(work)
    with pytest.raises(Refused, match="geen gesprek meer nodig") as refused:
        cancel_appointment(work, CancelAppointment(STAFF, old.id, CancelReason.ENDED, True))
    assert list(refused.value.fields) == ["follows"]
    assert work.appointments.kept == {old.id: old}


@pytest.mark.parametrize(
    ("reason", "follows", "next_one"),
    [
        (CancelReason.CLIENT_ASKED, True, Reason.CLIENT_ASKED),
        (CancelReason.WE_MOVED, True, Reason.WE_MOVED),
        (CancelReason.CLIENT_ASKED, False, Reason.FIRST),
        (CancelReason.ENDED, False, Reason.FIRST),
    ],
)
def test_a_cancelled_appointment_tells_and_a_new_one_says_what_it_replaces(
    work: WorkInMemory, reason: CancelReason, follows: bool, next_one: Reason
) -> None:
    old = make(work)
    cancelled = cancel_appointment(work, CancelAppointment(STAFF, old.id, reason, follows))
    assert work.events[2:] == [AppointmentCancelled(cancelled, each, STAFF.name) for each in old.attendees]
    assert cancelled.ending is not None
    assert (cancelled.state, cancelled.ending.new_one_follows) == (State.CANCELLED, follows)
    with pytest.raises(Refused, match="al afgezegd"):
        cancel_appointment(work, CancelAppointment(STAFF, old.id, reason, follows))
    new = make(work)
    assert (new.reason, new.replaces) == (next_one, Replaced(old.id, MONDAY, NINE) if follows else None)


def test_one_client_can_leave_an_appointment_that_goes_on_for_the_other(work: WorkInMemory) -> None:
    old = make(work)
    left = cancel_appointment(work, CancelAppointment(STAFF, old.id, CancelReason.ENDED, False, only="bert"))
    assert ([each.client_id for each in left.attendees], left.stands) == (["anna"], True)
    (told,) = work.events[2:]
    assert (told.attendee.client_id, told.appointment.ending.reason) == ("bert", CancelReason.ENDED)  # type: ignore[union-attr]
    last = cancel_appointment(work, CancelAppointment(STAFF, old.id, CancelReason.ENDED, False, only="anna"))
    assert not last.stands


def test_a_client_confirms_once_and_a_move_asks_again(work: WorkInMemory) -> None:
    old = make(work)
    confirmed = confirm_appointment(work, ConfirmAppointment(STAFF, old.id))
    work.today += timedelta(days=1)
    told = [AppointmentConfirmed(confirmed, each, TODAY, STAFF.id) for each in old.attendees]
    assert work.events[2:] == told
    assert confirm_appointment(work, ConfirmAppointment(STAFF, old.id)) == confirmed
    assert work.events[2:] == told, "once is enough"
    assert (confirmed.confirmed_on, move(work, old).confirmed_on) == (TODAY, None)


@pytest.mark.parametrize(
    ("arrived", "left", "stands"),
    [
        ([Arrived("anna", 2, LOPIK, False)], ["bert"], True),
        ([Arrived("anna", 2, HOUTEN, True)], ["bert"], True),
        ([Arrived("anna", 2, LOPIK, False), Arrived("bert", 2, LOPIK, False)], ["anna", "bert"], False),
        ([Arrived("anna", 2, HOUTEN, False), Arrived("bert", 1, LOPIK, False)], ["anna", "bert"], True),
    ],
)
def test_who_moved_away_or_died_does_not_come(
    work: WorkInMemory, arrived: list[Arrived], left: list[str], stands: bool
) -> None:
    made = make(work)
    for _ in range(2):
        give_up_appointments(work, arrived)
    now = work.appointments.kept[made.id]
    assert ([each.client_id for each in now.attendees], now.stands) == (left, stands)
    told = [each.attendee.client_id for each in work.events if isinstance(each, AppointmentCancelled)]
    assert told == [each for each in ("anna", "bert") if each not in left or not stands]


def test_an_appointment_that_is_over_stays_when_somebody_moves(work: WorkInMemory) -> None:
    made = make(work)
    work.today = TUESDAY
    give_up_appointments(work, [Arrived("anna", 2, LOPIK, False)])
    assert work.appointments.kept[made.id] == made


@pytest.mark.parametrize(
    "act",
    [
        lambda work, user, id_: find_appointment(work, FindAppointment(user, id_)),
        lambda work, user, id_: move_appointment(
            work, MoveAppointment(user, id_, date(2014, 12, 4), NINE, "kees", PlaceKind.HOME)
        ),
        lambda work, user, id_: confirm_appointment(work, ConfirmAppointment(user, id_)),
        lambda work, user, id_: cancel_appointment(work, CancelAppointment(user, id_, CancelReason.ILLNESS, True)),
    ],
)
def test_of_who_moved_away_nobody_there_reads_or_changes_an_appointment_that_is_over(
    work: WorkInMemory, act: Callable[[WorkInMemory, User, str], object]
) -> None:
    """A next appointment was made for a resident of another municipality, and its letter told where they live now."""
    made = make(work)
    work.today = TUESDAY
    work.clients.save([determined("anna", household_id="home", revision=2, municipality=LOPIK)])
    with pytest.raises(Forbidden):
        act(work, User("houten", "Hans", Role.CASEWORKER, frozenset({HOUTEN})), made.id)
    assert work.appointments.kept[made.id] == made


def test_weeks_that_are_over_stay_in_sight_until_everybody_has_an_appointment(work: WorkInMemory) -> None:
    work.today = date(2014, 12, 15)
    agenda = show_agenda(work, ShowAgenda(STAFF, HOUTEN, work.today))
    assert (agenda.behind, agenda.next_planned) == ([(MONDAY, 2)], None)
    plan_week(work, PlanWeek(STAFF, HOUTEN, MONDAY))
    assert show_agenda(work, ShowAgenda(STAFF, HOUTEN, date(2014, 11, 3))).behind == []
    assert show_agenda(work, ShowAgenda(STAFF, HOUTEN, date(2014, 11, 3))).next_planned == MONDAY


@pytest.mark.parametrize("not_now", [0, COUNTED_MAX - 1, COUNTED_MAX, 2 * COUNTED_MAX])
def test_of_a_week_left_behind_no_more_are_counted_than_are_said(work: WorkInMemory, not_now: int) -> None:
    late = [f"client-{number:03}" for number in range(2 * COUNTED_MAX)]
    work.clients.save([determined(name, household_id=name) for name in late])
    work.plans.save([plan(name) for name in late])
    work.kept = dict.fromkeys(late[:not_now], "Dit dossier wacht tot 1 maart.")
    work.today = date(2014, 12, 15)
    ((monday, number),) = show_agenda(work, ShowAgenda(STAFF, HOUTEN, work.today)).behind
    there = 2 * COUNTED_MAX + 2 - not_now
    assert (monday, min(number, COUNTED_MAX + 1)) == (MONDAY, min(there, COUNTED_MAX + 1))
    assert number <= there


def test_a_page_without_conversations_does_not_say_that_the_week_has_none(work: WorkInMemory) -> None:
    plan_week(work, PlanWeek(STAFF, HOUTEN, MONDAY))
    work.plans.save([plan("carl", week=MONDAY + timedelta(weeks=1))])
    agenda = show_agenda(work, ShowAgenda(STAFF, HOUTEN, MONDAY, page=2))
    assert ([each.rows for each in agenda.days], agenda.next_planned) == ([[]] * 5, None)


def test_who_has_an_appointment_for_a_later_route_holds_up_nobody_of_the_week(work: WorkInMemory) -> None:
    """Of who moved here and reported again a second one was tried, and nobody of the week got any."""
    work.later["carl"] = LaterRoute(2, date(2015, 1, 12))
    make(work, "carl", day=TUESDAY)
    planned = plan_week(work, PlanWeek(STAFF, HOUTEN, MONDAY))
    assert [each.client_ids for each in planned.made] == [("anna", "bert")]
    assert show_agenda(work, ShowAgenda(STAFF, HOUTEN, MONDAY)).waiting == []


def test_who_would_get_no_invitation_gets_no_appointment_with_the_others_of_a_week(work: WorkInMemory) -> None:
    """It was made, and the invitation did not go out, so nobody at home knew of the visit."""
    work.held = {"bert", "carl"}
    planned = plan_week(work, PlanWeek(STAFF, HOUTEN, MONDAY))
    assert [each.client_ids for each in planned.made] == [("anna",)]
    assert {(each.household.client_ids, each.why) for each in planned.left} == {
        (("bert",), LETTER_WAITS),
        (("carl",), LETTER_WAITS),
    }
    agenda = show_agenda(work, ShowAgenda(STAFF, HOUTEN, MONDAY, explain=True))
    assert {(each.household.client_ids, each.why) for each in agenda.waiting} == {
        (("bert",), LETTER_WAITS),
        (("carl",), LETTER_WAITS),
    }
    work.held.clear()
    assert {each.client_ids for each in plan_week(work, PlanWeek(STAFF, HOUTEN, MONDAY)).made} == {("bert",), ("carl",)}


def test_who_makes_an_appointment_reads_first_that_its_letter_waits(work: WorkInMemory) -> None:
    work.held = {"bert"}
    assert list(propose_slots(work, ProposeSlots(STAFF, "anna")).held_back) == ["A. Appel"]
    assert list(propose_slots(work, ProposeSlots(STAFF, "carl")).held_back) == []
    made = make(work)
    assert made.client_ids == ("anna", "bert")


def test_an_appointment_of_who_is_held_back_later_says_that_the_letter_waits(work: WorkInMemory) -> None:
    """File and agenda said nothing, until its day."""
    make(work)
    work.held = {"bert"}
    assert list(show_appointments(work, ShowAppointments(STAFF, "anna")).held_back) == ["A. Appel"]
    assert show_agenda(work, ShowAgenda(STAFF, HOUTEN, MONDAY)).held_back == {"bert"}
    work.today = TUESDAY
    assert list(show_appointments(work, ShowAppointments(STAFF, "anna")).held_back) == []
    assert show_agenda(work, ShowAgenda(STAFF, HOUTEN, MONDAY)).held_back == set()


def test_an_ill_caseworker_gives_the_appointments_of_those_days_back(work: WorkInMemory) -> None:
    work.caseworkers.save(caseworker("anke"))
    ill, also, later = make(work), make(work, "carl", day=TUESDAY), None
    work.clients.save([determined("dora")])
    work.plans.save([plan("dora")])
    later = make(work, "dora", day=date(2014, 12, 3))
    given_back = report_illness(work, ReportIllness(STAFF, "kees", MONDAY, TUESDAY))
    assert [each.id for each in given_back] == [ill.id, also.id]
    assert work.appointments.kept[later.id].stands
    told = [each for each in work.events if isinstance(each, AppointmentCancelled)]
    assert [(each.attendee.client_id, each.appointment.ending) for each in told] == [
        (name, given_back[at].ending) for name, at in (("anna", 0), ("bert", 0), ("carl", 1))
    ]
    assert all(each.ending is not None and each.ending.new_one_follows for each in given_back)
    with pytest.raises(Refused, match="er die dag niet"):
        make(work, day=MONDAY)
    again = make(work, caseworker_id="anke")
    assert (again.reason, again.replaces) == (Reason.ILLNESS, Replaced(ill.id, MONDAY, NINE))


@pytest.mark.parametrize(
    ("first", "last", "where"), [(TODAY - timedelta(days=1), MONDAY, "first"), (TUESDAY, MONDAY, "last")]
)
def test_illness_on_days_that_are_over_or_turned_round_is_refused(
    work: WorkInMemory, first: date, last: date, where: str
) -> None:
    with pytest.raises(Refused) as refused:
        report_illness(work, ReportIllness(STAFF, "kees", first, last))
    assert list(refused.value.fields) == [where]


def test_new_hours_name_the_appointments_that_do_not_fit_any_more(work: WorkInMemory) -> None:
    made = make(work)
    kees = caseworker("kees")
    assert keep_caseworker(work, KeepCaseworker(STAFF, kees)) == []
    afternoons = replace(kees, hours=tuple(each for each in kees.hours if each.start > time(12)))
    assert keep_caseworker(work, KeepCaseworker(STAFF, afternoons)) == [made]
    away = replace(kees, leave=(Leave(MONDAY, MONDAY, WhyAway.LEAVE),))
    assert keep_caseworker(work, KeepCaseworker(STAFF, away)) == [made]
    assert work.appointments.kept[made.id].stands
    with pytest.raises(Refused, match="eindtijd"):
        keep_caseworker(work, KeepCaseworker(STAFF, replace(kees, hours=(Hours(0, NINE, NINE),))))
    with pytest.raises(Refused, match="andere gemeente"):
        keep_caseworker(work, KeepCaseworker(STAFF, replace(kees, municipality=LOPIK)))


def test_moments_are_proposed_in_the_planned_week_and_say_what_they_do(work: WorkInMemory) -> None:
    found = propose_slots(work, ProposeSlots(STAFF, "anna"))
    assert (found.monday, len(found.offers), list(found.names)) == (MONDAY, 10, ["A. Appel", "A. Appel"])
    assert all(not each.effect.late and each.effect.says[0].startswith("Op tijd") for each in found.offers)
    assert [line[1] for line in work.read_log.lines] == ["anna", "bert"]


@pytest.mark.parametrize(
    ("day", "begins", "late"),
    [
        (MONDAY, "Op tijd: het besluit kan er zijn op 26 januari 2015.", False),
        (LATEST, "Op tijd: het besluit kan er zijn op 31 december 2015.", False),
        (date(2015, 11, 6), "Te laat: na 5 november 2015 is er minder tijd", True),
        (date(2016, 1, 4), "Te laat: het besluit moet er zijn op 31 december 2015, en het gesprek", True),
    ],
)
def test_a_moment_says_what_it_does_to_the_last_days(work: WorkInMemory, day: date, begins: str, late: bool) -> None:
    offer = propose_slots(work, ProposeSlots(STAFF, "anna", monday=day)).offers
    (first, *_) = [each.effect for each in offer if each.slot.day == day]
    assert (first.says[0][: len(begins)], first.late) == (begins, late)


def test_a_full_week_gives_way_to_the_next_and_then_to_the_ones_before(work: WorkInMemory) -> None:
    kees = caseworker("kees")
    work.caseworkers.save(replace(kees, leave=(Leave(MONDAY, date(2014, 12, 5), WhyAway.LEAVE),)))
    assert propose_slots(work, ProposeSlots(STAFF, "carl")).monday == date(2014, 12, 8)
    work.caseworkers.save(replace(kees, leave=(Leave(MONDAY, date(2015, 12, 31), WhyAway.LEAVE),)))
    assert propose_slots(work, ProposeSlots(STAFF, "carl")).monday == date(2014, 11, 24)
    work.caseworkers.save(replace(kees, hours=()))
    nothing = propose_slots(work, ProposeSlots(STAFF, "carl"))
    assert (nothing.monday, nothing.offers) == (MONDAY, [])


def test_nothing_is_proposed_within_the_notice_unless_the_week_was_asked_for(work: WorkInMemory) -> None:
    work.plans.save([plan("carl", week=date(2014, 11, 17))])
    assert propose_slots(work, ProposeSlots(STAFF, "carl")).offers[0].slot.day == date(2014, 11, 24)
    asked = propose_slots(work, ProposeSlots(STAFF, "carl", monday=date(2014, 11, 19)))
    assert asked.offers[0].slot.day == TODAY
    assert "Bel de cliënt" in asked.offers[0].effect.says[1]


def with_many(work: WorkInMemory, number: int, **changes: Any) -> None:
    for each in range(number):
        work.caseworkers.save(caseworker(f"many-{each:03}", **changes))


def test_of_many_caseworkers_some_are_asked_and_every_household_begins_elsewhere(work: WorkInMemory) -> None:
    with_many(work, 3 * ASKED_FIRST)
    asked: list[int] = []
    some = work.caseworkers.some

    def counting(*given: Any, **named: Any) -> Any:
        found = some(*given, **named)
        asked.append(len(found))
        return found

    work.caseworkers.some = counting  # type: ignore[method-assign]
    firsts = {each: propose_slots(work, ProposeSlots(STAFF, each)).offers[0].slot for each in ("anna", "carl")}
    assert sum(asked) == 2 * ASKED_FIRST
    assert {each.start for each in firsts.values()} == {NINE}
    assert len({each.caseworker_id for each in firsts.values()}) == 2


@pytest.mark.parametrize("number", [ASKED_FIRST - 1, ASKED_FIRST, 4 * ASKED_FIRST, 4 * ASKED_FIRST + 1])
def test_the_only_one_of_many_who_has_time_is_found(work: WorkInMemory, number: int) -> None:
    with_many(work, number, hours=())
    found = propose_slots(work, ProposeSlots(STAFF, "carl"))
    assert (found.monday, {each.slot.caseworker_id for each in found.offers}) == (MONDAY, {"kees"})


def test_who_is_asked_for_by_name_is_offered_and_nobody_else(work: WorkInMemory) -> None:
    with_many(work, 3)
    found = propose_slots(work, ProposeSlots(STAFF, "carl", named="kee"))
    assert {each.slot.caseworker_id for each in found.offers} == {"kees"}
    assert propose_slots(work, ProposeSlots(STAFF, "carl", named="niemand")).offers == []


def test_of_many_caseworkers_those_can_be_chosen_whose_name_was_typed(work: WorkInMemory) -> None:
    assert dict(name_caseworkers(work, NameCaseworkers(STAFF, HOUTEN)).names) == {"kees": "K. Kees"}
    with_many(work, NAMED_MAX)
    work.caseworkers.save(caseworker("lot", municipality=LOPIK))
    nobody = name_caseworkers(work, NameCaseworkers(STAFF, HOUTEN, also=["kees", "lot", "gone", ""]))
    assert (nobody.are_many, list(nobody.names)) == (True, ["kees"])
    typed = name_caseworkers(work, NameCaseworkers(STAFF, HOUTEN, named="many-00", also=["kees"]))
    assert list(typed.names) == ["kees", *(f"many-{each:03}" for each in range(10))]
    with pytest.raises(Forbidden):
        name_caseworkers(work, NameCaseworkers(ELSEWHERE, HOUTEN))


@given(some.text(max_size=40), some.integers(1, 10_000))
def test_the_search_begins_at_somebody(household_id: str, number: int) -> None:
    assert 0 <= turn_of(household_id, number) < number


def test_the_moment_that_an_appointment_has_is_not_offered_for_its_move(work: WorkInMemory) -> None:
    """It was, as the first one, and then refused."""
    made = make(work)
    moments = propose_slots(work, ProposeSlots(STAFF, "anna", made.day, appointment_id=made.id)).offers
    assert moments
    assert (made.day, made.start) not in {(each.slot.day, each.slot.start) for each in moments}
    elsewhere = ProposeSlots(STAFF, "anna", made.day, place=PlaceKind.TELEPHONE, appointment_id=made.id)
    assert (made.day, made.start) in {
        (each.slot.day, each.slot.start) for each in propose_slots(work, elsewhere).offers
    }


def test_a_moment_for_a_move_may_overlap_with_what_is_moved(work: WorkInMemory) -> None:
    made = make(work)
    moments = propose_slots(work, ProposeSlots(STAFF, "anna", appointment_id=made.id)).offers
    assert (moments[0].slot.day, moments[0].slot.start) == (MONDAY, time(9, 30))
    assert moments[-1].effect.says[-1].startswith("Het besluit kan later komen")


def test_a_week_is_planned_at_once_in_order_of_the_law_and_says_who_did_not_fit(work: WorkInMemory) -> None:
    work.clients.save([determined(f"d{number}") for number in range(20)])
    work.plans.save([plan(f"d{number}") for number in range(20)])
    sooner = determined("urgent", reassess_until=date(2015, 3, 1))
    work.clients.save([sooner])
    work.plans.save([plan("urgent", right_until=date(2015, 3, 1))])
    planned = plan_week(work, PlanWeek(STAFF, HOUTEN, MONDAY))
    assert planned.made[0].attendees[0].client_id == "urgent"
    assert (len(planned.made), len(planned.left)) == (20, 3)
    assert {each.why for each in planned.left} == {"Er is geen vrije tijd meer bij een consulent."}
    assert planned.made == sorted(planned.made, key=lambda each: (each.day, each.start))
    again = plan_week(work, PlanWeek(STAFF, HOUTEN, MONDAY))
    assert (len(again.made), len(again.left)) == (0, 3)


def test_a_week_that_is_over_is_caught_up_with(work: WorkInMemory) -> None:
    work.today = date(2014, 12, 10)
    planned = plan_week(work, PlanWeek(STAFF, HOUTEN, MONDAY))
    assert [each.day for each in planned.made] == [date(2014, 12, 17)] * 2


def test_who_is_planned_too_late_gets_a_moment_and_others_never_too_late(work: WorkInMemory) -> None:
    soon = date(2015, 1, 5)
    work.clients.save([determined("late", reassess_until=soon), determined("never", reassess_until=soon)])
    work.plans.save([plan("late", right_until=soon, late=True), plan("never", right_until=soon)])
    planned = plan_week(work, PlanWeek(STAFF, HOUTEN, MONDAY))
    assert {one.client_id for each in planned.made for one in each.attendees} == {"anna", "bert", "carl", "late"}
    assert [(each.household.id, each.why[:19]) for each in planned.left] == [("home of never", "Er is geen dag meer")]


def test_the_agenda_shows_conversations_free_hours_and_who_waits(work: WorkInMemory) -> None:
    made = make(work)
    work.caseworkers.save(caseworker("anke", hours=(Hours(1, NINE, time(12)),)))
    agenda = show_agenda(work, ShowAgenda(STAFF, HOUTEN, date(2014, 12, 4)))
    assert (agenda.monday, [each.day for each in agenda.days]) == (
        MONDAY,
        [MONDAY + timedelta(days=n) for n in range(5)],
    )
    (kees,) = agenda.days[0].rows
    assert (kees.appointments, [each.start for each in kees.free]) == ([(made, ["A. Appel"] * 2)], [time(11), time(13)])
    assert [each.caseworker.id for each in agenda.days[1].rows] == ["anke", "kees"]
    assert [each.clients for each in agenda.waiting] == [[("carl", "A. Appel")]]
    assert sorted(line[1] for line in work.read_log.lines) == ["anna", "bert", "carl"]
    only = show_agenda(work, ShowAgenda(STAFF, HOUTEN, MONDAY, "anke"))
    assert [len(each.rows) for each in only.days] == [0, 1, 0, 0, 0]
    christmas = show_agenda(work, ShowAgenda(STAFF, HOUTEN, date(2014, 12, 25)))
    assert [each.closed for each in christmas.days][3:] == ["Eerste kerstdag", "Tweede kerstdag"]


def test_who_was_cancelled_with_a_promise_waits_and_who_was_cancelled_for_good_does_not(work: WorkInMemory) -> None:
    home, carl = make(work), make(work, "carl", day=TUESDAY)
    cancel_appointment(work, CancelAppointment(STAFF, home.id, CancelReason.CLIENT_ASKED, True))
    cancel_appointment(work, CancelAppointment(STAFF, carl.id, CancelReason.CLIENT_ASKED, False))
    agenda = show_agenda(work, ShowAgenda(STAFF, HOUTEN, MONDAY))
    assert [each.household.id for each in agenda.waiting] == ["home"]


def test_many_caseworkers_are_shown_in_parts_and_chosen_from_by_name(work: WorkInMemory) -> None:
    """Only the clients of the conversations on the page are read."""
    make(work)
    for number in range(CASEWORKERS_PER_PAGE):
        work.caseworkers.save(caseworker(f"a{number:02d}"))
    first, second, third = (show_agenda(work, ShowAgenda(STAFF, HOUTEN, TUESDAY, page=page)) for page in (1, 2, 3))
    assert [[row.caseworker.id for row in each.days[1].rows] for each in (second, third)] == [["kees"], []]
    assert [row.caseworker.id for row in first.days[1].rows] == [f"a{n:02d}" for n in range(CASEWORKERS_PER_PAGE)]
    assert first.caseworkers == CASEWORKERS_PER_PAGE + 1
    read = [line[1] for line in work.read_log.lines]
    assert (read.count("anna"), read.count("carl")) == (1, 3)
    assert [each.id for each in list_caseworkers(work, ListCaseworkers(STAFF, HOUTEN, page=2)).shown] == ["kees"]


def test_of_many_who_wait_the_first_are_shown_and_all_are_counted(work: WorkInMemory) -> None:
    late = [f"client-{number:02d}" for number in range(WAITING_MAX)]
    work.clients.save([determined(name) for name in late])
    work.plans.save([plan(name) for name in late])
    agenda = show_agenda(work, ShowAgenda(STAFF, HOUTEN, MONDAY))
    assert (len(agenda.waiting), agenda.households) == (WAITING_MAX, WAITING_MAX + 2)
    starts = [each.household.latest_start for each in agenda.waiting]
    assert starts == sorted(starts)


def test_a_file_shows_the_appointment_that_stands_and_the_earlier_ones(work: WorkInMemory) -> None:
    empty = show_appointments(work, ShowAppointments(STAFF, "anna"))
    assert (empty.current, empty.can_make, empty.names) == (None, True, {"anna": "A. Appel", "bert": "A. Appel"})
    old = make(work)
    new = move(work, old)
    found = show_appointments(work, ShowAppointments(STAFF, "bert"))
    assert (found.current, [each.id for each in found.earlier], found.can_make) == (new, [old.id], False)
    assert [line[1] for line in work.read_log.lines] == ["bert", "anna"]
    work.today = date(2014, 12, 3)
    past = show_appointments(work, ShowAppointments(STAFF, "bert"))
    assert (past.current, past.is_past, past.can_make) == (new, True, True)
    work.plans.drop(["carl"])
    assert show_appointments(work, ShowAppointments(STAFF, "carl")).why_not.startswith("Deze cliënt heeft geen gesprek")


def test_a_caseworker_has_the_coming_appointments(work: WorkInMemory) -> None:
    made = make(work)
    found = show_caseworker(work, ShowCaseworker(STAFF, "kees"))
    assert ([each.id for each in found.coming], found.names["anna"]) == ([made.id], "A. Appel")
    assert [line[1] for line in work.read_log.lines] == ["anna", "bert"]
    assert [each.id for each in list_caseworkers(work, ListCaseworkers(STAFF, None)).shown] == ["kees"]
    with pytest.raises(NotKnown):
        show_caseworker(work, ShowCaseworker(STAFF, "nobody"))


def test_nobody_of_another_municipality_does_or_sees_any_of_it(work: WorkInMemory) -> None:
    made = make(work)
    tried: list[Any] = [
        lambda: make(work, "carl", user=ELSEWHERE),
        lambda: move(work, made, user=ELSEWHERE),
        lambda: cancel_appointment(work, CancelAppointment(ELSEWHERE, made.id, CancelReason.ENDED, False)),
        lambda: confirm_appointment(work, ConfirmAppointment(ELSEWHERE, made.id)),
        lambda: report_illness(work, ReportIllness(ELSEWHERE, "kees", MONDAY, MONDAY)),
        lambda: keep_caseworker(work, KeepCaseworker(ELSEWHERE, caseworker("kees"))),
        lambda: propose_slots(work, ProposeSlots(ELSEWHERE, "anna")),
        lambda: propose_slots(work, ProposeSlots(ELSEWHERE, "anna", appointment_id=made.id)),
        lambda: plan_week(work, PlanWeek(ELSEWHERE, HOUTEN, MONDAY)),
        lambda: show_agenda(work, ShowAgenda(ELSEWHERE, HOUTEN, MONDAY)),
        lambda: show_appointments(work, ShowAppointments(ELSEWHERE, "anna")),
        lambda: show_caseworker(work, ShowCaseworker(ELSEWHERE, "kees")),
        lambda: list_caseworkers(work, ListCaseworkers(ELSEWHERE, HOUTEN)),
    ]
    for one in tried:
        with pytest.raises(Forbidden):
            one()
    assert (work.read_log.lines, len(work.events)) == ([], 2)


MOMENTS = [time(8), NINE, time(10, 30), time(11), time(13), time(16, 30)]
DAYS = [MONDAY, TUESDAY, date(2014, 12, 6), date(2014, 12, 25), date(2015, 11, 5), date(2015, 11, 9)]


def try_something(work: WorkInMemory, data: some.DataObject, names: list[str]) -> None:
    standing = [each for each in work.appointments.kept.values() if each.stands]
    how = data.draw(some.sampled_from(["make", "move", "week"]))
    if how == "week":
        plan_week(work, PlanWeek(STAFF, HOUTEN, MONDAY))
        return
    moment = {
        "day": data.draw(some.sampled_from(DAYS)),
        "start": data.draw(some.sampled_from(MOMENTS)),
        "caseworker_id": data.draw(some.sampled_from(["kees", "anke"])),
        "place": data.draw(some.sampled_from(list(PlaceKind))),
    }
    if how == "move" and standing:
        move(work, data.draw(some.sampled_from(standing)), **moment)
    else:
        make(work, data.draw(some.sampled_from(names)), **moment)


@given(some.data())
def test_whatever_is_tried_nobody_is_booked_twice_or_outside_hours_or_late_without_a_warning(
    data: some.DataObject,
) -> None:
    work = WorkInMemory(TODAY)
    hours = some.sampled_from([(NINE, time(12)), (time(13), time(17)), (NINE, time(17))])
    workers = {}
    for name in ("kees", "anke"):
        blocks = [(weekday, data.draw(hours)) for weekday in range(5) if data.draw(some.booleans())]
        workers[name] = caseworker(name, hours=tuple(Hours(weekday, *block) for weekday, block in blocks))
        work.caseworkers.save(workers[name])
    names = [f"c{number}" for number in range(6)]
    work.clients.save([determined(name, household_id=f"h{place // 2}") for place, name in enumerate(names)])
    work.plans.save([plan(name) for name in names])
    for _ in range(data.draw(some.integers(1, 8))):
        with suppress(Refused):
            try_something(work, data, names)
    standing = [each for each in work.appointments.kept.values() if each.stands]
    for one in standing:
        blocks_of_day = workers[one.caseworker_id].hours_on(one.day)
        assert any(each.start <= one.start < one.until <= each.until for each in blocks_of_day)
        assert work.calendar.is_working_day(one.day)
        assert one.day <= min(each.latest_start for each in one.attendees)
        for other in standing:
            same = (one.caseworker_id, one.day) == (other.caseworker_id, other.day)
            assert one is other or not same or one.until <= other.start or other.until <= one.start
    spoken = [each.client_id for one in standing for each in one.attendees]
    assert len(spoken) == len(set(spoken))

"""Who is not told of an appointment is not reminded of it, and somebody sees that the letter still lies here."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from services.migration.application.control.show_client import ShowClient, show_client
from services.migration.application.control.show_my_work import ShowMyWork, show_my_work
from services.migration.application.planning.make_appointment import MakeAppointment, make_appointment
from services.migration.application.planning.move_appointment import MoveAppointment, move_appointment
from services.migration.application.planning.note_invitations import note_invitations
from services.migration.application.route.show_route import ShowRoute, show_route
from services.migration.domain.planning.appointments import Appointment
from services.migration.domain.planning.caseworkers import PlaceKind
from services.migration.domain.planning.told import InvitationMoved
from services.migration.domain.route.states import StepKind
from services.migration.entrypoints.control.timeline import what_next
from services.migration.entrypoints.route.what_next import next_on
from shared.messaging.failures import Refused
from tests.support.migration_in_memory import WorkInMemory
from tests.support.migration_samples import caseworker
from tests.unit.migration.test_uc_control import NOOR, work
from tests.unit.migration.test_uc_route import step

__all__ = ["work"]
DAY = date(2014, 12, 1)


@pytest.fixture
def made(work: WorkInMemory) -> Appointment:
    """Noor speaks with Anna on 1 December."""
    work.caseworkers.save(caseworker("kees", user_id=NOOR.id))
    found = make_appointment(work, MakeAppointment(NOOR, "anna", DAY, time(9), "kees", PlaceKind.HOME))
    step(work, StepKind.INVITE, NOOR, on=work.today)
    return found


def left(work: WorkInMemory, one: Appointment, on: date | None) -> None:
    note_invitations(work, [InvitationMoved(one.id, "anna", on)])


def remind(work: WorkInMemory, number: int = 1) -> None:
    step(work, StepKind.REMIND, NOOR, number=number, answerBy=(work.today + timedelta(days=7)).isoformat())


def test_nobody_is_reminded_of_an_appointment_whose_letter_lies_here(work: WorkInMemory, made: Appointment) -> None:
    """A client was asked why they did not answer a letter that lay in a print run for weeks."""
    with pytest.raises(Refused, match=r"1 december 2014 is nog niet weg.*verzet de afspraak"):
        remind(work)
    left(work, made, work.today)
    remind(work)
    left(work, made, None)
    work.today += timedelta(days=8)
    with pytest.raises(Refused, match="nog niet weg, of kwam terug"):
        remind(work, number=2)


def test_an_appointment_that_moved_has_a_letter_of_its_own(work: WorkInMemory, made: Appointment) -> None:
    left(work, made, work.today)
    later = MoveAppointment(NOOR, made.id, DAY + timedelta(days=1), time(9), "kees", PlaceKind.HOME)
    moved = move_appointment(work, later)
    with pytest.raises(Refused, match="2 december 2014 is nog niet weg"):
        remind(work)
    left(work, moved, work.today)
    remind(work)


def test_who_was_invited_outside_this_system_can_be_reminded(work: WorkInMemory) -> None:
    step(work, StepKind.INVITE, NOOR)
    remind(work)


@pytest.mark.parametrize(("days", "near"), [(11, False), (10, True), (0, True), (-1, False)])
def test_a_visit_that_is_near_and_was_told_to_nobody_is_seen(
    work: WorkInMemory, made: Appointment, days: int, near: bool
) -> None:
    """On the file, on the page of the route and in the work of whoever goes there."""
    work.today = DAY - timedelta(days=days)
    title = "Nu: zorg dat de cliënt van het gesprek weet" if near else "Nu: houd het gesprek"
    file, route = show_client(work, ShowClient(NOOR, "anna")), show_route(work, ShowRoute(NOOR, "anna"))
    said = what_next(file, work.today)
    assert (said.title, next_on(route.route, work.today, unsent_on=route.unsent_on).title) == (title, title)
    assert said.alarm is (near or days < 0)
    found = show_my_work(work, ShowMyWork(NOOR)).unsent
    assert [(client_id, day) for client_id, (_, day) in found.items()] == ([("anna", DAY)] if near else [])
    left(work, made, work.today)
    assert what_next(show_client(work, ShowClient(NOOR, "anna")), work.today).title == "Nu: houd het gesprek"
    assert show_my_work(work, ShowMyWork(NOOR)).unsent == {}


def test_each_of_them_is_a_line_in_the_read_log(work: WorkInMemory, made: Appointment) -> None:
    work.today = replace(made).day - timedelta(days=3)
    work.read_log.lines.clear()
    show_my_work(work, ShowMyWork(NOOR))
    assert "anna" in str(work.read_log.lines)

"""Nothing is printed that asks something for a day that is over, and what comes too late is left out by name."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from deploy.demo.releasers import Releasers
from services.notifications.application.client.views import NotKnown
from services.notifications.application.letters.list_letters import ListLetters, list_letters
from services.notifications.application.letters.show_letter import ShowLetter, show_letter
from services.notifications.application.letters.views import LetterFilter
from services.notifications.application.mailing.hand_over_print_run import HandOverPrintRun, hand_over_print_run
from services.notifications.application.mailing.leave_out_letter import LeaveOutLetter, leave_out_letter
from services.notifications.application.mailing.list_mailings import ListMailings, list_mailings
from services.notifications.application.mailing.list_odd_letters import ListOddLetters, list_odd_letters
from services.notifications.application.mailing.make_print_runs import make_print_runs
from services.notifications.application.mailing.release_mailing import ReleaseMailing, release_mailing
from services.notifications.application.mailing.restore_left_out_letters import restore_left_out_letters
from services.notifications.application.mailing.show_mailing import ShowMailing, show_mailing
from services.notifications.application.mailing.show_print_run import ShowPrintRun, show_print_run
from services.notifications.application.mailing.take_out_letter import TakeOutLetter, take_out_letter
from services.notifications.domain.letters.kinds import QUESTIONS
from services.notifications.domain.mailing.mailing import mailing_id
from services.notifications.domain.mailing.print_run import LetterLeftOut, LetterTakenOut
from shared.access import ACCESS, Forbidden, Role, User
from shared.events.envelope import Event
from shared.messaging.failures import Refused
from tests.support.notifications import Person, appointed, cancelled, decided, everything, right_ending, stepped
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, leave, tell
from tests.unit.notifications.letter_samples import SENDER

ONE = Person(1)
WRITTEN, TALK = date(2015, 1, 20), date(2015, 2, 10)
SLIP_BY = date(2015, 1, 30)
"""Ten days after the letter."""
DAY = timedelta(days=1)
HOUTEN = frozenset({"0321"})
NOOR = User("noor", "Noor", Role.CASEWORKER, HOUTEN)
ELSEWHERE = User("e", "Els", Role.CASEWORKER, frozenset({"0356"}))
FIRST = mailing_id("0321", 1)


def works_with(*events: Event, today: date = WRITTEN) -> WorksInMemory:
    works = WorksInMemory(WorkInMemory(SENDER, today))
    tell(works, [*everything(ONE), *events])
    return works


def the(works: WorksInMemory, kind: str) -> str:
    (id_,) = [id_ for id_, kept in works.work.letters.kept.items() if kept.written.kind == kind]
    return id_


def release(works: WorksInMemory) -> bool:
    mark = show_mailing(works.work, ShowMailing(NOOR, FIRST)).seen
    with works.begin() as work:
        return release_mailing(work, ReleaseMailing(NOOR, FIRST, mark))


def leave_out(works: WorksInMemory, kind: str = "invitation", user: User = NOOR, id_: str = FIRST) -> bool:
    with works.begin() as work:
        return leave_out_letter(work, LeaveOutLetter(user, id_, the(works, kind)))


def state(works: WorksInMemory, kind: str = "invitation") -> str:
    return works.work.letters.kept[the(works, kind)].written.state


@pytest.mark.parametrize(
    ("told", "kind", "last"),
    [
        (appointed(ONE), "invitation", SLIP_BY),
        (appointed(ONE, day="2015-01-22"), "invitation", date(2015, 1, 22)),
        (stepped(ONE, "remind", "invited", "2015-01-20", 1, details={"number": 1, "answerBy": "2015-01-26"}),
         "no-answer", date(2015, 1, 26)),
        (stepped(ONE, "ask-view", "applied", "2015-01-20", 1,
                 details={"intended": "Minder.", "answerBy": "2015-02-03"}), "view", date(2015, 2, 3)),
        (stepped(ONE, "ask-completion", "incomplete", "2015-01-20", 1,
                 details={"missing": ["Een kopie."], "answerBy": "2015-02-03"}), "incomplete", date(2015, 2, 3)),
        (stepped(ONE, "invite-hearing", "objection", "2015-01-20", 1,
                 details={"day": "2015-02-05", "from": "10:00", "place": "het stadhuis"}), "hearing", date(2015, 2, 5)),
        (right_ending(ONE, "2015-06-30", "2015-01-20", conversation="2015-02-04"), "right-ending", date(2015, 2, 4)),
        (right_ending(ONE, "2015-06-30", "2015-01-20", conversation=None), "right-ending", date(2015, 6, 30)),
        (decided(ONE, kind="not-treated", madeOn="2015-01-20", provisions=[], waitsForAcceptance=False,
                 endsOn=None, sendBy="2015-02-03"), "decision", date(2015, 2, 3)),
    ],
    ids=["slip", "conversation", "reminder", "view", "completion", "hearing", "ending", "end itself", "not treated"],
)  # fmt: skip
def test_nothing_is_printed_that_asks_for_a_day_that_is_over(told: Event, kind: str, last: date) -> None:
    last = last - DAY if kind in QUESTIONS else last
    works = works_with(told)
    release(works)
    assert make_print_runs(works, last + DAY) == 1, "the announcement asks for no day"
    assert state(works, kind) == "ready"
    works.work.today = last + DAY
    assert list_mailings(works.work, ListMailings(NOOR)).unprintable == {FIRST: 1}
    assert show_mailing(works.work, ShowMailing(NOOR, FIRST)).gone == 1
    works.work.today = last
    assert list_mailings(works.work, ListMailings(NOOR)).unprintable == {}
    assert make_print_runs(works, last) == 1, "on that day itself it may still go"


def test_that_an_appointment_is_off_is_not_printed_after_its_day() -> None:
    """Who was invited waited in vain by then; somebody calls instead."""
    invited = appointed(ONE)
    works = works_with(invited)
    leave(works, WRITTEN)
    tell(works, [cancelled(ONE, day=TALK.isoformat(), reason="illness", newOneFollows=True)])
    works.work.today = TALK - DAY
    odd = {each.kind: each.examples for each in show_mailing(works.work, ShowMailing(NOOR, FIRST)).odd}
    assert odd["day-near"] == (the(works, "appointment-cancelled"),)
    release(works)
    assert make_print_runs(works, TALK + DAY) == 0
    assert make_print_runs(works, TALK) == 1
    works.work.today = TALK + DAY
    (run,) = works.work.print_runs.kept
    shown = show_print_run(works.work, ShowPrintRun(NOOR, run, offset=0, limit=50))
    assert [letter.id for letter, _ in shown.day_gone] == [the(works, "appointment-cancelled")]


def test_a_letter_that_must_leave_for_two_reasons_stands_once_on_the_page_of_its_run() -> None:
    works = works_with(appointed(ONE))
    release(works)
    make_print_runs(works, WRITTEN)
    tell(works, [cancelled(ONE, reason="illness", newOneFollows=True)])
    (run,) = works.work.print_runs.kept
    works.work.today = TALK + DAY
    shown = show_print_run(works.work, ShowPrintRun(NOOR, run, offset=0, limit=50))
    assert [letter.id for letter, _ in shown.to_take_out] == [the(works, "invitation")]
    assert shown.day_gone == []


def test_a_pile_that_lay_past_the_day_of_a_letter_is_not_handed_over_with_it() -> None:
    works = works_with(appointed(ONE))
    release(works)
    make_print_runs(works, WRITTEN)
    (run,) = works.work.print_runs.kept
    works.work.today = SLIP_BY
    assert show_print_run(works.work, ShowPrintRun(NOOR, run, offset=0, limit=50)).day_gone == []
    works.work.today = TALK + DAY
    shown = show_print_run(works.work, ShowPrintRun(NOOR, run, offset=0, limit=50))
    assert [letter.id for letter, _ in shown.day_gone] == [the(works, "invitation")]
    with pytest.raises(Refused, match="Haal eerst 1 brief uit de stapel"), works.begin() as work:
        hand_over_print_run(work, HandOverPrintRun(NOOR, run))
    with works.begin() as work:
        take_out_letter(work, TakeOutLetter(NOOR, run, the(works, "invitation")))
    (out,) = [each for each in works.work.events if isinstance(each, LetterTakenOut)]
    assert out.why == "De brief vroeg iets voor een dag die voorbij was, of moest dan al weg zijn."
    with works.begin() as work:
        hand_over_print_run(work, HandOverPrintRun(NOOR, run))
    assert state(works) == "taken-out"


def test_a_warning_of_an_end_names_no_conversation_that_comes_before_it_surely_arrives() -> None:
    """Of who is spoken with next week the letter would have to be thrown away, and nobody would tell of the end."""
    works = works_with(right_ending(ONE, "2015-06-30", "2015-01-20", conversation="2015-01-28"))
    release(works)
    assert make_print_runs(works, date(2015, 1, 29)) == 2, "the announcement and the warning"


def test_a_mailing_with_such_a_letter_is_not_released() -> None:
    works = works_with(appointed(ONE), today=TALK + DAY)
    assert [each.kind for each in show_mailing(works.work, ShowMailing(NOOR, FIRST)).odd][:1] == ["day-gone"]
    with pytest.raises(Refused, match="1 brief vraagt iets voor een dag die er al is of voorbij is"):
        release(works)
    assert leave_out(works)
    assert release(works)
    assert make_print_runs(works, TALK + DAY) == 1


def test_what_is_too_near_is_listed_and_left_out_with_one_click() -> None:
    works = works_with(appointed(ONE), today=SLIP_BY - 4 * DAY)
    (odd,) = [each for each in show_mailing(works.work, ShowMailing(NOOR, FIRST)).odd if each.kind == "day-near"]
    assert (odd.letters, odd.day) == (1, SLIP_BY)
    listed = list_odd_letters(works.work, ListOddLetters(NOOR, FIRST, "day-near", 0, 50))
    assert [(letter.id, day) for letter, day in listed.rows] == [(the(works, "invitation"), SLIP_BY)]
    leave_out(works)
    (event,) = [each for each in works.work.events if isinstance(each, LetterLeftOut)]
    id_ = the(works, "invitation")
    shown = show_letter(works.work, ShowLetter(NOOR, id_)).view
    assert event == LetterLeftOut(id_, ONE.id, "0321", None, SLIP_BY, works.work.today, "noor", "Noor", shown.cause_id)
    assert shown.cause_id, "whoever asked it hears that it was not asked"
    assert (shown.state, shown.left_out, shown.taken_out_by) == ("taken-out", True, "Noor")
    assert not shown.to_take_out
    assert list_letters(works.work, ListLetters(NOOR, LetterFilter(to_take_out=True))).total == 0
    release(works)
    assert make_print_runs(works, works.work.today) == 1


def test_a_letter_that_comes_in_time_stays_and_only_who_works_there_leaves_one_out() -> None:
    works = works_with(appointed(ONE), today=SLIP_BY - 5 * DAY)
    with pytest.raises(Refused, match="komt nog op tijd"):
        leave_out(works)
    with pytest.raises(Refused, match="komt nog op tijd"):
        leave_out(works, "announcement")
    works.work.today = TALK
    with pytest.raises(Forbidden):
        leave_out(works, user=ELSEWHERE)
    with pytest.raises(NotKnown):
        leave_out(works, id_=mailing_id("0321", 2))
    leave_out(works)
    with pytest.raises(NotKnown):
        leave_out(works)
    assert getattr(leave_out_letter, ACCESS).roles == {Role.CASEWORKER, Role.FUNCTIONAL_MANAGER}


ASKED = {
    "view": ("ask-view", {"intended": "Minder.", "answerBy": "2015-03-03"}, "receive-view"),
    "incomplete": ("ask-completion", {"missing": ["Een kopie."], "answerBy": "2015-03-03"}, "complete"),
    "objection-incomplete": ("ask-repair", {"missing": ["Uw naam."], "answerBy": "2015-03-03"}, "repair"),
    "hearing": ("invite-hearing", {"day": "2015-03-05", "from": "10:00", "place": "het stadhuis"}, "hear"),
}


@pytest.mark.parametrize("kind", ASKED)
def test_a_letter_that_asks_what_was_answered_since_stands_out_and_can_be_left_out(kind: str) -> None:
    """The client called before somebody released the mailing. An answer that was taken back is no answer."""
    word, details, answer = ASKED[kind]
    asked = stepped(ONE, word, "applied", "2015-01-20", 1, details=details)
    answered = stepped(ONE, answer, "applied", "2015-01-21", 2)
    works = works_with(asked)
    with pytest.raises(Refused, match="komt nog op tijd"):
        leave_out(works, kind)
    tell(works, [answered])
    (odd,) = [each for each in show_mailing(works.work, ShowMailing(NOOR, FIRST)).odd if each.kind == "answered"]
    assert (odd.letters, odd.examples) == (1, (the(works, kind),))
    tell(works, [stepped(ONE, answer, "applied", "2015-01-21", 3, undoes=answered.data["stepId"])])
    assert "answered" not in [each.kind for each in show_mailing(works.work, ShowMailing(NOOR, FIRST)).odd]
    tell(works, [stepped(ONE, answer, "applied", "2015-01-22", 4)])
    listed = list_odd_letters(works.work, ListOddLetters(NOOR, FIRST, "answered", 0, 50))
    assert ([letter.id for letter, _ in listed.rows], listed.total) == ([the(works, kind)], 1)
    leave_out(works, kind)
    assert list_odd_letters(works.work, ListOddLetters(NOOR, FIRST, "answered", 0, 50)).rows == []


def test_a_mailing_of_one_letter_is_gone_with_it() -> None:
    works = works_with(appointed(ONE), today=TALK)
    works.work.letters.supersede([the(works, "announcement")])
    assert not leave_out(works)
    assert list_mailings(works.work, ListMailings(NOOR)).gathering == []


def test_what_was_released_can_be_left_out_as_long_as_it_is_not_printed() -> None:
    works = works_with(appointed(ONE))
    release(works)
    works.work.today = TALK + DAY
    assert leave_out(works)
    (event,) = [each for each in works.work.events if isinstance(each, LetterLeftOut)]
    assert event.mailing_id == FIRST
    assert list_mailings(works.work, ListMailings(NOOR)).unprintable == {}


def test_the_people_of_a_demo_leave_out_what_comes_too_late_and_release_the_rest() -> None:
    works = works_with(appointed(ONE), today=TALK + DAY)
    assert Releasers(works, HOUTEN).release() == 1
    assert (state(works), make_print_runs(works, TALK + DAY)) == ("taken-out", 1)


@pytest.mark.parametrize("superseded", [False, True])
def test_a_rebuild_restores_what_was_left_out(superseded: bool) -> None:
    works, again = works_with(appointed(ONE), today=TALK), works_with(appointed(ONE), today=TALK)
    leave_out(works)
    if superseded:
        for each in (works, again):
            each.work.letters.supersede([the(each, "invitation")])
    left = [each for each in works.work.events if isinstance(each, LetterLeftOut)]
    for _ in range(2):
        restore_left_out_letters(again.work, left)
    assert again.work.letters.kept == works.work.letters.kept


def test_who_died_is_asked_for_nothing_either() -> None:
    works = works_with(appointed(ONE), today=TALK + DAY)
    tell(works, everything(replace(ONE, revision=2, died_on="2015-02-01", state="deceased")))
    with pytest.raises(NotKnown):
        show_mailing(works.work, ShowMailing(NOOR, FIRST))

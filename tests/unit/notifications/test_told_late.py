"""Nobody hears less than so many weeks before that a right ends, unless somebody's name stands at why."""

from dataclasses import replace
from datetime import date

import pytest

from services.notifications.application.letters.count_letters import count_letters
from services.notifications.application.letters.list_letters import ListLetters, list_letters
from services.notifications.application.letters.show_letter import ShowLetter, show_letter
from services.notifications.application.letters.views import LetterFilter
from services.notifications.application.mailing.hand_over_print_run import HandOverPrintRun, hand_over_print_run
from services.notifications.application.mailing.list_odd_letters import ListOddLetters, list_odd_letters
from services.notifications.application.mailing.make_print_runs import make_print_runs
from services.notifications.application.mailing.record_returned_letter import (
    RecordReturnedLetter,
    record_returned_letter,
)
from services.notifications.application.mailing.release_mailing import ReleaseMailing, release_mailing
from services.notifications.application.mailing.restore_handed_over_runs import restore_handed_over_runs
from services.notifications.application.mailing.restore_mailings import restore_mailings
from services.notifications.application.mailing.send_back_mailing import SendBackMailing, send_back_mailing
from services.notifications.application.mailing.show_mailing import ShowMailing, show_mailing
from services.notifications.application.mailing.show_print_run import ShowPrintRun, show_print_run
from services.notifications.domain.letters.gate import letter_id
from services.notifications.domain.letters.told_late import TellsOfEnds, ToldLate, late_ends
from services.notifications.domain.mailing.mailing import MailingReleased, mailing_id
from services.notifications.domain.mailing.print_run import LetterSent, PrintRunHandedOver
from shared.access import Role, User
from shared.messaging.failures import Refused
from tests.support.notifications import Person, decided, everything, right_ended, right_ending
from tests.support.notifications_in_memory import ChoicesInMemory, WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER

END = date(2015, 6, 30)
IN_TIME, LATE = date(2015, 5, 2), date(2015, 5, 3)
"""Eight weeks before the end, less the days of the post; and the day after."""
SOON = Person(1)
FAR = Person(2, right_until="2015-12-31")
HOUTEN = frozenset({"0321"})
NOOR = User("noor", "Noor", Role.CASEWORKER, HOUTEN)
SAM = User("sam", "Sam", Role.FUNCTIONAL_MANAGER, HOUTEN)
FIRST = mailing_id("0321", 1)
WHY = "De aanlevering kwam pas in mei."


def works_on(day: date, *people: Person) -> WorksInMemory:
    works = WorksInMemory(WorkInMemory(SENDER, day))
    tell(works, [event for person in people or (SOON, FAR) for event in everything(person)])
    return works


def release(works: WorksInMemory, why: str = "", user: User = NOOR, number: int = 1) -> bool:
    id_ = mailing_id("0321", number)
    mark = show_mailing(works.work, ShowMailing(user, id_)).seen
    with works.begin() as work:
        return release_mailing(work, ReleaseMailing(user, id_, mark, why))


def run_id(works: WorksInMemory) -> str:
    return list(works.work.print_runs.kept)[-1]


def hand_over(works: WorksInMemory, why: str = "", user: User = SAM) -> None:
    with works.begin() as work:
        hand_over_print_run(work, HandOverPrintRun(user, run_id(works), why))


def events(works: WorksInMemory, kind: type) -> list[object]:
    return [event for event in works.work.events if isinstance(event, kind)]


def stands(person: Person, act: str, by: User, day: date) -> ToldLate:
    return ToldLate(letter_id(person.id, 1), act, "0321", END, 8, WHY, by.id, by.name, day)


def test_late_is_less_than_eight_weeks_on_the_day_that_the_post_brings_it() -> None:
    letters = [TellsOfEnds("letter", "client", (END, date(2015, 12, 31)))]
    assert late_ends(letters, {}, 8, IN_TIME) == {}
    assert late_ends(letters, {}, 8, LATE) == {"letter": END}
    assert late_ends(letters, {"client": {END}}, 8, LATE) == {}, "somebody told it before"
    assert late_ends(letters, {"other": {END}}, 8, LATE) == {"letter": END}
    assert late_ends(letters, {}, 1, LATE) == {}
    assert late_ends(letters, {"client": {END}}, 8, date(2015, 12, 1)) == {"letter": date(2015, 12, 31)}


def test_in_time_nobody_is_asked_why() -> None:
    works = works_on(IN_TIME)
    assert "late-end" not in [each.kind for each in show_mailing(works.work, ShowMailing(NOOR, FIRST)).odd]
    assert release(works)
    assert works.work.late_tellings.kept == {}


def test_a_late_letter_goes_only_with_a_name_and_a_reason() -> None:
    works = works_on(LATE)
    page = show_mailing(works.work, ShowMailing(NOOR, FIRST))
    (odd,) = [each for each in page.odd if each.kind == "late-end"]
    assert (odd.letters, odd.examples, odd.day) == (1, (letter_id(SOON.id, 1),), END)
    assert page.late == {letter_id(SOON.id, 1): END}
    for why, told in (("", "Schrijf in één zin waarom"), ("   ", "Schrijf in één zin"), ("x" * 301, "hoogstens 300")):
        with pytest.raises(Refused) as refused:
            release(works, why)
        assert told in refused.value.fields["why"]
    assert make_print_runs(works, LATE) == 0
    assert release(works, f"  {WHY} ")
    (event,) = events(works, MailingReleased)
    assert isinstance(event, MailingReleased)
    assert event.told_late == (stands(SOON, FIRST, NOOR, LATE),)
    assert show_mailing(works.work, ShowMailing(NOOR, FIRST)).told_late == [stands(SOON, FIRST, NOOR, LATE)]


def test_the_late_letters_are_listed_with_the_end_and_leave_a_line_in_the_read_log() -> None:
    works = works_on(LATE)
    works.work.read_log.lines.clear()
    page = list_odd_letters(works.work, ListOddLetters(NOOR, FIRST, "late-end", 0, 50))
    assert [(letter.client_id, day) for letter, day in page.rows] == [(SOON.id, END)]
    assert page.total == 1
    assert [subject for _, subject, _ in works.work.read_log.lines] == [SOON.id]


def test_who_was_told_in_time_may_be_told_again_later() -> None:
    works = works_on(IN_TIME)
    release(works)
    make_print_runs(works, IN_TIME)
    hand_over(works)
    works.work.today = date(2015, 6, 2)
    tell(works, [right_ending(SOON, "2015-06-30", "2015-06-02", weeks=4, conversation=None)])
    assert show_mailing(works.work, ShowMailing(NOOR, mailing_id("0321", 2))).late == {}


def test_a_letter_that_came_back_told_nobody() -> None:
    works = works_on(IN_TIME)
    release(works)
    make_print_runs(works, IN_TIME)
    hand_over(works)
    with works.begin() as work:
        record_returned_letter(work, RecordReturnedLetter(NOOR, letter_id(SOON.id, 1), IN_TIME))
    works.work.today = date(2015, 6, 2)
    tell(works, [right_ending(SOON, "2015-06-30", "2015-06-02", weeks=4, conversation=None)])
    assert list(show_mailing(works.work, ShowMailing(NOOR, mailing_id("0321", 2))).late.values()) == [END]


def test_what_became_late_between_two_releases_is_asked_of_the_second_person() -> None:
    works = works_on(IN_TIME)
    works.work.choices = ChoicesInMemory(above=1)
    assert not release(works)
    works.work.today = LATE
    with pytest.raises(Refused):
        release(works, user=SAM)
    assert release(works, WHY, SAM)
    first, second = (event for event in events(works, MailingReleased) if isinstance(event, MailingReleased))
    assert (first.told_late, second.told_late) == ((), (stands(SOON, FIRST, SAM, LATE),))


def test_the_second_person_is_not_asked_again() -> None:
    works = works_on(LATE)
    works.work.choices = ChoicesInMemory(above=1)
    release(works, WHY)
    assert release(works, user=SAM)
    assert list(works.work.late_tellings.kept.values()) == [stands(SOON, FIRST, NOOR, LATE)]


def test_a_mailing_that_was_sent_back_asks_again() -> None:
    works = works_on(LATE)
    works.work.choices = ChoicesInMemory(above=1)
    release(works, WHY)
    with works.begin() as work:
        send_back_mailing(work, SendBackMailing(SAM, FIRST, "Verkeerde naam."))
    assert works.work.late_tellings.kept == {}
    with pytest.raises(Refused):
        release(works, user=SAM, number=2)


def test_what_became_late_in_the_pile_is_asked_of_who_hands_it_over() -> None:
    works = works_on(IN_TIME)
    release(works)
    make_print_runs(works, IN_TIME)
    works.work.today = LATE
    page = show_print_run(works.work, ShowPrintRun(SAM, run_id(works), 0, 50))
    assert page.late == {letter_id(SOON.id, 1): END}
    with pytest.raises(Refused) as refused:
        hand_over(works)
    assert "minder dan 8 weken" in refused.value.fields["why"]
    assert works.work.print_runs.handed_over == {}
    hand_over(works, WHY)
    late = stands(SOON, run_id(works), SAM, LATE)
    (gone,) = events(works, PrintRunHandedOver)
    assert isinstance(gone, PrintRunHandedOver)
    assert gone.told_late == (late,)
    sent = {each.client_id: each.told_late for each in events(works, LetterSent) if isinstance(each, LetterSent)}
    assert sent == {SOON.id: late, FAR.id: None}


def test_who_let_it_go_and_why_stands_with_the_letter_and_on_the_list() -> None:
    works = works_on(LATE)
    release(works, WHY)
    make_print_runs(works, LATE)
    late = LetterFilter(told_late=True)
    assert list_letters(works.work, ListLetters(NOOR, late)).total == 0, "it did not leave yet"
    hand_over(works)
    found = list_letters(works.work, ListLetters(NOOR, late))
    assert ([letter.client_id for letter in found.letters], found.total) == ([SOON.id], 1)
    assert count_letters(works.work, NOOR).told_late == 1
    shown = show_letter(works.work, ShowLetter(NOOR, letter_id(SOON.id, 1)))
    assert shown.told_late == [stands(SOON, FIRST, NOOR, LATE)]
    reader = User("client", "Cliënt", Role.CLIENT, client=SOON.id)
    assert show_letter(works.work, ShowLetter(reader, letter_id(SOON.id, 1))).told_late == ()


@pytest.mark.parametrize(
    ("told", "late"),
    [
        (decided(SOON, oldRightUntil="2015-06-30", madeOn="2015-05-03"), True),
        (decided(SOON, oldRightUntil=None, madeOn="2015-05-03"), False),
        (right_ending(SOON, "2015-06-30", "2015-05-05", conversation=None), True),
        (right_ended(SOON, "2015-05-01", why="date"), True),
        (right_ended(SOON, "2015-05-01", why="offer-accepted"), False),
    ],
    ids=["decision", "decision without an old right", "ending", "ended", "accepted"],
)
def test_each_letter_that_is_the_first_to_tell_counts(told: object, late: bool) -> None:
    """An end that the client chose, and one that a decision itself gives, do not."""
    works = works_on(LATE, replace(SOON, domain="zvw", state="elsewhere"))
    tell(works, [told])  # type: ignore[list-item]
    assert len(show_mailing(works.work, ShowMailing(NOOR, FIRST)).late) == int(late)


def test_a_rebuild_restores_who_stands_for_it() -> None:
    works = works_on(IN_TIME)
    release(works)
    make_print_runs(works, IN_TIME)
    works.work.today = LATE
    hand_over(works, WHY)
    other = works_on(LATE)
    release(other, WHY)
    for before in (works, other):
        again = works_on(LATE)
        for _ in range(2):
            restore_mailings(again.work, [e for e in before.work.events if isinstance(e, MailingReleased)])
            restore_handed_over_runs(again.work, [e for e in before.work.events if isinstance(e, PrintRunHandedOver)])
        assert again.work.late_tellings.kept == before.work.late_tellings.kept != {}

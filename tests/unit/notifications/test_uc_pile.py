"""The pile of a print run: who died is taken out of it until it is handed over, and then it is closed."""

from dataclasses import replace
from datetime import date

import pytest

from services.notifications.application.client.views import NotKnown
from services.notifications.application.letters.count_letters import count_letters
from services.notifications.application.letters.list_letters import ListLetters, list_letters
from services.notifications.application.letters.show_letter import ShowLetter, show_letter
from services.notifications.application.letters.views import LetterFilter, LetterView
from services.notifications.application.mailing.hand_over_print_run import HandOverPrintRun, hand_over_print_run
from services.notifications.application.mailing.list_print_runs import ListPrintRuns, list_print_runs
from services.notifications.application.mailing.restore_handed_over_runs import restore_handed_over_runs
from services.notifications.application.mailing.restore_mailings import restore_mailings
from services.notifications.application.mailing.restore_print_runs import restore_print_runs
from services.notifications.application.mailing.restore_taken_out_letters import restore_taken_out_letters
from services.notifications.application.mailing.show_print_run import ShowPrintRun, show_print_run
from services.notifications.application.mailing.take_out_letter import TakeOutLetter, take_out_letter
from services.notifications.application.mailing.views import RunPage
from services.notifications.application.portal.show_portal import ShowPortal, show_portal
from services.notifications.domain.letters.gate import letter_id
from services.notifications.domain.mailing.mailing import MailingReleased
from services.notifications.domain.mailing.print_run import LetterTakenOut, PrintRunHandedOver, PrintRunMade
from shared.access import ACCESS, Forbidden, Role, User
from shared.messaging.failures import Refused
from tests.support.notifications import DAY, Person, everything, print_all
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER

LATER = date(2014, 11, 5)
ALIVE, DIED = Person(1), Person(2)
CASEWORKER = User("c", "Chris", Role.CASEWORKER, frozenset({"0321"}))
AUDITOR = User("a", "Aart", Role.AUDITOR, frozenset({"0321"}))
ELSEWHERE = User("e", "Els", Role.CASEWORKER, frozenset({"0356"}))


def dies(works: WorksInMemory, person: Person, revision: int = 2) -> None:
    tell(works, everything(replace(person, revision=revision, died_on="2014-11-04", state="deceased")))


@pytest.fixture
def works() -> WorksInMemory:
    """A run of two letters, to somebody who is alive and to somebody who died since; it is two days later."""
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, [event for person in (ALIVE, DIED) for event in everything(person)])
    print_all(works, DAY)
    dies(works, DIED)
    works.work.today = LATER
    return works


def run_id(works: WorksInMemory) -> str:
    return next(iter(works.work.print_runs.kept))


def take_out(works: WorksInMemory, person: Person, user: User = CASEWORKER, run: str = "") -> None:
    with works.begin() as work:
        take_out_letter(work, TakeOutLetter(user, run or run_id(works), letter_id(person.id, 1)))


def hand_over(works: WorksInMemory, user: User = CASEWORKER) -> None:
    with works.begin() as work:
        hand_over_print_run(work, HandOverPrintRun(user, run_id(works)))


def page(works: WorksInMemory, user: User = CASEWORKER) -> RunPage:
    return show_print_run(works.work, ShowPrintRun(user, run_id(works), offset=0, limit=50))


def letter(works: WorksInMemory, person: Person) -> LetterView:
    return show_letter(works.work, ShowLetter(CASEWORKER, letter_id(person.id, 1))).view


def acts(works: WorksInMemory) -> list[object]:
    return [event for event in works.work.events if isinstance(event, LetterTakenOut | PrintRunHandedOver)]


def counted(works: WorksInMemory) -> tuple[int, int, int, int]:
    """How many letters must be taken out, by every list that says so: run, file, runs, letters."""
    shown, (listed,) = page(works), list_print_runs(works.work, ListPrintRuns(CASEWORKER)).runs
    letters = list_letters(works.work, ListLetters(CASEWORKER, LetterFilter(to_take_out=True)))
    assert listed.to_take_out == shown.made.to_take_out == len(shown.to_take_out)
    assert count_letters(works.work, CASEWORKER).to_take_out == letters.total
    return len(shown.to_take_out), shown.files[0].to_take_out, listed.to_take_out, letters.total


def test_a_letter_that_is_taken_out_leaves_every_list_and_says_when(works: WorksInMemory) -> None:
    assert counted(works) == (1, 1, 1, 1)
    take_out(works, DIED)
    assert counted(works) == (0, 0, 0, 0)
    ((out, place),) = page(works).taken_out
    assert (out.client_id, out.state, out.taken_out_on, out.remark) == (DIED.id, "taken-out", LATER, None)
    assert letter(works, DIED) == out
    assert place is not None, "the file still holds it"
    run = run_id(works)
    assert acts(works) == [LetterTakenOut(letter_id(DIED.id, 1), DIED.id, run, "0321", LATER, "c")]


def test_taking_it_out_twice_changes_nothing(works: WorksInMemory) -> None:
    take_out(works, DIED)
    before = letter(works, DIED)
    works.work.today = date(2014, 11, 6)
    take_out(works, DIED)
    assert letter(works, DIED) == before
    assert len(acts(works)) == 1


def test_a_letter_to_somebody_who_is_alive_stays_in_the_pile(works: WorksInMemory) -> None:
    with pytest.raises(Refused, match="wij weten niet dat deze persoon is overleden"):
        take_out(works, ALIVE)
    assert (letter(works, ALIVE).state, acts(works)) == ("printed", [])


def test_a_letter_that_a_newer_one_replaces_leaves_the_pile_too(works: WorksInMemory) -> None:
    take_out(works, DIED)
    tell(works, everything(replace(ALIVE, revision=2, right_until="2015-07-31")))
    assert counted(works) == (1, 1, 1, 1)
    assert (letter(works, ALIVE).remark, letter(works, ALIVE).to_take_out) == ("replaced", True)
    with pytest.raises(Refused, match="Haal eerst 1 brief uit de stapel"):
        hand_over(works)
    take_out(works, ALIVE)
    assert counted(works) == (0, 0, 0, 0)
    (newer,) = works.work.queries.texts([letter_id(ALIVE.id, 2)])
    assert not any("in de plaats van" in line for line in newer.texts()), "the first one never left"


def test_a_letter_that_left_stays_when_a_newer_one_replaces_it(works: WorksInMemory) -> None:
    take_out(works, DIED)
    hand_over(works)
    tell(works, everything(replace(ALIVE, revision=2, right_until="2015-07-31")))
    assert counted(works) == (0, 0, 0, 0)
    assert letter(works, ALIVE).remark is None
    (newer,) = works.work.queries.texts([letter_id(ALIVE.id, 2)])
    assert any("in de plaats van" in line for line in newer.texts())


def test_a_letter_of_another_run_is_not_known_here(works: WorksInMemory) -> None:
    with pytest.raises(NotKnown):
        take_out(works, Person(9))
    with pytest.raises(NotKnown):
        take_out(works, DIED, run="nothing")


def test_a_run_is_handed_over_once_and_after_what_must_be_taken_out(works: WorksInMemory) -> None:
    with pytest.raises(Refused, match="Haal eerst 1 brief uit de stapel"):
        hand_over(works)
    assert page(works).made.handed_over_on is None
    take_out(works, DIED)
    hand_over(works)
    assert page(works).made.handed_over_on == LATER
    assert acts(works)[1:] == [PrintRunHandedOver(run_id(works), "0321", LATER, "c")]
    with pytest.raises(Refused, match="al overgedragen op 5 november 2014"):
        hand_over(works)
    assert len(acts(works)) == 2


def test_who_dies_after_the_hand_over_is_told_of_and_counted_nowhere(works: WorksInMemory) -> None:
    take_out(works, DIED)
    hand_over(works)
    dies(works, ALIVE)
    assert counted(works) == (0, 0, 0, 0)
    assert [(one.client_id, one.remark, one.handed_over_on) for one in page(works).too_late] == [
        (ALIVE.id, "handed-over", LATER)
    ]
    assert (letter(works, ALIVE).state, letter(works, DIED).handed_over_on) == ("printed", None)
    with pytest.raises(Refused, match="al overgedragen op 5 november 2014"):
        take_out(works, ALIVE)


def test_only_caseworker_and_manager_of_the_municipality_may_say_it(works: WorksInMemory) -> None:
    for use_case in (take_out_letter, hand_over_print_run):
        assert getattr(use_case, ACCESS).roles == {Role.CASEWORKER, Role.FUNCTIONAL_MANAGER}
    assert (page(works).may_act, page(works, AUDITOR).may_act) == (True, False)
    with pytest.raises(Forbidden):
        take_out(works, DIED, ELSEWHERE)
    with pytest.raises(Forbidden):
        hand_over(works, ELSEWHERE)
    assert acts(works) == []


def test_a_letter_that_never_left_is_not_on_the_own_page_and_not_named_by_the_next(works: WorksInMemory) -> None:
    """The death was a mistake of the register: the client is written to again."""
    take_out(works, DIED)
    tell(works, everything(replace(DIED, revision=3)))
    print_all(works)
    shown = show_portal(works.work, ShowPortal(CASEWORKER, DIED.id)).letters
    assert [one.id for one in shown] == [letter_id(DIED.id, 3)]
    (text,) = works.work.queries.texts([letter_id(DIED.id, 3)])
    assert not any("in de plaats van" in line for line in text.texts())
    assert letter(works, DIED).taken_out_on == LATER


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (0, 2, 1)])
def test_a_rebuild_restores_what_was_done_with_the_pile(works: WorksInMemory, order: tuple[int, ...]) -> None:
    """In each order in which a log of several partitions can tell it."""
    take_out(works, DIED)
    hand_over(works)
    again = WorksInMemory(WorkInMemory(SENDER, LATER))
    tell(again, [event for person in (ALIVE, DIED) for event in everything(person)])
    dies(again, DIED)
    again.work.run_files = works.work.run_files
    out, gone = acts(works)
    for _ in range(2):
        restore_mailings(again.work, [event for event in works.work.events if isinstance(event, MailingReleased)])
        for number in order:
            match (made(works), out, gone)[number]:
                case PrintRunMade() as run:
                    restore_print_runs(again.work, [run])
                case LetterTakenOut() as taken_out:
                    restore_taken_out_letters(again.work, [taken_out])
                case PrintRunHandedOver() as handed_over:
                    restore_handed_over_runs(again.work, [handed_over])
    assert page(again) == page(works)
    assert again.work.letters.kept == works.work.letters.kept


def made(works: WorksInMemory) -> PrintRunMade:
    return next(event for event in works.work.events if isinstance(event, PrintRunMade))

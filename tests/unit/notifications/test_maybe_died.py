"""Somebody tells that a client died: nothing leaves the house until a colleague looked into it."""

from datetime import date

import pytest

from services.notifications.application.letters.follow_deaths import follow_deaths
from services.notifications.application.mailing.hand_over_print_run import HandOverPrintRun, hand_over_print_run
from services.notifications.application.mailing.make_print_runs import make_print_runs
from services.notifications.application.mailing.show_mailing import ShowMailing, show_mailing
from services.notifications.application.mailing.show_print_run import ShowPrintRun, show_print_run
from services.notifications.application.mailing.take_out_letter import TakeOutLetter, take_out_letter
from services.notifications.application.replies.finish_answer import FinishAnswer, finish_answer
from services.notifications.application.replies.take_answer import TakeAnswer, take_answer
from services.notifications.domain.letters.gate import DIED, HELD_BACK, MAYBE_DIED
from services.notifications.domain.mailing.mailing import mailing_id
from shared.access import Role, User
from shared.messaging.failures import Refused
from tests.support.notifications import DAY, Person, everything, held_back, release_all
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER
from tests.unit.notifications.step_samples import appointment, step

ONE, OTHER = Person(1), Person(2)
NOOR = User("n", "Noor", Role.CASEWORKER, frozenset({"0321"}))
DIED_STEP = step(ONE, "end", {"reason": "died"}, state="ended")


def told_works(*, released: bool = False) -> WorksInMemory:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, [*everything(ONE), *everything(OTHER), appointment(ONE)])
    if released:
        release_all(works)
    return works


def tell_of_death(works: WorksInMemory) -> str:
    said = TakeAnswer(NOOR, ONE.id, "has-died", "telephone", DAY, None)
    taken = take_answer(works.work, said).answer
    follow_deaths(works.work, [ONE.id])
    return taken.answer_id


def deny(works: WorksInMemory, answer_id: str) -> None:
    finish_answer(works.work, FinishAnswer(NOOR, answer_id, "Het was een vergissing."))
    follow_deaths(works.work, [ONE.id])


def states(works: WorksInMemory, person: Person = ONE) -> dict[str, tuple[str, str | None]]:
    kept = [each.written for each in works.work.letters.kept.values() if each.written.client_id == person.id]
    return {letter.kind: (letter.state, letter.reason) for letter in kept}


HELD, READY = ("withheld", MAYBE_DIED), ("ready", None)


@pytest.mark.parametrize("released", [False, True], ids=["gathering", "released"])
def test_letters_wait_until_somebody_denies_it(released: bool) -> None:
    works = told_works(released=released)
    id_ = tell_of_death(works)
    assert states(works) == {"announcement": HELD, "invitation": HELD}
    assert states(works, OTHER) == {"announcement": READY}
    make_print_runs(works, DAY)
    assert set(states(works).values()) == {HELD}
    deny(works, id_)
    assert states(works) == {"announcement": READY, "invitation": READY}


def test_a_mailing_shows_why_they_wait() -> None:
    works = told_works()
    tell_of_death(works)
    odd = show_mailing(works.work, ShowMailing(NOOR, mailing_id("0321", 1))).odd
    assert [(each.letters, each.what) for each in odd if each.kind == "withheld"] == [(2, MAYBE_DIED)]


def test_what_comes_meanwhile_waits_too() -> None:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, everything(OTHER))
    tell(works, everything(ONE)[:1])
    tell_of_death(works)
    tell(works, [*everything(ONE)[1:], appointment(ONE)])
    assert states(works) == {"announcement": HELD, "invitation": HELD}


def test_a_death_that_is_recorded_takes_its_place() -> None:
    works = told_works()
    id_ = tell_of_death(works)
    tell(works, [DIED_STEP])
    assert set(states(works).values()) == {("withheld", DIED), ("superseded", None)}
    told = works.work.answers.find(id_)
    assert told is not None
    assert not told.is_open
    follow_deaths(works.work, [ONE.id])
    assert states(works)["announcement"] == ("withheld", DIED)


def test_a_pile_is_not_handed_over_with_a_letter_to_who_may_have_died() -> None:
    works = told_works(released=True)
    make_print_runs(works, DAY)
    works.work.today = date(2014, 11, 4)
    id_ = tell_of_death(works)
    (run,) = works.work.print_runs.kept
    page = show_print_run(works.work, ShowPrintRun(NOOR, run, offset=0, limit=50))
    assert {letter.remark for letter, _ in page.to_take_out} == {"maybe-died"}
    with pytest.raises(Refused):
        hand_over_print_run(works.work, HandOverPrintRun(NOOR, run))
    for letter, _ in page.to_take_out:
        take_out_letter(works.work, TakeOutLetter(NOOR, run, letter.id))
    hand_over_print_run(works.work, HandOverPrintRun(NOOR, run))
    assert {state for state, _ in states(works).values()} == {"taken-out"}
    deny(works, id_)
    assert set(states(works).values()) == {READY}, "they gather in the next mailing"


@pytest.mark.parametrize("death_first", [True, False])
def test_a_death_goes_before_a_row_that_is_held_back_in_every_order(death_first: bool) -> None:
    """A rebuild may hear of the row before the letter is written, and knows of the answer from the start."""
    works = told_works()
    if death_first:
        id_ = tell_of_death(works)
        tell(works, [held_back(ONE)])
    else:
        tell(works, [held_back(ONE)])
        id_ = tell_of_death(works)
    assert states(works)["announcement"] == HELD
    deny(works, id_)
    assert states(works)["announcement"] == ("withheld", HELD_BACK)

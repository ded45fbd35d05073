"""Letters on the way to a decision: none contradicts the decision, or a newer one, that lies in the same mailing."""

from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from services.notifications.application.mailing.make_print_runs import make_print_runs
from services.notifications.domain.letters.followed import FOLLOWED
from services.notifications.domain.letters.gate import LetterWritten
from shared.events.envelope import Event
from tests.support.notifications import DAY, Person, everything, release_all
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER
from tests.unit.notifications.step_samples import IN_KIND, decision, number, step

ONE = Person(1)
WHY = "Wij wachten nog op een brief van uw huisarts"
SAYS: dict[str, dict[str, Any]] = {
    "extend": {"newLastDay": "2015-04-24", "why": WHY},
    "adjourn": {"newLastDay": "2015-04-24", "why": WHY},
    "ask-view": {"intended": "Wij willen de hulp niet geven.", "answerBy": "2015-03-20"},
    "ask-completion": {"missing": ["Het zorgplan"], "answerBy": "2015-03-26"},
    "decide": {"decisionId": number("d")},
    "not-treat": {"decisionId": number("d")},
    "prolong": {"decisionId": number("d")},
    "decide-objection": {"outcome": "dismissed", "why": "Zo.", "decisionId": number("d")},
    "withdraw-objection": {},
    "end": {"reason": "withdrawn"},
}
PAIRS = [(asks, follows) for asks, (_, steps) in FOLLOWED.items() for follows in sorted(steps)]
NUMBERS = count(1)


def taken(word: str, **said: Any) -> Event:
    at = next(NUMBERS)
    state = {"end": "ended", "decide": "decided"}.get(word, "applied")
    return replace(step(ONE, word, SAYS[word], state=state, stepId=number(f"{word} {at}"), **said), sequence=at)


def undo(of: Event) -> Event:
    return replace(step(ONE, "undo", {}, state="applied", undoes=of.data["stepId"]), sequence=next(NUMBERS))


def works_with(*events: Event) -> WorksInMemory:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, events)
    return works


def state_of(works: WorksInMemory, about: Event) -> tuple[str, bool]:
    """With whether it must leave its pile."""
    kept = works.work.letters.kept.values()
    (found,) = [each for each in kept if each.written.cause_id == about.data["stepId"]]
    return found.written.state, found.replaced


@pytest.mark.parametrize("early", [False, True])
@pytest.mark.parametrize(("asks", "follows"), PAIRS)
def test_what_followed_takes_a_letter_along_and_gives_it_back(asks: str, follows: str, *, early: bool) -> None:
    """Who reads "het besluit komt later" beside the decision knows neither. That the decision was a mistake leaves the
    duty to tell that it comes later (Awb 4:14)."""
    first, then = taken(asks), taken(follows)
    works = works_with(first, then, *everything(ONE)) if early else works_with(*everything(ONE), first, then)
    assert state_of(works, first) == ("superseded", True)
    tell(works, [undo(then)])
    assert state_of(works, first) == ("ready", False)
    told = [each for each in works.work.events if isinstance(each, LetterWritten)]
    assert (told[-1].cause_id, told[-1].state) == (first.data["stepId"], "ready")


@pytest.mark.parametrize(("asks", "follows"), PAIRS)
def test_a_printed_one_must_leave_its_pile(asks: str, follows: str) -> None:
    first, then = taken(asks), taken(follows)
    works = works_with(*everything(ONE), first)
    release_all(works)
    make_print_runs(works, DAY)
    tell(works, [then])
    assert state_of(works, first) == ("printed", True)
    tell(works, [undo(then)])
    assert state_of(works, first) == ("printed", False)


def test_of_two_later_days_the_last_one_is_told_and_the_decision_goes_alone() -> None:
    first, second = taken("extend"), taken("extend", recordedOn="2015-03-02")
    works = works_with(*everything(ONE), first, second)
    assert (state_of(works, first)[0], state_of(works, second)[0]) == ("superseded", "ready")
    tell(works, [first, second])
    assert (state_of(works, first)[0], state_of(works, second)[0]) == ("superseded", "ready"), "told again"
    tell(works, [taken("decide"), decision(ONE, "in-kind", IN_KIND)])
    going = [each.written.kind for each in works.work.letters.kept.values() if each.written.state == "ready"]
    assert sorted(going) == ["announcement", "decision"]


@pytest.mark.parametrize("step_taken_back", ["extend", "adjourn"])
def test_one_of_which_the_step_was_taken_back_stays_away_whatever_follows(step_taken_back: str) -> None:
    first, then = taken(step_taken_back), taken(step_taken_back)
    works = works_with(*everything(ONE), first, undo(first), then, undo(then))
    assert state_of(works, first) == ("superseded", True)


def test_an_objection_leaves_a_letter_of_the_application_and_another_question_stays() -> None:
    """A second question for what is missing names other papers than the first."""
    first, again = taken("ask-completion"), taken("ask-completion")
    late, objection = taken("extend"), taken("decide-objection")
    works = works_with(*everything(ONE), first, again, late, objection)
    assert [state_of(works, each)[0] for each in (first, again, late)] == ["ready"] * 3

"""Every case of letters.toml, and that texts, cases and law agree with each other."""

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import services.migration
from services.notifications.adapters.letters.outside.letter_texts import letter_texts
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.letters.letter_text import LetterText
from services.notifications.domain.letters.step_filling import in_time_by
from services.notifications.entrypoints.letters.words import STEP_WORDS
from shared.calendar.dutch import read_calendar
from shared.calendar.terms import count
from shared.law.files import read_law_book
from tests.unit.notifications.letter_samples import WMO, announcement
from tests.unit.notifications.test_step_letter_texts import PEOPLE, letters_to

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "letters.toml").read_text(encoding="utf-8"))[
    "case"
]
READERS = ("plain", "minor", "budget")
LETTERS = {reader: letters_to(PEOPLE[reader]) for reader in READERS}
OPEN_BUDGET = letters_to(PEOPLE["budget that is open"])
DAY = date(2015, 3, 12)


def wanted(case: dict[str, Any], reader: str) -> dict[str, Letter]:
    return {
        name: letter
        for name, letter in LETTERS[reader].items()
        if any(name == each or name.startswith(f"{each} ") for each in case["letters"])
        and name not in case.get("except", [])
    }


def said_in(letter: Letter) -> str:
    return "\n".join(letter.texts()).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("case", "reader"),
    [
        pytest.param(case, reader, id=f"{case['name']} / {reader}")
        for case in CASES
        for reader in case.get("readers", READERS)
    ],
)
def test_a_letter_says_what_the_law_demands(case: dict[str, Any], reader: str) -> None:
    found = wanted(case, reader)
    assert found
    for name, letter in found.items():
        text = said_in(letter)
        assert [each for each in case["says"] if not re.search(each, text)] == [], name
        assert [each for each in case.get("not", []) if re.search(each, text)] == [], name


def test_every_duty_of_a_text_has_a_case_and_every_case_a_duty() -> None:
    of_texts = {(text.kind, duty.name) for text in letter_texts().all() for duty in text.duties}
    of_cases = {(each.split(" ")[0], case["duty"]) for case in CASES for each in case["letters"]}
    assert of_texts - of_cases == set()
    assert {duty for _, duty in of_cases} == {duty for _, duty in of_texts}


DEMANDED = {
    "invitation": {"2.3.2 lid 2", "2.3.2 lid 3", "2.3.2 lid 4", "2.3.2 lid 6", "2.3.2 lid 7", "2.3.4"},
    "appointment-moved": {"2.3.2 lid 2", "2.3.2 lid 3", "2.3.4"},
    "need-received": {"2.3.2 lid 1", "2.3.2 lid 2", "2.3.2 lid 3"},
    "report": {"2.3.2 lid 8", "2.3.5 lid 2"},
    "decision": {
        "10:10",
        "3:45",
        "6:5",
        "3:46",
        "3:46 en 3:47",
        "8:81",
        "4:5",
        "2.3.10 lid 2",
        "2.1.4",
        "8.3",
        "2.3.8 lid 1",
    },
    "prolongation": {"10:10", "3:45", "6:5", "3:46", "3:46 en 3:47", "8:81", "2.3.10 lid 2", "2.1.4"},
    "urgent-help": {"10:10", "3:45", "6:5", "3:46 en 3:47", "8:81", "2.3.3", "2.1.4"},
    "incomplete": {"4:5 lid 1", "4:15"},
    "later": {"4:14", "4:17"},
    "view": {"4:7, 4:8 en 4:9"},
    "objection-received": {"6:14"},
    "objection-incomplete": {"6:6", "7:10 lid 2"},
    "hearing": {"7:2", "7:4"},
    "objection-decided": {"10:10", "2.1.4", "3:46", "7:12", "7:12 lid 1", "3:45, 6:23 en 8:1", "6:5"},
    "right-ending": {"8.6 lid 1"},
}
"""The table of duties per kind of letter; what is not here has none by law."""


def test_no_duty_is_taken_out_of_a_text() -> None:
    texts = {text.kind: {duty.article for duty in text.duties} for text in letter_texts().all()}
    assert {kind: articles for kind, articles in texts.items() if articles} == DEMANDED


def test_the_remedy_clause_is_the_same_in_every_decision() -> None:
    heading = "Bent u het niet eens met dit besluit?"
    clauses = {
        block
        for kind in ("decision", "prolongation", "urgent-help")
        for block in letter_texts().of(kind).newest.blocks
        if block.heading == heading
    }
    assert len(clauses) == 1


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("objection_weeks", "term.objection"),
        ("plan_days", "term.personal-plan"),
        ("decision_weeks", "term.decision"),
        ("adult_age", "youth.adult-age"),
    ],
)
def test_letters_name_the_terms_by_which_migration_counts(ours: str, theirs: str) -> None:
    book = read_law_book(Path(str(services.migration.__file__)).parent / "law")
    assert getattr(letter_texts().terms_on(DAY), ours) == book.integer(theirs, DAY)


STEPS = frozenset(
    {
        "invite",
        "remind",
        "hold-conversation",
        "report",
        "apply",
        "ask-completion",
        "complete",
        "extend",
        "adjourn",
        "notice-of-default",
        "ask-view",
        "receive-view",
        "decide",
        "prolong",
        "send",
        "returned",
        "accept-offer",
        "refuse-offer",
        "take-effect",
        "object",
        "ask-repair",
        "repair",
        "invite-hearing",
        "hear",
        "decide-objection",
        "send-objection-decision",
        "withdraw-objection",
        "grant-urgent-help",
        "tell-pgb",
        "report-need",
        "hold",
        "resume",
        "end",
    }
)


def test_every_promise_names_what_keeps_it() -> None:
    """Events are held to the contracts when the texts are read; a step is a word of the route."""
    kept = [keeper for text in letter_texts().all() for promise in text.promises for keeper in promise.kept_by]
    assert {keeper.step for keeper in kept if keeper.event == "migration.step-taken"} <= STEPS
    assert {keeper.step for keeper in kept if keeper.event != "migration.step-taken"} == {None}


def test_the_announcement_makes_the_promises_that_stand_in_its_list() -> None:
    said = said_in(announcement(WMO))
    promises = letter_texts().of("announcement").promises
    assert promises
    assert [promise.name for promise in promises if promise.says not in said] == []
    assert {keeper.step for promise in promises for keeper in promise.kept_by} <= STEPS | {None}


def test_every_step_that_keeps_a_promise_has_a_word_for_staff() -> None:
    kept = {
        keeper.step
        for text in letter_texts().all()
        for promise in text.promises
        for keeper in promise.kept_by
        if keeper.step
    }
    assert kept <= STEP_WORDS.keys()


FIRM = re.compile(r"\b(Wij komen|krijgt u (van ons )?een|U krijgt van ons|U krijgt het besluit|Wij nodigen)\b")


def test_what_sounds_like_a_promise_is_one() -> None:
    """A firm promise in a text stands in its list, so that somebody can see whether it was kept."""
    for text in letter_texts().all():
        promised = [promise.says for promise in text.promises]
        texts = [part.text for block in text.newest.blocks for part in block.parts if part.form in ("say", "item")]
        firm = [s for each in texts for s in re.split(r"(?<=[.?!]) ", each) if FIRM.search(s)]
        known = ("CAK", "rechtbank", "Wij komen bij u thuis", "daarover")
        assert [
            s for s in firm if not any(p in s or s in p for p in promised) and not any(word in s for word in known)
        ] == []


def _promised(says: str, letter: Letter) -> bool:
    return re.search(re.sub(r"\\\{\w+\\\}", r".+", re.escape(says)), said_in(letter)) is not None


@pytest.mark.parametrize(
    "text", [each for each in letter_texts().all() if each.kind != "announcement"], ids=lambda text: str(text.kind)
)
def test_every_promise_stands_in_a_letter_of_its_kind(text: LetterText) -> None:
    all_of_them = (*LETTERS["plain"].values(), *OPEN_BUDGET.values())
    of_kind = [letter for letter in all_of_them if letter.template.name == text.kind]
    assert [one.name for one in text.promises if not any(_promised(one.says, letter) for letter in of_kind)] == []


@pytest.mark.parametrize(
    ("sample", "keeper"), [("later", "migration.decision-made"), ("later on an objection", "decide-objection")]
)
def test_a_later_decision_is_promised_and_kept_by_what_the_letter_is_about(sample: str, keeper: str) -> None:
    (promise,) = letter_texts().of("later").promises
    assert _promised(promise.says, LETTERS["plain"][sample])
    assert "uiterlijk op vrijdag 24 april 2015" in said_in(LETTERS["plain"][sample])
    assert keeper in {each.step or each.event for each in promise.kept_by}
    assert promise.before == "new_last_day"


def test_the_day_that_a_decision_names_is_in_time_whenever_the_letter_leaves() -> None:
    """Awb 6:8: the term begins the day after the sending. On the day of the letter itself it is migration's last day,
    and sent later it is never after that."""
    book, calendar = read_law_book(Path(str(services.migration.__file__)).parent / "law"), read_calendar()
    for number in range((date(2016, 9, 30) - DAY).days):
        day = DAY + timedelta(days=number)
        named = in_time_by(day, letter_texts().terms_on(day), calendar)
        weeks = book.integer("term.objection", day)
        assert named == count("weeks", weeks, day, calendar, book).last_day
        for later in (1, 2, 3, 7, 14):
            assert named <= count("weeks", weeks, day + timedelta(days=later), calendar, book).last_day

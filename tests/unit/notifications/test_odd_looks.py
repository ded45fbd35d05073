"""Which looks are odd enough to ask about, and that each purpose can be said to a client."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.notifications.domain.looks.look import Look
from services.notifications.domain.looks.odd import Finding, Limits, Opened, Pattern, findings
from services.notifications.entrypoints.looks.words import PATTERNS, WHY, odd_in_words
from shared.access import Role
from shared.looks.purpose import Kind

LIMITS = Limits(without_task=3, same_file=4, from_hour=7, until_hour=19)
NOON = datetime(2015, 1, 26, 11, tzinfo=UTC)
ROOT = Path(__file__).parent.parent.parent.parent
TOWN = "0321"


def opened(
    client: str = "anna",
    surname: str = "de Appel",
    *,
    name: str = "Noor Bakker",
    by_task: bool = False,
    reason: str = "",
    at: datetime = NOON,
) -> Opened:
    look = Look(
        look_id=f"{client}-{at}",
        service="migration",
        user_id=name.split()[0].lower(),
        user_name=name,
        role=Role.CASEWORKER,
        provider="",
        municipalities=(TOWN,),
        kind=Kind.FILE,
        purpose="client-file",
        words="inzien van het dossier",
        by_task=by_task,
        reason=reason,
        at=at,
        clients=1,
    )
    return Opened(look, client, TOWN, surname)


def patterns(*some: Opened) -> list[Pattern]:
    return [each.pattern for each in findings(some, LIMITS)]


def test_an_ordinary_day_has_nothing_odd() -> None:
    assert patterns(opened("anna"), opened("bart"), *(opened(each, by_task=True) for each in "cdefgh")) == []


def test_many_files_without_a_task_are_odd_from_the_limit_on() -> None:
    assert patterns(opened("a"), opened("b"), opened("b")) == []
    (finding,) = findings([opened("a"), opened("b"), opened("c")], LIMITS)
    assert (finding.pattern, finding.number, finding.limit) == (Pattern.MANY_WITHOUT_TASK, 3, 3)


def test_a_task_or_a_reason_explains_a_file() -> None:
    assert patterns(opened("a"), opened("b"), opened("c", reason="zij belde")) == []
    assert patterns(opened("a"), opened("b"), opened("c", by_task=True)) == []


def test_days_and_people_are_counted_apart() -> None:
    assert patterns(opened("a"), opened("b"), opened("c", at=NOON + timedelta(days=1))) == []
    assert patterns(opened("a"), opened("b"), opened("c", name="Sam Jong")) == []


@pytest.mark.parametrize("surname", ["Bakker", "BAKKER", "van den Bakker"])
def test_a_client_with_the_own_name_is_odd_also_for_a_task(surname: str) -> None:
    assert patterns(opened("a", surname, by_task=True)) == [Pattern.OWN_NAME]


def test_a_client_with_the_name_of_a_colleague_is_odd_without_a_task() -> None:
    colleague = opened("x", name="Sam Jong")
    assert patterns(opened("a", "de Jong"), colleague) == [Pattern.NAME_OF_COLLEAGUE]
    assert patterns(opened("a", "de Jong", by_task=True), colleague) == []


@pytest.mark.parametrize(
    ("at", "odd"),
    [
        (datetime(2015, 1, 26, 5, 59, tzinfo=UTC), True),
        (datetime(2015, 1, 26, 6, 0, tzinfo=UTC), False),
        (datetime(2015, 1, 26, 17, 59, tzinfo=UTC), False),
        (datetime(2015, 1, 26, 18, 0, tzinfo=UTC), True),
        (datetime(2015, 1, 24, 11, 0, tzinfo=UTC), True),
        (datetime(2015, 7, 6, 17, 0, tzinfo=UTC), True),
    ],
    ids=["before seven", "seven", "just before seven in the evening", "the evening", "a Saturday", "in summer time"],
)
def test_outside_hours_goes_by_the_clock_in_the_netherlands(at: datetime, odd: bool) -> None:
    assert patterns(opened(by_task=True, at=at)) == ([Pattern.OUTSIDE_HOURS] if odd else [])


def test_the_same_file_again_and_again_is_odd() -> None:
    some = [opened(by_task=True, at=NOON + timedelta(minutes=minute)) for minute in range(4)]
    assert patterns(*some[:3]) == []
    assert patterns(*some) == [Pattern.AGAIN_AND_AGAIN]


def test_the_same_finding_keeps_its_id_when_more_is_opened() -> None:
    before = findings([opened(each) for each in "abc"], LIMITS)
    after = findings([opened(each) for each in "abcd"], LIMITS)
    assert before[0].finding_id == after[0].finding_id


@pytest.mark.parametrize("pattern", list(Pattern))
def test_what_is_odd_is_said_without_blame(pattern: Pattern) -> None:
    finding = Finding(pattern, TOWN, NOON.date(), "noor", "Noor Bakker", "", [opened()], 3)
    said = f"{PATTERNS[pattern]} {odd_in_words(finding)}".lower()
    assert "noor bakker opende" in said
    assert not [word for word in ("misbruik", "verdacht", "fout", "stiekem", "onterecht") if word in said]


def test_every_purpose_in_code_can_be_said_to_a_client() -> None:
    code = re.compile(r"\b(?:listing|opening)\(\s*\"([a-z-]+)\"")
    files = [file for folder in ("services", "shared") for file in (ROOT / folder).rglob("*.py")]
    codes = [each for file in files for each in code.findall(file.read_text(encoding="utf-8"))]
    assert len(codes) > 40
    assert sorted({each for each in codes if codes.count(each) > 1}) == [], "a code says which page it was"
    assert set(codes) - set(WHY) == set()
    assert set(WHY) - set(codes) == {"before"}, "what was told by the version of the tables"

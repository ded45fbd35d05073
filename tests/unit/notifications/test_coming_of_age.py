"""From the eighteenth birthday on a letter goes to the person, and no more to the parents."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.notifications.application.portal.show_portal import ShowPortal, show_portal
from services.notifications.domain.letters.voice import comes_of_age_on
from shared.access import Role, User
from shared.events.envelope import Event
from tests.support.notifications import DAY, Person, everything, right_ending
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER

CHILD = Person(1, domain="jeugdwet", minor=True, state="youth", adult_on="2015-11-21", right_until="2015-12-31")
PARENTS = "Geachte ouder(s) of verzorger(s),"


def born(event: Event, day: str) -> Event:
    if "person" not in event.data:
        return event
    person: dict[str, Any] = event.data["person"] | {"birthDate": day}
    return replace(event, data={**event.data, "person": person})


def works_on(day: date, *told: Event, birth_date: str = "1997-11-21") -> WorksInMemory:
    works = WorksInMemory(WorkInMemory(SENDER, day))
    tell(works, [born(event, birth_date) for event in everything(CHILD)])
    tell(works, told)
    return works


@pytest.mark.parametrize(
    ("told_on", "birth_date", "to_parents"),
    [
        ("2015-11-20", "1997-11-21", True),
        ("2015-11-21", "1997-11-21", False),
        ("2015-12-03", "1997-11-21", False),
        ("2016-01-04", "1998-01-05", True),
        ("2016-01-05", "1998-01-05", False),
    ],
)
def test_a_letter_goes_to_who_comes_of_age_from_the_birthday_on(
    told_on: str, birth_date: str, to_parents: bool
) -> None:
    works = works_on(DAY, right_ending(CHILD, "2016-12-31", told_on), birth_date=birth_date)
    (id_,) = [id_ for id_, kept in works.work.letters.kept.items() if kept.written.kind == "right-ending"]
    (letter,) = works.work.queries.texts([id_])
    assert (letter.salutation == PARENTS) is to_parents
    assert letter.addressee[0].startswith("De ouder(s)") is to_parents
    said = " ".join(letter.texts())
    assert ("vraag naar de jeugdhulp" in said, "beslist het jeugdteam" in said) == (to_parents, to_parents)
    assert ("Zeg dat u 18 jaar of ouder bent." in said) is not to_parents
    assert "Wij doen ons best om een besluit te nemen" not in said


@pytest.mark.parametrize(("day", "to_parents"), [(date(2015, 11, 20), True), (date(2015, 11, 21), False)])
def test_the_own_page_says_what_the_letter_about_the_end_says(day: date, to_parents: bool) -> None:
    client = User("k", "Kim", Role.CLIENT, client=CHILD.id)
    page = show_portal(
        works_on(day, right_ending(CHILD, CHILD.right_until, "2015-11-05")).work, ShowPortal(client, None)
    )
    (asked,) = [each.text for each in page.asked if "Het oude recht stopt" in each.text]
    assert ("vraag naar de jeugdhulp" in asked, "18 jaar of ouder" in asked) == (to_parents, not to_parents)
    assert "geen besluit" not in asked


@pytest.mark.parametrize(("day", "to_parents"), [(date(2015, 11, 20), True), (date(2015, 11, 21), False)])
def test_the_own_page_speaks_to_who_comes_of_age(day: date, to_parents: bool) -> None:
    client = User("k", "Kim", Role.CLIENT, client=CHILD.id)
    assert show_portal(works_on(day).work, ShowPortal(client, None)).to_parents is to_parents


@pytest.mark.parametrize(("day", "to_parents"), [("2015-11-20", True), ("2015-11-21", False)])
def test_an_announcement_goes_to_who_came_of_age(day: str, to_parents: bool) -> None:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    told = [
        replace(event, data={**event.data, "determinedOn": day}) if "determinedOn" in event.data else event
        for event in everything(CHILD)
    ]
    tell(works, told)
    (id_,) = works.work.letters.kept
    (letter,) = works.work.queries.texts([id_])
    assert letter.letter_date == date.fromisoformat(day)
    assert (letter.salutation == PARENTS) is to_parents


def test_the_birthday_of_29_february_is_1_march_in_other_years() -> None:
    assert comes_of_age_on(date(1996, 2, 29), 18) == date(2014, 3, 1)

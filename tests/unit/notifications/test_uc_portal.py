"""The client's own page: whose it is, and what it shows while not all is known."""

from datetime import date

import pytest

from services.notifications.application.client.views import NotKnown
from services.notifications.application.portal.show_portal import ShowPortal, show_portal
from shared.access import Forbidden, Role, User
from tests.support.notifications import DAY, Person, everything, print_all, transferred
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER

PERSON = Person(1, pgb=True)
CLIENT = User("k", "Kim", Role.CLIENT, client=PERSON.id)
CASEWORKER = User("c", "Chris", Role.CASEWORKER, frozenset({"0321"}))


def works_on(day: date = DAY) -> WorksInMemory:
    works = WorksInMemory(WorkInMemory(SENDER, day))
    tell(works, everything(PERSON))
    return works


def test_a_client_sees_until_when_and_what_to_do() -> None:
    works = works_on()
    assert show_portal(works.work, ShowPortal(CLIENT, None)).letters == [], "nobody let it go yet"
    works.work.read_log.lines.clear()
    print_all(works)
    view = show_portal(works.work, ShowPortal(CLIENT, None))
    assert [care.right_until for care in view.care] == [date(2015, 6, 30)]
    assert view.to_do[0].endswith("Wij nemen daarvoor zelf contact met u op.")
    assert view.budget is not None
    assert (view.budget.provisional, len(view.letters)) == (True, 1)
    assert works.work.read_log.lines == [("k", PERSON.id, "Overzicht van de cliënt bekijken")]


def test_the_page_is_true_on_the_day_on_which_it_is_read() -> None:
    (care,) = show_portal(works_on(date(2015, 7, 1)).work, ShowPortal(CLIENT, None)).care
    assert care.keeps == "U hield deze zorg"


def test_while_a_newer_revision_is_underway_nothing_is_said_about_what_to_do() -> None:
    works = works_on()
    tell(works, [transferred(Person(1, pgb=True, revision=2))])
    assert show_portal(works.work, ShowPortal(CLIENT, None)).to_do == ()


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (ShowPortal(CLIENT, Person(2).id), Forbidden),
        (ShowPortal(User("d", "D", Role.CASEWORKER, frozenset({"0356"})), PERSON.id), Forbidden),
        (ShowPortal(CASEWORKER, None), NotKnown),
        (ShowPortal(CASEWORKER, Person(2).id), NotKnown),
    ],
)
def test_a_page_of_another_or_of_nobody_stays_closed(asked: ShowPortal, error: type[Exception]) -> None:
    works = works_on()
    with pytest.raises(error):
        show_portal(works.work, asked)
    assert works.work.read_log.lines == []

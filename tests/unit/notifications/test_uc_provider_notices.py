"""Notices to providers: once per list, again when it changed, never to another provider."""

from datetime import date

import pytest

from services.notifications.application.notices.list_provider_notices import (
    ListProviderNotices,
    list_provider_notices,
)
from services.notifications.application.notices.make_provider_notices import make_provider_notices
from services.notifications.application.notices.restore_provider_notices import restore_provider_notices
from services.notifications.application.notices.show_provider_notice import ShowProviderNotice, show_provider_notice
from services.notifications.application.notices.show_provider_notice_pdf import show_provider_notice_pdf
from services.notifications.domain.notices.provider_notice import ProviderNoticeMade
from shared.access import Forbidden, Role, User
from tests.support.notifications import DAY, Person, everything
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER

TOMORROW = date(2014, 11, 4)
PEOPLE = [Person(number, municipality="0321" if number < 4 else "0356") for number in range(1, 6)]
PROVIDER = User("a", "Aan", Role.PROVIDER, provider="98990123")
OTHER_PROVIDER = User("b", "Bij", Role.PROVIDER, provider="98990124")
CASEWORKER = User("c", "Chris", Role.CASEWORKER, frozenset({"0321"}))


@pytest.fixture
def works() -> WorksInMemory:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, [event for person in PEOPLE for event in everything(person)])
    return works


def made(works: WorksInMemory) -> list[ProviderNoticeMade]:
    return [event for event in works.work.events if isinstance(event, ProviderNoticeMade)]


def functions(notice: ProviderNoticeMade) -> list[str]:
    return [line.function_id for line in notice.lines]


def test_a_provider_hears_once_per_municipality_of_its_clients(works: WorksInMemory) -> None:
    assert make_provider_notices(works.work, DAY) == 2
    assert make_provider_notices(works.work, TOMORROW) == 0
    assert [functions(notice) for notice in made(works)] == [
        ["100000001-81", "100000002-81", "100000003-81"],
        ["100000004-81", "100000005-81"],
    ]


def test_a_changed_list_is_sent_again_without_who_died(works: WorksInMemory) -> None:
    make_provider_notices(works.work, DAY)
    tell(works, everything(Person(1, revision=2, died_on="2014-11-01", state="deceased")))
    assert make_provider_notices(works.work, TOMORROW) == 1
    assert (made(works)[-1].number, functions(made(works)[-1])) == (2, ["100000002-81", "100000003-81"])


def test_a_provider_without_clients_left_hears_once_that_its_list_is_empty() -> None:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, everything(Person(1)))
    make_provider_notices(works.work, DAY)
    tell(works, everything(Person(1, revision=2, pgb=True)))
    assert make_provider_notices(works.work, TOMORROW) == 1
    assert (made(works)[-1].number, made(works)[-1].provider, functions(made(works)[-1])) == (
        2,
        "Zorggroep 98990123",
        [],
    )
    assert make_provider_notices(works.work, TOMORROW) == 0
    pdf = show_provider_notice_pdf(works, ShowProviderNotice(PROVIDER, made(works)[-1].notice_id))
    assert pdf == "Uw lijst met cliënten is nu leeg".encode()


def test_a_rebuild_restores_the_notices_that_were_made(works: WorksInMemory) -> None:
    make_provider_notices(works.work, DAY)
    again = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(again, [event for person in PEOPLE for event in everything(person)])
    for _ in range(2):
        restore_provider_notices(again.work, made(works))
    assert again.work.notices.kept == works.work.notices.kept
    assert make_provider_notices(again.work, TOMORROW) == 0


@pytest.mark.parametrize(("user", "total"), [(PROVIDER, 2), (OTHER_PROVIDER, 0), (CASEWORKER, 1)])
def test_a_list_holds_the_own_notices(works: WorksInMemory, user: User, total: int) -> None:
    make_provider_notices(works.work, DAY)
    page = list_provider_notices(works.work, ListProviderNotices(user, None, offset=0, limit=50))
    assert (page.total, len(page.notices)) == (total, total)


def test_a_notice_shows_one_page_and_reads_the_clients_on_it(works: WorksInMemory) -> None:
    make_provider_notices(works.work, DAY)
    asked = ShowProviderNotice(CASEWORKER, made(works)[0].notice_id, offset=2, limit=2)
    assert [row.decision_number for row in show_provider_notice(works.work, asked).rows] == ["100000003"]
    assert [subject for _, subject, _ in works.work.read_log.lines] == [PEOPLE[2].id]


@pytest.mark.parametrize(
    "user", [OTHER_PROVIDER, User("d", "Leeg", Role.PROVIDER), User("e", "E", Role.CASEWORKER, frozenset({"0356"}))]
)
def test_a_notice_of_others_stays_closed(works: WorksInMemory, user: User) -> None:
    make_provider_notices(works.work, DAY)
    with pytest.raises(Forbidden):
        show_provider_notice_pdf(works, ShowProviderNotice(user, made(works)[0].notice_id))
    assert works.work.read_log.lines == []

"""Notices to providers: once per list, again when it changed, never to another provider."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from services.notifications.adapters.notices.events import notice_page_from, page_data
from services.notifications.application.notices.list_provider_notices import (
    ListProviderNotices,
    list_provider_notices,
)
from services.notifications.application.notices.make_provider_notices import make_provider_notices
from services.notifications.application.notices.restore_provider_notices import restore_provider_notices
from services.notifications.application.notices.show_provider_notice import ShowProviderNotice, show_provider_notice
from services.notifications.application.notices.show_provider_notice_pdf import show_provider_notice_pdf
from services.notifications.domain.notices.provider_client import CareEnd, Stage
from services.notifications.domain.notices.provider_notice import (
    PAGE_FACTS,
    WEEKDAY,
    NoticePage,
    ProviderNoticeMade,
    in_pages,
)
from shared.access import Forbidden, Role, User
from shared.events.contracts import example
from shared.events.envelope import Event, encode_data, event_type, outgrows
from shared.region.policy import choosables
from tests.support.notifications import DAY, Person, appointed, decided, event, everything, stepped
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER

TOMORROW = date(2014, 11, 4)
NEXT_WEEK, IN_TWO_WEEKS = date(2014, 11, 10), date(2014, 11, 17)
PEOPLE = [Person(number, municipality="0321" if number < 4 else "0356") for number in range(1, 6)]
DECISION = {"decisionId": decided(PEOPLE[1]).data["decisionId"]}
PROVIDER = User("a", "Aan", Role.PROVIDER, provider="98990123")
OTHER_PROVIDER = User("b", "Bij", Role.PROVIDER, provider="98990124")
CASEWORKER = User("c", "Chris", Role.CASEWORKER, frozenset({"0321"}))


@pytest.fixture
def works() -> WorksInMemory:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, [event for person in PEOPLE for event in everything(person)])
    return works


def pages(works: WorksInMemory) -> list[NoticePage]:
    return [event for event in works.work.events if isinstance(event, NoticePage)]


def made(works: WorksInMemory) -> list[ProviderNoticeMade]:
    """In the order in which they were told."""
    return [works.work.notices.kept[page.notice.notice_id] for page in pages(works) if page.page == 1]


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
    assert make_provider_notices(works.work, TOMORROW) == 0
    assert make_provider_notices(works.work, NEXT_WEEK) == 1
    assert (made(works)[-1].number, functions(made(works)[-1])) == (2, ["100000002-81", "100000003-81"])


def test_a_provider_without_clients_left_hears_once_that_its_list_is_empty() -> None:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, everything(Person(1)))
    make_provider_notices(works.work, DAY)
    tell(works, everything(Person(1, revision=2, pgb=True)))
    assert make_provider_notices(works.work, NEXT_WEEK) == 1
    assert (made(works)[-1].number, made(works)[-1].provider, functions(made(works)[-1])) == (
        2,
        "Zorggroep 98990123",
        [],
    )
    assert make_provider_notices(works.work, IN_TWO_WEEKS) == 0
    pdf = show_provider_notice_pdf(works, ShowProviderNotice(PROVIDER, made(works)[-1].notice_id))
    assert pdf == "Uw lijst met cliënten is nu leeg".encode()


def test_a_rebuild_restores_the_notices_that_were_made(works: WorksInMemory) -> None:
    make_provider_notices(works.work, DAY)
    again = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(again, [event for person in PEOPLE for event in everything(person)])
    for _ in range(2):
        restore_provider_notices(again.work, pages(works))
    assert again.work.notices.kept == works.work.notices.kept
    assert make_provider_notices(again.work, NEXT_WEEK) == 0


def large_notice(works: WorksInMemory, clients: int) -> ProviderNoticeMade:
    """A notice to a provider with so many clients, each with a line and with one end of their care."""
    make_provider_notices(works.work, DAY)
    first = made(works)[0]
    names = [str(uuid.UUID(int=number)) for number in range(clients)]
    told = replace(first.told[0].client, ends=(CareEnd("Begeleiding", date(2015, 6, 30)),))
    return replace(
        first,
        lines=tuple(replace(first.lines[0], client_id=name) for name in names),
        told=tuple(replace(first.told[0], client=replace(told, client_id=name)) for name in names),
    )


@pytest.mark.parametrize(("clients", "expected"), [(0, 1), (1, 1), (333, 1), (334, 2), (5_000, 15), (20_000, 60)])
def test_a_notice_about_any_number_of_clients_is_told_in_pages_that_fit(
    works: WorksInMemory, clients: int, expected: int
) -> None:
    notice = large_notice(works, clients)
    found = in_pages(notice)
    assert [(page.page, page.pages) for page in found] == [(number + 1, expected) for number in range(expected)]
    assert not any(outgrows(encode_data(page_data(page)) * 2) for page in found)
    assert [line for page in found for line in page.notice.lines] == list(notice.lines)
    assert [each for page in found for each in page.notice.told] == list(notice.told)


def test_a_client_with_more_than_a_page_has_a_page_of_their_own(works: WorksInMemory) -> None:
    notice = large_notice(works, 2)
    many = tuple(CareEnd("Begeleiding", date(2015, 6, 30)) for _ in range(PAGE_FACTS + 1))
    told = tuple(replace(each, client=replace(each.client, ends=many)) for each in notice.told)
    found = in_pages(replace(notice, told=told))
    assert [(len(page.notice.lines), len(page.notice.told)) for page in found] == [(2, 0), (0, 1), (0, 1)]


@pytest.mark.parametrize("at_once", [1, 2, 100])
def test_a_rebuild_puts_the_pages_of_a_notice_together(works: WorksInMemory, at_once: int) -> None:
    notice = large_notice(works, 1_200)
    told = in_pages(notice)
    again = WorksInMemory(WorkInMemory(SENDER, DAY))
    for _ in range(2):
        for first in range(0, len(told), at_once):
            restore_provider_notices(again.work, told[first : first + at_once])
    assert again.work.notices.kept == {notice.notice_id: notice}


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


def route(name: str, number: int = 1, **data: Any) -> Event:
    return event("migration", name, Person(number).id, example(event_type("migration", name)) | data)


def step(kind: str, number: int = 1, **details: Any) -> Event:
    return route("step-taken", number, step=kind, stepId=str(uuid.uuid4()), details=details)


def told(works: WorksInMemory) -> dict[str, tuple[str, bool]]:
    """By number of the decision: the stage and whether it was news, in the last notice."""
    return {each.client.number: (each.client.stage.value, each.news) for each in made(works)[-1].told}


def test_what_migration_tells_is_for_the_own_page_for_letters_and_for_providers(works: WorksInMemory) -> None:
    tell(works, [appointed(PEOPLE[0], day="2015-02-12")])
    tell(works, [decided(PEOPLE[1])])
    work = works.work
    assert work.queries.client_route(PEOPLE[0].id).appointment is not None
    assert [each.kind for each in work.queries.client_route(PEOPLE[1].id).decisions] == ["in-kind"]
    kinds = {kept.written.kind for kept in work.letters.kept.values()}
    assert {"invitation", "decision"} <= kinds
    stages = {one.client_id: one.stage for one in work.provider_clients.kept}
    assert (stages[PEOPLE[0].id], stages[PEOPLE[1].id]) == (Stage.PLANNED, Stage.PLANNED)
    assert [one.day for one in work.provider_clients.kept if one.client_id == PEOPLE[0].id] == [date(2015, 2, 9)]
    tell(works, [stepped(PEOPLE[1], "send", "sent", "2015-03-02", 1, details=DECISION)])
    assert {one.client_id: one.stage for one in work.provider_clients.kept}[PEOPLE[1].id] is Stage.OFFERED


def test_a_digest_tells_what_is_new_beside_what_is_known(works: WorksInMemory) -> None:
    make_provider_notices(works.work, DAY)
    tell(works, [step("hold-conversation")])
    assert make_provider_notices(works.work, NEXT_WEEK) == 1
    assert told(works) == {
        "100000001": ("held", True),
        "100000002": ("planned", False),
        "100000003": ("planned", False),
    }


def test_a_week_of_changes_is_one_notice_and_a_week_without_is_none(works: WorksInMemory) -> None:
    make_provider_notices(works.work, DAY)
    for number in (1, 2):
        tell(works, [route("appointment-made", number), step("hold-conversation", number)])
        assert make_provider_notices(works.work, date(2014, 11, 3 + number)) == 0
    assert make_provider_notices(works.work, NEXT_WEEK) == 1
    assert make_provider_notices(works.work, IN_TWO_WEEKS) == 0


def test_a_monday_that_was_missed_is_made_up_for_once(works: WorksInMemory) -> None:
    make_provider_notices(works.work, DAY)
    tell(works, [step("hold-conversation")])
    assert make_provider_notices(works.work, date(2014, 11, 12)) == 1
    tell(works, [step("hold-conversation", 2)])
    assert make_provider_notices(works.work, date(2014, 11, 14)) == 0
    assert make_provider_notices(works.work, IN_TWO_WEEKS) == 1


def test_a_municipality_chooses_its_day(works: WorksInMemory) -> None:
    works.work.chosen[WEEKDAY] = replace(choosables()[WEEKDAY].default, value=4)
    make_provider_notices(works.work, date(2014, 11, 6))
    tell(works, [step("hold-conversation")])
    assert make_provider_notices(works.work, NEXT_WEEK) == 0
    assert make_provider_notices(works.work, date(2014, 11, 13)) == 1


@pytest.mark.parametrize("weeks", [8, 4, 2])
def test_weeks_before_an_end_a_provider_hears_again(works: WorksInMemory, weeks: int) -> None:
    make_provider_notices(works.work, DAY)
    tell(works, [route("right-ending", weeks=weeks, lastDay="2015-06-30")])
    assert make_provider_notices(works.work, NEXT_WEEK) == 1
    assert [each.client.weeks for each in made(works)[-1].told if each.news] == [weeks]


def test_who_is_no_client_any_more_is_told_once(works: WorksInMemory) -> None:
    make_provider_notices(works.work, DAY)
    tell(works, everything(Person(1, revision=2, agb="98990124")))
    assert make_provider_notices(works.work, NEXT_WEEK) == 2
    old, new = made(works)[-2:]
    assert [(each.client.number, each.gone) for each in old.told if each.news] == [("100000001", True)]
    assert [(new.agb, each.client.number) for each in new.told] == [("98990124", "100000001")]
    assert make_provider_notices(works.work, IN_TWO_WEEKS) == 0
    pdf = show_provider_notice_pdf(works, ShowProviderNotice(PROVIDER, old.notice_id))
    assert pdf == "Bericht over de herbeoordeling van uw cliënten".encode()


def test_a_decision_brings_a_client_to_another_provider(works: WorksInMemory) -> None:
    make_provider_notices(works.work, DAY)
    provision = example(event_type("migration", "decision-made"))["provisions"][0]
    there = provision | {"provider": {"agb": "98990124", "name": "Het Anker"}}
    made_ = route("decision-made", provisions=[there], waitsForAcceptance=False)
    tell(works, [made_, step("send", decisionId=made_.data["decisionId"])])
    assert make_provider_notices(works.work, NEXT_WEEK) == 2
    stages = {(notice.agb, each.client.stage) for notice in made(works)[-2:] for each in notice.told if each.news}
    assert stages == {("98990123", Stage.ELSEWHERE), ("98990124", Stage.ARRIVES)}


def test_a_right_that_a_yes_ended_is_not_listed_until_its_first_last_day(works: WorksInMemory) -> None:
    """Wmo 2015, 8.3(1): one table said that the care goes on from 11 May, the next that the right runs to 30 June."""
    provision = example(event_type("migration", "decision-made"))["provisions"][0]
    here = provision | {"provider": {"agb": "98990123", "name": "Zorg"}}
    offer = route("decision-made", provisions=[here], waitsForAcceptance=True, oldRightUntil="2015-06-30")
    of = {"decisionId": offer.data["decisionId"]}
    tell(works, [offer, replace(step("send", **of), sequence=1)])
    make_provider_notices(works.work, DAY)
    assert {line.right_until for line in made(works)[-1].lines} == {date(2015, 6, 30)}
    yes = step("accept-offer", **of, oldRightUntil="2015-05-10")
    tell(works, [replace(yes, sequence=2)])
    make_provider_notices(works.work, NEXT_WEEK)
    until = {line.client_id: line.right_until for line in made(works)[-1].lines}
    assert until == {
        Person(1).id: date(2015, 5, 10),
        Person(2).id: date(2015, 6, 30),
        Person(3).id: date(2015, 6, 30),
    }
    told_ = next(each.client for each in made(works)[-1].told if each.client.client_id == Person(1).id)
    assert (told_.stage, told_.day) == (Stage.STAYS, date(2015, 5, 11))


def test_every_order_of_topics_tells_the_same(works: WorksInMemory) -> None:
    facts = [route("appointment-made"), step("hold-conversation"), route("right-ending")]
    first, later = (WorksInMemory(WorkInMemory(SENDER, DAY)) for _ in range(2))
    tell(first, [*facts, *everything(Person(1))])
    tell(later, [*everything(Person(1)), *facts])
    assert first.work.provider_clients.kept == later.work.provider_clients.kept != []


def test_the_first_notice_of_all_tells_every_client_as_news(works: WorksInMemory) -> None:
    make_provider_notices(works.work, DAY)
    assert all(each.news for each in made(works)[0].told)


STOPS = Person(
    1,
    domain="wmo-protected-living",
    function="STAY",
    pgb=True,
    own_provider=True,
    right_until="2019-12-31",
    pgb_until="2015-12-31",
)


def budget(name: str, person: Person = STOPS, **data: Any) -> Event:
    kind = event_type("billing", name)
    return event("billing", name, person.id, example(kind) | {"functions": [person.function_id]} | data)


def test_a_provider_hears_that_a_pgb_stops_before_its_right_and_again_when_it_did() -> None:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, everything(STOPS))
    make_provider_notices(works.work, DAY)
    heard = []
    for number, told_ in enumerate([budget("budget-ending"), budget("budget-ending", weeks=4), budget("budget-ended")]):
        tell(works, [told_, told_])
        assert make_provider_notices(works.work, NEXT_WEEK + timedelta(weeks=number)) == 1
        heard.append([each.client.pgb_weeks for each in made(works)[-1].told if each.news])
    assert heard == [[8], [4], [0]]
    assert make_provider_notices(works.work, NEXT_WEEK + timedelta(weeks=3)) == 0


def test_nobody_hears_of_the_pgb_of_a_client_whose_provider_is_not_known() -> None:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    unknown = replace(STOPS, own_provider=False)
    tell(works, [*everything(unknown), budget("budget-ending", unknown)])
    assert works.work.provider_clients.kept == []


def test_the_end_of_a_pgb_is_told_the_same_in_every_order_of_topics() -> None:
    given = example(event_type("migration", "decision-made"))["provisions"][0]
    provisions = [given | {"function": "STAY", "form": "pgb", "provider": None}]
    made_ = decided(STOPS, startsOn="2016-01-01", waitsForAcceptance=False, provisions=provisions)
    topics = [
        everything(STOPS),
        [made_, stepped(STOPS, "send", "sent", "2015-11-02", 1, details={"decisionId": made_.data["decisionId"]})],
        [budget("budget-ending")],
    ]
    kept = []
    for order in permutations(topics):
        works = WorksInMemory(WorkInMemory(SENDER, DAY))
        tell(works, [each for topic in order for each in topic])
        kept.append(works.work.provider_clients.kept)
    assert all(each == kept[0] for each in kept)
    assert [each.pgb_until for each in kept[0]] == [None]


def test_the_event_of_a_notice_names_the_end_of_a_pgb_only_where_there_is_one(works: WorksInMemory) -> None:
    tell(works, [*everything(replace(STOPS, revision=2)), budget("budget-ending", revision=2)])
    make_provider_notices(works.work, DAY)
    notice = made(works)[0]
    (page,) = in_pages(notice)
    data = page_data(page)
    assert [each.get("pgbUntil") for each in data["clients"]] == ["2015-12-31", None, None]
    assert ["pgbWeeks" in each for each in data["clients"]] == [True, False, False]
    assert notice_page_from(event("notifications", "provider-notice-made", data["noticeId"], data)) == page

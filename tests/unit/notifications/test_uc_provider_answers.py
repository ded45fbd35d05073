"""What a provider answers about its own client is somebody's task; about anybody else it can say nothing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.notifications.adapters.events import encode
from services.notifications.application.client.views import NotKnown
from services.notifications.application.notices.answer_notice import LONGEST_TEXT, AnswerNotice, answer_notice
from services.notifications.application.notices.find_provider_answer import FindProviderAnswer
from services.notifications.application.notices.find_provider_client import FindProviderClient
from services.notifications.application.notices.finish_provider_answer import (
    FinishProviderAnswer,
    finish_provider_answer,
)
from services.notifications.application.notices.list_provider_answers import ListProviderAnswers, list_provider_answers
from services.notifications.application.notices.list_provider_clients import ListProviderClients, list_provider_clients
from services.notifications.application.notices.show_provider_client import show_provider_client
from services.notifications.application.notices.take_provider_answer import take_provider_answer
from services.notifications.application.notices.views import ClientFilter, ProviderAnswerFilter
from services.notifications.domain.client.recipient import Provider
from services.notifications.domain.notices.answer import URGENT_DAYS, AnswerKind, ProviderAnswered
from services.notifications.domain.notices.provider_client import ProviderClient, Stage
from services.notifications.domain.replies.answer import AnswerFinished
from shared.access import Forbidden, Role, User
from shared.events.contracts import violations
from shared.events.envelope import event_type
from shared.messaging.failures import Refused
from shared.region.policy import choosables
from tests.support.notifications import DAY, Person, everything
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER

ONE, TWO, THERE = Person(1), Person(2, agb="98990124"), Person(3, municipality="0356")
PLANNER = User("planner", "Pien", Role.PROVIDER, provider="98990123")
WITHOUT_CODE = User("leeg", "Leeg", Role.PROVIDER)
NOOR = User("noor", "Noor", Role.CASEWORKER, frozenset({"0321"}))
SAM = User("sam", "Sam", Role.FUNCTIONAL_MANAGER, frozenset({"0321", "0356"}))
IN_CARE, WAIT = AnswerKind.IN_CARE_SINCE, AnswerKind.CANNOT_WAIT
SEPTEMBER = date(2014, 9, 1)


@pytest.fixture
def works() -> WorksInMemory:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, [event for person in (ONE, TWO, THERE) for event in everything(person)])
    return works


def answered(works: WorksInMemory, person: Person = ONE, user: User = PLANNER, **change: Any) -> ProviderAnswered:
    asked: dict[str, Any] = {"kind": IN_CARE, "since": SEPTEMBER, **change}
    return answer_notice(works.work, AnswerNotice(user, person.id, **asked))


def test_an_answer_is_kept_and_told_without_its_text(works: WorksInMemory) -> None:
    found = answered(works, text=" Sinds een jaar. ")
    assert works.work.provider_answers.kept[found.answer_id].answer == found
    outgoing = encode(found)
    assert (outgoing.name, outgoing.subject) == ("provider-answered", ONE.id)
    assert outgoing.data == {
        "dueOn": "2014-11-10",
        "answerId": found.answer_id,
        "municipality": "0321",
        "agb": "98990123",
        "kind": "in-care-since",
        "receivedOn": "2014-11-03",
        "since": "2014-09-01",
    }
    assert violations(event_type("notifications", "provider-answered"), outgoing.data) == []
    assert works.work.events[-1] == found


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        pytest.param(AnswerKind.NOT_OUR_CLIENT, date(2014, 11, 10), id="five-working-days"),
        pytest.param(WAIT, date(2014, 11, 4), id="what-cannot-wait-the-next-one"),
    ],
)
def test_each_answer_is_due_on_a_working_day(works: WorksInMemory, kind: AnswerKind, due: date) -> None:
    assert answered(works, kind=kind, since=None, text="Bel ons.").due_on == due


def test_a_municipality_chooses_how_soon_it_looks(works: WorksInMemory) -> None:
    works.work.chosen[URGENT_DAYS] = replace(choosables()[URGENT_DAYS].default, value=0)
    assert answered(works, kind=WAIT, since=None, text="Bel ons.").due_on == DAY


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": IN_CARE, "since": None}, "since"),
        ({"since": date(2014, 11, 4)}, "since"),
        ({"kind": WAIT, "since": None}, "text"),
        ({"kind": AnswerKind.REPORT, "since": None, "text": "  "}, "text"),
        ({"text": "x" * (LONGEST_TEXT + 1)}, "text"),
    ],
)
def test_an_answer_that_lacks_something_is_refused_by_field(
    works: WorksInMemory, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        answered(works, **change)
    assert set(refused.value.fields) == {field}
    assert (works.work.provider_answers.kept, works.work.events[-1:]) == ({}, works.work.events[-1:])


@pytest.mark.parametrize("person", [TWO, Person(9)], ids=["of-another-provider", "nobody"])
def test_about_somebody_elses_client_nothing_is_shown_or_taken_in(works: WorksInMemory, person: Person) -> None:
    with pytest.raises(NotKnown):
        answered(works, person)
    with pytest.raises(NotKnown):
        show_provider_client(works.work, FindProviderClient(PLANNER, person.id))
    assert (works.work.provider_answers.kept, works.work.read_log.lines) == ({}, [])


def test_a_provider_without_a_code_answers_nothing(works: WorksInMemory) -> None:
    with pytest.raises(Forbidden):
        answered(works, user=WITHOUT_CODE)
    with pytest.raises(Forbidden):
        list_provider_clients(works.work, ListProviderClients(WITHOUT_CODE, ClientFilter()))


@pytest.mark.parametrize(
    ("user", "wanted", "people"),
    [
        pytest.param(PLANNER, ClientFilter(), [ONE, THERE], id="a-provider-sees-its-own"),
        pytest.param(PLANNER, ClientFilter(agb="98990124"), [ONE, THERE], id="whatever-it-asks-for"),
        pytest.param(
            PLANNER, ClientFilter(municipalities=frozenset({"0321", "0356"})), [ONE, THERE], id="or-pretends-to-be"
        ),
        pytest.param(NOOR, ClientFilter(), [ONE, TWO], id="staff-its-municipality"),
        pytest.param(NOOR, ClientFilter(own=True, agb="98990123"), [ONE], id="staff-cannot-be-a-provider"),
        pytest.param(NOOR, ClientFilter(municipality="0356"), [], id="not-another-municipality"),
    ],
)
def test_nobody_sees_more_clients_than_are_theirs(
    works: WorksInMemory, user: User, wanted: ClientFilter, people: list[Person]
) -> None:
    found = list_provider_clients(works.work, ListProviderClients(user, wanted))
    assert {each.client.client_id for each in found.clients} == {person.id for person in people}
    assert found.total == len(people)
    assert {subject for _, subject, _ in works.work.read_log.lines} == {person.id for person in people}


def test_the_last_answer_stands_beside_the_client(works: WorksInMemory) -> None:
    answered(works)
    last = answered(works, kind=AnswerKind.NOT_OUR_CLIENT)
    found = list_provider_clients(works.work, ListProviderClients(PLANNER, ClientFilter()))
    assert {each.client.client_id: each.answer for each in found.clients} == {ONE.id: last, THERE.id: None}
    assert show_provider_client(works.work, FindProviderClient(PLANNER, ONE.id)).answer == last


def test_an_answer_is_the_teams_until_somebody_takes_it_and_is_done_once(works: WorksInMemory) -> None:
    found = answered(works)

    def listed(**wanted: Any) -> list[tuple[str, date | None]]:
        page = list_provider_answers(works.work, ListProviderAnswers(NOOR, ProviderAnswerFilter(**wanted)))
        return [(each.owner, each.task.done_on) for each in page.answers]

    assert listed() == [("consulenten", None)]
    take_provider_answer(works.work, FindProviderAnswer(SAM, found.answer_id))
    take_provider_answer(works.work, FindProviderAnswer(NOOR, found.answer_id))
    assert listed() == [("Noor", None)]
    finish_provider_answer(works.work, FinishProviderAnswer(SAM, found.answer_id, "Klopt, sinds 1 mei."))
    finish_provider_answer(works.work, FinishProviderAnswer(NOOR, found.answer_id, "Klopt, sinds 1 mei."))
    assert (listed(), listed(done=True)) == ([], [("Noor", DAY)])
    assert works.work.provider_answers.kept[found.answer_id].done_by == "sam"
    told = [each for each in works.work.events if isinstance(each, AnswerFinished)]
    assert told == [AnswerFinished(found.answer_id, found.client_id, found.municipality, DAY)], "once"
    with pytest.raises(Refused):
        take_provider_answer(works.work, FindProviderAnswer(NOOR, found.answer_id))


def test_who_finishes_what_nobody_took_has_it(works: WorksInMemory) -> None:
    found = answered(works)
    finish_provider_answer(works.work, FinishProviderAnswer(NOOR, found.answer_id, "Klopt, sinds 1 mei."))
    assert works.work.provider_answers.kept[found.answer_id].owner == "Noor"


def test_that_somebody_is_no_client_is_closed_with_what_was_found(works: WorksInMemory) -> None:
    found = answered(works, kind=AnswerKind.NOT_OUR_CLIENT, since=None)
    for outcome in ("", "x" * 2001):
        with pytest.raises(Refused) as refused:
            finish_provider_answer(works.work, FinishProviderAnswer(NOOR, found.answer_id, outcome))
        assert "outcome" in refused.value.fields
    finish_provider_answer(works.work, FinishProviderAnswer(NOOR, found.answer_id, "Klopt, sinds 1 mei."))
    assert works.work.provider_answers.kept[found.answer_id].outcome == "Klopt, sinds 1 mei."


def test_an_answer_is_late_after_its_day(works: WorksInMemory) -> None:
    answered(works, kind=WAIT, since=None, text="Bel ons.")
    works.work.today = date(2014, 11, 5)
    page = list_provider_answers(works.work, ListProviderAnswers(NOOR, ProviderAnswerFilter()))
    assert [(each.late, each.person) for each in page.answers] == [(True, "A.B. van der Voorbeeld")]


def test_answers_of_another_municipality_are_neither_shown_nor_worked_on(works: WorksInMemory) -> None:
    found = answered(works, THERE)
    assert list_provider_answers(works.work, ListProviderAnswers(NOOR, ProviderAnswerFilter())).total == 0
    for user, id_, error in ((NOOR, found.answer_id, Forbidden), (SAM, "nobody", NotKnown)):
        with pytest.raises(error):
            take_provider_answer(works.work, FindProviderAnswer(user, id_))
        with pytest.raises(error):
            finish_provider_answer(works.work, FinishProviderAnswer(user, id_, "Klopt."))


def _client(number: int, stage: Stage, day: date, care: str = "Begeleiding individueel") -> ProviderClient:
    person = Person(number)
    own = Provider("98990123", "Zorggroep")
    return ProviderClient(own, "0321", person.id, str(number), care, stage, day, date(2015, 12, 31), None)


def _listed(works: WorksInMemory, **wanted: Any) -> tuple[list[str], int]:
    found = list_provider_clients(works.work, ListProviderClients(PLANNER, ClientFilter(**wanted)))
    return [each.client.number for each in found.clients], found.total


def test_what_is_next_comes_first_and_what_is_over_last(works: WorksInMemory) -> None:
    """A planner looks ahead: today is 3 November."""
    days = {1: date(2014, 9, 1), 2: DAY, 3: date(2014, 12, 1), 4: date(2014, 10, 31), 5: date(2014, 11, 10)}
    tell(works, [event for number in (3, 4, 5) for event in everything(Person(number))])
    until = {1: date(2014, 11, 5), 4: date(2014, 11, 1)}
    works.work.provider_clients.kept = [
        replace(_client(number, Stage.STAYS, day), until=until.get(number, date(2015, 12, 31)))
        for number, day in days.items()
    ]
    assert _listed(works) == (["2", "1", "5", "3", "4"], 5), "care that goes on ends on 5 November: that comes next"
    pages = [_listed(works, offset=start, limit=2) for start in (0, 2, 4, 6)]
    assert pages == [(["2", "1"], 5), (["5", "3"], 5), (["4"], 5), ([], 5)]
    assert _listed(works, descending=True)[0] == ["3", "5", "1", "2", "4"]
    works.work.provider_clients.kept[0] = replace(_client(1, Stage.STAYS, days[1]), until=None)
    assert _listed(works)[0] == ["2", "5", "3", "1", "4"], "care without an end goes on, above what is over"
    assert [number for start in range(6) for number in _listed(works, offset=start, limit=1)[0]] == list("25314")


def test_a_conversation_of_this_week_is_to_come_until_the_week_is_over(works: WorksInMemory) -> None:
    """A provider hears the week of a conversation, and on Tuesday the Monday of it stood below all that was over."""
    tell(works, [event for number in (3, 4) for event in everything(Person(number))])
    works.work.provider_clients.kept = [
        _client(3, Stage.HELD, date(2014, 10, 1)),
        _client(4, Stage.PLANNED, date(2014, 11, 3)),
    ]
    works.work.today = date(2014, 11, 9)
    assert _listed(works)[0] == ["4", "3"]
    assert works.work.provider_clients.kept[1].coming_day(date(2014, 11, 10)) == date(2015, 12, 31)


@pytest.mark.parametrize(
    ("stage", "day", "waits"),
    [
        (Stage.STAYS, DAY, False),
        (Stage.STAYS, date(2014, 11, 4), True),
        (Stage.PLANNED, date(2014, 10, 27), True),
        (Stage.ELSEWHERE, date(2014, 10, 27), False),
    ],
)
def test_care_is_not_called_unused_after_a_decision_has_begun(
    works: WorksInMemory, stage: Stage, day: date, waits: bool
) -> None:
    unused = "Begeleiding in een groep, met vervoer, nog niet in gebruik; Begeleiding individueel, nog niet in gebruik"
    works.work.provider_clients.kept = [_client(1, stage, day, unused)]
    (found,) = list_provider_clients(works.work, ListProviderClients(PLANNER, ClientFilter())).clients
    begun = "Begeleiding in een groep, met vervoer; Begeleiding individueel"
    assert found.client.care == (unused if waits else begun)

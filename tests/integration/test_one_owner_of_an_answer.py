"""An answer is of one person: the inbox of notifications and the file of migration name the same one."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as some

from services.migration.adapters.control.events import answer_received, answer_taken_up, steps_given_data
from services.migration.application.control.assign_step import AssignStep, assign_step
from services.migration.application.control.follow_answers import follow_answers
from services.migration.application.control.keep_lists import keep_lists
from services.migration.application.control.show_client import ShowClient, show_client
from services.migration.application.control.take_step_over import TakeStepOver, take_step_over
from services.migration.application.control.take_work_over import TakeWorkOver, take_work_over
from services.migration.domain.control.steps import NextStep
from services.migration.domain.planning.plans import ReassessmentPlanned
from services.migration.domain.rights.clients import RightDetermined
from services.notifications.adapters.events import encode
from services.notifications.adapters.replies.events import steps_given_from
from services.notifications.application.replies.assign_answer import AssignAnswer, assign_answer
from services.notifications.application.replies.follow_steps_given import follow_steps_given
from services.notifications.application.replies.take_answer import TakeAnswer, take_answer
from shared.access import Role, User
from shared.clock import TurnedClock
from shared.events.contracts import violations
from shared.events.envelope import Event, event_type
from shared.messaging.failures import Refused
from shared.service import Service
from shared.transport.topics import TOPICS
from tests.support import migration as support
from tests.support import migration_in_memory, notifications_in_memory
from tests.support.migration import checked, feed, id_of, recorded, transferred
from tests.support.migration_samples import determined, plan
from tests.support.notifications import Bench, Person, event, everything, open_bench
from tests.support.web import web_context
from tests.unit.notifications.letter_samples import SENDER

DAY = date(2015, 2, 4)
HOUTEN = frozenset({"0321"})
NOOR = User("noor", "Noor de Wit", Role.CASEWORKER, HOUTEN)
PIET = User("piet", "Piet Bos", Role.CASEWORKER, HOUTEN)
ANNA = id_of("anna")
INTAKE = [transferred("anna"), checked(1)]


@dataclass
class Both:
    """Two whole services, which hear of each other when `exchange` is called; each event comes more than once."""

    migration: Service
    bench: Bench

    def exchange(self) -> None:
        for _ in range(3):
            support.work(self.migration)
            self.bench.work()
            self.bench.log.append(TOPICS["migration"], recorded(self.migration))
            self.migration.transport.append(TOPICS["notifications"], self.bench.recorded())

    def file(self, user: User = NOOR) -> FlaskClient:
        return self.migration.make_web(web_context(user, clock=TurnedClock(DAY))).test_client()

    def inbox(self, user: User = NOOR) -> FlaskClient:
        return self.bench.service.make_web(web_context(user, clock=TurnedClock(DAY))).test_client()

    def calls(self, about: str = "de tolk") -> str:
        """Anna called before anything else was to be done; the path of her answer."""
        typed = {"kind": "calls-back", "received_on": "2014-10-20", "note": about}
        sent = self.inbox().post(f"/replies/new?client={ANNA}", data=typed)
        assert sent.status_code == 303, sent.text
        self.exchange()
        return str(sent.location).split("?")[0]

    def events(self) -> int:
        return len(recorded(self.migration)) + len(self.bench.recorded())

    def rebuild(self) -> None:
        for service in (self.migration, self.bench.service):
            before = service.digest()
            service.rebuild()
            assert service.digest() == before


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    migration = support.open_service(tmp_path / "migration", DAY)
    feed(migration, INTAKE)
    bench = open_bench(tmp_path / "notifications", DAY)
    bench.log.append(TOPICS["intake"], INTAKE)
    found = Both(migration, bench)
    found.exchange()
    yield found
    support.close(migration)
    bench.close()


def test_who_takes_it_up_in_the_inbox_stands_in_the_file(both: Both) -> None:
    answer = both.calls()
    both.inbox(PIET).post(f"{answer}/owner", data={"to": "me"})
    both.exchange()
    assert "Piet Bos" in both.file().get(f"/clients/{ANNA}").text
    assert ANNA in both.file(PIET).get("/my-work").text
    both.rebuild()
    assert "Piet Bos" in both.file().get(f"/clients/{ANNA}").text
    both.inbox().post(f"{answer}/owner", data={"to": "name", "name": "Sanne Vis"})
    both.exchange()
    assert "Sanne Vis" in both.file().get(f"/clients/{ANNA}").text
    both.inbox().post(f"{answer}/owner", data={"to": "team"})
    both.exchange()
    assert "Sanne Vis" not in both.file().get(f"/clients/{ANNA}").text


def test_who_takes_the_step_over_in_the_file_stands_in_the_inbox(both: Both) -> None:
    answer = both.calls()
    both.inbox(PIET).post(f"{answer}/owner", data={"to": "me"})
    both.exchange()
    both.file().post(f"/clients/{ANNA}/take-over")
    both.exchange()
    told = both.events()
    assert "Noor de Wit pakt dit op" in both.inbox(PIET).get(answer).text
    assert answer in both.inbox().get("/replies?owner=mine").text
    both.rebuild()
    both.exchange()
    assert "Noor de Wit pakt dit op" in both.inbox(PIET).get(answer).text
    assert both.events() == told, "an event answers no event"
    later = both.calls("de dag")
    assert "U pakt dit op" in both.inbox().get(later).text, "who has the steps has what comes in later"


def test_a_lost_database_knows_from_its_own_log_who_took_the_steps(both: Both, tmp_path: Path) -> None:
    answer = both.calls()
    both.file().post(f"/clients/{ANNA}/take-over")
    both.exchange()
    support.close(both.migration)
    for name in ("migration.sqlite", "migration.sqlite-wal", "migration.sqlite-shm"):
        (tmp_path / "migration" / name).unlink(missing_ok=True)
    both.migration = support.open_service(tmp_path / "migration", DAY)
    both.migration.rebuild()
    both.exchange()
    assert "Noor de Wit" in both.file(PIET).get(f"/clients/{ANNA}").text
    assert "Noor de Wit pakt dit op" in both.inbox(PIET).get(answer).text


ONE = Person(1)
Act = tuple[str, User]
acts = some.lists(
    some.tuples(
        some.sampled_from(["call", "inbox", "inbox", "inbox-team", "file", "file-team", "work", "told"]),
        some.sampled_from([NOOR, PIET]),
    ),
    max_size=12,
)


@dataclass
class Town:
    """The use cases of both services on stores in memory; what one tells waits until the other hears it."""

    file: migration_in_memory.WorkInMemory = field(default_factory=lambda: migration_in_memory.WorkInMemory(DAY))
    inbox: notifications_in_memory.WorkInMemory = field(
        default_factory=lambda: notifications_in_memory.WorkInMemory(SENDER, DAY)
    )
    calls: int = 0

    def __post_init__(self) -> None:
        notifications_in_memory.tell(notifications_in_memory.WorksInMemory(self.inbox), everything(ONE))
        found = determined(ONE.id)
        self.file.clients.save([found])
        self.file.plans.save([plan(ONE.id)])
        keep_lists(self.file, [RightDetermined(found), ReassessmentPlanned(plan(ONE.id))])
        self.inbox.events.clear()
        self.file.events.clear()

    def do(self, act: str, user: User) -> None:
        if act == "call":
            self.calls += 1
            day = DAY - timedelta(days=self.calls)
            take_answer(self.inbox, TakeAnswer(user, ONE.id, "calls-back", "telephone", day, None))
        elif act.startswith("inbox"):
            for answer in self.inbox.answers.of_client(ONE.id)[-1:]:
                assign_answer(self.inbox, AssignAnswer(user, answer.answer_id, "team" if act == "inbox-team" else "me"))
        elif act == "file":
            take_step_over(self.file, TakeStepOver(user, ONE.id))
        elif act == "file-team":
            assign_step(self.file, AssignStep(user, ONE.id, ""))
        elif act == "work":
            with suppress(Refused):
                take_work_over(self.file, TakeWorkOver(user, PIET.id if user is NOOR else NOOR.id))
        else:
            self.hear()

    def hear(self) -> None:
        told, self.inbox.events = [encode(each) for each in self.inbox.events], []
        given, self.file.events = self.file.events, []
        for each in told:
            read = answer_received if each.name == "answer-received" else answer_taken_up
            follow_answers(self.file, [read(_checked("notifications", each.name, each.data))])
        data = [steps_given_data(each) for each in given]  # type: ignore[arg-type]
        follow_steps_given(self.inbox, [steps_given_from(_checked("migration", "steps-given", each)) for each in data])

    def owners(self) -> tuple[list[str], list[str]]:
        """By the inbox and by the file, of the open answers in order of the last day to do something."""
        notes = show_client(self.file, ShowClient(NOOR, ONE.id)).notes
        assert notes is not None
        by_id = {one.answer_id: notes.owners[one.answer_id] for one in notes.answers}
        answers = sorted(self.inbox.answers.of_client(ONE.id), key=lambda one: one.answer_id)
        inbox = ["" if one.of_team else one.owner for one in answers]
        return inbox, [by_id[one.answer_id].name for one in answers]


def _checked(service: str, name: str, data: dict[str, Any]) -> Event:
    assert violations(event_type(service, name), data) == []
    return event(service, name, ONE.id, data)


@given(acts)
@settings(deadline=None, max_examples=200)
def test_in_whatever_order_they_hear_of_each_other_both_name_the_same(done: list[Act]) -> None:
    town = Town()
    for act, user in done:
        town.do(act, user)
    town.hear()
    assert (town.inbox.events, town.file.events) == ([], []), "no event answers an event"
    inbox, file = town.owners()
    assert inbox == file


def test_the_last_one_is_the_owner_and_an_answer_of_a_colleague_stays_theirs() -> None:
    town = Town()
    for act, user in (("call", NOOR), ("told", NOOR), ("file", PIET), ("told", NOOR), ("inbox", NOOR), ("told", NOOR)):
        town.do(act, user)
    assert town.owners() == (["Noor de Wit"], ["Noor de Wit"])
    third = User("anna", "Anna Smit", Role.CASEWORKER, HOUTEN)
    assert take_work_over(town.file, TakeWorkOver(third, PIET.id)) == 1, "the other steps"
    town.hear()
    assert town.owners() == (["Noor de Wit"], ["Noor de Wit"])
    assert take_work_over(town.file, TakeWorkOver(third, NOOR.id)) == 1, "the answer alone"
    town.hear()
    assert town.owners() == (["Anna Smit"], ["Anna Smit"])
    found = town.file.standings.kept[ONE.id].next
    assert isinstance(found, NextStep)
    assert found.owner.name == "Anna Smit"

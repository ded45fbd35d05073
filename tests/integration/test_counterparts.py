"""The demo's year: what its invented caseworkers and clients do, by the same commands as a person."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from deploy.data_dir import DataDir
from deploy.demo.counterparts import providers
from deploy.demo.counterparts.living import Counterparts
from deploy.demo.counterparts.playing import advance, choose, counterparts_of
from deploy.new_region import new_region
from deploy.region import Region
from deploy.take_in import DemoChoice, open_demo, take_in_demo
from services.migration.adapters.control.tables import standing
from services.migration.adapters.planning.tables import appointment, plan
from services.migration.adapters.route.tables import conversation, decision, route, route_step
from services.migration.application.control.count_control import count_control
from services.migration.domain.route.states import RouteState
from services.migration.main import open_works
from services.notifications.adapters.mailing.tables import mailing
from services.notifications.adapters.notices.tables import provider_answer
from services.notifications.adapters.replies.tables import answer
from services.notifications.adapters.route.tables import confirmed_appointment
from tests.simulation.deliveries import DAY, make_delivery, open_region, take_in

NEW_YEAR = date(2016, 1, 2)
SOME_WEEKS = date(2015, 1, 20)
FINISHED = {RouteState.SENT.value, RouteState.IN_FORCE.value, RouteState.ENDED.value}


def opened(folder: Path, scale: str) -> Region:
    region = open_region(folder / "data")
    take_in(region, make_delivery(folder / "files", scale=scale, defects=False))
    return region


def played(region: Region) -> Counterparts:
    found = counterparts_of(region)
    assert found is not None
    return found


def rows(region: Region, *columns: Any) -> list[tuple[Any, ...]]:
    with region.services["migration"].database.reading() as connection:
        return [tuple(row) for row in connection.execute(select(*columns))]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Region, Counterparts]]:
    region = opened(tmp_path_factory.mktemp("year"), "0.02")
    counterparts = played(region)
    advance(region, NEW_YEAR, counterparts, lambda _day: None)
    yield region, counterparts
    region.close()


@pytest.mark.slow
def test_everybody_to_reassess_went_the_whole_way_or_stopped_for_a_reason(year: tuple[Region, Counterparts]) -> None:
    region, counterparts = year
    planned = {client_id for (client_id,) in rows(region, plan.c.client_id)}
    first = {client_id: state for client_id, number, state in rows(region, *ROUTE) if number == 1}
    assert planned <= first.keys()
    objecting = {RouteState.OBJECTION.value, RouteState.HEARD.value, RouteState.OBJECTION_DECIDED.value}
    assert set(first.values()) <= FINISHED | objecting
    assert not counterparts.refused
    status = region.status()
    assert status["persons"]["states"]["overdue"] == status["persons"]["states"]["planned"] == 0
    assert status["persons"]["unaccounted"] == 0
    made = rows(region, decision.c.kind)
    assert sum(status["decisions"].values()) == len(made) >= len(planned) * 9 // 10
    assert sum(status["lettersByMonth"].values()) == sum(status["letters"].values())
    assert next(iter(status["lettersByMonth"])) == "2014-11"


ROUTE = (route.c.client_id, route.c.number, route.c.state)


@pytest.mark.slow
def test_on_2_january_2016_it_is_said_of_everybody_what_became_of_them(year: tuple[Region, Counterparts]) -> None:
    """What is late is a row that nobody delivered again, or a wait that ended in the days without work."""
    region, _ = year
    control = region.status()["control"]
    assert (control["withoutEither"], control["overdueWithoutOwner"]) == (0, 0)
    assert control["persons"] == control["withNextStep"] + control["finished"]
    last_working_day = date(2015, 12, 31)
    late = rows(region, standing.c.next_step, standing.c.next_due)
    assert {step for step, due in late if due < last_working_day} <= {"repair"}


@pytest.mark.slow
def test_nobody_works_on_a_day_off_or_in_another_municipality(year: tuple[Region, Counterparts]) -> None:
    region, _ = year
    by_users = rows(region, route_step.c.on_day, route_step.c.by_id, route_step.c.by_kind)
    assert all(day.weekday() < 5 for day, _, kind in by_users if kind == "user")
    notes = [body for (body,) in rows(region, conversation.c.body)]
    assert len(set(notes)) > len(notes) // 2, "what is written differs from client to client"


@pytest.mark.slow
def test_no_decision_gives_care_before_the_municipality_answers_for_it(year: tuple[Region, Counterparts]) -> None:
    region, _ = year
    bodies = [json.loads(body) for (body,) in rows(region, decision.c.body)]
    assert bodies
    assert min(body["starts_on"] for body in bodies) >= "2015-01-01"


@pytest.mark.slow
def test_somebody_else_decides_on_an_objection(year: tuple[Region, Counterparts]) -> None:
    region, _ = year
    taken = rows(region, route_step.c.client_id, route_step.c.kind, route_step.c.by_id)
    first = {client_id: by for client_id, kind, by in taken if kind in ("decide", "prolong")}
    judges = {client_id: by for client_id, kind, by in taken if kind == "decide-objection"}
    assert judges
    assert all(first[client_id] != by for client_id, by in judges.items())


@pytest.mark.slow
def test_nobody_is_moved_again_and_again(year: tuple[Region, Counterparts]) -> None:
    region, _ = year
    assert max(number for (number,) in rows(region, appointment.c.number)) <= 4


@pytest.mark.slow
def test_providers_answer_their_notices_and_each_answer_is_dealt_with_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    always = {stage: (kind, 1000) for stage, (kind, _) in providers.ANSWERS.items()}
    monkeypatch.setattr(providers, "ANSWERS", always)
    region = opened(tmp_path, "0.01")
    advance(region, date(2015, 2, 20), played(region), lambda _day: None)
    with region.services["notifications"].database.reading() as connection:
        answers = connection.execute(select(provider_answer)).mappings().all()
    assert len({each["kind"] for each in answers}) > 1
    assert all(each["text"] and each["received_on"].weekday() < 5 for each in answers)
    assert [each for each in answers if each["due_on"] <= date(2015, 2, 20) and each["done_on"] is None] == []
    done = [each for each in answers if each["done_on"] is not None]
    assert done
    assert all(each["done_on"] <= each["due_on"] and each["owner"] for each in done)
    region.close()


@pytest.mark.slow
def test_day_by_day_equals_one_advance(tmp_path: Path) -> None:
    """And with it: the same seed gives the same outcome, whatever stood in memory or on the clock."""
    at_once = opened(tmp_path / "once", "0.01")
    advance(at_once, SOME_WEEKS, played(at_once), lambda _day: None)
    by_day = opened(tmp_path / "days", "0.01")
    day = DAY
    while day < SOME_WEEKS:
        day += timedelta(days=1)
        by_day.close()
        by_day = Region.open(DataDir.existing(tmp_path / "days" / "data"))
        advance(by_day, day, played(by_day), lambda _day: None)
    assert at_once.digests() == by_day.digests()
    assert sorted(rows(at_once, *STEP)) == sorted(rows(by_day, *STEP)) != [], "whoever was read first"
    at_once.close()
    by_day.close()


STEP = (route_step.c.step_id, route_step.c.kind, route_step.c.on_day, route_step.c.by_id, route_step.c.details)


@pytest.mark.slow
def test_the_control_page_says_of_everybody_what_became_of_them(year: tuple[Region, Counterparts]) -> None:
    region, _ = year
    migration = region.services["migration"]
    with open_works(migration.database, region.data.region).read() as work:
        control = count_control(work, None)
    said = {each.value: number for each, number in control.counts.became.items() if number}
    assert control.unexplained == 0
    assert {"in-kind", "pgb", "own-strength"} <= said.keys(), said
    assert sum(said.values()) > sum(control.counts.to_do.values())


def test_a_demo_can_be_left_to_the_person_at_the_screen(tmp_path: Path) -> None:
    region = open_region(tmp_path / "data")
    choose(region, play=False)
    assert counterparts_of(region) is None
    choose(region, play=True)
    assert counterparts_of(region) is not None
    region.close()


def test_without_counterparts_nothing_is_released_either(tmp_path: Path) -> None:
    """Not on the first day, and not on the days that go by: a letter says by whom it was let go."""
    region = open_demo(tmp_path / "data", DemoChoice(7, Decimal("0.01"), False), None)
    choose(region, play=False)
    take_in_demo(region)
    advance(region, date(2014, 11, 6), counterparts_of(region), lambda _day: None)
    letters = region.status()["letters"]
    assert letters["ready"] > 0
    assert (letters["printed"], released(region)) == (0, [])
    choose(region, play=True)
    take_in_demo(region)
    assert released(region) != []
    region.close()


def released(region: Region) -> list[str]:
    with region.services["notifications"].database.reading() as connection:
        return list(connection.execute(select(mailing.c.first_name)).scalars())


def test_a_folder_that_is_no_demo_has_nobody_in_it(tmp_path: Path) -> None:
    region = Region.open(DataDir.prepare(tmp_path / "data", new_region(["0273"])))
    choose(region, play=True)
    assert counterparts_of(region) is None
    region.close()


def test_what_a_person_did_is_gone_on_with(tmp_path: Path) -> None:
    """Nobody lived for some weeks; then the people of the planned weeks are invited all the same."""
    region = opened(tmp_path, "0.01")
    advance(region, date(2014, 12, 12), None, lambda _day: None)
    assert rows(region, route.c.client_id) == []
    advance(region, date(2014, 12, 15), played(region), lambda _day: None)
    late = {client_id for client_id, week in rows(region, plan.c.client_id, plan.c.week) if week < date(2014, 12, 15)}
    assert late
    assert late <= {client_id for (client_id,) in rows(region, route.c.client_id)}
    region.close()


@pytest.mark.slow
def test_clients_answer_by_slip_telephone_and_own_page_and_nothing_lies_there_too_long(
    year: tuple[Region, Counterparts],
) -> None:
    """The inbox, the slips and the own page were never lived: every yes went into the file."""
    region, _ = year
    with region.services["notifications"].database.reading() as connection:
        given = list(connection.execute(select(answer)).mappings())
        in_file = connection.execute(select(confirmed_appointment)).all()
    assert in_file
    assert {each["channel"] for each in given} == {"slip", "telephone", "portal"}
    assert {"suits", "other-day", "brings-somebody"} <= {each["kind"] for each in given}
    assert all(each["done_on"] is not None or each["due_on"] >= date(2015, 12, 31) for each in given)
    assert all(each["done_on"] is None or each["done_on"] <= each["due_on"] for each in given)

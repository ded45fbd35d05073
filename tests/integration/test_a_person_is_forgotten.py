"""A person with a letter, a route and a budget is forgotten: nothing readable of them is left, and a rebuild of each
service gives the same as before for everybody else."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from deploy.data_dir import DataDir
from deploy.demo.counterparts.playing import advance, counterparts_of
from deploy.region import Region
from services.billing.adapters.pgb.tables import budget
from services.intake.adapters.delivery.tables import delivered_row
from services.intake.adapters.person.tables import person
from services.intake.application.forgetting.confirm_forgetting import ConfirmForgetting, confirm_forgetting
from services.intake.application.forgetting.propose_forgetting import ProposeForgetting, propose_forgetting
from services.intake.domain.forgetting.forgetting import Ground
from services.intake.main import IntakeService
from services.migration.adapters.route.tables import route
from services.notifications.adapters.letters.tables import letter
from shared.access import Role, User
from shared.json_text import json_value
from shared.looks.purpose import opening
from shared.looks.written import ReadLog
from shared.messaging.forgetting import tidy_up
from shared.messaging.rebuild import whole_log
from shared.service import Service
from shared.transport.topics import TOPICS
from tests.simulation.deliveries import make_delivery, open_region, take_in

OPENED = opening("client-file", "inzien van het dossier")
WHY = "De dochter belde over haar moeder"
"""Why somebody opened the file."""
UNTIL = date(2015, 3, 15)
A_DAY_OR_AMOUNT = re.compile(r"\d+[-.][\d-]+")


def manager(name: str, region: Region) -> User:
    return User(name, name.title(), Role.FUNCTIONAL_MANAGER, region.data.region.codes)


@dataclass
class Forgotten:
    """A region in which one client was forgotten; `said`: what was delivered of them, and stood in the
    files `known_in`, and in `reason_in` why somebody looked; `runs`: the print runs that held a letter of theirs."""

    region: Region
    client_id: str
    said: frozenset[str]
    before: dict[str, Any]
    known_in: set[str]
    reason_in: set[str]
    runs: set[str]


def somebody(region: Region) -> str:
    """A client who has a route, a printed letter, a pgb, and a name or street that nobody else has."""
    with region.services["migration"].database.reading() as connection:
        on_route = set(connection.execute(select(route.c.client_id)).scalars())
    with region.services["notifications"].database.reading() as connection:
        printed = select(letter.c.client_id).where(letter.c.print_run_id != "")
        written = set(connection.execute(printed).scalars())
    with region.services["billing"].database.reading() as connection:
        held = set(connection.execute(select(budget.c.client_id).where(budget.c.gross_cents > 0)).scalars())
    found: list[str] = sorted(on_route & written & held)
    return next(each for each in found if any(text.isalpha() for text in said_of(region, each)))


def said_of(region: Region, client_id: str) -> frozenset[str]:
    """What was delivered of this person and of nobody else: BSN, numbers, and the name when it is rare enough."""
    with region.services["intake"].database.reading() as connection:
        of_client = select(person.c.client_key).where(person.c.client_id == client_id)
        key = connection.execute(of_client).scalar_one()
        rows = connection.execute(select(delivered_row.c.client_key, delivered_row.c.row_values)).all()
    own = {value for of, values in rows if of == key for value in json_value(values)}
    others = "\n".join(value for of, values in rows if of != key for value in json_value(values))
    return frozenset(
        text for text in own if len(text) > 5 and text not in others and not A_DAY_OR_AMOUNT.fullmatch(text)
    )


@pytest.fixture(scope="module")
def forgotten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forgotten]:
    folder = tmp_path_factory.mktemp("forgotten")
    region = open_region(folder / "data")
    take_in(region, make_delivery(folder / "files", scale="0.05"))
    advance(region, UNTIL, counterparts_of(region), lambda _: None)
    client_id = somebody(region)
    ReadLog(region.services["migration"].database).write(manager("anna", region), [client_id], OPENED, WHY)
    region.work()
    said, before = said_of(region, client_id) | {WHY}, region.status()
    known_in = {name.removesuffix("-wal") for name, _ in files_with(region.data.path, said)}
    reason_in = {name.removesuffix("-wal") for name, _ in files_with(region.data.path, frozenset([WHY]))}
    runs = runs_of(region, client_id)
    forget(region, client_id)
    yield Forgotten(region, client_id, said, before, known_in, reason_in, runs)
    region.close()


def forget(region: Region, client_id: str) -> None:
    intake = region.services["intake"]
    assert isinstance(intake, IntakeService)
    with intake.works.begin() as work:
        proposed = propose_forgetting(
            work, ProposeForgetting(manager("anna", region), client_id, Ground.DELIVERED_IN_ERROR, "Verkeerd bestand.")
        )
    confirm_forgetting(intake.works, ConfirmForgetting(manager("bert", region), proposed.id))
    region.work()
    for service in region.services.values():
        tidy_up(service.database)


def runs_of(region: Region, client_id: str) -> set[str]:
    with region.services["notifications"].database.reading() as connection:
        of_client = select(letter.c.print_run_id).where(letter.c.client_id == client_id, letter.c.print_run_id != "")
        return set(connection.execute(of_client).scalars())


def files_with(folder: Path, texts: frozenset[str]) -> list[tuple[str, str]]:
    """Every file under the folder that holds one of the texts, the log of events included."""
    found = []
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            found += [(file.name, text) for text in texts if text.encode() in content]
    return found


def test_the_person_was_there_before(forgotten: Forgotten) -> None:
    assert any(text.isdigit() for text in forgotten.said), "the BSN"
    assert any(text.isalpha() for text in forgotten.said), "the name or the street"
    assert forgotten.reason_in == {"migration.sqlite", "notifications.sqlite"}, "the log is sealed"
    assert {"intake.sqlite", "migration.sqlite", "notifications.sqlite"} <= forgotten.known_in
    assert len(forgotten.known_in) > 3, "the archive"


def test_nothing_readable_of_the_person_is_left_in_tables_and_files(forgotten: Forgotten) -> None:
    assert files_with(forgotten.region.data.path, forgotten.said) == []


def test_no_service_keeps_what_it_told_of_the_person_and_others_at_once(forgotten: Forgotten) -> None:
    """A list for a provider names many clients, and its event goes by the list."""
    kept = [text for service in forgotten.region.services.values() for text in recorded(service)]
    assert kept
    assert [text for text in kept if forgotten.client_id in text] == []


def recorded(service: Service) -> list[str]:
    with service.database.reading() as connection:
        return list(connection.execute(select(service.database.messaging.outbox_data.c.data)).scalars())


def test_the_log_tells_of_the_person_only_that_they_are_forgotten(forgotten: Forgotten) -> None:
    topics = list(TOPICS.values())
    told = [event for batch in whole_log(forgotten.region.transport, "test", topics) for event in batch]
    about = [event for event in told if event.subject == forgotten.client_id]
    assert [event.type for event in about] == ["nl.zachte-landing.intake.client-forgotten.v1"]
    notices = [event for event in told if "provider-notice" in event.type]
    assert notices
    assert forgotten.client_id not in str([dict(event.data) for event in notices])


def test_no_print_file_with_a_letter_of_the_person_is_left(forgotten: Forgotten) -> None:
    """What a PDF says is compressed, so looking for texts would not find it."""
    assert forgotten.runs
    assert [file for file in forgotten.region.data.path.rglob("*") if file.name in forgotten.runs] == []


def test_nobody_else_falls_off(forgotten: Forgotten) -> None:
    now = forgotten.region.status()
    assert now["persons"]["unaccounted"] == 0
    assert now["persons"]["delivered"] == forgotten.before["persons"]["delivered"] - 1
    assert now["rows"] == forgotten.before["rows"]
    assert now["deliveries"] == forgotten.before["deliveries"]
    assert {name: events["parked"] for name, events in now["events"].items()} == dict.fromkeys(now["events"], 0)


@pytest.mark.parametrize("service", ["intake", "migration", "billing", "notifications"])
def test_a_rebuild_gives_the_same_for_everybody_else(forgotten: Forgotten, service: str) -> None:
    before, totals = forgotten.region.services[service].digest(), forgotten.region.services[service].totals()
    forgotten.region.services[service].rebuild()
    forgotten.region.work()
    assert forgotten.region.services[service].digest() == before
    assert forgotten.region.services[service].totals() == totals


@pytest.mark.parametrize("service", ["migration", "billing", "notifications"])
def test_a_lost_database_comes_back_without_the_person(forgotten: Forgotten, tmp_path: Path, service: str) -> None:
    copied = tmp_path / "data"
    shutil.copytree(forgotten.region.data.path, copied)
    data = DataDir.existing(copied)
    for file in copied.glob(f"{service}.sqlite*"):
        file.unlink()
    region = Region.open(data)
    region.services[service].rebuild()
    region.work()
    lost = import_module(f"services.{service}.adapters.database")
    with region.services[service].database.reading() as connection:
        for name, how in lost.OF_CLIENT.items():
            if isinstance(how, str):
                column = lost.metadata.tables[name].c[how]
                assert connection.execute(select(column).where(column == forgotten.client_id)).first() is None, name
    assert region.status()["persons"]["unaccounted"] == 0
    region.close()

"""Random deliveries, repeats and orders through the chain: everybody who was delivered is in exactly one state."""

import csv
import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, func, select

from deploy.demo.generate import generate
from deploy.region import Region
from services.intake.adapters.person.tables import person
from services.intake.main import deliver_file
from services.migration.adapters.rights.tables import client
from services.migration.domain.rights.states import PersonState
from services.notifications.adapters.letters.tables import HAS_TEXT, letter
from services.notifications.domain.letters.gate import DIED, HELD_BACK
from tests.simulation.deliveries import open_region, release_and_tick
from tests.simulation.figures import DONE, What
from tests.simulation.profiles import SIMULATION

pytestmark = pytest.mark.slow

DELIVERED = What("nobody falls off", "deliveries, each twice")
BROKEN_VALUES = ("", "onzin", "31-02-2015", "0", "999999999", "9" * 600, "é;", "2015-13-01")
COLUMNS_TO_BREAK = ("bsn", "clientnummer", "geboortedatum", "einddatum", "functiecode", "klasse", "gemeentecode", "agb")


@dataclass(frozen=True)
class Change:
    """What happens to one row before it is delivered. `row` counts round when there are fewer rows."""

    row: int
    kind: str
    column: str
    value: str


changes = st.builds(
    Change,
    row=st.integers(0, 400),
    kind=st.sampled_from(["drop", "repeat", "break", "break", "borrow"]),
    column=st.sampled_from(COLUMNS_TO_BREAK),
    value=st.sampled_from(BROKEN_VALUES),
)


@dataclass(frozen=True)
class Step:
    """One hand-over: which municipality's file, changed how, by which sender, made on which day, for which municipality
    when all clients moved there, and whether the chain works before the next one."""

    municipality: int
    changes: tuple[Change, ...]
    sender: str
    day: int
    moved_to: str
    work_after: bool


steps = st.lists(
    st.builds(
        Step,
        municipality=st.integers(0, 4),
        changes=st.lists(changes, max_size=6).map(tuple),
        sender=st.sampled_from(["5509", "5509", "5524"]),
        day=st.integers(1, 3),
        moved_to=st.sampled_from(["", "", "", "0331", "0620"]),
        work_after=st.booleans(),
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture(scope="module")
def region_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("files")
    generate(folder, seed=3, scale=Decimal("0.03"), defects=True)
    return sorted(folder.glob("*.csv"))


@pytest.fixture(scope="module")
def empty_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with empty, migrated databases, copied for every example."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    open_region(folder).close()
    return folder


@given(plan=steps)
@SIMULATION
def test_everybody_delivered_is_in_exactly_one_state(
    plan: list[Step], region_files: list[Path], empty_data: Path
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(empty_data, folder / "data")
        region = open_region(folder / "data")
        for number, step in enumerate(plan):
            file = changed_delivery(region_files[step.municipality], step.changes, folder / f"{number}", number)
            made_otherwise(file, sender=step.sender, created=f"2014-11-0{step.day}", moved_to=step.moved_to)
            deliver_file(region.services["intake"], file)
            deliver_file(region.services["intake"], file)
            DONE.add(DELIVERED)
            if step.work_after:
                region.work()
        region.work()
        release_and_tick(region)
        DONE.add(What(DELIVERED.simulation, "runs"))
        try:
            assert_no_one_falls_off(region)
        finally:
            region.close()


def test_who_was_held_back_for_one_municipality_and_comes_through_for_another_counts_once(
    region_files: list[Path], tmp_path: Path
) -> None:
    region = open_region(tmp_path / "data")
    for number, (sender, moved_to) in enumerate([("5509", ""), ("5524", "0620"), ("5509", "0620")]):
        file = changed_delivery(region_files[0], (), tmp_path / f"{number}", number)
        made_otherwise(file, sender=sender, created=f"2014-11-0{number + 1}", moved_to=moved_to)
        deliver_file(region.services["intake"], file)
        region.work()
    release_and_tick(region)
    assert_no_one_falls_off(region)
    region.close()


def assert_no_one_falls_off(region: Region) -> None:
    status = region.status()
    assert status["persons"]["unaccounted"] == 0
    assert status["persons"]["states"]["underway"] == 0
    assert sum(status["persons"]["states"].values()) == status["persons"]["delivered"]
    control = status["control"]
    assert control["persons"] == control["withNextStep"] + control["finished"] == status["persons"]["delivered"]
    assert (control["withoutEither"], control["overdueWithoutOwner"]) == (0, 0)
    assert not any(counts["parked"] for counts in status["events"].values())
    transferred = ids(region, "intake", person.c.client_id, person.c.revision > 0)
    known = ids(region, "migration", client.c.client_id)
    assert known == transferred, "migration knows exactly those whom intake transferred"
    assert status["budgets"]["debitCents"] == status["budgets"]["creditCents"]
    letters = ids(region, "notifications", letter.c.client_id, letter.c.state.in_(["ready", "printed"]))
    assert set(letters) <= set(known), "a letter goes to a known client only"
    held_back = ids(region, "intake", person.c.client_id, person.c.revision > 0, person.c.held_back_rows > 0)
    assert not set(letters) & set(held_back), "no letter goes to who is held back"
    assert_everybody_is_written_to(region, known, held_back)


def assert_everybody_is_written_to(region: Region, known: Counter[str], held_back: Counter[str]) -> None:
    """Nothing was printed before the last morning, so no printed letter has been replaced by a later one."""
    current = ids(region, "notifications", letter.c.client_id, letter.c.state != "superseded")
    assert current == known, "every known client has exactly one letter that goes, or one that is withheld"
    going = letter.c.state.in_(["ready", "printed"])
    assert not ids(region, "notifications", letter.c.client_id, going, ~HAS_TEXT), "a letter says something"
    withheld = letter.c.state == "withheld"
    assert not ids(region, "notifications", letter.c.client_id, withheld, letter.c.reason == ""), "withheld says why"
    died = ids(region, "migration", client.c.client_id, client.c.state == PersonState.DECEASED)
    assert ids(region, "notifications", letter.c.client_id, withheld, letter.c.reason == DIED) == died
    waiting = ids(region, "notifications", letter.c.client_id, withheld, letter.c.reason == HELD_BACK)
    assert waiting.keys() == held_back.keys() - died.keys()


def ids(region: Region, service: str, column: ColumnElement[Any], *conditions: ColumnElement[bool]) -> Counter[str]:
    with region.services[service].database.reading() as connection:
        found = connection.execute(
            select(column, func.count()).where(column.is_not(None), *conditions).group_by(column)
        )
        return Counter({row[0]: row[1] for row in found})


def changed_delivery(source: Path, wanted: Sequence[Change], folder: Path, number: int) -> Path:
    """The file with some rows changed, and a manifest with the right checksum and a reference of its own."""
    folder.mkdir()
    with source.open(encoding="utf-8", newline="") as lines:
        header, *rows = list(csv.reader(lines, delimiter=";"))
    for change in wanted:
        if rows:
            _change(rows, replace(change, row=change.row % len(rows)), header)
    target = folder / source.name
    with target.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";", lineterminator="\n").writerows([header, *rows])
    manifest = json.loads(source.with_suffix(".json").read_text(encoding="utf-8"))
    manifest["sha256"] = hashlib.sha256(target.read_bytes()).hexdigest()
    manifest["kenmerk"] = f"{manifest['kenmerk']}-{number}"
    target.with_suffix(".json").write_text(json.dumps(manifest), encoding="utf-8")
    return target


def made_otherwise(file: Path, *, sender: str, created: str, moved_to: str) -> None:
    """Another sender and day in the manifest; with `moved_to` all rows that live in one municipality live there now."""
    described = file.with_suffix(".json")
    manifest = json.loads(described.read_text(encoding="utf-8"))
    if moved_to:
        content = file.read_bytes().replace(f";{manifest['gemeentecode']};".encode(), f";{moved_to};".encode())
        file.write_bytes(content)
        manifest |= {"gemeentecode": moved_to, "sha256": hashlib.sha256(content).hexdigest()}
    described.write_text(json.dumps({**manifest, "leverancier": sender, "aangemaakt": created}), encoding="utf-8")


def _change(rows: list[list[str]], change: Change, header: list[str]) -> None:
    row = rows[change.row]
    column = header.index(change.column)
    match change.kind:
        case "drop":
            del rows[change.row]
        case "repeat":
            rows.insert(0, list(row))
        case "break" if len(row) > column:
            row[column] = change.value
        case "borrow" if len(row) > column and len(rows[0]) > column:
            row[column] = rows[0][column]

"""What the generator plants, intake finds: each fault in its row and column, and nothing where nothing was planted."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from deploy.demo.generate import generate
from services.intake.application.delivery.views import RowView
from tests.integration.intake_files import (
    deliver,
    held_back,
    open_intake,
)

WHOLE_ROW = {"duplicate-row", "too-few-columns"}
"""Faults that no single column can be blamed for."""
WITH_OTHER_ROWS = {"two-birth-dates", "overlap-for-same-function"}
"""Faults between rows: the other rows of the client are held back as well."""

Place = tuple[str, int]


@dataclass
class Outcome:
    planted: Mapping[Place, Mapping[str, Any]]
    held_back: Mapping[Place, RowView]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    folder = tmp_path_factory.mktemp("planted")
    region = generate(folder / "in", seed=5, scale=Decimal("0.2"), defects=True)
    assert region.faults_file is not None
    faults = json.loads(region.faults_file.read_text(encoding="utf-8"))
    intake = open_intake(folder)
    found = {}
    for one in region.municipalities:
        delivery_id = deliver(intake, one.file)
        found.update({(one.file.name, row.number): row for row in held_back(intake, delivery_id)})
    yield Outcome({(fault["file"], fault["row"]): fault for fault in faults}, found)
    intake.database.engine.dispose()


def test_a_planted_fault_is_held_back_or_accepted_as_expected(outcome: Outcome) -> None:
    kinds = {fault["kind"] for fault in outcome.planted.values()}
    otherwise = [
        fault
        for place, fault in outcome.planted.items()
        if (place in outcome.held_back) != (fault["expected"] == "held-back")
    ]
    assert len(kinds) == 21
    assert otherwise == []


def test_a_planted_fault_is_named_by_its_column_and_value(outcome: Outcome) -> None:
    for place, row in outcome.held_back.items():
        fault = outcome.planted.get(place)
        if fault is not None and fault["kind"] not in WHOLE_ROW:
            assert (fault["column"], fault["value"]) in [(error.column or "", error.value) for error in row.errors], (
                fault
            )


def test_a_row_without_a_fault_waits_only_for_its_own_client(outcome: Outcome) -> None:
    clients = {
        outcome.held_back[place].client_key
        for place, fault in outcome.planted.items()
        if fault["kind"] in WITH_OTHER_ROWS
    }
    others = [row for place, row in outcome.held_back.items() if place not in outcome.planted]
    assert others
    assert {row.client_key for row in others} <= clients

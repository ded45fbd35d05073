"""What is wrong with an event that does not keep its contract, for somebody who knows no schema."""

import json
from pathlib import Path
from typing import Any

import pytest

from shared.events.breaches import in_dutch
from shared.events.contracts import Contracts

TYPE = "nl.zachte-landing.intake.invented.v1"
SCHEMA = {
    "type": "object",
    "required": ["id", "lines"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "day": {"type": ["string", "null"], "format": "date"},
        "at": {"type": "string", "format": "date-time"},
        "count": {"type": "integer", "minimum": 1, "maximum": 9},
        "name": {"type": "string", "minLength": 1, "maxLength": 5},
        "code": {"type": "string", "minLength": 2, "pattern": "^[0-9]*$"},
        "kind": {"type": "string", "enum": ["a", "b"]},
        "sure": {"type": "boolean"},
        "lines": {
            "type": "array",
            "minItems": 1,
            "maxItems": 8,
            "items": {"type": "object", "required": ["day"], "properties": {"day": {"type": "string"}}},
        },
        "ends": {"type": "object", "additionalProperties": {"type": "string", "format": "date"}},
    },
}
GOOD = {"id": "0b9f6a1c-5a1e-4d55-9a43-2f6f0d6b8c11", "lines": [{"day": "x"}]}
PERSONAL = "Jansen"


@pytest.fixture
def contracts(tmp_path: Path) -> Contracts:
    (tmp_path / f"{TYPE}.schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    return Contracts(tmp_path)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, ""),
        ({"id": PERSONAL}, "id is geen kenmerk (UUID)"),
        ({"id": None}, "id is geen tekst"),
        ({"day": PERSONAL}, "day is geen dag van 1800 tot en met 2199"),
        ({"at": PERSONAL}, "at is geen moment van 1970 tot en met 2199"),
        ({"at": "9999-12-31T23:59:59+00:00"}, "at is geen moment van 1970 tot en met 2199"),
        ({"at": "2015-01-31T12:00:00"}, "at is geen moment van 1970 tot en met 2199"),
        ({"at": "2015-01-31T12:00:00+00:00"}, ""),
        ({"day": 3}, "day is geen tekst en niet leeg"),
        ({"count": PERSONAL}, "count is geen heel getal"),
        ({"count": 1.5}, "count is geen heel getal"),
        ({"count": 0}, "count is te klein (minstens 1)"),
        ({"count": 10}, "count is te groot (hoogstens 9)"),
        ({"name": ""}, "name is leeg"),
        ({"name": PERSONAL}, "name is te lang (hoogstens 5 tekens)"),
        ({"code": "1"}, "code is te kort (minstens 2 tekens)"),
        ({"code": PERSONAL}, "code heeft niet de vorm die is afgesproken"),
        ({"kind": PERSONAL}, "kind is niet een van de bekende waarden"),
        ({"sure": PERSONAL}, "sure is geen ja of nee"),
        ({"lines": PERSONAL}, "lines is geen lijst"),
        ({"lines": []}, "lines heeft te weinig regels (minstens 1)"),
        ({"lines": [{"day": "x"}, {}]}, "lines.1.day ontbreekt"),
        ({"lines": [{"day": "x"}, PERSONAL]}, "lines.1 is geen groep velden"),
        ({"ends": {PERSONAL: "x"}}, "ends.… is geen dag van 1800 tot en met 2199"),
        ({"ends": {f"{PERSONAL}.day": "x"}}, "ends.….… is geen dag van 1800 tot en met 2199"),
        ({"more": 1e300}, "het bericht heeft een getal dat niet heel is, of te groot"),
        ({"id": None, "count": 0}, "id is geen tekst; count is te klein (minstens 1)"),
        ({"lines": [{}] * 7}, "; ".join([*(f"lines.{number}.day ontbreekt" for number in range(5)), "en nog 2"])),
    ],
)
def test_a_breach_names_the_field_and_what_is_wrong_and_never_what_stood_there(
    contracts: Contracts, changed: dict[str, Any], said: str
) -> None:
    assert in_dutch(contracts.violations(TYPE, {**GOOD, **changed})) == said
    assert PERSONAL not in said


def test_what_is_missing_is_named_one_by_one(contracts: Contracts) -> None:
    assert in_dutch(contracts.violations(TYPE, {})) == "id ontbreekt; lines ontbreekt"

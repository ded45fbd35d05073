"""The manifest beside a delivery: what is wrong with it is said all at once."""

import json
from typing import Any

import pytest

from services.intake.adapters.delivery.outside.manifest_file import read_manifest
from services.intake.domain.delivery.totals import Totals
from services.intake.domain.mapping.lines import Unreadable

RIGHT: dict[str, Any] = {
    "leverancier": "5509",
    "gemeentecode": "0321",
    "kenmerk": "AWBZ-1",
    "aangemaakt": "2014-11-01T09:00:00+01:00",
    "bestand": "a.csv",
    "sha256": "a" * 64,
    "rijen": 2,
    "clienten": 1,
    "perFunctie": {"81": 2},
    "perLeveringsvorm": {"4": 2},
    "perEindmaand": {"2015-03": 2},
}


def test_a_manifest_gives_sender_municipality_and_totals() -> None:
    read = read_manifest(json.dumps(RIGHT).encode())
    found = read.manifest
    assert read.sha256 == RIGHT["sha256"]
    assert (found.sender, found.municipality, found.reference) == ("5509", "0321", "AWBZ-1")
    assert found.totals == Totals(2, 1, {"81": 2}, {"4": 2}, {"2015-03": 2})


@pytest.mark.parametrize(
    ("different", "named"),
    [
        ({"leverancier": ""}, "leverancier"),
        ({"gemeentecode": 321}, "gemeentecode"),
        ({"gemeentecode": "321"}, "gemeentecode"),
        ({"kenmerk": "x" * 201}, "kenmerk"),
        ({"aangemaakt": "gisteren"}, "aangemaakt"),
        ({"aangemaakt": "20141101"}, "aangemaakt"),
        ({"aangemaakt": "2014-W44-6"}, "aangemaakt"),
        ({"aangemaakt": "9999-12-31"}, "aangemaakt moet tussen"),
        ({"aangemaakt": "9999-12-31T23:59:59-05:00"}, "aangemaakt moet tussen"),
        ({"aangemaakt": "0001-01-01T00:00:00+01:00"}, "aangemaakt moet tussen"),
        ({"leverancier": "55\x1b09"}, "leverancier"),
        ({"kenmerk": "AWBZ\ud800"}, "kenmerk"),
        ({"perFunctie": {"\ud800": 1}}, "perFunctie"),
        ({"sha256": "onbekend"}, "sha256"),
        ({"rijen": "2"}, "rijen"),
        ({"clienten": -1}, "clienten"),
        ({"rijen": True}, "rijen"),
        ({"rijen": 100_000_001}, "rijen"),
        ({"clienten": 2**63}, "clienten"),
        ({"perFunctie": {"81": 2**63}}, "perFunctie"),
        ({"perFunctie": {"8" * 21: 1}}, "perFunctie"),
        ({"perEindmaand": {str(number): 1 for number in range(3001)}}, "perEindmaand mag hoogstens 3000"),
        ({"perFunctie": ["81"]}, "perFunctie"),
        ({"perEindmaand": {"2015-03": 1.5}}, "perEindmaand"),
    ],
)
def test_a_wrong_value_in_a_manifest_is_named(different: dict[str, Any], named: str) -> None:
    with pytest.raises(Unreadable, match=named):
        read_manifest(json.dumps({**RIGHT, **different}).encode())


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe{", b"[" * 100_000, b'{"rijen": ' + b"9" * 5000 + b"}"]
)
def test_what_is_no_json_object_is_no_manifest(content: bytes) -> None:
    with pytest.raises(Unreadable, match="geen JSON"):
        read_manifest(content)

"""Codes of a delivery and its manifest, as a reader says them."""

import pytest

from services.intake.domain.delivery.totals import PACKAGE
from services.intake.entrypoints.delivery.words import care_office, total_name


@pytest.mark.parametrize(
    ("total", "name"),
    [
        ("rijen", "regels"),
        ("clienten", "cliënten"),
        ("perFunctie.81", "regels met functie begeleiding individueel (81)"),
        (f"perFunctie.{PACKAGE}", "regels met functie verblijf (zzp)"),
        ("perFunctie.77", "regels met functie 77"),
        ("perLeveringsvorm.2", "regels met leveringsvorm pgb"),
        ("perEindmaand.2015-03", "regels die eindigen in 2015-03"),
        ("iets anders", "iets anders"),
    ],
)
def test_a_total_of_the_manifest_is_named_in_words(total: str, name: str) -> None:
    assert total_name(total) == name


@pytest.mark.parametrize(("code", "name"), [("5509", "Utrecht (5509)"), ("5599", "5599"), ("", "onbekend")])
def test_a_care_office_is_named_with_its_code(code: str, name: str) -> None:
    assert care_office(code) == name

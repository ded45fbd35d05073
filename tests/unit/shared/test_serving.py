"""A delivery for a municipality that is not served gets a reason that says what to add or to ask for."""

from datetime import date

import pytest

from shared.region.serving import why_not_served
from tests.support.regions import region_serving

NOVEMBER, JANUARY = date(2014, 11, 1), date(2015, 1, 5)
ADD = 'in region.toml een blok [[municipality]] bij met code = "{}", start het programma opnieuw, en lever dit'

REASONS = [
    # whom we serve, for whom the delivery is and of which day, what the reason says
    (("0267",), "0273", NOVEMBER, ["voor Putten (0273), en die gemeente staat niet in region.toml.", "Zet " + ADD]),
    (("0273",), "9999", NOVEMBER, ['"9999" in het manifest is van geen gemeente. Vraag het zorgkantoor']),
    (("0273",), "0272", NOVEMBER, ["Bedoelt u", "0273 (Putten)"]),
    (
        ("1931",),
        "0608",
        NOVEMBER,
        [
            "Schoonhoven (0608) gaat per 1 januari 2015 op in Krimpenerwaard (1931).",
            "Vraag het zorgkantoor om een bestand voor Krimpenerwaard (1931). Of zet " + ADD,
        ],
    ),
    (("1931",), "0608", JANUARY, ["Schoonhoven (0608) is per 1 januari 2015 opgegaan in Krimpenerwaard (1931)."]),
    (("0273",), "0608", JANUARY, ["opgegaan in Krimpenerwaard (1931). Zet " + ADD]),
    (("0796", "0828"), "1671", JANUARY, ["een bestand voor 's-Hertogenbosch (0796) of Oss (0828). Of zet"]),
    (("0599",), "0600", NOVEMBER, ["Rozenburg (0600) is per 18 maart 2010 opgegaan in Rotterdam (0599). Vraag"]),
    (("0273",), "0600", NOVEMBER, ["Vraag het zorgkantoor voor welke gemeente dit bestand is."]),
]


@pytest.mark.parametrize(("served", "code", "told_on", "parts"), REASONS)
def test_the_reason_says_what_to_add_or_to_ask_for(
    served: tuple[str, ...], code: str, told_on: date, parts: list[str]
) -> None:
    reason = why_not_served(region_serving(*served), code, told_on)
    assert [part for part in parts if part.format(code) not in str(reason)] == []
    assert str(reason).endswith(".")
    assert "  " not in str(reason)


def test_a_municipality_that_ended_long_ago_is_not_to_be_added() -> None:
    for served in ("0599", "0273"):
        reason = why_not_served(region_serving(served), "0600", NOVEMBER)
        assert "[[municipality]]" not in str(reason)


def test_a_municipality_that_is_served_needs_no_reason() -> None:
    assert why_not_served(region_serving("0273"), "0273", NOVEMBER) is None

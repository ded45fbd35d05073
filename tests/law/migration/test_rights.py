"""Every case of rights.toml, and what holds for all of them."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from services.migration.domain.rights.assess import assess
from services.migration.domain.rights.codes import PACKAGE_CODES, package_code
from services.migration.domain.rights.destination import PACKAGES
from services.migration.domain.rights.facts import (
    CareFunction,
    DeliveryForm,
    EventType,
    FactsError,
    FunctionFacts,
    FunctionRight,
    Ground,
    LifeEvent,
    PersonFacts,
    PgbReading,
    Reading,
)
from shared.law.book import LawBook, LawError

CASES = tomllib.loads((Path(__file__).parent / "rights.toml").read_text(encoding="utf-8"))["case"]
AS_OF = date(2014, 11, 3)
LAW_FILE = {
    "adult": "destinations",
    "destination": "destinations",
    "minor": "destinations",
    "protected-living": "transition",
    "stay": "destinations",
    "transition": "transition",
    "transport": "destinations",
    "unlisted": "destinations",
    "wlz-test": "wlz_indiceerbaar",
    "youth": "transition",
}
EMPTY = ("zvw", "wlz", "wmo-2007", "none")
READINGS = {
    "open": PgbReading(),
    "ends": PgbReading(Reading.ENDS, "gemeente Nieuwegein", date(2014, 10, 14)),
    "goes-on": PgbReading(Reading.GOES_ON, "gemeente Nieuwegein", date(2014, 10, 14)),
}


def function(number: int, raw: dict[str, Any]) -> FunctionFacts:
    return FunctionFacts(
        id=str(number),
        function=CareFunction(raw["function"]),
        grounds=tuple(Ground(ground) for ground in raw.get("grounds", ["VG"])),
        care_class=raw.get("class", "K2"),
        issued_on=raw.get("issued", date(2013, 3, 1)),
        starts_on=raw.get("starts", date(2013, 3, 1)),
        ends_on=raw.get("ends"),
        delivery_form=DeliveryForm(raw.get("delivery", "ZIN")),
        zzp=raw.get("zzp"),
        in_use=raw.get("in_use", True),
        transport=raw.get("transport", False),
    )


def outcome(case: dict[str, Any], book: LawBook) -> tuple[FunctionRight, ...]:
    return assess(
        PersonFacts(case.get("birth", date(1950, 1, 1)), "0356"),
        [function(number, raw) for number, raw in enumerate(case["functions"], start=1)],
        [LifeEvent(EventType(raw["type"]), raw["on"], raw.get("function")) for raw in case.get("events", [])],
        case.get("as_of", AS_OF),
        book,
        READINGS[case.get("pgb_reading", "open")],
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_right_is_what_the_article_says(case: dict[str, Any], book: LawBook) -> None:
    rights = outcome(case, book)
    for right, expected in zip(rights, case["expect"], strict=True):
        found: dict[str, Any] = {
            "domain": right.domain,
            "from": right.right_from,
            "until": right.right_until,
            "conditional": right.conditional,
            "ended_by": right.ended_by,
            "reassess": right.reassess,
            "reasons": len(right.reasons),
            "form": right.delivery_form,
            "pgb_until": right.pgb_until,
            "reassess_by": right.reassess_before_end_of,
            "findings": list(right.findings),
        }
        assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_reasons_name_the_rules_of_the_case(case: dict[str, Any], book: LawBook) -> None:
    rules = {reason.rule for right in outcome(case, book) for reason in right.reasons}
    assert set(case.get("rules", [])) <= rules
    assert not set(case.get("without", [])) & rules


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_no_right_is_without_a_reason_that_a_client_can_read(case: dict[str, Any], book: LawBook) -> None:
    for right in outcome(case, book):
        assert right.reasons
        assert (right.right_from is None) == (right.right_until is None) == (right.domain in EMPTY)
        for reason in right.reasons:
            assert reason.law
            assert reason.article
            assert reason.inputs["confidence"] in {"R", "C", "I"}
            assert not re.search(r"\{|\}|None|\d{4}-\d\d", reason.explanation)
            longest = max(len(sentence.split()) for sentence in re.split(r"[.?!] ", reason.explanation))
            assert longest <= 18


def test_the_explanation_gives_the_clients_own_dates(book: LawBook) -> None:
    case = {"functions": [{"function": "BGI", "ends": date(2015, 6, 30)}]}
    texts = [reason.explanation for reason in outcome(case, book)[0].reasons]
    assert texts == [
        "U krijgt individuele begeleiding. Die zorg valt vanaf 1 januari 2015 onder de Wmo. "
        "Uw gemeente is daarvoor verantwoordelijk.",
        "De laatste dag van uw indicatie is 30 juni 2015. Dat is ook de laatste dag van uw oude recht.",
    ]


def test_before_the_act_was_in_force_the_book_has_no_answer(book: LawBook) -> None:
    facts = [function(1, {"function": "BGI"})]
    with pytest.raises(LawError, match="2014-07-18"):
        assess(PersonFacts(date(1950, 1, 1), "0356"), facts, [], date(2014, 7, 18), book, PgbReading())


def test_a_care_package_outside_the_code_list_is_refused(book: LawBook) -> None:
    facts = [function(1, {"function": "STAY", "zzp": "123"})]
    with pytest.raises(FactsError, match="'123' bestaat niet in COD163"):
        assess(PersonFacts(date(1950, 1, 1), "0356"), facts, [], AS_OF, book, PgbReading())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_reason_carries_the_version_of_its_own_law_file(case: dict[str, Any], book: LawBook) -> None:
    for right in outcome(case, book):
        for reason in right.reasons:
            file, _, version = reason.version.partition("@")
            assert file == LAW_FILE[reason.rule.split(".")[0]]
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", version)


def test_every_source_of_the_law_book_has_a_known_confidence(book: LawBook) -> None:
    for key in book.keys():  # noqa: SIM118 - the book is no mapping
        for dated in book.parameter(key).values:
            assert dated.source.confidence in {"R", "C", "I"}, key
            assert re.fullmatch(r"BWBR\d{7}|", dated.source.bwb), key


@pytest.mark.parametrize("code", ["753", "780", "868", "752", "772", "999"])
def test_every_care_package_code_stands_in_one_list_only(book: LawBook, code: str) -> None:
    lists = [*(book.table(key, AS_OF)["packages"] for key in PACKAGES), book.names("stay.by-ground", AS_OF)]
    assert sum(code in each for each in lists) == 1
    codes = [one for each in lists for one in each]
    assert len(codes) == len(set(codes))
    assert set(book.names("stay.adults-only", AS_OF)) <= set(codes)
    assert set(codes) == PACKAGE_CODES


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("stay.protected-living", "1C 2C 3C 4C 5C 6C"),
        (
            "stay.high",
            "4VV 5VV 6VV 7VV 8VV 9bVV 10VV 3VG 4VG 5VG 6VG 7VG 8VG 1SGLVG 2LG 4LG 5LG 6LG 7LG 2ZGaud 3ZGaud 4ZGaud "
            "2ZGvis 3ZGvis 4ZGvis 5ZGvis 1LVG 2LVG 3LVG 4LVG 5LVG",
        ),
        ("stay.low", "1VV 2VV 3VV 1LG 3LG 1ZGaud 1ZGvis 1VG 2VG"),
        ("stay.ggz-b", "1B 2B 3B 4B 5B 6B 7B"),
        ("stay.by-ground", "9aVV 9VV ZZPX ZZP0"),
    ],
)
def test_the_packages_that_an_article_names_are_the_codes_of_its_list(key: str, names: str, book: LawBook) -> None:
    codes = book.table(key, AS_OF)["packages"] if key in PACKAGES else book.names(key, AS_OF)
    assert {package_code(name) for name in names.split()} == set(codes)

"""What the client reads is right on the day of the assessment, and for whoever reads it."""

import re
from datetime import date
from typing import Any

import pytest

from services.migration.domain.rights.assess import assess
from services.migration.domain.rights.facts import FunctionRight, PersonFacts, PgbReading
from shared.law.book import LawBook
from tests.law.migration.test_rights import CASES, function

ADULT, CHILD = date(1950, 1, 1), date(2005, 5, 5)
NOVEMBER, NEW_YEAR_EVE, NEW_YEAR = date(2014, 11, 3), date(2014, 12, 31), date(2015, 1, 1)
SHORT_STAY = {"function": "KVB", "class": "KE1"}
SOON_OVER = date(2014, 11, 13)


def rights(
    raw: list[dict[str, Any]], book: LawBook, born: date = ADULT, as_of: date = NOVEMBER
) -> tuple[FunctionRight, ...]:
    facts = [function(number, one) for number, one in enumerate(raw, start=1)]
    return assess(PersonFacts(born, "0356"), facts, [], as_of, book, PgbReading())


def texts(raw: dict[str, Any], book: LawBook, born: date = ADULT, as_of: date = NOVEMBER) -> list[str]:
    return [reason.explanation for reason in rights([raw], book, born, as_of)[0].reasons]


@pytest.mark.parametrize("as_of", [NOVEMBER, NEW_YEAR_EVE, NEW_YEAR, date(2015, 8, 1)])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_explanation_reads_well_on_every_day(case: dict[str, Any], as_of: date, book: LawBook) -> None:
    for right in rights(case["functions"], book, case.get("birth", ADULT), as_of):
        for reason in right.reasons:
            assert not re.search(r"\{|\}|None|\d{4}-\d\d|\.\.", reason.explanation)
            longest = max(len(sentence.split()) for sentence in re.split(r"[.?!] ", reason.explanation))
            assert longest <= 18


@pytest.mark.parametrize("as_of", [NOVEMBER, NEW_YEAR])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_parents_and_child_can_both_read_what_is_said(case: dict[str, Any], as_of: date, book: LawBook) -> None:
    for right in rights(case["functions"], book, CHILD, as_of):
        for reason in right.reasons:
            assert not re.search(r"\bU (krijgt|had|bent|wordt|houdt|gebruikt|vroeg)\b", reason.explanation)
            assert not re.search(r"\b[Uu]w (indicatie|zorg|oude|ogen)\b|\bu wordt\b", reason.explanation)


@pytest.mark.parametrize(("as_of", "verb"), [(NOVEMBER, "is"), (NEW_YEAR_EVE, "is"), (NEW_YEAR, "was")])
def test_a_child_is_explained_by_age_without_being_addressed(as_of: date, verb: str, book: LawBook) -> None:
    assert texts({"function": "BGI"}, book, CHILD, as_of)[0] == (
        "Het gaat om individuele begeleiding. "
        f"Deze zorg is voor iemand die op 31 december 2014 jonger {verb} dan 18 jaar. "
        "Die zorg valt vanaf 1 januari 2015 onder de Jeugdwet. Uw gemeente is daarvoor verantwoordelijk."
    )


def test_who_turns_18_is_named_by_the_day_only(book: LawBook) -> None:
    assert texts({"function": "BGI"}, book, date(1997, 6, 15))[-1].startswith("Op 15 juni 2015 is de leeftijd 18 jaar.")


@pytest.mark.parametrize("born", [ADULT, CHILD])
@pytest.mark.parametrize("as_of", [NOVEMBER, NEW_YEAR_EVE, NEW_YEAR])
def test_a_wlz_candidate_reads_what_the_right_hangs_on_and_is_asked_nothing_here(
    born: date, as_of: date, book: LawBook
) -> None:
    said = [text for text in texts(SHORT_STAY, book, born, as_of) if "CIZ" in text]
    assert said == [
        "Misschien is er vanaf 1 januari 2015 recht op zorg uit de Wlz. "
        "Dat recht is alleen voor wie het CIZ voor 1 januari 2015 heeft laten weten dat te willen. "
        "Wij weten niet of dat is gebeurd. Tot wij dat weten, blijft het oude recht gelden."
    ]


@pytest.mark.parametrize("ends", [None, date(2026, 7, 6)])
def test_protected_living_is_certain_until_2020_and_then_open(ends: date | None, book: LawBook) -> None:
    raw = {"function": "STAY", "grounds": ["PSY"], "class": "", "zzp": "868", "ends": ends}
    text = texts(raw, book)[-1]
    assert "U houdt uw oude recht in elk geval tot en met 31 december 2019." in text
    assert "eerder stopt" not in text


@pytest.mark.parametrize(
    ("as_of", "says"),
    [
        (NOVEMBER, "Uw indicatie loopt tot en met 13 november 2014. De zorg stopt op die dag."),
        (SOON_OVER, "Uw indicatie loopt tot en met 13 november 2014. De zorg stopt op die dag."),
        (date(2014, 11, 14), "Uw indicatie liep tot en met 13 november 2014. De zorg is op die dag gestopt."),
    ],
)
def test_an_indication_that_ends_before_2015_is_written_in_its_tense(as_of: date, says: str, book: LawBook) -> None:
    first, over, ciz = texts({"function": "BGI", "ends": SOON_OVER}, book, as_of=as_of)
    assert "valt vanaf 1 januari 2015 onder de Wmo" in first
    assert over == f"{says} Daarom is er geen recht dat doorloopt bij de gemeente."
    assert ciz == "Het CIZ beslist nog over aanvragen die het voor 1 januari 2015 heeft gekregen."


def test_from_2015_on_nobody_is_sent_to_ciz(book: LawBook) -> None:
    said = texts({"function": "BGI", "ends": SOON_OVER}, book, as_of=NEW_YEAR)
    assert len(said) == 2
    assert said[0].startswith("U had een indicatie voor individuele begeleiding.")


@pytest.mark.parametrize("ground", ["SOM", "PG", "LG"])
def test_insured_care_that_ended_is_explained_by_the_insurer_first(ground: str, book: LawBook) -> None:
    (right,) = rights([{"function": "PV", "grounds": [ground], "ends": SOON_OVER}], book)
    assert [reason.article for reason in right.reasons] == ["2.10", "13", "8.1 lid 2"]
    assert "De zorgverzekeraar helpt u verder." in right.reasons[0].explanation
    assert "gemeente" not in " ".join(reason.explanation for reason in right.reasons)
    assert (right.domain, right.right_until) == ("none", None)


def test_insured_care_until_the_last_day_needs_no_ciz(book: LawBook) -> None:
    said = texts({"function": "VP", "grounds": ["SOM"], "ends": NEW_YEAR_EVE}, book)
    assert len(said) == 2
    assert not any("CIZ" in text for text in said)


@pytest.mark.parametrize(
    ("change", "born", "article"),
    [
        ({}, ADULT, "8.3 lid 1"),
        ({}, CHILD, "10.1 lid 3"),
        ({"function": "STAY", "grounds": ["PSY"], "zzp": "868"}, ADULT, "8.4 lid 1"),
        ({"function": "STAY", "grounds": ["PG"], "zzp": "754"}, ADULT, "13"),
    ],
)
def test_the_end_before_2015_is_explained_by_its_own_article(
    change: dict[str, Any], born: date, article: str, book: LawBook
) -> None:
    (right,) = rights([{"function": "BGI", "ends": SOON_OVER, **change}], book, born)
    assert right.reasons[1].article == article
    assert right.reasons[1].result == "geen recht"


@pytest.mark.parametrize(
    ("function_", "in_use", "starts"),
    [
        ("BGI", True, "U krijgt individuele begeleiding."),
        ("BGI", False, "U hebt een indicatie voor individuele begeleiding."),
        ("VP", False, "U hebt een indicatie voor verpleging."),
    ],
)
def test_nobody_gets_care_that_is_not_in_use(function_: str, in_use: bool, starts: str, book: LawBook) -> None:
    said = texts({"function": function_, "in_use": in_use}, book)
    assert said[0].startswith(starts)


def test_unused_care_waits_for_the_view_of_the_municipality(book: LawBook) -> None:
    assert texts({"function": "BGI", "in_use": False}, book)[-1] == (
        "U gebruikt deze zorg nog niet. Voordat de zorg begint, mag de gemeente laten weten wat zij daarvan vindt."
    )


ASKS_HERE = {"transition.late-indication", "transition.existing-pgb", "adult.transport-without-guidance"}
"""What may rest on data that are wrong, and what the reader alone knows, asks so where it is explained."""


@pytest.mark.parametrize("as_of", [NOVEMBER, NEW_YEAR])
@pytest.mark.parametrize("born", [ADULT, CHILD])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_reason_explains_and_leaves_it_to_the_letter_to_ask(
    case: dict[str, Any], born: date, as_of: date, book: LawBook
) -> None:
    for right in rights(case["functions"], book, born, as_of):
        asking = {reason.rule for reason in right.reasons if re.search(r"\b(Bel|Zeg|Stuur)\b", reason.explanation)}
        assert asking <= ASKS_HERE


@pytest.mark.parametrize("as_of", [NOVEMBER, date(2015, 8, 1)])
def test_the_last_day_is_told_in_words_that_stay_true(as_of: date, book: LawBook) -> None:
    assert texts({"function": "BGI", "ends": date(2015, 6, 30)}, book, as_of=as_of)[1] == (
        "De laatste dag van uw indicatie is 30 juni 2015. Dat is ook de laatste dag van uw oude recht."
    )


def test_an_indication_of_2015_claims_nothing_about_its_application(book: LawBook) -> None:
    late = {"function": "BGI", "issued": date(2015, 1, 12), "starts": date(2015, 1, 15), "ends": date(2015, 7, 14)}
    assert texts(late, book, as_of=date(2015, 2, 2))[-1] == (
        "Uw indicatie is van 12 januari 2015. "
        "Zij geeft alleen een oud recht als u haar voor 1 januari 2015 hebt aangevraagd. "
        "De dag van de aanvraag kennen wij niet. Zolang wij niets anders horen, blijft het oude recht. "
        "Was de aanvraag later? Bel dan de gemeente."
    )


@pytest.mark.parametrize(("as_of", "verb"), [(NOVEMBER, "is"), (date(2015, 8, 1), "was")])
def test_a_stay_that_begins_later_is_explained_with_both_days(as_of: date, verb: str, book: LawBook) -> None:
    stay = {"function": "STAY", "zzp": "808", "class": "", "starts": date(2015, 6, 1)}
    guidance, _ = rights([{"function": "BGI"}, stay], book, as_of=as_of)
    assert guidance.reasons[1].explanation == (
        f"Er is ook een indicatie voor verblijf vanaf 1 juni 2015. Op 1 januari 2015 {verb} dat verblijf er nog niet. "
        "Daarom telt het hier niet mee."
    )


def test_a_wlz_test_names_the_day_that_counts(book: LawBook) -> None:
    _, guidance = rights([{**SHORT_STAY, "ends": SOON_OVER}, {"function": "BGI"}], book)
    assert [reason.explanation for reason in guidance.reasons if reason.rule == "wlz-test.short-stay"] == [
        "Op 1 oktober 2014 was er een indicatie voor kortdurend verblijf. Die indicatie is van 1 januari 2011 of later."
    ]

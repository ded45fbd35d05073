from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.migration.domain.rights.assessment import age_on
from services.migration.domain.rights.checks import check_facts, check_question
from services.migration.domain.rights.facts import (
    CareFunction,
    DeliveryForm,
    EventType,
    FactsError,
    FunctionFacts,
    Ground,
    LifeEvent,
    PersonFacts,
)

GOOD = FunctionFacts(
    id="1",
    function=CareFunction.BGI,
    grounds=(Ground.VG,),
    care_class="K3",
    issued_on=date(2014, 1, 1),
    starts_on=date(2014, 1, 1),
    ends_on=date(2015, 6, 30),
    delivery_form=DeliveryForm.ZIN,
    zzp=None,
    in_use=True,
)


@pytest.mark.parametrize("care_class", ["K0", "K8", "KD01", "KD15", "KE1", "KE7", "99", ""])
def test_every_class_of_the_code_list_is_accepted(care_class: str) -> None:
    check_facts([replace(GOOD, care_class=care_class)], [])


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"care_class": "K9"}, "klasse 'K9'"),
        ({"care_class": "KD16"}, "klasse 'KD16'"),
        ({"care_class": "K3\n"}, "klasse"),
        ({"grounds": ()}, "grondslag ontbreekt"),
        ({"ends_on": date(2013, 12, 31)}, "einddatum ligt voor"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_in_dutch(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(FactsError, match=says):
        check_facts([replace(GOOD, **wrong)], [])


AS_OF = date(2014, 11, 3)
PERSON = PersonFacts(date(1950, 1, 1), "0321")


@pytest.mark.parametrize(
    ("function", "care_class", "allowed"),
    [
        ("BGI", "KD04", "K1, K2, K3, K4, K5, K6, K7, K8 of 99, of laat"),
        ("BGI", "K0", "K1, K2"),
        ("BGI", "KE1", "K1, K2"),
        ("BGG", "K3", "KD01, KD02"),
        ("BGG", "KD10", "KD08, KD09 of 99"),
        ("KVB", "K2", "KE1, KE2, KE3 of 99"),
        ("KVB", "KE4", "KE1, KE2, KE3 of 99"),
        ("PV", "K0", "K1, K2"),
        ("VP", "K8", "K0, K1, K2, K3, K4, K5, K6, K7 of 99"),
        ("BH", "K9", "K8, KD01"),
        ("TRANSPORT", "KD02", "Kies 99 of laat"),
        ("STAY", "K2", "KE6, KE7 of 99"),
    ],
)
def test_a_class_that_does_not_fit_is_refused_with_what_fits(function: str, care_class: str, allowed: str) -> None:
    asked = replace(GOOD, function=CareFunction(function), care_class=care_class)
    with pytest.raises(FactsError, match=rf"^Klasse '{care_class}' past niet bij .*{allowed}") as refused:
        check_question(PERSON, [GOOD, asked], AS_OF)
    assert refused.value.fields == {"functions.1.class": str(refused.value)}


@pytest.mark.parametrize(
    ("function", "classes"),
    [
        ("BGI", ["K1", "K8"]),
        ("BGG", ["KD01", "KD09"]),
        ("KVB", ["KE1", "KE3"]),
        ("PV", ["K1", "K8"]),
        ("VP", ["K0", "K7"]),
        ("BH", ["K3", "KD08"]),
        ("TRANSPORT", []),
        ("STAY", ["KE7"]),
    ],
)
def test_a_class_that_fits_or_no_class_is_accepted(function: str, classes: list[str]) -> None:
    for care_class in [*classes, "99", ""]:
        check_question(PERSON, [replace(GOOD, function=CareFunction(function), care_class=care_class)], AS_OF)


def test_a_class_that_does_not_fit_is_no_reason_to_park_a_delivered_client() -> None:
    check_facts([replace(GOOD, function=CareFunction.VP, care_class="K8")], [])


def test_a_person_who_is_not_born_yet_is_refused() -> None:
    check_question(replace(PERSON, birth_date=AS_OF), [GOOD], AS_OF)
    with pytest.raises(FactsError, match=r" tot en met 3 november 2014\.$") as refused:
        check_question(replace(PERSON, birth_date=date(2014, 11, 4)), [GOOD], AS_OF)
    assert list(refused.value.fields) == ["birthDate"]


def test_every_fault_of_a_question_is_named_at_once() -> None:
    asked = replace(GOOD, care_class="KD04", zzp="11VV")
    with pytest.raises(FactsError) as refused:
        check_question(replace(PERSON, birth_date=date(2015, 1, 1)), [asked], AS_OF)
    assert list(refused.value.fields) == ["birthDate", "functions.0.class", "functions.0.zzp"]
    assert str(refused.value) == " ".join(refused.value.fields.values())


def test_two_functions_with_one_id_are_refused() -> None:
    with pytest.raises(FactsError, match="hetzelfde id"):
        check_facts([GOOD, GOOD], [])


def test_an_event_about_an_unknown_function_is_refused() -> None:
    with pytest.raises(FactsError, match="'9'"):
        check_facts([GOOD], [LifeEvent(EventType.OFFER_ACCEPTED, date(2015, 1, 5), "9")])


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (date(1996, 12, 31), 18),
        (date(1997, 1, 1), 17),
        (date(1996, 2, 29), 18),
        (date(2014, 12, 31), 0),
    ],
)
def test_age_in_whole_years_on_the_last_day_of_2014(born: date, age: int) -> None:
    assert age_on(born, date(2014, 12, 31)) == age

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.migration.domain.case import age_on
from services.migration.domain.checks import check_facts
from services.migration.domain.facts import (
    CareFunction,
    DeliveryForm,
    EventType,
    FactsError,
    FunctionFacts,
    Ground,
    LifeEvent,
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

"""What the other services hear of a client."""

from services.intake.domain.person.transferred import functions, person
from tests.unit.intake.delivered import BSNS, IN_PGB, IN_STAY, row


def test_the_person_is_announced_without_his_bsn() -> None:
    found = person(row(postcode="3991 ab", geheim_adres="1", overlijdensdatum="2014-10-01"))
    assert BSNS[0] not in str(found)
    assert found["address"]["postcode"] == "3991AB"
    assert (found["sex"], found["secretAddress"], found["diedOn"]) == ("female", True, "2014-10-01")


def test_care_in_kind_names_its_provider_and_no_budget() -> None:
    (found,) = functions([row(grondslag2="01", vervoer="1")])
    assert found["provider"] == {"agb": "98990123", "name": "Zorg Voorbeeld"}
    assert (found["deliveryForm"], found["pgb"], found["transport"]) == ("ZIN", None, True)
    assert (found["function"], found["grounds"], found["class"]) == ("BGI", ["PSY", "SOM"], "K3")


def test_a_budget_is_announced_in_cents_or_left_to_the_class() -> None:
    found = functions([row(**IN_PGB), row(**{**IN_PGB, "pgb_bruto_jaar": ""})])
    assert [one["pgb"]["grossYearCents"] for one in found] == [1028200, None]
    assert [one["provider"] for one in found] == [None, None]


def test_a_package_of_care_is_a_stay_with_its_code() -> None:
    (found,) = functions([row(**IN_STAY, einddatum="", leveringsstatus="nog niet in zorg")])
    assert (found["function"], found["zzp"], found["id"]) == ("STAY", "762", "410000123-762")
    assert (found["endsOn"], found["inUse"]) == (None, False)


def test_rows_of_one_decision_and_function_get_different_ids() -> None:
    ids = [one["id"] for one in functions([row(), row(agb="98990999"), row(functiecode="82")])]
    assert ids == ["410000123-81", "410000123-81-2", "410000123-82"]

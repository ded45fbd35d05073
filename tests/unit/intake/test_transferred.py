"""What the other services hear of a transferred client."""

from services.intake.domain.person.transferred import Budget, Provider, functions, personalia
from tests.unit.intake.delivered import BSNS, IN_PGB, IN_STAY, row


def test_a_client_is_described_without_the_bsn() -> None:
    found = personalia(row(postcode="3991 ab", geheim_adres="1", overlijdensdatum="2014-10-01"))
    assert BSNS[0] not in str(found)
    assert found.address.postcode == "3991AB"
    assert (found.sex, found.secret_address, found.died_on) == ("female", True, "2014-10-01")


def test_care_in_kind_names_its_provider_and_no_budget() -> None:
    (found,) = functions([row(grondslag2="01", vervoer="1")])
    assert found.provider == Provider("98990123", "Zorg Voorbeeld")
    assert (found.delivery_form, found.budget, found.transport) == ("ZIN", None, True)
    assert (found.function, found.grounds, found.care_class) == ("BGI", ("PSY", "SOM"), "K3")


def test_a_budget_is_in_cents_or_left_to_the_class() -> None:
    found = functions([row(**IN_PGB), row(**{**IN_PGB, "pgb_bruto_jaar": ""})])
    assert [one.budget for one in found] == [Budget(1028200, "B. Zorg"), Budget(None, "B. Zorg")]
    assert [one.provider for one in found] == [None, None]


def test_a_package_of_care_is_a_stay_with_its_code() -> None:
    (found,) = functions([row(**IN_STAY, einddatum="", leveringsstatus="nog niet in zorg")])
    assert (found.function, found.function_code, found.zzp, found.id) == ("STAY", None, "762", "410000123-762")
    assert (found.ends_on, found.in_use) == (None, False)


def test_rows_of_one_decision_and_function_get_different_ids() -> None:
    ids = [one.id for one in functions([row(), row(agb="98990999"), row(functiecode="82")])]
    assert ids == ["410000123-81", "410000123-81-2", "410000123-82"]

"""The one list of municipalities: names by code, and an error that names the code that is not in it."""

import pytest

from shared.municipalities import UnknownMunicipality, by_name, municipality_name


@pytest.mark.parametrize(
    ("code", "name"),
    [("0321", "Houten"), ("0331", "Lopik"), ("0353", "IJsselstein"), ("0356", "Nieuwegein"), ("0620", "Vianen")],
)
def test_every_municipality_of_the_region_has_its_name(code: str, name: str) -> None:
    assert municipality_name(code) == name


@pytest.mark.parametrize("code", ["", "9999", "321", "Houten"])
def test_an_unknown_code_is_refused_and_named(code: str) -> None:
    with pytest.raises(UnknownMunicipality, match=f"'{code}'"):
        municipality_name(code)


def test_codes_to_choose_from_stand_in_order_of_name() -> None:
    assert by_name({"0620", "0353", "0331", "0321"}) == ["0321", "0353", "0331", "0620"]

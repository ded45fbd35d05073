"""Who may see a municipality's data, and the words in which somebody else is told."""

import pytest

from shared.access import Forbidden, Role, User, check_municipality

HOUTEN = User("hugo", "Hugo", Role.CASEWORKER, frozenset({"0321"}))


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("0356", "Deze gegevens zijn van de gemeente Nieuwegein. Daar werkt u niet voor."),
        ("9999", "Deze gegevens zijn van een gemeente die wij niet kennen. Daar werkt u niet voor."),
    ],
)
def test_another_municipality_is_refused_by_its_name(code: str, told: str) -> None:
    with pytest.raises(Forbidden) as refusal:
        check_municipality(HOUTEN, code)
    assert str(refusal.value) == told


def test_a_caseworker_may_see_the_own_municipality() -> None:
    assert HOUTEN.may_see("0321")
    check_municipality(HOUTEN, "0321")

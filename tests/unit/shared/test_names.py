"""Names as people look for them."""

import pytest

from shared.names import folded, search_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("De Jong", "de jong"),
        ("Müller", "muller"),
        ("Mu\u0308ller", "muller"),
        ("ÇELİK", "celik"),
        ("  van   den BERG ", "van den berg"),
        ("", ""),
    ],
)
def test_case_accents_and_spaces_play_no_part(name: str, expected: str) -> None:
    assert folded(name) == expected


@pytest.mark.parametrize(
    ("prefix", "surname", "asked", "found"),
    [
        ("van den", "Berg", "van den berg", True),
        ("van den", "Berg", "berg", True),
        ("van den", "Berg", "Berg, van den", True),
        ("van den", "Berg", "van berg", False),
        ("", "Müller", "Muller", True),
        ("de", "Jong", "De Jong", True),
        ("", "Jong", "de jong", False),
    ],
)
def test_a_surname_is_found_with_or_without_its_prefix(prefix: str, surname: str, asked: str, found: bool) -> None:
    assert (folded(asked) in search_name(prefix, surname)) == found


def test_the_prefix_plays_no_part_in_the_order() -> None:
    people = [("van den", "Berg"), ("", "Bakker"), ("de", "Zwart"), ("", "Ärends")]
    assert sorted(people, key=lambda one: search_name(*one)) == [people[3], people[1], people[0], people[2]]

"""People are looked for as one writes their names, with or without initials, and by their birth date."""

from datetime import date

import pytest

from shared.searching import letters_of, sought


@pytest.mark.parametrize(
    ("typed", "name", "initials"),
    [
        ("van Dijk", "van dijk", ""),
        ("J. van Dijk", "van dijk", "j"),
        ("J.B. van Dijk", "van dijk", "jb"),
        ("J B van Dijk", "van dijk", "jb"),
        ("Th.J. Jansen", "jansen", "thj"),
        ("Dijk, J.B.", "dijk", "jb"),
        ("Dijk, van", "dijk, van", ""),
        ("  Müller ", "muller", ""),
        ("E. Él Amrani", "el amrani", "e"),
        ("J.", "j.", ""),
        ("C00012", "c00012", ""),
    ],
)
def test_initials_stand_before_or_behind_the_name(typed: str, name: str, initials: str) -> None:
    found = sought(typed)
    assert (found.name, found.initials, found.birth_date) == (name, initials, None)


@pytest.mark.parametrize("typed", ["21-11-1938", "21/11/1938", "21 11 1938", "21.11.1938", "1938-11-21"])
def test_a_birth_date_may_be_written_in_several_ways(typed: str) -> None:
    assert sought(typed).birth_date == date(1938, 11, 21)


def test_a_day_that_does_not_exist_is_looked_for_as_it_stands() -> None:
    assert sought("31-02-1938") == sought("31-02-1938 ")
    assert sought("31-02-1938").birth_date is None


def test_initials_compare_without_points_case_and_accents() -> None:
    assert letters_of("É.J.") == letters_of("ej") == "ej"

"""What somebody typed, read as what it can be."""

from datetime import date

import pytest

from services.migration.domain.control.searching import Search, read_search

BORN = date(1950, 2, 3)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Jansen", Search(name="jansen")),
        ("  van  Dijk ", Search(name="van dijk")),
        ("J. van Dijk", Search(name="van dijk", initials="j")),
        ("J.P. Jansen", Search(name="jansen", initials="jp")),
        ("J P Jansen", Search(name="jansen", initials="jp")),
        ("Jansen, J.P.", Search(name="jansen", initials="jp")),
        ("Th.J. de Wit-Smit", Search(name="de wit smit", initials="thj")),
        ("Müller", Search(name="muller")),
        ("A", Search(name="a")),
        ("3-2-1950", Search(birth_date=BORN)),
        ("03-02-1950", Search(birth_date=BORN)),
        ("3/2/1950", Search(birth_date=BORN)),
        ("1950-02-03", Search(birth_date=BORN)),
        ("3 februari 1950", Search(birth_date=BORN)),
        ("3 Feb. 1950", Search(birth_date=BORN)),
        ("J. van Dijk 3-2-1950", Search(name="van dijk", initials="j", birth_date=BORN)),
        ("31-2-1950", Search(decision="31-2-1950")),
        ("410000123", Search(decision="410000123")),
        ("410000123-81", Search(decision="410000123-81")),
        ("410000123-81-2", Search(decision="410000123-81-2")),
        ("6f3a8a52-1f6e-5f0a-9a57-0c4a5d2b7e11", Search(client_id="6f3a8a52-1f6e-5f0a-9a57-0c4a5d2b7e11")),
        ("100%", Search(decision="100%")),
        ("%", Search(name="%")),
        ("", Search(nothing=True)),
        ("-", Search(nothing=True)),
    ],
)
def test_what_is_typed_is_read_as_what_it_can_be(typed: str, meant: Search) -> None:
    assert read_search(typed) == meant

"""The one list of municipalities: all of the country on every day from 2009 on, with what became of them."""

import tomllib
from datetime import date

import pytest

from shared.municipalities import (
    LIST,
    UnknownMunicipality,
    became_in_words,
    by_name,
    existing_on,
    is_known,
    known_codes,
    municipality,
    municipality_in_words,
    municipality_name,
    near,
    successors,
    successors_on,
)

BEFORE, FIRST_OF_2014, FIRST_OF_2015 = date(2008, 12, 31), date(2014, 1, 1), date(2015, 1, 1)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (BEFORE, 443),
        (date(2009, 1, 1), 441),
        (date(2010, 1, 1), 431),
        (date(2011, 1, 1), 418),
        (date(2012, 1, 1), 415),
        (date(2013, 1, 1), 408),
        (FIRST_OF_2014, 403),
        (date(2014, 12, 31), 403),
        (FIRST_OF_2015, 393),
        (date(2015, 12, 31), 393),
        (date(2016, 1, 1), 390),
        (date(2016, 12, 31), 390),
    ],
)
def test_there_are_as_many_municipalities_as_cbs_counts(day: date, count: int) -> None:
    assert len(existing_on(day)) == count


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("0003", "Appingedam"),
        ("0014", "Groningen"),
        ("0164", "Hengelo"),
        ("0273", "Putten"),
        ("0321", "Houten"),
        ("0344", "Utrecht"),
        ("0353", "IJsselstein"),
        ("0363", "Amsterdam"),
        ("0373", "Bergen (NH.)"),
        ("0518", "'s-Gravenhage"),
        ("0599", "Rotterdam"),
        ("0893", "Bergen (L.)"),
        ("0935", "Maastricht"),
        ("1900", "Súdwest-Fryslân"),
        ("1921", "De Friese Meren"),
    ],
)
def test_a_municipality_anywhere_in_the_country_has_its_name(code: str, name: str) -> None:
    assert municipality_name(code) == name
    assert code in existing_on(FIRST_OF_2015)


@pytest.mark.parametrize("code", ["", "9999", "0000", "1999", "321", "Houten"])
def test_an_unknown_code_is_refused_and_named(code: str) -> None:
    assert not is_known(code)
    with pytest.raises(UnknownMunicipality, match=f"'{code}'"):
        municipality_name(code)


@pytest.mark.parametrize(
    ("what", "code", "day", "found"),
    [
        ("one that stays", "0273", FIRST_OF_2015, ("0273",)),
        ("a merger, the day before", "0623", date(2014, 12, 31), ("0623",)),
        ("a merger into a new one", "0623", FIRST_OF_2015, ("1931",)),
        ("a merger into one that was there", "0499", FIRST_OF_2014, ("0484",)),
        ("a merger in the course of a year", "0600", date(2010, 3, 18), ("0599",)),
        ("a new name under a new code", "1921", date(2015, 7, 1), ("1940",)),
        ("a division in two", "1671", FIRST_OF_2015, ("0796", "0828")),
        ("a division in four", "0055", FIRST_OF_2014, ("0074", "0080", "1900", "1921")),
        ("a division, of which one got a new name", "0055", date(2015, 7, 1), ("0074", "0080", "1900", "1940")),
        ("a merger and then a new name", "0282", date(2016, 1, 1), ("1945",)),
        ("one that was not there yet", "1931", date(2014, 12, 31), ()),
    ],
)
def test_people_live_on_in_what_a_municipality_became(what: str, code: str, day: date, found: tuple[str, ...]) -> None:
    assert successors_on(code, day) == found, what


def test_a_municipality_says_from_when_until_when_it_was_there() -> None:
    vlist, krimpenerwaard, putten = municipality("0623"), municipality("1931"), municipality("0273")
    assert (vlist.since, vlist.until, vlist.successors) == (None, date(2014, 12, 31), ("1931",))
    assert (krimpenerwaard.since, krimpenerwaard.until, krimpenerwaard.successors) == (FIRST_OF_2015, None, ())
    assert (putten.exists_on(BEFORE), putten.exists_on(date(2016, 12, 31))) == (True, True)


def test_everybody_lives_somewhere_on_every_day_after() -> None:
    for code in known_codes():
        found = set(successors_on(code, date(2016, 12, 31)))
        assert found, code
        assert found <= existing_on(date(2016, 12, 31)), code


def test_codes_have_four_digits_and_a_name_belongs_to_one_municipality_at_a_time() -> None:
    assert all(len(code) == 4 and code.isdecimal() for code in known_codes())
    for day in (FIRST_OF_2014, FIRST_OF_2015):
        names = [municipality_name(code) for code in existing_on(day)]
        assert len(set(names)) == len(names)


def test_every_change_names_a_source_of_the_list_and_nothing_but_its_codes() -> None:
    content = tomllib.loads(LIST.read_text(encoding="utf-8"))
    for change in content["change"]:
        assert change["source"]
        assert set(change["source"]) <= set(content["source"])
        assert set(change["ends"]) | set(change["into"]) <= set(content["name"])
        assert set(change.get("begins", [])) <= set(change["into"])
    ended = [code for change in content["change"] for code in change["ends"]]
    assert len(set(ended)) == len(ended)


def test_codes_to_choose_from_stand_in_order_of_name_as_cbs_lists_them() -> None:
    mixed = {"0620", "0353", "0331", "0321", "0518", "0063", "1900", "0014"}
    names = [municipality_name(code) for code in by_name(mixed)]
    assert names == [
        "het Bildt", "'s-Gravenhage", "Groningen", "Houten", "IJsselstein", "Lopik", "Súdwest-Fryslân", "Vianen",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "offered"),
    [
        ("Putten", "0273"),
        ("putte", "0273"),
        ("273", "0273"),
        ("0272", "0273"),
        ("Sudwest-Fryslan", "1900"),
        ("0274", "0274"),
        ("Gravenhage", "0518"),
    ],
)
def test_what_somebody_may_have_meant_is_offered(given: str, offered: str) -> None:
    assert near(given)[0] == offered


def test_a_code_that_others_gave_has_words() -> None:
    assert municipality_in_words("0273") == "Putten"
    assert municipality_in_words("9999") == "onbekend (9999)"
    assert municipality_in_words("") == "onbekend"


@pytest.mark.parametrize(
    ("code", "told_on", "words"),
    [
        ("0273", FIRST_OF_2015, ""),
        ("0608", date(2014, 12, 31), "Schoonhoven (0608) gaat per 1 januari 2015 op in Krimpenerwaard (1931)."),
        ("0608", FIRST_OF_2015, "Schoonhoven (0608) is per 1 januari 2015 opgegaan in Krimpenerwaard (1931)."),
        (
            "1671",
            FIRST_OF_2015,
            "Maasdonk (1671) is per 1 januari 2015 opgegaan in 's-Hertogenbosch (0796) en Oss (0828).",
        ),
        ("0241", FIRST_OF_2015, "Groesbeek (0241) heet vanaf 1 januari 2016 Berg en Dal (1945)."),
        ("0051", date(2014, 6, 1), "Skarsterlân (0051) is per 1 januari 2014 opgegaan in De Friese Meren (1921)."),
    ],
)
def test_what_became_of_a_municipality_is_told_as_on_a_day(code: str, told_on: date, words: str) -> None:
    assert became_in_words(code, told_on) == words


def test_all_later_municipalities_of_a_code_are_known() -> None:
    assert successors("0051") == {"1921", "1940"}
    assert successors("0273") == frozenset()

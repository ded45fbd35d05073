"""One row at a time: what is wrong, in which column, and what the user can do."""

from dataclasses import replace

import pytest

from services.intake.domain.mapping.characters import escaped, is_readable
from services.intake.domain.mapping.rows import COLUMNS, FIELD_LENGTH_MAX, SHOWN_LENGTH_MAX, check_row, cut
from tests.unit.intake.delivered import GOOD, IN_PGB, IN_STAY, RULES, row

FAULTS = [
    # what is different in the row, the column, a part of the message, the return code
    ({"bsn": ""}, "bsn", "leeg", "0399"),
    ({"bsn": "999900007"}, "bsn", "elfproef", "0399"),
    ({"bsn": "99990000"}, "bsn", "elfproef", "0399"),
    ({"bsn": "1234"}, "bsn", "9 cijfers", "0399"),
    ({"bsn": "９９９９０００１８"}, "bsn", "9 cijfers", "0399"),
    ({"geslachtsnaam": ""}, "geslachtsnaam", "leeg", "0312"),
    ({"geboortedatum": "31-02-1941"}, "geboortedatum", "bestaat niet", "0350"),
    ({"geboortedatum": "12-03-1941"}, "geboortedatum", "1941-03-12", "0350"),
    ({"geboortedatum": "1941"}, "geboortedatum", "jaar-maand-dag", "0350"),
    ({"geboortedatum": "2014-11-02"}, "geboortedatum", "na de dag", "0350"),
    ({"geboortedatum": "1889-12-31"}, "geboortedatum", "1890", "0350"),
    ({"geslacht": "M"}, "geslacht", "0 (onbekend)", "0351"),
    ({"huisnummer": "12a"}, "huisnummer", "huisletter", "0406"),
    ({"huisnummer": "123456"}, "huisnummer", "5 cijfers", "0406"),
    ({"postcode": "0412XQ"}, "postcode", "1234AB", "0431"),
    ({"postcode": "B-1000"}, "postcode", "postcode", "0431"),
    ({"gemeentecode": "0620"}, "gemeentecode", "gemeente Houten (0321), maar deze regel is voor Vianen (0620).", ""),
    ({"gemeentecode": "321"}, "gemeentecode", "van geen gemeente. Bedoelt u 0321 (Houten)", ""),
    ({"gemeentecode": "9999"}, "gemeentecode", "van geen gemeente. Haal de regel weg of verbeter", ""),
    ({"geheim_adres": "J"}, "geheim_adres", "1 (ja)", "0309"),
    ({"geheim_adres": ""}, "geheim_adres", "leeg", "0309"),
    ({"overlijdensdatum": "1941-03-11"}, "overlijdensdatum", "voor de geboortedatum", ""),
    ({"overlijdensdatum": "2014-11-02"}, "overlijdensdatum", "na de dag", ""),
    ({"ingangsdatum": "31-02-2015"}, "ingangsdatum", "Deze datum bestaat niet", "1119"),
    ({"einddatum": "2015-02-31"}, "einddatum", "Deze datum bestaat niet", "1120"),
    ({"einddatum": "2012-05-31"}, "einddatum", "voor de ingangsdatum (2012-06-01)", "1120"),
    ({"afgiftedatum": "mei 2012"}, "afgiftedatum", "geen datum", "4761"),
    ({"grondslag1": "09"}, "grondslag1", "01 (somatisch), 02 (psychogeriatrisch)", "1115"),
    ({"grondslag2": "3"}, "grondslag2", "07 (psychosociaal)", "1143"),
    ({"functiecode": "41"}, "grondslag1", "41 (verpleging) kan niet bij grondslag 03 (psychiatrisch).", "1115"),
    ({"functiecode": "63", "klasse": "99"}, "grondslag1", "63 (behandeling individueel) kan niet", "1115"),
    (
        {"functiecode": "41", "grondslag1": "05", "grondslag2": "06"},
        "grondslag1",
        "05 (verstandelijke handicap) of 06 (zintuiglijke handicap)",
        "1115",
    ),
    ({"functiecode": "99"}, "functiecode", "31 (persoonlijke verzorging)", "1113"),
    ({"functiecode": ""}, "functiecode", "functiecode of een zzp-code", "1113"),
    ({"zzpcode": "762"}, "zzpcode", "een van de twee", "1113"),
    ({**IN_STAY, "zzpcode": "761"}, "zzpcode", "COD163", "1113"),
    ({**IN_STAY, "klasse": "K3"}, "klasse", "Vul 99 (geen klasse) in", "1114"),
    ({"klasse": "KD04"}, "klasse", "K1, K2", "1114"),
    ({"klasse": "K0"}, "klasse", "past niet bij functie 81 (begeleiding individueel)", "1114"),
    ({"klasse": "K9"}, "klasse", "COD756", "1114"),
    ({"functiecode": "82"}, "klasse", "KD01", "1114"),
    ({"functiecode": "82", "klasse": "KD10"}, "klasse", "past niet bij functie 82", "1114"),
    ({"functiecode": "71", "klasse": "KE4"}, "klasse", "KE1, KE2, KE3", "1114"),
    ({"functiecode": "41", "grondslag1": "01", "klasse": "K8"}, "klasse", "past niet bij functie 41", "1114"),
    ({"vervoer": "ja"}, "vervoer", "9 (onbekend)", "1117"),
    ({"leveringsvorm": "5"}, "leveringsvorm", "2 (pgb)", "1123"),
    ({"agb": "9899012"}, "agb", "8 cijfers", "0383"),
    ({"agb": ""}, "agb", "zorg in natura", "0383"),
    ({"leveringsstatus": "onbekend"}, "leveringsstatus", "in zorg", "1210"),
    ({**IN_PGB, "pgb_bruto_jaar": "10348,00"}, "pgb_bruto_jaar", "met een punt", ""),
    ({**IN_PGB, "pgb_bruto_jaar": "-1.00"}, "pgb_bruto_jaar", "met een punt", ""),
    (
        {**IN_PGB, "pgb_bruto_jaar": "0.00"},
        "pgb_bruto_jaar",
        "0,00 is geen bedrag voor een pgb. Laat het veld leeg",
        "",
    ),
    ({**IN_PGB, "pgb_bruto_jaar": "0"}, "pgb_bruto_jaar", "of vul het bedrag in", ""),
    ({**IN_PGB, **IN_STAY, "pgb_bruto_jaar": "0.0"}, "pgb_bruto_jaar", "0,00", ""),
    (
        {**IN_PGB, "functiecode": "63", "klasse": "99", "grondslag1": "01", "pgb_bruto_jaar": ""},
        "pgb_bruto_jaar",
        "bedrag",
        "",
    ),
    ({"straat": "a\0b"}, "straat", "een nulteken (\\x00). Haal", "0409"),
    ({"functiecode": "\x1b"}, "functiecode", "een stuurteken (\\x1b)", "1113"),
    ({"geslachtsnaam": "Ren\udce9"}, "geslachtsnaam", "geen UTF-8 is (\\xe9)", "0312"),
    ({"plaats": "a\tb"}, "plaats", "een tab (\\x09)", "0410"),
    ({"straat": "x" * 101}, "straat", "101 tekens", "0409"),
    ({"geslachtsnaam": "x" * 501}, "geslachtsnaam", "Er mogen er 200", "0312"),
    ({"besluitnummer": "4" * 41}, "besluitnummer", "41 tekens", ""),
    ({"afgiftedatum": "1899-12-31"}, "afgiftedatum", "niet tussen 1900-01-01 en 2100-12-31", "4761"),
    ({"ingangsdatum": "0001-01-01"}, "ingangsdatum", "Controleer het jaar", "1119"),
    ({"einddatum": "9999-12-31"}, "einddatum", "Is er geen einde, laat het veld dan leeg", "1120"),
    ({**IN_PGB, "pgb_bruto_jaar": "1000000.01"}, "pgb_bruto_jaar", "hoger dan", ""),
]


@pytest.mark.parametrize(("different", "column", "message", "code"), FAULTS)
def test_a_fault_is_named_by_column_with_what_to_do(
    different: dict[str, str], column: str, message: str, code: str
) -> None:
    (error,) = check_row(row(**different), RULES)
    assert (error.column, error.code) == (column, code or None)
    assert message in error.message
    assert error.message.endswith(".")
    assert error.value == escaped({**GOOD, **different}.get(column, "")[:SHOWN_LENGTH_MAX])


GOOD_ROWS = [
    {},
    IN_PGB,
    IN_STAY,
    {**IN_PGB, "pgb_bruto_jaar": "0.01"},
    {"pgb_bruto_jaar": "0.00"},  # care in kind: no budget is read from it
    {**IN_PGB, "pgb_bruto_jaar": ""},  # the amount of the class is taken later
    {**IN_STAY, **IN_PGB, "pgb_bruto_jaar": ""},
    {"bsn": "123456782"},
    {"clientnummer": ""},
    {"einddatum": ""},
    {"einddatum": "2012-06-01"},
    {"overlijdensdatum": "2010-01-01"},  # dead before the start: accepted, with nothing left to get
    {"postcode": "3991 ab"},
    {"grondslag1": "03", "grondslag2": "01", "functiecode": "41", "klasse": "K0"},
    {"functiecode": "71", "klasse": "KE3"},  # short stay with PSY: annex 2 does not name it, so it passes
    {"functiecode": "82", "klasse": "KD09", "vervoer": "1"},
    {"functiecode": "91", "klasse": "99"},
    {"leveringsstatus": "nog niet in zorg"},
    {"straat": "x" * 100},
    {"afgiftedatum": "1900-01-01", "ingangsdatum": "1900-01-01", "einddatum": "2100-12-31"},
    {**IN_PGB, "pgb_bruto_jaar": "1000000.00"},
]


@pytest.mark.parametrize("different", GOOD_ROWS)
def test_a_row_that_breaks_no_rule_is_accepted(different: dict[str, str]) -> None:
    assert check_row(row(**different), RULES) == []


def test_every_fault_of_a_row_is_told_at_once() -> None:
    errors = check_row(row(bsn="1", postcode="x", klasse="KD01"), RULES)
    assert [error.column for error in errors] == ["bsn", "postcode", "klasse"]


def test_a_budget_without_an_amount_needs_a_class_that_fits() -> None:
    errors = check_row(row(**{**IN_PGB, "pgb_bruto_jaar": "", "klasse": "K0"}), RULES)
    assert [error.column for error in errors] == ["klasse", "pgb_bruto_jaar"]


def test_a_row_with_nothing_in_it_gets_one_message() -> None:
    (error,) = check_row(dict.fromkeys(COLUMNS, ""), RULES)
    assert (error.column, error.message) == (None, "In deze regel is niets ingevuld. Haal de regel weg.")


ELSEWHERE = [
    # for whom the file is and when it was made, whose code the row has, the end of the message
    ("0321", "2014-11-01", "0620", "laat de cliënt dan aanleveren in een bestand voor Vianen (0620). Anders: verbeter"),
    ("0321", "2014-11-01", "0273", "Wij werken niet voor Putten (0273). Is de cliënt daarheen verhuisd, haal de regel"),
    (
        "1931",
        "2014-11-01",
        "0608",
        "maar deze regel is voor Schoonhoven (0608). Schoonhoven (0608) gaat per 1 januari 2015 op in Krimpenerwaard "
        "(1931). Woont de cliënt in uw gemeente, schrijf in deze regel dan 1931.",
    ),
    ("1931", "2015-01-05", "0608", "(0608) is per 1 januari 2015 opgegaan in Krimpenerwaard (1931). Woont"),
    ("0828", "2015-01-05", "1671", "opgegaan in 's-Hertogenbosch (0796) en Oss (0828). Woont de cliënt in uw gemeente"),
    ("0321", "2015-01-05", "1671", "en Oss (0828). Zoek uit waar de cliënt woont. Haal de regel weg"),
    ("1940", "2015-07-01", "1921", "De Friese Meren (1921) heet vanaf 1 juli 2015 De Fryske Marren (1940). Woont"),
]


@pytest.mark.parametrize(("municipality", "made_on", "code", "message"), ELSEWHERE)
def test_a_row_for_another_municipality_is_held_back_with_its_name(
    municipality: str, made_on: str, code: str, message: str
) -> None:
    rules = replace(RULES, municipality=municipality, created_on=made_on, served=RULES.served | {municipality})
    (error,) = check_row(row(gemeentecode=code), rules)
    assert message in error.message


def test_a_file_for_any_municipality_that_we_serve_has_its_rows_accepted() -> None:
    assert check_row(row(gemeentecode="0273"), replace(RULES, municipality="0273")) == []


@pytest.mark.parametrize("field", ["a\0b", "Ren\udce9", "\u2028", "x" * 499 + "\0"])
def test_what_is_stored_can_be_stored_anywhere(field: str) -> None:
    (stored,) = cut([field])
    assert is_readable(stored)
    assert len(stored) <= FIELD_LENGTH_MAX
    assert stored.encode()


def test_a_bsn_that_lost_its_leading_zero_is_taken() -> None:
    assert check_row(row(bsn="10000008"), RULES) == []

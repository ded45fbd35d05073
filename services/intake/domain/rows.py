"""One row of the delivery file, checked by itself: fields, and fields against each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.intake.domain import codes
from services.intake.domain.fields import CHECKS, Rules, is_accepted_bsn, number_of_person

COLUMNS = (
    "bsn",
    "clientnummer",
    "geslachtsnaam",
    "voorvoegsel",
    "voorletters",
    "geboortedatum",
    "geslacht",
    "straat",
    "huisnummer",
    "huisletter",
    "toevoeging",
    "postcode",
    "plaats",
    "gemeentecode",
    "geheim_adres",
    "overlijdensdatum",
    "besluitnummer",
    "afgiftedatum",
    "ingangsdatum",
    "einddatum",
    "grondslag1",
    "grondslag2",
    "functiecode",
    "zzpcode",
    "klasse",
    "vervoer",
    "leveringsvorm",
    "agb",
    "aanbieder",
    "leveringsstatus",
    "pgb_bruto_jaar",
    "pgb_zorgverlener",
)
REQUIRED = (
    "bsn",
    "geslachtsnaam",
    "geboortedatum",
    "geslacht",
    "straat",
    "huisnummer",
    "postcode",
    "plaats",
    "gemeentecode",
    "geheim_adres",
    "besluitnummer",
    "afgiftedatum",
    "ingangsdatum",
    "grondslag1",
    "klasse",
    "vervoer",
    "leveringsvorm",
    "leveringsstatus",
)
DATES = {"geboortedatum", "overlijdensdatum", "ingangsdatum", "einddatum"}
FIELD_LENGTH_MAX = 500
SHOWN_LENGTH_MAX = 60

Row = Mapping[str, str]
"""The texts of one row by column name, without surrounding blanks."""


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row is held back: column (empty for the whole row), value as far as shown, Dutch message, COD910 code."""

    column: str
    value: str
    message: str
    code: str = ""


def row_error(column: str, value: str, message: str) -> RowError:
    return RowError(column, value[:SHOWN_LENGTH_MAX], message, codes.RETURN_CODES.get(column, ""))


def cut(values: Sequence[str]) -> list[str]:
    """The values as they are stored: none is longer than FIELD_LENGTH_MAX."""
    return [value[:FIELD_LENGTH_MAX] for value in values]


def check_row(row: Row, rules: Rules) -> list[RowError]:
    """All that is wrong with a row, in the order of the columns; empty when it can be accepted."""
    if max(map(len, row.values())) > FIELD_LENGTH_MAX:
        return list(_too_long(row))
    errors = [row_error(column, "", "Dit veld is leeg. Vul het in.") for column in REQUIRED if not row[column]]
    for column, check in CHECKS.items():
        value = row[column]
        if value and (fault := check(value, rules)):
            errors.append(row_error(column, value, fault))
    wrong = {error.column for error in errors}
    return errors + [finding for finding in _against_each_other(row, wrong) if finding.column not in wrong]


def _too_long(row: Row) -> Iterator[RowError]:
    for column, value in row.items():
        if len(value) > FIELD_LENGTH_MAX:
            message = f"Dit veld heeft {len(value)} tekens. Er mogen er {FIELD_LENGTH_MAX} in staan. Maak het korter."
            yield row_error(column, value, message)


def _against_each_other(row: Row, wrong: set[str]) -> Iterator[RowError]:
    yield from _function_or_package(row)
    yield from _class_that_fits(row)
    yield from _ground_that_fits(row)
    if not wrong & DATES:
        yield from _dates_in_order(row)
    yield from _care_in_kind(row)
    yield from _budget(row)


def _function_or_package(row: Row) -> Iterator[RowError]:
    if not row["functiecode"] and not row["zzpcode"]:
        yield row_error("functiecode", "", "Vul een functiecode of een zzp-code in.")
    if row["functiecode"] and row["zzpcode"]:
        yield row_error("zzpcode", row["zzpcode"], "Een regel heeft een functiecode of een zzp-code, niet allebei.")


def _class_that_fits(row: Row) -> Iterator[RowError]:
    class_, function = row["klasse"], codes.FUNCTIONS.get(row["functiecode"])
    if function is not None and function.classes and class_ and class_ not in function.classes:
        fitting = ", ".join(sorted(function.classes))
        yield row_error(
            "klasse", class_, f"Deze klasse past niet bij functie {row['functiecode']}. Kies uit: {fitting}."
        )
    elif function is None and row["zzpcode"] and class_ not in ("", codes.NO_CLASS):
        yield row_error("klasse", class_, "Bij een zzp hoort geen klasse. Vul 99 in.")


def _ground_that_fits(row: Row) -> Iterator[RowError]:
    """Held back only when none of the row's grounds can give the function."""
    grounds = [ground for ground in (row["grondslag1"], row["grondslag2"]) if ground]
    nothing: frozenset[str] = frozenset()
    barred = [row["functiecode"] in codes.FUNCTIONS_WITHOUT_GROUND.get(ground, nothing) for ground in grounds]
    if barred and all(barred):
        ground = row["grondslag1"]
        message = f"Functie {row['functiecode']} kan niet bij deze grondslag. Controleer grondslag en functie."
        yield row_error("grondslag1", ground, message)


def _dates_in_order(row: Row) -> Iterator[RowError]:
    # Dates written as year-month-day stand in the order of their texts.
    if row["einddatum"] and row["einddatum"] < row["ingangsdatum"]:
        message = f"De einddatum ligt voor de ingangsdatum ({row['ingangsdatum']}). Controleer beide datums."
        yield row_error("einddatum", row["einddatum"], message)
    if row["overlijdensdatum"] and row["overlijdensdatum"] < row["geboortedatum"]:
        message = "De overlijdensdatum ligt voor de geboortedatum. Controleer beide datums."
        yield row_error("overlijdensdatum", row["overlijdensdatum"], message)


def _care_in_kind(row: Row) -> Iterator[RowError]:
    if row["leveringsvorm"] == "4" and not row["agb"]:
        yield row_error("agb", "", "Bij zorg in natura hoort een aanbieder. Vul de AGB-code van 8 cijfers in.")


def _budget(row: Row) -> Iterator[RowError]:
    """Without an amount the class gives the amount later, so one of the two must be there."""
    has_class = row["klasse"] not in ("", codes.NO_CLASS) or row["zzpcode"]
    if row["leveringsvorm"] == "2" and not row["pgb_bruto_jaar"] and not has_class:
        yield row_error("pgb_bruto_jaar", "", "Vul bij een pgb het bruto bedrag per jaar in, of een klasse.")


def valid_bsn(row: Row, rules: Rules) -> str:
    """The row's BSN as nine digits, or an empty text when it is not one."""
    number = number_of_person(row["bsn"])
    return number if is_accepted_bsn(number, rules.accept_demo_numbers) else ""

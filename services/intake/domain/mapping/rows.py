"""One row of the delivery file, checked by itself: fields, and fields against each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.intake.domain.mapping import codes
from services.intake.domain.mapping.characters import escaped, is_readable, unreadable_fault
from services.intake.domain.mapping.fields import CHECKS, Rules, is_accepted_bsn, number_of_person

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
"""So much of a field is stored, also of one that is too long."""
CODE_LENGTH_MAX = 20
LENGTHS_MAX = {
    **dict.fromkeys(COLUMNS, CODE_LENGTH_MAX),
    "clientnummer": 50,
    "geslachtsnaam": 200,
    "voorletters": 30,
    "straat": 100,
    "plaats": 80,
    "besluitnummer": 40,
    "aanbieder": 200,
    "pgb_zorgverlener": 200,
}
"""What every reader of an event, and every table it is kept in, has room for."""
SHOWN_LENGTH_MAX = 60
NOTHING = "0,00 is geen bedrag voor een pgb. Laat het veld leeg als het bedrag niet bekend is, of vul het bedrag in."

Row = Mapping[str, str]
"""The texts of one row by column name, without surrounding blanks."""


class RowState(StrEnum):
    ACCEPTED = "accepted"
    HELD_BACK = "held-back"


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row is held back: the column (None: the whole row), as much of the value as is shown, the Dutch message,
    and the return code of COD910 when one fits."""

    column: str | None
    value: str
    message: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A checked row. `number` counts from 1 at the first line after the header. Rows with the same `client_key` are of
    one client. `bsn` is None when it is not valid."""

    number: int
    client_key: str
    bsn: str | None
    state: RowState
    values: Sequence[str]
    errors: Sequence[RowError] = ()


def row_error(column: str, value: str, message: str) -> RowError:
    return RowError(column, _shown(value), message, codes.RETURN_CODES.get(column))


def line_error(message: str, line: str = "") -> RowError:
    """A fault of the whole row; `line` is what the user can recognise it by."""
    return RowError(None, _shown(line), message)


def _shown(text: str) -> str:
    return escaped(text[:SHOWN_LENGTH_MAX])[:SHOWN_LENGTH_MAX]


def cut(values: Sequence[str]) -> list[str]:
    """The values as they are stored: none is longer than FIELD_LENGTH_MAX, and unreadable characters are escaped."""
    return [escaped(value[:FIELD_LENGTH_MAX])[:FIELD_LENGTH_MAX] for value in values]


def check_row(row: Row, rules: Rules) -> list[RowError]:
    """All that is wrong with a row, in the order of the columns; empty when it can be accepted."""
    if too_long := list(_too_long(row)):
        return too_long
    if not any(row.values()):
        return [line_error("In deze regel is niets ingevuld. Haal de regel weg.")]
    errors = [] if is_readable("".join(row.values())) else list(_unreadable(row))
    unreadable = {error.column for error in errors}
    errors += [row_error(column, "", "Dit veld is leeg. Vul het in.") for column in REQUIRED if not row[column]]
    for column, check in CHECKS.items():
        value = row[column]
        if value and column not in unreadable and (fault := check(value, rules)):
            errors.append(row_error(column, value, fault))
    wrong = {error.column for error in errors}
    return errors + [finding for finding in _against_each_other(row, wrong) if finding.column not in wrong]


def _too_long(row: Row) -> Iterator[RowError]:
    for column, value in row.items():
        if len(value) > (longest := LENGTHS_MAX[column]):
            message = f"Dit veld heeft {len(value)} tekens. Er mogen er {longest} in staan. Maak het korter."
            yield row_error(column, value, message)


def _unreadable(row: Row) -> Iterator[RowError]:
    for column, value in row.items():
        if fault := unreadable_fault(value):
            yield row_error(column, value, fault)


def _against_each_other(row: Row, wrong: set[str | None]) -> Iterator[RowError]:
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
        yield row_error(
            "zzpcode", row["zzpcode"], "Een regel heeft een functiecode of een zzp-code. Haal een van de twee weg."
        )


def _class_that_fits(row: Row) -> Iterator[RowError]:
    class_, function = row["klasse"], codes.FUNCTIONS.get(row["functiecode"])
    if function is not None and function.classes and class_ and class_ not in function.classes:
        fitting = ", ".join(sorted(function.classes))
        name = codes.function_name(row["functiecode"])
        yield row_error("klasse", class_, f"Deze klasse past niet bij functie {name}. Kies uit: {fitting}.")
    elif function is None and row["zzpcode"] and class_ not in ("", codes.NO_CLASS):
        yield row_error("klasse", class_, "Bij een zzp hoort geen klasse. Vul 99 (geen klasse) in.")


def _ground_that_fits(row: Row) -> Iterator[RowError]:
    """Held back only when none of the row's grounds can give the function."""
    grounds = [ground for ground in (row["grondslag1"], row["grondslag2"]) if ground]
    nothing: frozenset[str] = frozenset()
    barred = [row["functiecode"] in codes.FUNCTIONS_WITHOUT_GROUND.get(ground, nothing) for ground in grounds]
    if barred and all(barred):
        names = " of ".join(map(codes.ground_name, grounds))
        function = codes.function_name(row["functiecode"])
        message = f"Functie {function} kan niet bij grondslag {names}. Controleer grondslag en functie."
        yield row_error("grondslag1", row["grondslag1"], message)


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
    """Without an amount the class gives the amount later, so one of the two must be there. Nothing is no amount: care
    in kind may have it in this column, for a pgb it would be a budget that pays for nothing."""
    if row["leveringsvorm"] != "2":
        return
    amount = row["pgb_bruto_jaar"]
    if amount and not amount.strip("0."):
        yield row_error("pgb_bruto_jaar", amount, NOTHING)
    elif not amount and not (row["zzpcode"] or _has_fitting_class(row)):
        message = "Vul bij een pgb het bruto bedrag per jaar in, of een klasse die bij de functie past."
        yield row_error("pgb_bruto_jaar", "", message)


def _has_fitting_class(row: Row) -> bool:
    function = codes.FUNCTIONS.get(row["functiecode"])
    if function is not None and function.classes:
        return row["klasse"] in function.classes
    return row["klasse"] not in ("", codes.NO_CLASS)


def valid_bsn(text: str, rules: Rules) -> str | None:
    """The BSN as nine digits; None when it is not one."""
    number = number_of_person(text)
    return number if is_accepted_bsn(number, rules.accept_demo_numbers) else None

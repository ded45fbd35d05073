"""The region's published figures, and the few facts around them, as values. Sources: lekstroom.toml."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


class Care(StrEnum):
    """A function as the published tables count it; the value is the tables' column."""

    BGI = "BGI"
    BGG_TRANSPORT = "BGG_with_transport"
    BGG = "BGG_without_transport"
    KVB = "KVB"
    PV = "PV"


class Form(StrEnum):
    """Delivery form, code list COD578 as it was before 2017."""

    PGB = "2"
    ZIN = "4"


FUNCTION_CODES = {Care.BGI: "81", Care.BGG_TRANSPORT: "82", Care.BGG: "82", Care.KVB: "71", Care.PV: "31"}
VOLUME_COLUMNS = {
    Care.BGI: "BGI hours/week",
    Care.BGG_TRANSPORT: "BGG_with_transport half-days/week",
    Care.BGG: "BGG_without_transport half-days/week",
    Care.KVB: "KVB 24h-periods/week",
    Care.PV: "PV hours/week",
}


@dataclass(frozen=True, slots=True)
class Municipality:
    """`places` is weighted by repetition; `postcodes` are the four digits, both ends included."""

    code: str
    name: str
    places: tuple[str, ...]
    postcodes: range


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of table 1 and table 2."""

    municipality: str
    form: Form
    care: Care


@dataclass(frozen=True, slots=True)
class Figures:
    """Clients per cell, weekly volume in tenths of an hour, half-day or period, and clients in kind per provider."""

    municipalities: tuple[Municipality, ...]
    clients: Mapping[Cell, int]
    volume_tenths: Mapping[Cell, int]
    providers: Mapping[tuple[str, Care], tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """What names are made of. A surname is (prefix, name)."""

    surnames: tuple[tuple[str, str], ...]
    initials: str
    streets: tuple[str, ...]
    other_providers: tuple[str, ...]
    carer_companies: tuple[str, ...]


@cache
def read_figures() -> Figures:
    """All figures of the Lekstroom."""
    return Figures(
        municipalities=tuple(_municipalities()),
        clients={
            cell: int(text) for cell, text in _cells("lekstroom_clients.csv", {care: care.value for care in Care})
        },
        volume_tenths={cell: int(Decimal(text) * 10) for cell, text in _cells("lekstroom_volume.csv", VOLUME_COLUMNS)},
        providers=_providers(),
    )


@cache
def read_words() -> Words:
    """The lists that names, streets and other providers are drawn from."""
    names, invented = _toml("names.toml"), _region()["invented"]
    return Words(
        surnames=tuple((prefix, name) for prefix, name in names["surnames"]),
        initials=names["initials"],
        streets=tuple(names["streets"]),
        other_providers=tuple(invented["providers"]),
        carer_companies=tuple(invented["carer_companies"]),
    )


@cache
def care_office() -> str:
    """The four digits of the care office (zorgkantoor) that delivers."""
    return str(_region()["care_office"])


@cache
def psychiatric_providers() -> tuple[str, ...]:
    """Providers that serve mainly people with the ground PSY."""
    return tuple(_region()["psychiatric_providers"])


@cache
def agb_codes() -> Mapping[str, str]:
    """An invented AGB code per provider, by its name in small letters: the tables spell one name in two ways."""
    printed = {name for counts in read_figures().providers.values() for name, _ in counts}
    names = sorted({name.casefold() for name in printed | set(read_words().other_providers)})
    return {name: f"9899{number:04d}" for number, name in enumerate(names, start=1)}


@cache
def year_amounts() -> Mapping[tuple[Care, int], int]:
    """Gross yearly pgb amount in cents per function and class (1 and up; periods a week for short stay)."""
    table, stay = _region()["pgb_year_amounts"], _region()["pgb_short_stay"]
    amounts = {
        (Care(care), number): euros * 100
        for care in Care
        if care != Care.KVB
        for number, euros in enumerate(table[care], start=table["first_class"])
    }
    a_period = stay["euros_per_period"] * stay["weeks"] * 100
    periods = {(Care.KVB, number): min(number, stay["periods_a_week_at_most"]) * a_period for number in (1, 2, 3)}
    return amounts | periods


@cache
def zzp_amounts() -> Mapping[str, int]:
    """Gross yearly pgb amount in cents per ZZP GGZ-C code of COD163."""
    return {code: euros * 100 for code, euros in _region()["zzp_year_amounts"].items()}


def _municipalities() -> Iterator[Municipality]:
    for raw in _region()["municipality"]:
        low, high = raw["postcodes"]
        yield Municipality(raw["code"], raw["name"], tuple(raw["places"]), range(low, high + 1))


def _cells(file: str, columns: Mapping[Care, str]) -> Iterator[tuple[Cell, str]]:
    for row in _csv(file):
        for care, column in columns.items():
            yield Cell(row["municipality"], Form[row["delivery_form"]], care), row[column]


def _providers() -> dict[tuple[str, Care], tuple[tuple[str, int], ...]]:
    found: dict[tuple[str, Care], tuple[tuple[str, int], ...]] = {}
    for row in _csv("lekstroom_providers.csv"):
        key = row["municipality"], Care(row["function"])
        found[key] = (*found.get(key, ()), (row["provider"], int(row["clients"])))
    return found


def _csv(file: str) -> list[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def _region() -> dict[str, Any]:
    return _toml("lekstroom.toml")


def _toml(file: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / file).read_text(encoding="utf-8"))

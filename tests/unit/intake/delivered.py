"""Builds what a sender delivers: rows that are good but for what a test wants to be different, files and manifests."""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from typing import Any

from services.intake.domain.delivery.totals import count_rows
from services.intake.domain.mapping.fields import Rules
from services.intake.domain.mapping.rows import COLUMNS, Row
from shared.identifiers import is_demo_number

RULES = Rules("0321", "2014-11-01", accept_demo_numbers=False, served=frozenset({"0321", "0356", "0620"}))
BSNS = ("999900006", "999900018", "999990342", "999990019", "123456782")
HEADER = ";".join(COLUMNS)
DEMO_NUMBERS = [str(number) for number in range(900000000, 900060000) if is_demo_number(str(number))]

GOOD = {
    "bsn": BSNS[0],
    "clientnummer": "C1",
    "geslachtsnaam": "Voorbeeld",
    "voorvoegsel": "van",
    "voorletters": "A.",
    "geboortedatum": "1941-03-12",
    "geslacht": "2",
    "straat": "Voorbeeldlaan",
    "huisnummer": "12",
    "postcode": "3991AB",
    "plaats": "Houten",
    "gemeentecode": "0321",
    "geheim_adres": "2",
    "besluitnummer": "410000123",
    "afgiftedatum": "2012-05-20",
    "ingangsdatum": "2012-06-01",
    "einddatum": "2027-05-31",
    "grondslag1": "03",
    "functiecode": "81",
    "klasse": "K3",
    "vervoer": "2",
    "leveringsvorm": "4",
    "agb": "98990123",
    "aanbieder": "Zorg Voorbeeld",
    "leveringsstatus": "in zorg",
}
IN_PGB = {"leveringsvorm": "2", "agb": "", "aanbieder": "", "pgb_bruto_jaar": "10282.00", "pgb_zorgverlener": "B. Zorg"}
IN_STAY = {"functiecode": "", "zzpcode": "762", "klasse": "99"}


def row(**different: str) -> Row:
    """All columns of one row; everything not named is as in GOOD, or empty."""
    values = {**GOOD, **different}
    return {column: values.get(column, "") for column in COLUMNS}


def client(number: int, **different: str) -> Row:
    """A row of the client with this number, with their own BSN, client number and decision."""
    own = {"bsn": DEMO_NUMBERS[number], "clientnummer": f"C{number:05d}", "besluitnummer": f"41{number:07d}"}
    return row(**{**own, **different})


def as_csv(rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([one[column] for column in COLUMNS] for one in rows)
    return text.getvalue().encode()


def manifest_of(content: bytes, name: str, **different: Any) -> dict[str, Any]:
    """A manifest that can be read; its totals are wrong unless a test gives them."""
    right = {
        "leverancier": "5509",
        "gemeentecode": "0321",
        "kenmerk": name,
        "aangemaakt": "2014-11-01T09:00:00+01:00",
        "bestand": f"{name}.csv",
        "sha256": hashlib.sha256(content).hexdigest(),
        "rijen": 1,
        "clienten": 1,
        "perFunctie": {},
        "perLeveringsvorm": {},
        "perEindmaand": {},
    }
    return {**right, **different}


def totals_of(rows: Sequence[Row]) -> dict[str, Any]:
    """The totals as the manifest of these rows gives them."""
    counted = count_rows(rows)
    return {
        "rijen": len(rows),
        "clienten": len({one["clientnummer"] for one in rows}),
        "perFunctie": counted.by_function,
        "perLeveringsvorm": counted.by_form,
        "perEindmaand": counted.by_end_month,
    }

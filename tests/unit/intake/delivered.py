"""Builds delivered rows for tests: one good row, and what a test wants to be different in it."""

from services.intake.domain.mapping.fields import Rules
from services.intake.domain.mapping.rows import COLUMNS, Row

RULES = Rules("0321", "2014-11-01", accept_demo_numbers=False)
BSNS = ("999900006", "999900018", "999990342", "999990019", "123456782")

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

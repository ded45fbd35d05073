"""What is wrong with a file of a data folder, in one Dutch line that says what to do."""

import sqlite3
from pathlib import Path

from sqlalchemy.exc import DatabaseError

FULL = "De schijf is vol. Maak ruimte en geef dezelfde opdracht weer: wat al gedaan is, wordt niet nog eens gedaan."
CANNOT_WRITE = "{what} kan niet geschreven worden. Geef uzelf schrijfrechten op de map en alles daarin."
BROKEN = (
    "{what} is beschadigd. Leg het bestand apart, en maak het opnieuw met: zachtelanding rebuild DIENST. Van intake en "
    "van het logboek hebt u daarvoor een reservekopie nodig."
)
AWAY = "{what} kan nu niet gelezen of geschreven worden. Kijk of de map er is en of u er rechten op hebt."
WORDS = (
    ("full", FULL),
    ("readonly", CANNOT_WRITE),
    ("unable to open", AWAY),
    ("malformed", BROKEN),
    ("not a database", BROKEN),
)


def in_dutch(error: DatabaseError | sqlite3.DatabaseError, file: Path | None = None) -> str:
    """What the database says of it is English, and may quote what it holds."""
    what = f"Het bestand {file}" if file is not None else "Een bestand in de map met gegevens"
    said = str(getattr(error, "orig", error)).lower()
    return next((line for word, line in WORDS if word in said), AWAY).format(what=what)

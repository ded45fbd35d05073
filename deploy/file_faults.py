"""What is wrong with a database, in one Dutch line that says what to do."""

import errno
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DatabaseError, OperationalError

FULL = "De schijf is vol. Maak ruimte en geef dezelfde opdracht weer: wat al gedaan is, wordt niet nog eens gedaan."
CANNOT_WRITE = "{what} kan niet geschreven worden. Geef uzelf schrijfrechten op de map en alles daarin."
BROKEN = (
    "{what} is beschadigd. Leg het bestand apart, en maak het opnieuw met: zachtelanding rebuild DIENST. Van intake en "
    "van het logboek hebt u daarvoor een reservekopie nodig."
)
AWAY = (
    "{what} kan nu niet gelezen of geschreven worden. Kijk of de map er is, of u er rechten op hebt, en of de schijf "
    "niet vol is."
)
OF_SYSTEM = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: CANNOT_WRITE,
    errno.EACCES: CANNOT_WRITE,
    errno.EPERM: CANNOT_WRITE,
}
"""What the operating system says of a file, where somebody who runs a command can do something about it."""
NO_SERVER = "De database is niet te bereiken. Kijk of PostgreSQL draait en of ZL_DATABASE_URL klopt. Probeer het dan."
REFUSED_BY_SERVER = "De database weigert dit. Zoek in het logboek van PostgreSQL waarom, en meld het aan de beheerder."
WORDS = (
    ("full", FULL),
    ("readonly", CANNOT_WRITE),
    ("unable to open", AWAY),
    ("malformed", BROKEN),
    ("not a database", BROKEN),
)


def in_dutch(error: DatabaseError | sqlite3.DatabaseError, file: Path | None = None) -> str:
    """What the database says of it is English, and may quote what it holds."""
    cause = getattr(error, "orig", error)
    if not isinstance(cause, sqlite3.Error):
        return NO_SERVER if isinstance(error, OperationalError) else REFUSED_BY_SERVER
    what = f"Het bestand {file}" if file is not None else "Een bestand in de map met gegevens"
    said = str(cause).lower()
    return next((line for word, line in WORDS if word in said), AWAY).format(what=what)


def of_system_in_dutch(error: OSError) -> str | None:
    """None for what is not about a file that cannot be written."""
    line = OF_SYSTEM.get(error.errno or 0)
    return (
        None if line is None else line.format(what=f"Het bestand {error.filename}" if error.filename else "Een bestand")
    )

"""Reads the manifest beside a delivery file. Everything that is wrong with it is said at once, in Dutch."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.intake.domain.delivery.deliveries import Manifest, ManifestFile
from services.intake.domain.delivery.totals import Totals
from services.intake.domain.mapping.characters import is_readable
from services.intake.domain.mapping.fields import EARLIEST_DAY, LATEST_DAY
from services.intake.domain.mapping.lines import Unreadable
from services.intake.domain.mapping.moments import DAY_LENGTH

TEXTS = {"leverancier": 20, "gemeentecode": 4, "kenmerk": 200, "aangemaakt": 40, "sha256": 64}
"""The texts that must be there, with the most characters each may have."""
COUNTS = ("rijen", "clienten")
COUNT_MAX = 100_000_000
TABLE_KEYS_MAX, TABLE_KEY_LENGTH_MAX = 3_000, 20
"""A table by month has 12 keys for each year that a day can have."""
TABLES = ("perFunctie", "perLeveringsvorm", "perEindmaand")
MUNICIPALITY = re.compile(r"\d{4}", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
SHA256 = re.compile(r"[0-9a-fA-F]{64}")


def read_manifest(content: bytes) -> ManifestFile:
    """Raises Unreadable with every fault found."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise Unreadable("Het manifest is geen JSON in UTF-8. Vraag het manifest opnieuw op.") from None
    if not isinstance(found, dict):
        raise Unreadable("Het manifest is geen JSON-object. Vraag het manifest opnieuw op.")
    if faults := [*_text_faults(found), *_count_faults(found)]:
        raise Unreadable(f"Het manifest klopt niet: {'; '.join(faults)}. Vraag een goed manifest op.")
    totals = Totals(
        found["rijen"], found["clienten"], found["perFunctie"], found["perLeveringsvorm"], found["perEindmaand"]
    )
    manifest = Manifest(found["leverancier"], found["gemeentecode"], found["kenmerk"], found["aangemaakt"], totals)
    return ManifestFile(manifest, found["sha256"])


def _text_faults(found: Mapping[str, Any]) -> list[str]:
    faults = []
    for name, longest in TEXTS.items():
        value = found.get(name)
        if not isinstance(value, str) or not value or len(value) > longest or not is_readable(value):
            faults.append(f"{name} moet een gewone tekst zijn van 1 tot {longest} tekens")
        elif name == "gemeentecode" and not MUNICIPALITY.fullmatch(value):
            faults.append("gemeentecode moet 4 cijfers hebben")
        elif name == "sha256" and not SHA256.fullmatch(value):
            faults.append("sha256 moet 64 hexadecimale tekens hebben")
        elif name == "aangemaakt" and not _is_moment(value):
            faults.append("aangemaakt moet een datum zijn zoals 2014-11-01 of 2014-11-01T09:00:00+01:00")
        elif name == "aangemaakt" and not EARLIEST_DAY < value[:DAY_LENGTH] < LATEST_DAY:
            faults.append(f"aangemaakt moet tussen {EARLIEST_DAY} en {LATEST_DAY} liggen")
    return faults


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return DAY.match(text) is not None


def _count_faults(found: Mapping[str, Any]) -> list[str]:
    faults = [f"{name} moet een getal van 0 tot {COUNT_MAX} zijn" for name in COUNTS if not _is_count(found.get(name))]
    for name in TABLES:
        table = found.get(name)
        if not isinstance(table, dict) or not all(_is_key(key) and _is_count(table[key]) for key in table):
            faults.append(f"{name} moet per code of maand een getal van 0 tot {COUNT_MAX} geven")
        elif len(table) > TABLE_KEYS_MAX:
            faults.append(f"{name} mag hoogstens {TABLE_KEYS_MAX} getallen hebben")
    return faults


def _is_key(text: str) -> bool:
    return len(text) <= TABLE_KEY_LENGTH_MAX and is_readable(text)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= COUNT_MAX

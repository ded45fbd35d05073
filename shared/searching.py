"""What somebody typed to find a person: a birth date, or a name (perhaps with initials) that may be a number. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from shared.names import folded

DUTCH_DATE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
INITIALS = re.compile(r"[^\W\d_]|([^\W\d_]{1,2}\.)+[^\W\d_]?")
"""One letter, or letters with points: J, J.B., Th.J."""


@dataclass(frozen=True, slots=True)
class Sought:
    """`typed` is all of it, for numbers; `name` is without case and accents, as `search_name` makes it, and `initials`
    are small letters without points. `birth_date` is there when what was typed is a date, and then nothing else counts.
    """

    typed: str
    name: str
    initials: str = ""
    birth_date: date | None = None


def sought(text: str) -> Sought:
    """`J.B. van Dijk` and `Dijk, J.B.` have initials; `21-11-1938` and `1938-11-21` are days."""
    typed = " ".join(text.split())
    if born := _day(typed):
        return Sought(typed, "", birth_date=born)
    surname, comma, behind = typed.partition(",")
    if comma and INITIALS.fullmatch(behind.strip().replace(" ", "")):
        return Sought(typed, folded(surname), letters_of(behind))
    words = typed.split()
    before = 0
    while before < len(words) - 1 and INITIALS.fullmatch(words[before]):
        before += 1
    return Sought(typed, folded(" ".join(words[before:])), letters_of(" ".join(words[:before])))


def letters_of(initials: str) -> str:
    """`J.B.` and `JB` as `jb`, to compare how somebody is known with how one looks for them."""
    return "".join(letter for letter in folded(initials) if letter.isalpha())


def _day(typed: str) -> date | None:
    if found := DUTCH_DATE.fullmatch(typed):
        day, month, year = map(int, found.groups())
    elif found := ISO_DATE.fullmatch(typed):
        year, month, day = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None

"""What somebody typed in the search box, read as what it can be: name, birth date, decision, client id. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from services.migration.domain.control.standings import folded_initials
from shared.dutch import MONTHS
from shared.names import folded

BY_NUMBERS = re.compile(r"\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b", re.ASCII)
BY_NAME = re.compile(r"\b(\d{1,2}) ([a-z]+)\.? (\d{4})\b", re.ASCII)
ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b", re.ASCII)
CLIENT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
SHORTEST_MONTH = 3


@dataclass(frozen=True, slots=True)
class Search:
    """All that is given must fit; what cannot be anything finds nobody (`nothing`). `name`: how a surname begins, with
    or without its prefix, folded; `initials`: how they begin. `decision`: a decision number, or the whole number of one
    function with its code."""

    name: str = ""
    initials: str = ""
    birth_date: date | None = None
    decision: str = ""
    client_id: str = ""
    nothing: bool = False


def read_search(typed: str) -> Search:
    text = " ".join(typed.split())
    if CLIENT_ID.fullmatch(text.lower()):
        return Search(client_id=text.lower())
    day, rest = _without_date(text)
    if any(letter.isdigit() for letter in rest):
        number = rest.replace(" ", "").upper()
        return Search(decision=number, birth_date=day)
    initials, name = _person(rest)
    if day is None and not name:
        return Search(nothing=True)
    return Search(name=name, initials=initials, birth_date=day)


def _without_date(text: str) -> tuple[date | None, str]:
    """The first date in a text, and what is left around it. A date that does not exist is left where it is."""
    small = folded(text)
    if len(small) != len(text):
        small = text.lower()
    for pattern, places in ((ISO, (3, 2, 1)), (BY_NUMBERS, (1, 2, 3)), (BY_NAME, (1, 2, 3))):
        if found := pattern.search(small):
            day, month, year = (found[place] for place in places)
            if when := _date(day, month, year):
                return when, (text[: found.start()] + " " + text[found.end() :]).strip(" ,;")
    return None, text


def _date(day: str, month: str, year: str) -> date | None:
    number = int(month) if month.isdigit() else _month(month)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _month(word: str) -> int:
    """Also the first letters of it; 0 for what is no month."""
    found = [place for place, name in enumerate(MONTHS, 1) if len(word) >= SHORTEST_MONTH and name.startswith(word)]
    return found[0] if found else 0


def _person(text: str) -> tuple[str, str]:
    """Initials stand before the name or behind it: `J.P. Jansen`, `Jansen, J.P.`."""
    words = text.replace(",", " ").replace("-", " ").split()
    initials: list[str] = []
    while len(words) > 1 and _is_initials(words[0]):
        initials.append(words.pop(0))
    while len(words) > 1 and not initials and _is_initials(words[-1]):
        initials.append(words.pop())
    return folded_initials("".join(initials)), folded(" ".join(words))


def _is_initials(word: str) -> bool:
    return "." in word or (len(word) == 1 and word.isalpha())

"""Every Dutch municipality of 2009 up to and including 2016, by CBS code: names, and what became of them by which date.

The list is the whole country (municipalities.toml), so that a move to or from anywhere has a name. Which municipalities
this system works for is a question to the region (shared/region/).
"""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from shared.dutch import date_in_words, list_in_words

LIST = Path(__file__).with_suffix(".toml")
NEAR = 3
"""How many others are offered for a code or name that is not in the list."""
FIRST_YEAR = date(2014, 1, 1)
"""A municipality that was gone before this day has no clients to take over."""


class UnknownMunicipality(LookupError):
    """A code that is not in the list. Names the code and the file."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """`since` None: older than the list. `until` is its last day; None means that it outlived the list. `successors`
    are the codes of those in which its people live from the next day on; there are none as long as it exists."""

    code: str
    name: str
    since: date | None
    until: date | None
    successors: tuple[str, ...]

    def exists_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def municipality(code: str) -> Municipality:
    """Raises UnknownMunicipality."""
    found = _municipalities().get(code)
    if found is None:
        raise UnknownMunicipality(f"municipality code {code!r} is not in {LIST.name}")
    return found


def municipality_name(code: str) -> str:
    """The name by CBS code, like Putten by 0273. Raises UnknownMunicipality."""
    return municipality(code).name


def is_known(code: str) -> bool:
    """Whether a Dutch municipality has or had this code, wherever in the country."""
    return code in _municipalities()


def known_codes() -> frozenset[str]:
    return frozenset(_municipalities())


def existing_on(day: date) -> frozenset[str]:
    """The codes of all municipalities of one day."""
    return frozenset(code for code, each in _municipalities().items() if each.exists_on(day))


def successors_on(code: str, day: date) -> tuple[str, ...]:
    """In which municipalities of `day` the people of this one live, in order of code: itself while it exists, several
    when it was divided. Empty for a day before it began. Raises UnknownMunicipality."""
    found = municipality(code)
    if found.until is None or day <= found.until:
        return (code,) if found.exists_on(day) else ()
    return tuple(sorted({later for successor in found.successors for later in successors_on(successor, day)}))


def successors(code: str) -> frozenset[str]:
    """All municipalities in which its people ever live after it ended. Raises UnknownMunicipality."""
    direct = municipality(code).successors
    return frozenset(direct).union(*map(successors, direct))


def municipality_in_words(code: str) -> str:
    """The name, or that we do not know it: for a code that others gave, or that is empty."""
    if is_known(code):
        return municipality_name(code)
    return f"onbekend ({code})" if code else "onbekend"


def with_code(code: str) -> str:
    """As `Putten (0273)`. Raises UnknownMunicipality."""
    return f"{municipality_name(code)} ({code})"


def became_in_words(code: str, told_on: date) -> str:
    """Dutch: `Schoonhoven (0608) is per 1 januari 2015 opgegaan in Krimpenerwaard (1931).`, or that it will be, told
    before that day; empty for a municipality that outlived the list. Raises UnknownMunicipality."""
    last = municipality(code).until
    if last is None:
        return ""
    gone = last + timedelta(days=1)
    later = successors_on(code, max(gone, told_on))
    day, into = date_in_words(gone), list_in_words([with_code(each) for each in later])
    if len(later) == 1 and _is_new_name(code, later[0]):
        return f"{with_code(code)} heet vanaf {day} {into}."
    is_past = gone <= told_on
    return f"{with_code(code)} {'is' if is_past else 'gaat'} per {day} {'opgegaan' if is_past else 'op'} in {into}."


def by_name(codes: Iterable[str]) -> list[str]:
    """The codes in the order of their names, as a list to choose from shows them. Raises UnknownMunicipality."""
    return sorted(codes, key=lambda code: (_place_in_list(municipality_name(code)), code))


def named(codes: Iterable[str]) -> dict[str, str]:
    """Names by code, in the order of names: what one chooses from."""
    return {code: municipality_name(code) for code in by_name(codes)}


def near(text: str) -> list[str]:
    """The codes of 2014 and later that somebody may have meant with `text`, a code or a name: likely ones first."""
    names = {_plain(each.name): each.code for each in _municipalities().values() if _was_there(each)}
    if text.isdecimal():
        code = text.zfill(4)
        close = [other for other in names.values() if sum(a != b for a, b in zip(code, other, strict=False)) <= 1]
        return sorted(close, key=lambda other: (abs(int(code) - int(other)), other))[:NEAR]
    return [names[name] for name in get_close_matches(_plain(text), sorted(names), n=NEAR, cutoff=0.7)]


def did_you_mean(text: str) -> str:
    """Dutch: what somebody may have meant with a code or name that is not in the list; empty when nothing is near."""
    found = [f"{code} ({municipality_name(code)})" for code in near(text)]
    return f"Bedoelt u {' of '.join(filter(None, [', '.join(found[:-1]), found[-1]]))}?" if found else ""


def _was_there(found: Municipality) -> bool:
    return found.until is None or found.until >= FIRST_YEAR


def _is_new_name(code: str, later: str) -> bool:
    """Whether nothing but the name changed, and with it the code: the new one began with this one alone."""
    before = [each for each in _municipalities().values() if later in each.successors]
    return municipality(later).since is not None and [each.code for each in before] == [code]


def _place_in_list(name: str) -> str:
    """Where CBS lists a name: 's-Gravenhage under G and het Bildt under B, accents aside."""
    capital = next((place for place, letter in enumerate(name) if letter.isupper()), 0)
    return _plain(name[capital:])


def _plain(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if letter.isascii()).casefold()


@cache
def _municipalities() -> Mapping[str, Municipality]:
    content = tomllib.loads(LIST.read_text(encoding="utf-8"))
    since: dict[str, date] = {}
    until: dict[str, date] = {}
    successors: dict[str, tuple[str, ...]] = {}
    for change in content["change"]:
        since.update(dict.fromkeys(change.get("begins", []), change["day"]))
        until.update(dict.fromkeys(change["ends"], change["day"] - timedelta(days=1)))
        successors.update(dict.fromkeys(change["ends"], tuple(change["into"])))
    return {
        code: Municipality(code, name, since.get(code), until.get(code), successors.get(code, ()))
        for code, name in content["name"].items()
    }

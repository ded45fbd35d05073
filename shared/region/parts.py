"""One table of region.toml, asked for its values. What is wrong is told in Dutch, with the file, the table and the key,
since a functional manager reads it, and with what to do."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NoReturn

from shared.colours import COLOUR
from shared.settings import SettingsError


class RegionError(SettingsError):
    """region.toml cannot be used. One line in Dutch: file, key, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """`where` are the words by which an error names the table, like `region.toml: gemeente 0273 (Putten)`."""

    where: str
    raw: Mapping[str, Any]

    def refuse(self, what: str) -> NoReturn:
        raise RegionError(f"{self.where}: {what}")

    def named(self, where: str) -> "Part":
        return replace(self, where=where)

    def only(self, required: Sequence[str], optional: Sequence[str] = ()) -> None:
        """Refuses a key that nobody reads, which is most often a slip, and a missing one."""
        known = (*required, *optional)
        for key in self.raw:
            if key not in known:
                self.refuse(f"{key} is geen sleutel die hier hoort; haal deze weg, of kies uit: {', '.join(known)}.")
        for key in required:
            if key not in self.raw:
                self.refuse(f"{key} ontbreekt; zet deze sleutel erbij.")

    def text(self, key: str) -> str:
        value = self.raw[key]
        if not isinstance(value, str) or not value.strip() or "\n" in value:
            self.refuse(f"{key} is {_shown(value)}; schrijf hier een tekst van één regel tussen aanhalingstekens.")
        if any(unicodedata.category(letter).startswith("C") for letter in value):
            self.refuse(
                f"{key} bevat een teken dat niemand ziet en dat geen drukker kan drukken; typ de tekst opnieuw."
            )
        return value.strip()

    def text_like(self, key: str, form: "re.Pattern[str]", example: str) -> str:
        value = self.text(key)
        if not form.fullmatch(value):
            self.refuse(f"{key} is {_shown(value)}; schrijf {example}.")
        return value

    def colour(self, key: str) -> str:
        return self.text_like(key, COLOUR, 'een kleur met zes cijfers of letters, zoals "#154273"').lower()

    def day(self, key: str) -> date:
        value = self.raw[key]
        if not isinstance(value, date) or isinstance(value, datetime):
            self.refuse(f"{key} is {_shown(value)}; schrijf een datum zonder aanhalingstekens, zoals 2015-01-01.")
        return value

    def since_until(self) -> tuple[date, date | None]:
        since, until = self.day("since"), self.day("until") if "until" in self.raw else None
        if until is not None and until < since:
            self.refuse(f"until is {until} en ligt vóór since ({since}); schrijf de laatste dag waarop dit geldt.")
        return since, until

    def day_between(self, key: str, low: date, high: date) -> date:
        value = self.day(key)
        if not low <= value <= high:
            self.refuse(f"{key} is {value}; schrijf een datum van {low} tot en met {high}.")
        return value

    def word(self, key: str, words: Iterable[str]) -> str:
        value = self.text(key)
        if value not in words:
            self.refuse(f"{key} is {_shown(value)}; kies uit: {', '.join(words)}.")
        return value

    def whole(self, key: str, low: int, high: int) -> int:
        value = self.raw[key]
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            self.refuse(f"{key} is {_shown(value)}; schrijf een heel getal van {low} tot en met {high}.")
        return value

    def yes_or_no(self, key: str) -> bool:
        value = self.raw.get(key, False)
        if not isinstance(value, bool):
            self.refuse(f"{key} is {_shown(value)}; schrijf true of false.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.raw[key]
        if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
            self.refuse(f'{key} is {_shown(value)}; schrijf een lijst, zoals ["0273", "0267"].')
        return tuple(value)

    def table(self, key: str) -> "Part":
        """A table of its own, like [municipality.letterhead]."""
        value = self.raw[key]
        if not isinstance(value, dict):
            self.refuse(f"{key} is {_shown(value)}; maak er een blok van dat begint met [municipality.{key}].")
        return Part(self._inside(key), value)

    def tables(self, key: str, heading: str) -> list["Part"]:
        """Tables that can stand more than once; `heading` is how the first line of each should look."""
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.refuse(f"{key} is geen lijst van blokken; begin elk blok met [[{heading}]].")
        return [Part(self._inside(key), each) for each in value]

    def _inside(self, key: str) -> str:
        return f"{self.where}, {key}" if ": " in self.where else f"{self.where}: {key}"


def _shown(value: object) -> str:
    """As it stands in the file, more or less: enough to find it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)

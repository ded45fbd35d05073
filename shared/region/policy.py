"""What a municipality may choose, with the defaults that hold until it does (policy.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DEFAULTS = Path(__file__).with_suffix(".toml")
OURS = "Zachte Landing"
"""Who chose a default."""


Value = int | date | str
"""A whole number, a day, one of a few words, or a text of one line."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value, the days on which it holds (both included; `until` None: no end is known), and whose choice it is: `by`
    took the decision of that name on that day."""

    key: str
    value: Value
    since: date
    until: date | None
    by: str
    decision: str
    decided_on: date

    @property
    def is_default(self) -> bool:
        return self.by == OURS

    @property
    def number(self) -> int:
        """Raises TypeError for a choice of another kind: a fault of whoever asks."""
        if not isinstance(self.value, int):
            raise TypeError(f"choice {self.key} is {self.value!r}, and a number was asked for")
        return self.value

    @property
    def day(self) -> date:
        """Raises TypeError as `number` does."""
        if not isinstance(self.value, date):
            raise TypeError(f"choice {self.key} is {self.value!r}, and a day was asked for")
        return self.value

    @property
    def word(self) -> str:
        """Raises TypeError as `number` does."""
        if not isinstance(self.value, str):
            raise TypeError(f"choice {self.key} is {self.value!r}, and a word was asked for")
        return self.value

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Choosable:
    """Something to choose: what it does, in Dutch, and the default. `words`: it is one of these, each with what it
    means; `free`: it is a text of one line; otherwise it is a whole number or a day, from `low` through `high`."""

    key: str
    says: str
    default: Choice
    low: int | date | None
    high: int | date | None
    words: Mapping[str, str]
    free: bool


@cache
def choosables() -> Mapping[str, Choosable]:
    """All that can be chosen, by key."""
    content = tomllib.loads(DEFAULTS.read_text(encoding="utf-8"))
    return {each["key"]: _choosable(each) for each in content["choice"]}


def _choosable(raw: Mapping[str, Any]) -> Choosable:
    decided_on = raw["decided_on"]
    default = Choice(raw["key"], raw["value"], decided_on, None, OURS, raw["decision"], decided_on)
    bounds = (raw.get("low"), raw.get("high"))
    return Choosable(raw["key"], raw["says"], default, *bounds, raw.get("words", {}), raw.get("free", False))

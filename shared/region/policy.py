"""What a municipality may choose, with the defaults that hold until it does (policy.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

DEFAULTS = Path(__file__).with_suffix(".toml")
OURS = "Zachte Landing"
"""Who chose a default."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value, the days on which it holds (both included; `until` None: no end is known), and whose choice it is: `by`
    took the decision of that name on that day."""

    key: str
    value: int
    since: date
    until: date | None
    by: str
    decision: str
    decided_on: date

    @property
    def is_default(self) -> bool:
        return self.by == OURS

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Choosable:
    """Something to choose: what it does, in Dutch, between which whole numbers, and the default."""

    key: str
    says: str
    low: int
    high: int
    default: Choice


@cache
def choosables() -> Mapping[str, Choosable]:
    """All that can be chosen, by key."""
    content = tomllib.loads(DEFAULTS.read_text(encoding="utf-8"))
    return {each["key"]: _choosable(**each) for each in content["choice"]}


def _choosable(key: str, value: int, low: int, high: int, says: str, decision: str, decided_on: date) -> Choosable:
    return Choosable(key, says, low, high, Choice(key, value, decided_on, None, OURS, decision, decided_on))

"""Grants in memory, for tests of who may come in."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from shared.granting import Door, Grant


@dataclass
class GrantsInMemory:
    kept: dict[str, Grant] = field(default_factory=dict)

    def of(self, door: Door, account: str, day: date) -> Sequence[Grant]:
        found = [each for each in self.kept.values() if (each.door, each.account) == (door, account)]
        return sorted((each for each in found if each.holds_on(day)), key=lambda each: (each.role, each.name))

    def find(self, grant_id: str, day: date) -> Grant | None:
        found = self.kept.get(grant_id)
        return found if found is not None and found.holds_on(day) else None

    def grant(self, grant: Grant) -> None:
        self.kept[grant.grant_id] = grant

    def withdraw(self, grant_id: str) -> None:
        del self.kept[grant_id]

    def end(self, grant_id: str, ends_on: date) -> None:
        self.kept[grant_id] = replace(self.kept[grant_id], ends_on=ends_on)

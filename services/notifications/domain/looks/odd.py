"""Which looks a functional manager should ask about: a pattern says that something is unusual, never that it is
wrong."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from services.notifications.domain.looks.look import Look
from shared.clock import AMSTERDAM
from shared.names import folded

NAMESPACE = uuid.UUID("6f6b1f0e-58f5-4d5e-9d7c-2a4f4c1a8d70")
SATURDAY = 5
K = TypeVar("K")


class Pattern(StrEnum):
    MANY_WITHOUT_TASK = "many-without-task"
    OWN_NAME = "own-name"
    NAME_OF_COLLEAGUE = "name-of-colleague"
    OUTSIDE_HOURS = "outside-hours"
    AGAIN_AND_AGAIN = "again-and-again"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a municipality chose: from how many on it is much, and between which hours its office works."""

    without_task: int
    same_file: int
    from_hour: int
    until_hour: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was opened. `surname` of the client, empty when we do not know the client."""

    look: Look
    client_id: str
    municipality: str
    surname: str

    @property
    def moment(self) -> datetime:
        return self.look.at.astimezone(AMSTERDAM)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one person did on one day that fits a pattern. `client_id` is empty when it is about several. `number` and
    `limit` are how many there were and from how many on it is much; both 0 where a pattern does not count."""

    pattern: Pattern
    municipality: str
    day: date
    user_id: str
    user_name: str
    client_id: str
    opened: Sequence[Opened]
    limit: int = 0

    @property
    def number(self) -> int:
        return len(self.opened)

    @property
    def finding_id(self) -> str:
        """The same for the same pattern, municipality, day, person and client, so what was said of it stays with it."""
        what = (self.pattern, self.municipality, self.day.isoformat(), self.user_id, self.client_id)
        return str(uuid.uuid5(NAMESPACE, "/".join(what)))


def findings(opened: Sequence[Opened], limits: Limits) -> Sequence[Finding]:
    """In files of one municipality, of each day and person, in the order of the patterns; the newest day first."""
    names = {each.look.user_id: last_name(each.look.user_name) for each in opened}
    found = [
        finding
        for (day, user_id), theirs in _by(opened, lambda each: (each.moment.date(), each.look.user_id)).items()
        for finding in _of_one(day, user_id, theirs, names, limits)
    ]
    order = {pattern: place for place, pattern in enumerate(Pattern)}
    return sorted(found, key=lambda one: (-one.day.toordinal(), order[one.pattern], one.user_name, one.client_id))


def last_name(name: str) -> str:
    """Of how a colleague is called: the last word, folded. Too little to be sure, enough to ask."""
    words = folded(name).split()
    return words[-1] if len(words) > 1 else ""


def _of_one(
    day: date, user_id: str, opened: Sequence[Opened], names: Mapping[str, str], limits: Limits
) -> Iterator[Finding]:
    def finding(pattern: Pattern, some: Sequence[Opened], client_id: str = "", limit: int = 0) -> Finding:
        first = opened[0]
        return Finding(pattern, first.municipality, day, user_id, first.look.who, client_id, some, limit)

    unexplained = _each_client_once(each for each in opened if not each.look.by_task and not each.look.reason)
    if len(unexplained) >= limits.without_task:
        yield finding(Pattern.MANY_WITHOUT_TASK, unexplained, limit=limits.without_task)
    outside = _each_client_once(each for each in opened if _is_outside_hours(each.moment, limits))
    if outside:
        yield finding(Pattern.OUTSIDE_HOURS, outside)
    others = {name for other, name in names.items() if other != user_id and name}
    for client_id, same in _by(opened, lambda each: each.client_id).items():
        surname = (folded(same[0].surname).split() or [""])[-1]
        if surname and surname == names[user_id]:
            yield finding(Pattern.OWN_NAME, same, client_id)
        elif surname in others and any(not each.look.by_task for each in same):
            yield finding(Pattern.NAME_OF_COLLEAGUE, same, client_id)
        if len(same) >= limits.same_file:
            yield finding(Pattern.AGAIN_AND_AGAIN, same, client_id, limits.same_file)


def _is_outside_hours(moment: datetime, limits: Limits) -> bool:
    return moment.weekday() >= SATURDAY or not limits.from_hour <= moment.hour < limits.until_hour


def _each_client_once(opened: Iterable[Opened]) -> Sequence[Opened]:
    return list({each.client_id: each for each in opened}.values())


def _by(opened: Sequence[Opened], key: Callable[[Opened], K]) -> Mapping[K, Sequence[Opened]]:
    groups: dict[K, list[Opened]] = defaultdict(list)
    for each in opened:
        groups[key(each)].append(each)
    return groups

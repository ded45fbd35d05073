"""Those who hold the conversations: when they work, where, and what they can do. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import pairwise
from zlib import crc32

PSYCHIATRY, SIGN_LANGUAGE = "psychiatry", "sign-language"
"""Skills beside languages, which are written by their code of two letters (ISO 639-1): `tr`, `ar`."""


class PlaceKind(StrEnum):
    HOME = "home"
    OFFICE = "office"
    TELEPHONE = "telephone"


class WhyAway(StrEnum):
    LEAVE = "leave"
    ILLNESS = "illness"


@dataclass(frozen=True, slots=True)
class Hours:
    """From `start` until `until` on every `weekday`, of which Monday is 0."""

    weekday: int
    start: time
    until: time


@dataclass(frozen=True, slots=True)
class Leave:
    """Both days included."""

    first: date
    last: date
    why: WhyAway

    def holds_on(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Caseworker:
    """`user_id`: as whom they sign in, None when that is not known; `places`: where their conversations can be."""

    id: str
    name: str
    municipality: str
    hours: tuple[Hours, ...] = ()
    leave: tuple[Leave, ...] = ()
    skills: frozenset[str] = frozenset()
    places: frozenset[PlaceKind] = frozenset(PlaceKind)
    user_id: str | None = None

    def away_on(self, day: date) -> Leave | None:
        return next((each for each in self.leave if each.holds_on(day)), None)

    def hours_on(self, day: date) -> tuple[Hours, ...]:
        """In order; none on a day of leave."""
        if self.away_on(day) is not None:
            return ()
        there = (each for each in self.hours if each.weekday == day.weekday())
        return tuple(sorted(there, key=lambda each: each.start))

    def can(self, skills: Iterable[str]) -> bool:
        return self.skills.issuperset(skills)


@dataclass(frozen=True, slots=True)
class Sought:
    """Caseworkers of a municipality; with `place` and `skills` those who speak there and can that, with `named` those
    who have these letters in their name."""

    municipality: str
    place: PlaceKind | None = None
    skills: frozenset[str] = frozenset()
    named: str = ""

    def holds(self, one: Caseworker) -> bool:
        there = self.place is None or self.place in one.places
        return self.municipality == one.municipality and there and one.can(self.skills) and self._is_named(one)

    def _is_named(self, one: Caseworker) -> bool:
        return self.named.casefold() in one.name.casefold()


def turn_of(household_id: str, number: int) -> int:
    """Where among so many caseworkers the search for this household begins, so that not all of them begin with the
    same ones."""
    return crc32(household_id.encode()) % number


def faults_of(caseworker: Caseworker) -> dict[str, str]:
    """What is wrong with what somebody typed, in Dutch and by field; nothing when all is well."""
    found: dict[str, str] = {}
    if not caseworker.name.strip():
        found["name"] = "Vul de naam in."
    if not caseworker.places:
        found["places"] = "Kies minstens één plaats waar de gesprekken kunnen zijn."
    for weekday in range(7):
        if fault := _fault_of_hours([each for each in caseworker.hours if each.weekday == weekday]):
            found[f"hours-{weekday}"] = fault
    if any(each.last < each.first for each in caseworker.leave):
        found["leave"] = "De laatste dag ligt voor de eerste. Controleer de dagen."
    return found


def _fault_of_hours(hours: list[Hours]) -> str:
    hours = sorted(hours, key=lambda each: each.start)
    if any(each.until <= each.start for each in hours):
        return "De eindtijd moet na de begintijd komen."
    if any(later.start < earlier.until for earlier, later in pairwise(hours)):
        return "De tijden vallen over elkaar. Maak er één tijd van."
    return ""

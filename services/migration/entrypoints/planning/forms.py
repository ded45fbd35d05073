"""What addresses and forms of appointments and caseworkers hold. What cannot be read is a ValidationError by field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from marshmallow import ValidationError

from services.migration.domain.planning.appointments import CancelReason, Reason
from services.migration.domain.planning.caseworkers import Caseworker, Hours, Leave, PlaceKind, WhyAway
from services.migration.domain.planning.slots import Slot
from services.migration.entrypoints.planning.words import SKILLS, WEEKDAYS, hours_in_words
from shared.calendar.days import monday_of
from shared.granting import Door, account_of, user_id_of
from shared.web.fields import read_day

HOUR = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)(?: ?uur)?", re.ASCII)
BLOCK = re.compile(r"([\d.:]+)\s*(?:-|–|tot)\s*([\d.:]+)", re.ASCII)
W = TypeVar("W", bound=StrEnum)
NAME_MAX = 80


def read_hour(text: str) -> time | None:
    """`9.30`, `09:30` or `9.30 uur`; None for anything else."""
    found = HOUR.fullmatch(text.strip())
    return time(int(found[1]), int(found[2])) if found else None


def week_of(arguments: Mapping[str, str], today: date) -> date:
    """The Monday of the week that an address names, or of today."""
    text = arguments.get("week", "").strip()
    if not text:
        return monday_of(today)
    day = read_day(text)
    if day is None:
        raise ValidationError({"week": ["Kies een dag, zoals 2015-02-09."]})
    return monday_of(day)


def word_of(arguments: Mapping[str, str], name: str, words: type[W], default: W) -> W:
    text = arguments.get(name, "").strip()
    if text and text not in list(words):
        raise ValidationError({name: ["Deze keuze kennen we niet. Kies er een uit de lijst."]})
    return words(text) if text else default


def skill_of(arguments: Mapping[str, str]) -> frozenset[str]:
    """The one skill that a search asks for; none when it is left open."""
    text = arguments.get("skill", "").strip()
    if text and text not in SKILLS:
        raise ValidationError({"skill": ["Deze keuze kennen we niet. Kies er een uit de lijst."]})
    return frozenset({text} if text else ())


@dataclass(frozen=True, slots=True)
class ChosenMoment:
    day: date
    start: time
    caseworker_id: str
    place: PlaceKind
    accept_late: bool


def slot_value(slot: Slot) -> str:
    """As the value of a radio button."""
    return f"{slot.day.isoformat()} {slot.start:%H:%M} {slot.caseworker_id}"


def chosen_moment(given: Mapping[str, str]) -> ChosenMoment:
    """One of the moments that were offered, or, with `slot=own`, what was typed."""
    place = word_of(given, "place", PlaceKind, PlaceKind.HOME)
    slot = given.get("slot", "").strip()
    if not slot:
        raise ValidationError({"slot": ["Kies een moment."]})
    parts = slot.split(" ", 2)
    if slot == "own":
        parts = [given.get(name, "").strip() for name in ("day", "start", "caseworker")]
    day, start = read_day(parts[0]), read_hour(parts[1]) if len(parts) == 3 else None
    wrong = {}
    if day is None:
        wrong["day"] = ["Vul een dag in."]
    if start is None:
        wrong["start"] = ["Vul een tijd in, zoals 9.30."]
    if len(parts) < 3 or not parts[2]:
        wrong["caseworker"] = ["Kies een consulent."]
    if day is None or start is None or wrong:
        raise ValidationError(wrong)
    return ChosenMoment(day, start, parts[2], place, given.get("accept_late") == "yes")


def move_reason(given: Mapping[str, str]) -> Reason:
    """Left open it is refused by the rules: an appointment that moves is not a first one."""
    return word_of(given, "reason", Reason, Reason.FIRST)


def cancel_reason(given: Mapping[str, str]) -> CancelReason:
    if not given.get("reason"):
        raise ValidationError({"reason": ["Kies waarom de afspraak niet doorgaat."]})
    return word_of(given, "reason", CancelReason, CancelReason.ENDED)


def days_of_illness(given: Mapping[str, str], today: date) -> tuple[date, date]:
    """From today, or the day that was typed, through the last day; one day when that is left open."""
    first_text, last_text = given.get("first", "").strip(), given.get("last", "").strip()
    first = read_day(first_text) if first_text else today
    last = read_day(last_text) if last_text else first
    if first is None or last is None:
        where = "first" if first is None else "last"
        raise ValidationError({where: ["Vul een dag in."]})
    return first, last


def caseworker_values(caseworker: Caseworker) -> dict[str, str]:
    """A caseworker as the fields of the form show them."""
    values = {"name": caseworker.name, "user": caseworker.user_id or ""}
    for weekday in range(len(WEEKDAYS)):
        own = sorted((each for each in caseworker.hours if each.weekday == weekday), key=lambda each: each.start)
        values[f"hours-{weekday}"] = hours_in_words(own)
    values |= {f"skill-{each}": "yes" for each in caseworker.skills}
    values |= {f"place-{each.value}": "yes" for each in caseworker.places}
    return values


def read_caseworker(given: Mapping[str, str], known: Caseworker) -> Caseworker:
    """`known` with what was typed. Leave that is ticked goes away, and new leave is added."""
    wrong: dict[str, list[str]] = {}
    hours: list[Hours] = []
    for weekday in range(len(WEEKDAYS)):
        blocks = _blocks(given.get(f"hours-{weekday}", ""), weekday)
        if blocks is None:
            wrong[f"hours-{weekday}"] = ["Schrijf de tijden als 9.00-12.30 en 13.00-17.00."]
        else:
            hours += blocks
    name = given.get("name", "").strip()
    if len(name) > NAME_MAX:
        wrong["name"] = [f"De naam is te lang. Er passen {NAME_MAX} letters in."]
    leave = [each for each in known.leave if given.get(f"leave-{each.first.isoformat()}") != "yes"]
    first, last = given.get("leave-first", "").strip(), given.get("leave-last", "").strip()
    if first or last:
        days = read_day(first), read_day(last or first)
        if days[0] is None or days[1] is None:
            wrong["leave-first" if days[0] is None else "leave-last"] = ["Vul een dag in."]
        elif days[1] < days[0]:
            wrong["leave-last"] = ["De laatste dag ligt voor de eerste. Controleer de dagen."]
        else:
            leave = [each for each in leave if each.first != days[0]]
            leave.append(Leave(days[0], days[1], WhyAway.LEAVE))
    if wrong:
        raise ValidationError(wrong)
    return Caseworker(
        id=known.id,
        name=name,
        municipality=known.municipality,
        hours=tuple(hours),
        leave=tuple(leave),
        skills=frozenset(each for each in SKILLS if given.get(f"skill-{each}") == "yes"),
        places=frozenset(each for each in PlaceKind if given.get(f"place-{each.value}") == "yes"),
        user_id=_user_id(given.get("user", "").strip()),
    )


def _user_id(typed: str) -> str | None:
    """Who signs in with an account is known here by our own id of it. Anything else is such an id, or a demo user's."""
    if "@" in typed:
        return user_id_of(Door.STAFF, account_of(typed))
    return typed or None


def _blocks(text: str, weekday: int) -> list[Hours] | None:
    """`9.00-12.30 en 13.00-17.00`; empty for a day off; None for what cannot be read."""
    found: list[Hours] = []
    for part in re.split(r"\s*(?:,|;|\ben\b)\s*", text.strip()) if text.strip() else []:
        block = BLOCK.fullmatch(part.strip())
        start, until = (read_hour(block[1]), read_hour(block[2])) if block else (None, None)
        if start is None or until is None:
            return None
        found.append(Hours(weekday, start, until))
    return found

"""What a letter is about, and who gets it, to rows and back."""

from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from services.notifications.domain.letters.gate import ArticleLink
from services.notifications.domain.letters.kinds import KINDS
from services.notifications.domain.letters.occasion import Occasion
from services.notifications.domain.letters.representative import GROUPS, ROLES, WAYS, Representative
from services.notifications.domain.letters.returned import CopyReturned
from services.notifications.domain.letters.slip import SlipFor
from services.notifications.domain.letters.told_late import ToldLate
from shared.json_text import json_text, json_value


def waiting_row(occasion: Occasion) -> dict[str, Any]:
    said = {
        "municipality": occasion.municipality,
        "cause": occasion.cause,
        "key": occasion.key,
        "day": occasion.day.isoformat(),
        "words": dict(occasion.words),
        "lists": {name: list(lines) for name, lines in occasion.lists.items()},
        "tables": {name: [list(row) for row in rows] for name, rows in occasion.tables.items()},
        "facts": sorted(occasion.facts),
        "functions": list(occasion.functions),
        "half": occasion.half or "",
        "slip": [occasion.slip.appointment_id, occasion.slip.day.isoformat()] if occasion.slip else [],
        "askedBy": occasion.asked_by.isoformat() if occasion.asked_by else "",
        "ends": [day.isoformat() for day in occasion.ends],
        "meetsOn": occasion.meets_on.isoformat() if occasion.meets_on else "",
        "links": [[link.cited, link.address] for link in occasion.links],
    }
    return {
        "id": occasion.letter_id,
        "client_id": occasion.client_id,
        "revision": occasion.revision,
        "kind": occasion.kind,
        "cause_id": occasion.cause_id or "",
        "replaced": occasion.replaced,
        "occasion": json_text(said),
    }


def occasion_of(row: RowMapping) -> Occasion:
    """What was kept before there were slips, or before letters kept the days they name, has none."""
    said = {"slip": [], "askedBy": "", "ends": [], "meetsOn": ""} | json_value(row["occasion"])
    return Occasion(
        client_id=row["client_id"],
        revision=row["revision"],
        municipality=said["municipality"],
        kind=KINDS[row["kind"]],
        cause=said["cause"],
        cause_id=row["cause_id"] or None,
        key=said["key"],
        day=date.fromisoformat(said["day"]),
        words=said["words"],
        lists={name: tuple(lines) for name, lines in said["lists"].items()},
        tables={name: tuple(map(tuple, rows)) for name, rows in said["tables"].items()},
        facts=frozenset(said["facts"]),
        functions=tuple(said["functions"]),
        links=tuple(ArticleLink(*pair) for pair in said["links"]),
        replaced=row["replaced"],
        half=said["half"] or None,
        slip=_slip_of(said["slip"]),
        asked_by=date.fromisoformat(said["askedBy"]) if said["askedBy"] else None,
        ends=tuple(map(date.fromisoformat, said["ends"])),
        meets_on=date.fromisoformat(said["meetsOn"]) if said["meetsOn"] else None,
    )


def _slip_of(kept: list[str]) -> SlipFor | None:
    return SlipFor(kept[0], date.fromisoformat(kept[1])) if kept else None


def days_text(days: tuple[date, ...]) -> str:
    return " ".join(day.isoformat() for day in days)


def days_of(kept: str) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, kept.split()))


def told_late_row(one: ToldLate) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ToldLate.__slots__}


def told_late_of(row: RowMapping) -> ToldLate:
    return ToldLate(**{name: row[name] for name in ToldLate.__slots__})


def representative_row(one: Representative) -> dict[str, Any]:
    return {
        "id": one.id,
        "client_id": one.client_id,
        "municipality": one.municipality,
        "role": one.role,
        "name": one.name,
        "street": one.street,
        "postcode": one.postcode,
        "city": one.city,
        "way": one.way,
        "kinds": one.group,
        "first_day": one.first_day,
        "last_day": one.last_day,
        "recorded_by": one.recorded_by,
        "recorded_name": one.recorded_name,
        "recorded_on": one.recorded_on,
        "ended_by": one.ended_by,
    }


def representative_of(row: RowMapping) -> Representative:
    return Representative(
        id=row["id"],
        client_id=row["client_id"],
        municipality=row["municipality"],
        role=ROLES[row["role"]],
        name=row["name"],
        street=row["street"],
        postcode=row["postcode"],
        city=row["city"],
        way=WAYS[row["way"]],
        group=GROUPS[row["kinds"]],
        first_day=row["first_day"],
        last_day=row["last_day"],
        recorded_by=row["recorded_by"],
        recorded_name=row["recorded_name"],
        recorded_on=row["recorded_on"],
        ended_by=row["ended_by"],
    )


def returned_copy_row(one: CopyReturned) -> dict[str, Any]:
    return {
        "letter_id": one.letter_id,
        "representative_id": one.representative_id,
        "client_id": one.client_id,
        "municipality": one.municipality,
        "returned_on": one.day,
        "returned_by": one.user_id,
    }


def returned_copy_of(row: RowMapping) -> CopyReturned:
    return CopyReturned(
        letter_id=row["letter_id"],
        client_id=row["client_id"],
        municipality=row["municipality"],
        representative_id=row["representative_id"],
        day=row["returned_on"],
        user_id=row["returned_by"],
    )

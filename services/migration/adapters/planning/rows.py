"""Between the values of appointments and caseworkers and the rows of their tables."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import RowMapping

from services.migration.domain.planning.appointments import (
    Appointment,
    Attendee,
    CancelReason,
    Ending,
    Place,
    Reason,
    Replaced,
    State,
)
from services.migration.domain.planning.caseworkers import Caseworker, Hours, Leave, PlaceKind, WhyAway


def appointment_row(one: Appointment) -> dict[str, Any]:
    replaces = one.replaces
    return {
        "id": one.id,
        "number": one.number,
        "municipality": one.municipality,
        "household_id": one.household_id,
        "day": one.day,
        "start": one.start,
        "until": one.until,
        "place": one.place.kind.value,
        "address": one.place.address,
        "caseworker_id": one.caseworker_id,
        "caseworker": one.caseworker,
        "reason": one.reason.value,
        "replaces_id": replaces.appointment_id if replaces else "",
        "replaces_day": replaces.day if replaces else None,
        "replaces_start": replaces.start if replaces else None,
        "made_on": one.made_on,
        "made_by": one.made_by,
        **changing_columns(one),
    }


def changing_columns(one: Appointment) -> dict[str, Any]:
    ending = one.ending
    return {
        "state": one.state.value,
        "confirmed_on": one.confirmed_on,
        "ended_on": ending.on if ending else None,
        "ended_by": ending.by if ending else "",
        "ended_reason": ending.reason.value if ending else "",
        "new_one_follows": ending is not None and ending.new_one_follows,
    }


def attendee_rows(one: Appointment) -> list[dict[str, Any]]:
    return [
        {
            "appointment_id": one.id,
            "client_id": each.client_id,
            "revision": each.revision,
            "route": each.route,
            "decide_by": each.decide_by,
            "latest_start": each.latest_start,
        }
        for each in one.attendees
    ]


def appointment_of(row: RowMapping, attendees: Iterable[RowMapping]) -> Appointment:
    return Appointment(
        id=row["id"],
        number=row["number"],
        municipality=row["municipality"],
        household_id=row["household_id"],
        day=row["day"],
        start=row["start"],
        until=row["until"],
        place=Place(PlaceKind(row["place"]), row["address"]),
        caseworker_id=row["caseworker_id"],
        caseworker=row["caseworker"],
        attendees=tuple(_attendee(each) for each in attendees),
        reason=Reason(row["reason"]),
        replaces=_replaced(row),
        made_on=row["made_on"],
        made_by=row["made_by"],
        state=State(row["state"]),
        confirmed_on=row["confirmed_on"],
        ending=_ending(row),
    )


def _replaced(row: RowMapping) -> Replaced | None:
    if not row["replaces_id"]:
        return None
    return Replaced(row["replaces_id"], row["replaces_day"], row["replaces_start"])


def _ending(row: RowMapping) -> Ending | None:
    if row["ended_on"] is None:
        return None
    return Ending(row["ended_on"], row["ended_by"], CancelReason(row["ended_reason"]), row["new_one_follows"])


def _attendee(row: RowMapping) -> Attendee:
    return Attendee(row["client_id"], row["revision"], row["route"], row["decide_by"], row["latest_start"])


def caseworker_row(one: Caseworker) -> dict[str, Any]:
    return {
        "id": one.id,
        "user_id": one.user_id or "",
        "name": one.name,
        "municipality": one.municipality,
        "skills": " ".join(sorted(one.skills)),
        "places": " ".join(sorted(place.value for place in one.places)),
    }


def caseworker_of(row: RowMapping, hours: Iterable[RowMapping], leave: Iterable[RowMapping]) -> Caseworker:
    return Caseworker(
        id=row["id"],
        name=row["name"],
        municipality=row["municipality"],
        hours=tuple(Hours(each["weekday"], each["start"], each["until"]) for each in hours),
        leave=tuple(Leave(each["first_day"], each["last_day"], WhyAway(each["why"])) for each in leave),
        skills=frozenset(row["skills"].split()),
        places=frozenset(PlaceKind(word) for word in row["places"].split()),
        user_id=row["user_id"] or None,
    )

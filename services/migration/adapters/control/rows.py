"""Between a standing and its rows, and what it counts for in the totals."""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from services.migration.adapters.control.tables import NEVER
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.standings import Determined, HeldBack, Planned, Standing
from services.migration.domain.rights.states import PersonState
from services.migration.domain.route.states import RouteState

EVERYBODY = ""
"""The list of all clients in the totals."""
DUE, ENDING, OTHER, CONVERSATION, MONTH, CLIENT = "due", "ending", "other", "conversation", "last_day", "client"
"""Series of `day_total`; each work list is one as well."""


def standing_row(one: Standing) -> dict[str, Any]:
    return {
        "client_id": one.client_id,
        "revision": one.revision,
        "municipality": one.municipality,
        "household_id": one.household_id,
        "search_name": one.search_name,
        "initials": one.initials,
        "birth_date": one.birth_date,
        "state": one.state.value,
        "state_until": one.state_until or NEVER,
        "state_after": one.state_after.value,
        "reassess_until": one.reassess_until,
        "decide_by": one.decide_by,
        "first_end": one.first_end,
        "last_day": one.last_day or NEVER,
        "due": one.due or NEVER,
        "determined": " ".join(sorted(one.determined)),
        "held_back_rows": one.held_back_rows,
        "held_back_delivery": one.held_back.delivery_id if one.held_back else "",
        "held_back_there": one.held_back.rows if one.held_back else 0,
        "week": one.plan.week if one.plan else NEVER,
        "decision_due": one.plan.decision_due if one.plan else None,
        "over_capacity": one.plan.over_capacity if one.plan else False,
        "late": one.plan.late if one.plan else False,
        "route_state": one.route.value,
        "aside_state": one.aside.state.value if one.aside else "",
        "aside_until": (one.aside.until if one.aside else None) or NEVER,
        "aside_after": one.aside.after.value if one.aside else "",
    }


def standing_of(row: RowMapping) -> Standing:
    return Standing(
        client_id=row["client_id"],
        revision=row["revision"],
        municipality=row["municipality"],
        household_id=row["household_id"],
        search_name=row["search_name"],
        initials=row["initials"],
        birth_date=row["birth_date"],
        state=PersonState(row["state"]),
        state_until=day_or_none(row["state_until"]),
        state_after=PersonState(row["state_after"]),
        reassess_until=row["reassess_until"],
        decide_by=row["decide_by"],
        first_end=row["first_end"],
        determined=frozenset(WorkList(word) for word in row["determined"].split()),
        held_back_rows=row["held_back_rows"],
        held_back=_held_back(row),
        plan=_planned(row),
        route=RouteState(row["route_state"]),
        aside=_aside(row),
    )


def day_or_none(day: date) -> date | None:
    return None if day == NEVER else day


def _held_back(row: RowMapping) -> HeldBack | None:
    if not row["held_back_delivery"]:
        return None
    return HeldBack(row["client_id"], row["held_back_delivery"], row["held_back_there"])


def _aside(row: RowMapping) -> Determined | None:
    if not row["aside_state"]:
        return None
    return Determined(PersonState(row["aside_state"]), day_or_none(row["aside_until"]), PersonState(row["aside_after"]))


def _planned(row: RowMapping) -> Planned | None:
    if row["decision_due"] is None:
        return None
    return Planned(row["week"], row["decision_due"], row["over_capacity"], row["late"])


def list_keys(one: Standing) -> set[tuple[str, str, str]]:
    """The rows of `listed`, as its key."""
    return {(each.value, one.municipality, one.client_id) for each in one.lists if each is not WorkList.OVERDUE}


def list_totals(one: Standing) -> Counter[tuple[Any, ...]]:
    """What one client counts for in `list_total`, by its key."""
    last_day = one.last_day or NEVER
    facets = (
        one.municipality,
        one.state.value,
        one.state_after.value,
        one.state_until or NEVER,
        last_day.replace(day=1),
    )
    return Counter((name, *facets) for name in (EVERYBODY, *(key[0] for key in list_keys(one))))


def day_totals(one: Standing) -> Counter[tuple[Any, ...]]:
    """What one client counts for in `day_total`, by its key; conversations are households and are counted apart."""
    found: Counter[tuple[Any, ...]] = Counter()
    found[MONTH, one.municipality, (one.last_day or NEVER).replace(day=1)] += 1
    for series in (CLIENT, *(key[0] for key in list_keys(one))):
        found[series, one.municipality, NEVER] += 1
    if one.due is not None:
        found[DUE, one.municipality, one.due] += 1
    if one.ends_in_week is not None:
        found[ENDING if one.reassess_until is not None else OTHER, one.municipality, one.ends_in_week] += 1
    return found

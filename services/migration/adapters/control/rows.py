"""Between a standing and its rows, and what it counts for in the totals."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from services.migration.adapters.control.tables import NEVER
from services.migration.domain.control.became import Became
from services.migration.domain.control.handled import CizReply, HandOver, LookedAt, Taken
from services.migration.domain.control.kept_promises import KeptPromise
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.standings import Determined, HeldBack, LaterRoute, Planned, Standing
from services.migration.domain.control.steps import (
    TEAMS,
    Finished,
    FinishedReason,
    NextStep,
    Owner,
    Receiver,
    Task,
    Team,
)
from services.migration.domain.rights.states import PersonState
from services.migration.domain.route.states import RouteState

EVERYBODY = ""
"""The list of all clients in the totals."""
DUE, ENDING, OTHER, CONVERSATION, MONTH, CLIENT = "due", "ending", "other", "conversation", "last_day", "client"
"""Series of `day_total`; each work list is one as well."""
DUE_LATER = "due-later"
"""As DUE, of a later report."""
NEXT, DONE = "next", "done-"
USER = "user/"
NAME = "name/"
"""Before the id, or only the name, of a person who owns a step; a team has none."""


def next_series(task: Task) -> str:
    return f"next-{task.value}"


def promised_series(task: Task) -> str:
    return f"promised-{task.value}"


def became_series(became: str, task: Task | None = None) -> str:
    """`task`: the next step of whom there is something to do."""
    return f"became-{became}" if task is None else f"became-{became}-{task.value}"


def done_series(reason: FinishedReason) -> str:
    return f"{DONE}{reason.value}"


def standing_row(one: Standing) -> dict[str, Any]:
    return {
        "client_id": one.client_id,
        "revision": one.revision,
        "municipality": one.municipality,
        "household_id": one.household_id,
        "search_name": one.search_name,
        "initials": one.initials,
        "birth_date": one.birth_date,
        "delivered_on": one.delivered_on,
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
        "held_back_on": one.held_back.on if one.held_back else None,
        "week": one.plan.week if one.plan else NEVER,
        "decision_due": one.plan.decision_due if one.plan else None,
        "over_capacity": one.plan.over_capacity if one.plan else False,
        "late": one.plan.late if one.plan else False,
        "route_state": one.route.value,
        "aside_state": one.aside.state.value if one.aside else "",
        "aside_until": (one.aside.until if one.aside else None) or NEVER,
        "aside_after": one.aside.after.value if one.aside else "",
        "added": " ".join(sorted(one.added)),
        "dealt_with": " ".join(sorted(one.dealt_with)),
        **_next_row(one.next),
        "later_due": (one.later.due or NEVER) if one.later else None,
        "became": one.became,
    }


def _next_row(one: NextStep | Finished | None) -> dict[str, Any]:
    if isinstance(one, NextStep):
        owner = one.owner
        return {
            "next_step": one.what.value,
            "owner": owner_word(owner),
            "owner_name": owner.name,
            "next_due": one.due,
        }
    step = done_series(one.reason) if one is not None else ""
    return {"next_step": step, "owner": "", "owner_name": "", "next_due": NEVER}


def owner_word(owner: Owner) -> str:
    if owner.user_id:
        return f"{USER}{owner.user_id}"
    return f"{NAME}{owner.name}" if owner.name else owner.team.value


def next_in(row: RowMapping) -> NextStep | Finished | None:
    step = row["next_step"]
    if not step:
        return None
    if step.startswith(DONE):
        return Finished(FinishedReason(step.removeprefix(DONE)))
    task = Task(step)
    user = row["owner"].removeprefix(USER) if row["owner"].startswith(USER) else ""
    return NextStep(task, Owner(TEAMS[task], user, row["owner_name"]), row["next_due"])


def standing_of(row: RowMapping, promised: Iterable[tuple[Task, date]] = ()) -> Standing:
    return Standing(
        client_id=row["client_id"],
        revision=row["revision"],
        municipality=row["municipality"],
        household_id=row["household_id"],
        search_name=row["search_name"],
        initials=row["initials"],
        birth_date=row["birth_date"],
        delivered_on=row["delivered_on"],
        state=PersonState(row["state"]),
        state_until=day_or_none(row["state_until"]),
        state_after=PersonState(row["state_after"]),
        reassess_until=row["reassess_until"],
        decide_by=row["decide_by"],
        first_end=row["first_end"],
        determined=_lists(row["determined"]),
        held_back_rows=row["held_back_rows"],
        held_back=_held_back(row),
        plan=_planned(row),
        route=RouteState(row["route_state"]),
        aside=_aside(row),
        added=_lists(row["added"]),
        dealt_with=_lists(row["dealt_with"]),
        next=next_in(row),
        later=LaterRoute(day_or_none(row["later_due"])) if row["later_due"] is not None else None,
        became=row["became"],
        promised=tuple(sorted(promised)),
    )


def _lists(words: str) -> frozenset[WorkList]:
    return frozenset(WorkList(word) for word in words.split())


def day_or_none(day: date) -> date | None:
    return None if day == NEVER else day


def _held_back(row: RowMapping) -> HeldBack | None:
    if not row["held_back_delivery"]:
        return None
    return HeldBack(row["client_id"], row["held_back_delivery"], row["held_back_there"], row["held_back_on"])


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


def promise_keys(one: Standing) -> set[tuple[str, str, date, str]]:
    """The rows of `promised`, as its key."""
    return {(task.value, one.municipality, due, one.client_id) for task, due in one.promised}


def kept_promise_row(one: KeptPromise) -> dict[str, Any]:
    return {**asdict(one), "task": one.task.value, "days_late": one.days_late}


def kept_promise_of(row: RowMapping) -> KeptPromise:
    said = {name: row[name] for name in ("cause_id", "client_id", "municipality", "due", "kept_on")}
    return KeptPromise(task=Task(row["task"]), **said)


IN_TIME, LATE, DAYS_LATE = "kept-", "late-", "days-"
"""Series of `kept_total`, before the task."""


def kept_totals(one: KeptPromise) -> Counter[tuple[Any, ...]]:
    """What one promise counts for in `kept_total`, by its key."""
    task, town = one.task.value, one.municipality
    if not one.days_late:
        return Counter({(f"{IN_TIME}{task}", town): 1})
    return Counter({(f"{LATE}{task}", town): 1, (f"{DAYS_LATE}{task}", town): one.days_late})


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
        found[DUE if one.later is None else DUE_LATER, one.municipality, one.due] += 1
    if one.ends_in_week is not None:
        found[ENDING if one.reassess_until is not None else OTHER, one.municipality, one.ends_in_week] += 1
    found.update(_next_totals(one))
    found.update((promised_series(task), one.municipality, due) for task, due in one.promised)
    if one.became:
        found[_became(one), one.municipality, NEVER] += 1
    return found


def _became(one: Standing) -> str:
    task = one.next.what if one.became == Became.TO_DO and isinstance(one.next, NextStep) else None
    return became_series(one.became, task)


def _next_totals(one: Standing) -> Counter[tuple[Any, ...]]:
    if isinstance(one.next, Finished):
        return Counter([(done_series(one.next.reason), one.municipality, NEVER)])
    if one.next is None:
        return Counter()
    series = [NEXT, next_series(one.next.what)]
    return Counter((each, one.municipality, one.next.due) for each in series)


def hand_over_row(one: HandOver) -> dict[str, Any]:
    return {
        "client_id": one.client_id,
        "receiver": one.receiver.value,
        "municipality": one.municipality,
        "chased_on": one.chased_on,
        "confirmed_on": one.confirmed_on,
        "by_id": one.by_id,
        "by_name": one.by_name,
        "note": one.note,
    }


def hand_over_of(row: RowMapping) -> HandOver:
    return HandOver(**{**row, "receiver": Receiver(row["receiver"])})


def looked_at_row(one: LookedAt) -> dict[str, Any]:
    return {
        "client_id": one.client_id,
        "work_list": one.work_list.value,
        "municipality": one.municipality,
        "on_day": one.on,
        "by_id": one.by_id,
        "by_name": one.by_name,
        "note": one.note,
        "reply": one.reply.value if one.reply is not None else "",
    }


def looked_at_of(row: RowMapping) -> LookedAt:
    return LookedAt(
        client_id=row["client_id"],
        municipality=row["municipality"],
        work_list=WorkList(row["work_list"]),
        on=row["on_day"],
        by_id=row["by_id"],
        by_name=row["by_name"],
        note=row["note"],
        reply=CizReply(row["reply"]) if row["reply"] else None,
    )


def taken_row(one: Taken) -> dict[str, Any]:
    return {
        "client_id": one.client_id,
        "team": one.team.value,
        "municipality": one.municipality,
        "user_id": one.user_id,
        "name": one.name,
        "since": one.on,
        "turn": one.turn,
    }


def taken_of(row: RowMapping) -> Taken:
    team = Team(row["team"])
    client_id, town, turn = row["client_id"], row["municipality"], row["turn"]
    return Taken(client_id, town, team, row["user_id"], row["name"], row["since"], turn)

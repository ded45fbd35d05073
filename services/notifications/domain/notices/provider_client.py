"""What a provider is told of one of its clients: what is next, and what a decision means for it.

A provider hears only of its own clients, and of each no more than the number of the decision and its own care. It never
hears who else gives care, nor what was said or why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from services.notifications.domain.client.care_words import in_use_now, staff_care_words
from services.notifications.domain.client.recipient import Provider
from services.notifications.domain.notices.course import Course, course_of
from services.notifications.domain.notices.ending_right import EndingRight
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.ends import stops_for
from services.notifications.domain.route.facts import BudgetStop, Decision, Provision
from shared.calendar.days import monday_of

DECISION_NUMBER = 8
"""So many characters of a decision's id are its number for a provider that has no indication of the client."""

DIED = "died"
"""Why a route ended."""


class Stage(StrEnum):
    """How far it is with a client of a provider; the code stands in events, addresses and API."""

    UNPLANNED = "unplanned"
    PLANNED = "planned"
    MOVED = "moved"
    CANCELLED = "cancelled"
    STOPPED = "stopped"
    DECEASED = "deceased"
    HELD = "held"
    OFFERED = "offered"
    STAYS = "stays"
    OPEN = "open"
    ELSEWHERE = "elsewhere"
    ARRIVES = "arrives"
    ENDED = "ended"
    YOUTH = "youth"


IN_FORCE = frozenset({Stage.STAYS, Stage.OPEN, Stage.ELSEWHERE, Stage.ARRIVES})
IN_A_WEEK = frozenset({Stage.PLANNED, Stage.MOVED})
"""Of a conversation a provider hears the week, so it is to come through that week."""
OVER = frozenset({Stage.STOPPED, Stage.DECEASED, Stage.ENDED})
"""Nothing comes after it but the end of the right, if that is not over yet."""
DECIDED = IN_FORCE | {Stage.OFFERED}


@dataclass(frozen=True, slots=True)
class CareEnd:
    """A kind of care, and the last day of the old right to it."""

    care: str
    until: date


@dataclass(frozen=True, slots=True)
class ProviderClient:
    """`number`: of the indication decision, else of the new one. `care` is in the provider's words. `day`: the Monday
    of the conversation's week, the day it was held, the day from which a decision holds, or the day of death.
    `until`: the last day of the old right, or of what was decided where this provider gives that; None without one.
    `weeks`: the right ends in so many weeks, and no
    decision was sent. `handover`: the care goes from one provider to another, so it is handed over warmly.
    `pgb_until`: the last day of a pgb that stops before the right, in `pgb_weeks` weeks; 0 when it has stopped.
    `ends`: each kind of care with the last day of the old right to it, in order of day; empty when all end on one day.
    Of a client who comes to this provider only the care that begins later than `day`."""

    provider: Provider
    municipality: str
    client_id: str
    number: str
    care: str
    stage: Stage
    day: date | None
    until: date | None
    weeks: int | None
    handover: bool = False
    pgb_until: date | None = None
    pgb_weeks: int | None = None
    ends: tuple[CareEnd, ...] = ()

    @property
    def next_day(self) -> date | None:
        """The day to look out for: what was said of the past leaves the end of the pgb, or else of the right."""
        past = self.stage in (Stage.YOUTH, Stage.HELD, Stage.OFFERED, Stage.UNPLANNED, Stage.CANCELLED, *OVER)
        ends = self.pgb_until if self.pgb_weeks else self.until
        return ends if past or self.day is None else self.day

    def coming_day(self, today: date) -> date | None:
        """The day of what happens next, seen from this day: what was said begins in this week or later, or else the
        care ends. `date.max` where no day is known; None when nothing is to come."""
        said = self.next_day
        if said is None:
            return date.max
        in_this_week = self.stage in IN_A_WEEK and said >= monday_of(today)
        if said >= today or in_this_week:
            return said
        return self.until if self.until is not None and self.until >= today else None

    @property
    def old_right_ended(self) -> date | None:
        """The last day of the old right where something else took its place as a whole; None where it runs to its own
        day, or each kind of care to its own."""
        if self.stage is Stage.DECEASED:
            return self.until
        whole = self.stage in IN_FORCE and self.stage is not Stage.ARRIVES and not self.ends
        return self.day - timedelta(days=1) if whole and self.day is not None else None

    def on(self, day: date) -> "ProviderClient":
        """The same as it is on this day: care that a decision lets begin does not wait for the municipality any more
        (Wmo 2015, 8.3 lid 2)."""
        begun = self.stage in IN_FORCE and self.day is not None and self.day <= day
        if not begun:
            return self
        ends = tuple(replace(each, care=in_use_now(each.care)) for each in self.ends)
        return replace(self, care=in_use_now(self.care), ends=ends)

    @property
    def told(self) -> tuple[object, ...]:
        """What a change of is news."""
        what = self.stage, self.day, self.until, self.weeks, self.care, self.handover
        return (*what, self.pgb_until, self.pgb_weeks, self.ends)


def provider_clients(client_id: str, rights: Sequence[EndingRight], route: ClientRoute) -> tuple[ProviderClient, ...]:
    """One per provider and municipality; of a client without a right that ends, nothing. Raises ClientError."""
    if not rights:
        return ()
    course = course_of(route)
    ordered = sorted(rights, key=lambda right: (right.provider.agb, right.municipality))
    own = [
        _own(client_id, own_rights := list(group), course, _stop_of(own_rights, route))
        for _, group in groupby(ordered, key=lambda right: (right.provider.agb, right.municipality))
    ]
    return (*own, *_arriving(client_id, {each.provider.agb for each in own}, course))


def _own(client_id: str, rights: Sequence[EndingRight], course: Course, stop: BudgetStop | None) -> ProviderClient:
    first = min(rights, key=lambda right: right.line.function_id)
    last_days = {right.line.right_until for right in rights}
    until = course.died_on or min(max(last_days), course.old_right_until or max(last_days))
    stage, day = _stage(first, rights, course)
    told_stop = stop if stage not in (Stage.ENDED, Stage.DECEASED) else None
    weeks = [course.endings[last] for last in (last_days & course.endings.keys()) - course.ended]
    return ProviderClient(
        provider=first.provider,
        municipality=first.municipality,
        client_id=client_id,
        number=first.line.decision_number,
        care="; ".join(sorted({right.line.care for right in rights})),
        stage=stage,
        day=day,
        until=_decided_until(course.decision, until) if stage is Stage.STAYS else until,
        weeks=min(weeks) if weeks and stage not in DECIDED | OVER | {Stage.YOUTH} else None,
        handover=stage is Stage.ELSEWHERE and _others(first.provider, course.decision),
        pgb_until=told_stop.last_day if told_stop else None,
        pgb_weeks=told_stop.weeks if told_stop else None,
        ends=_ends(rights) if len(last_days) > 1 and not course.accepted and stage is not Stage.DECEASED else (),
    )


def _decided_until(decision: Decision | None, old: date) -> date | None:
    """The last day of care that goes on with the same provider: of the decision, or of an old right that is longer."""
    if decision is None or decision.ends_on is None:
        return None
    return max(decision.ends_on, old)


def _stop_of(rights: Iterable[EndingRight], route: ClientRoute) -> BudgetStop | None:
    """Of a pgb for this care of which billing told that it stops, the first one, and what was told of it last."""
    if route.ended_by is not None and route.ended_by.details.get("reason") == DIED:
        return None
    lines = [(each.line, each.line.in_kind_from) for each in rights]
    stops = [
        stop
        for line, in_kind_from in lines
        for stop in route.budget_stops
        if line.function_id in stop.functions
        and in_kind_from == stop.last_day + timedelta(days=1)
        and stops_for(line.function_id, line.function, stop.last_day, route)
    ]
    return min(stops, key=lambda each: (each.last_day, each.weeks), default=None)


def _ends(rights: Iterable[EndingRight]) -> tuple[CareEnd, ...]:
    return tuple(sorted({CareEnd(each.line.care, each.line.right_until) for each in rights}, key=_by_day))


def _by_day(end: CareEnd) -> tuple[date, str]:
    return end.until, end.care


def _stage(first: EndingRight, rights: Sequence[EndingRight], course: Course) -> tuple[Stage, date | None]:
    until = max(right.line.right_until for right in rights)
    if course.died_on is not None:
        return Stage.DECEASED, course.died_on
    if course.decision is not None:
        if course.waits:
            return Stage.OFFERED, None
        return _with_us(first.provider, rights, course.decision), _first_day(rights, course.decision, course)
    if course.stopped is not None and course.stopped.stops_in(first.municipality):
        return Stage.STOPPED, None
    if all(right.youth for right in rights):
        return Stage.YOUTH, None
    if until in course.ended:
        return Stage.ENDED, until
    if course.held_on is not None:
        return Stage.HELD, course.held_on
    if course.cancelled:
        return Stage.CANCELLED, None
    if course.appointment is not None:
        stage = Stage.MOVED if course.appointment.replaces else Stage.PLANNED
        return stage, monday_of(course.appointment.day)
    week = min((right.week for right in rights if right.week), default=None)
    return (Stage.PLANNED, week) if week else (Stage.UNPLANNED, None)


def _first_day(rights: Iterable[EndingRight], decision: Decision, course: Course) -> date | None:
    """On which the decision takes the place of one of these rights: each runs on to its last day, unless the client
    gave them up."""
    if course.accepted:
        return course.holds_from
    return min(decision.first_day_of(each.line.function) for each in rights)


def _with_us(provider: Provider, rights: Iterable[EndingRight], decision: Decision) -> Stage:
    """Whether this provider goes on. Care in kind of which nobody knows yet who gives it leaves that open."""
    if any(each.provider and each.provider.agb == provider.agb for each in decision.provisions):
        return Stage.STAYS
    functions = {right.line.function for right in rights}
    unknown = (each for each in decision.provisions if not each.pgb and each.provider is None)
    return Stage.OPEN if any(each.function in functions for each in unknown) else Stage.ELSEWHERE


def _others(provider: Provider, decision: Decision | None) -> bool:
    provisions = decision.provisions if decision else ()
    return any(each.provider is not None and each.provider.agb != provider.agb for each in provisions)


def _arriving(client_id: str, known: set[str], course: Course) -> Iterable[ProviderClient]:
    """A provider that the client comes to by a decision; of an offer it hears when the client accepted it."""
    decision = course.decision
    if decision is None or course.waits or course.died_on is not None:
        return
    coming: dict[str, list[Provision]] = {}
    for each in decision.provisions:
        if each.provider is not None and each.provider.agb not in known:
            coming.setdefault(each.provider.agb, []).append(each)
    for provisions in coming.values():
        provider = provisions[0].provider
        if provider is None:
            continue
        words = {staff_care_words(each.function, transport=False, in_use=True) for each in provisions}
        day, ends = _coming_days(provisions, decision, course)
        yield ProviderClient(
            provider=provider,
            municipality=decision.municipality,
            client_id=client_id,
            number=decision.decision_id[:DECISION_NUMBER],
            care="; ".join(sorted(words)),
            stage=Stage.ARRIVES,
            day=day,
            until=decision.ends_on,
            weeks=None,
            handover=True,
            ends=ends,
        )


def _coming_days(
    provisions: Sequence[Provision], decision: Decision, course: Course
) -> tuple[date | None, tuple[CareEnd, ...]]:
    """The first day of any of this care, and what begins later because an old right to it goes first."""
    if course.accepted:
        return course.holds_from, ()
    day = min(decision.first_day_of(each.function) for each in provisions)
    later = {
        CareEnd(staff_care_words(each.function, transport=False, in_use=True), decision.old_ends[each.function])
        for each in provisions
        if decision.first_day_of(each.function) > day
    }
    return day, tuple(sorted(later, key=_by_day))


def changed_since(
    clients: Sequence[ProviderClient], before: Mapping[str, ProviderClient]
) -> tuple[frozenset[str], tuple[ProviderClient, ...]]:
    """The clients of whom there is news, and those who are no client of this provider any more, as told last."""
    news = (each.client_id for each in clients if each.client_id not in before or _news(each, before[each.client_id]))
    now = {each.client_id for each in clients}
    return frozenset(news), tuple(each for client_id, each in before.items() if client_id not in now)


def _news(now: ProviderClient, before: ProviderClient) -> bool:
    return now.told != before.told

"""The ports of migration without a disk, for tests of use cases."""

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any

import services.migration
from services.migration.adapters.events import Happened
from services.migration.adapters.work import Books
from services.migration.application.control.boards import (
    Counts,
    Figures,
    NeverTransferred,
    OwnerLine,
    StepCount,
    StepCounts,
)
from services.migration.application.control.follow_ends import follow_ends
from services.migration.application.control.give_to_caseworkers import give_to_caseworkers
from services.migration.application.control.keep_lists import Happening, keep_lists
from services.migration.application.control.views import (
    ClientFile,
    ClientLine,
    ClientPage,
    Closed,
    Filter,
    FunctionFile,
    Moment,
    SortBy,
    Window,
)
from services.migration.application.deadlines.views import DeadlineFilter, DeadlineLine
from services.migration.application.deadlines.views import SortBy as DeadlineSort
from services.migration.application.route.views import MemberLine, RouteAt, RouteClient, UnknownClient, UnknownGroup
from services.migration.domain.control.answers import AnswerTakenUp, OpenAnswer
from services.migration.domain.control.became import Became
from services.migration.domain.control.deliveries import DeliveredPersons, not_transferred
from services.migration.domain.control.ends import EndOfRights, EndReason, why_ended
from services.migration.domain.control.handled import Handled, HandOver, LookedAt, Taken
from services.migration.domain.control.kept_promises import KeptCount, KeptPromise
from services.migration.domain.control.late_tellings import ToldLate
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.searching import Search
from services.migration.domain.control.standings import Changed, Standing, search_words
from services.migration.domain.control.steps import PROMISED, WAITING, Finished, FinishedReason, NextStep, Owner, Task
from services.migration.domain.deadlines.changes import Change
from services.migration.domain.deadlines.open_deadlines import Deadline, Key
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.planning.agenda import Conversation, Wish
from services.migration.domain.planning.appointments import Appointment, AppointmentMade, Attendee
from services.migration.domain.planning.caseworkers import Caseworker, Sought
from services.migration.domain.planning.deliveries import CheckedDelivery, Outcome
from services.migration.domain.planning.earliest import EarliestSlot
from services.migration.domain.planning.households import LaterRoute, PlannedClient, PlannedHousehold
from services.migration.domain.planning.plans import Plan
from services.migration.domain.planning.told import InvitationMoved
from services.migration.domain.rights.clients import Determination, KnownClient
from services.migration.domain.rights.facts import Domain, EndedBy, FunctionRight
from services.migration.domain.rights.states import PersonState
from services.migration.domain.route.conversation import ConversationNotes
from services.migration.domain.route.decisions import Decision, DecisionKind
from services.migration.domain.route.happened import StepTaken
from services.migration.domain.route.prolonging import IN_HAND, Group, GroupMember, WaveOutcome
from services.migration.domain.route.route import DECIDING, Route, Step, ended_by_offers
from services.migration.domain.route.states import UNDECIDED, RouteState, RouteStates, StepKind, followed_by
from shared.access import User
from shared.calendar.days import monday_of
from shared.calendar.dutch import read_calendar
from shared.law.files import read_law_book
from shared.looks.purpose import Purpose
from shared.region.files import read_region
from shared.region.policy import Choice
from tests.support.regions import DEMO_REGION


@cache
def books() -> Books:
    """The law that the service runs on, and the region of the demo."""
    here = Path(str(services.migration.__file__)).parent
    return Books(read_law_book(here / "law"), read_region(DEMO_REGION), read_calendar())


class ClientsInMemory:
    def __init__(self) -> None:
        self.found: dict[str, Determination] = {}

    def known(self, client_ids: Iterable[str]) -> Mapping[str, KnownClient]:
        return {client_id: _known(self.found[client_id]) for client_id in client_ids if client_id in self.found}

    def people(self, client_ids: Iterable[str]) -> Mapping[str, tuple[str, str]]:
        known = (self.found[client_id] for client_id in client_ids if client_id in self.found)
        return {one.client.client_id: (_full_name(one), one.client.municipality) for one in known}

    def save(self, found: Sequence[Determination]) -> None:
        self.found.update({one.client.client_id: one for one in found})

    def to_reassess(self, municipality: str) -> int:
        there = (one for one in self.found.values() if one.client.municipality == municipality)
        return sum(one.reassess_until is not None for one in there)


def _known(found: Determination) -> KnownClient:
    client = found.client
    return KnownClient(
        client.revision,
        found.past.known_since,
        found.past.arrived_on,
        client.municipality,
        client.household_id,
        found.reassess_until,
        found.decide_by,
    )


class PlansInMemory:
    def __init__(self, clients: ClientsInMemory, deliveries: "DeliveriesInMemory") -> None:
        self.kept: dict[str, Plan] = {}
        self._clients = clients
        self._deliveries = deliveries

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Plan]:
        return {client_id: self.kept[client_id] for client_id in client_ids if client_id in self.kept}

    def save(self, plans: Sequence[Plan]) -> None:
        self.kept.update({one.client_id: one for one in plans})

    def drop(self, client_ids: Iterable[str]) -> None:
        for client_id in client_ids:
            self.kept.pop(client_id, None)

    def in_force(self, found: Determination) -> Plan | None:
        """The plan of this revision."""
        plan = self.kept.get(found.client.client_id)
        return plan if plan is not None and plan.revision == found.client.revision else None

    def conversations(self, municipality: str) -> Sequence[Conversation]:
        planned = ((one, self.in_force(one)) for one in self._clients.found.values())
        held = {
            Conversation(one.client.household_id, plan.week, plan.investigation_start, plan.over_capacity)
            for one, plan in planned
            if plan is not None and plan.municipality == municipality
        }
        return list(held)

    def wishes(self, municipality: str, delivery_id: str) -> Sequence[Wish]:
        brought = self._deliveries.arrived.get(delivery_id, set())
        return [
            _wish(one)
            for one in self._needing_plan()
            if one.client.municipality == municipality and one.client.client_id in brought
        ]

    def leftovers(self, today: date) -> Mapping[str, Sequence[Wish]]:
        left: dict[str, list[Wish]] = {}
        for one in self._needing_plan():
            checked = one.client.delivery_id in self._deliveries.checked
            if one.client.delivery_id in self._deliveries.planned or (not checked and one.determined_on < today):
                left.setdefault(one.client.municipality, []).append(_wish(one))
        return dict(sorted(left.items()))

    def _needing_plan(self) -> Iterator[Determination]:
        for one in self._clients.found.values():
            if one.reassess_until is not None and self.in_force(one) is None:
                yield one


def _wish(found: Determination) -> Wish:
    assert found.reassess_until is not None
    client, end = found.client, found.reassess_until
    return Wish(client.client_id, client.revision, client.household_id, end, found.decide_by or end)


class DeliveriesInMemory:
    def __init__(self, clients: ClientsInMemory) -> None:
        self.checked: dict[str, CheckedDelivery] = {}
        self.arrived: dict[str, set[str]] = {}
        self.planned: set[str] = set()
        self.refusals: dict[str, str] = {}
        self._clients = clients

    def known(self, delivery_ids: Iterable[str]) -> set[str]:
        return set(delivery_ids) & self.checked.keys()

    def add(self, deliveries: Sequence[CheckedDelivery]) -> None:
        self.checked.update({one.delivery_id: one for one in deliveries})

    def add_clients(self, pairs: Iterable[tuple[str, str]]) -> None:
        for delivery_id, client_id in pairs:
            self.arrived.setdefault(delivery_id, set()).add(client_id)

    def ready(self) -> Sequence[CheckedDelivery]:
        waiting = (one for one in self.checked.values() if one.delivery_id not in self.planned | self.refusals.keys())
        in_order = sorted(waiting, key=lambda one: (one.municipality, one.sequence, one.delivery_id))
        found: list[CheckedDelivery] = []
        for municipality, own in groupby(in_order, lambda one: one.municipality):
            if not self._knows_unchecked(municipality):
                found += takewhile(self._is_complete, own)
        return found

    def _is_complete(self, one: CheckedDelivery) -> bool:
        return len(self.arrived.get(one.delivery_id, ())) >= one.expected

    def _knows_unchecked(self, municipality: str) -> bool:
        there = (one.client for one in self._clients.found.values() if one.client.municipality == municipality)
        return any(client.delivery_id not in self.checked for client in there)

    def take(self, delivery_id: str) -> bool:
        free = delivery_id in self.checked and delivery_id not in self.planned
        self.planned.add(delivery_id)
        return free

    def refuse(self, delivery_id: str, reason: str) -> None:
        self.planned.discard(delivery_id)
        self.refusals[delivery_id] = reason

    def close_before(self, today: date) -> None:
        self.planned.update(one.delivery_id for one in self.checked.values() if one.checked_on < today)

    def outcomes(self) -> Sequence[Outcome]:
        found = (Outcome(one, one in self.planned, self.refusals.get(one)) for one in self.checked)
        return [outcome for outcome in found if outcome.planned or outcome.refusal]

    def restore(self, outcomes: Sequence[Outcome]) -> None:
        for one in outcomes:
            if one.delivery_id in self.checked:
                self.planned.discard(one.delivery_id)
                if one.refusal is not None:
                    self.refusals[one.delivery_id] = one.refusal
                if one.planned:
                    self.planned.add(one.delivery_id)


class CaseworkersInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, Caseworker] = {}

    def get(self, caseworker_id: str) -> Caseworker | None:
        return self.kept.get(caseworker_id)

    def of(self, municipalities: Iterable[str]) -> Sequence[Caseworker]:
        wanted = set(municipalities)
        there = (each for each in self.kept.values() if each.municipality in wanted)
        return sorted(there, key=lambda each: (each.name, each.id))

    def part(self, municipalities: Iterable[str], *, skip: int, take: int) -> Sequence[Caseworker]:
        return self.of(municipalities)[skip : skip + take]

    def names(self, municipalities: Iterable[str]) -> Mapping[str, str]:
        return {each.id: each.name for each in self.of(municipalities)}

    def number(self, sought: Sought) -> int:
        return sum(map(sought.holds, self.kept.values()))

    def some(self, sought: Sought, *, skip: int, take: int) -> Sequence[Caseworker]:
        return list(filter(sought.holds, self.of([sought.municipality])))[skip : skip + take]

    def of_user(self, user_id: str, municipalities: Iterable[str]) -> Sequence[Caseworker]:
        return [each for each in self.of(municipalities) if each.user_id == user_id]

    def save(self, caseworker: Caseworker) -> None:
        hours = tuple(sorted(caseworker.hours, key=lambda each: (each.weekday, each.start)))
        leave = tuple(sorted(caseworker.leave, key=lambda each: each.first))
        self.kept[caseworker.id] = replace(caseworker, hours=hours, leave=leave)


class AppointmentsInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, Appointment] = {}
        self.left: dict[tuple[str, str], date] = {}

    def letters_moved(self, moved: Sequence[InvitationMoved]) -> None:
        for one in moved:
            self.left.pop((one.appointment_id, one.client_id), None)
            if one.left_on is not None:
                self.left[one.appointment_id, one.client_id] = one.left_on

    def unsent(self, client_ids: Iterable[str]) -> Mapping[str, date]:
        days = self.days(set(client_ids))
        found = {
            (one.client_id, each.day)
            for each in self.kept.values()
            for one in each.attendees
            if each.stands and (each.id, one.client_id) not in self.left
        }
        return {client_id: day for client_id, day in days.items() if (client_id, day) in found}

    def get(self, appointment_id: str) -> Appointment | None:
        return self.kept.get(appointment_id)

    def of_household(self, municipality: str, household_id: str) -> Sequence[Appointment]:
        wanted = (municipality, household_id)
        return self._in_order(each for each in self.kept.values() if (each.municipality, each.household_id) == wanted)

    def of_clients(self, client_ids: Iterable[str]) -> Sequence[Appointment]:
        wanted = set(client_ids)
        found = (each for each in self.kept.values() if wanted & {one.client_id for one in each.attendees})
        return self._in_order(found)

    def days(self, client_ids: Iterable[str]) -> Mapping[str, date]:
        standing = [each for each in self.of_clients(client_ids) if each.stands]
        return {one.client_id: each.day for each in standing for one in each.attendees if one.client_id in client_ids}

    def between(self, municipality: str, first: date, last: date) -> Sequence[Appointment]:
        there = (each for each in self.kept.values() if each.municipality == municipality and each.stands)
        return _by_time(each for each in there if first <= each.day <= last)

    def of_caseworkers(self, ids: Iterable[str], first: date, last: date = date.max) -> Sequence[Appointment]:
        wanted = set(ids)
        own = (each for each in self.kept.values() if each.caseworker_id in wanted and each.stands)
        return _by_time(each for each in own if first <= each.day <= last)

    def any(self) -> bool:
        return bool(self.kept)

    def any_between(self, municipality: str, first: date, last: date) -> bool:
        return bool(self.between(municipality, first, last))

    def add(self, appointments: Sequence[Appointment]) -> None:
        self.kept.update({each.id: each for each in appointments})

    def change(self, appointment: Appointment) -> None:
        self.kept[appointment.id] = appointment

    def drop_clients(self, client_ids: Sequence[str]) -> None:
        for each in self.of_clients(client_ids):
            left = tuple(one for one in each.attendees if one.client_id not in client_ids)
            if left:
                self.kept[each.id] = replace(each, attendees=left)
            else:
                del self.kept[each.id]

    def _in_order(self, found: Iterable[Appointment]) -> list[Appointment]:
        return sorted(found, key=lambda each: (each.municipality, each.household_id, each.number))


def _is_for_good(one: Appointment) -> bool:
    return one.ending is not None and not one.ending.new_one_follows


def _by_time(found: Iterable[Appointment]) -> list[Appointment]:
    return sorted(found, key=lambda each: (each.day, each.start, each.id))


class HouseholdsInMemory:
    """`kept`: who is not to be spoken with now."""

    def __init__(
        self,
        clients: ClientsInMemory,
        plans: PlansInMemory,
        appointments: AppointmentsInMemory,
        kept: Callable[[], Container[str]],
    ) -> None:
        self._clients = clients
        self._plans = plans
        self._appointments = appointments
        self._kept = kept

    def of_client(self, client_id: str) -> PlannedHousehold | None:
        found = self._clients.found.get(client_id)
        if found is None:
            return None
        plan = self._plans.in_force(found)
        if plan is None:
            return PlannedHousehold(found.client.household_id, found.client.municipality, (self._client(found),))
        there = self._in_week(found.client.municipality, plan.week)
        return next(each for each in there if each.id == found.client.household_id)

    def open_in_week(
        self, municipality: str, monday: date, *, after: str = "", most: int | None = None
    ) -> Sequence[PlannedHousehold]:
        there = (each for each in self._in_week(municipality, monday) if each.id > after)
        maybe = [each for each in there if any(self._may_wait(municipality, one.client_id) for one in each.clients)]
        return maybe[:most]

    def _may_wait(self, municipality: str, client_id: str) -> bool:
        if client_id in self._kept():
            return False
        there = (each for each in self._appointments.kept.values() if each.municipality == municipality)
        mine = [each for each in there if (client_id, 1) in {(one.client_id, one.route) for one in each.attendees}]
        followed = any(each.ending is not None and each.ending.new_one_follows for each in mine)
        return followed or not any(each.stands or _is_for_good(each) for each in mine)

    def _in_week(self, municipality: str, monday: date) -> Sequence[PlannedHousehold]:
        found: dict[str, list[PlannedClient]] = {}
        for one in sorted(self._clients.found.values(), key=lambda each: each.client.client_id):
            plan = self._plans.in_force(one)
            if plan is not None and plan.week == monday and one.client.municipality == municipality:
                found.setdefault(one.client.household_id, []).append(self._client(one))
        return [PlannedHousehold(id_, municipality, tuple(own)) for id_, own in sorted(found.items())]

    def weeks_without_appointment(self, municipality: str, first: date, last: date) -> Sequence[date]:
        weeks = (each for each in self._weeks(municipality) if first <= each <= last)
        return [each for each in weeks if self.open_in_week(municipality, each)]

    def next_week(self, municipality: str, after: date) -> date | None:
        return next((each for each in self._weeks(municipality) if each > after), None)

    def _weeks(self, municipality: str) -> list[date]:
        there = (one for one in self._clients.found.values() if one.client.municipality == municipality)
        plans = (self._plans.in_force(one) for one in there)
        return sorted({plan.week for plan in plans if plan is not None})

    def names(self, client_ids: Iterable[str]) -> Mapping[str, str]:
        known = self._clients.found
        return {client_id: _full_name(known[client_id]) for client_id in client_ids if client_id in known}

    def _client(self, found: Determination) -> PlannedClient:
        client = found.client
        plan = self._plans.in_force(found)
        return PlannedClient(client.client_id, _full_name(found), client.revision, found.decide_by, plan)


class DeadlinesInMemory:
    def __init__(self) -> None:
        self.kept: dict[Key, Deadline] = {}
        self.changes: dict[tuple[object, ...], Change] = {}
        self.counted_with = ""

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Sequence[Deadline]]:
        wanted = set(client_ids)
        found: dict[str, list[Deadline]] = {}
        for one in self._in_order():
            if one.of.client_id in wanted:
                found.setdefault(one.of.client_id, []).append(one)
        return found

    def save(self, deadlines: Sequence[Deadline]) -> None:
        self.kept.update({one.key: one for one in deadlines})

    def drop(self, deadlines: Iterable[Deadline]) -> None:
        for one in deadlines:
            self.kept.pop(one.key, None)

    def with_open(self) -> Iterator[Sequence[Deadline]]:
        routes = {one.key[:2] for one in self.kept.values() if one.is_open}
        if whole := [one for one in self._in_order() if one.key[:2] in routes]:
            yield whole

    def in_default_since(self, day: date) -> Sequence[str]:
        kept = self.kept.values()
        late = [one for one in kept if one.is_open and one.kind is TermKind.DEFAULT_PENALTY and one.last_day < day]
        fixing = [one for one in kept if one.kind is TermKind.PENALTY_DECISION]
        began = {each.key for each in late for one in fixing if _follows(one, each)}
        return sorted({one.of.client_id for one in late if one.key not in began})

    def note(self, changes: Sequence[Change]) -> None:
        for each in changes:
            key = (each.of.client_id, each.of.route, each.kind, each.number, each.noticed_on)
            earlier = self.changes.pop(key, each)
            if each.fault or earlier.was != each.becomes:
                self.changes[key] = replace(each, was=earlier.was)

    def basis(self) -> str:
        return self.counted_with

    def keep_basis(self, basis: str) -> None:
        self.counted_with = basis

    def _in_order(self) -> list[Deadline]:
        return sorted(self.kept.values(), key=lambda one: (*one.key[:2], one.started_on, one.kind, one.number))


def _follows(one: Deadline, late: Deadline) -> bool:
    return one.key[:2] == late.key[:2] and one.started_on > late.last_day


class DeadlineQueriesInMemory:
    def __init__(self, store: DeadlinesInMemory) -> None:
        self._store = store

    def lines(
        self, municipalities: frozenset[str], wanted: DeadlineFilter, today: date, *, skip: int, take: int
    ) -> Sequence[DeadlineLine]:
        found = self._found(municipalities, wanted, today)
        by_start = wanted.sort is DeadlineSort.STARTED
        found.sort(key=lambda one: (one.started_on if by_start else one.last_day, *one.key), reverse=wanted.descending)
        return [
            DeadlineLine(
                one.of.client_id,
                one.of.municipality,
                one.of.route,
                one.kind,
                one.number,
                one.started_on,
                one.last_day,
                one.law_last_day,
            )
            for one in found[skip : skip + take]
        ]

    def count(self, municipalities: frozenset[str], wanted: DeadlineFilter, today: date, most: int) -> int:
        return min(most, len(self._found(municipalities, wanted, today)))

    def changes(self, municipalities: frozenset[str], *, skip: int, take: int) -> Sequence[Change]:
        found = [each for each in self._store.changes.values() if each.of.municipality in municipalities]
        found.sort(key=lambda each: (each.of.client_id, each.of.route, each.kind, each.number))
        found.sort(key=lambda each: each.noticed_on, reverse=True)
        return found[skip : skip + take]

    def count_changes(self, municipalities: frozenset[str]) -> int:
        return len(self.changes(municipalities, skip=0, take=len(self._store.changes)))

    def _found(self, municipalities: frozenset[str], wanted: DeadlineFilter, today: date) -> list[Deadline]:
        first, last = wanted.due.days(today) if wanted.due else (date.min, date.max)
        return [
            one
            for one in self._store.kept.values()
            if one.is_open
            and one.of.municipality in municipalities
            and wanted.kind in (None, one.kind)
            and first <= one.law_last_day <= last
        ]


def _is_broken(one: Standing, task: Task, today: date) -> bool:
    return any(what is task and due < today for what, due in one.promised)


class StandingsInMemory:
    """What follows from standings is counted anew at every question (QueriesInMemory)."""

    def __init__(self) -> None:
        self.kept: dict[str, Standing] = {}
        self.delivered: dict[tuple[str, str], DeliveredPersons] = {}

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Standing]:
        return {client_id: self.kept[client_id] for client_id in client_ids if client_id in self.kept}

    def save(self, changed: Sequence[Changed]) -> None:
        self.kept.update({one.after.client_id: one.after for one in changed})

    def with_step(self, task: Task, ended_before: date) -> Sequence[str]:
        there = (one for one in self.kept.values() if isinstance(one.next, NextStep) and one.next.what is task)
        return [one.client_id for one in there if one.reassess_until is not None and one.reassess_until < ended_before]

    def drop(self, client_ids: Sequence[str]) -> None:
        for client_id in client_ids:
            self.kept.pop(client_id, None)

    def note(self, delivered: Sequence[DeliveredPersons]) -> None:
        for one in delivered:
            self.delivered.setdefault((one.delivery_id, one.municipality), one)


class QueriesInMemory:
    def __init__(
        self,
        clients: ClientsInMemory,
        plans: PlansInMemory,
        deliveries: DeliveriesInMemory,
        standings: StandingsInMemory,
        deadlines: DeadlineQueriesInMemory,
    ) -> None:
        self._deadlines = deadlines
        self._clients = clients
        self._plans = plans
        self._deliveries = deliveries
        self._standings = standings

    def counts(self, municipalities: frozenset[str] | None, today: date) -> Counts:
        there = self._of(municipalities)
        states = Counter(one.state_on(today) for one in there)
        lists = Counter(each for one in there for each in WorkList if one.on_list(each, today))
        return Counts(
            states={state: states[state] for state in PersonState},
            lists={each: lists[each] for each in WorkList},
            to_reassess=sum(one.reassess_until is not None for one in there),
            late_reports=sum(one.later is not None and one.on_list(WorkList.OVERDUE, today) for one in there),
        )

    def figures(self, municipalities: frozenset[str], today: date) -> Figures:
        there = self._of(municipalities)
        held = {(one.municipality, one.household_id, one.plan.week) for one in there if one.plan is not None}
        ends = [(one.reassess_until is not None, one.ends_in_week) for one in there if one.ends_in_week is not None]
        delivered = [one for one in self._standings.delivered.values() if self._is_settled(one, municipalities)]
        return Figures(
            counts=self.counts(municipalities, today),
            reassess=Counter(one.municipality for one in there if one.reassess_until is not None),
            conversations=Counter(week for _, _, week in held),
            ending=Counter(monday for reassess, monday in ends if reassess),
            decisions=Counter(monday_of(one.due) for one in there if one.due is not None),
            others=Counter(monday for reassess, monday in ends if not reassess),
            not_transferred=not_transferred(delivered),
            refusals=self._refusals(municipalities),
        )

    def _is_settled(self, one: DeliveredPersons, municipalities: frozenset[str] | None) -> bool:
        done = self._deliveries.planned | self._deliveries.refusals.keys()
        return (municipalities is None or one.municipality in municipalities) and one.delivery_id in done

    def clients(self, municipalities: frozenset[str], wanted: Filter, today: date) -> ClientPage:
        found = [one for one in self._of(municipalities) if self._fits(one, wanted, today)]
        found.sort(key=lambda one: _sort_key(one, wanted.sort), reverse=wanted.descending)
        first = (wanted.page - 1) * wanted.size
        lines = [self._line(one, today) for one in found[first : first + wanted.size]]
        return ClientPage(lines, len(found), wanted.page)

    def client(self, client_id: str, today: date) -> ClientFile:
        if client_id not in self._clients.found:
            raise UnknownClient(client_id)
        found, standing = self._clients.found[client_id], self._standings.kept[client_id]
        client = found.client
        return ClientFile(
            client_id=client_id,
            name=_full_name(found),
            birth_date=client.person.birth_date,
            died_on=client.person.died_on,
            municipality=client.municipality,
            delivery_id=client.delivery_id,
            delivered_on=client.delivered_on,
            determined_on=found.determined_on,
            revision=client.revision,
            held_back_rows=client.held_back_rows,
            held_back=standing.held_back,
            state=standing.state_on(today),
            reassess_until=found.reassess_until,
            due=standing.due,
            lists=[each for each in WorkList if standing.on_list(each, today)],
            functions=[FunctionFile(*pair) for pair in zip(client.functions, found.rights, strict=True)],
            plan=self._plans.in_force(found),
            standing=standing,
        )

    def moved_days(
        self, user_id: str, municipalities: frozenset[str], since: date, most: int
    ) -> tuple[Sequence[Change], int]:
        steps = ((client_id, one.next) for client_id, one in self._standings.kept.items())
        own = {id_ for id_, step in steps if isinstance(step, NextStep) and step.owner.user_id == user_id}
        every = self._deadlines.changes(municipalities, skip=0, take=self._deadlines.count_changes(municipalities))
        found = [each for each in every if each.of.client_id in own and each.noticed_on >= since]
        return found[:most], len(found)

    def step_counts(self, municipalities: frozenset[str] | None, today: date) -> StepCounts:
        there = self._of(municipalities)
        steps = [one.next for one in there if isinstance(one.next, NextStep)]
        reasons = Counter(one.next.reason for one in there if isinstance(one.next, Finished))
        unowned = [step for step in steps if not _owner_word(step.owner)]
        delivered = [one for one in self._standings.delivered.values() if self._is_settled(one, municipalities)]
        days = {
            one.municipality: max(
                self._deliveries.checked[other.delivery_id].checked_on
                for other in delivered
                if other.municipality == one.municipality
            )
            for one in delivered
        }
        return StepCounts(
            clients=len(there),
            steps={
                task: StepCount(
                    sum(step.what is task for step in steps),
                    sum(step.what is task and step.due < today for step in steps),
                )
                for task in Task
            },
            finished={reason: reasons[reason] for reason in FinishedReason},
            windows={each: sum(_is_within(step, each, today) for step in steps) for each in Window},
            without_owner=len(unowned),
            overdue_without_owner=sum(step.due < today for step in unowned),
            never_transferred=[
                NeverTransferred(one.municipality, one.persons, days[one.municipality])
                for one in not_transferred(delivered)
            ],
            became={each: sum(one.became == each for one in there) for each in Became if each is not Became.TO_DO},
            to_do={
                task: sum(
                    one.became == Became.TO_DO and isinstance(one.next, NextStep) and one.next.what is task
                    for one in there
                )
                for task in Task
            },
            promised={task: sum(task in dict(one.promised) for one in there) for task in Task if task in PROMISED},
            broken={task: sum(_is_broken(one, task, today) for one in there) for task in Task if task in PROMISED},
            after_plan=sum(one.on_list(WorkList.OVERDUE, today) for one in there),
        )

    def owners(self, municipalities: frozenset[str], today: date) -> list[OwnerLine]:
        steps = [one.next for one in self._of(municipalities) if isinstance(one.next, NextStep)]
        people = {step.owner.user_id: step.owner.name for step in steps if step.owner.user_id}
        found = [
            OwnerLine(
                user_id,
                name,
                sum(step.owner.user_id == user_id for step in steps),
                sum(step.owner.user_id == user_id and step.due < today for step in steps),
            )
            for user_id, name in people.items()
        ]
        return sorted(found, key=lambda one: (one.name, one.user_id))

    def _of(self, municipalities: frozenset[str] | None) -> list[Standing]:
        everybody = self._standings.kept.values()
        return [one for one in everybody if municipalities is None or one.municipality in municipalities]

    def _fits(self, one: Standing, wanted: Filter, today: date) -> bool:
        days = {Moment.CONVERSATION: one.plan and one.plan.week, Moment.LAST_DAY: one.last_day, Moment.DUE: one.due}
        return (
            wanted.state in (None, one.state_on(today))
            and (wanted.work_list is None or one.on_list(wanted.work_list, today))
            and (wanted.month is None or (one.last_day is not None and one.last_day.replace(day=1) == wanted.month))
            and all((day := days[moment]) and monday_of(day) == monday for moment, monday in wanted.weeks.items())
            and (wanted.search is None or self._is_meant(one, wanted.search))
            and _fits_steps(one.next, wanted, today)
            and (wanted.became is None or one.became == wanted.became)
            and (wanted.broken is None or _is_broken(one, wanted.broken, today))
        )

    def _is_meant(self, one: Standing, search: Search) -> bool:
        ids = [function.id for function in self._clients.found[one.client_id].client.functions]
        return (
            not search.nothing
            and (not search.name or any(word.startswith(search.name) for word in search_words(one)))
            and one.initials.startswith(search.initials)
            and search.birth_date in (None, one.birth_date)
            and search.client_id in ("", one.client_id)
            and (not search.decision or any(f"{each}-".startswith(f"{search.decision}-") for each in ids))
        )

    def _line(self, one: Standing, today: date) -> ClientLine:
        return ClientLine(
            client_id=one.client_id,
            name=_full_name(self._clients.found[one.client_id]),
            birth_date=one.birth_date,
            municipality=one.municipality,
            state=one.state_on(today),
            last_day=one.last_day,
            week=one.plan.week if one.plan and one.later is None else None,
            due=one.due,
            next=one.next,
        )

    def _refusals(self, municipalities: frozenset[str]) -> list[str]:
        refused = self._deliveries.refusals.items()
        return sorted(
            {
                reason
                for delivery_id, reason in refused
                if self._deliveries.checked[delivery_id].municipality in municipalities
                and delivery_id not in self._deliveries.planned
            }
        )


def _owner_word(owner: Owner) -> str:
    return owner.user_id or owner.team.value


def _is_within(step: NextStep, window: Window, today: date) -> bool:
    first, last = window.days(today)
    return first <= step.due <= last


def _is_finished(reason: FinishedReason | None, wanted: FinishedReason | Closed | None) -> bool:
    if wanted is Closed.ANY:
        return reason is not None
    return reason is None if wanted is Closed.NEITHER else wanted in (None, reason)


def _fits_steps(step: NextStep | Finished | None, wanted: Filter, today: date) -> bool:
    if not isinstance(step, NextStep):
        reason = step.reason if step is not None else None
        return (
            wanted.task is None
            and wanted.window is None
            and wanted.owner is None
            and not wanted.waiting
            and _is_finished(reason, wanted.finished)
        )
    owner = step.owner.user_id or step.owner.team.value
    return (
        wanted.task in (None, step.what)
        and (wanted.window is None or _is_within(step, wanted.window, today))
        and wanted.owner in (None, owner)
        and wanted.waiting in (None, step.what in WAITING)
        and wanted.finished is None
    )


def _sort_key(one: Standing, sort: SortBy) -> tuple[object, ...]:
    week = one.plan.week if one.plan else None
    firsts: dict[SortBy, tuple[object, ...]] = {
        SortBy.NAME: (one.search_name, one.initials),
        SortBy.BORN: (one.birth_date, one.search_name),
        SortBy.LAST_DAY: (one.last_day or date.max, one.search_name),
        SortBy.WEEK: (week or date.max, one.search_name),
        SortBy.DUE: (one.due or date.max, one.search_name),
        SortBy.NEXT: (one.next.due if isinstance(one.next, NextStep) else date.max, one.search_name),
    }
    return (*firsts[sort], one.client_id)


def _full_name(found: Determination) -> str:
    person = found.client.person
    return " ".join(word for word in (person.initials, person.prefix, person.surname) if word)


class RoutesInMemory:
    def __init__(self) -> None:
        self._routes: dict[tuple[str, int], tuple[Route, date | None]] = {}
        self._taken_over: set[tuple[str, int]] = set()

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Route]:
        found = ((client_id, self.earlier(client_id)) for client_id in client_ids)
        return {client_id: routes[-1] for client_id, routes in found if routes}

    def states(self, client_ids: Iterable[str]) -> Mapping[str, RouteStates]:
        found: dict[str, RouteStates] = {}
        for client_id in client_ids:
            for route in self.earlier(client_id):
                before = found.get(client_id)
                found[client_id] = followed_by(before, route.state, reassesses=route.number == 1)
        return found

    def earlier(self, client_id: str) -> Sequence[Route]:
        return [route for (owner, _), (route, _) in sorted(self._routes.items()) if owner == client_id]

    def add(self, route: Route, step: Step, objection_until: date | None) -> None:
        assert route.steps[-1] == step
        self._routes[route.client_id, route.number] = (route, objection_until)
        if route.old_right_until is not None and route.old_right_until >= step.recorded_on:
            self._taken_over.discard((route.client_id, route.number))

    def written_again(self, step_id: str, on: date) -> None:
        for key, (route, until) in self._routes.items():
            steps = (replace(one, written_again_on=on) if one.step_id == step_id else one for one in route.steps)
            self._routes[key] = (replace(route, steps=tuple(steps)), until)

    def letter_left(self, step_id: str, on: date | None) -> None:
        for key, (route, until) in self._routes.items():
            steps = (replace(one, letter_left_on=on) if one.step_id == step_id else one for one in route.steps)
            self._routes[key] = (replace(route, steps=tuple(steps)), until)

    def due_to_take_effect(self, today: date) -> Sequence[str]:
        return sorted(
            route.client_id
            for (client_id, number), (route, until) in self._routes.items()
            if (client_id, number + 1) not in self._routes
            and route.state in (RouteState.SENT, RouteState.NOT_TREATED)
            and until is not None
            and until < today
        )

    def due_to_resume(self, today: date) -> Sequence[str]:
        held = [route for route, _ in self._routes.values() if route.state is RouteState.ON_HOLD]
        return sorted(route.client_id for route in held if _held_until(route) <= today)

    def due_to_take_over(self, today: date) -> Sequence[str]:
        accepted = ((key, route.old_right_until) for key, (route, _) in sorted(self._routes.items()))
        return [
            key[0] for key, until in accepted if until is not None and until < today and key not in self._taken_over
        ]

    def taken_over(self, client_ids: Sequence[str]) -> None:
        self._taken_over |= {key for key in self._routes if key[0] in client_ids}

    def changed(self, states: Iterable[RouteState], first: date, last: date) -> Sequence[RouteAt]:
        wanted = set(states)
        found = [
            RouteAt(owner, number, route.state, route.steps[-1].recorded_on, len(route.steps))
            for (owner, number), (route, _) in sorted(self._routes.items())
        ]
        return [each for each in found if each.state in wanted and first <= each.changed_on <= last]


def _held_until(route: Route) -> date:
    hold = route.last(StepKind.HOLD)
    assert hold is not None
    return date.fromisoformat(hold.details["until"])


class DecisionsInMemory:
    def __init__(self, routes: RoutesInMemory) -> None:
        self._routes = routes
        self._made: list[tuple[str, int, Decision]] = []

    def get(self, decision_id: str) -> Decision:
        return next(made for _, _, made in self._made if made.decision_id == decision_id)

    def client_of(self, decision_id: str) -> str | None:
        return next((owner for owner, _, made in self._made if made.decision_id == decision_id), None)

    def all(self, client_id: str) -> Sequence[Decision]:
        own = [(route, made) for owner, route, made in self._made if owner == client_id]
        return [made for _, made in sorted(own, key=lambda one: (one[0], one[1].made_on, one[1].decision_id))]

    def counts(self) -> Mapping[DecisionKind, int]:
        return Counter(made.kind for owner, _, made in self._made if not self._is_taken_back(owner, made))

    def _is_taken_back(self, client_id: str, made: Decision) -> bool:
        back = (undone for route in self._routes.earlier(client_id) for undone, _ in route.taken_back)
        return any(each.kind in DECIDING and each.details["decisionId"] == made.decision_id for each in back)

    def save(self, client_id: str, route: int, decision: Decision) -> None:
        self._made.append((client_id, route, decision))


class ConversationsInMemory:
    def __init__(self) -> None:
        self._typed: dict[tuple[str, int], ConversationNotes] = {}

    def of(self, client_id: str, route: int) -> ConversationNotes | None:
        return self._typed.get((client_id, route))

    def save(self, client_id: str, route: int, conversation: ConversationNotes) -> None:
        self._typed[client_id, route] = conversation


class ProlongationsInMemory:
    def __init__(self, clients: ClientsInMemory, routes: RoutesInMemory) -> None:
        self._clients = clients
        self._routes = routes
        self._groups: dict[str, Group] = {}
        self._members: dict[str, list[GroupMember]] = {}

    def candidates(self, municipality: str, ends_from: date, ends_through: date) -> Sequence[str]:
        found = self._undecided(municipality, ends_from, ends_through)
        return [client_id for client_id, state in found.items() if state not in IN_HAND]

    def in_hand(self, municipality: str, ends_from: date, ends_through: date) -> Mapping[str, RouteState]:
        found = self._undecided(municipality, ends_from, ends_through)
        return {client_id: state for client_id, state in found.items() if state in IN_HAND}

    def lines(self, group_id: str, *, skip: int, take: int) -> Sequence[MemberLine]:
        routes = self._routes.of(self._clients.found)
        return [
            MemberLine(
                client_id=one.client_id,
                municipality=self._clients.found[one.client_id].client.municipality,
                name=_full_name(self._clients.found[one.client_id]),
                member=one,
                state=routes[one.client_id].state if one.client_id in routes else RouteState.PLANNED,
                last_day=self._clients.found[one.client_id].reassess_until,
                care=list(
                    zip(
                        self._clients.found[one.client_id].client.functions,
                        self._clients.found[one.client_id].rights,
                        strict=True,
                    )
                ),
            )
            for one in self._members[group_id][skip : skip + take]
        ]

    def _undecided(self, municipality: str, ends_from: date, ends_through: date) -> Mapping[str, RouteState]:
        states = {one: [each.state for each in self._routes.earlier(one)] for one in self._clients.found}
        fitting = [
            (found.reassess_until, client_id)
            for client_id, found in self._clients.found.items()
            if found.client.municipality == municipality
            and found.reassess_until is not None
            and ends_from <= found.reassess_until <= ends_through
            and all(state in UNDECIDED | IN_HAND.keys() for state in states[client_id])
        ]
        in_hand = {
            one: next((state for state in each if state in IN_HAND), RouteState.PLANNED) for one, each in states.items()
        }
        return {client_id: in_hand[client_id] for _, client_id in sorted(fitting)}

    def count(self) -> int:
        return len(self._groups)

    def add(self, group: Group, members: Sequence[GroupMember]) -> None:
        self._groups[group.id] = group
        self._members[group.id] = list(members)

    def get(self, group_id: str) -> Group:
        if group_id not in self._groups:
            raise UnknownGroup(group_id)
        return self._groups[group_id]

    def of(self, municipalities: frozenset[str]) -> Sequence[Group]:
        own = [one for one in self._groups.values() if one.municipality in municipalities]
        return sorted(sorted(own, key=lambda one: one.id), key=lambda one: one.made_on, reverse=True)

    def members(self, group_id: str) -> Sequence[GroupMember]:
        return list(self._members.get(group_id, ()))

    def mark(self, group_id: str, client_ids: Sequence[str], outcome: WaveOutcome, why: str) -> None:
        self._members[group_id] = [
            replace(one, outcome=outcome, why=why) if one.client_id in client_ids else one
            for one in self._members[group_id]
        ]

    def stop(self, group_id: str, reason: str) -> None:
        self._groups[group_id] = replace(self._groups[group_id], stopped=reason)


class RouteClientsInMemory:
    def __init__(
        self,
        clients: ClientsInMemory,
        plans: PlansInMemory,
        appointments: AppointmentsInMemory,
        routes: RoutesInMemory,
    ) -> None:
        self._clients = clients
        self._plans = plans
        self._appointments = appointments
        self._routes = routes

    def client(self, client_id: str) -> RouteClient:
        if client_id not in self._clients.found:
            raise UnknownClient(client_id)
        found = self._clients.found[client_id]
        there = self._appointments.of_clients([client_id])
        return RouteClient(
            client_id=client_id,
            name=_full_name(found),
            birth_date=found.client.person.birth_date,
            municipality=found.client.municipality,
            revision=found.client.revision,
            household_id=found.client.household_id,
            died_on=found.client.person.died_on,
            plan=self._plans.in_force(found),
            functions=list(zip(found.client.functions, found.rights, strict=True)),
            suits_on=max((each.day for each in there if each.stands and each.confirmed_on), default=None),
            unsent_day=self._appointments.unsent([client_id]).get(client_id),
            offer_until=ended_by_offers(self._routes.earlier(client_id)[:-1]),
        )


class HandledInMemory:
    def __init__(self) -> None:
        self._hand_overs: dict[tuple[str, str], HandOver] = {}
        self._looked_at: dict[tuple[str, str], LookedAt] = {}
        self._taken: dict[tuple[str, str], Taken] = {}

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Handled]:
        found = {}
        for each in client_ids:
            handled = Handled(
                {one.receiver: one for (owner, _), one in self._hand_overs.items() if owner == each},
                {one.work_list: one for (owner, _), one in self._looked_at.items() if owner == each},
                {one.team: one for (owner, _), one in self._taken.items() if owner == each},
            )
            if handled != Handled():
                found[each] = handled
        return found

    def save_hand_over(self, one: HandOver) -> None:
        self._hand_overs[one.client_id, one.receiver] = one

    def save_looked_at(self, one: LookedAt) -> None:
        self._looked_at[one.client_id, one.work_list] = one

    def take(self, taken: Sequence[Taken]) -> None:
        self._taken.update({(one.client_id, one.team): one for one in taken})

    def taken_by(self, user_id: str, municipalities: frozenset[str]) -> Sequence[Taken]:
        own = (one for one in self._taken.values() if one.user_id == user_id and one.municipality in municipalities)
        return sorted(own, key=lambda one: (one.client_id, one.team))


class EndsInMemory:
    def __init__(self, clients: ClientsInMemory) -> None:
        self._clients = clients
        self._told: set[tuple[str, str, date, int, EndReason]] = set()

    def municipalities(self) -> Sequence[str]:
        return sorted({one.client.municipality for one in self._clients.found.values()})

    def ending(
        self, municipalities: frozenset[str], days: tuple[date, date], weeks: int, at_most: int
    ) -> Sequence[EndOfRights]:
        def fits(right: FunctionRight) -> bool:
            assert right.right_until is not None
            return days[0] <= right.right_until <= days[1] and right.ended_by is not EndedBy.DIED

        return self._ends(municipalities, weeks, fits, at_most)

    def ended(self, municipalities: frozenset[str], today: date, at_most: int) -> Sequence[EndOfRights]:
        return self._ends(municipalities, 0, lambda right: right.right_until <= today, at_most)

    def told_of(self, client_id: str, last_day: date, why: EndReason) -> Set[str]:
        ended = [one for one in self._told if one[0] == client_id and one[3] == 0]
        at_once = {EndReason.DIED} if why is EndReason.DIED else {EndReason.DIED, EndReason.OFFER_ACCEPTED}
        return {function for _, function, day, _, told in ended if day == last_day or told in at_once}

    def forget(self, client_id: str, why: EndReason) -> None:
        self._told -= {one for one in self._told if one[0] == client_id and one[4] is why}

    def save(self, told: Sequence[tuple[EndOfRights, int]], today: date) -> None:
        for one, weeks in told:
            self._told |= {(one.client_id, each, one.last_day, weeks, one.why) for each in one.functions}

    def _ends(
        self, municipalities: frozenset[str], weeks: int, fits: Callable[[Any], bool], at_most: int
    ) -> list[EndOfRights]:
        ends: dict[tuple[date, str], list[FunctionRight]] = {}
        for client_id, found in self._clients.found.items():
            for right in found.rights:
                if (
                    right.right_until is not None
                    and right.domain in (Domain.WMO, Domain.PROTECTED_LIVING, Domain.JEUGDWET)
                    and found.client.municipality in municipalities
                    and right.right_until >= found.past.known_since
                    and fits(right)
                    and not self._is_told(client_id, right, weeks)
                ):
                    ends.setdefault((right.right_until, client_id), []).append(right)
        kept: list[EndOfRights] = []
        for (day, client_id), rights in sorted(ends.items(), key=lambda one: one[0]):
            if kept and sum(len(one.functions) for one in kept) + len(rights) > at_most:
                break
            client = self._clients.found[client_id].client
            why, ids = why_ended(rights[0].ended_by), [right.id for right in rights]
            kept.append(EndOfRights(client_id, client.municipality, client.revision, day, why, ids))
        return kept

    def _is_told(self, client_id: str, right: FunctionRight, weeks: int) -> bool:
        own = [one for one in self._told if one[:2] == (client_id, right.id)]
        at_once = any(one[3] == 0 and one[4] is not EndReason.DATE for one in own)
        return at_once or any(one[2:4] == (right.right_until, weeks) for one in own)


class OpenAnswersInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, OpenAnswer] = {}

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Sequence[OpenAnswer]]:
        found: dict[str, list[OpenAnswer]] = {}
        for one in sorted(self.kept.values(), key=lambda each: (each.due_on, each.answer_id)):
            if one.client_id in client_ids:
                found.setdefault(one.client_id, []).append(one)
        return found

    def add(self, answer: OpenAnswer) -> None:
        self.kept.setdefault(answer.answer_id, answer)

    def take_up(self, taken: AnswerTakenUp) -> None:
        one = self.kept.get(taken.answer_id)
        if one is not None and one.turn <= taken.turn:
            new = replace(one, owner_id=taken.owner_id, owner=taken.owner, turn=taken.turn)
            self.kept[taken.answer_id] = new

    def get(self, answer_id: str) -> OpenAnswer | None:
        return self.kept.get(answer_id)

    def finish(self, answer_id: str) -> None:
        self.kept.pop(answer_id, None)

    def owned_by(self, user_id: str, municipalities: frozenset[str]) -> Sequence[OpenAnswer]:
        own = (one for one in self.kept.values() if one.owner_id == user_id and one.municipality in municipalities)
        return sorted(own, key=lambda one: (one.due_on, one.answer_id))


class KeptPromisesInMemory:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, Task], KeptPromise] = {}

    def add(self, kept: Sequence[KeptPromise]) -> None:
        for one in kept:
            self.kept.setdefault((one.cause_id, one.task), one)

    def take_back(self, cause_ids: Sequence[str]) -> None:
        self.kept = {key: one for key, one in self.kept.items() if one.cause_id not in cause_ids}

    def drop(self, client_ids: Sequence[str]) -> None:
        self.kept = {key: one for key, one in self.kept.items() if one.client_id not in client_ids}

    def of(self, client_id: str) -> Sequence[KeptPromise]:
        found = [one for one in self.kept.values() if one.client_id == client_id]
        return sorted(found, key=lambda one: (one.kept_on, one.cause_id, one.task.value))

    def count(self, municipalities: frozenset[str] | None) -> Mapping[Task, KeptCount]:
        found = dict.fromkeys((task for task in Task if task in PROMISED), KeptCount())
        for one in self.kept.values():
            if municipalities is None or one.municipality in municipalities:
                was, late = found[one.task], one.days_late
                found[one.task] = KeptCount(was.in_time + (not late), was.late + bool(late), was.days + late)
        return found

    def late(self, municipalities: frozenset[str], task: Task | None, *, skip: int, take: int) -> Sequence[KeptPromise]:
        own = (one for one in self.kept.values() if one.municipality in municipalities and task in (None, one.task))
        late = [one for one in own if one.days_late]
        return sorted(late, key=lambda one: (-one.days_late, one.due, one.cause_id, one.task.value))[skip:][:take]


class LateTellingsInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, ToldLate] = {}

    def add(self, told: Sequence[ToldLate]) -> None:
        for one in told:
            self.kept.setdefault(one.letter_id, one)

    def of(self, client_id: str) -> Sequence[ToldLate]:
        found = [one for one in self.kept.values() if one.client_id == client_id]
        return sorted(found, key=lambda one: (one.sent_on, one.letter_id))

    def count(self, municipalities: frozenset[str] | None) -> int:
        return sum(municipalities is None or one.municipality in municipalities for one in self.kept.values())


class TicksInMemory:
    def __init__(self) -> None:
        self.late: date | None = None

    def late_since(self) -> date | None:
        return self.late


class ReadLogInMemory:
    def __init__(self) -> None:
        self.lines: list[tuple[str, str, str]] = []

        self.reasons: list[str] = []

    def write(self, user: User, subjects: Iterable[str], purpose: Purpose, reason: str = "") -> None:
        self.lines += [(user.id, subject, purpose.words) for subject in subjects]
        self.reasons.append(reason)


class ReasonsInMemory:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], tuple[date, str]] = {}

    def given(self, user_id: str, client_id: str, day: date) -> str:
        on, reason = self.kept.get((user_id, client_id), (day, ""))
        return reason if on == day else ""

    def give(self, user_id: str, client_id: str, day: date, reason: str) -> None:
        self.kept[user_id, client_id] = (day, reason)


class WorkInMemory:
    """`events`: what was recorded; `locked`: whose agendas this work keeps to itself; `kept`: who is not to be spoken
    with, and why; `held`: of whom intake holds data back; `later`: who is on a later route."""

    def __init__(self, today: date, known_books: Books | None = None) -> None:
        known_books = known_books or books()
        self.today = today
        self.law = known_books.law
        self.region = known_books.region
        self.calendar = known_books.calendar
        self.clients = ClientsInMemory()
        self.deliveries = DeliveriesInMemory(self.clients)
        self.plans = PlansInMemory(self.clients, self.deliveries)
        self.caseworkers = CaseworkersInMemory()
        self.appointments = AppointmentsInMemory()
        self.households = HouseholdsInMemory(self.clients, self.plans, self.appointments, lambda: self.kept)
        self.planner = EarliestSlot()
        self.kept: dict[str, str] = {}
        self.held: set[str] = set()
        self.deadlines = DeadlinesInMemory()
        self.deadline_queries = DeadlineQueriesInMemory(self.deadlines)
        self.later: dict[str, LaterRoute] = {}
        self.standings = StandingsInMemory()
        self.routes = RoutesInMemory()
        self.decisions = DecisionsInMemory(self.routes)
        self.conversations = ConversationsInMemory()
        self.route_clients = RouteClientsInMemory(self.clients, self.plans, self.appointments, self.routes)
        self.handled = HandledInMemory()
        self.ends = EndsInMemory(self.clients)
        self.open_answers = OpenAnswersInMemory()
        self.late_tellings = LateTellingsInMemory()
        self.kept_promises = KeptPromisesInMemory()
        self.ticks = TicksInMemory()
        self.prolongations = ProlongationsInMemory(self.clients, self.routes)
        self.queries = QueriesInMemory(self.clients, self.plans, self.deliveries, self.standings, self.deadline_queries)
        self.read_log = ReadLogInMemory()
        self.reasons = ReasonsInMemory()
        self.events: list[Happened] = []
        self.locked: set[str] = set()

    def choice(self, municipality: str, key: str, day: date) -> Choice:
        return self.region.choice(municipality, key, day)

    def lock(self, municipalities: Iterable[str]) -> None:
        self.locked.update(municipalities)

    def office(self, municipality: str, day: date) -> str:
        return self.region.contact(municipality, day).visiting_address

    def kept_from_conversation(self, attendees: Sequence[Attendee]) -> Mapping[str, str]:
        return {each.client_id: self.kept[each.client_id] for each in attendees if each.client_id in self.kept}

    def held_back(self, client_ids: Collection[str]) -> frozenset[str]:
        return frozenset(self.held.intersection(client_ids))

    def later_route(self, client_id: str) -> LaterRoute | None:
        return self.later.get(client_id)

    def record(self, event: Happened) -> None:
        self.events.append(event)
        if isinstance(event, AppointmentMade):
            give_to_caseworkers(self, [event])
        if isinstance(event, Happening):
            keep_lists(self, [event])
        if isinstance(event, StepTaken):
            follow_ends(self, [event])


class WorksInMemory:
    """Every transaction works on the same stores; nothing is rolled back. `traces`: those of the transactions begun."""

    def __init__(self, work: WorkInMemory) -> None:
        self.work = work
        self.traces: list[str] = []

    @contextmanager
    def begin(self, traceparent: str = "") -> Iterator[WorkInMemory]:
        self.traces.append(traceparent)
        yield self.work

    @contextmanager
    def read(self) -> Iterator[WorkInMemory]:
        yield self.work

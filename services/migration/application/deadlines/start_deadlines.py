"""Starts the terms that begin with a step of a route."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.migration.application.deadlines.ports import KeepingWork
from services.migration.domain.deadlines.open_deadlines import (
    Deadline,
    RouteId,
    next_number,
    start_after,
    start_deadline,
)
from services.migration.domain.deadlines.pauses import TermError
from services.migration.domain.deadlines.terms import TermKind
from shared.access import system
from shared.calendar.days import CalendarError
from shared.messaging.failures import Refused

COMMITTEE = "objection.committee"


@dataclass(frozen=True, slots=True)
class Start:
    """`start`: the day after which it begins. `follows`: the kind of the earlier deadline from which it gets its days,
    of which the last one counts; then `start` is the day of the notice of default for the penalty, and plays no part
    for the other kinds. `committee`: whether one advises on the objection; None for what the municipality chose. The
    rest as in `start_deadline` and `start_after`."""

    kind: TermKind
    start: date
    given_until: date | None = None
    committee: bool | None = None
    applied_for: bool = True
    follows: TermKind | None = None
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class StartDeadlines:
    of: RouteId
    starts: Sequence[Start]


@system
def start_deadlines(work: KeepingWork, asked: StartDeadlines) -> Sequence[Deadline]:
    """The deadlines as they were kept, each with the next number of its kind. Raises Refused, with a Dutch text, when a
    term cannot be counted."""
    there = list(work.deadlines.of([asked.of.client_id]).get(asked.of.client_id, ()))
    known = [one for one in there if one.of.route == asked.of.route]
    begun = []
    for start in asked.starts:
        try:
            one = _started(work, asked.of, start, known)
        except (TermError, CalendarError) as error:
            raise Refused(str(error)) from error
        known.append(one)
        begun.append(one)
    work.deadlines.save(begun)
    return begun


def _started(work: KeepingWork, of: RouteId, asked: Start, known: Sequence[Deadline]) -> Deadline:
    number = next_number(known, asked.kind)
    if asked.follows is None:
        return start_deadline(
            asked.kind,
            asked.start,
            work.law,
            work.calendar,
            of=of,
            number=number,
            given_until=asked.given_until,
            committee=_committee(work, of, asked),
            applied_for=asked.applied_for,
        )
    earlier = [one for one in known if one.kind is asked.follows]
    if not earlier:
        raise TermError("De termijn waar deze op volgt, is er niet.")
    return start_after(
        max(earlier, key=lambda one: one.number),
        asked.kind,
        work.law,
        work.calendar,
        number=number,
        received_on=asked.start if asked.kind is TermKind.DEFAULT_PENALTY else None,
        committee=_committee(work, of, asked),
        decided_on=asked.decided_on,
    )


def _committee(work: KeepingWork, of: RouteId, asked: Start) -> bool:
    if asked.kind is not TermKind.DECISION_ON_OBJECTION:
        return False
    if asked.committee is not None:
        return asked.committee
    return work.choice(of.municipality, COMMITTEE, asked.start).word == "yes"

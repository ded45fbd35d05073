"""Parked messages by their cause: what somebody has to mend, and who waits for that. Pure."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.messaging.parking import Kind, Line, Standing


@dataclass(frozen=True, slots=True)
class Cause:
    """Messages of one kind, reason and type. `municipalities` holds an empty code for what names none; `clients` are
    those that can be told; `waiting` are later messages of theirs; of `proposed` somebody wants to put them aside."""

    kind: Kind
    reason: str
    type: str
    messages: int
    clients: int
    municipalities: tuple[str, ...]
    since: datetime
    waiting: int
    proposed: int

    @property
    def key(self) -> str:
        return key_of(self.kind, self.reason, self.type)


@dataclass(frozen=True, slots=True)
class Stopped:
    """A message that is a cause, and those that wait behind it."""

    line: Line
    waiting: int

    @property
    def key(self) -> str:
        return key_of(self.line.kind, self.line.reason, self.line.type)


def key_of(kind: Kind, reason: str, type_: str) -> str:
    """Names a cause in an address, which may not hold what a reason can say."""
    return hashlib.sha256(f"{kind}\n{reason}\n{type_}".encode()).hexdigest()[:16]


def stopped_of(lines: Sequence[Line], visible: Callable[[Line], bool]) -> list[Stopped]:
    """What is open and waits for nothing but a mend, oldest first: also what should wait behind a message that is no
    longer there. A message that waits goes with the one that it waits for, whoever may see it."""
    first: dict[str, str] = {}
    waiting = Counter[str]()
    found: list[Line] = []
    for line in lines:
        if line.standing is Standing.ASIDE:
            continue
        if line.kind is Kind.WAITS and line.subject in first:
            waiting[first[line.subject]] += 1
            continue
        if line.subject:
            first.setdefault(line.subject, line.event_id)
        found.append(line)
    return [Stopped(line, waiting[line.event_id]) for line in found if visible(line)]


def causes_of(stopped: Sequence[Stopped]) -> list[Cause]:
    """The one with the most messages and who wait behind them first, then the oldest."""
    groups: dict[str, list[Stopped]] = {}
    for each in stopped:
        groups.setdefault(each.key, []).append(each)
    causes = [_cause(group) for group in groups.values()]
    return sorted(causes, key=lambda cause: (-cause.messages - cause.waiting, cause.since))


def _cause(group: Sequence[Stopped]) -> Cause:
    lines = [each.line for each in group]
    return Cause(
        kind=lines[0].kind,
        reason=lines[0].reason,
        type=lines[0].type,
        messages=len(lines),
        clients=len({line.subject for line in lines if line.subject}),
        municipalities=tuple(sorted({line.municipality for line in lines})),
        since=min(line.parked_at for line in lines),
        waiting=sum(each.waiting for each in group),
        proposed=sum(line.standing is Standing.PROPOSED for line in lines),
    )

"""What somebody does about messages that could not be worked, in one service: see why, look inside, try again, put
aside for good. `parked_pages.py` shows it, `parked_api.py` tells it to the page over all services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from shared.access import Forbidden, Role, Scope, User, allowed
from shared.looks.purpose import listing, opening
from shared.looks.written import ReadLog
from shared.messaging.causes import Cause, Stopped, causes_of, stopped_of
from shared.messaging.failures import Refused
from shared.messaging.parking import TOO_LATE, Line, Parking, Standing
from shared.messaging.shown import Shown, Trace, address_of, shown, trace_of
from shared.messaging.steps import Step, steps_to
from shared.messaging.unit import Database
from shared.messaging.unknown import UnknownEvents, UnknownType
from shared.messaging.worker import Handler, Worker
from shared.transport.binary_mode import Raw
from shared.transport.contract import Transport

LEAFED = listing("parked-messages", "berichten herstellen die niet verwerkt zijn")
SHOWN = opening("parked-message", "een bericht herstellen dat niet verwerkt is")
INSIDE = opening("inside-parked-message", "in een bericht kijken dat niet verwerkt is")
GONE = "Dit bericht staat hier niet meer, of u kunt het niet herstellen."
TRACED = opening("parked-trace", "nagaan waar een bericht vandaan komt dat niet verwerkt is")
SHORTEST_WHY, LONGEST_WHY = 5, 120
"""A reason is a few words; it stands in the read log, or beside the message."""


@dataclass(frozen=True, slots=True)
class Overview:
    """`aside`: how many were put aside for good. `unknown_types`: events that nobody here handles, by type."""

    causes: Sequence[Cause]
    aside: int
    unknown_types: Sequence[UnknownType]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of another try: how many messages were worked, and how many of those that stopped still stop."""

    worked: int
    left: int

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(self.worked + other.worked, self.left + other.left)


@dataclass(frozen=True, slots=True)
class Message:
    """`steps`: what this service itself recorded on the way to it, the nearest cause first."""

    line: Line
    waiting: int
    trace: Trace
    steps: Sequence[Step]
    content: Shown | None = None


class ParkedOf(Protocol):
    """What the page over all services asks of one, wherever that runs. Raises PassingFault when it does not answer."""

    def overview(self, user: User) -> Overview: ...

    def try_again(self, user: User, cause: str = "") -> Outcome:
        """All, or those of one cause."""

    def count(self, user: User) -> int: ...

    def step(self, user: User, address: str) -> Step:
        """The message as the last of what led to it. Raises Forbidden when there is none that the user may see."""


@dataclass(frozen=True, slots=True)
class ParkedMessages:
    """What is parked in one service, for the functional manager of the municipality that a message names. One that
    names none of those that are `served` is for each of them."""

    database: Database
    transport: Transport
    handlers: Mapping[str, Handler]
    read_log: ReadLog
    served: frozenset[str]

    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def overview(self, user: User) -> Overview:
        with self.database.reading() as connection:
            lines = self._parking.lines(connection)
            unknown = UnknownEvents(self.database).all(connection)
        return Overview(causes_of(self._stopped(user, lines)), len(self._aside(user, lines)), unknown)

    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def count(self, user: User) -> int:
        with self.database.reading() as connection:
            return self._parking.count_in(connection, user.municipalities, self.served)

    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def list_stopped(self, user: User, cause: str = "", *, proposed: bool = False) -> Sequence[Stopped]:
        """Nothing is logged: whoever shows a page of them calls `seen`."""
        found = [each for each in self._stopped(user, self._lines()) if not cause or each.key == cause]
        return [each for each in found if not proposed or each.line.standing is Standing.PROPOSED]

    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def list_aside(self, user: User) -> Sequence[Stopped]:
        return [Stopped(line, 0) for line in self._aside(user, self._lines())]

    def seen(self, user: User, lines: Sequence[Stopped]) -> None:
        self.read_log.write(user, sorted({each.line.subject for each in lines if each.line.subject}), LEAFED)

    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def show(self, user: User, address: str) -> Message:
        """Raises Forbidden when there is none, or none that the user may see."""
        found = self._one(user, address)
        self.read_log.write(user, [_whom(found)], SHOWN)
        return self._message(found)

    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def step(self, user: User, address: str) -> Step:
        """For who follows it back through all services. Raises Forbidden."""
        found = self._one(user, address)
        self.read_log.write(user, [_whom(found)], TRACED)
        trace = trace_of(self._raw(found))
        return Step(address, found.line.type, trace.time, trace.cause_id)

    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def look_inside(self, user: User, address: str, why: str) -> Message:
        """As `show`, with what is in it. Raises Forbidden, and Refused for what is no reason."""
        found, why = self._one(user, address), _reason(why)
        self.read_log.write(user, [_whom(found)], INSIDE, why)
        return self._message(found, inside=True)

    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def retry(self, user: User, address: str) -> Outcome:
        """With all others of the same client, oldest first. Raises Forbidden."""
        return self._again(user, [self._one(user, address)])

    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def try_again(self, user: User, cause: str = "") -> Outcome:
        return self._again(user, self.list_stopped(user, cause))

    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def propose_aside(self, user: User, address: str, why: str) -> None:
        """Raises Forbidden, and Refused for what is no reason and when somebody was first."""
        found, why = self._one(user, address), _reason(why)
        with self.database.unit() as unit:
            self._parking.propose_aside(unit.connection, found.line.event_id, user.id, why)

    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def confirm_aside(self, user: User, address: str, why: str) -> Outcome:
        """For good; what waited behind it is worked. Raises Forbidden, and Refused when the reason is no longer `why`
        and for who proposed it."""
        found = self._one(user, address)
        if found.line.proposed_by == user.id:
            raise Refused("U stelde dit zelf voor. Iemand anders moet het bevestigen.")
        worked = self._worker().put_aside(found.line.event_id, user.id, why)
        return Outcome(worked, self._still_stopped(user, {found.line.subject} - {""}))

    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def bring_back(self, user: User, address: str) -> None:
        """Also takes a proposal away. Raises Forbidden, and Refused when somebody was first."""
        found = self._one(user, address)
        with self.database.unit() as unit:
            self.database.lock_subjects(unit.connection, {found.line.subject})
            self._parking.bring_back(unit.connection, found.line.event_id)

    @property
    def _parking(self) -> Parking:
        return Parking(self.database.messaging, self.database.clock)

    def _worker(self) -> Worker:
        """One that reads nothing itself, so that a web process does not join the group of readers."""
        return Worker(database=self.database, transport=self.transport, subscriptions=(), handlers=self.handlers)

    def _again(self, user: User, stopped: Sequence[Stopped]) -> Outcome:
        """One after the other, each client once: its messages are tried together."""
        worker, tried, worked = self._worker(), set[str](), 0
        for line in (each.line for each in stopped):
            whom = line.subject or line.event_id
            if whom not in tried and line.standing is not Standing.ASIDE:
                worked += worker.retry_parked(line.event_id)
                tried.add(whom)
        return Outcome(worked, self._still_stopped(user, tried))

    def _still_stopped(self, user: User, tried: set[str]) -> int:
        lines = [each.line for each in self._stopped(user, self._lines())]
        return sum((line.subject or line.event_id) in tried for line in lines)

    def _lines(self) -> Sequence[Line]:
        with self.database.reading() as connection:
            return self._parking.lines(connection)

    def _may_see(self, user: User, line: Line) -> bool:
        return user.may_see(line.municipality) or line.municipality not in self.served

    def _stopped(self, user: User, lines: Sequence[Line]) -> list[Stopped]:
        return stopped_of(lines, lambda line: self._may_see(user, line))

    def _aside(self, user: User, lines: Sequence[Line]) -> list[Line]:
        return [line for line in lines if line.standing is Standing.ASIDE and self._may_see(user, line)]

    def _one(self, user: User, address: str) -> Stopped:
        lines = self._lines()
        waiting = {each.line.event_id: each.waiting for each in self._stopped(user, lines)}
        for line in lines:
            if address_of(line.event_id) == address and self._may_see(user, line):
                return Stopped(line, waiting.get(line.event_id, 0))
        raise Forbidden(GONE)

    def _raw(self, found: Stopped) -> Raw:
        """Raises Refused when it was worked meanwhile."""
        with self.database.reading() as connection:
            raw = self._parking.raw(connection, found.line.event_id)
        if raw is None:
            raise Refused(TOO_LATE)
        return raw

    def _message(self, found: Stopped, *, inside: bool = False) -> Message:
        raw = self._raw(found)
        trace = trace_of(raw)
        with self.database.reading() as connection:
            own = steps_to(connection, self.database.messaging, trace.cause_id)
            steps = [each.step for each in own]
        return Message(found.line, found.waiting, trace, steps, shown(raw) if inside else None)


def _whom(found: Stopped) -> str:
    """A message that does not say whom it is about can hold anything, so the look at it is kept under its own id."""
    return found.line.subject or found.line.event_id


def _reason(given: str) -> str:
    why = " ".join(given.split())
    if not SHORTEST_WHY <= len(why) <= LONGEST_WHY or not why.isprintable():
        text = f"Schrijf in {SHORTEST_WHY} tot {LONGEST_WHY} tekens waarom. Noem geen namen of nummers van cliënten."
        raise Refused("Er staat geen reden.", {"why": text})
    return why

"""What the use cases and screens of the route show."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.migration.domain.deadlines.open_deadlines import Deadline, law_decide_by
from services.migration.domain.deadlines.penalties_due import PenaltyDue
from services.migration.domain.planning.plans import Plan
from services.migration.domain.rights.clients import DeliveredFunction, transport_goes_along
from services.migration.domain.rights.facts import CareFunction, Finding, FunctionRight
from services.migration.domain.route.conversation import ConversationNotes
from services.migration.domain.route.corrections import Effect, JudgedAgain, effects_kept
from services.migration.domain.route.decisions import CHANGES_NOTHING, Decision
from services.migration.domain.route.prolonging import (
    IN_NO_WAVE,
    Group,
    GroupMember,
    WaveOutcome,
    is_prolonged,
    moved_member,
    next_wave,
)
from services.migration.domain.route.route import ON_APPLICATION, Route, Step
from services.migration.domain.route.states import RouteState, StepKind
from shared.access import Role

TAKERS = (Role.CASEWORKER, Role.FUNCTIONAL_MANAGER)
"""Who takes steps."""


NO_DEADLINE = "Deze termijn is er niet. Kijk bij de termijnen van de cliënt welke er zijn."
NO_CLIENT = "Deze cliënt is er niet. Controleer het adres, of zoek de cliënt in de lijst."


def known_terms(of_clients: Mapping[str, Sequence[Deadline]], route: Route) -> Sequence[Deadline]:
    """Those of a route, open and closed."""
    return [one for one in of_clients.get(route.client_id, ()) if one.of.route == route.number]


class UnknownClient(LookupError):
    """There is no client with this id."""


class UnknownDeadline(LookupError):
    """The client's last route has no such deadline."""


class UnknownCorrection(LookupError):
    """There is no such correction of this client."""


class UnknownGroup(LookupError):
    """There is no prolongation with this id."""


@dataclass(frozen=True, slots=True)
class Wave:
    """`number` from 1; clients in it, and what became of them."""

    number: int
    clients: int
    prolonged: int
    left_out: int

    @property
    def waiting(self) -> int:
        return self.clients - self.prolonged - self.left_out


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A client of a group as they stand now. `municipality`: where they live now. `last_day`: of the old right, or of
    a pgb that can stop before it; `care`: all that was delivered, with the right that was found for it. Of who went to
    live elsewhere nothing stands in it but that: `name` is empty and `state` None."""

    client_id: str
    municipality: str
    name: str
    member: GroupMember
    state: RouteState | None
    last_day: date | None
    care: Sequence[tuple[DeliveredFunction, FunctionRight]]

    def prolonged(self, until: date) -> Sequence[tuple[DeliveredFunction, FunctionRight]]:
        """What the group prolongs, when it goes on through that day."""
        return [pair for pair in self.care if is_prolonged(pair[1], until)]

    def left_as_it_is(self, until: date) -> Sequence[tuple[DeliveredFunction, FunctionRight]]:
        """What has to be reassessed and runs longer than that, so that the group leaves it out."""
        return [pair for pair in self.care if pair[1].reassess and not is_prolonged(pair[1], until)]

    @property
    def moved_away(self) -> bool:
        return not self.name

    def without_who(self) -> "MemberLine":
        """Of somebody who may not be seen any more."""
        return MemberLine(self.client_id, "", "", moved_member(self.member), None, None, ())


@dataclass(frozen=True, slots=True)
class GroupView:
    """`names`: by id, of who was left out of a wave or stands in the way, and lives where the user works."""

    group: Group
    members: Sequence[GroupMember]
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def clients(self) -> int:
        """Without those who were left out from the start."""
        return sum(one.wave != IN_NO_WAVE for one in self.members)

    @property
    def waves(self) -> Sequence[Wave]:
        found = []
        for number in sorted({one.wave for one in self.members} - {IN_NO_WAVE}):
            outcomes = Counter(one.outcome for one in self.members if one.wave == number)
            found.append(
                Wave(number, outcomes.total(), outcomes[WaveOutcome.PROLONGED], outcomes[WaveOutcome.LEFT_OUT])
            )
        return found

    @property
    def blocking(self) -> Sequence[GroupMember]:
        """On whom the group stopped."""
        return [one for one in self.members if one.outcome is WaveOutcome.WAITING and one.why]

    @property
    def left_out(self) -> Sequence[GroupMember]:
        """Of a wave."""
        return [one for one in self.members if one.outcome is WaveOutcome.LEFT_OUT and one.wave != IN_NO_WAVE]

    @property
    def next_wave(self) -> int | None:
        return next_wave(self.members)


@dataclass(frozen=True, slots=True)
class RouteClient:
    """What the route needs of a client. `functions`: what was delivered, with the right that was found for it.
    `suits_on`: the day of the last appointment that stands and of which the client said that it suits. `offer_until`:
    the last day of the old right by an offer that the client accepted in an earlier route. `unsent_day`: of the last
    appointment that stands, when the letter about it did not leave the house, or came back."""

    client_id: str
    name: str
    birth_date: date
    municipality: str
    revision: int
    household_id: str
    died_on: date | None
    plan: Plan | None
    functions: Sequence[tuple[DeliveredFunction, FunctionRight]]
    suits_on: date | None
    offer_until: date | None = None
    unsent_day: date | None = None

    def accepted_until(self, route: Route) -> date | None:
        """The last day of the old right by an offer that the client accepted, in this route or an earlier one."""
        return min((day for day in (route.old_right_until, self.offer_until) if day is not None), default=None)

    def old_right_until(self, route: Route, on: date) -> date | None:
        """The last day of the old right as it is now: an accepted offer ended it; None when it is over on `on`. Of the
        right and not of its pgb, which can stop sooner (Wmo 2015 8.4)."""
        until, accepted = self.right_until, self.accepted_until(route)
        if until is not None and accepted is not None:
            until = min(until, accepted)
        return until if until is not None and until >= on else None

    def old_ends(self, route: Route, on: date) -> Mapping[str, date]:
        """By care the last day of the old right to it, of those not over on `on`; as old_right_until. Transport
        that goes along with guidance is care of its own here: a decision can give the one without the other."""
        found: dict[str, date] = {}
        rights = [(function, until) for function, until, _ in self._old_rights(route)]
        for function, until in (*rights, *self._old_transport(route)):
            found[function] = max(until, found.get(function, until))
        return {function: until for function, until in found.items() if until >= on}

    def pgb_ends(self, route: Route, on: date) -> Mapping[str, date]:
        """By care the last day that is certain of a pgb which can stop before its old right, as long as that runs."""
        running = self.old_ends(route, on)
        found: dict[str, date] = {}
        for function, until, pgb_until in self._old_rights(route):
            if function in running and pgb_until is not None and pgb_until < until:
                found[function] = max(pgb_until, found.get(function, pgb_until))
        return found

    def first_to_stop(self, route: Route, on: date) -> date | None:
        """The first last day of an old right or of the pgb of one, of those that are not over on `on`."""
        stops = {**self.old_ends(route, on), **self.pgb_ends(route, on)}
        return min((day for day in stops.values() if day >= on), default=None)

    def may_report(self, route: Route, on: date) -> bool:
        """2.3.2(1): whether a report begins a route though none is closed: of somebody whom nobody has to reassess, or
        whom another municipality decided about."""
        over = self.right_until is None or self.right_until < on
        return (not route.standing and self.plan is None and over) or route.begins_anew_in(self.municipality)

    def _old_rights(self, route: Route) -> Iterator[tuple[str, date, date | None]]:
        """Of each that had to be reassessed the care, its last day and that of its pgb."""
        accepted = self.accepted_until(route)
        for delivered, right in self.functions:
            if right.reassess and right.right_until is not None:
                until = min(right.right_until, accepted) if accepted is not None else right.right_until
                yield delivered.function, until, right.pgb_until

    def _old_transport(self, route: Route) -> Iterator[tuple[str, date]]:
        """Transport has no indication of its own: it runs as long as the guidance to which it leads (8.1(1)e)."""
        accepted = self.accepted_until(route)
        for delivered, right in self.functions:
            if transport_goes_along(delivered, right) and right.right_until is not None:
                until = min(right.right_until, accepted) if accepted is not None else right.right_until
                yield CareFunction.TRANSPORT.value, until

    @property
    def pgb_certain_until(self) -> date | None:
        """Wmo 2015 8.4(2): the first last day that is certain of a pgb for protected living of which the college did
        not choose whether it goes on; None without one."""
        ends = (right.pgb_until for _, right in self.functions if Finding.PGB_READING_OPEN in right.findings)
        return min((day for day in ends if day is not None), default=None)

    @property
    def right_until(self) -> date | None:
        """The last day of the old rights that a decision here follows on; None when there are none."""
        ends = (right.right_until for _, right in self.functions if right.reassess)
        return max((end for end in ends if end is not None), default=None)


@dataclass(frozen=True, slots=True)
class RouteAt:
    """Where a route stands: since `changed_on`, after so many `steps`, those that were taken back included."""

    client_id: str
    number: int
    state: RouteState
    changed_on: date
    steps: int


@dataclass(frozen=True, slots=True)
class RouteFile:
    """A client's route as it stands. `possible`: what this person can do next; `refused`: what
    the state allows, and is not possible now for another reason, in Dutch. `old_right_until`: as it is now, with an
    accepted offer; `old_ends`: by care; `pgb_ends`: by care of a pgb that can stop before its right; `first_to_stop`:
    of both the first day. `running`: the open terms. `unheard`: as refused_unheard says in
    domain/route/view_first.py. `undoable`: what a user may take back today. `yes_stays`: why a yes to an offer cannot
    be taken back, where a later decision rests on it, in Dutch. `provided_until`: as in Facts. `penalties`: for
    deciding too late, as they are today. `unsent_on`: the day of a visit that is near, of which the letter still lies
    here."""

    client: RouteClient
    route: Route
    earlier: Sequence[Route]
    decisions: Sequence[Decision]
    decision: Decision | None
    conversation: ConversationNotes | None
    running: Sequence[Deadline]
    possible: Sequence[StepKind]
    refused: Mapping[StepKind, str]
    old_right_until: date | None
    old_ends: Mapping[str, date]
    pgb_ends: Mapping[str, date]
    first_to_stop: date | None
    unheard: bool = False
    undoable: Sequence[Step] = ()
    yes_stays: str | None = None
    provided_until: date | None = None
    unsent_on: date | None = None
    penalties: Sequence[PenaltyDue] = ()

    @property
    def replaced(self) -> Decision | None:
        """The decision of which an objection that was granted took the place; None without one."""
        answer = self.route.last(StepKind.DECIDE_OBJECTION)
        first = self.route.last(*ON_APPLICATION)
        if answer is None or first is None or answer.details["outcome"] in CHANGES_NOTHING:
            return None
        if answer.details["decisionId"] != self.route.decision_id:
            return None
        return next(one for one in self.decisions if one.decision_id == first.details["decisionId"])

    @property
    def decide_by(self) -> date | None:
        """The last day of the law to decide on the application, while that term runs."""
        return law_decide_by(one for one in self.running if one.of.route == self.route.number)

    @property
    def no_hearing(self) -> str | None:
        """Why nobody was heard before the decision that stands; None when somebody was, or it is on no objection."""
        about = (step for step in self.route.of_kind(StepKind.DECIDE_OBJECTION) if self.decision is not None)
        decided = [one for one in about if one.details["decisionId"] == self.route.decision_id]
        return decided[-1].details.get("noHearing") if decided else None


@dataclass(frozen=True, slots=True)
class Correction:
    """A deadline, the `step` after whose day it runs, and what becomes of all terms when that day was `on`; None when
    no day was given yet. `terms`: those of the route after it. `judged`: the objection that is held against the term.
    `stood_too_early`: the step by which the decision stood, which is taken back."""

    client: RouteClient
    route: Route
    deadline: Deadline
    step: Step
    on: date | None = None
    effects: Sequence[Effect] = ()
    terms: Sequence[Deadline] = ()
    judged: JudgedAgain | None = None
    stood_too_early: Step | None = None


@dataclass(frozen=True, slots=True)
class KeptCorrection:
    client: RouteClient
    route: Route
    correction: Step

    @property
    def kind(self) -> StepKind:
        wanted = self.correction.details["corrects"]
        return next(step.kind for step in self.route.steps if step.step_id == wanted)

    @property
    def was(self) -> date:
        return date.fromisoformat(self.correction.details["was"])

    @property
    def becomes(self) -> date:
        return date.fromisoformat(self.correction.details["becomes"])

    @property
    def effects(self) -> Sequence[Effect]:
        return tuple(effects_kept(self.correction))

    @property
    def objection(self) -> Step | None:
        """Which was held against the term by this correction."""
        wanted = self.correction.details["objection"]
        return next((step for step in self.route.steps if step.step_id == wanted), None)

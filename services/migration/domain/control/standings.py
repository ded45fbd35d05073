"""Where a client stands: all that lists and totals need of one client, as revision, plan and intake leave it. Pure."""

from dataclasses import dataclass, replace
from datetime import date

from services.migration.domain.control.lists import WorkList, determined_lists
from services.migration.domain.control.steps import Finished, NextStep, Task
from services.migration.domain.planning.plans import Plan
from services.migration.domain.rights.clients import AWAITING_DECISION, Determination
from services.migration.domain.rights.states import PersonState
from services.migration.domain.route.states import DECIDED, RouteState
from shared.calendar.days import monday_of
from shared.names import folded, search_name


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Event of intake: in the newest delivery that names the client, all `rows` are held back; `on`: the Dutch day of
    the event. What was transferred before stands; it ends with the next revision that is accepted."""

    client_id: str
    delivery_id: str
    rows: int
    on: date


@dataclass(frozen=True, slots=True)
class Planned:
    """What the lists need of a plan; `week` is a Monday."""

    week: date
    decision_due: date
    over_capacity: bool
    late: bool


@dataclass(frozen=True, slots=True)
class LaterRoute:
    """A report of the client, after the reassessment, on which nothing is decided yet. `due`: the last day of the
    investigation, or of the decision; None while the next thing is the client's to do."""

    due: date | None


@dataclass(frozen=True, slots=True)
class Determined:
    """The state by the determination alone, kept aside while the route shows another one."""

    state: PersonState
    until: date | None
    after: PersonState


@dataclass(frozen=True, slots=True)
class Standing:
    """`state` holds through `state_until` (None: it lasts), and then `state_after`. `reassess_until`, `decide_by` and
    `first_end` as in Determination. `determined`: the lists by the determination alone. `held_back_rows`: of the
    accepted revision; `held_back`: a newer delivery without one accepted row. `plan`: of this revision. `added` and
    `dealt_with`: lists on which somebody comes, and from which somebody was taken, by what people recorded. `route`:
    where the reassessment stands; `later`: what came after it. `next`: None only as long as nobody worked it out, which
    no saved standing should show; `became`: what became of them (became.py), empty as long.
    `promised`: by which day a promise is to be kept, by the step that keeps it."""

    client_id: str
    revision: int
    municipality: str
    household_id: str
    search_name: str
    initials: str
    birth_date: date
    delivered_on: date
    state: PersonState
    state_until: date | None
    state_after: PersonState
    reassess_until: date | None
    decide_by: date | None
    first_end: date | None
    determined: frozenset[WorkList]
    held_back_rows: int
    held_back: HeldBack | None
    plan: Planned | None
    route: RouteState = RouteState.PLANNED
    later: LaterRoute | None = None
    aside: Determined | None = None
    added: frozenset[WorkList] = frozenset()
    dealt_with: frozenset[WorkList] = frozenset()
    next: NextStep | Finished | None = None
    became: str = ""
    promised: tuple[tuple[Task, date], ...] = ()

    @property
    def is_settled(self) -> bool:
        """A decision was made known, or the reassessment stopped: nothing is due any more."""
        return self.route in DECIDED or self.route is RouteState.ENDED

    @property
    def asks_by(self) -> date | None:
        """8.6(1): the last day of the old right, as long as no decision on what comes after it was made known; None
        when there is nothing left to be in time for."""
        return None if self.is_settled else self.reassess_until

    @property
    def last_day(self) -> date | None:
        """The day that counts: the first last day of a right to reassess, or else of any right."""
        return self.reassess_until or self.first_end

    @property
    def due(self) -> date | None:
        """The day by which the decision must be there: the plan's, and at the latest the last day of the right; on a
        later report the last day of its term."""
        if self.later is not None:
            return self.later.due
        if self.reassess_until is None or self.is_settled:
            return None
        planned = self.plan.decision_due if self.plan is not None else self.decide_by
        return min(planned or self.reassess_until, self.reassess_until)

    @property
    def is_held_back(self) -> bool:
        """Something of the client lies in intake, and no letter goes out until that is put right."""
        return self.held_back is not None or self.held_back_rows > 0

    @property
    def lists(self) -> frozenset[WorkList]:
        """OVERDUE is among them for everybody of whom something is to be decided; from the day after `due`."""
        flags = {
            WorkList.OVERDUE: self.due is not None,
            WorkList.WITHOUT_PLAN: self.reassess_until is not None and self.plan is None and not self.is_settled,
            WorkList.PLANNED_LATE: self.plan is not None and self.plan.late and not self.is_settled,
            WorkList.OVER_CAPACITY: self.plan is not None and self.plan.over_capacity and not self.is_settled,
            WorkList.HELD_BACK: self.is_held_back,
        }
        return (self.determined | self.added | {each for each, holds in flags.items() if holds}) - self.dealt_with

    def state_on(self, day: date) -> PersonState:
        return self.state if self.state_until is None or day <= self.state_until else self.state_after

    def on_list(self, work_list: WorkList, day: date) -> bool:
        late = work_list is not WorkList.OVERDUE or (self.due is not None and self.due < day)
        return work_list in self.lists and late

    @property
    def ends_in_week(self) -> date | None:
        """The Monday of the week of `last_day`."""
        return monday_of(self.last_day) if self.last_day is not None else None


@dataclass(frozen=True, slots=True)
class Changed:
    """A client's standing, and what it was; None for a new client."""

    before: Standing | None
    after: Standing


def determined_standing(found: Determination) -> Standing:
    """Without a plan: a plan that goes on with this revision comes as an event of its own."""
    client, person = found.client, found.client.person
    return Standing(
        client_id=client.client_id,
        revision=client.revision,
        municipality=client.municipality,
        household_id=client.household_id,
        search_name=search_name(person.prefix, person.surname),
        initials=folded_initials(person.initials),
        birth_date=person.birth_date,
        delivered_on=client.delivered_on,
        state=found.state,
        state_until=found.state_until,
        state_after=found.state_after,
        reassess_until=found.reassess_until,
        decide_by=found.decide_by,
        first_end=found.first_end,
        determined=determined_lists(found),
        held_back_rows=client.held_back_rows,
        held_back=None,
        plan=None,
    )


def with_plan(standing: Standing, plan: Plan) -> Standing:
    """A plan of another revision is as good as none."""
    if plan.revision != standing.revision:
        return standing
    return replace(standing, plan=Planned(plan.week, plan.decision_due, plan.over_capacity, plan.late))


def with_route(standing: Standing, state: RouteState, later: LaterRoute | None = None) -> Standing:
    """Where the route stands. A decision or a stop is what is shown of somebody who was to be reassessed; when it is
    taken back, or comes back with the post, the determination shows again. A later report shows as long as nothing is
    decided on it."""
    found = standing.aside or Determined(standing.state, standing.state_until, standing.state_after)
    plain = replace(
        standing,
        route=state,
        later=None,
        aside=None,
        state=found.state,
        state_until=found.until,
        state_after=found.after,
    )
    if later is not None and found.state is not PersonState.DECEASED:
        again = PersonState.NEW_REPORT
        return replace(plain, later=later, aside=found, state=again, state_until=None, state_after=again)
    if not plain.is_settled or found.state not in AWAITING_DECISION:
        return plain
    shown = PersonState.STOPPED if state is RouteState.ENDED else PersonState.DECIDED
    return replace(plain, aside=found, state=shown, state_until=None, state_after=shown)


def as_deceased(standing: Standing) -> Standing:
    """Of who died by the route, of which no delivery told yet. A death that is taken back shows the determination
    again (with_route)."""
    if standing.state is PersonState.DECEASED:
        return standing
    found = standing.aside or Determined(standing.state, standing.state_until, standing.state_after)
    dead = PersonState.DECEASED
    return replace(standing, later=None, aside=found, state=dead, state_until=None, state_after=dead)


def folded_initials(initials: str) -> str:
    """`J.P.` as `jp`."""
    return "".join(letter for letter in folded(initials) if letter.isalnum())


def search_words(standing: Standing) -> frozenset[str]:
    """What a name can begin with for somebody who looks for it: the surname with and without its prefix, and each
    further part of a double name. A hyphen counts as a space."""
    whole, _, prefixed = standing.search_name.partition(", ")
    parts = whole.replace("-", " ").split()
    tails = {" ".join(parts[place:]) for place in range(len(parts))}
    return frozenset(word for word in (*tails, " ".join(prefixed.replace("-", " ").split())) if word)

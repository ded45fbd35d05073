"""One next step for every person, or the reason why nothing is left to do. Pure.

Everything that is open about a person is a step with a team and a day; the next one is the one that is due first. It
follows from what was recorded and never from the day of today, so nothing has to be turned at midnight: a step that
nobody took is overdue, and stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.migration.domain.control.answers import OpenAnswer
from services.migration.domain.control.handled import NOTHING_HANDLED, CizReply, Handled
from services.migration.domain.control.lists import FINDINGS, WorkList
from services.migration.domain.control.route_stands import RouteStand
from services.migration.domain.control.standings import Standing
from services.migration.domain.control.steps import (
    HAND_OVERS,
    ORDER,
    PROMISED,
    TEAMS,
    Finished,
    FinishedReason,
    NextStep,
    Owner,
    Receiver,
    Task,
)
from services.migration.domain.rights.states import PersonState
from services.migration.domain.route.states import EndReason, RouteState

FRIDAY = timedelta(days=4)
NO_LISTS: frozenset[WorkList] = frozenset()
RECEIVERS = {
    WorkList.TO_INSURER: Receiver.INSURER,
    WorkList.TO_WLZ: Receiver.WLZ,
    WorkList.TO_YOUTH: Receiver.YOUTH,
    WorkList.TO_MUNICIPALITY: Receiver.MUNICIPALITY,
}
LISTS = {receiver: work_list for work_list, receiver in RECEIVERS.items()}
ENDED = {
    EndReason.DIED: FinishedReason.DECEASED,
    EndReason.MOVED: FinishedReason.MOVED,
    EndReason.WLZ: FinishedReason.WLZ,
    EndReason.WITHDRAWN: FinishedReason.WITHDRAWN,
    EndReason.NO_NEED: FinishedReason.NO_NEED,
}


@dataclass(frozen=True, slots=True)
class Terms:
    """In whole weeks, as the municipality chose them, where no law gives a day. `ciz_reply_before`: of the law."""

    repair: int
    hand_over: int
    chase: int
    look_at: int
    invite: int
    report: int
    apply: int
    send: int
    answer: int
    hearing: int
    before_end: int
    plan_later: int
    notice: int
    ciz_reply_before: date


@dataclass(frozen=True, slots=True)
class Person:
    """All that the next step follows from. `appointment`: the day of the conversation that is to come. `pgb_undecided`:
    the last day that is certain of a pgb, as long as nobody told the client what comes after it."""

    standing: Standing
    stand: RouteStand | None
    handled: Handled
    appointment: date | None = None
    answers: Sequence[OpenAnswer] = ()
    pgb_undecided: date | None = None

    @property
    def is_dead(self) -> bool:
        died = self.stand is not None and self.stand.ended is EndReason.DIED
        return died or self.standing.state is PersonState.DECEASED

    @property
    def came_here(self) -> bool:
        """After another municipality decided or stopped. Only a resident gets support (2.3.5(1)), so what that one
        decided binds nobody here."""
        stand = self.stand
        if stand is None or stand.settled_in is None or self.is_dead:
            return False
        return stand.settled_in != self.standing.municipality

    @property
    def is_reassessed_here(self) -> bool:
        """8.3(1) and 8.6(1): the old right is owed by the municipality where the client lives, as long as it runs and
        no offer was accepted."""
        one = self.standing
        runs = one.reassess_until is not None and one.reassess_until >= one.delivered_on
        return self.came_here and runs and self.stand is not None and self.stand.offer_until is None

    @property
    def added(self) -> frozenset[WorkList]:
        """Lists on which route and answers put somebody."""
        if self.stand is None and self.handled is NOTHING_HANDLED and not self.ends_unseen:
            return NO_LISTS
        found: set[WorkList] = set()
        if self.came_here:
            found |= {WorkList.FROM_MUNICIPALITY} if not self.is_reassessed_here else NO_LISTS
        elif self.stand is not None and self.stand.ended is EndReason.MOVED:
            found.add(WorkList.TO_MUNICIPALITY)
        wlz = self.stand is not None and self.stand.ended is EndReason.WLZ
        if wlz or self.handled.reply is CizReply.WANTS_WLZ:
            found.add(WorkList.TO_WLZ)
        if self.ends_unseen:
            found.add(WorkList.RIGHT_ENDS)
        return frozenset() if self.is_dead else frozenset(found)

    @property
    def dealt_with(self) -> frozenset[WorkList]:
        """Lists that somebody took this person from. Who has died is on none."""
        if not self.is_dead and self.handled is NOTHING_HANDLED:
            return NO_LISTS
        done = {*self.handled.looked_at, *(LISTS[receiver] for receiver in self.handled.confirmed)}
        return frozenset(WorkList) if self.is_dead else frozenset(done)

    @property
    def ends_unseen(self) -> bool:
        """A right ends, and neither a reassessment nor a hand-over nor a later plan is about it."""
        one = self.standing
        seen = one.reassess_until is not None or self.stand is not None
        elsewhere = {WorkList.TO_YOUTH, WorkList.PROTECTED_LIVING_LATER, WorkList.LAPSED} & one.determined
        return one.first_end is not None and not seen and not elsewhere


def next_of(person: Person, terms: Terms) -> NextStep | Finished:
    """Exactly one of both, for everybody."""
    steps = open_steps(person, terms)
    if not steps:
        return Finished(_reason(person))
    return steps[0]


def open_steps(person: Person, terms: Terms) -> list[NextStep]:
    """All that is open, the first one first. Nobody has to do anything for who has died."""
    if person.is_dead:
        return []
    answered = [NextStep(Task.ANSWER, person.handled.owner_of(one), one.due_on) for one in person.answers]
    owner = person.handled.owner
    dated = [*_of_intake(person, terms), *_of_lists(person, terms), *_of_pgb(person, terms)]
    found = [*answered, *(NextStep(what, owner(TEAMS[what]), due) for what, due in dated)]
    found += [_in_time(person, what, owner(TEAMS[what]), due) for what, due in _of_route(person, terms)]
    return sorted(found, key=lambda one: (one.due, ORDER[one.what])) if len(found) > 1 else found


def _in_time(person: Person, what: Task, owner: Owner, due: date) -> NextStep:
    """Not later than the old right, nor, of a question that stops no term, than the term to decide."""
    stand = person.stand
    ends = [person.standing.asks_by] if what in BEFORE_THE_RIGHT_ENDS else []
    ends += [stand.decide_by] if stand is not None and what is Task.AWAIT_COMPLETION else []
    latest = min((day for day in ends if day is not None), default=due)
    return NextStep(what, owner, min(due, latest), agreed=due)


def promises_of(steps: Sequence[NextStep]) -> tuple[tuple[Task, date], ...]:
    """Which of these steps keep a promise, by which day, each task once: whatever else comes first. Of a right that
    ends before the day that was agreed nobody was promised anything."""
    found: dict[Task, date] = {}
    for step in steps:
        if step.what in PROMISED:
            promised = step.agreed or step.due
            found[step.what] = min(promised, found.get(step.what, promised))
    return tuple(sorted(found.items()))


def _reason(person: Person) -> FinishedReason:
    stand = person.stand
    if person.is_dead:
        return FinishedReason.DECEASED
    if person.came_here:
        return FinishedReason.LOOKED_AT
    if stand is not None and stand.ended is not None:
        return ENDED[stand.ended]
    if stand is not None:
        untreated = stand.untreated_since is not None and not person.standing.is_settled
        return FinishedReason.NOT_TREATED if untreated else FinishedReason.DECIDED
    if person.handled.confirmed:
        return FinishedReason.HANDED_OVER
    return FinishedReason.LOOKED_AT if person.handled.looked_at else FinishedReason.NOTHING_LEFT


Dated = tuple[Task, date]
BEFORE_THE_RIGHT_ENDS = frozenset(
    {
        Task.PLAN,
        Task.MAKE_APPOINTMENT,
        Task.HOLD_CONVERSATION,
        Task.REPORT,
        Task.AWAIT_APPLICATION,
        Task.AWAIT_COMPLETION,
        Task.AWAIT_VIEW,
        Task.DECIDE,
        Task.SEND,
        Task.TAKE_UP_AGAIN,
        Task.REASSESS_AGAIN,
    }
)
"""Steps on the way to what comes after the old right: none of them is in time when that is over (8.6(1)), whatever day
was agreed, and whatever was done after it."""


def _of_intake(person: Person, terms: Terms) -> Iterator[Dated]:
    one = person.standing
    if one.held_back is not None:
        yield Task.REPAIR, one.held_back.on + timedelta(weeks=terms.repair)
    elif one.held_back_rows:
        yield Task.REPAIR, one.delivered_on + timedelta(weeks=terms.repair)


def _of_lists(person: Person, terms: Terms) -> Iterator[Dated]:
    one = person.standing
    lists = (one.determined | person.added) - person.dealt_with
    if not lists:
        return
    later = one.delivered_on + timedelta(weeks=terms.look_at)
    for work_list, receiver in RECEIVERS.items():
        if work_list in lists:
            yield HAND_OVERS[receiver], _hand_over_by(person, receiver, terms)
    if WorkList.WLZ_CANDIDATE in lists:
        yield Task.ASK_CIZ, max(terms.ciz_reply_before - timedelta(days=1), one.delivered_on)
    if lists & (FINDINGS - {WorkList.WLZ_CANDIDATE} | {WorkList.FROM_MUNICIPALITY}):
        yield Task.LOOK_AT, later
    if WorkList.LAPSED in lists:
        yield Task.CALL, later
    if WorkList.RIGHT_ENDS in lists and one.first_end is not None:
        yield Task.CHECK_END, max(one.first_end - timedelta(weeks=terms.before_end), one.delivered_on)
    if WorkList.PROTECTED_LIVING_LATER in lists:
        yield Task.PLAN_LATER, _plan_later_by(one, terms)


def _of_pgb(person: Person, terms: Terms) -> Iterator[Dated]:
    """8.4(2): the letter promises to tell it by the last day, so it goes into the post before that."""
    until = person.pgb_undecided
    if until is not None:
        yield Task.TELL_PGB, max(until - timedelta(weeks=terms.send), person.standing.delivered_on)


STOPPED_FOR = {EndReason.MOVED: Receiver.MUNICIPALITY, EndReason.WLZ: Receiver.WLZ}


def _hand_over_by(person: Person, receiver: Receiver, terms: Terms) -> date:
    """A youth right has a last day, before which the youth team has to know; but everybody gets the usual weeks, also
    who only turned out later to move or to come under the Wlz."""
    one, stand = person.standing, person.stand
    before = person.handled.hand_overs.get(receiver)
    if before is not None and before.chased_on is not None:
        return before.chased_on + timedelta(weeks=terms.chase)
    ended = stand is not None and stand.ended is not None and STOPPED_FOR.get(stand.ended) is receiver
    since = max(one.delivered_on, stand.on) if stand is not None and ended else one.delivered_on
    usual = since + timedelta(weeks=terms.hand_over)
    if receiver is not Receiver.YOUTH or one.first_end is None:
        return usual
    return max(usual, one.first_end - timedelta(weeks=terms.before_end))


def _plan_later_by(one: Standing, terms: Terms) -> date:
    if one.first_end is None:
        return one.delivered_on + timedelta(weeks=terms.plan_later)
    return max(one.first_end - timedelta(weeks=terms.plan_later), one.delivered_on)


def _of_route(person: Person, terms: Terms) -> Iterator[Dated]:
    one, stand = person.standing, person.stand
    if stand is None:
        if one.reassess_until is not None:
            yield _first_of_route(one, terms)
        return
    if stand.penalty_by is not None:
        yield Task.FIX_PENALTY, stand.penalty_by
    if person.is_reassessed_here:
        yield Task.REASSESS_HERE, _first_of_route(one, terms)[1]
    elif stand.state is RouteState.PLANNED:
        yield _planned(one, stand, terms)
    elif stand.state is RouteState.INVITED:
        yield Task.HOLD_CONVERSATION, _conversation_by(person, stand, terms)
    elif stand.state is RouteState.ON_HOLD:
        yield from _of_hold(one, stand, terms)
    elif stand.state in AFTER_CONVERSATION:
        yield from _after_conversation(one, stand, terms)
    elif stand.state is not RouteState.ENDED:
        found = _after_decision(one, stand, terms)
        yield from (each for each in found if not person.came_here or each[0] is Task.RENEW)


def _first_of_route(one: Standing, terms: Terms) -> Dated:
    if one.plan is None:
        return Task.PLAN, one.delivered_on + timedelta(weeks=1)
    return Task.MAKE_APPOINTMENT, max(one.plan.week - timedelta(weeks=terms.notice), one.delivered_on)


def _planned(one: Standing, stand: RouteStand, terms: Terms) -> Dated:
    """A report of the client, or a reassessment whose steps were taken back or that was on hold."""
    if stand.reported_on is not None:
        return Task.MAKE_APPOINTMENT, stand.reported_on + timedelta(weeks=terms.invite)
    task, due = _first_of_route(one, terms)
    return task, max(due, stand.on)


def _conversation_by(person: Person, stand: RouteStand, terms: Terms) -> date:
    """The appointment's day, or else the last working day of the week that was planned; both also when the right ends
    before it (`open_steps`)."""
    if person.appointment is not None:
        return person.appointment
    plan = person.standing.plan
    if stand.reported_on is None and plan is not None:
        return max(plan.week + FRIDAY, stand.on)
    return stand.until or stand.on + timedelta(weeks=terms.invite)


AFTER_CONVERSATION = frozenset(
    {
        RouteState.CONVERSATION_HELD,
        RouteState.REPORTED,
        RouteState.APPLIED,
        RouteState.INCOMPLETE,
    }
)


def _after_conversation(one: Standing, stand: RouteStand, terms: Terms) -> Iterator[Dated]:
    """What the client is waited for stops no term that was over before, nor the right (8.6(1)): then there is something
    to do meanwhile."""
    if stand.state is RouteState.CONVERSATION_HELD:
        yield Task.REPORT, stand.on + timedelta(weeks=terms.report)
    elif stand.state is RouteState.REPORTED:
        yield Task.AWAIT_APPLICATION, stand.on + timedelta(weeks=terms.apply)
    elif stand.state is RouteState.INCOMPLETE and not stand.treated_after_all:
        until = stand.until or stand.on + timedelta(weeks=terms.apply)
        yield Task.AWAIT_COMPLETION, until
        if one.asks_by is not None and one.asks_by < until:
            yield Task.TAKE_UP_AGAIN, _before_end(one.asks_by, stand.on, terms)
    elif stand.view_by is not None:
        yield Task.AWAIT_VIEW, stand.view_by
        if stand.decide_by is not None and stand.decide_by < stand.view_by:
            yield Task.DECIDE, stand.decide_by
    else:
        yield Task.DECIDE, stand.until or stand.on + timedelta(weeks=terms.send)


def _of_hold(one: Standing, stand: RouteStand, terms: Terms) -> Iterator[Dated]:
    """8.6(1): a right that ends meanwhile is no reason to wait; nor is what was decided before a next report, nor a
    term to decide, which waiting does not stop (Awb 4:13, 4:15)."""
    until, given = stand.until or stand.on, stand.provided_until
    ends = [one.asks_by] if one.asks_by is not None else []
    ends += [given] if given is not None and given >= stand.on else []
    if stand.decide_by is not None and stand.decide_by < until:
        yield Task.DECIDE, stand.decide_by
    if not ends or until <= min(ends):
        yield Task.AWAIT_DAY, until
    else:
        yield Task.TAKE_UP_AGAIN, _before_end(min(ends), stand.on, terms)


def _after_decision(one: Standing, stand: RouteStand, terms: Terms) -> Iterator[Dated]:
    tasks = {
        RouteState.DECIDED: (Task.SEND, _send_by(stand, terms), terms.send),
        RouteState.SENT: (Task.AWAIT_OBJECTION, stand.until, terms.answer),
        RouteState.HEARD: (Task.DECIDE_OBJECTION, stand.until, terms.hearing),
        RouteState.OBJECTION_DECIDED: (Task.SEND_OBJECTION_DECISION, _send_by(stand, terms), terms.send),
    }
    if stand.repair_by is not None:
        yield Task.AWAIT_REPAIR, stand.repair_by
    if stand.state is RouteState.OBJECTION and (stand.repair_by is None or stand.hearing is not None):
        yield _of_hearing(stand, terms)
    if stand.state in tasks and stand.repair_by is None:
        task, day, weeks = tasks[stand.state]
        yield task, day or stand.on + timedelta(weeks=weeks)
    if stand.offer_open and stand.state is not RouteState.DECIDED:
        yield Task.AWAIT_ANSWER, stand.on + timedelta(weeks=terms.answer)
    if stand.state is RouteState.NOT_TREATED and stand.until is not None:
        yield Task.AWAIT_OBJECTION, stand.until
    if stand.untreated_since is not None and one.reassess_until is not None and not one.is_settled:
        yield Task.REASSESS_AGAIN, _before_end(one.reassess_until, stand.untreated_since, terms)
    if stand.provided_until is not None and stand.state in (RouteState.IN_FORCE, RouteState.NOT_TREATED):
        yield Task.RENEW, _before_end(stand.provided_until, stand.untreated_since or stand.on, terms)


def _before_end(last_day: date, since: date, terms: Terms) -> date:
    """So early that a decision on what comes after can be there in time (8.6(1) of an old right)."""
    return max(last_day - timedelta(weeks=terms.before_end), since)


def _send_by(stand: RouteStand, terms: Terms) -> date:
    """A decision is made known by sending it (Awb 3:41), so it has to go out within the term to decide."""
    usual = stand.on + timedelta(weeks=terms.send)
    return min(usual, stand.until) if stand.until is not None else usual


def _of_hearing(stand: RouteStand, terms: Terms) -> Dated:
    if stand.hearing is not None:
        return Task.HEAR, stand.hearing
    usual = stand.on + timedelta(weeks=terms.hearing)
    return Task.PLAN_HEARING, min(usual, stand.until) if stand.until is not None else usual

"""Which terms a step starts, stops and ends. Pure; counting them is the column `deadlines`'s."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.migration.domain.deadlines.open_deadlines import (
    Closing,
    Deadline,
    RouteId,
    answer,
    ask,
    close,
    extend,
    next_number,
    penalty_of,
    start_after,
    start_deadline,
)
from services.migration.domain.deadlines.pauses import PostponedBy, SuspendedBy
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.details import OBJECTION_UNTIL
from services.migration.domain.route.route import Step, is_on_objection, untreated, waiting_objection
from services.migration.domain.route.states import ANSWERED_BY, StepKind
from shared.calendar.days import LegalCalendar
from shared.law.book import LawBook

K, T = StepKind, TermKind
STARTS: Mapping[StepKind, Sequence[TermKind]] = {
    K.REPORT_NEED: (T.INVESTIGATION, T.PERSONAL_PLAN),
    K.APPLY: (T.DECISION,),
    K.SEND: (T.OBJECTION,),
}
"""Terms that begin after the day of the step. A transition investigation has no report (Wmo 2015, 8.6(1)), so no six
weeks: the end of the right is its limit."""
DECIDING = (T.DECISION, T.DECISION_ON_OBJECTION)
"""Of these a notice of default can come (Awb 4:17(3), and 7:14 for the second)."""
STARTS_UNTIL: Mapping[StepKind, TermKind] = {K.ASK_COMPLETION: T.COMPLETION, K.ASK_VIEW: T.VIEW, K.ASK_REPAIR: T.REPAIR}
"""Terms that the municipality gives by a day, `answerBy`."""
OF_OBJECTION = frozenset({T.DECISION_ON_OBJECTION, T.DEFAULT_PENALTY, T.REPAIR})
ENDS: Mapping[StepKind, tuple[Closing, frozenset[TermKind] | None]] = {
    K.REPORT: (Closing.DONE, frozenset({T.INVESTIGATION, T.PERSONAL_PLAN})),
    K.APPLY: (Closing.DONE, frozenset({T.INVESTIGATION, T.PERSONAL_PLAN, T.OBJECTION})),
    K.PROLONG: (Closing.DONE, frozenset({T.OBJECTION})),
    K.COMPLETE: (Closing.DONE, frozenset({T.COMPLETION, T.NOT_TREATING})),
    K.REPAIR: (Closing.DONE, frozenset({T.REPAIR})),
    K.RECEIVE_VIEW: (Closing.DONE, frozenset({T.VIEW})),
    K.SEND: (Closing.DONE, frozenset({T.DECISION, T.VIEW, T.COMPLETION, T.NOT_TREATING, T.DEFAULT_PENALTY})),
    K.TAKE_EFFECT: (Closing.PASSED, frozenset({T.OBJECTION})),
    K.OBJECT: (Closing.DONE, frozenset({T.OBJECTION})),
    K.FIX_PENALTY: (Closing.DONE, frozenset({T.PENALTY_DECISION})),
    K.SEND_OBJECTION_DECISION: (Closing.DONE, OF_OBJECTION),
    K.WITHDRAW_OBJECTION: (Closing.DONE, OF_OBJECTION),
    K.END: (Closing.ROUTE_ENDED, None),
}
"""How the open terms of these kinds close, when what they were for was recorded (`_closed_as`); None for all. A term
for objecting is open at an application or a prolongation when an earlier application was left untreated; closed, it
goes on to say whether an objection is in time."""

RUNS_AGAIN: Mapping[StepKind, frozenset[TermKind]] = {
    K.SEND: frozenset({T.DECISION, T.NOT_TREATING, T.DEFAULT_PENALTY}),
    K.SEND_OBJECTION_DECISION: frozenset({T.DECISION_ON_OBJECTION, T.DEFAULT_PENALTY}),
}
"""What the sending ended, and runs again when the letter comes back. The client's own days for a view or for completing
are over."""

CHANGES: Mapping[tuple[TermKind, StepKind], SuspendedBy | PostponedBy | None] = {
    (T.DECISION, K.ASK_COMPLETION): SuspendedBy.COMPLETION,
    (T.DECISION, K.COMPLETE): None,
    (T.DECISION, K.EXTEND): PostponedBy.LATE,
    (T.DECISION_ON_OBJECTION, K.ASK_REPAIR): SuspendedBy.OBJECTION_REPAIR,
    (T.DECISION_ON_OBJECTION, K.REPAIR): None,
    (T.DECISION_ON_OBJECTION, K.ADJOURN): PostponedBy.ADJOURNED,
}
"""What a step does to an open term: it stands still, it ends later, or, by an answer (None), it runs again."""
STOPS_A_TERM = frozenset(kind for (_, kind), how in CHANGES.items() if isinstance(how, SuspendedBy))


@dataclass(frozen=True, slots=True)
class TermsOfSteps:
    """`committee`: whether one advises on objections."""

    of: RouteId
    book: LawBook
    calendar: LegalCalendar
    committee: bool

    def of_steps(self, steps: Sequence[Step]) -> list[Deadline]:
        return [known for _, known in self._one_by_one(steps)][-1] if steps else []

    def _one_by_one(self, steps: Iterable[Step]) -> Iterator[tuple[Step, list[Deadline]]]:
        known: list[Deadline] = []
        earlier: list[Step] = []
        for step in _as_asked(list(steps)):
            known = self.after(known, step, earlier)
            earlier.append(step)
            yield step, known

    def begun_by(self, steps: Iterable[Step], deadline: Deadline) -> Step | None:
        """The step after whose day it runs, or after whose day the term runs that it follows; None for a term that no
        step began."""
        kind, number = deadline.kind, deadline.number
        full = kind is T.PENALTY_DECISION and deadline.decided_on is None
        if (full or kind is T.DECISION_ON_OBJECTION) and deadline.follows is not None:
            kind, number = deadline.follows
        begun = (
            step
            for step, known in self._one_by_one(steps)
            if any((one.kind, one.number) == (kind, number) for one in known)
        )
        return next(begun, None)

    def kept(self, known: Sequence[Deadline], counted: Sequence[Deadline]) -> list[Deadline]:
        """What is kept of terms that were counted from corrected steps. A closed one stays, and only the day on which
        it was closed follows; but the term for objecting goes on to say whether an objection is in time, and when the
        term for deciding on it begins (7:10(1)), so it is kept as it was counted."""
        before = {(one.kind, one.number): one for one in known}
        return [_kept(before.get((one.kind, one.number)), one) for one in counted]

    def after(self, known: Sequence[Deadline], step: Step, earlier: Sequence[Step]) -> list[Deadline]:
        """All terms of the route after the step. `earlier`: the standing steps before it. Raises TermError for a term
        that cannot be counted."""
        if step.kind is K.RETURNED:
            return _not_made_known(known, step, earlier)
        objected = waiting_objection(earlier) is not None
        found = [self._changed(one, step) for one in known]
        closing = ENDS.get(step.kind)
        if closing is not None:
            how, kinds = closing
            ends = [one for one in found if one.is_open and (kinds is None or one.kind in kinds)]
            found = [close(one, step.on, _closed_as(one, how, step, earlier)) if one in ends else one for one in found]
        if step.kind is K.WITHDRAW_OBJECTION and OBJECTION_UNTIL in step.details:
            found = [_runs_on(one) for one in found]
        found += self._begun(found, known, step)
        return self._with_objection(found, step) if objected and step.kind is K.SEND else found

    def _with_objection(self, found: Sequence[Deadline], step: Step) -> list[Deadline]:
        """6:10: the objection was there before the term for it began. The term for deciding on it counts from the end
        of that one all the same (7:10(1)). One that runs already, of an application left untreated, goes on."""
        closed = [
            close(one, step.on, Closing.DONE) if one.is_open and one.kind is T.OBJECTION else one for one in found
        ]
        if any(one.is_open and one.kind is T.DECISION_ON_OBJECTION for one in closed):
            return closed
        return closed + self._follow(closed, T.OBJECTION, T.DECISION_ON_OBJECTION)

    def _changed(self, one: Deadline, step: Step) -> Deadline:
        """The term for a decision stands still, runs again, or gets a later last day. What is asked on its last day or
        later makes nothing stand still: then the municipality is late already. A question is asked by its letter, so it
        counts from the day on which that left, and from its own as long as the letter did not."""
        if not one.is_open or (one.kind, step.kind) not in CHANGES:
            return one
        how = CHANGES[one.kind, step.kind]
        if isinstance(how, PostponedBy):
            return extend(one, how, step.on, _day(step, "newLastDay"), self.book, self.calendar)
        if isinstance(how, SuspendedBy):
            asked_on, answer_by = step.letter_left_on or step.on, _day(step, "answerBy")
            if asked_on >= one.last_day or asked_on >= answer_by:
                return one
            return ask(one, asked_on, answer_by, self.book, self.calendar, how)
        return answer(one, step.on, self.book, self.calendar) if one.facts.suspensions else one

    def _begun(self, found: Sequence[Deadline], known: Sequence[Deadline], step: Step) -> list[Deadline]:
        begun = [self._start(kind, step, found) for kind in STARTS.get(step.kind, ())]
        if step.kind in STARTS_UNTIL:
            begun.append(self._start(STARTS_UNTIL[step.kind], step, found, _day(step, "answerBy")))
        if step.kind is K.ASK_COMPLETION:
            begun += self._follow([*found, *begun], T.COMPLETION, T.NOT_TREATING)
        if step.kind is K.NOTICE_OF_DEFAULT:
            late = next((one.kind for one in found if one.is_open and one.kind in DECIDING), T.DECISION)
            begun += self._follow(found, late, T.DEFAULT_PENALTY, received_on=step.on)
        if step.kind is K.OBJECT:
            begun += self._follow(found, T.OBJECTION, T.DECISION_ON_OBJECTION)
        if step.kind in (K.SEND, K.SEND_OBJECTION_DECISION, K.PENALTY_FULL):
            begun += self._penalty_decision(known, step)
        return begun

    def _start(self, kind: TermKind, step: Step, found: Sequence[Deadline], until: date | None = None) -> Deadline:
        number = next_number(found, kind)
        return start_deadline(kind, step.on, self.book, self.calendar, of=self.of, number=number, given_until=until)

    def _follow(
        self, found: Sequence[Deadline], earlier: TermKind, kind: TermKind, received_on: date | None = None
    ) -> list[Deadline]:
        """After the last term of the earlier kind that ran; nothing when there is none."""
        before = [one for one in found if one.kind is earlier and one.closed_as is not Closing.VOID]
        return [
            start_after(
                one,
                kind,
                self.book,
                self.calendar,
                number=next_number(found, kind),
                received_on=received_on,
                committee=self.committee and kind is T.DECISION_ON_OBJECTION,
            )
            for one in before[-1:]
        ]

    def _penalty_decision(self, known: Sequence[Deadline], step: Step) -> list[Deadline]:
        """Awb 4:18, when a penalty became due before the decision was made known; or, without a decision, when the last
        day went by on which one can be due."""
        return [
            start_after(
                one,
                T.PENALTY_DECISION,
                self.book,
                self.calendar,
                number=next_number(known, T.PENALTY_DECISION),
                decided_on=None if step.kind is K.PENALTY_FULL else step.on,
            )
            for one in not_fixed(known)
            if self._is_due(one, step)
        ]

    def _is_due(self, late: Deadline, step: Step) -> bool:
        penalty = penalty_of(late, self.book)
        if step.kind is K.PENALTY_FULL:
            return penalty.last_day < step.on
        return penalty.last_day_due(step.on) is not None


def _as_asked(steps: Sequence[Step]) -> Iterator[Step]:
    """A letter that left when the client had answered already did not ask it."""
    for place, step in enumerate(steps):
        answer = ANSWERED_BY.get(step.kind)
        left = step.letter_left_on
        answered = left is not None and any(later.kind is answer and later.on < left for later in steps[place + 1 :])
        yield replace(step, letter_left_on=None) if answered else step


def _closed_as(one: Deadline, how: Closing, step: Step, earlier: Sequence[Step]) -> Closing:
    """Done is only what was recorded; what a step leaves without that, lapses. 2.3.2(2): a plan can be handed in, and
    that it was is no step; another one leaves no time for it any more."""
    if how is not Closing.DONE:
        return how
    if one.kind is T.PERSONAL_PLAN:
        return Closing.PASSED
    if step.kind is K.WITHDRAW_OBJECTION:
        return Closing.WITHDRAWN
    if step.kind is K.SEND and one.kind in (T.VIEW, T.COMPLETION):
        return Closing.NOT_USED
    treated = step.kind is K.SEND and one.kind is T.NOT_TREATING and untreated(earlier) is None
    before_it = step.kind in (K.APPLY, K.PROLONG) and one.kind in (T.OBJECTION, T.INVESTIGATION)
    return Closing.OVERTAKEN if treated or before_it else how


def _runs_on(one: Deadline) -> Deadline:
    """6:7, 6:21: an objection that is withdrawn leaves the term for another one as it was."""
    ended_by_it = one.kind is T.OBJECTION and one.closed_as is Closing.DONE
    return replace(one, closed_on=None, closed_as=None) if ended_by_it else one


def _not_made_known(known: Sequence[Deadline], back: Step, earlier: Sequence[Step]) -> list[Deadline]:
    """3:40: what came back was not made known. So no term for objecting ran, also when its days had gone by, and what
    ended by that letter runs again: there is no decision in time as long as it is not made known (4:13), and a penalty
    goes on (4:17). What came back of a decision on an objection says nothing of the term in which the client
    objected."""
    sent = next((one for one in reversed(earlier) if one.kind in (K.SEND, K.SEND_OBJECTION_DECISION)), None)
    if sent is None:
        return list(known)
    on_objection = is_on_objection(back, earlier)
    return [_before_it_was_known(one, sent, back, on_objection=on_objection) for one in known]


def _before_it_was_known(one: Deadline, sent: Step, back: Step, *, on_objection: bool) -> Deadline:
    began_by_it = one.kind is T.OBJECTION and not on_objection and one.started_on == sent.on
    if began_by_it and one.closed_as in (None, Closing.PASSED):
        return replace(one, closed_on=one.closed_on or back.on, closed_as=Closing.VOID)
    if one.kind is T.PENALTY_DECISION and one.is_open and one.decided_on == sent.on:
        return close(one, back.on, Closing.VOID)
    ended_by_it = one.closed_as in (Closing.DONE, Closing.OVERTAKEN) and one.closed_on == sent.on
    return replace(one, closed_on=None, closed_as=None) if ended_by_it and one.kind in RUNS_AGAIN[sent.kind] else one


def _kept(before: Deadline | None, counted: Deadline) -> Deadline:
    if before is None:
        return counted
    if before.is_open or counted.is_open or counted.kind is T.OBJECTION:
        return replace(counted, of=before.of)
    return replace(before, closed_on=counted.closed_on, closed_as=counted.closed_as)


def objection_term(deadlines: Iterable[Deadline]) -> Deadline | None:
    """The last one that ran, open or over; None when what was sent came back, or nothing was sent."""
    ran = [one for one in deadlines if one.kind is TermKind.OBJECTION and one.closed_as is not Closing.VOID]
    return max(ran, key=lambda one: one.number, default=None)


def not_fixed(deadlines: Iterable[Deadline]) -> Sequence[Deadline]:
    """The open terms without a penalty after which no term to fix the penalty began yet."""
    known = tuple(deadlines)
    fixed = {one.follows for one in known if one.kind is T.PENALTY_DECISION and one.closed_as is not Closing.VOID}
    late = (one for one in known if one.kind is T.DEFAULT_PENALTY and one.is_open)
    return [one for one in late if (one.kind, one.number) not in fixed]


def _day(step: Step, name: str) -> date:
    return date.fromisoformat(step.details[name])

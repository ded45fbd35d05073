"""The deadlines of a route: a term of somebody, from its start until something closes it. Pure.

A deadline keeps the facts that it was counted from, so it can be counted again when a day is corrected or a holiday
added; what was closed stays as it was. A deadline that follows another one (the decision on an objection follows the
term for objecting) gets its facts from that one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from services.migration.domain.deadlines.pauses import (
    ASKED,
    PostponedBy,
    Postponement,
    SuspendedBy,
    Suspension,
    TermError,
    while_asked,
)
from services.migration.domain.deadlines.penalties import Penalty, penalty_after
from services.migration.domain.deadlines.terms import FREE_TERMS, TermFacts, TermKind, count_facts, law_term
from shared.calendar.days import CalendarError, LegalCalendar
from shared.calendar.terms import TermResult
from shared.dutch import date_in_words
from shared.law.book import LawBook


@dataclass(frozen=True, slots=True)
class RouteId:
    """Whose deadline it is. `municipality`: the one that has to keep it, also when the client moves later."""

    client_id: str
    municipality: str
    route: int = 1


class Closing(StrEnum):
    """Why a deadline is closed."""

    DONE = "done"  # what had to be done was done
    PASSED = "passed"  # the last day went by, and nobody had to do anything: the term for objecting
    VOID = "void"  # it never ran: the letter came back, or the step was undone
    ROUTE_ENDED = "route-ended"  # the route ended: died, moved, withdrawn
    NOT_USED = "not-used"  # the client could do it, and nothing came before the decision was sent
    WITHDRAWN = "withdrawn"  # the objection that it was about was withdrawn
    OVERTAKEN = "overtaken"  # something else came in its place


Key = tuple[str, int, TermKind, int]


@dataclass(frozen=True, slots=True)
class Deadline:
    """`number`: which of its kind in its route. `law_last_day`: the last day that the law gives; later than it the
    municipality is too late, also when it told a later `last_day` (Awb 4:14(1)). `follows`: the deadline of the same
    route that this one gets its days from. `decided_on`: for the penalty decision, when the late decision was made
    known; None when all days with a penalty went by without one."""

    of: RouteId
    kind: TermKind
    number: int
    facts: TermFacts
    proof: TermResult
    law_last_day: date
    follows: tuple[TermKind, int] | None = None
    decided_on: date | None = None
    closed_on: date | None = None
    closed_as: Closing | None = None

    @property
    def key(self) -> Key:
        return (self.of.client_id, self.of.route, self.kind, self.number)

    @property
    def started_on(self) -> date:
        """The day after which it runs."""
        return self.facts.start

    @property
    def last_day(self) -> date:
        return self.proof.last_day

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def law(self) -> str:
        return self.proof.steps[0].law

    @property
    def article(self) -> str:
        return self.proof.steps[0].article

    @property
    def still_counts(self) -> bool:
        """It is open; or a term for objecting that ran: that goes on to say whether an objection is in time, and when
        the term for deciding on it begins (Awb 7:10(1))."""
        ran = self.closed_as in (Closing.DONE, Closing.PASSED, Closing.OVERTAKEN)
        return self.is_open or (self.kind is TermKind.OBJECTION and ran)

    @property
    def done_late(self) -> bool:
        """It was done, and after the last day of the law."""
        return self.closed_as is Closing.DONE and self.closed_on is not None and self.closed_on > self.law_last_day

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.last_day < today

    def is_late_by_law(self, today: date) -> bool:
        """Also when a later day was told (Awb 4:14(1)): a notice of default can come."""
        return self.is_open and self.law_last_day < today


def next_number(deadlines: Iterable[Deadline], kind: TermKind) -> int:
    """The number of the next deadline of a kind in a route, counted from 1."""
    return max((one.number for one in deadlines if one.kind is kind), default=0) + 1


def start_deadline(
    kind: TermKind,
    start: date,
    book: LawBook,
    calendar: LegalCalendar,
    *,
    of: RouteId,
    number: int = 1,
    given_until: date | None = None,
    committee: bool = False,
    applied_for: bool = True,
) -> Deadline:
    """A deadline that starts after `start` (see TermFacts). Raises TermError, CalendarError and LawError as counting
    does; for the kinds that follow another deadline take `start_after`."""
    if kind in FREE_TERMS:
        raise TermError("Een termijn zonder artikel is geen termijn van een cliënt.")
    facts = TermFacts(start, given_until=given_until, committee=committee, applied_for=applied_for)
    return _counted(Deadline(of, kind, number, facts, _NOTHING, start), book, calendar)


def start_after(
    earlier: Deadline,
    kind: TermKind,
    book: LawBook,
    calendar: LegalCalendar,
    *,
    number: int = 1,
    received_on: date | None = None,
    committee: bool = False,
    decided_on: date | None = None,
) -> Deadline:
    """A deadline that follows another one of the same route: not treating an application after the time to complete it
    (Awb 4:5(4)); the decision on an objection after the term for objecting
    (Awb 7:10(1)); the two weeks without penalty after a term that was not kept, when the notice of default came on
    `received_on` (4:17(3)); the penalty decision after those, when the decision was made known on `decided_on`, or not
    at all (4:18). Raises TermError when the two do not fit, and as counting does."""
    if kind is TermKind.DEFAULT_PENALTY and received_on is None:
        raise TermError("Geef de dag waarop de ingebrekestelling kwam.")
    facts = TermFacts(received_on or earlier.last_day, committee=committee)
    follows = (earlier.kind, earlier.number)
    begun = Deadline(earlier.of, kind, number, facts, _NOTHING, facts.start, follows, decided_on)
    return _counted(_follow(begun, earlier, book), book, calendar)


def suspend(
    deadline: Deadline,
    by: SuspendedBy,
    first_day: date,
    last_day: date,
    book: LawBook,
    calendar: LegalCalendar,
) -> Deadline:
    """Awb 4:15(2), 7:14: it stands still on these days. For a question that waits for its answer take `ask`."""
    return _with(deadline, book, calendar, suspension=Suspension(by, first_day, last_day))


def ask(
    deadline: Deadline,
    asked_on: date,
    given_until: date,
    book: LawBook,
    calendar: LegalCalendar,
    by: SuspendedBy = SuspendedBy.COMPLETION,
) -> Deadline:
    """Awb 4:15(1)a, 7:10(2): it stands still while the client completes the application or repairs the objection, until
    the answer comes (`answer`), and else through the day that was given."""
    return _with(deadline, book, calendar, suspension=while_asked(asked_on, given_until, None, book, by))


def answer(deadline: Deadline, answered_on: date, book: LawBook, calendar: LegalCalendar) -> Deadline:
    """Awb 4:15(1)a, 7:10(2): the answer came, so the term runs again from that day. An answer after the day that was
    given changes nothing: from then on the term ran already. Raises TermError when nothing was asked."""
    _check_open(deadline)
    asked = [one for one in deadline.facts.suspensions if one.by in ASKED]
    if not asked:
        raise TermError("Er is niets gevraagd dat deze termijn laat stilstaan.")
    last = max(asked, key=lambda one: one.first_day)
    asked_on = last.first_day - timedelta(days=book.table(f"suspension.{last.by}", last.first_day)["from-days-after"])
    shorter = while_asked(asked_on, last.given_until or last.last_day, answered_on, book, last.by)
    suspensions = tuple(shorter if one is last else one for one in deadline.facts.suspensions)
    return _counted(replace(deadline, facts=replace(deadline.facts, suspensions=suspensions)), book, calendar)


def extend(
    deadline: Deadline, by: PostponedBy, told_on: date, until: date, book: LawBook, calendar: LegalCalendar
) -> Deadline:
    """Awb 4:14(1), 7:10(3), 7:10(4): a later last day. Raises TermError when the law does not let one."""
    return _with(deadline, book, calendar, postponement=Postponement(by, told_on, until))


def close(deadline: Deadline, on: date, as_: Closing = Closing.DONE) -> Deadline:
    """From now on it stays as it is. Raises TermError for one that was closed before."""
    _check_open(deadline)
    return replace(deadline, closed_on=on, closed_as=as_)


def penalty_of(deadline: Deadline, book: LawBook) -> Penalty:
    """Awb 4:17: what is due after a deadline of the kind default-penalty."""
    return penalty_after(deadline.proof, deadline.started_on, book)


def decide_by(deadlines: Iterable[Deadline]) -> date | None:
    """The last day to decide on the application that the client was told, while that term runs."""
    return next((one.last_day for one in deadlines if one.is_open and one.kind is TermKind.DECISION), None)


def law_decide_by(deadlines: Iterable[Deadline]) -> date | None:
    """The last day of the law to decide on the application, while that term runs: a later day that was told is no term
    (Awb 4:14(1))."""
    return next((one.law_last_day for one in deadlines if one.is_open and one.kind is TermKind.DECISION), None)


def penalty_by(deadlines: Iterable[Deadline]) -> date | None:
    """Awb 4:18: the last day to decide how much penalty is due, of the open terms for it; None without one."""
    open_ones = (one.last_day for one in deadlines if one.kind is TermKind.PENALTY_DECISION and one.is_open)
    return min(open_ones, default=None)


@dataclass(frozen=True, slots=True)
class Difference:
    """A deadline that ends on another day than before. `fault`: in Dutch why it could not be counted again; then it
    stays as it was."""

    before: Deadline
    after: Deadline
    fault: str = ""


def recalculate(deadlines: Sequence[Deadline], book: LawBook, calendar: LegalCalendar) -> list[Difference]:
    """Counts the open deadlines of one route again, each after the one that it follows, and gives those that ended up
    different. Closed ones stay as they are, and those that follow them keep their days. What cannot be counted any
    longer stays, with its fault: one deadline must not keep all others from being counted."""
    now = {(one.kind, one.number): one for one in deadlines}
    found = []
    for one in sorted(deadlines, key=lambda one: _ORDER.index(one.kind)):
        if not one.is_open:
            continue
        try:
            again = _counted(_follow(one, _earlier(one, now), book) if one.follows else one, book, calendar)
        except (TermError, CalendarError) as error:
            found.append(Difference(one, one, str(error)))
            continue
        now[(one.kind, one.number)] = again
        if again != one:
            found.append(Difference(one, again))
    return found


_ORDER = tuple(TermKind)
"""Each kind stands after the kinds that it can follow."""
_NOTHING = TermResult(date.min, date.min, ())
_FOLLOWS = {
    TermKind.NOT_TREATING: (TermKind.COMPLETION,),
    TermKind.DECISION_ON_OBJECTION: (TermKind.OBJECTION,),
    TermKind.DEFAULT_PENALTY: (TermKind.DECISION, TermKind.DECISION_ON_OBJECTION),
    TermKind.PENALTY_DECISION: (TermKind.DEFAULT_PENALTY,),
}


def _earlier(deadline: Deadline, there: Mapping[tuple[TermKind, int], Deadline]) -> Deadline:
    found = there.get(deadline.follows) if deadline.follows else None
    if found is None:
        raise TermError("De termijn waar deze op volgt, is er niet.")
    return found


def _follow(deadline: Deadline, earlier: Deadline, book: LawBook) -> Deadline:
    """With the facts that the earlier deadline gives."""
    if earlier.kind not in _FOLLOWS.get(deadline.kind, ()):
        raise TermError("Deze twee termijnen volgen niet op elkaar.")
    facts = deadline.facts
    if deadline.kind is TermKind.DEFAULT_PENALTY:
        return replace(deadline, facts=replace(facts, term_ended=earlier.law_last_day))
    if deadline.kind is TermKind.PENALTY_DECISION:
        due = penalty_of(earlier, book).last_day_due(deadline.decided_on)
        if due is None:
            raise TermError("De gemeente besliste op tijd na de ingebrekestelling. Er is geen dwangsom.")
        return replace(deadline, facts=replace(facts, start=due))
    return replace(deadline, facts=replace(facts, start=earlier.last_day))


def _with(
    deadline: Deadline,
    book: LawBook,
    calendar: LegalCalendar,
    suspension: Suspension | None = None,
    postponement: Postponement | None = None,
) -> Deadline:
    _check_open(deadline)
    facts = deadline.facts
    if suspension is not None:
        facts = replace(facts, suspensions=(*facts.suspensions, suspension))
    if postponement is not None:
        facts = replace(facts, postponements=(*facts.postponements, postponement))
    return _counted(replace(deadline, facts=facts), book, calendar)


def _check_open(deadline: Deadline) -> None:
    if deadline.closed_on is not None:
        raise TermError(f"Deze termijn is afgesloten op {date_in_words(deadline.closed_on)}.")


def _counted(deadline: Deadline, book: LawBook, calendar: LegalCalendar) -> Deadline:
    proof = count_facts(deadline.kind, deadline.facts, book, calendar)
    lawful = law_term(deadline.kind, deadline.facts, book, calendar)
    return replace(deadline, proof=proof, law_last_day=lawful.last_day)

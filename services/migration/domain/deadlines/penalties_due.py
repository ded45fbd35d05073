"""What the penalty for deciding too late comes to on a day (Awb 4:17), of the deadlines of a client. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from services.migration.domain.deadlines.open_deadlines import Closing, Deadline, penalty_of
from services.migration.domain.deadlines.penalties import Penalty
from services.migration.domain.deadlines.terms import TermKind
from shared.law.book import LawBook


@dataclass(frozen=True, slots=True)
class PenaltyDue:
    """After a notice of default that came. `through`: the last day with a penalty as it is now; None as long as there
    is none. `to_fix`: the days with a penalty are over, or the decision was made known, and nobody fixed it yet."""

    penalty: Penalty
    free_until: date
    through: date | None
    to_fix: bool

    @property
    def cents(self) -> int:
        return self.penalty.cents_through(self.through) if self.through is not None else 0

    @property
    def is_full(self) -> bool:
        return self.through == self.penalty.last_day


def penalties_due(deadlines: Iterable[Deadline], book: LawBook, today: date) -> list[PenaltyDue]:
    """Of every route the penalties that run, can still be prevented, or are to be fixed (4:18). Whether none is due
    (4:17(6)) a person judges."""
    known = tuple(deadlines)
    late = sorted((one for one in known if one.kind is TermKind.DEFAULT_PENALTY), key=lambda one: one.key)
    return [due for one in late for due in _due(one, known, book, today)]


def _due(late: Deadline, known: Iterable[Deadline], book: LawBook, today: date) -> Iterator[PenaltyDue]:
    penalty = penalty_of(late, book)
    fixing = [one for one in known if _fixes(one, late)]
    if any(one.is_open for one in fixing):
        yield PenaltyDue(penalty, late.last_day, max(one.started_on for one in fixing), to_fix=True)
    elif late.is_open and not fixing:
        runs = today >= penalty.first_day
        yield PenaltyDue(penalty, late.last_day, min(today, penalty.last_day) if runs else None, to_fix=False)


def _fixes(one: Deadline, late: Deadline) -> bool:
    """Whether it is the term to fix this penalty (4:18), which begins after the last day with one."""
    same_route = (one.of.client_id, one.of.route) == (late.of.client_id, late.of.route)
    follows = one.kind is TermKind.PENALTY_DECISION and one.follows == (late.kind, late.number)
    return same_route and follows and one.closed_as is not Closing.VOID

"""What a client holds: the budget for the year in the books of a municipality, and what happened to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.billing.domain.client.care import Domain
from services.billing.domain.client.spans import Span
from services.billing.domain.pgb.budget import NOTHING, BudgetAmounts, PgbLine, YearAmount
from services.billing.domain.pgb.calculation import line_of
from services.billing.domain.pgb.maximum import RULE as MAXIMUM
from shared.law.reasons import Reason


class HoldingState(StrEnum):
    """`waiting`: an amount was delivered above the maximum, and a person decides. `refused`: there is a right, but the
    delivered facts give no amount; somebody must look. In both, what was granted before stands."""

    GRANTED = "granted"
    WAITING = "waiting"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A line of a budget, with the id of its function; amounts in cents, the calculation in Dutch.

    `word` is the function's code in events, `domain` the law of its right. `contribution_share` is the part of the
    gross that is contribution before the ceiling. `conditional`: not in use, so usable only after the college could
    give its view (Wmo 2015 8.3(2)). `decision_id` is there when a decision under the Wmo 2015 gives the pgb; then
    `function_id` is made of the decision and the care.
    """

    function_id: str
    word: str
    domain: Domain
    label: str
    days: Span
    conditional: bool
    year_gross: int
    contribution_share: Decimal
    gross: int
    calculation: str
    decision_id: str | None = None

    def as_pgb_line(self) -> PgbLine:
        year = YearAmount(self.label, self.year_gross, self.contribution_share)
        return PgbLine(self.function_id, year, self.days, self.gross, self.calculation)

    def on(self, days: Span) -> "HeldLine":
        """The same line on other days of the year: its amount is that part of the year amount."""
        if days == self.days:
            return self
        line = line_of(self.function_id, self.as_pgb_line().year, days)
        return replace(self, days=days, gross=line.gross, calculation=line.calculation)


@dataclass(frozen=True, slots=True)
class Holding:
    """A client's budget for the year as it now stands at one municipality.

    `days` are there while something was granted. `conditional`: at least one line is. `problem` is Dutch: why there is
    no budget, or why a granted one was not renewed. `decided_on` is the day of the determination behind it, or of what
    the route told after it. `decided_from`: the first day of a pgb that a decision under the Wmo 2015 gives.
    """

    client_id: str
    revision: int
    municipality: str
    decided_on: date
    state: HoldingState
    amounts: BudgetAmounts = NOTHING
    days: Span | None = None
    conditional: bool = False
    provisional: bool = False
    lines: tuple[HeldLine, ...] = ()
    reasons: tuple[Reason, ...] = ()
    problem: str | None = None
    decided_from: date | None = None

    @property
    def content(self) -> tuple[object, ...]:
        """What a change of the budget is a change of; a new revision alone is none."""
        return self.municipality, self.amounts, self.days, self.lines

    @property
    def waits_for(self) -> tuple[Reason, ...]:
        """The cards of the amounts that a person decides about."""
        return tuple(card for card in self.reasons if card.rule == MAXIMUM)


@dataclass(frozen=True, slots=True)
class BudgetGranted:
    """A budget was granted, or its amounts, days, lines or municipality changed. `turn`: 0 when the determination of
    the revision did it, else how much the route had told since."""

    holding: Holding
    turn: int = 0


@dataclass(frozen=True, slots=True)
class BudgetWithdrawn:
    """Nothing of a granted budget was left; `problem` says why."""

    client_id: str
    revision: int
    municipality: str
    problem: str
    turn: int = 0


@dataclass(frozen=True, slots=True)
class BudgetWaiting:
    """A delivered amount is above the maximum, or nobody knows that maximum. What is held was granted before."""

    holding: Holding


Change = BudgetGranted | BudgetWithdrawn | BudgetWaiting


def changes_of(
    revision: int, municipality: str, before: Sequence[Holding], after: Sequence[Holding], turn: int = 0
) -> Iterator[Change]:
    """What happened to a client's budget, for others to know; nothing when it is the same as before.

    Only the budget that runs last is compared. What stands at an earlier municipality was in an earlier event.
    """
    was, now = _last_running(before), _last_running(after)
    if now and (was is None or was.content != now.content):
        yield BudgetGranted(replace(now, revision=revision), turn)
    if was and not now:
        problem = next((each.problem for each in reversed(after) if each.problem), "")
        yield BudgetWithdrawn(was.client_id, revision, municipality, problem, turn)
    waited = {each.municipality: each.waits_for for each in before}
    for each in after:
        if each.waits_for and each.waits_for != waited.get(each.municipality):
            yield BudgetWaiting(each)


def _last_running(holdings: Sequence[Holding]) -> Holding | None:
    running = [(each.days.last, each) for each in holdings if each.days]
    return max(running, key=lambda pair: pair[0])[1] if running else None

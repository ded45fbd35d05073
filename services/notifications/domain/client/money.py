"""What billing says about a client: the pgb, and the rules for the own contribution."""

from dataclasses import dataclass
from datetime import date

from shared.law.reasons import Reason


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """What one kind of care has in a budget; `decision_id`: of the decision under the Wmo 2015 that gives it, None for
    what the old right gives. The days and the amount of a whole year are None in what was told before billing told
    them."""

    function_id: str
    decision_id: str | None
    first_day: date | None
    last_day: date | None
    yearly: int | None
    gross: int


@dataclass(frozen=True, slots=True)
class OldBudget:
    """What the old right gives of a budget, with its contribution and its free part: both are rules of the AWBZ, which
    a pgb of a decision does not have (Wmo 2015 8.3(3) and (6))."""

    first_day: date | None
    last_day: date | None
    gross: int
    contribution: int
    unaccountable: int

    @property
    def net(self) -> int:
        return self.gross - self.contribution


@dataclass(frozen=True, slots=True)
class Budget:
    """The pgb in cents at one municipality, as it stands from this revision on. After a move there are two: what has
    run stays with the municipality that the client left. `withdrawn` says why nothing is left; then it has no days.
    `turn`: 0 as the determination of the revision gave it, more when a decision or an end changed it since."""

    client_id: str
    revision: int
    municipality: str
    first_day: date | None
    last_day: date | None
    gross: int
    contribution: int
    net: int
    unaccountable: int
    withdrawn: str | None
    turn: int = 0
    lines: tuple[BudgetLine, ...] = ()

    @property
    def old(self) -> OldBudget | None:
        """Without what decisions give; None when that is all there is."""
        lines = [line for line in self.lines if line.decision_id is None]
        if len(lines) == len(self.lines):
            return OldBudget(self.first_day, self.last_day, self.gross, self.contribution, self.unaccountable)
        if not lines:
            return None
        first, last = [each.first_day for each in lines if each.first_day], [each.last_day for each in lines]
        return OldBudget(
            first_day=min(first, default=None),
            last_day=max((each for each in last if each), default=None),
            gross=sum(line.gross for line in lines),
            contribution=self.contribution,
            unaccountable=self.unaccountable,
        )

    def yearly_of(self, decision_id: str, function: str) -> int | None:
        """What a decision gives for this care in a whole year, where the decision itself names no amount."""
        own = (each for each in self.lines if each.decision_id == decision_id)
        return next((each.yearly for each in own if each.function_id.endswith(f"-{function}")), None)

    @property
    def provisional(self) -> bool:
        """Whether the amounts may still change: what is withheld rests on the lowest contribution, because the income
        is never delivered. Of whom nothing is withheld (a minor, short stay alone, a new decision) they stand."""
        return self.contribution > 0

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in time among the budgets of one client at one municipality."""
        return self.revision, self.turn


@dataclass(frozen=True, slots=True)
class Regime:
    """Which rules for the own contribution hold for one function, on which days of the year, and why. `decision_id`: of
    the decision under the Wmo 2015 that gives the care; None for what the old right gives."""

    function_id: str
    regime: str
    first_day: date | None
    last_day: date | None
    reason: Reason
    decision_id: str | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """One regime for each function, or more that follow each other: who comes of age pays from that day on. `turn`: 0
    as the determination of the revision gave it, more when a decision or an end changed it since."""

    client_id: str
    revision: int
    regimes: tuple[Regime, ...]
    turn: int = 0

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in time among what a client pays."""
        return self.revision, self.turn

    def regimes_for(self, function_id: str) -> tuple[Regime, ...]:
        return tuple(regime for regime in self.regimes if regime.function_id == function_id)

    def regimes_of(self, decision_id: str, function: str) -> tuple[Regime, ...]:
        """Of care that a decision gives."""
        own = (regime for regime in self.regimes if regime.decision_id == decision_id)
        return tuple(regime for regime in own if regime.function_id.endswith(f"-{function}"))

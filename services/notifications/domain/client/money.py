"""What billing says about a client: the pgb, and the rules for the own contribution."""

from dataclasses import dataclass
from datetime import date

from shared.law.reasons import Reason


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
    """Which rules for the own contribution hold for one function, on which days of the year, and why."""

    function_id: str
    regime: str
    first_day: date | None
    last_day: date | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Contribution:
    """One regime for each function, or more that follow each other: who comes of age pays from that day on."""

    client_id: str
    revision: int
    regimes: tuple[Regime, ...]

    def regimes_for(self, function_id: str) -> tuple[Regime, ...]:
        return tuple(regime for regime in self.regimes if regime.function_id == function_id)

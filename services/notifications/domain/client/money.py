"""What billing says about a client: the pgb, and the rules for the own contribution. Only the own page shows it."""

from dataclasses import dataclass
from datetime import date

from shared.law.reasons import Reason


@dataclass(frozen=True, slots=True)
class Budget:
    """The pgb for 2015 in cents, as it stands. `withdrawn` says why nothing is left of it; then it has no days."""

    client_id: str
    revision: int
    first_day: date | None
    last_day: date | None
    gross: int
    contribution: int
    net: int
    unaccountable: int
    withdrawn: str | None


@dataclass(frozen=True, slots=True)
class Regime:
    """Which rules for the own contribution hold for one function, and why."""

    function_id: str
    regime: str
    first_day: date | None
    last_day: date | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Contribution:
    client_id: str
    revision: int
    regimes: tuple[Regime, ...]

    def regime_for(self, function_id: str) -> Regime | None:
        return next((regime for regime in self.regimes if regime.function_id == function_id), None)

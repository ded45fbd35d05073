"""What a run of the simulations did, in numbers. Each simulation adds to them while it runs; `conftest.py` brings those
of all test processes together, prints them, and fails a run at length that stays below what it must do."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

YEAR = timedelta(days=365.25)


@dataclass(frozen=True, slots=True, order=True)
class What:
    """What is counted, of which simulation."""

    simulation: str
    name: str


KILLS_EMBEDDED = What("one machine", "kills")
KILLS_PRODUCTION = What("Kafka and PostgreSQL", "kills")
MUTATED = What("mutated deliveries", "deliveries")
CALLS = What("calls of the APIs", "calls")
OPERATIONS = What(CALLS.simulation, "operations")
PLANS = What("faults at every seam", "runs")
FAULTS = What(PLANS.simulation, "faults")
POISONED = What(PLANS.simulation, "records that nobody can read")
REASSESSED = What("reassessments", "runs")
REASSESSMENT_STEPS = What(REASSESSED.simulation, "steps")
REASSESSMENT_FAULTS = What(REASSESSED.simulation, "faults")

AT_LENGTH: Mapping[What, int] = {
    KILLS_EMBEDDED: 200,
    KILLS_PRODUCTION: 200,
    MUTATED: 10_000,
    CALLS: 10_000,
    PLANS: 1_000,
    REASSESSED: 1_000,
}
"""What `make nightly` must do at least."""

Plain = list[list[str | int]]
"""As it goes from one test process to another: simulation, name, kind and how many, each."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of each; where something has kinds, how many of each kind."""

    counts: dict[What, Counter[str]] = field(default_factory=dict)

    def add(self, what: What, count: int = 1, *, kind: str = "") -> None:
        self.counts.setdefault(what, Counter())[kind] += count

    def add_days(self, simulation: str, days: int) -> None:
        """Days of the clock that the simulated town or region lived through."""
        self.add(What(simulation, "simulated days"), days)

    def plain(self) -> Plain:
        return [
            [what.simulation, what.name, str(kind), count]
            for what, kinds in self.counts.items()
            for kind, count in kinds.items()
        ]

    def add_plain(self, plain: Plain) -> None:
        for simulation, name, kind, count in plain:
            self.add(What(str(simulation), str(name)), int(count), kind=str(kind))

    def lines(self) -> Iterator[str]:
        """For people: a line for each thing that was counted, under its simulation."""
        before = ""
        for what, kinds in sorted(self.counts.items()):
            if what.simulation != before:
                yield what.simulation
            before = what.simulation
            yield f"  {kinds.total():>9,} {what.name}{_years(what, kinds.total())}{_of_each_kind(kinds)}"

    def too_few(self, least: Mapping[What, int]) -> Sequence[str]:
        """What was done less than `least`, in sentences."""
        done = {what: self.counts.get(what, Counter()).total() for what in least}
        return [
            f"{what.simulation}: {done[what]:,} {what.name}, and {wanted:,} is the least"
            for what, wanted in least.items()
            if done[what] < wanted
        ]


def _years(what: What, count: int) -> str:
    return f" ({timedelta(days=count) / YEAR:,.1f} years)" if what.name == "simulated days" else ""


def _of_each_kind(kinds: Counter[str]) -> str:
    named = sorted((kind, count) for kind, count in kinds.items() if kind)
    return f": {', '.join(_each(named))}" if named else ""


def _each(named: Iterable[tuple[str, int]]) -> Iterator[str]:
    return (f"{kind} {count:,}" for kind, count in named)


DONE = Figures()
"""Of this process."""

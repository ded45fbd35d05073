"""What the counterparts' year depends on: the demo's seed, and what it is about. Never a clock, never an order."""

from dataclasses import dataclass

from deploy.demo.chance import Dice


@dataclass(frozen=True, slots=True)
class Fate:
    """The same seed and the same question give the same draws, in every run and in whatever order they are asked."""

    seed: int

    def of(self, *about: object) -> Dice:
        return Dice("/".join(map(str, ("counterparts", self.seed, *about))))

"""Chance that gives the same outcome on every machine, and shares that add up.

Python promises only for `random.random()` that a seed gives the same row of numbers in every version, so nothing else
of that module is used here.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Generic, TypeVar

T = TypeVar("T")


class Dice:
    """Draws from one seed. The seed is text, so that every municipality has a row of its own."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed).random

    def below(self, count: int) -> int:
        """A whole number from 0 up to, not including, `count`."""
        return int(self._random() * count)

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def happens(self, per_mille: int) -> bool:
        return self.below(1000) < per_mille

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def weighted(self, weights: Mapping[T, int]) -> T:
        """One of the keys, by its weight. Raises LookupError when no key has any weight."""
        left = self.below(sum(weights.values()))
        for key, weight in weights.items():
            left -= weight
            if left < 0:
                return key
        raise LookupError("a draw needs at least one weight above zero")


class Urn(Generic[T]):
    """Counted balls, drawn without putting back: what comes out in the end is exactly what went in."""

    def __init__(self, counts: Mapping[T, int]) -> None:
        self._left = {ball: count for ball, count in counts.items() if count}
        self._total = sum(self._left.values())

    def __len__(self) -> int:
        return self._total

    def draw(self, dice: Dice) -> T:
        """A ball by its number of copies. Raises LookupError when the urn is empty."""
        return self._take(dice.weighted(self._left))

    def draw_fitting(self, dice: Dice, fits: Callable[[T], bool]) -> list[T]:
        """One ball among those that fit, or none when no such ball is left."""
        fitting = {ball: count for ball, count in self._left.items() if fits(ball)}
        return [self._take(dice.weighted(fitting))] if fitting else []

    def _take(self, ball: T) -> T:
        self._total -= 1
        self._left[ball] -= 1
        if not self._left[ball]:
            del self._left[ball]
        return ball


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """`total` divided by weight into whole numbers that add up to it (largest remainder; ties to the first)."""
    whole = sum(weights)
    if whole == 0:
        if total:
            raise ValueError(f"{total} cannot be divided over nothing")
        return [0] * len(weights)
    shares = [Fraction(total * weight, whole) for weight in weights]
    counts = [int(share) for share in shares]
    by_remainder = sorted(range(len(weights)), key=lambda index: (counts[index] - shares[index], index))
    for index in by_remainder[: total - sum(counts)]:
        counts[index] += 1
    return counts

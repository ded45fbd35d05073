"""Which use case runs at which tick. Intake has none: it works when a delivery comes."""

from collections.abc import Callable, Sequence
from datetime import date

TICKS: Sequence[Callable[[date], int]] = ()

"""Which classes make up a published weekly volume, and what a class is worth in a personal budget.

A class stands for its middle value: hours a week for PV and BGI, half-days for BGG, periods of 24 hours for short stay.
"""

from collections.abc import Sequence

from deploy.demo.chance import Dice, apportion
from deploy.demo.figures import Care, year_amounts

HOURS = (10, 30, 55, 85, 115, 145, 180, 225)
HALF_DAYS = (10, 20, 30, 40, 50, 60, 70, 80, 90)
PERIODS = (10, 20, 30)

# The shape before it is moved to the published volume: most people in the lower middle, few at the top.
HOURS_SHAPE = (12, 26, 30, 16, 8, 4, 3, 1)
HALF_DAYS_SHAPE = (8, 22, 14, 30, 10, 8, 3, 3, 2)
PERIODS_SHAPE = (90, 8, 2)


def class_values(care: Care) -> tuple[int, ...]:
    """The middle values of the classes of a function, lowest class first, in tenths."""
    return {Care.PV: HOURS, Care.BGI: HOURS, Care.KVB: PERIODS}.get(care, HALF_DAYS)


def class_code(care: Care, number: int) -> str:
    """COD756: K1 to K8 for hours, KD01 to KD09 for half-days, KE1 to KE3 for periods."""
    if care in (Care.PV, Care.BGI):
        return f"K{number}"
    return f"KE{number}" if care == Care.KVB else f"KD{number:02d}"


def class_number(klasse: str) -> int:
    """The number in a class code: 4 for KD04."""
    return int(klasse.lstrip("KDE"))


def class_mix(care: Care, rows: int, volume_tenths: int) -> list[int]:
    """How many of the rows get each class, so that the middle values add up to the volume as near as they can."""
    shape = {Care.PV: HOURS_SHAPE, Care.BGI: HOURS_SHAPE, Care.KVB: PERIODS_SHAPE}.get(care, HALF_DAYS_SHAPE)
    return _moved_to(volume_tenths, apportion(rows, shape), class_values(care))


def year_amount(care: Care, klasse: str, dice: Dice) -> int:
    """Cents a year for a personal budget: the amount of the class, which is a maximum. Now and then it is less, and a
    few times more, which somebody has to look at."""
    amount = year_amounts()[care, class_number(klasse)]
    return amount * dice.between(890, 1010) // 1000 if dice.happens(120) else amount


def _moved_to(target: int, counts: list[int], values: Sequence[int]) -> list[int]:
    """Rows move one class up or down, each class in its turn, as long as that brings the sum nearer."""
    gap = target - sum(count * value for count, value in zip(counts, values, strict=True))
    towards = 1 if gap > 0 else -1
    # Against the direction of the moves, so that a sweep moves no row twice.
    turn = range(len(values))[::-towards]
    moved = True
    while moved:
        moved = False
        for source in turn:
            step = _step(values, source, towards)
            if counts[source] and abs(gap - step) < abs(gap):
                counts[source] -= 1
                counts[source + towards] += 1
                gap -= step
                moved = True
    return counts


def _step(values: Sequence[int], source: int, towards: int) -> int:
    """What the sum gains when one row moves to the class next to it; 0 at the last class."""
    goal = source + towards
    return values[goal] - values[source] if 0 <= goal < len(values) else 0

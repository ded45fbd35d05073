"""Grounds (grondslagen) that go with age and function. Source: Beleidsregels indicatiestelling AWBZ 2014, annex 2."""

from deploy.demo.chance import Dice
from deploy.demo.figures import Care
from deploy.demo.plan import Band, Slot

SOM, PG, PSY, LG, VG, ZG = "01", "02", "03", "04", "05", "06"

# Per hundred clients, our estimate: no published table gives the grounds of this region.
BY_AGE = {
    Band.OLD: {SOM: 38, PG: 34, PSY: 14, LG: 7, VG: 4, ZG: 3},
    Band.ADULT: {SOM: 8, PG: 2, PSY: 42, LG: 14, VG: 28, ZG: 6},
    Band.YOUTH: {SOM: 4, PSY: 42, LG: 8, VG: 42, ZG: 4},
}
SECOND_GROUND = 220

ZVW_GROUNDS, WMO_PV_GROUNDS, ALL = (SOM, PG, LG), (PSY, VG, ZG), (SOM, PG, PSY, LG, VG, ZG)


def main_grounds(slot: Slot) -> tuple[str, ...]:
    """The grounds that may stand first: personal care by where it goes to, short stay not for PSY."""
    if slot.care == Care.PV:
        return WMO_PV_GROUNDS if slot.to_wmo else ZVW_GROUNDS
    return tuple(ground for ground in ALL if ground != PSY) if slot.care == Care.KVB else ALL


def suits(slot: Slot, grounds: tuple[str, ...]) -> bool:
    """Whether a client with these grounds may have this function as well."""
    return grounds[0] in main_grounds(slot) and not (slot.care == Care.KVB and PSY in grounds)


def draw_grounds(slot: Slot, dice: Dice) -> tuple[str, ...]:
    """One ground or two for a client whose first function is this one."""
    by_age = BY_AGE[slot.band]
    first = dice.weighted({ground: by_age[ground] for ground in main_grounds(slot) if ground in by_age})
    if not dice.happens(SECOND_GROUND):
        return (first,)
    second = {ground: weight for ground, weight in by_age.items() if ground != first and suits(slot, (first, ground))}
    return first, dice.weighted(second)

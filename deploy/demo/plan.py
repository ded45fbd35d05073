"""How many rows of which kind a municipality gets. What must come out exactly is counted here, before any chance.

Table 1 counts a client with two providers for one function once, tables 3 to 7 count that client at both. A row names
one provider, so where the providers add up to more than table 1, the lowest-ranked provider that still has more than
one client gives clients up (`fitted_providers`). This touches five cells: PV in Lopik (8) and Vianen (2), short stay
in Houten (1) and Nieuwegein (2), BGG without transport in Houten (1). All other cells follow both tables.

Table 2 is met within 5 % in every cell but two: short stay in kind in IJsselstein (6.6 periods) and Vianen (2.8). A
class is a whole period, so these get 7 and 3, the nearest that six and two rows can add up to.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from deploy.demo.chance import apportion
from deploy.demo.classes import class_code, class_mix
from deploy.demo.figures import FUNCTION_CODES, Care, Cell, Figures, Form, Municipality, read_words


class Band(StrEnum):
    """Age on 31-12-2014, the day on which the law tells youth from adults."""

    YOUTH = "under 18"
    ADULT = "18 to 64"
    OLD = "65 and over"


@dataclass(frozen=True, slots=True)
class Slot:
    """A kind of row. `to_wmo` tells personal care on the grounds PSY, VG, ZG from that on SOM, PG, LG (Zvw)."""

    form: Form
    care: Care
    band: Band
    to_wmo: bool

    @property
    def function(self) -> str:
        return FUNCTION_CODES[self.care]


@dataclass(frozen=True, slots=True)
class MunicipalityPlan:
    """Counts that hold exactly: rows per slot, classes per form and function, providers, and ZZP rows on top."""

    municipality: Municipality
    slots: Mapping[Slot, int]
    classes: Mapping[tuple[Form, Care], Mapping[str, int]]
    providers: Mapping[Care, Mapping[str, int]]
    zzp: int

    @property
    def rows(self) -> int:
        return sum(self.slots.values()) + self.zzp


# Per hundred rows, youth, adult and old: begeleiding is 72 % 65 and over; under 18 comes to 6 % of all rows.
BANDS = {
    Care.BGI: (6, 22, 72),
    Care.BGG_TRANSPORT: (6, 22, 72),
    Care.BGG: (6, 22, 72),
    Care.KVB: (30, 45, 25),
}
PV_ZVW_BANDS, PV_WMO_BANDS = (2, 13, 85), (15, 55, 30)
PV_ZVW_SHARE, PV_WMO_SHARE = 95, 5
ROWS_PER_ZZP = 80


def plan_region(figures: Figures, scale: Decimal) -> tuple[MunicipalityPlan, ...]:
    """The plans of all municipalities; at scale 1 the published tables. Raises ValueError for a scale of 0 or less."""
    if scale <= 0:
        raise ValueError(f"scale is {scale}; it must be above 0 (1 is the region as published)")
    rows = scaled_rows(figures, scale)
    return tuple(_plan(figures, municipality, rows) for municipality in figures.municipalities)


def scaled_rows(figures: Figures, scale: Decimal) -> dict[Cell, int]:
    """Table 1 times the scale, in whole rows whose total is the rounded total."""
    total = (Decimal(sum(figures.clients.values())) * scale).quantize(Decimal(1), ROUND_HALF_UP)
    counts = apportion(int(total), list(figures.clients.values()))
    return dict(zip(figures.clients, counts, strict=True))


def fitted_providers(printed: Sequence[tuple[str, int]], clients: int) -> list[tuple[str, int]]:
    """The printed providers of a cell, less the clients that table 1 does not have (see the module)."""
    names, counts = [name for name, _ in printed], [count for _, count in printed]
    for _ in range(sum(counts) - clients):
        lowest = max(rank for rank, count in enumerate(counts) if count > 1)
        counts[lowest] -= 1
    return list(zip(names, counts, strict=True))


def all_providers(printed: Sequence[tuple[str, int]], clients: int, others: Sequence[str]) -> list[tuple[str, int]]:
    """Printed and invented providers of a cell; an invented one never outranks the last that is printed."""
    fitted = fitted_providers(printed, clients)
    left, largest = clients - sum(count for _, count in fitted), printed[-1][1]
    needed = -(-left // largest)
    return fitted + list(zip(others[:needed], apportion(left, [1] * needed), strict=True))


def _plan(figures: Figures, municipality: Municipality, rows: Mapping[Cell, int]) -> MunicipalityPlan:
    own = {cell: count for cell, count in rows.items() if cell.municipality == municipality.name}
    return MunicipalityPlan(
        municipality=municipality,
        slots={slot: count for cell, total in own.items() for slot, count in _slots(cell, total)},
        classes={(cell.form, cell.care): _classes(figures, cell, count) for cell, count in own.items()},
        providers={cell.care: _provided(figures, cell, count) for cell, count in own.items() if cell.form == Form.ZIN},
        zzp=sum(own.values()) // ROWS_PER_ZZP,
    )


def _slots(cell: Cell, total: int) -> Iterator[tuple[Slot, int]]:
    if cell.care == Care.PV:
        to_zvw, to_wmo = apportion(total, [PV_ZVW_SHARE, PV_WMO_SHARE])
        yield from _by_band(cell, to_zvw, PV_ZVW_BANDS, to_wmo=False)
        yield from _by_band(cell, to_wmo, PV_WMO_BANDS, to_wmo=True)
    else:
        yield from _by_band(cell, total, BANDS[cell.care], to_wmo=True)


def _by_band(cell: Cell, total: int, shares: Sequence[int], *, to_wmo: bool) -> Iterator[tuple[Slot, int]]:
    for band, count in zip(Band, apportion(total, shares), strict=True):
        yield Slot(cell.form, cell.care, band, to_wmo), count


def _classes(figures: Figures, cell: Cell, rows: int) -> dict[str, int]:
    volume = figures.volume_tenths[cell] * rows // figures.clients[cell]
    mix = class_mix(cell.care, rows, volume)
    return {class_code(cell.care, number): count for number, count in enumerate(mix, start=1)}


def _provided(figures: Figures, cell: Cell, rows: int) -> dict[str, int]:
    """Providers at the size of the region, divided over the rows of this scale."""
    printed = figures.providers[cell.municipality, cell.care]
    full = all_providers(printed, figures.clients[cell], read_words().other_providers)
    counts = apportion(rows, [count for _, count in full])
    return {name: count for (name, _), count in zip(full, counts, strict=True)}

"""Faults that a real delivery could hold, planted on purpose, with what a careful reader does with each.

`held-back`: the row waits until somebody has put it right. `accepted`: odd, but usable.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from deploy.demo.figures import Form
from deploy.demo.layout import Row
from shared.identifiers import is_bsn, is_demo_number

HELD_BACK, ACCEPTED = "held-back", "accepted"

Rows = list[Row]


@dataclass(frozen=True, slots=True)
class Kind:
    """`fits`: whether a client's rows can carry the fault. `plant` changes the rows and answers which one is faulty."""

    name: str
    column: str
    expected: str
    fits: Callable[[Rows], bool]
    plant: Callable[[Rows], int]


@dataclass(frozen=True, slots=True)
class Fault:
    """`row` counts data rows from 1, without the header; `value` is the text that stands in `column`."""

    file: str
    row: int
    column: str
    kind: str
    value: str
    expected: str

    def as_json(self) -> dict[str, object]:
        """The fault as an entry of fouten.json."""
        return {
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "kind": self.kind,
            "value": self.value,
            "expected": self.expected,
        }


class Planter:
    """Plants every kind once before it plants one again, about one fault per `every` rows."""

    def __init__(self, every: int, municipalities: tuple[str, ...]) -> None:
        self._every = every
        self._since = 0
        self._kinds = tuple(fault_kinds(municipalities))
        self._pending = list(self._kinds)
        self.planted: list[Fault] = []

    def plant(self, rows: Rows, file: str, rows_before: int) -> Rows:
        """The rows of a client, with a fault if it is time for one and a pending kind fits."""
        self._since += len(rows)
        fitting = next((kind for kind in self._pending if kind.fits(rows)), None)
        if self._since < self._every or fitting is None:
            return rows
        faulty = [dict(row) for row in rows]
        index = fitting.plant(faulty)
        value = faulty[index].get(fitting.column, "")
        row = rows_before + index + 1
        self.planted.append(Fault(file, row, fitting.column, fitting.name, value, fitting.expected))
        self._pending.remove(fitting)
        self._pending = self._pending or list(self._kinds)
        self._since = 0
        return faulty


def fault_kinds(municipalities: tuple[str, ...]) -> Iterator[Kind]:
    """All kinds. `municipalities` are the codes of the region: a stray row carries a neighbour's."""
    yield from _date_faults()
    yield from _person_faults()
    yield from _indication_faults()
    yield from _budget_faults()
    yield from _file_faults(municipalities)


def _date_faults() -> Iterator[Kind]:
    yield _sets("date-in-another-form", "ingangsdatum", "31-02-2015")
    yield _sets("date-that-does-not-exist", "einddatum", "2015-02-31")
    yield Kind("end-before-start", "einddatum", HELD_BACK, _single, _end_before_start)
    yield _sets("birth-date-in-future", "geboortedatum", "2016-05-01")
    yield Kind("deceased-before-start", "overlijdensdatum", ACCEPTED, _single_and_alive, _died_before_start)


def _person_faults() -> Iterator[Kind]:
    yield Kind("bsn-fails-eleven-test", "bsn", HELD_BACK, _single, _break_bsn)
    yield _sets("bsn-missing", "bsn", "")
    yield _sets("postcode-that-does-not-exist", "postcode", "0412XQ")
    yield Kind("two-birth-dates", "geboortedatum", HELD_BACK, _several, _other_birth_date)


def _indication_faults() -> Iterator[Kind]:
    yield _sets("function-unknown", "functiecode", "99", _single_function)
    yield Kind("class-does-not-fit-function", "klasse", HELD_BACK, _single_function, _other_class_family)
    yield Kind("ground-does-not-fit-function", "grondslag1", HELD_BACK, _single_pv, _nursing_for_psy)
    yield _sets("ground-unknown", "grondslag1", "09")
    yield _sets("agb-of-seven-digits", "agb", "9899012", _single_in_kind)
    yield Kind("overlap-for-same-function", "ingangsdatum", HELD_BACK, _single_function, _overlap)


def _budget_faults() -> Iterator[Kind]:
    yield Kind(
        "pgb-without-amount-or-class-amount", "pgb_bruto_jaar", HELD_BACK, _single_hours_budget, _no_amount_at_all
    )
    yield _sets("pgb-without-delivered-amount", "pgb_bruto_jaar", "", _single_budget, ACCEPTED)
    yield Kind("amount-with-comma", "pgb_bruto_jaar", HELD_BACK, _single_budget, _comma)


def _file_faults(municipalities: tuple[str, ...]) -> Iterator[Kind]:
    def stray(rows: Rows) -> int:
        own = municipalities.index(rows[0]["gemeentecode"])
        rows[0]["gemeentecode"] = municipalities[own - 1]
        return 0

    yield Kind("other-municipality", "gemeentecode", HELD_BACK, _single, stray)
    yield Kind("duplicate-row", "besluitnummer", HELD_BACK, _single, _twice)
    yield Kind("too-few-columns", "leveringsstatus", HELD_BACK, _single, _cut_off)


def _single(rows: Rows) -> bool:
    return len(rows) == 1


def _several(rows: Rows) -> bool:
    return len(rows) > 1


def _single_and_alive(rows: Rows) -> bool:
    return _single(rows) and not rows[0]["overlijdensdatum"] and rows[0]["leveringsstatus"] == "in zorg"


def _single_function(rows: Rows) -> bool:
    return _single(rows) and bool(rows[0]["functiecode"])


def _single_pv(rows: Rows) -> bool:
    return _single(rows) and rows[0]["functiecode"] == "31"


def _single_in_kind(rows: Rows) -> bool:
    return _single(rows) and rows[0]["leveringsvorm"] == Form.ZIN


def _single_budget(rows: Rows) -> bool:
    return _single_function(rows) and rows[0]["leveringsvorm"] == Form.PGB


def _single_hours_budget(rows: Rows) -> bool:
    return _single_budget(rows) and rows[0]["functiecode"] in ("31", "81")


def _sets(name: str, column: str, text: str, fits: Callable[[Rows], bool] = _single, expected: str = HELD_BACK) -> Kind:
    """The kind of fault that is a fixed text in one column."""

    def plant(rows: Rows) -> int:
        rows[0][column] = text
        return 0

    return Kind(name, column, expected, fits, plant)


def _shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _end_before_start(rows: Rows) -> int:
    rows[0]["einddatum"] = _shifted(rows[0]["ingangsdatum"], -30)
    return 0


def _died_before_start(rows: Rows) -> int:
    rows[0]["overlijdensdatum"] = _shifted(rows[0]["ingangsdatum"], -10)
    return 0


def _break_bsn(rows: Rows) -> int:
    """Another last digit never leaves the remainder of a BSN; nor may it become a demo number."""
    stem, last = rows[0]["bsn"][:8], int(rows[0]["bsn"][8])
    wrong = (f"{stem}{(last + step) % 10}" for step in range(1, 10))
    rows[0]["bsn"] = next(bsn for bsn in wrong if not is_bsn(bsn) and not is_demo_number(bsn))
    return 0


def _other_birth_date(rows: Rows) -> int:
    rows[1]["geboortedatum"] = _shifted(rows[1]["geboortedatum"], -365)
    return 1


def _other_class_family(rows: Rows) -> int:
    hours = rows[0]["functiecode"] in ("31", "81")
    rows[0]["klasse"] = "KD04" if hours else "K3"
    return 0


def _nursing_for_psy(rows: Rows) -> int:
    rows[0] |= {"functiecode": "41", "grondslag1": "03", "grondslag2": ""}
    return 0


def _overlap(rows: Rows) -> int:
    """A second decision for the same function, while the first one runs."""
    later = _shifted(rows[0]["ingangsdatum"], 14)
    number = f"{int(rows[0]['besluitnummer']) + 500_000_000:09d}"
    rows.append(rows[0] | {"besluitnummer": number, "ingangsdatum": later})
    return 1


def _no_amount_at_all(rows: Rows) -> int:
    """Class 0 exists in the code list; the annex of the Regeling subsidies AWBZ has no amount for it here."""
    rows[0] |= {"klasse": "K0", "pgb_bruto_jaar": ""}
    return 0


def _comma(rows: Rows) -> int:
    rows[0]["pgb_bruto_jaar"] = rows[0]["pgb_bruto_jaar"].replace(".", ",")
    return 0


def _twice(rows: Rows) -> int:
    rows.append(dict(rows[0]))
    return 1


def _cut_off(rows: Rows) -> int:
    for column in ("leveringsstatus", "pgb_bruto_jaar", "pgb_zorgverlener"):
        del rows[0][column]
    return 0

"""Control totals: what the sender's manifest says against what stands in the file, faulty rows as well."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from services.intake.domain.mapping.rows import Row

PACKAGE, NO_END, OTHER = "zzp", "geen", "anders"
CODE = re.compile(r"\d{0,2}", re.ASCII)
MONTH = re.compile(r"(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of rows and clients, and of rows by function code, delivery form and month of end (`2015-06`).

    A row with a package of care instead of a function counts as `zzp`, a row without end date as `geen`. What is no
    code and no month counts as `anders`: in a row whose fields moved it may say something of a person, and a file of
    nonsense would have as many totals as rows.
    """

    rows: int = 0
    clients: int = 0
    by_function: Mapping[str, int] = field(default_factory=dict)
    by_form: Mapping[str, int] = field(default_factory=dict)
    by_end_month: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """A total that is not the same; `total` is its name in the manifest."""

    total: str
    manifest: int
    counted: int


def count_rows(rows: Iterable[Row]) -> Totals:
    """The totals of some rows; clients are not counted here, they may stand in other rows as well."""
    functions: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    count = 0
    for row in rows:
        count += 1
        functions[_code(row["functiecode"]) or (PACKAGE if row["zzpcode"] else "")] += 1
        forms[_code(row["leveringsvorm"])] += 1
        ends[_month(row["einddatum"]) or NO_END] += 1
    return Totals(count, 0, functions, forms, ends)


def _code(text: str) -> str:
    return text if CODE.fullmatch(text) else OTHER


def _month(text: str) -> str:
    month = text[:7]
    return month if not text or MONTH.fullmatch(month) else OTHER


def add(one: Totals, other: Totals) -> Totals:
    return Totals(
        one.rows + other.rows,
        one.clients + other.clients,
        Counter(one.by_function) + Counter(other.by_function),
        Counter(one.by_form) + Counter(other.by_form),
        Counter(one.by_end_month) + Counter(other.by_end_month),
    )


def differences(manifest: Totals, counted: Totals) -> list[Difference]:
    """Every total that differs, in the order of the manifest and then by key."""
    found = [
        Difference(name, said, seen)
        for name, said, seen in (
            ("rijen", manifest.rows, counted.rows),
            ("clienten", manifest.clients, counted.clients),
        )
        if said != seen
    ]
    found += _by_key("perFunctie", manifest.by_function, counted.by_function)
    found += _by_key("perLeveringsvorm", manifest.by_form, counted.by_form)
    return found + _by_key("perEindmaand", manifest.by_end_month, counted.by_end_month)


def _by_key(name: str, manifest: Mapping[str, int], counted: Mapping[str, int]) -> list[Difference]:
    return [
        Difference(f"{name}.{key}", manifest.get(key, 0), counted.get(key, 0))
        for key in sorted(manifest.keys() | counted.keys())
        if manifest.get(key, 0) != counted.get(key, 0)
    ]

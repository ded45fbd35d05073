"""Writes the delivery of a region: per municipality a file and a manifest; with `defects` also the planted faults.

The same seed, scale and choice of faults give the same bytes on every machine. Scale 1 is the region as published. Rows
are written as they are drawn, so memory does not grow with the number of rows.
"""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from deploy.demo.chance import Dice
from deploy.demo.clients import Numbers, Town, region_numbers
from deploy.demo.faults import Fault, Planter
from deploy.demo.figures import Municipality, care_office, read_figures
from deploy.demo.layout import COLUMNS, Row, cells
from deploy.demo.manifest import Totals, manifest_text
from deploy.demo.plan import MunicipalityPlan, plan_region

FAULTS_FILE = "fouten.json"
ROWS_PER_FAULT = 35
FAULTS_AT_LEAST = 60
REPORT_EVERY = 500

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class GeneratedMunicipality:
    """One delivery. `rows` and `clients` are what stands in the file, planted faults included."""

    code: str
    name: str
    file: Path
    manifest: Path
    rows: int
    clients: int


@dataclass(frozen=True, slots=True)
class GeneratedRegion:
    """All deliveries, in the order in which they were written; `faults_file` is None unless faults were planted."""

    municipalities: tuple[GeneratedMunicipality, ...]
    faults_file: Path | None

    @property
    def rows(self) -> int:
        return sum(municipality.rows for municipality in self.municipalities)

    @property
    def clients(self) -> int:
        return sum(municipality.clients for municipality in self.municipalities)


def generate(
    out: Path, *, seed: int, scale: Decimal, defects: bool, progress: Progress | None = None
) -> GeneratedRegion:
    """Writes the region's delivery to the folder `out`, which is made when it is not there; files there are replaced.

    `progress` is told rows done and rows planned. Raises ValueError for a scale of 0 or less, OSError when the folder
    cannot be written. A region of less than about a hundred rows has no room for every kind of fault.
    """
    plans = plan_region(read_figures(), scale)
    out.mkdir(parents=True, exist_ok=True)
    planter = _planter(plans) if defects else None
    given, count = region_numbers(), Count(sum(plan.rows for plan in plans), progress or _nobody_watches)
    written = tuple(_write(out, plan, seed, given, planter, count) for plan in plans)
    return GeneratedRegion(written, _write_faults(out, planter.planted) if planter else None)


class Count:
    """Tells how far it is, now and then and at the end."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._done, self._reported, self._total, self._progress = 0, 0, total, progress

    def add(self, rows: int) -> None:
        self._done += rows
        if self._done - self._reported >= REPORT_EVERY or self._done == self._total:
            self._reported = self._done
            self._progress(self._done, self._total)


def _nobody_watches(_done: int, _total: int) -> None:
    """The progress of a caller that did not ask for it."""


def _planter(plans: tuple[MunicipalityPlan, ...]) -> Planter:
    rows = sum(plan.rows for plan in plans)
    every = max(1, min(ROWS_PER_FAULT, rows // FAULTS_AT_LEAST))
    return Planter(every, tuple(plan.municipality.code for plan in plans))


def _write(
    out: Path, plan: MunicipalityPlan, seed: int, given: Numbers, planter: Planter | None, count: Count
) -> GeneratedMunicipality:
    file = out / f"{_base_name(plan.municipality)}.csv"
    totals = Totals()
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\n")
        writer.writerow(COLUMNS)
        for rows in _clients(plan, seed, given, planter, file.name, count):
            writer.writerows(map(cells, rows))
            for row in rows:
                totals.add(row)
    return _with_manifest(file, plan.municipality, seed, totals)


def _clients(
    plan: MunicipalityPlan, seed: int, given: Numbers, planter: Planter | None, file: str, count: Count
) -> Iterator[list[Row]]:
    """The rows per client as they go into the file; faults come after the draw, so they change nobody else's rows."""
    rows_before = 0
    for drawn in Town(plan, given, Dice(f"{seed}/{plan.municipality.code}")).clients():
        rows = planter.plant(drawn, file, rows_before) if planter else drawn
        rows_before += len(rows)
        yield rows
        count.add(len(drawn))


def _with_manifest(file: Path, municipality: Municipality, seed: int, totals: Totals) -> GeneratedMunicipality:
    manifest = file.with_suffix(".json")
    text = manifest_text(
        totals,
        supplier=care_office(),
        municipality=municipality.code,
        reference=f"AWBZ-{care_office()}-{municipality.code}-20141101-{seed}",
        file=file.name,
        sha256=_sha256(file),
    )
    manifest.write_text(text, encoding="utf-8", newline="\n")
    return GeneratedMunicipality(municipality.code, municipality.name, file, manifest, totals.rows, totals.clients)


def _write_faults(out: Path, planted: list[Fault]) -> Path:
    file = out / FAULTS_FILE
    text = json.dumps([fault.as_json() for fault in planted], ensure_ascii=False, indent=2)
    file.write_text(text + "\n", encoding="utf-8", newline="\n")
    return file


def _base_name(municipality: Municipality) -> str:
    return f"aanlevering-{municipality.code}-{municipality.name.lower()}"


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

"""The demo's care office: in some months it delivers everybody again, with who died and who moved since."""

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from deploy.demo.counterparts.chance import Fate
from deploy.demo.layout import COLUMNS, Row, cells
from deploy.demo.manifest import Totals, manifest_text
from deploy.region import Region
from services.intake.main import deliver_file
from shared.calendar.days import LegalCalendar
from shared.service import Service

FOLDER = "aanlevering"
"""Below the data folder, where a demo keeps what was delivered."""
MONTHS = (date(2015, 2, 1), date(2015, 5, 1), date(2015, 8, 1), date(2015, 11, 1))
"""A demo that begins later has what came before with the next one."""
DIES, MOVES = 8, 5
"""Of a thousand, in each of these months."""
ADDRESS = ("straat", "postcode", "plaats", "gemeentecode")


@dataclass(frozen=True, slots=True)
class CareOffice:
    """`files`: the deliveries with which the demo began, each with its manifest beside it."""

    intake: Service
    files: Sequence[Path]
    fate: Fate
    calendar: LegalCalendar

    @classmethod
    def of(cls, region: Region, fate: Fate, calendar: LegalCalendar) -> "CareOffice | None":
        """None for a region whose files did not come from the demo's folder."""
        files = sorted((region.data.path / FOLDER).glob("*.csv"))
        return cls(region.services["intake"], files, fate, calendar) if files else None

    def deliver(self, today: date) -> None:
        """On the first working day of each of the months; on any other day nothing."""
        months = [each for each in MONTHS if each <= today]
        if months and today == self.calendar.next_working_day(months[-1]):
            for file in self._write(months, today):
                deliver_file(self.intake, file)

    def _folder(self, day: date) -> Path:
        return self.files[0].parent / day.isoformat()

    def _write(self, months: Sequence[date], today: date) -> Iterator[Path]:
        towns = {file: _clients(file) for file in self.files}
        addresses = [next(rows[0] for rows in clients if _is_sound(rows)) for clients in towns.values()]
        now: dict[Path, list[list[Row]]] = {file: [] for file in towns}
        for place, (file, clients) in enumerate(towns.items()):
            for rows in clients:
                moves = self._changed(rows, months)
                to = list(towns)[(place + 1) % len(towns)] if moves else file
                if moves:
                    address = addresses[(place + 1) % len(towns)]
                    rows = [row | {name: address[name] for name in ADDRESS} for row in rows]
                now[to].append(rows)
        folder = self._folder(today)
        folder.mkdir(exist_ok=True)
        for file, changed in now.items():
            before = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
            yield _written(folder / file.name, changed, before, today)

    def _changed(self, rows: list[Row], months: Sequence[date]) -> bool:
        """Writes down a death; whether the client has moved. What is wrong with a client since the first delivery stays
        so, and nobody looks at it again here."""
        if not _is_sound(rows):
            return False
        moved = False
        for month in months:
            chance = self.fate.of("care office", rows[0]["clientnummer"], month)
            died = month - timedelta(days=chance.between(3, 25))
            if chance.happens(DIES) and died.isoformat() > max(row["ingangsdatum"] for row in rows):
                for row in rows:
                    row["overlijdensdatum"] = died.isoformat()
                return moved
            moved = moved or chance.happens(MOVES)
        return moved


def _is_sound(rows: Sequence[Mapping[str, str]]) -> bool:
    """In care, alive, and whole."""
    whole = all(len(row) == len(COLUMNS) and row["bsn"] for row in rows)
    return whole and all(not row["overlijdensdatum"] and row["leveringsstatus"] == "in zorg" for row in rows)


def _clients(file: Path) -> list[list[Row]]:
    with file.open(encoding="utf-8", newline="") as stream:
        _, *lines = csv.reader(stream, delimiter=";")
    rows = [dict(zip(COLUMNS, line, strict=False)) for line in lines]
    return [list(own) for _, own in groupby(rows, lambda row: row["clientnummer"])]


def _written(file: Path, clients: Sequence[Sequence[Row]], before: Mapping[str, str], today: date) -> Path:
    """`before`: the manifest of the first delivery."""
    totals = Totals()
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in (row for rows in clients for row in rows):
            writer.writerow(cells(row))
            totals.add(row)
    supplier, municipality = before["leverancier"], before["gemeentecode"]
    text = manifest_text(
        totals,
        supplier=supplier,
        municipality=municipality,
        reference=f"AWBZ-{supplier}-{municipality}-{today:%Y%m%d}",
        file=file.name,
        sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
        created=f"{today}T09:00:00+01:00",
    )
    file.with_suffix(".json").write_text(text, encoding="utf-8", newline="\n")
    return file

"""The demo's care office: in some months it delivers everybody again, with who died and who moved since, and with rows
put right of some who were held back."""

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from deploy.demo.counterparts.chance import Fate
from deploy.demo.generate import generate
from deploy.demo.layout import COLUMNS, Row, cells
from deploy.demo.manifest import Totals, manifest_text
from deploy.region import Region
from services.intake.main import deliver_file
from shared.calendar.days import LegalCalendar
from shared.service import Service

CHOICE = "demo.json"
"""In the data folder: what makes two demos the same."""
FOLDER = "aanlevering"
"""Below the data folder, where a demo keeps what was delivered."""
MONTHS = (date(2015, 2, 1), date(2015, 5, 1), date(2015, 8, 1), date(2015, 11, 1))
"""A demo that begins later has what came before with the next one."""
DIES, MOVES, MENDED = 8, 5, 500
"""Of a thousand, in each of these months; the last of those with a fault."""
SOUND = "aanlevering-zonder-fouten"
"""Below the data folder: what the care office should have delivered."""
ADDRESS = ("straat", "postcode", "plaats", "gemeentecode")


@dataclass(frozen=True, slots=True)
class CareOffice:
    """`files`: the deliveries with which the demo began, each with its manifest beside it. `sound`: the folder with the
    same without faults; None when they had none."""

    intake: Service
    files: Sequence[Path]
    fate: Fate
    calendar: LegalCalendar
    sound: Path | None = None

    @classmethod
    def of(cls, region: Region, fate: Fate, calendar: LegalCalendar) -> "CareOffice | None":
        """None for a region whose files did not come from the demo's folder."""
        files = sorted((region.data.path / FOLDER).glob("*.csv"))
        return cls(region.services["intake"], files, fate, calendar, _sound(region)) if files else None

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
            whole = _by_number(self.sound / file.name) if self.sound is not None else {}
            for rows in clients:
                rows = self._mended(rows, whole, months)
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

    def _mended(self, rows: list[Row], whole: Mapping[str, list[Row]], months: Sequence[date]) -> list[Row]:
        """As they should have been, when somebody at the care office put them right by now."""
        sound = whole.get(rows[0]["clientnummer"], rows)
        if rows == sound:
            return rows
        number = rows[0]["clientnummer"]
        chances = (self.fate.of("care office mends", number, month) for month in months)
        return [dict(row) for row in sound] if any(chance.happens(MENDED) for chance in chances) else rows

    def _changed(self, rows: list[Row], months: Sequence[date]) -> bool:
        """Writes down a death; whether the client has moved. Nothing happens to who has a fault that
        was not put right."""
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


def _sound(region: Region) -> Path | None:
    """Made when it is not there yet; None for a demo without faults."""
    choice = json.loads((region.data.path / CHOICE).read_text(encoding="utf-8"))
    if not choice["defects"]:
        return None
    folder = region.data.path / SOUND
    if not folder.exists():
        unfinished = folder.with_name(f"{SOUND}-onaf")
        generate(unfinished, seed=choice["seed"], scale=Decimal(choice["scale"]), defects=False)
        unfinished.rename(folder)
    return folder


def _by_number(file: Path) -> Mapping[str, list[Row]]:
    return {rows[0]["clientnummer"]: rows for rows in _clients(file)}


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

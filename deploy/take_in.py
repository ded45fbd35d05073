"""Taking a region in with progress on the screen: for the demo, and for a single delivery."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from deploy.beside import LettersBeside
from deploy.data_dir import DataDir, FileClock, NoRegion, init_command
from deploy.demo.caseworkers import employ_caseworkers
from deploy.demo.counterparts.care_office import CHOICE, FOLDER
from deploy.demo.counterparts.playing import plays
from deploy.demo.generate import generate
from deploy.demo.releasers import release_in_demo
from deploy.progress import progress
from deploy.region import Region
from deploy.users import write_outsiders
from services.intake.application.delivery.register_delivery import MANIFEST_BYTES_MAX
from services.intake.main import deliver_file
from services.notifications.main import example_outsiders
from shared.clock import SystemClock
from shared.dutch import date_in_words
from shared.messaging.failures import Refused
from shared.municipalities import FIRST_YEAR, is_known, municipality_name
from shared.region.files import fault_of_code
from shared.region.serving import why_not_served
from shared.service import Service

DEMO_DAY = date(2014, 11, 3)
LAST_DAY = date(2016, 12, 31)
"""The calendar of the law knows no later days."""


@dataclass(frozen=True, slots=True)
class DemoChoice:
    """What makes two demos the same."""

    seed: int
    scale: Decimal
    defects: bool


def open_demo(data: Path, choice: DemoChoice, today: date | None) -> Region:
    """The region of a demo, its files made. Raises Refused when the folder holds a demo that was chosen otherwise."""
    folder = DataDir.open(data, demo_seed=choice.seed)
    _hold_to_choice(folder, choice)
    region = Region.open(folder)
    if not region.clock.turned:
        region.clock.turn(today or DEMO_DAY)
    elif today not in (None, region.clock.today()):
        raise Refused(
            f"de klok van {data} staat al op {region.clock.today()}. Draai hem verder met: zachtelanding advance --to"
        )
    return region


def take_in_demo(region: Region) -> None:
    """Everything that is due on the demo's day; what was done before is not done again."""
    with LettersBeside(region) as letters:
        for file in smallest_first(_source(region.data)):
            deliver_with_progress(region.services["intake"], file)
            work_with_progress(letters.work)
        # Meanwhile the second process goes on rendering.
        employ_caseworkers(region.services["migration"], region.data.region)
        if plays(region):
            release_in_demo(region)
    with progress("Werk van vandaag") as report:
        report(0, 1)
        region.tick(region.clock.today())
        report(1, 1)
    outsiders = example_outsiders(region.services["notifications"])
    if outsiders is not None:
        write_outsiders(region.data.users_file, client=outsiders[0], provider=outsiders[1])


def smallest_first(folder: Path) -> list[Path]:
    """The deliveries of a folder, so ordered that there are letters to render as soon as can be."""
    return sorted(folder.glob("*.csv"), key=lambda file: (file.stat().st_size, file.name))


def deliver_with_progress(intake: Service, file: Path) -> dict[str, Any]:
    with progress(f"Overnemen {file.name}") as report:
        return deliver_file(intake, file, report)


def work_with_progress(work: Callable[[Callable[[int], None]], object]) -> None:
    """`work` tells what it is given how much is left to read."""
    with progress("Berichten verwerken") as report:
        most = [1]

        def left(to_read: int) -> None:
            most[0] = max(most[0], to_read)
            report(most[0] - to_read, most[0])

        work(left)


def open_for(data: Path, file: Path) -> DataDir:
    """The folder, if it is ready for the municipality of a delivery. Raises Refused with what to add when it is not.

    What a manifest does not tell, or a code that no municipality has, is for intake to refuse.
    """
    code = _manifest_text(file, "gemeentecode")
    try:
        folder = DataDir.open(data)
    except NoRegion as missing:
        raise (Refused(_make_ready(data, code)) if is_known(code) else missing) from None
    reason = why_not_served(folder.region, code, _day_of(file) or LAST_DAY) if is_known(code) else None
    if reason is not None:
        example = f" Een voorbeeld van zo'n blok maakt u met: {init_command(Path('voorbeeld'), code)}"
        raise Refused(reason if fault_of_code(code) else f"{reason}{example}")
    return folder


def start_clock(folder: DataDir, file: Path, today: date | None) -> None:
    """Sets the folder's clock on the day that was asked for. A folder without a clock, after the years that the law
    knows, starts on the day of its first delivery, and says so."""
    clock = FileClock(folder.clock_file)
    if today is not None:
        clock.turn_on(today)
    elif not clock.turned and SystemClock().today() > LAST_DAY:
        day = _day_of(file)
        if day is not None:
            clock.turn(day)
            click.echo(f"De klok van deze map staat op {date_in_words(day)}, de dag van de aanlevering.", err=True)


def say_what_is_left_to_fill_in(folder: DataDir) -> None:
    """A demo's letters go to nobody. Any other folder needs contact data of its own before a letter goes out."""
    left = folder.region.left_to_fill_in()
    if left:
        click.echo(
            f"Let op: in {folder.region_file.name} staan nog voorbeelden, bij {'; '.join(left)}. Vul daar uw eigen "
            "gegevens in voordat u brieven verstuurt.",
            err=True,
        )


def _make_ready(data: Path, code: str) -> str:
    if fault := fault_of_code(code):
        return (
            f"in {data} staat nog geen region.toml, en deze aanlevering is voor een gemeente die er niet meer is. "
            f"{fault} Vraag het zorgkantoor om een bestand met die code."
        )
    return (
        f"in {data} staat nog geen region.toml. Deze aanlevering is voor {municipality_name(code)}; maak de map klaar "
        f"met: {init_command(data, code)}"
    )


def _day_of(file: Path) -> date | None:
    """The day on which a delivery was made; None when its manifest does not tell, or names no day that the law knows.
    Intake will refuse that."""
    try:
        day = datetime.fromisoformat(_manifest_text(file, "aangemaakt")).date()
    except ValueError:
        return None
    return day if FIRST_YEAR <= day <= LAST_DAY else None


def _manifest_text(file: Path, key: str) -> str:
    """What the manifest of a delivery says; empty when it cannot be read or does not say it."""
    manifest = file.with_suffix(".json")
    try:
        if manifest.stat().st_size > MANIFEST_BYTES_MAX:
            return ""
        found = json.loads(manifest.read_text(encoding="utf-8"))[key]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""
    return found if isinstance(found, str) else ""


def _source(folder: DataDir) -> Path:
    return folder.path / FOLDER


def _hold_to_choice(folder: DataDir, choice: DemoChoice) -> None:
    """Makes the files under another name first, so that half a region is never taken for a whole one."""
    source, choice_file = _source(folder), folder.path / CHOICE
    wanted = json.dumps(asdict(choice), default=str, sort_keys=True)
    if source.exists():
        found = choice_file.read_text(encoding="utf-8")
        if found != wanted:
            raise Refused(
                f"in {folder.path.name} staat een demo met {found}; u vraagt {wanted}. Kies een andere map met --data, "
                "of verwijder deze map."
            )
        return
    unfinished = source.with_name("aanlevering-onaf")
    with progress("Aanlevering maken") as report:
        generate(unfinished, seed=choice.seed, scale=choice.scale, defects=choice.defects, progress=report)
    choice_file.write_text(wanted, encoding="utf-8")
    unfinished.rename(source)

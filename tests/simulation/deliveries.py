"""A region's delivery for the simulations, made once, and the outcome of taking it in without any trouble."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from deploy.data_dir import DataDir
from deploy.demo.generate import generate
from deploy.demo.releasers import release_in_demo
from deploy.region import Region
from services.intake.main import deliver_file, register_file

SEED = 7
DAY = date(2014, 11, 3)


def make_delivery(folder: Path, *, scale: str, seed: int = SEED, defects: bool = True) -> list[Path]:
    """The CSV files of a region, each with its manifest beside it."""
    generate(folder, seed=seed, scale=Decimal(scale), defects=defects)
    return sorted(folder.glob("*.csv"))


def open_region(folder: Path, day: date = DAY) -> Region:
    region = Region.open(DataDir.open(folder, demo_seed=SEED))
    region.clock.turn(day)
    return region


def take_in(region: Region, files: Sequence[Path]) -> None:
    """Delivers all files, works until idle, and does the day's due work."""
    for file in files:
        deliver_file(region.services["intake"], file)
    region.work()
    release_and_tick(region)


def release_and_tick(region: Region) -> None:
    """The day's work of a demo, after its invented people released what was ready."""
    release_in_demo(region)
    region.tick(region.clock.today())


def register(region: Region, files: Sequence[Path]) -> None:
    """Hands the files over and leaves all work to the workers."""
    for file in files:
        register_file(region.services["intake"], file)

"""Whether a folder has counterparts, and the days that they live through with it."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from deploy.demo.caseworkers import employ_caseworkers
from deploy.demo.counterparts.answers import Inbox
from deploy.demo.counterparts.care_office import CareOffice
from deploy.demo.counterparts.living import Counterparts
from deploy.demo.counterparts.next_of_kin import NextOfKin
from deploy.demo.counterparts.providers import Providers
from deploy.demo.releasers import Releasers
from deploy.region import Region
from services.migration.main import open_works
from shared.calendar.days import LegalCalendar
from shared.calendar.dutch import read_calendar

LAST_DAY = date(2016, 9, 30)
"""What is done later has terms that end in a year that the calendar of the law does not know."""


def choose(region: Region, *, play: bool) -> None:
    """Keeps with a demo whether it has counterparts."""
    _choice(region).write_text(json.dumps({"play": play}), encoding="utf-8")


def plays(region: Region) -> bool:
    """Whether invented people act in a folder: not in one that is no demo, nor in a demo that was chosen without."""
    choice = _choice(region)
    chosen = not choice.exists() or json.loads(choice.read_text(encoding="utf-8"))["play"]
    return region.data.demo_seed is not None and chosen


def counterparts_of(region: Region) -> Counterparts | None:
    seed = region.data.demo_seed
    if seed is None or not plays(region):
        return None
    migration, served = region.services["migration"], region.data.region
    employ_caseworkers(migration, served)
    return Counterparts(open_works(migration.database, served), served, seed, read_calendar())


def advance(region: Region, to: date, counterparts: Counterparts | None, each_day: Callable[[date], None]) -> None:
    """Turns the clock day by day. With counterparts the letters of the day before are handed over in the morning, and
    what is ready is released; then comes the work that is due, and then what people do. Without them there is only the
    work that is due. Raises ValueError for a day in the past."""
    if counterparts is None:
        region.advance(to, each_day)
        return
    calendar = read_calendar()
    live = _day_of(region, counterparts, calendar)

    def lived(day: date) -> None:
        if day <= LAST_DAY:
            live(day)
            region.work()
        each_day(day)

    region.advance(to, lived, _morning(region, calendar))


def _day_of(region: Region, counterparts: Counterparts, calendar: LegalCalendar) -> Callable[[date], None]:
    """What everybody of the demo does on a day, after the work that is due."""
    providers = Providers.of(region, counterparts.fate)
    inbox = Inbox.of(region, counterparts.fate)
    kin = NextOfKin.of(region)
    care_office = CareOffice.of(region, counterparts.fate, calendar)

    def live(day: date) -> None:
        works = counterparts.works_on(day)
        if works and care_office is not None:
            care_office.deliver(day)
            region.work()
        counterparts.live(day)
        if works:
            inbox.live(counterparts.said(), day, counterparts.colleague)
            providers.live(day, counterparts.working_day_before(day), counterparts.colleague)
            kin.live(counterparts.colleague)

    return live


def _morning(region: Region, calendar: LegalCalendar) -> Callable[[], None]:
    """What the people of a demo's post room do before the day's work; nobody is there on a day off."""
    releasers = Releasers.of(region)

    def post() -> None:
        today = region.clock.today()
        if today > LAST_DAY or not calendar.is_working_day(today):
            return
        releasers.hand_over()
        region.work()
        releasers.release()

    return post


def _choice(region: Region) -> Path:
    return region.data.path / "counterparts.json"

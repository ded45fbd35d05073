"""What a route came to before a right was determined anew, as far as a letter about that right must know it. Pure."""

from dataclasses import replace
from datetime import date

from services.notifications.domain.route.facts import ClientRoute

DECIDED = (
    "Er is al een besluit over de zorg van deze cliënt. Een brief over het oude recht alleen zou niet kloppen. Kijk "
    "wat er veranderde, en vertel het de cliënt zelf."
)


def before(route: ClientRoute, day: date) -> ClientRoute:
    """As it was when that day began: what was recorded on the day itself may have been told later."""
    return replace(route, told_steps=tuple(each for each in route.told_steps if each.recorded_on < day))


def decided_at(route: ClientRoute, municipality: str) -> bool:
    """Whether this municipality made a decision known on what comes after the old right. Temporary help is none
    (Wmo 2015 2.3.3)."""
    there = (each for each in route.decisions_on_care() if each.municipality == municipality)
    return any(each.kind != "urgent-help" for each in there)


def has_stopped(route: ClientRoute, municipality: str) -> bool:
    """Whether nobody here will speak with the client before somebody begins again."""
    last = route.steps[-1] if route.steps else None
    return last is not None and last.step == "end" and last.stops_in(municipality)

"""How each municipality of the region shows itself on its pages: region.toml as the houses of the web kernel."""

from pathlib import Path

from shared.clock import Clock
from shared.region.values import Contact, NoContact, ServedRegion
from shared.web.house import House, HouseOf

WHOLE_REGION = "Zachte Landing"
"""What stands in the band for whoever works for several municipalities: a region has no name of its own."""


def houses(region: ServedRegion, clock: Clock) -> HouseOf:
    """By the code of a municipality. For an empty code, and for one that is not served, the region: it has the colours
    of its host, and nobody to call, unless it is one municipality."""

    def house_of(municipality: str) -> House:
        code = municipality or _only(region)
        if not region.serves(code):
            style = region.municipality(region.host).house_style
            return House(WHOLE_REGION, style.colour, style.ink)
        served, contact = region.municipality(code), _contact(region, code, clock)
        return House(
            name=served.letterhead.name,
            colour=served.house_style.colour,
            ink=served.house_style.ink,
            logo=f"/logo/{code}" if served.letterhead.logo else "",
            phone=contact.phone if contact else "",
            phone_hours=contact.phone_hours if contact else "",
            email=contact.email if contact else "",
            code=code,
        )

    return house_of


def logo_of(region: ServedRegion, code: str) -> Path | None:
    """The file of a municipality's logo; None when it has none, or is not served."""
    return region.municipality(code).letterhead.logo if region.serves(code) else None


def _only(region: ServedRegion) -> str:
    """The code of the region's one municipality; empty when there are more."""
    return region.host if len(region.municipalities) == 1 else ""


def _contact(region: ServedRegion, code: str, clock: Clock) -> Contact | None:
    """A page says nothing about whom to call where nobody told; a letter is not made then, and says why."""
    try:
        return region.contact(code, clock.today())
    except NoContact:
        return None

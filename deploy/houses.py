"""How each municipality shows itself on its pages, from region.toml, and its logo, from beside that file."""

from datetime import date

from flask import Blueprint, Response, send_file

from shared.access import Role, Scope, allowed
from shared.clock import Clock
from shared.municipalities import municipality_in_words
from shared.region.values import NoContact, Served, ServedRegion
from shared.web.house import NEUTRAL, House, HouseOf
from shared.web.problem import NotFound

LOGO_ADDRESS = "/assets/logo"
LOGO_SECONDS = 3600


def houses(region: ServedRegion, clock: Clock) -> HouseOf:
    """The house of each municipality, with how to reach it on the day of the clock."""
    return lambda code: house_of(region, code, clock.today())


def house_of(region: ServedRegion, code: str, today: date) -> House:
    """Of the municipality with this code; of the only one for an empty code. Who serves several, or a code that is not
    served, has no house of its own."""
    code = code or (region.host if len(region.municipalities) == 1 else "")
    if not region.serves(code):
        return NEUTRAL
    served = region.municipality(code)
    return House(
        name=served.letterhead.name,
        colour=served.house_style.colour,
        ink=served.house_style.ink,
        logo=_logo_address(served),
        code=code,
        **_reached(region, code, today),
    )


def _logo_address(served: Served) -> str:
    return f"{LOGO_ADDRESS}/{served.code}" if served.letterhead.logo else ""


def _reached(region: ServedRegion, code: str, today: date) -> dict[str, str]:
    """Nothing where it would lead a reader to nobody."""
    try:
        contact, examples = region.contact(code, today), region.example_keys(code, today)
    except NoContact:
        return {}
    found = {"phone": contact.phone, "phone_hours": contact.phone_hours, "email": contact.email}
    hidden = {*examples, *(["phone_hours"] if "phone" in examples else [])}
    return {key: value for key, value in found.items() if key not in hidden}


def logo_pages(region: ServedRegion) -> Blueprint:
    """The pictures themselves. An address holds a code only, and region.toml the name of a file that lies beside it, so
    no address leads to any other file."""
    pages = Blueprint("logos", __name__)

    @pages.get(f"{LOGO_ADDRESS}/<code>")
    @allowed(*Role, scope=Scope.NOBODY)
    def logo(code: str) -> Response:
        file = region.municipality(code).letterhead.logo if region.serves(code) else None
        if file is None or not file.is_file():
            raise NotFound(f"Gemeente {municipality_in_words(code[:4])} heeft hier geen logo.")
        return send_file(file.resolve(), max_age=LOGO_SECONDS)

    return pages

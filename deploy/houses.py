"""How each municipality shows itself on its pages, from region.toml, and its logo, from beside that file."""

from datetime import date
from typing import Protocol, TypeVar

from flask import Blueprint, Response, send_file

from shared.access import Role, Scope, allowed
from shared.municipalities import municipality_in_words
from shared.region.values import NoContact, Served, ServedRegion
from shared.web.problem import NotFound

LOGO_ADDRESS = "/assets/logo"
LOGO_SECONDS = 3600

H_co = TypeVar("H_co", covariant=True)


class MakesHouse(Protocol[H_co]):
    """The web kernel's value for it. `ink` is the text on `colour`, `logo` the address of a picture; all of it may be
    left out, for a page of no municipality."""

    def __call__(
        self,
        name: str = ...,
        colour: str = ...,
        ink: str = ...,
        logo: str = ...,
        phone: str = ...,
        phone_hours: str = ...,
        email: str = ...,
    ) -> H_co: ...


def house_of(region: ServedRegion, code: str, today: date, make: MakesHouse[H_co]) -> H_co:
    """Of the municipality with this code; of the only one for an empty code. Who serves several, or a code that is not
    served, has no house of its own."""
    code = code or (region.host if len(region.municipalities) == 1 else "")
    if not region.serves(code):
        return make()
    served = region.municipality(code)
    named = {"name": served.letterhead.name, "logo": _logo_address(served)}
    return make(**named, colour=served.house_style.colour, ink=served.house_style.ink, **_reached(region, code, today))


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

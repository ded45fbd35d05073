"""What all lists of the API may be limited to, and how a day is typed. A wrong value is answered in Dutch."""

import re
from datetime import date

from marshmallow import fields as ma
from marshmallow import validate

from shared.searching import sought
from shared.web.fields import DutchSchema, is_within_years

PAGE_WRONG = "Geef voor de bladzijde een getal vanaf 1."
CLIENT_ID = re.compile(r"[0-9a-f-]{36}")
CLIENT = validate.Regexp(rf"^({CLIENT_ID.pattern})?$", error="Geef voor de cliënt een nummer (UUID).")


class PageQuery(DutchSchema):
    page = ma.Integer(
        load_default=1,
        validate=validate.Range(1, 1_000_000, error=PAGE_WRONG),
        error_messages={"invalid": PAGE_WRONG},
        metadata={"description": "Bladzijde, 50 per keer"},
    )


class MunicipalityQuery(PageQuery):
    municipality = ma.String(
        load_default="",
        validate=validate.Regexp(r"^(\d{4})?$", error="Geef voor de gemeente een code van 4 cijfers."),
        metadata={"description": "Gemeentecode; leeg geeft al uw gemeenten"},
    )


NO_DAY = "Kies een dag, of schrijf die zo: dag-maand-jaar, met vier cijfers voor het jaar."


def read_day(text: str) -> date | None:
    """`2015-03-02`, as the field of a browser sends it, `2-3-2015` or `02-03-2015`; of a year that somebody means."""
    found = sought(text).birth_date
    return found if found is not None and is_within_years(found) else None


def as_day_field(text: str) -> str:
    """A day as a field for days shows it again; what is no day stays as it was typed."""
    day = read_day(text)
    return day.isoformat() if day is not None else text


def is_client(text: str) -> bool:
    return CLIENT_ID.fullmatch(text) is not None

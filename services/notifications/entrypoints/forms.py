"""What all lists may be limited to, for the API and the screens. A wrong value is answered in Dutch.

The API names fields and choices by their codes and says what they mean; a screen knows the Dutch words alone.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import EXCLUDE, ValidationError, validate
from marshmallow import fields as ma
from werkzeug.datastructures import MultiDict

from shared.web.fields import DutchSchema

PAGE_WRONG = "Geef voor de bladzijde een getal vanaf 1."
CLIENT = validate.Regexp(r"^([0-9a-f-]{36})?$", error="Geef voor de cliënt een nummer (UUID).")

FIELDS: Mapping[str, str] = {
    "page": "Bladzijde",
    "municipality": "Gemeente",
    "state": "Stand",
    "client": "Cliënt",
}
"""What the screens call the fields of their filters."""


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


def on_screen(schema: DutchSchema, given: MultiDict[str, str]) -> dict[str, Any]:
    """What was filled in, as values; fields of others are left alone.

    Raises ValidationError, which is answered with 400 and names the field as the screen does.
    """
    try:
        found: dict[str, Any] = schema.load(given.to_dict(), unknown=EXCLUDE)
    except ValidationError as wrong:
        raise ValidationError({FIELDS[name]: texts for name, texts in wrong.messages_dict.items()}) from wrong
    return found

"""What lists may be limited to, for the API and the screens. A wrong value is answered in Dutch.

The API names fields and choices by their codes and says what they mean; a screen knows the Dutch words alone.
"""

from typing import Any

from marshmallow import EXCLUDE, ValidationError, validate
from marshmallow import fields as ma
from werkzeug.datastructures import MultiDict

from services.notifications.entrypoints.letters.words import FIELDS, LETTER_STATES
from shared.web.fields import DutchSchema

NAME_MAX = 80
PAGE_WRONG = "Geef voor de bladzijde een getal vanaf 1."
CLIENT = validate.Regexp(r"^([0-9a-f-]{36})?$", error="Geef voor de cliënt een nummer (UUID).")
CODES = ", ".join(f"{state} ({word})" for state, word in LETTER_STATES.items())
WORDS = ", ".join(LETTER_STATES.values())


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


class LettersQuery(MunicipalityQuery):
    state = ma.String(
        load_default="",
        validate=validate.OneOf(["", *LETTER_STATES], error=f"Kies voor de stand uit: {CODES}."),
        metadata={"description": f"Stand van de brief: {CODES}"},
    )
    client = ma.String(load_default="", validate=CLIENT, metadata={"description": "Nummer van de cliënt"})


class LettersForm(LettersQuery):
    """The filter of the screen, where states are words."""

    state = ma.String(
        load_default="",
        validate=validate.OneOf(["", *LETTER_STATES], error=f"Kies voor de stand uit: {WORDS}."),
    )


class PortalQuery(DutchSchema):
    client = ma.String(load_default="", validate=CLIENT)


def on_screen(schema: DutchSchema, given: MultiDict[str, str]) -> dict[str, Any]:
    """What was filled in, as values; fields of others are left alone.

    Raises ValidationError, which is answered with 400 and names the field as the screen does.
    """
    try:
        found: dict[str, Any] = schema.load(given.to_dict(), unknown=EXCLUDE)
    except ValidationError as wrong:
        raise ValidationError({FIELDS[name]: texts for name, texts in wrong.messages_dict.items()}) from wrong
    return found


def name_in(form: MultiDict[str, str]) -> str:
    """The name that is searched for. Only from a form that is sent by POST: it may not stand in an address."""
    return form.get("name", "").strip()[:NAME_MAX]

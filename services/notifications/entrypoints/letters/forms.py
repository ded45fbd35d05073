"""What a list of letters may be limited to."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields as ma
from marshmallow import validate
from werkzeug.datastructures import MultiDict

from services.notifications.application.letters.views import LetterFilter
from services.notifications.entrypoints.forms import CLIENT, MunicipalityQuery
from services.notifications.entrypoints.letters.words import LETTER_STATES
from services.notifications.entrypoints.paging import PER_PAGE, offset

NAME_MAX = 80
CODES = ", ".join(f"{state} ({word})" for state, word in LETTER_STATES.items())
WORDS = ", ".join(LETTER_STATES.values())


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


def wanted_letters(query: Mapping[str, Any], name: str = "") -> LetterFilter:
    """What was left empty limits nothing. `name` is no part of the query: it is personal."""
    return LetterFilter(
        municipality=query["municipality"] or None,
        state=query["state"] or None,
        client_id=query["client"] or None,
        name=name or None,
        offset=offset(query["page"]),
        limit=PER_PAGE,
    )


def name_in(form: MultiDict[str, str]) -> str:
    """The name that is searched for. Only from a form that is sent by POST: it may not stand in an address."""
    return form.get("name", "").strip()[:NAME_MAX]

"""What a list of letters may be limited to, in the API and on the screen."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields as ma
from marshmallow import validate

from services.notifications.application.letters.views import LetterFilter
from services.notifications.entrypoints.forms import CLIENT, MunicipalityQuery, is_client
from services.notifications.entrypoints.letters.words import ATTENTION, KIND_WORDS, LETTER_STATES
from services.notifications.entrypoints.paging import PER_PAGE, offset
from shared.municipalities import is_known
from shared.searching import Sought
from shared.web.lists import Listing, ListState

CODES = ", ".join(f"{state} ({word})" for state, word in LETTER_STATES.items())

LETTERS = Listing(
    sorts=("name", "date"),
    filters={
        "municipality": is_known,
        "state": frozenset(LETTER_STATES),
        "kind": frozenset(KIND_WORDS),
        "attention": frozenset(ATTENTION),
        "client": is_client,
    },
)


class LettersQuery(MunicipalityQuery):
    state = ma.String(
        load_default="",
        validate=validate.OneOf(["", *LETTER_STATES], error=f"Kies voor de stand uit: {CODES}."),
        metadata={"description": f"Stand van de brief: {CODES}"},
    )
    kind = ma.String(
        load_default="",
        validate=validate.OneOf(["", *KIND_WORDS], error=f"Kies voor de soort uit: {', '.join(KIND_WORDS)}."),
        metadata={"description": "Soort brief"},
    )
    client = ma.String(load_default="", validate=CLIENT, metadata={"description": "Nummer van de cliënt"})


def wanted_letters(query: Mapping[str, Any]) -> LetterFilter:
    """What was left empty limits nothing."""
    return LetterFilter(
        municipality=query["municipality"] or None,
        state=query["state"] or None,
        kind=query["kind"] or None,
        client_id=query["client"] or None,
        offset=offset(query["page"]),
        limit=PER_PAGE,
    )


def letters_on_screen(state: ListState, sought: Sought | None) -> LetterFilter:
    return LetterFilter(
        municipality=state.filters.get("municipality"),
        state=state.filters.get("state"),
        kind=state.filters.get("kind"),
        client_id=state.filters.get("client"),
        sought=sought,
        to_take_out=state.filters.get("attention") == "deceased",
        came_back=state.filters.get("attention") == "returned",
        order=state.order.column,
        descending=state.order.descending,
        offset=offset(state.page),
        limit=PER_PAGE,
    )

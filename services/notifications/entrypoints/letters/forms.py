"""What a list of letters may be limited to, in the API and on the screen, and the form of who gets letters."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import ValidationError, validate
from marshmallow import fields as ma

from services.notifications.application.letters.record_representative import EMPTY, RecordRepresentative
from services.notifications.application.letters.views import LetterFilter
from services.notifications.domain.letters import representative as known
from services.notifications.entrypoints.forms import (
    CLIENT,
    NO_DAY,
    MunicipalityQuery,
    as_day_field,
    is_client,
    read_day,
)
from services.notifications.entrypoints.letters.words import ATTENTION, KIND_WORDS, LETTER_STATES
from services.notifications.entrypoints.paging import PER_PAGE, offset
from shared.access import User
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
    """The page that is shown."""
    return LetterFilter(
        municipality=state.filters.get("municipality"),
        state=state.filters.get("state"),
        kind=state.filters.get("kind"),
        client_id=state.filters.get("client"),
        sought=sought,
        to_take_out=state.filters.get("attention") == "deceased",
        came_back=state.filters.get("attention") == "returned",
        copy_back=state.filters.get("attention") == "copy",
        told_late=state.filters.get("attention") == "late",
        order=state.order.column,
        descending=state.order.descending,
        offset=offset(state.page),
        limit=PER_PAGE,
    )


REPRESENTATIVE = ("role", "name", "street", "postcode", "city", "way", "group", "first_day", "last_day")
CHOOSE: Mapping[str, tuple[Mapping[str, str], str]] = {
    "role": (known.ROLES, "Kies wat deze persoon voor de cliënt is."),
    "way": (known.WAYS, "Kies of deze persoon de brief zelf krijgt, of een kopie."),
    "group": (known.GROUPS, "Kies welke brieven."),
}


def typed_representative(form: Mapping[str, str]) -> dict[str, str]:
    typed = {name: " ".join(form.get(name, "").split()) for name in REPRESENTATIVE}
    return {**typed, **{name: as_day_field(typed[name]) for name in ("first_day", "last_day")}}


def read_representative(user: User, client_id: str, values: Mapping[str, str]) -> RecordRepresentative:
    """Raises ValidationError, in Dutch and by field."""
    wrong = {name: [told] for name, (words, told) in CHOOSE.items() if values[name] not in words}
    wrong |= {name: [told] for name, told in EMPTY.items() if not values[name]}
    first, last = read_day(values["first_day"]), read_day(values["last_day"])
    if first is None:
        wrong["first_day"] = [NO_DAY]
    if values["last_day"] and last is None:
        wrong["last_day"] = [NO_DAY]
    if wrong or first is None:
        raise ValidationError(wrong)
    return RecordRepresentative(
        user=user,
        client_id=client_id,
        role=known.ROLES[values["role"]],
        name=values["name"],
        street=values["street"],
        postcode=values["postcode"],
        city=values["city"],
        way=known.WAYS[values["way"]],
        group=known.GROUPS[values["group"]],
        first_day=first,
        last_day=last,
    )


def read_last_day(text: str) -> date:
    """Raises ValidationError."""
    day = read_day(text)
    if day is None:
        raise ValidationError({"last_day": [NO_DAY]})
    return day

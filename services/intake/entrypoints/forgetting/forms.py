"""What the lists of forgetting can be asked in an address, and what is typed to propose it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from marshmallow import ValidationError

from services.intake.application.forgetting.propose_forgetting import ProposeForgetting
from services.intake.application.forgetting.views import ForgettingFilter
from services.intake.domain.forgetting.forgetting import Ground, Stage
from shared.access import User
from shared.municipalities import is_known
from shared.web.lists import Listing, ListState

PER_PAGE = 50
FORGETTINGS = Listing(sorts=("-number",), filters={"municipality": is_known, "state": frozenset(Stage)})
DUE = Listing(sorts=("since",))


def wanted_forgettings(state: ListState) -> ForgettingFilter:
    chosen = state.filters.get("state")
    return ForgettingFilter(
        municipality=state.filters.get("municipality"),
        stage=Stage(chosen) if chosen else None,
        offset=offset(state),
        limit=PER_PAGE,
    )


def offset(state: ListState) -> int:
    return (state.page - 1) * PER_PAGE


def proposal(user: User, typed: Mapping[str, Any]) -> ProposeForgetting:
    """Raises ValidationError, in Dutch and by field."""
    wrong: dict[str, list[str]] = {}
    client, ground = typed.get("client", "").strip(), typed.get("ground", "")
    if not _is_uuid(client):
        wrong["client"] = ["Neem het nummer over uit het adres van het dossier."]
    if ground not in frozenset(Ground):
        wrong["ground"] = ["Kies een reden."]
    if wrong:
        raise ValidationError(wrong)
    return ProposeForgetting(user, client, Ground(ground), typed.get("why", ""))


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False

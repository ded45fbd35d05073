"""What the list of grants can be asked in an address, and what a proposal is filled in with."""

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import ValidationError

from services.intake.application.access.propose_grant import ProposeGrant
from services.intake.application.access.views import GrantFilter
from services.intake.domain.access.grants import Standing
from services.intake.entrypoints.access.words import ROLES
from shared.access import Role, User
from shared.granting import Grant
from shared.municipalities import is_known
from shared.web.fields import read_day
from shared.web.lists import Listing, ListState

PER_PAGE = 50
OF_MUNICIPALITY = "municipality-"
GRANTS = Listing(
    sorts=("name", "-begins"),
    filters={"role": frozenset(ROLES), "municipality": is_known, "state": frozenset(Standing)},
)


def wanted_grants(state: ListState) -> GrantFilter:
    role, standing = state.filters.get("role"), state.filters.get("state")
    return GrantFilter(
        role=Role(role) if role else None,
        municipality=state.filters.get("municipality"),
        standing=Standing(standing) if standing else None,
        order=state.order.column,
        descending=state.order.descending,
        offset=(state.page - 1) * PER_PAGE,
        limit=PER_PAGE,
    )


def grant_values(grant: Grant) -> dict[str, str]:
    """A grant as the fields of the form show it."""
    return {
        "account": grant.account,
        "name": grant.name,
        "role": grant.role.value,
        "provider": grant.provider,
        "begins_on": grant.begins_on.isoformat(),
        "ends_on": grant.ends_on.isoformat() if grant.ends_on is not None else "",
        **{f"{OF_MUNICIPALITY}{code}": "yes" for code in grant.municipalities},
    }


def read_proposal(user: User, given: Mapping[str, str], codes: Iterable[str], replaces: str | None) -> ProposeGrant:
    """`codes`: the municipalities that could be ticked. Raises ValidationError by field for what cannot be read."""
    wrong: dict[str, list[str]] = {}
    read: dict[str, Any] = {}
    if given.get("role", "") in ROLES:
        read["role"] = Role(given["role"])
    else:
        wrong["role"] = ["Kies een rol."]
    for name in ("begins_on", "ends_on"):
        text = given.get(name, "").strip()
        read[name] = read_day(text) if text else None
        if (text or name == "begins_on") and read[name] is None:
            wrong[name] = ["Vul een dag in."]
    if wrong:
        raise ValidationError(wrong)
    return ProposeGrant(
        user=user,
        account=given.get("account", ""),
        name=given.get("name", ""),
        municipalities=frozenset(code for code in codes if given.get(f"{OF_MUNICIPALITY}{code}") == "yes"),
        provider=given.get("provider", ""),
        replaces=replaces,
        **read,
    )

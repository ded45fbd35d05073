"""What the API of access takes and gives. It writes an empty text where our values have None."""

from typing import Any

from marshmallow import fields as ma

from services.intake.application.access.views import GrantView
from services.intake.domain.access.grants import DOORS, Deed, Standing
from shared.access import Role
from shared.granting import Door
from shared.web.fields import Choice, DutchSchema, IsoDate, ListOf, Text

ROLES = [role.value for role in DOORS]


class DeedSchema(DutchSchema):
    deed = ma.String(metadata={"enum": ["proposed", "confirmed", "refused", "withdrawn"]})
    name = ma.String(metadata={"description": "Wie het deed"})
    at = ma.DateTime(metadata={"description": "Wanneer"})
    why = ma.String(metadata={"description": "Waarom; leeg als dat niet is gevraagd"})


class GrantSchema(DutchSchema):
    id = ma.UUID(attribute="granting.id")
    state = ma.String(attribute="standing", metadata={"enum": [each.value for each in Standing]})
    door = ma.String(attribute="granting.grant.door", metadata={"enum": [each.value for each in Door]})
    account = ma.String(attribute="granting.grant.account")
    name = ma.String(attribute="granting.grant.name")
    role = ma.String(attribute="granting.grant.role", metadata={"enum": ROLES})
    municipalities = ma.Function(
        lambda view: sorted(view.granting.grant.municipalities),
        metadata={"type": "array", "items": {"type": "string"}, "description": "Leeg bij een aanbieder"},
    )
    provider = ma.String(attribute="granting.grant.provider", metadata={"description": "AGB-code van een aanbieder"})
    begins_on = IsoDate(attribute="granting.grant.begins_on", data_key="beginsOn")
    ends_on = IsoDate(attribute="granting.grant.ends_on", data_key="endsOn", allow_none=True)
    history = ma.Function(
        lambda view: DeedSchema(many=True).dump(_history(view)), metadata={"type": "array", "items": {"type": "object"}}
    )


def _history(view: GrantView) -> list[dict[str, Any]]:
    found: dict[str, Deed | None] = {
        name: getattr(view.granting, name) for name in ("proposed", "confirmed", "refused", "withdrawn")
    }
    return [{"deed": name, "name": d.name, "at": d.at, "why": d.why} for name, d in found.items() if d is not None]


class ProposalSchema(DutchSchema):
    account = Text(
        required=True,
        metadata={
            "description": "Zoals iemand zich aanmeldt: een e-mailadres, of iets anders waarin hoofdletters tellen"
        },
    )
    name = Text(required=True)
    role = Choice(Role, required=True)
    municipalities = ListOf(Text(), load_default=list, metadata={"description": "Gemeentecodes, van een medewerker"})
    provider = Text(load_default="", metadata={"description": "AGB-code, van een aanbieder"})
    begins_on = IsoDate(required=True, data_key="beginsOn")
    ends_on = IsoDate(load_default=None, allow_none=True, data_key="endsOn")
    replaces = ma.UUID(
        load_default=None,
        allow_none=True,
        error_messages={"invalid_uuid": "Geef het id van de toegang die u wijzigt."},
        metadata={"description": "De toegang die eindigt als deze wordt bevestigd"},
    )


class ConfirmationSchema(DutchSchema):
    """An empty object: who confirms says nothing more."""


class WhySchema(DutchSchema):
    why = Text(required=True, metadata={"description": "Waarom"})

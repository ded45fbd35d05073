"""What the API of forgetting takes and gives, in camelCase."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields as ma
from marshmallow import post_load, validate

from services.intake.application.forgetting.propose_forgetting import WHY_MAX
from services.intake.domain.forgetting.forgetting import Ground, Stage
from shared.web.fields import DutchSchema

GROUNDS = [each.value for each in Ground]


class ActSchema(DutchSchema):
    name = ma.String(metadata={"description": "Wie het deed"})
    day = ma.Date(data_key="on")


class ForgettingSchema(DutchSchema):
    id = ma.UUID()
    client_id = ma.UUID(data_key="clientId", metadata={"description": "Ons nummer; meer is er van de cliënt niet"})
    municipality = ma.String(metadata={"description": "Gemeentecode"})
    ground = ma.String(metadata={"enum": GROUNDS})
    why = ma.String(metadata={"description": "Waarom, in één zin"})
    stage = ma.String(metadata={"enum": [each.value for each in Stage]})
    proposed = ma.Nested(ActSchema)
    confirmed = ma.Nested(ActSchema, allow_none=True)
    withdrawn = ma.Nested(ActSchema, allow_none=True)


class ProposeSchema(DutchSchema):
    client_id = ma.UUID(data_key="clientId", required=True)
    ground = ma.String(required=True, validate=validate.OneOf(GROUNDS, error=f"Kies uit: {', '.join(GROUNDS)}."))
    why = ma.String(required=True, metadata={"description": f"Eén zin zonder naam, hoogstens {WHY_MAX} tekens"})

    @post_load
    def as_values(self, body: Mapping[str, Any], **_kwargs: Any) -> dict[str, Any]:
        return {**body, "client_id": str(body["client_id"]), "ground": Ground(body["ground"])}


class ConfirmSchema(DutchSchema):
    for_good = ma.Boolean(
        data_key="forGood",
        required=True,
        validate=validate.Equal(True, error="Zet dit op true: vergeten kan niet ongedaan worden gemaakt."),
    )


class WithdrawSchema(DutchSchema):
    """Nothing is asked."""

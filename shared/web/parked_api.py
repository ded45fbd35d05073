"""What is parked in a service, in its API: for the page over all services when that runs elsewhere."""

from typing import Any
from uuid import UUID

from marshmallow import EXCLUDE, Schema, post_load, validate
from marshmallow import fields as ma

from shared.access import Role, Scope
from shared.messaging.causes import Cause
from shared.messaging.parking import Kind
from shared.messaging.steps import Step
from shared.messaging.unknown import UnknownType
from shared.web.api import Api
from shared.web.app import current_user
from shared.web.parked import Outcome, Overview, ParkedMessages


class Told(Schema):
    """What another version of a service may add is passed over."""

    class Meta:
        unknown = EXCLUDE


class CauseSchema(Told):
    key = ma.String(dump_only=True, metadata={"description": "Naam van de oorzaak in een adres"})
    kind = ma.Enum(Kind, by_value=True, required=True)
    reason = ma.String(required=True)
    type = ma.String(required=True, metadata={"description": "Soort bericht; leeg als dat niet te lezen is"})
    messages = ma.Integer(required=True)
    clients = ma.Integer(required=True)
    municipalities = ma.List(ma.String(), required=True)
    since = ma.AwareDateTime(required=True, format="iso")
    waiting = ma.Integer(required=True, metadata={"description": "Berichten die hierachter wachten"})
    proposed = ma.Integer(required=True, metadata={"description": "Waarvan iemand voorstelt ze weg te leggen"})

    @post_load
    def _cause(self, data: dict[str, Any], **_: object) -> Cause:
        return Cause(**{**data, "municipalities": tuple(data["municipalities"])})


class UnknownTypeSchema(Told):
    type = ma.String(required=True)
    events = ma.Integer(required=True)
    last_at = ma.AwareDateTime(required=True, format="iso", data_key="lastAt")

    @post_load
    def _unknown(self, data: dict[str, Any], **_: object) -> UnknownType:
        return UnknownType(**data)


class OverviewSchema(Told):
    causes = ma.List(ma.Nested(CauseSchema), required=True)
    aside = ma.Integer(required=True)
    unknown_types = ma.List(ma.Nested(UnknownTypeSchema), required=True, data_key="unknownTypes")

    @post_load
    def _overview(self, data: dict[str, Any], **_: object) -> Overview:
        return Overview(**data)


class AgainSchema(Schema):
    cause = ma.String(load_default="", validate=validate.Regexp(r"^([0-9a-f]{16})?$"))


class OutcomeSchema(Told):
    worked = ma.Integer(required=True)
    left = ma.Integer(required=True)

    @post_load
    def _outcome(self, data: dict[str, Any], **_: object) -> Outcome:
        return Outcome(**data)


class CountSchema(Told):
    count = ma.Integer(required=True)


class TracedStepSchema(Told):
    event_id = ma.String(required=True, data_key="eventId", metadata={"description": "Kenmerk van de gebeurtenis"})
    type = ma.String(required=True, metadata={"description": "Soort; leeg als dat niet te lezen is"})
    time = ma.String(required=True, metadata={"description": "Wanneer, zoals de gebeurtenis het zelf zegt"})
    cause_id = ma.String(
        required=True, data_key="causeId", metadata={"description": "Kenmerk van wat haar veroorzaakte, of leeg"}
    )

    @post_load
    def _step(self, data: dict[str, Any], **_: object) -> Step:
        return Step(**data)


def add_parked(api: Api, parked: ParkedMessages) -> None:
    manager, scope = Role.FUNCTIONAL_MANAGER, Scope.MUNICIPALITY

    @api.route(
        "GET",
        "/parked",
        manager,
        scope=scope,
        summary="Berichten die niet verwerkt zijn, per oorzaak",
        response=OverviewSchema,
    )
    def parked_causes() -> Overview:
        return parked.overview(current_user())

    @api.route(
        "GET",
        "/parked/count",
        manager,
        scope=scope,
        summary="Hoeveel berichten niet verwerkt zijn",
        response=CountSchema,
    )
    def parked_count() -> dict[str, int]:
        return {"count": parked.count(current_user())}

    @api.route(
        "GET",
        "/parked/<uuid:event>/step",
        manager,
        scope=scope,
        summary="Het bericht als laatste van wat ertoe leidde",
        response=TracedStepSchema,
    )
    def parked_step(event: UUID) -> Step:
        return parked.step(current_user(), str(event))

    @api.route(
        "POST",
        "/parked/again",
        manager,
        scope=scope,
        summary="Probeer de berichten van een oorzaak opnieuw, of alle",
        body=AgainSchema,
        response=OutcomeSchema,
    )
    def parked_again(body: dict[str, str]) -> Outcome:
        return parked.try_again(current_user(), body["cause"])

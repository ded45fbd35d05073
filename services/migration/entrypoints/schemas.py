"""What the API takes and gives. Unknown fields are refused; the names are those of the issue, in camelCase."""

from typing import Any

from marshmallow import fields as ma
from marshmallow.validate import Length, Range, Regexp

from services.migration.domain.codes import package_code
from services.migration.domain.facts import CareFunction, DeliveryForm, Domain, EventType, Ground
from services.migration.domain.states import PersonState
from services.migration.domain.terms import TermKind
from shared.web.fields import REQUIRED, Choice, DutchSchema, IsoDate, ListOf, Text, YesNo

FUNCTIONS_MAX = 200
AMOUNT_MAX = 1000
SHORT = Length(max=200, error="Gebruik ten hoogste 200 tekens.")


class PackageCode(Text):
    """A COD163 code, or the name of the package as people write it. What is neither is refused by the rules."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return package_code(super()._deserialize(value, attr, data, **kwargs))


class FunctionFactsSchema(DutchSchema):
    id = Text(required=True, validate=SHORT)
    function = Choice(CareFunction, required=True)
    grounds = ListOf(
        Choice(Ground), required=True, validate=Length(min=1, max=6, error="Geef 1 tot en met 6 grondslagen.")
    )
    care_class = Text(
        data_key="class",
        load_default="",
        validate=SHORT,
        metadata={"description": "Klasse van COD756 die bij de functie past: K3, KD04, KE2; 99 of leeg zonder klasse"},
    )
    issued_on = IsoDate(data_key="issuedOn", required=True)
    starts_on = IsoDate(data_key="startsOn", required=True)
    ends_on = IsoDate(data_key="endsOn", load_default=None, allow_none=True)
    delivery_form = Choice(DeliveryForm, data_key="deliveryForm", required=True)
    zzp = PackageCode(
        load_default=None,
        allow_none=True,
        validate=SHORT,
        metadata={"description": "Zzp-code van COD163, of de naam: 754, 5VV, 3GGZ-C, 4C"},
    )
    in_use = YesNo(data_key="inUse", load_default=True)


class LifeEventSchema(DutchSchema):
    type = Choice(EventType, required=True)
    on = IsoDate(required=True)
    function = Text(load_default=None, allow_none=True)


class AssessSchema(DutchSchema):
    birth_date = IsoDate(data_key="birthDate", required=True)
    municipality = Text(
        required=True,
        validate=Regexp(r"^[0-9]{4}$", error="Schrijf de gemeentecode met vier cijfers, bijvoorbeeld 0321."),
    )
    as_of = IsoDate(data_key="asOf", required=True)
    functions = ListOf(
        ma.Nested(FunctionFactsSchema),
        required=True,
        validate=Length(min=1, max=FUNCTIONS_MAX, error=f"Geef 1 tot en met {FUNCTIONS_MAX} functies."),
    )
    events = ListOf(ma.Nested(LifeEventSchema), load_default=list, validate=Length(max=FUNCTIONS_MAX))


class ReasonSchema(DutchSchema):
    rule = Text()
    law = Text()
    article = Text()
    explanation = Text()
    inputs = ma.Dict(keys=ma.String(), values=ma.String())
    result = Text()
    version = Text()


class RightSchema(DutchSchema):
    id = Text()
    domain = Choice(Domain)
    right_from = IsoDate(data_key="rightFrom", allow_none=True)
    right_until = IsoDate(data_key="rightUntil", allow_none=True)
    conditional = YesNo()
    reasons = ma.List(ma.Nested(ReasonSchema))


class AssessedSchema(DutchSchema):
    functions = ma.List(ma.Nested(RightSchema))


class TermSchema(DutchSchema):
    kind = Choice(TermKind, required=True)
    start = IsoDate(data_key="from", required=True)
    amount = ma.Integer(
        load_default=None,
        allow_none=True,
        strict=True,
        validate=Range(min=1, max=AMOUNT_MAX, error=f"Kies een heel getal van 1 tot en met {AMOUNT_MAX}."),
        error_messages={**REQUIRED, "invalid": "Hier hoort een heel getal te staan."},
    )


class StepSchema(DutchSchema):
    sentence = Text()
    law = Text()
    article = Text()
    last_day = IsoDate(data_key="lastDay")


class TermResultSchema(DutchSchema):
    raw_last_day = IsoDate(data_key="rawLastDay")
    last_day = IsoDate(data_key="lastDay")
    steps = ma.List(ma.Nested(StepSchema))


class ProviderSchema(DutchSchema):
    agb = Text()
    name = Text()


class DeliveredSchema(DutchSchema):
    id = Text()
    function = Text()
    grounds = ma.List(ma.String())
    care_class = Text(data_key="class")
    issued_on = IsoDate(data_key="issuedOn")
    starts_on = IsoDate(data_key="startsOn")
    ends_on = IsoDate(data_key="endsOn", allow_none=True)
    delivery_form = Choice(DeliveryForm, data_key="deliveryForm")
    zzp = Text(allow_none=True)
    in_use = YesNo(data_key="inUse")
    transport = YesNo()
    provider = ma.Nested(ProviderSchema, allow_none=True)


class FunctionFileSchema(DutchSchema):
    delivered = ma.Nested(DeliveredSchema)
    right = ma.Nested(RightSchema)


class PlanSchema(DutchSchema):
    week = IsoDate(data_key="conversationWeek")
    investigation_start = IsoDate(data_key="investigationStart")
    application_by = IsoDate(data_key="applicationBy")
    decision_due = IsoDate(data_key="decisionDue")
    objection_until = IsoDate(data_key="objectionUntil")
    right_until = IsoDate(data_key="rightUntil")
    over_capacity = YesNo(data_key="overCapacity")
    late = YesNo()


class ClientFileSchema(DutchSchema):
    id = ma.UUID()
    name = Text()
    birth_date = IsoDate(data_key="birthDate")
    died_on = IsoDate(data_key="diedOn", allow_none=True)
    municipality = Text()
    delivery_id = Text(data_key="deliveryId")
    delivered_on = IsoDate(data_key="deliveredOn")
    determined_on = IsoDate(data_key="determinedOn")
    revision = ma.Integer()
    held_back_rows = ma.Integer(data_key="heldBackRows")
    state = Choice(PersonState)
    functions = ma.List(ma.Nested(FunctionFileSchema))
    plan = ma.Nested(PlanSchema, allow_none=True)

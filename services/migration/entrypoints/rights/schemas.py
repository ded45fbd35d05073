"""What the API about rights takes and gives. Unknown fields are refused; the names are in camelCase."""

from typing import Any

from marshmallow import fields as ma
from marshmallow.validate import Length, Regexp

from services.migration.domain.rights.codes import package_code
from services.migration.domain.rights.facts import (
    CareFunction,
    DeliveryForm,
    Domain,
    EventType,
    Finding,
    FunctionRight,
    Ground,
)
from shared.web.fields import Choice, DutchSchema, IsoDate, ListOf, Text, YesNo

FUNCTIONS_MAX = 200
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
        validate=Regexp(r"^[0-9]{4}$", error="Schrijf de gemeentecode met vier cijfers, zoals 0273."),
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
    link = Text(metadata={"description": "Adres van het artikel; leeg voor wat geen wet is"})


class FormOfRight(Choice):
    """In which form a right goes on; null where no right goes on with the municipality."""

    def _serialize(self, value: Any, attr: str | None, obj: FunctionRight, **kwargs: Any) -> str | None:
        return None if obj.right_until is None else super()._serialize(value, attr, obj, **kwargs)


class RightSchema(DutchSchema):
    id = Text()
    domain = Choice(Domain)
    right_from = IsoDate(data_key="rightFrom", allow_none=True)
    right_until = IsoDate(data_key="rightUntil", allow_none=True)
    conditional = YesNo()
    delivery_form = FormOfRight(DeliveryForm, data_key="deliveryForm", allow_none=True)
    pgb_until = IsoDate(data_key="pgbUntil", allow_none=True)
    reassess_before_end_of = IsoDate(data_key="reassessBeforeEndOf", allow_none=True)
    findings = ma.List(Choice(Finding))
    reasons = ma.List(ma.Nested(ReasonSchema))


class AssessedSchema(DutchSchema):
    functions = ma.List(ma.Nested(RightSchema))

"""What the API takes and gives of appointments; the names are in camelCase."""

from datetime import time
from typing import Any

from marshmallow import ValidationError, fields, validate
from marshmallow import fields as ma

from services.migration.domain.planning.appointments import Reason
from services.migration.domain.planning.caseworkers import PlaceKind
from services.migration.entrypoints.planning.forms import read_hour
from services.migration.entrypoints.planning.words import SKILLS
from shared.web.fields import REQUIRED, Choice, DutchSchema, IsoDate, Text, YesNo


class HourOfDay(fields.Field[time]):
    """A time of day in the Netherlands, as `09:30`."""

    default_error_messages = REQUIRED

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"}, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> time:
        found = read_hour(value) if isinstance(value, str) and len(value) == len("09:30") else None
        if found is None:
            raise ValidationError("Schrijf een tijd als 09:30.")
        return found

    def _serialize(self, value: time | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else f"{value:%H:%M}"


class WantedSlotsSchema(DutchSchema):
    week = IsoDate(load_default=None, allow_none=True)
    place = Choice(PlaceKind, load_default=PlaceKind.HOME)
    skill = Text(load_default="", validate=validate.OneOf(["", *SKILLS], error="Deze keuze kennen we niet."))


class EffectSchema(DutchSchema):
    says = ma.List(ma.String())
    late = YesNo()


class SlotSchema(DutchSchema):
    day = IsoDate()
    start = HourOfDay(data_key="from")
    until = HourOfDay()
    caseworker_id = Text(data_key="caseworkerId")
    caseworker = Text()
    place = Choice(PlaceKind)


class OfferSchema(DutchSchema):
    slot = ma.Nested(SlotSchema)
    effect = ma.Nested(EffectSchema)


class OffersSchema(DutchSchema):
    monday = IsoDate(data_key="week")
    people = ma.Function(lambda offers: len(offers.household.attendees), metadata={"type": "integer"})
    offers = ma.List(ma.Nested(OfferSchema))
    letter_waits = ma.Function(
        lambda offers: bool(offers.held_back),
        data_key="letterWaits",
        metadata={
            "type": "boolean",
            "description": "intake holds data of somebody back; no invitation goes out before that is put right",
        },
    )


class NewAppointmentSchema(DutchSchema):
    day = IsoDate(required=True)
    start = HourOfDay(data_key="from", required=True)
    caseworker_id = Text(data_key="caseworkerId", required=True)
    place = Choice(PlaceKind, load_default=PlaceKind.HOME)
    accept_late = YesNo(
        data_key="acceptLate",
        load_default=False,
    )


class PlaceSchema(DutchSchema):
    kind = Choice(PlaceKind)
    address = Text()


class AppointmentSchema(DutchSchema):
    id = ma.UUID()
    day = IsoDate()
    start = HourOfDay(data_key="from")
    until = HourOfDay()
    place = ma.Nested(PlaceSchema)
    caseworker_id = Text(data_key="caseworkerId")
    caseworker = Text()
    people = ma.Integer()
    reason = Choice(Reason)
    made_on = IsoDate(data_key="madeOn")

"""The API's answers about mailings and print runs, in camelCase."""

from marshmallow import fields as ma

from services.notifications.entrypoints.mailing.words import MAILING_STATES
from shared.web.fields import DutchSchema


class PrintRunSchema(DutchSchema):
    id = ma.UUID()
    municipality = ma.String(metadata={"description": "Gemeentecode"})
    made_on = ma.Date(data_key="madeOn")
    letters = ma.Integer()
    pages = ma.Integer()
    to_take_out = ma.Integer(data_key="toTakeOut", metadata={"description": "Brieven die nog uit de stapel moeten"})
    handed_over_on = ma.Date(
        data_key="handedOverOn",
        allow_none=True,
        metadata={"description": "Dag van overdracht aan wie drukt of bezorgt; leeg zolang de afdruk hier ligt"},
    )


class ReleaseSchema(DutchSchema):
    name = ma.String(metadata={"description": "Wie de mailing vrijgaf"})
    day = ma.Date()


class SentBackSchema(DutchSchema):
    by = ma.Nested(ReleaseSchema, metadata={"description": "Wie de mailing terugstuurde"})
    why = ma.String(metadata={"description": "Wat er niet klopte"})


class MailingSchema(DutchSchema):
    id = ma.UUID()
    municipality = ma.String(metadata={"description": "Gemeentecode"})
    number = ma.Integer(metadata={"description": "De hoeveelste mailing van deze gemeente"})
    state = ma.String(metadata={"enum": list(MAILING_STATES)})
    letters = ma.Integer()
    kinds = ma.Dict(keys=ma.String(), values=ma.Integer(), metadata={"description": "Brieven per soort"})
    first = ma.Nested(ReleaseSchema, allow_none=True, metadata={"description": "Leeg zolang niemand vrijgaf"})
    second = ma.Nested(ReleaseSchema, allow_none=True, metadata={"description": "De tweede persoon, waar die nodig is"})
    sent_back = ma.Nested(
        SentBackSchema,
        data_key="sentBack",
        allow_none=True,
        metadata={"description": "Leeg als de mailing niet is teruggestuurd"},
    )

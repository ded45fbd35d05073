"""The API's answers about print runs, in camelCase."""

from marshmallow import fields as ma

from shared.web.fields import DutchSchema


class PrintRunSchema(DutchSchema):
    id = ma.UUID()
    municipality = ma.String(metadata={"description": "Gemeentecode"})
    made_on = ma.Date(data_key="madeOn")
    letters = ma.Integer()
    pages = ma.Integer()
    to_take_out = ma.Integer(
        data_key="toTakeOut", metadata={"description": "Brieven aan wie overleed nadat de brief was afgedrukt"}
    )

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
        data_key="toTakeOut", metadata={"description": "Brieven die nog uit de stapel moeten: de persoon is overleden"}
    )
    handed_over_on = ma.Date(
        data_key="handedOverOn",
        allow_none=True,
        metadata={"description": "Dag van overdracht aan wie drukt of bezorgt; leeg zolang de afdruk hier ligt"},
    )

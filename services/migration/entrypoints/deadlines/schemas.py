"""What the API about terms takes and gives. Unknown fields are refused; the names are in camelCase."""

from marshmallow import fields as ma
from marshmallow.validate import Range

from services.migration.domain.deadlines.terms import TermKind
from shared.web.fields import REQUIRED, Choice, DutchSchema, IsoDate, Text

AMOUNT_MAX = 1000


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

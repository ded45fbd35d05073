"""What the API about terms and deadlines takes and gives. Unknown fields are refused; the names are in camelCase."""

from typing import Any

from marshmallow import fields as ma
from marshmallow import post_load
from marshmallow.validate import Length, Range

from services.migration.domain.deadlines.objections import Objection, Timeliness
from services.migration.domain.deadlines.open_deadlines import Closing
from services.migration.domain.deadlines.pauses import PostponedBy, Postponement, SuspendedBy, Suspension
from services.migration.domain.deadlines.terms import TermKind
from shared.web.fields import REQUIRED, Choice, DutchSchema, IsoDate, ListOf, Text, YesNo

AMOUNT_MAX = 1000
CHANGES_MAX = 20
"""So often a term can stand still or be put off in one question."""


class SuspensionSchema(DutchSchema):
    """Days on which a term stands still, both included."""

    by = Choice(SuspendedBy, required=True)
    first_day = IsoDate(data_key="firstDay", required=True)
    last_day = IsoDate(data_key="lastDay", required=True)

    @post_load
    def made(self, data: dict[str, Any], **kwargs: Any) -> Suspension:
        return Suspension(**data)


class PostponementSchema(DutchSchema):
    by = Choice(PostponedBy, required=True)
    told_on = IsoDate(data_key="toldOn", required=True)
    until = IsoDate(required=True)

    @post_load
    def made(self, data: dict[str, Any], **kwargs: Any) -> Postponement:
        return Postponement(**data)


class ObjectionSchema(DutchSchema):
    received_on = IsoDate(data_key="receivedOn", required=True)
    posted_on = IsoDate(data_key="postedOn", load_default=None, allow_none=True)
    excused = YesNo(load_default=False)

    @post_load
    def made(self, data: dict[str, Any], **kwargs: Any) -> Objection:
        return Objection(**data)


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
    given_until = IsoDate(data_key="givenUntil", load_default=None, allow_none=True)
    term_ended = IsoDate(data_key="termEnded", load_default=None, allow_none=True)
    committee = YesNo(load_default=False)
    applied_for = YesNo(data_key="appliedFor", load_default=True)
    suspensions = ListOf(
        ma.Nested(SuspensionSchema),
        load_default=list,
        validate=Length(max=CHANGES_MAX, error=f"Geef hoogstens {CHANGES_MAX} opschortingen."),
    )
    postponements = ListOf(
        ma.Nested(PostponementSchema),
        load_default=list,
        validate=Length(max=CHANGES_MAX, error=f"Geef hoogstens {CHANGES_MAX} keer uitstel."),
    )
    objection = ma.Nested(ObjectionSchema, load_default=None, allow_none=True)


class StepSchema(DutchSchema):
    sentence = Text()
    law = Text()
    article = Text()
    last_day = IsoDate(data_key="lastDay")


class BandSchema(DutchSchema):
    first_day = IsoDate(data_key="firstDay")
    last_day = IsoDate(data_key="lastDay")
    cents_per_day = ma.Integer(data_key="centsPerDay")


class PenaltySchema(DutchSchema):
    first_day = IsoDate(data_key="firstDay")
    last_day = IsoDate(data_key="lastDay")
    most_cents = ma.Integer(data_key="mostCents")
    bands = ma.List(ma.Nested(BandSchema))
    steps = ma.List(ma.Nested(StepSchema))


class JudgementSchema(DutchSchema):
    timeliness = Choice(Timeliness)
    in_time = YesNo(data_key="inTime")
    admitted = YesNo()
    steps = ma.List(ma.Nested(StepSchema))


class TermResultSchema(DutchSchema):
    raw_last_day = IsoDate(data_key="rawLastDay")
    last_day = IsoDate(data_key="lastDay")
    steps = ma.List(ma.Nested(StepSchema))
    law_last_day = IsoDate(data_key="lawLastDay")
    penalty = ma.Nested(PenaltySchema, allow_none=True)
    appeal_from = IsoDate(data_key="appealFrom", allow_none=True)
    judgement = ma.Nested(JudgementSchema, allow_none=True)


class DeadlineQuerySchema(DutchSchema):
    client = ma.UUID(required=True, error_messages={**REQUIRED, "invalid_uuid": "Dit is geen cliëntnummer van ons."})


class DeadlineSchema(DutchSchema):
    kind = Choice(TermKind)
    number = ma.Integer()
    route = ma.Integer(attribute="of.route")
    municipality = Text(attribute="of.municipality")
    started_on = IsoDate(data_key="startedOn")
    last_day = IsoDate(data_key="lastDay")
    law_last_day = IsoDate(data_key="lawLastDay")
    law = Text()
    article = Text()
    closed_on = IsoDate(data_key="closedOn", allow_none=True)
    closed_as = Choice(Closing, data_key="closedAs", allow_none=True)
    steps = ma.List(ma.Nested(StepSchema), attribute="proof.steps")

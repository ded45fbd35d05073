"""What the API about the route takes and gives. Unknown fields are refused; the names are in camelCase."""

from marshmallow import fields as ma

from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.rights.facts import CareFunction, DeliveryForm
from services.migration.domain.route.conversation import Answer, Subject
from services.migration.domain.route.corrections import Outcome
from services.migration.domain.route.decisions import AmountUnit, DecisionKind
from services.migration.domain.route.states import NoHearing, RouteState, StepKind
from shared.web.fields import REQUIRED, Choice, DutchSchema, IsoDate, Text, YesNo

WHOLE = {**REQUIRED, "invalid": "Hier hoort een heel getal te staan."}


class TakeStepSchema(DutchSchema):
    """`details`: what belongs to the step, in the words of the event step-taken."""

    step = Choice(StepKind, required=True)
    on = IsoDate(required=True)
    details = ma.Dict(keys=Text(), load_default=dict)


class NeedSchema(DutchSchema):
    what = Text(required=True)
    answer = Choice(Answer, required=True)


class ConversationSchema(DutchSchema):
    """`on`: given when the conversation is finished; without it the text is kept."""

    on = IsoDate(load_default=None, allow_none=True)
    subjects = ma.Dict(keys=Choice(Subject), values=Text(), required=True)
    needs = ma.List(ma.Nested(NeedSchema), load_default=list)
    present = Text(load_default="")
    carer_relief = Text(data_key="carerRelief", load_default="")
    plan_received = YesNo(data_key="planReceived", load_default=False)
    support_offered = YesNo(data_key="supportOffered", load_default=False)
    pgb_explained = YesNo(data_key="pgbExplained", load_default=False)
    identified = YesNo(load_default=False)


class DecidedProviderSchema(DutchSchema):
    agb = Text(required=True)
    name = Text(required=True)


class ProvisionSchema(DutchSchema):
    """`amount`: hundredths of the unit, per week; `yearlyCents`: of a pgb."""

    function = Choice(CareFunction, required=True)
    amount = ma.Integer(load_default=None, allow_none=True, strict=True, error_messages=WHOLE)
    unit = Choice(AmountUnit, load_default=None, allow_none=True)
    form = Choice(DeliveryForm, required=True)
    provider = ma.Nested(DecidedProviderSchema, load_default=None, allow_none=True)
    yearly_cents = ma.Integer(
        data_key="yearlyCents", load_default=None, allow_none=True, strict=True, error_messages=WHOLE
    )


class DecisionSchema(DutchSchema):
    """`noHearing`: why nobody was heard before a decision on an objection; null when somebody was."""

    on = IsoDate(required=True)
    kind = Choice(DecisionKind, required=True)
    starts_on = IsoDate(data_key="startsOn", required=True)
    ends_on = IsoDate(data_key="endsOn", load_default=None, allow_none=True)
    provisions = ma.List(ma.Nested(ProvisionSchema), load_default=list)
    reason = Text(required=True)
    able = YesNo(load_default=False)
    wants_with_reasons = YesNo(data_key="wantsWithReasons", load_default=False)
    good_care = YesNo(data_key="goodCare", load_default=False)
    differs_from_client = YesNo(data_key="differsFromClient", load_default=False)
    outcome = Text(load_default="")
    despite = Text(load_default="")
    no_hearing = Choice(NoHearing, data_key="noHearing", load_default=None, allow_none=True)


class ObjectionReceivedSchema(DutchSchema):
    """`postedOn`: the postmark. `whyLate`: asked for when it is late; `excused`: a person's judgement (Awb 6:11)."""

    received_on = IsoDate(data_key="receivedOn", required=True)
    posted_on = IsoDate(data_key="postedOn", load_default=None, allow_none=True)
    why_late = Text(data_key="whyLate", load_default="")
    excused = YesNo(load_default=False)


class RouteDeadlineSchema(DutchSchema):
    kind = Text()
    last_day = IsoDate(data_key="lastDay")


class TakenSchema(DutchSchema):
    step_id = Text(data_key="stepId")
    step = Choice(StepKind)
    on = IsoDate()
    by = Text()


class RefusedStepSchema(DutchSchema):
    step = Choice(StepKind)
    why = Text()


class RouteSchema(DutchSchema):
    """`refused`: what the state allows, and is not possible now for another reason."""

    route = ma.Integer()
    state = Choice(RouteState)
    steps = ma.List(ma.Nested(TakenSchema))
    possible = ma.List(Choice(StepKind))
    refused = ma.List(ma.Nested(RefusedStepSchema))
    deadlines = ma.List(ma.Nested(RouteDeadlineSchema))
    decision_id = Text(data_key="decisionId", allow_none=True)
    old_right_until = IsoDate(data_key="oldRightUntil", allow_none=True)
    waits_for_acceptance = YesNo(data_key="waitsForAcceptance")


class CorrectDaySchema(DutchSchema):
    """`kind`, `number`: of the deadline. `firstDay`: the day after which it really runs. `keep`: no, only tell what it
    would move."""

    kind = Choice(TermKind, required=True)
    number = ma.Integer(required=True, strict=True, error_messages=WHOLE)
    first_day = IsoDate(data_key="firstDay", required=True)
    why = Text(required=True)
    keep = YesNo(load_default=True)


class DeadlineEffectSchema(DutchSchema):
    kind = Choice(TermKind)
    number = ma.Integer()
    outcome = Choice(Outcome)
    was = IsoDate(allow_none=True)
    becomes = IsoDate(allow_none=True)


class CorrectionSchema(DutchSchema):
    """`step`: whose day it is. `objectionInTime`: how the objection is judged with this day; null without one."""

    step = Choice(StepKind)
    was = IsoDate()
    becomes = IsoDate()
    effects = ma.List(ma.Nested(DeadlineEffectSchema))
    objection_in_time = YesNo(data_key="objectionInTime", allow_none=True)

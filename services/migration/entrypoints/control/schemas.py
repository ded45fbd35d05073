"""What the API gives of a client; the names are in camelCase."""

from marshmallow import fields as ma

from services.migration.domain.control.handled import CizReply
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.steps import FinishedReason, Receiver, Task, Team
from services.migration.domain.rights.facts import DeliveryForm
from services.migration.domain.rights.states import PersonState
from services.migration.entrypoints.rights.schemas import RightSchema
from shared.web.fields import Choice, DutchSchema, IsoDate, Text, YesNo


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


class HandOverSchema(DutchSchema):
    """`confirmed`: the receiver has the client; otherwise somebody asked."""

    receiver = Choice(Receiver, required=True)
    confirmed = YesNo(required=True)
    note = Text(load_default="")


class LookedAtSchema(DutchSchema):
    """`reply`: of the client to CIZ, for the list of Wlz candidates alone."""

    work_list = Choice(WorkList, data_key="workList", required=True)
    note = Text(load_default="")
    reply = Choice(CizReply, allow_none=True, load_default=None)


class NextStepSchema(DutchSchema):
    """Of somebody who is finished `step`, `team` and `due` are null; otherwise `finished` is. `owner`: the name of the
    person who took it, empty for the team."""

    step = Choice(Task, allow_none=True)
    team = Choice(Team, allow_none=True)
    owner = Text()
    due = IsoDate(allow_none=True)
    finished = Choice(FinishedReason, allow_none=True)


class ClientFileSchema(DutchSchema):
    client_id = ma.UUID(data_key="id")
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
    lists = ma.List(Choice(WorkList), data_key="workLists")
    functions = ma.List(ma.Nested(FunctionFileSchema))
    plan = ma.Nested(PlanSchema, allow_none=True)
    next_step = ma.Nested(NextStepSchema, data_key="nextStep")

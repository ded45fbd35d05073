"""What comes in and goes out: event data as values, and the API's answers in camelCase.

Event data is read field by field: a field that we do not know is left alone, a missing one raises KeyError and a value
of the wrong kind ValueError or TypeError, so that the worker parks the message.
"""

from datetime import date

from marshmallow import fields as ma

from services.notifications.application.letters.ports import HeldBack, PrintRunMade
from services.notifications.domain.client.facts import (
    SEXES,
    Address,
    Budget,
    ClientRight,
    Contribution,
    Delivered,
    FunctionRight,
    Plan,
    Recipient,
    Regime,
    day_or_none,
)
from services.notifications.domain.notices.provider_notice import NoticeLine, ProviderNotice
from services.notifications.entrypoints.letters.words import LETTER_STATES
from shared.events.envelope import Event
from shared.web.fields import DutchSchema


def recipient_from(event: Event) -> Recipient:
    data, person = event.data, event.data["person"]
    return Recipient(
        client_id=event.subject,
        revision=data["revision"],
        municipality=data["municipality"],
        initials=person["initials"],
        prefix=person["prefix"],
        surname=person["surname"],
        sex=SEXES[person["sex"]],
        birth_date=date.fromisoformat(person["birthDate"]),
        died_on=day_or_none(person["diedOn"]),
        address=Address.from_json(person["address"]),
        secret_address=bool(person["secretAddress"]),
        household_id=data["householdId"],
        held_back_rows=int(data["heldBackRows"]),
        delivered=tuple(Delivered.from_json(function) for function in data["functions"]),
    )


def held_back_from(event: Event) -> HeldBack:
    return HeldBack(event.subject, int(event.data["heldBackRows"]), event)


def right_from(event: Event) -> ClientRight:
    data = event.data
    return ClientRight(
        client_id=event.subject,
        revision=data["revision"],
        municipality=data["municipality"],
        determined_on=date.fromisoformat(data["determinedOn"]),
        state=data["state"],
        functions=tuple(FunctionRight.from_json(function) for function in data["functions"]),
    )


def plan_from(event: Event) -> Plan:
    data = event.data
    return Plan(
        client_id=event.subject,
        revision=data["revision"],
        week=date.fromisoformat(data["conversationWeek"]),
        application_by=date.fromisoformat(data["applicationBy"]),
        decision_due=date.fromisoformat(data["decisionDue"]),
        objection_until=date.fromisoformat(data["objectionUntil"]),
        right_until=date.fromisoformat(data["rightUntil"]),
    )


def budget_from(event: Event) -> Budget:
    data = event.data
    return Budget(
        client_id=event.subject,
        revision=data["revision"],
        first_day=date.fromisoformat(data["from"]),
        last_day=date.fromisoformat(data["until"]),
        gross=data["grossCents"],
        contribution=data["contributionCents"],
        net=data["netCents"],
        unaccountable=data["unaccountableCents"],
        withdrawn="",
    )


def withdrawn_budget_from(event: Event) -> Budget:
    return Budget(event.subject, event.data["revision"], None, None, 0, 0, 0, 0, withdrawn=event.data["reason"])


def contribution_from(event: Event) -> Contribution:
    regimes = tuple(Regime.from_json(regime) for regime in event.data["regimes"])
    return Contribution(event.subject, event.data["revision"], regimes)


def print_run_from(event: Event) -> PrintRunMade:
    data = event.data
    return PrintRunMade(
        id=data["runId"],
        municipality=data["municipality"],
        made_on=date.fromisoformat(data["madeOn"]),
        letters=len(data["letters"]),
        pages=data["pages"],
    )


def provider_notice_from(event: Event) -> ProviderNotice:
    data = event.data
    return ProviderNotice(
        id=data["noticeId"],
        agb=data["agb"],
        municipality=data["municipality"],
        provider=data["provider"],
        number=data["number"],
        made_on=date.fromisoformat(data["madeOn"]),
        lines=tuple(NoticeLine.from_json(line) for line in data["lines"]),
    )


class LetterSchema(DutchSchema):
    """A letter without its text; the text is the PDF."""

    id = ma.UUID()
    client_id = ma.UUID(data_key="clientId")
    client_name = ma.String(data_key="clientName")
    revision = ma.Integer(metadata={"description": "Versie van de gegevens waarop de brief rust"})
    municipality = ma.String(metadata={"description": "Gemeentecode"})
    letter_date = ma.Date(data_key="letterDate")
    kind = ma.String(metadata={"enum": ["announcement"]})
    template = ma.String(metadata={"description": "Sjabloon met versie; leeg als de brief geen tekst heeft"})
    state = ma.String(metadata={"enum": list(LETTER_STATES)})
    reason = ma.String(metadata={"description": "Waarom de brief niet uitgaat"})
    printed_in = ma.String(data_key="printRunId", metadata={"description": "Leeg als de brief niet is afgedrukt"})


class LetterPageSchema(DutchSchema):
    letters = ma.List(ma.Nested(LetterSchema))
    total = ma.Integer(metadata={"description": "Hoeveel brieven er zijn met deze keuze"})


class PrintRunSchema(DutchSchema):
    id = ma.UUID()
    municipality = ma.String(metadata={"description": "Gemeentecode"})
    made_on = ma.Date(data_key="madeOn")
    letters = ma.Integer()
    pages = ma.Integer()

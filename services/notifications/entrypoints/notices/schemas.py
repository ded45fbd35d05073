"""The API's answers about notices to providers, in camelCase."""

from marshmallow import fields as ma

from services.notifications.domain.notices.provider_client import Stage
from services.notifications.entrypoints.letters.schemas import TextOrEmpty
from shared.web.fields import DutchSchema


class NoticeSchema(DutchSchema):
    """A notice without its lines."""

    id = ma.UUID()
    agb = ma.String(metadata={"description": "AGB-code van de aanbieder"})
    provider = ma.String()
    municipality = ma.String(metadata={"description": "Gemeentecode"})
    number = ma.Integer(metadata={"description": "Volgnummer van het bericht aan deze aanbieder in deze gemeente"})
    made_on = ma.Date(data_key="madeOn")
    clients = ma.Integer(metadata={"description": "Over hoeveel cliënten het gaat"})


class NoticePageSchema(DutchSchema):
    notices = ma.List(ma.Nested(NoticeSchema))
    total = ma.Integer(metadata={"description": "Hoeveel berichten er zijn met deze keuze"})


class CareEndSchema(DutchSchema):
    care = ma.String(metadata={"description": "Soort zorg"})
    until = ma.Date(metadata={"description": "Laatste dag van het oude recht op deze zorg"})


class ToldClientSchema(DutchSchema):
    """What the provider is told of one client."""

    clientId = ma.UUID(attribute="told.client.client_id")  # noqa: N815
    decisionNumber = ma.String(attribute="told.client.number")  # noqa: N815
    initials = ma.String(attribute="initials")
    care = ma.String(attribute="told.client.care")
    stage = ma.String(attribute="told.client.stage.value", metadata={"enum": [stage.value for stage in Stage]})
    day = ma.Date(
        attribute="told.client.day",
        allow_none=True,
        metadata={
            "description": "Maandag van de week van het gesprek, dag van het gesprek, of dag waarop het besluit ingaat"
        },
    )
    until = ma.Date(
        attribute="told.client.until",
        allow_none=True,
        metadata={"description": "Laatste dag van het oude recht, of van wat is besloten"},
    )
    weeks = ma.Integer(
        attribute="told.client.weeks",
        allow_none=True,
        metadata={"description": "Het recht eindigt over zo veel weken en er is nog geen besluit"},
    )
    handover = ma.Boolean(
        attribute="told.client.handover", metadata={"description": "De zorg gaat over naar een andere aanbieder"}
    )
    pgbUntil = ma.Date(  # noqa: N815
        attribute="told.client.pgb_until",
        allow_none=True,
        metadata={"description": "Laatste dag van een pgb dat eerder stopt dan het recht"},
    )
    pgbWeeks = ma.Integer(  # noqa: N815
        attribute="told.client.pgb_weeks",
        allow_none=True,
        metadata={"description": "Over zo veel weken stopt dat pgb; 0: het is gestopt"},
    )
    ends = ma.List(
        ma.Nested(CareEndSchema),
        attribute="told.client.ends",
        metadata={"description": "Leeg als alle zorg op dezelfde dag stopt"},
    )
    says = TextOrEmpty(metadata={"description": "Hetzelfde in een zin"})
    news = ma.Boolean(attribute="told.news", metadata={"description": "Dit stond niet in een eerder bericht"})
    gone = ma.Boolean(attribute="told.gone", metadata={"description": "Niet meer cliënt van deze aanbieder"})


class OpenNoticeSchema(NoticeSchema):
    told = ma.List(ma.Nested(ToldClientSchema))

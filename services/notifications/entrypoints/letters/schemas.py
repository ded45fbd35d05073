"""The API's answers about letters, in camelCase."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields as ma
from marshmallow import validate

from services.notifications.entrypoints.letters.words import GROUPS, KIND_WORDS, LETTER_STATES, ROLES, WAYS
from shared.web.fields import DutchSchema, IsoDate, Text


class TextOrEmpty(ma.String):
    """The API writes empty text where there is none."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return super()._serialize("" if value is None else value, attr, obj, **kwargs)


class LetterSchema(DutchSchema):
    """A letter without its text; the text is the PDF."""

    id = ma.UUID()
    client_id = ma.UUID(data_key="clientId")
    client_name = ma.String(data_key="clientName")
    revision = ma.Integer(metadata={"description": "Versie van de gegevens waarop de brief rust"})
    municipality = ma.String(metadata={"description": "Gemeentecode"})
    letter_date = ma.Date(data_key="letterDate")
    kind = ma.String(metadata={"enum": list(KIND_WORDS)})
    cause = ma.String(metadata={"description": "De gebeurtenis waar de brief over gaat, zoals het bericht heet"})
    cause_id = TextOrEmpty(
        data_key="causeId",
        metadata={"description": "De stap, de afspraak of het besluit waar de brief over gaat; leeg bij de overgang"},
    )
    template = TextOrEmpty(metadata={"description": "Sjabloon met versie; leeg als de brief geen tekst heeft"})
    state = ma.String(metadata={"enum": list(LETTER_STATES)})
    reason = TextOrEmpty(metadata={"description": "Waarom de brief niet uitgaat"})
    remark = TextOrEmpty(
        metadata={
            "description": "deceased: overleden na het afdrukken, de brief moet uit de stapel; "
            "not-died: aan nabestaanden, maar het overlijden is niet meer bekend, de brief moet uit de stapel; "
            "replaced: de brief is vervallen, bijvoorbeeld door een nieuwere, en moet uit de stapel; "
            "maybe-died: iemand vertelde van een overlijden, de brief wacht tot dat is nagekeken; "
            "held: na het afdrukken vastgehouden, de brief mag uit de stapel; "
            "handed-over: overleden, maar de brief was al overgedragen; leeg als er niets op te merken is"
        }
    )
    printed_in = TextOrEmpty(data_key="printRunId", metadata={"description": "Leeg als de brief niet is afgedrukt"})
    taken_out_on = ma.Date(
        data_key="takenOutOn", allow_none=True, metadata={"description": "Dag waarop de brief uit de stapel is gehaald"}
    )
    handed_over_on = ma.Date(
        data_key="handedOverOn", allow_none=True, metadata={"description": "Dag waarop de afdruk is overgedragen"}
    )
    mailing = TextOrEmpty(
        data_key="mailingId",
        metadata={"description": "De mailing waarin de brief is vrijgegeven; leeg als dat niet zo is"},
    )
    returned_on = ma.Date(
        data_key="returnedOn", allow_none=True, metadata={"description": "Dag waarop de brief terugkwam"}
    )


class LetterPageSchema(DutchSchema):
    letters = ma.List(ma.Nested(LetterSchema))
    total = ma.Integer(metadata={"description": "Hoeveel brieven er zijn met deze keuze"})


def _one_of(words: Mapping[Any, str]) -> Text:
    wrong = f"Kies een van: {', '.join(words)}."
    return Text(required=True, validate=validate.OneOf(list(words), error=wrong))


class NewRepresentativeSchema(DutchSchema):
    role = _one_of(ROLES)
    name = Text(required=True)
    street = Text(required=True, metadata={"description": "Straat met nummer, of postbus"})
    postcode = Text(required=True)
    city = Text(required=True)
    way = _one_of(WAYS)
    group = _one_of(GROUPS)
    first_day = IsoDate(required=True, data_key="firstDay")
    last_day = IsoDate(load_default=None, allow_none=True, data_key="lastDay")


class RepresentativeSchema(NewRepresentativeSchema):
    """Wie brieven over een cliënt krijgt, voor brieven met een datum vanaf de eerste dag."""

    id = ma.UUID()
    client_id = ma.UUID(data_key="clientId")
    recorded_by = Text(data_key="recordedBy", metadata={"description": "Gebruiker die het vastlegde"})
    recorded_on = IsoDate(data_key="recordedOn")


class RepresentativesSchema(DutchSchema):
    recorded = ma.List(ma.Nested(RepresentativeSchema), data_key="representatives")


class LastDaySchema(DutchSchema):
    last_day = IsoDate(required=True, data_key="lastDay")

"""What the API takes and gives, in Dutch for its readers and in camelCase.

The API writes an empty text, or 0 for the next page, where our values have None.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields as ma
from marshmallow import post_load, validate

from services.intake.domain.mapping.rows import RowState
from shared.web.fields import DutchSchema

ACCEPTED, HELD_BACK = (state.value for state in RowState)

ROWS_PER_PAGE = 50
ROWS_PER_PAGE_MAX = 500


class TextOrEmpty(ma.String):
    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return super()._serialize(value, attr, obj, **kwargs) or ""


class NumberOrZero(ma.Integer):
    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | int:
        return super()._serialize(value, attr, obj, **kwargs) or 0


class DifferenceSchema(DutchSchema):
    total = ma.String(metadata={"description": "Naam van het totaal in het manifest, zoals rijen of perFunctie.81"})
    manifest = ma.Integer(metadata={"description": "Wat het manifest zegt"})
    counted = ma.Integer(metadata={"description": "Wat wij telden"})


class RowCountsSchema(DutchSchema):
    delivered = ma.Integer(attribute="rows_delivered", metadata={"description": "Aangeleverde regels"})
    accepted = ma.Integer(attribute="rows_accepted", metadata={"description": "Overgenomen regels"})
    held_back = ma.Integer(
        attribute="rows_held_back", data_key="heldBack", metadata={"description": "Vastgehouden regels"}
    )


class PersonCountsSchema(DutchSchema):
    delivered = ma.Integer(attribute="persons", metadata={"description": "Aangeleverde personen"})
    transferred = ma.Integer(attribute="persons_transferred", metadata={"description": "Met een overgenomen regel"})
    held_back = ma.Integer(
        attribute="persons_held_back", data_key="heldBack", metadata={"description": "Zonder overgenomen regel"}
    )


class DeliverySchema(DutchSchema):
    id = ma.UUID()
    state = ma.String(
        metadata={
            "description": "received, refused, failed (door een fout in ons programma) of checked",
            "enum": ["received", "refused", "failed", "checked"],
        }
    )
    municipality = TextOrEmpty(metadata={"description": "Gemeentecode, leeg als het manifest geen gemeente noemt"})
    sender = TextOrEmpty(metadata={"description": "Code van het zorgkantoor"})
    reference = TextOrEmpty(metadata={"description": "Kenmerk van de leverancier"})
    created = TextOrEmpty(metadata={"description": "Wanneer de leverancier het bestand maakte"})
    file_name = ma.String(data_key="fileName")
    sha256 = ma.String()
    reason = TextOrEmpty(metadata={"description": "Waarom de aanlevering is geweigerd of mislukt"})
    lines = ma.Integer(metadata={"description": "Regels in het bestand, lege meegeteld"})
    progress_lines = ma.Integer(data_key="progressLines", metadata={"description": "Regels die al gelezen zijn"})
    rows = ma.Function(RowCountsSchema().dump, metadata={"type": "object"})
    persons = ma.Function(PersonCountsSchema().dump, metadata={"type": "object"})
    persons_absent = ma.Integer(
        data_key="personsAbsent",
        metadata={
            "description": "Overgenomen cliënten die in een eerdere aanlevering van dit zorgkantoor voor deze gemeente "
            "stonden, en niet in deze"
        },
    )
    differences = ma.List(ma.Nested(DifferenceSchema))


class ErrorSchema(DutchSchema):
    column = TextOrEmpty(metadata={"description": "Kolom, leeg als het om de hele regel gaat"})
    value = ma.String(metadata={"description": "De waarde, hoogstens 60 tekens"})
    message = ma.String(metadata={"description": "Wat er mis is en wat u kunt doen"})
    code = TextOrEmpty(metadata={"description": "Retourcode (COD910), als er een past"})


class RowSchema(DutchSchema):
    number = ma.Integer(metadata={"description": "Regelnummer; 1 is de regel na de kop"})
    state = ma.String(metadata={"enum": [ACCEPTED, HELD_BACK]})
    client_id = TextOrEmpty(
        data_key="clientId", metadata={"description": "Leeg als de persoon nog niet is overgenomen"}
    )
    values = ma.Dict(keys=ma.String(), values=ma.String())
    errors = ma.List(ma.Nested(ErrorSchema))


class RowPageSchema(DutchSchema):
    rows = ma.List(ma.Nested(RowSchema))
    next_after = NumberOrZero(
        data_key="nextAfter", metadata={"description": "Vraag de volgende pagina met dit nummer; 0 is de laatste"}
    )


class RowsQuery(DutchSchema):
    state = ma.String(
        load_default="",
        validate=validate.OneOf(["", ACCEPTED, HELD_BACK], error=f"Kies {ACCEPTED} of {HELD_BACK}, of laat dit weg."),
        metadata={"description": "accepted of held-back; leeg geeft beide"},
    )
    after = ma.Integer(
        load_default=0,
        validate=validate.Range(0, 2_000_000_000, error="Geef een regelnummer van 0 of hoger."),
        metadata={"description": "Geef regels na dit regelnummer"},
    )
    limit = ma.Integer(
        load_default=ROWS_PER_PAGE,
        validate=validate.Range(1, ROWS_PER_PAGE_MAX, error=f"Vraag 1 tot {ROWS_PER_PAGE_MAX} regels."),
        metadata={"description": f"Hoeveel regels, hoogstens {ROWS_PER_PAGE_MAX}"},
    )

    @post_load
    def either_state(self, query: Mapping[str, Any], **_kwargs: Any) -> dict[str, Any]:
        return {**query, "state": RowState(query["state"]) if query["state"] else None}

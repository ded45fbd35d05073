"""Budgets in the answers of the API, as marshmallow schemas."""

from typing import Any

from marshmallow import fields as ma
from marshmallow import post_dump

from services.billing.entrypoints.contribution.schemas import ReasonSchema
from shared.web.fields import DutchSchema


class BudgetLineSchema(DutchSchema):
    functionId = ma.String(attribute="function_id")  # noqa: N815
    label = ma.String()
    first = ma.Date(attribute="days.first", data_key="from")
    last = ma.Date(attribute="days.last", data_key="until")
    conditional = ma.Boolean(
        metadata={"description": "Nog niet in gebruik: pas te gebruiken na de zienswijze (Wmo 8.3 lid 2)"}
    )
    yearGrossCents = ma.Integer(attribute="year_gross")  # noqa: N815
    grossCents = ma.Integer(attribute="gross")  # noqa: N815
    calculation = ma.String()
    decisionId = ma.UUID(  # noqa: N815
        attribute="decision_id",
        allow_none=True,
        metadata={"description": "Het besluit volgens de Wmo 2015 dat dit geeft; null bij het oude pgb"},
    )


class BudgetSchema(DutchSchema):
    """A client's budget as it now stands; from and until are null unless it is granted."""

    client = ma.UUID(attribute="client_id")
    revision = ma.Integer()
    municipality = ma.String()
    decidedOn = ma.Date(attribute="decided_on")  # noqa: N815
    state = ma.String(attribute="state.value")
    first = ma.Function(lambda holding: holding.days.first.isoformat() if holding.days else None, data_key="from")
    last = ma.Function(lambda holding: holding.days.last.isoformat() if holding.days else None, data_key="until")
    grossCents = ma.Integer(attribute="amounts.gross")  # noqa: N815
    contributionCents = ma.Integer(attribute="amounts.contribution")  # noqa: N815
    netCents = ma.Integer(attribute="amounts.net")  # noqa: N815
    unaccountableCents = ma.Integer(attribute="amounts.unaccountable")  # noqa: N815
    conditional = ma.Boolean(metadata={"description": "Een of meer onderdelen zijn onder voorwaarde (Wmo 8.3 lid 2)"})
    provisional = ma.Boolean()
    lines = ma.List(ma.Nested(BudgetLineSchema))
    reasons = ma.List(ma.Nested(ReasonSchema))
    problem = ma.String()

    @post_dump
    def no_problem_is_an_empty_text(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return data | {"problem": data["problem"] or ""}

"""Requests and answers of the API, as marshmallow schemas with Dutch messages, and the form of the calculator."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields as ma
from marshmallow import post_load, validate

from services.billing.domain.contributions import ContributionQuestion, ContributionRule
from services.billing.domain.household import FactsRefused, Household, Means, PensionAge
from shared.messaging.failures import Refused
from shared.web.fields import DutchSchema

CENTS_MOST = 10**12
"""Ten billion euros: above it somebody made a typing error."""

_REQUIRED: dict[str, str | list[Any] | dict[Any, Any]] = {
    "required": "Dit veld is verplicht.",
    "null": "Dit veld mag niet leeg zijn.",
}


def _choice(choices: type[ContributionRule] | type[Household] | type[PensionAge]) -> ma.String:
    names = [each.value for each in choices]
    one_of = validate.OneOf(names, error=f"Kies een van: {', '.join(names)}.")
    return ma.String(required=True, validate=one_of, error_messages=_REQUIRED | {"invalid": "Geef een tekst."})


def _cents() -> ma.Integer:
    whole = "Geef een bedrag in hele centen, zonder komma."
    most = validate.Range(max=CENTS_MOST, error="Dit bedrag is te hoog. Geef een bedrag in centen.")
    return ma.Integer(required=True, strict=True, validate=most, error_messages=_REQUIRED | {"invalid": whole})


class AssessContribution(DutchSchema):
    error_messages = {"unknown": "Dit veld kennen we niet."}  # noqa: RUF012

    regime = _choice(ContributionRule)
    on = ma.Date(required=True, error_messages=_REQUIRED | {"invalid": "Schrijf een bestaande datum als 2015-06-30."})
    household = _choice(Household)
    pensionAge = _choice(PensionAge)  # noqa: N815
    incomeYear = _cents()  # noqa: N815
    assets = _cents()
    costPriceInPeriod = _cents()  # noqa: N815

    @post_load
    def question(self, data: Mapping[str, Any], **_: Any) -> ContributionQuestion:
        """Raises Refused when the facts contradict each other."""
        try:
            return ContributionQuestion(
                rule=ContributionRule(data["regime"]),
                on=data["on"],
                household=Household(data["household"]),
                pension_age=PensionAge(data["pensionAge"]),
                means=Means(data["incomeYear"], data["assets"]),
                cost_price_in_period=data["costPriceInPeriod"],
            )
        except FactsRefused as refusal:
            raise Refused(str(refusal)) from refusal


class ReasonSchema(DutchSchema):
    rule = ma.String()
    law = ma.String()
    article = ma.String()
    explanation = ma.String()
    inputs = ma.Dict(keys=ma.String(), values=ma.String())
    result = ma.String()
    version = ma.String()


class ContributionSchema(DutchSchema):
    """Cents in one period of four weeks."""

    maximumPerPeriod = ma.Integer(attribute="maximum_per_period")  # noqa: N815
    due = ma.Integer()
    reasons = ma.List(ma.Nested(ReasonSchema))


class BudgetLineSchema(DutchSchema):
    functionId = ma.String(attribute="function_id")  # noqa: N815
    label = ma.String()
    first = ma.Date(attribute="days.first", data_key="from")
    last = ma.Date(attribute="days.last", data_key="until")
    yearGrossCents = ma.Integer(attribute="year_gross")  # noqa: N815
    grossCents = ma.Integer(attribute="gross")  # noqa: N815
    calculation = ma.String()


class BudgetSchema(DutchSchema):
    """A client's budget as it now stands; from and until are null unless it is granted."""

    client = ma.UUID()
    revision = ma.Integer()
    municipality = ma.String()
    decidedOn = ma.Date(attribute="decided_on")  # noqa: N815
    state = ma.String(attribute="state.value")
    first = ma.Function(lambda holding: holding.days[0].first.isoformat() if holding.days else None, data_key="from")
    last = ma.Function(lambda holding: holding.days[0].last.isoformat() if holding.days else None, data_key="until")
    grossCents = ma.Integer(attribute="amounts.gross")  # noqa: N815
    contributionCents = ma.Integer(attribute="amounts.contribution")  # noqa: N815
    netCents = ma.Integer(attribute="amounts.net")  # noqa: N815
    unaccountableCents = ma.Integer(attribute="amounts.unaccountable")  # noqa: N815
    provisional = ma.Boolean()
    lines = ma.List(ma.Nested(BudgetLineSchema))
    reasons = ma.List(ma.Nested(ReasonSchema))
    problem = ma.String()

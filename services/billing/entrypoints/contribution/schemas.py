"""Requests and answers of the API, as marshmallow schemas with Dutch messages, and the form of the calculator."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields as ma
from marshmallow import post_load, validate

from services.billing.domain.contribution.household import FactsRefused, Household, PensionAge, known_means
from services.billing.domain.contribution.question import (
    CareReceived,
    ContributionQuestion,
    ContributionRule,
    Exemption,
)
from shared.messaging.failures import Refused
from shared.web.fields import REQUIRED, Choice, DutchSchema, IsoDate

COUNT_MOST = 10**12
"""Ten billion euros in cents: above it somebody made a typing error."""


def _count(description: str, **kwargs: Any) -> ma.Integer:
    most = validate.Range(max=COUNT_MOST, error="Dit getal is te hoog. Geef een bedrag in centen.")
    said = REQUIRED | {"invalid": "Geef een heel getal; een bedrag in hele centen, zonder komma."}
    return ma.Integer(strict=True, validate=most, error_messages=said, metadata={"description": description}, **kwargs)


class AssessContribution(DutchSchema):
    regime = Choice(ContributionRule, required=True)
    on = IsoDate(required=True)
    household = Choice(Household, required=True)
    pensionAge = Choice(PensionAge, required=True)  # noqa: N815
    incomeYear = _count(  # noqa: N815
        "Inkomen van het peiljaar in centen; null als het niet bekend is", required=True, allow_none=True
    )
    assets = _count("Vermogen in centen; null als het niet bekend is", required=True, allow_none=True)
    costPriceInPeriod = _count("Kostprijs in de periode in centen", required=True)  # noqa: N815
    wmoContributionInPeriod = _count(  # noqa: N815
        "Wat al verschuldigd is voor de Wmo, in centen; alleen bij awbz-transition", load_default=0
    )
    minutesInPeriod = _count(  # noqa: N815
        "Ontvangen zorg in minuten; alleen bij awbz-transition", load_default=None
    )
    halfDaysInPeriod = _count(  # noqa: N815
        "Ontvangen zorg in een groep in dagdelen; alleen bij awbz-transition", load_default=None
    )
    exemption = Choice(Exemption, load_default=None)

    @post_load
    def question(self, data: Mapping[str, Any], **_: Any) -> ContributionQuestion:
        """Raises Refused when the facts contradict each other."""
        try:
            return ContributionQuestion(
                rule=data["regime"],
                on=data["on"],
                household=data["household"],
                pension_age=data["pensionAge"],
                means=known_means(data["incomeYear"], data["assets"]),
                cost_price_in_period=data["costPriceInPeriod"],
                wmo_contribution_in_period=data["wmoContributionInPeriod"],
                care=_care(data["minutesInPeriod"], data["halfDaysInPeriod"]),
                exemption=data["exemption"],
            )
        except FactsRefused as refusal:
            raise Refused(str(refusal)) from refusal


def _care(minutes: int | None, half_days: int | None) -> CareReceived | None:
    """When only one of the two amounts of care is given, the other is zero."""
    if minutes is None and half_days is None:
        return None
    return CareReceived(minutes or 0, half_days or 0)


class ReasonSchema(DutchSchema):
    rule = ma.String()
    law = ma.String()
    article = ma.String()
    explanation = ma.String()
    inputs = ma.Dict(keys=ma.String(), values=ma.String())
    result = ma.String()
    version = ma.String()
    link = ma.String(metadata={"description": "Adres van het artikel; leeg als het geen wet is"})


class ContributionSchema(DutchSchema):
    """Cents in one contribution period."""

    maximumPerPeriod = ma.Integer(attribute="maximum_per_period")  # noqa: N815
    due = ma.Integer()
    reasons = ma.List(ma.Nested(ReasonSchema))

"""The question about an own contribution in one period: which rule, on which day, and the facts that it needs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.billing.domain.contribution.household import FactsRefused, Household, Means, PensionAge, threshold_group


class ContributionRule(StrEnum):
    """The rules with a ceiling per period. The value is the code in the API and the prefix in the law book."""

    WMO_2015 = "wmo-2015"
    AWBZ_TRANSITION = "awbz-transition"


class Exemption(StrEnum):
    """Why no contribution is due at all (UB 3.8(4)a-d, BBZ 16d(6)a-d); a rule knows only some of them.

    Who is under 18 is not asked here: age belongs to the choice of the regime.
    """

    STAY = "stay"
    SHELTER = "shelter"
    MINOR_AT_RISK = "minor-at-risk"
    WHEELCHAIR = "wheelchair"
    NURSE_ADVICE = "nurse-advice"


@dataclass(frozen=True, slots=True)
class CareReceived:
    """Individual care in minutes and group care in half-days of at most four hours, in one period."""

    minutes: int
    half_days: int

    def __post_init__(self) -> None:
        if min(self.minutes, self.half_days) < 0:
            raise FactsRefused("De tijd is lager dan nul. Vul 0 in als er geen zorg is geweest.")


@dataclass(frozen=True, slots=True)
class ContributionQuestion:
    """The facts of one client in one period; money in cents.

    `means` is None while the income or the assets are unknown. `cost_price_in_period` is the cost price of the
    provision (Wmo 2015 2.1.4). `care` bounds the contribution too where an amount per hour counts (BBZ 16d(1)).
    `wmo_contribution_in_period` is what the client already owes under the Wmo: BBZ 16d(4) subtracts it before the
    discount. Raises FactsRefused.
    """

    rule: ContributionRule
    on: date
    household: Household
    pension_age: PensionAge
    means: Means | None
    cost_price_in_period: int
    wmo_contribution_in_period: int = 0
    care: CareReceived | None = None
    exemption: Exemption | None = None

    def __post_init__(self) -> None:
        threshold_group(self.household, self.pension_age)
        if self.cost_price_in_period < 0:
            raise FactsRefused("De kostprijs is lager dan nul. Vul 0 in als er geen zorg is geweest.")
        if self.wmo_contribution_in_period < 0:
            raise FactsRefused("De eigen bijdrage voor de Wmo is lager dan nul. Vul 0 in als die er niet is.")
        if self.rule is ContributionRule.WMO_2015 and self.wmo_contribution_in_period:
            raise FactsRefused(
                "De eigen bijdrage voor de Wmo wordt alleen afgetrokken bij zorg uit het overgangsrecht."
            )
        if self.rule is ContributionRule.WMO_2015 and self.care is not None:
            raise FactsRefused("Een bedrag per uur telt alleen bij zorg uit het overgangsrecht. Laat de tijd weg.")

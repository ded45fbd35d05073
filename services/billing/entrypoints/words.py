"""Dutch words on the screens, for the codes of billing."""

from services.billing.domain.contribution_question import ContributionRule
from services.billing.domain.holding import HoldingState
from services.billing.domain.household import Household, PensionAge
from services.billing.domain.regimes import Regime

STATES = {
    HoldingState.GRANTED.value: "Toegekend",
    HoldingState.REFUSED.value: "Kan niet berekend worden",
    HoldingState.WITHDRAWN.value: "Ingetrokken",
}

REGIMES = {
    Regime.AWBZ_TRANSITION.value: "AWBZ, per periode van vier weken",
    Regime.AWBZ_PGB.value: "AWBZ, gaat van het pgb af",
    Regime.AWBZ_STAY.value: "AWBZ, bijdrage voor verblijf",
    Regime.OTHER_LAW.value: "Een andere wet geldt",
    Regime.NONE.value: "Geen eigen bijdrage",
}

CHOICES = {
    "regime": {
        ContributionRule.AWBZ_TRANSITION.value: "AWBZ (overgangsrecht)",
        ContributionRule.WMO_2015.value: "Wmo 2015",
    },
    "household": {Household.SINGLE.value: "Alleenstaand", Household.COUPLE.value: "Getrouwd of samenwonend"},
    "pensionAge": {
        PensionAge.NONE.value: "Niemand",
        PensionAge.ONE.value: "Eén persoon",
        PensionAge.BOTH.value: "Allebei",
    },
}

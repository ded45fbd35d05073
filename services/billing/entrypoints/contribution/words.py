"""Dutch words on the screens, for the regimes and for the choices of the calculator."""

from services.billing.domain.contribution.household import Household, PensionAge
from services.billing.domain.contribution.question import ContributionRule
from services.billing.domain.contribution.regimes import Regime

REGIMES = {
    Regime.AWBZ_TRANSITION.value: "AWBZ, per bijdrageperiode",
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

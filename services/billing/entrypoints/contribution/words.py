"""Dutch words on the screens, for the regimes and for the choices of the calculator."""

from services.billing.domain.client.care import help_label
from services.billing.domain.contribution.charges import Charge
from services.billing.domain.contribution.household import Household, PensionAge
from services.billing.domain.contribution.question import ContributionRule
from services.billing.domain.contribution.regimes import Regime

REGIMES = {
    Regime.AWBZ_TRANSITION.value: "AWBZ, per bijdrageperiode",
    Regime.AWBZ_PGB.value: "AWBZ, gaat van het pgb af",
    Regime.AWBZ_STAY.value: "AWBZ, bijdrage voor verblijf",
    Regime.WMO_2015.value: "Wmo 2015, per bijdrageperiode",
    Regime.WMO_2015_STAY.value: "Wmo 2015, beschermd wonen",
    Regime.OTHER_LAW.value: "Een andere wet geldt",
    Regime.NONE.value: "Geen eigen bijdrage",
}


def care_of(charge: Charge) -> str:
    """What a row is about: the number of the indication, or the care that a decision gives."""
    return charge.function_id if charge.decision_id is None else help_label(charge.function_id.partition("-")[2])


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

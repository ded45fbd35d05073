"""The words of the table that `status` prints."""

from deploy.show import CONTRIBUTIONS, CONTROL, WORDS
from services.billing.domain.contribution.regimes import Regime


def test_every_regime_of_the_contribution_has_a_name() -> None:
    assert set(CONTRIBUTIONS) == {regime.value for regime in Regime}


def test_a_late_first_step_is_not_called_a_late_decision() -> None:
    assert CONTROL["overdue"] == "eerste stap te laat"
    assert WORDS["overdue"] == "besluit had er al moeten zijn", "of a reassessment"

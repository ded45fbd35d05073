"""What the command says of a delivery that was not taken in."""

import pytest

from deploy.show import show_refusals


@pytest.mark.parametrize(("state", "said"), [("refused", "Geweigerd"), ("failed", "Mislukt")])
def test_a_delivery_that_was_not_taken_in_says_why(capsys: pytest.CaptureFixture[str], state: str, said: str) -> None:
    show_refusals({"state": state, "reason": "Dit is waarom."})
    assert capsys.readouterr().err == f"{said}: Dit is waarom.\n"

"""What commands say of what was not allowed: a delivery, or a step of the demo's people."""

import pytest

from deploy.show import show_refusals, show_refused_steps


@pytest.mark.parametrize(("state", "said"), [("refused", "Geweigerd"), ("failed", "Mislukt")])
def test_a_delivery_that_was_not_taken_in_says_why(capsys: pytest.CaptureFixture[str], state: str, said: str) -> None:
    show_refusals({"state": state, "reason": "Dit is waarom."})
    assert capsys.readouterr().err == f"{said}: Dit is waarom.\n"


def test_a_step_that_the_demo_may_not_take_is_told_with_how_often(capsys: pytest.CaptureFixture[str]) -> None:
    """One was refused seventy times, and nobody saw it."""
    show_refused_steps(
        [{"step": "await-answer", "why": "Te laat.", "times": 1}, {"step": "applied", "why": "Te vroeg.", "times": 70}]
    )
    assert capsys.readouterr().err.splitlines() == [
        "Verzonnen mensen mochten 70 keer iets niet doen (applied): Te vroeg.",
        "Verzonnen mensen mochten 1 keer iets niet doen (await-answer): Te laat.",
    ]

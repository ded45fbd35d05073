"""What somebody gives with a step is refused by field when it does not belong to it."""

from typing import Any

import pytest

from services.migration.domain.route.details import ASKED, faults_of_details
from services.migration.domain.route.states import StepKind

CASES: list[tuple[StepKind, dict[str, Any], list[str]]] = [
    (StepKind.HOLD, {"until": "2015-03-01"}, []),
    (StepKind.HOLD, {}, ["details.until"]),
    (StepKind.HOLD, {"until": "1 maart"}, ["details.until"]),
    (StepKind.HOLD, {"until": "20150301"}, ["details.until"]),
    (StepKind.HOLD, {"until": None}, ["details.until"]),
    (StepKind.HOLD, {"until": "2015-03-01", "why": "Zij ligt in het ziekenhuis."}, []),
    (StepKind.HOLD, {"until": "2015-03-01", "why": " "}, ["details.why"]),
    (StepKind.HOLD, {"until": "2015-03-01", "because": "x"}, ["details.because"]),
    (StepKind.HOLD, {"until": "2015-03-01", "despite": "Zij wil het zo."}, []),
    (StepKind.HOLD, {"until": "2015-03-01", "despite": " "}, ["details.despite"]),
    (StepKind.END, {"reason": "died"}, []),
    (StepKind.END, {"reason": "bored"}, ["details.reason"]),
    (StepKind.REMIND, {"number": 3, "answerBy": "2015-03-01"}, ["details.number"]),
    (StepKind.ASK_COMPLETION, {"missing": [], "answerBy": "2015-03-01"}, ["details.missing"]),
    (StepKind.INVITE_HEARING, {"day": "2015-03-02", "from": "25:00", "place": "hal"}, ["details.from"]),
    (StepKind.APPLY, {}, []),
    (StepKind.APPLY, {"x": 1}, ["details.x"]),
]


@pytest.mark.parametrize(("kind", "details", "wrong"), CASES)
def test_a_fault_names_its_field(kind: StepKind, details: dict[str, Any], wrong: list[str]) -> None:
    assert [field for field, _ in faults_of_details(kind, details)] == wrong


@pytest.mark.parametrize("kind", list(ASKED))
def test_a_step_without_its_details_names_each_of_them(kind: StepKind) -> None:
    assert [field for field, _ in faults_of_details(kind, {})] == [f"details.{name}" for name in ASKED[kind]]

"""The why-cards of a decision: what the caseworker wrote, and what the law says of such a decision. Pure."""

from collections.abc import Mapping

from services.migration.domain.route.decisions import INADMISSIBLE, Decision, DecisionKind
from shared.law.book import LawBook
from shared.law.reasons import Reason, reason
from shared.law.sentences import Said, words

WHY = "decision.why"
KEYS = {kind: f"decision.{kind.value}" for kind in DecisionKind}
UNCHANGED: Mapping[str, str] = {
    "dismissed": "decision.objection-dismissed",
    INADMISSIBLE: "decision.objection-inadmissible",
}
"""By the outcome of an objection that changes nothing: nothing is revoked then (Awb 7:11)."""
SAID: Said = {
    WHY: {"why": words("reason")},
    **{key: {"decided": words()} for key in (*KEYS.values(), *UNCHANGED.values())},
}


def reasons_of(decision: Decision, book: LawBook, outcome: str = "") -> tuple[Reason, ...]:
    """`outcome`: of an objection."""
    key = UNCHANGED.get(outcome, KEYS[decision.kind])
    on = decision.made_on
    return (
        reason(book, WHY, on, "why", reason=decision.reason.strip()),
        reason(book, key, on, "decided", result=decision.kind.value),
    )

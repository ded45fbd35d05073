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
AS_A_FIRST = {"ZIN": DecisionKind.IN_KIND, "PGB": DecisionKind.PGB, "ZIN+PGB": DecisionKind.BOTH}
"""By the care that a decision gives in the place of another one, which first decision rests on the same articles."""
SAID: Said = {
    WHY: {"why": words("reason")},
    **{key: {"decided": words()} for key in (*KEYS.values(), *UNCHANGED.values())},
}


def reasons_of(decision: Decision, book: LawBook, outcome: str = "") -> tuple[Reason, ...]:
    """`outcome`: of an objection. One that gives care instead rests on what a first decision of that care rests on,
    beside what lets it take that place (Awb 3:46, 7:12)."""
    key, on = UNCHANGED.get(outcome, KEYS[decision.kind]), decision.made_on
    decided = [reason(book, key, on, "decided", result=decision.kind.value)]
    first = AS_A_FIRST.get(decision.care) if key == KEYS[DecisionKind.ON_OBJECTION] else None
    if first is not None:
        decided.append(reason(book, KEYS[first], on, "decided", result=first.value))
    return (reason(book, WHY, on, "why", reason=decision.reason.strip()), *decided)

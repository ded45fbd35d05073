"""The why-cards of a decision: what the caseworker wrote, and what the law says of such a decision. Pure."""

from services.migration.domain.route.decisions import Decision, DecisionKind
from shared.law.book import LawBook
from shared.law.reasons import Reason, reason
from shared.law.sentences import Said, words

WHY = "decision.why"
KEYS = {kind: f"decision.{kind.value}" for kind in DecisionKind}
SAID: Said = {WHY: {"why": words("reason")}, **{key: {"decided": words()} for key in KEYS.values()}}


def reasons_of(decision: Decision, book: LawBook) -> tuple[Reason, ...]:
    on = decision.made_on
    return (
        reason(book, WHY, on, "why", reason=decision.reason.strip()),
        reason(book, KEYS[decision.kind], on, "decided", result=decision.kind.value),
    )

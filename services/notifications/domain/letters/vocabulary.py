"""Which words, lists, tables and facts the text of each kind of letter can use. A text that asks for anything else, or
that leaves out what a reader cannot do without, stops the start."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.notifications.domain.letters.kinds import ANNOUNCEMENTS, KINDS, LetterKind

COMMON_WORDS = frozenset(
    {
        "care",
        "care_title",
        "name",
        "municipality",
        "college",
        "post",
        "visit",
        "phone",
        "hours",
        "email",
        "reference",
        "own",
        "objection_term",
        "plan_term",
        "decision_term",
        "papers_term",
        "inspection_term",
        "court",
        "court_fee",
    }
)
"""What every letter can say: of whom the care is, how the reader reaches the municipality, the municipality's own
paragraph, and terms of the law that run from the letter's own day."""
COMMON_FACTS = frozenset({"parents", "own", "pgb"})
"""`own`: the municipality has a paragraph of its own for this kind. `pgb`: a right of the client goes on with one."""
ALWAYS = frozenset({"own"})
"""Words that every text must have."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Of one kind of letter, beside what all have. A text that leaves out one of `needed` tells too little."""

    words: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    asks: bool = False
    """Whether its reader can answer by a slip."""

    @property
    def all_words(self) -> frozenset[str]:
        return self.words | COMMON_WORDS

    @property
    def all_facts(self) -> frozenset[str]:
        return self.facts | COMMON_FACTS


def _of(
    words: str = "",
    *,
    lists: str = "",
    tables: str = "",
    facts: str = "",
    needed: str | None = None,
    asks: bool = False,
) -> Vocabulary:
    """Each as words with spaces between them. All own words are needed unless `needed` says which."""
    own = frozenset(words.split())
    return Vocabulary(
        words=own,
        asks=asks,
        lists=frozenset(lists.split()),
        tables=frozenset(tables.split()),
        facts=frozenset(facts.split()),
        needed=own if needed is None else frozenset(needed.split()),
    )


APPOINTMENT = "day starts until address caseworker"
PLACES = "home office telephone several"
DECISION = "starts_on ends_on old_right_until"

VOCABULARIES: Mapping[LetterKind, Vocabulary] = {
    "invitation": _of(f"{APPOINTMENT} slip_by", facts=f"{PLACES} slip", asks=True),
    "appointment-moved": _of(
        f"{APPOINTMENT} slip_by old_day old_time", facts=f"{PLACES} slip client-asked we-moved illness", asks=True
    ),
    "appointment-cancelled": _of("day starts", facts="illness client-asked we-moved ended new-one"),
    "no-answer": _of("answer_by day starts slip_by", facts="first second slip", asks=True),
    "report": _of("apply_by", facts="can-apply apply-by"),
    "decision": _of(
        DECISION,
        lists="reasons",
        tables="provisions",
        facts="in-kind pgb-decision both own-strength refusal end gives has-end waits old-right",
    ),
    "prolongation": _of(DECISION, lists="reasons", tables="provisions", facts="has-end waits old-right gives"),
    "urgent-help": _of(
        DECISION,
        lists="reasons",
        tables="provisions",
        facts="has-end waits old-right gives",
        needed="starts_on ends_on",
    ),
    "incomplete": _of("answer_by", lists="missing"),
    "later": _of("new_last_day why", facts="application objection"),
    "view": _of("intended answer_by"),
    "objection-received": _of("received_on decide_by", facts="in-time decide-by"),
    "objection-incomplete": _of("answer_by", lists="missing"),
    "hearing": _of("day starts place"),
    "objection-decided": _of(
        f"why {DECISION}",
        lists="reasons",
        tables="provisions",
        facts="upheld partly dismissed inadmissible has-court has-end waits old-right gives",
        needed="why starts_on",
    ),
    "hand-over": _of(facts="insurer wlz youth"),
    "moved": _of(),
    "right-ending": _of("last_day conversation_day weeks", lists="cares", facts="conversation"),
    "right-ended": _of("last_day", lists="cares", facts="by-date accepted given-up goes-on"),
    "next-of-kin": _of(),
}
"""Of the kinds whose text is data. The announcement, which a correction is too, is made of what is true per care."""

TEXT_KINDS: tuple[LetterKind, ...] = tuple(kind for kind in KINDS.values() if kind not in ANNOUNCEMENTS)

"""Which words, lists, tables, groups and facts the text of each kind of letter can use. A text that asks for anything
else, or that leaves out what a reader cannot do without, stops the start."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.notifications.domain.letters.kinds import CORRECTION, KINDS, LetterKind

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
    }
)
"""What every letter can say: of whom the care is, how the reader reaches the municipality, and its own paragraph."""
TERM_WORDS = frozenset(
    {"objection_term", "plan_term", "decision_term", "papers_term", "inspection_term", "court", "court_fee"}
)
"""What a letter about a step can say too: terms of the law that run from its own day, and who judges."""
COMMON_FACTS = frozenset({"parents", "own", "pgb"})
"""`own`: the municipality has a paragraph of its own for this kind. `pgb`: a right of the client goes on with one."""
ALWAYS = frozenset({"own"})
"""Words that every text must have."""


@dataclass(frozen=True, slots=True)
class OfEach:
    """What is known of each of a group, or where something else than the letter says a phrase."""

    words: frozenset[str]
    facts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Of one kind of letter, beside what all have. A text tells too little that leaves out one of `needed`, asks after
    none of `needed_facts`, or leaves out a group or anything that is known of its members. `blocks` and `phrases` are
    what others than the letter itself say, with these words and facts alone; a block with None has all that the letter
    has."""

    words: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    needed_facts: frozenset[str] = frozenset()
    asks: bool = False
    """Whether its reader can answer by a slip."""
    groups: Mapping[str, OfEach] = field(default_factory=dict)
    blocks: Mapping[str, OfEach | None] = field(default_factory=dict)
    phrases: Mapping[str, OfEach] = field(default_factory=dict)
    common: frozenset[str] = COMMON_WORDS | TERM_WORDS

    @property
    def all_words(self) -> frozenset[str]:
        return self.words | self.common

    @property
    def all_facts(self) -> frozenset[str]:
        return self.facts | COMMON_FACTS

    def words_of(self, group: str | None) -> frozenset[str]:
        """What can be said of one of the group; of the letter itself when it is None."""
        return self.all_words if group is None else self.all_words | self.groups[group].words

    def facts_of(self, group: str | None) -> frozenset[str]:
        return self.all_facts if group is None else self.all_facts | self.groups[group].facts


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


def _each(words: str = "", facts: str = "") -> OfEach:
    return OfEach(frozenset(words.split()), frozenset(facts.split()))


ANNOUNCED_WORDS = frozenset(
    {"new_law_from", "ciz_reply_before", "week", "decision_due", "withdrawn", "budget_from", "budget_to", "adult_on"}
    | {"replaced_on", "replaced_reference"}
)
ANNOUNCED_FACTS = frozenset(
    {"lapses", "lapsed", "later", "changed", "came-from-awbz", "comes-from-awbz", "longer", "same-carer"}
    | {
        "talks",
        "stopped",
        "in-hand",
        "week-planned",
        "week-over",
        "week-begun",
        "wmo",
        "provider-may-change",
        "replaces",
    }
    | {"some-over", "transport", "transport-stays-behind", "begins-later", "ciz-candidate", "ciz-too-late"}
    | {"agreement", "svb-pays", "withdrawn", "amount-unknown", "budget-days", "provisional"}
    | {"comes-of-age", "is-of-age", "charged", "secret-address"}
)
ANNOUNCED = Vocabulary(
    words=ANNOUNCED_WORDS,
    lists=frozenset({"reasons"}),
    facts=ANNOUNCED_FACTS,
    needed_facts=ANNOUNCED_FACTS,
    groups={
        "kept": _each(
            "until starts_on",
            "in-part kept-over kept-youth kept-later one-start kept-waits several-ends at-least",
        ),
        "insured": _each(facts="in-part"),
        "long-term": _each(facts="in-part"),
        "not-kept": _each(facts="in-part"),
        "unused": _each(facts="in-part"),
        "without-budget": _each(facts="in-part"),
        "youth": _each("until", "several-ends end-is-here"),
        "not-kept-lines": _each(facts="line-lapses line-over"),
        "lines": _each(
            "care_name provider pgb_until until",
            "line-provider line-pgb line-pgb-shorter line-pgb-open line-end line-at-least line-insured line-long-term",
        ),
        "waiting": _each("care_name starts_on", "line-unused line-begins"),
        "payments": _each("names why first_day last_day", "in-part days-known"),
        "budget": _each("names", "in-part"),
        "shorter-budgets": _each("until budget_names", "budget-in-part budget-past pgb-open at-least"),
        "as-long": _each("budget_names", "budget-in-part budget-past budget-apart"),
        "old-budget": _each("until", "budget-past"),
        "amounts": _each("gross contribution net unaccountable"),
        "insured-budget": _each("names until", "in-part budget-past"),
        "long-term-budget": _each("names until", "in-part budget-past"),
        "ended-budgets": _each("names until", "in-part budget-past"),
    },
    needed=ANNOUNCED_WORDS,
    blocks={"to-do": None, "replaces": _each("replaced_on replaced_reference", "replaces")},
    phrases={"after_the_budget": _each(facts="pgb-open")},
    common=COMMON_WORDS,
)
"""Of the announcement, which a correction is too. What its groups are, and when each fact holds, stands where they are
filled: announcement.py, todo.py, paying.py, pgb.py and replaced.py."""

APPOINTMENT = "day starts until address caseworker"
PLACES = "home office telephone several"
DECISION = "starts_on ends_on old_right_until pgb_until in_time_by"
OLD_RIGHT = "old-right several-ends follows-on pgb-stops pgb-goes-on"
NO_HEARING = (
    "no-hearing clearly-inadmissible clearly-unfounded hearing-not-wanted hearing-not-answered fully-met did-not-come"
)
OUTCOMES = "upheld partly dismissed inadmissible"
WHO_DECIDES = "undecided youth of-age withdrawn no-need moved"
OFFER = "waits changes stops-too old-pgb"

VOCABULARIES: Mapping[LetterKind, Vocabulary] = {
    "announcement": ANNOUNCED,
    "invitation": _of(f"{APPOINTMENT} slip_by", facts=f"{PLACES} slip", asks=True),
    "appointment-moved": _of(
        f"{APPOINTMENT} slip_by old_day old_time old_caseworker",
        facts=f"{PLACES} slip client-asked we-moved illness missed same-time other-caseworker other-place",
        asks=True,
    ),
    "appointment-cancelled": _of("day starts", facts="illness client-asked we-moved ended prolonged on-hold new-one"),
    "no-answer": _of(
        "answer_by day starts address slip_by", facts="first second stands home office telephone slip", asks=True
    ),
    "report": _of("apply_by", facts="can-apply apply-by"),
    "decision": _of(
        DECISION,
        lists="reasons old_ends stops_too",
        tables="provisions changes",
        facts=f"in-kind pgb-decision both own-strength refusal end not-treated gives has-end {OFFER} {OLD_RIGHT}",
    ),
    "prolongation": _of(
        f"{DECISION} budget_from budget_to budget_gross",
        lists="reasons old_ends",
        tables="provisions",
        facts="has-end old-right several-ends pgb-stops pgb-goes-on gives buys budget-known",
    ),
    "urgent-help": _of(
        DECISION,
        lists="reasons old_ends",
        tables="provisions",
        facts="has-end waits old-right several-ends pgb-stops gives buys",
        needed="starts_on ends_on",
    ),
    "need-received": _of("received_on investigate_by plan_by", facts="investigate-by plan-by"),
    "incomplete": _of("answer_by", lists="missing"),
    "later": _of("new_last_day why", facts="application objection"),
    "view": _of("intended answer_by"),
    "objection-received": _of("received_on decide_by", facts="in-time excused decide-by before-sending"),
    "objection-incomplete": _of("answer_by", lists="missing", facts="stands-still"),
    "hearing": _of("day starts place papers_until", facts="papers-in-time papers-soon again"),
    "objection-decided": _of(
        f"why {DECISION}",
        lists="reasons old_ends stops_too",
        tables="provisions changes",
        facts=f"{OUTCOMES} {NO_HEARING} has-court has-end gives buys accepted {OFFER} {OLD_RIGHT}",
        needed="why starts_on",
    ),
    "hand-over": _of(facts="insurer wlz youth"),
    "moved": _of(facts="right-runs"),
    "right-ending": _of("last_day conversation_day", lists="cares", facts=f"conversation {WHO_DECIDES}"),
    "right-ended": _of("last_day", lists="cares", facts=f"by-date accepted given-up goes-on decided {WHO_DECIDES}"),
    "budget-ending": _of("last_day", lists="cares", facts="open"),
    "budget-ended": _of("last_day", lists="cares", facts="open"),
    "next-of-kin": _of(),
}

TEXT_KINDS: tuple[LetterKind, ...] = tuple(kind for kind in KINDS.values() if kind != CORRECTION)
"""Those with a text of their own: a correction is an announcement."""

"""Which sentences the rules say about which parameter, and the words that each can use. The texts stand in law/*.toml.

A file that lacks a sentence, holds one that nobody says, or asks for a word that it cannot have, stops the start.
"""

from collections.abc import Iterator

from shared.law.book import LawBook, LawError, placeholders

ALWAYS = frozenset({"first_day", "age_day", "adult_age", "low_package_until"})
"""Words that every sentence can use: days and the age of the law itself."""
ROWS = ("adult.", "unlisted.")
"""Tables of destinations: every row has a sentence `destination`."""
CARE = frozenset({"about", "care", "condition"})
CAP = ("until-indication", "until-law", "starts-after")
WORDS: dict[str, frozenset[str]] = {
    "about": frozenset({"care"}),
    "with-stay": CARE,
    "later-stay": frozenset({"stay_starts_on", "decided_on"}),
    "destination": CARE,
    "died-before": frozenset({"died_on"}),
    "ended": frozenset({"ends_on"}),
    "until-indication": frozenset({"ends_on"}),
    "until-law": frozenset({"ends_on", "last_day"}),
    "starts-after": frozenset({"starts_on", "last_day"}),
    "no-existing-pgb": frozenset(),
    "not-yet-used": frozenset(),
    "issued-late": frozenset({"issued_on", "before"}),
    "ask-ciz": frozenset({"before"}),
    "ask-ciz-insured": frozenset({"before"}),
    "end-breaks-cap": frozenset({"issued_on", "months"}),
    "moved": frozenset({"moved_on"}),
    "offer-accepted": frozenset({"accepted_on"}),
    "died": frozenset({"died_on"}),
    "pgb-given-up": frozenset({"given_up_on", "pgb_until"}),
    "pgb-given-up-before": frozenset({"given_up_on"}),
    "pgb-reading-open": frozenset({"pgb_until"}),
    "pgb-ends": frozenset({"pgb_until", "decided_by", "decided_on"}),
    "pgb-goes-on": frozenset({"decided_by", "decided_on"}),
    "turns-18": frozenset({"birthday"}),
    "met": frozenset({"valid_through", "amount", "issued_from"}),
    "candidate": frozenset({"reply_before"}),
    "ciz-told": frozenset({"told_on"}),
}
SAID: dict[str, tuple[str, ...]] = {
    "destination.decided-on": ("about", "with-stay", "later-stay"),
    "minor.any-ground": ("destination",),
    "minor.by-ground": ("destination",),
    "stay.protected-living": ("destination",),
    "stay.high": ("destination",),
    "stay.low": ("destination",),
    "stay.ggz-b": ("destination",),
    "stay.other": ("destination",),
    "transition.first-day": ("died-before", "ended"),
    "transition.last-day": CAP,
    "transition.pgb-last-day": CAP,
    "protected-living.last-day": (*CAP, "ended"),
    "youth.last-day": (*CAP, "ended", "turns-18"),
    "transition.indication-over": ("ended",),
    "transition.existing-pgb": ("no-existing-pgb",),
    "transition.not-yet-used": ("not-yet-used",),
    "transition.late-indication": ("issued-late",),
    "youth.issued-before": ("issued-late",),
    "transition.ciz-applications-before": ("ask-ciz", "ask-ciz-insured"),
    "transition.capped-issues": ("end-breaks-cap",),
    "transition.debtor-after-move": ("moved",),
    "youth.debtor-after-move": ("moved",),
    "transition.accepted-offer": ("offer-accepted",),
    "transition.death-pgb": ("died",),
    "transition.death-in-kind": ("died",),
    "transition.pgb-given-up": ("pgb-given-up", "pgb-given-up-before"),
    "protected-living.pgb-certain-until": ("pgb-reading-open", "pgb-ends", "pgb-goes-on"),
    "wlz-test.half-days": ("met",),
    "wlz-test.group-treatment": ("met",),
    "wlz-test.short-stay": ("met",),
    "wlz-test.hours": ("met",),
    "wlz-test.reply-before": ("candidate",),
    "wlz-test.effect": ("ciz-told",),
}


def check_sentences(law: LawBook) -> None:
    """Raises LawError that names parameter and sentence for the first one that does not fit."""
    for fault in faults(law):
        raise LawError(fault)


def faults(law: LawBook) -> Iterator[str]:
    for key in sorted(law.keys() | SAID.keys()):
        said = SAID.get(key, ("destination",) if key.startswith(ROWS) else ())
        for dated in law.parameter(key).values:
            names = {name.partition("/")[0] for name in dated.sentences}
            if missing := set(said) - names:
                yield f"parameter {key!r} lacks the sentences {sorted(missing)}; add them beside its value"
            if unsaid := names - set(said):
                yield f"parameter {key!r} has sentences that nobody says: {sorted(unsaid)}; take them out"
            for name, text in dated.sentences.items():
                known = ALWAYS | WORDS.get(name.partition("/")[0], frozenset())
                if unknown := placeholders(text) - known:
                    can = sorted(known)
                    yield f"parameter {key!r}, sentence {name!r} asks for {sorted(unknown)}; it can have {can}"

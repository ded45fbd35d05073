"""What is said about rights: per parameter of law/*.toml its sentences, with the words that each can use."""

from services.migration.domain.rights.assessment import NO_END, OVER, PARENTS, PAST, UNUSED
from shared.law.book import LawBook
from shared.law.sentences import Said, Sentence, words

ALWAYS = ("first_day", "age_day", "adult_age", "low_package_until")
"""Words that every sentence can use: days and the age of the law itself (AppliedLaw.words)."""


def _said(*names: str, forms: tuple[str, ...] = (PARENTS,)) -> Sentence:
    return words(*ALWAYS, *names, forms=forms)


_DESTINATION = {"destination": _said("about", "care", "condition", forms=(PARENTS, PAST))}
_ENDED = {"ended": _said("ends_on", forms=(PARENTS, PAST))}
_CAP = {
    "until-indication": _said("ends_on"),
    "until-law": _said("ends_on", "last_day", forms=(PARENTS, NO_END)),
    "starts-after": _said("starts_on", "last_day"),
}
_MOVED = {"moved": _said("moved_on"), "arrived": _said("delivered_on")}
_DIED = {"died": _said("died_on")}
_MET = {"met": _said("valid_through", "amount", "issued_from")}
_SAID: Said = {
    "destination.decided-on": {
        "about": _said("care", forms=(PARENTS, UNUSED, OVER)),
        "with-stay": _said("about", "care", "condition"),
        "later-stay": _said("stay_starts_on", "decided_on", forms=(PARENTS, PAST)),
    },
    **dict.fromkeys(("minor.any-ground", "minor.by-ground", "stay.protected-living", "stay.high"), _DESTINATION),
    **dict.fromkeys(("stay.low", "stay.ggz-b", "stay.other"), _DESTINATION),
    "transition.first-day": {"died-before": _said("died_on"), **_ENDED},
    "transition.last-day": _CAP,
    "transition.pgb-last-day": _CAP,
    "protected-living.last-day": {**_CAP, **_ENDED},
    "youth.last-day": {**_CAP, **_ENDED, "turns-18": _said("birthday")},
    "transition.indication-over": _ENDED,
    "transition.existing-pgb": {"no-existing-pgb": _said(forms=(PARENTS, PAST))},
    "transition.not-yet-used": {"not-yet-used": _said()},
    "transition.late-indication": {"issued-late": _said("issued_on", "before")},
    "youth.issued-before": {"issued-late": _said("issued_on", "before")},
    "transition.ciz-applications-before": {"ciz-decides": _said("before"), "ciz-decides-insured": _said("before")},
    "transport.along-with": {"not-along": _said()},
    "transition.capped-issues": {"end-breaks-cap": _said("issued_on", "months")},
    "transition.debtor-after-move": _MOVED,
    "youth.debtor-after-move": _MOVED,
    "transition.accepted-offer": {"offer-accepted": _said("accepted_on")},
    "transition.death-pgb": _DIED,
    "transition.death-in-kind": _DIED,
    "transition.pgb-given-up": {
        "pgb-given-up": _said("given_up_on", "pgb_until"),
        "pgb-given-up-before": _said("given_up_on"),
    },
    "protected-living.pgb-certain-until": {
        "pgb-reading-open": _said("pgb_until"),
        "pgb-ends": _said("pgb_until", "decided_by", "decided_on"),
        "pgb-goes-on": _said("pgb_until", "decided_by", "decided_on"),
    },
    **{f"wlz-test.{test}": _MET for test in ("half-days", "group-treatment", "short-stay", "hours")},
    "wlz-test.reply-before": {"candidate": _said("reply_before")},
    "wlz-test.effect": {"ciz-told": _said("told_on")},
}


def said_of_rights(law: LawBook) -> Said:
    """Every row of a table of destinations has the same sentence, and a lawyer may add rows."""
    rows = (*law.keys_in_order("adult."), *law.keys_in_order("unlisted."))
    return {**_SAID, **dict.fromkeys(rows, _DESTINATION)}

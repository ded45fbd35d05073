"""What is said about terms: per parameter of law/procedure.toml and law/termijnenwet.toml its sentences, with the words
that each can use."""

from shared.calendar.terms import SAID as SAID_OF_COUNTING
from shared.law.sentences import Said, words

_PLAIN = {"means": words()}
_GIVEN = {"means": words("last_day")}
_SUSPENDED = {"suspended": words("first_day", "last_day", "term_until")}
_TOLD = {"told": words("last_day", "law_until")}
SAID: Said = {
    **dict.fromkeys(("term.objection", "term.investigation", "term.decision", "term.personal-plan"), _PLAIN),
    **dict.fromkeys(("term.completion", "term.view", "term.view-on-application", "term.repair"), _GIVEN),
    **dict.fromkeys(
        (
            "suspension.completion",
            "suspension.consent",
            "suspension.applicant",
            "suspension.force-majeure",
            "suspension.objection-repair",
        ),
        _SUSPENDED,
    ),
    **dict.fromkeys(("extension.late", "extension.adjourned", "extension.agreed"), _TOLD),
    "term.not-treating": {"means": words("asked_until")},
    "term.default-penalty": {"means": words("term_ended", "received_on"), "first": words("first_day")},
    "penalty.days": {"at-most": words("days", "last_day")},
    "penalty.cents-per-day": {"band": words("first_day", "last_day", "amount"), "most": words("amount")},
    "penalty.not-due": {
        "notice-too-late": words(),
        "not-interested": words(),
        "evidently-without-chance": words(),
    },
    "appeal.no-decision": {"from": words("first_day")},
    "term.penalty-decision": {"means": words("penalty_until")},
    "objection.not-made-known": {"no-term": words()},
    "objection.first-day": {"begins": words("made_known_on", "first_day")},
    "objection.received-in-time": {
        "in-time": words("received_on", "last_day"),
        "late": words("received_on", "last_day"),
    },
    "objection.by-post": {
        "in-time": words("posted_on", "received_on", "post_until"),
        "late": words("posted_on", "received_on", "post_until"),
    },
    "objection.before-the-term": {"admitted": words("received_on")},
    "objection.excusable": {"excused": words()},
    "term.decision-on-objection": {
        "means": words("objection_until", "weeks"),
        "means-with-committee": words("objection_until", "weeks"),
    },
    **SAID_OF_COUNTING,
}

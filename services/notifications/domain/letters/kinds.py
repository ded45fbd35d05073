"""The kinds of letters to clients. `kind` and the id of what caused a letter stand in the table `letter`."""

from collections.abc import Mapping
from typing import Literal, get_args

LetterKind = Literal[
    "announcement",
    "correction",
    "need-received",
    "invitation",
    "appointment-moved",
    "appointment-cancelled",
    "no-answer",
    "report",
    "decision",
    "prolongation",
    "urgent-help",
    "incomplete",
    "later",
    "view",
    "objection-received",
    "objection-incomplete",
    "hearing",
    "objection-decided",
    "hand-over",
    "moved",
    "right-ending",
    "right-ended",
    "budget-ending",
    "budget-ended",
    "next-of-kin",
]
KINDS: Mapping[str, LetterKind] = {kind: kind for kind in get_args(LetterKind)}
ANNOUNCEMENT: LetterKind = "announcement"
CORRECTION: LetterKind = "correction"
"""An announcement to somebody who had one that says something else."""
REMINDER: LetterKind = "no-answer"
HEARING: LetterKind = "hearing"
OBJECTION_DECIDED: LetterKind = "objection-decided"
NEXT_OF_KIN: LetterKind = "next-of-kin"
"""The one letter that goes when a client died."""

ANNOUNCEMENTS: frozenset[LetterKind] = frozenset({ANNOUNCEMENT, CORRECTION})
"""About a revision of what is known of a client; of these only the last one holds. All other kinds are about one thing
that happened: a step, an appointment, a decision or the end of a right."""

WITH_REMEDY: frozenset[LetterKind] = frozenset({"decision", "prolongation", "urgent-help", "objection-decided"})
"""What one can object to, or appeal against."""

WITH_ENCLOSURE: frozenset[LetterKind] = frozenset({"report"})
"""What goes nowhere without a paper that is printed elsewhere: the report of the conversation."""

ABOUT_A_CONVERSATION: frozenset[LetterKind] = frozenset(
    {"need-received", "invitation", "appointment-moved", "appointment-cancelled", "no-answer"}
)
"""What says nothing any more once there was a conversation, or the route has ended."""

ASKED_ABOUT_AN_OBJECTION: frozenset[LetterKind] = frozenset({"objection-incomplete", "hearing"})
"""What asks nothing any more once the objection is withdrawn or decided on."""

ABOUT_A_BUDGET: frozenset[LetterKind] = frozenset({"budget-ending", "budget-ended"})
"""What billing tells. It tells of the revisions of a client in order, and of a next one after this."""

ABOUT_A_RIGHT: frozenset[LetterKind] = frozenset({"right-ending", "right-ended"})
"""What tells that an old right ends, or did, and what comes after it."""

SAY_THAT_IT_ENDS: frozenset[LetterKind] = ABOUT_A_BUDGET | ABOUT_A_RIGHT
"""What tells of an end of old care, or that it came. It can become untrue while it waits."""

GO_DURING_A_HOLD: frozenset[LetterKind] = ANNOUNCEMENTS | SAY_THAT_IT_ENDS | {"appointment-cancelled"}
"""What tells of a right: the law lets that run and end, also while the route waits for somebody (Wmo 2015, 8.3). And
that nobody comes, which waits for no day."""

QUESTIONS: frozenset[LetterKind] = frozenset({"incomplete", "view", "objection-incomplete", "hearing"})
"""What asks the client for something on the way to a decision, for a day."""
ASK_THE_CLIENT: frozenset[LetterKind] = frozenset(
    {"no-answer", "report", "incomplete", "view", "objection-incomplete", "hearing"}
)
"""Letters about a step by which the client is asked something: it was not asked before the letter left the house."""

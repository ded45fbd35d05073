"""The route as a table: from which states a step is possible, where it leads, and by which article. Pure.

What else must hold before a step, and depends on more than the state, stands in `guards.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from services.migration.domain.route.states import (
    BEFORE_APPLICATION,
    BEFORE_DECISION,
    CLOSED,
    OBJECTED,
    UNDECIDED,
    RouteState,
    StepKind,
)

S, K = RouteState, StepKind


@dataclass(frozen=True, slots=True)
class StepRule:
    """`sources`: the states in which the step is possible. `to`: where it leads; None when the state stays. `undo`: a
    user may take it back as long as nothing came after it, and no letter left that is noted (LETTER_IS_NOTED).
    `article`: as it is cited; empty for our own practice."""

    sources: frozenset[RouteState]
    to: RouteState | None
    law: str
    article: str
    undo: bool = True


def _from(*states: RouteState) -> frozenset[RouteState]:
    return frozenset(states)


WMO, AWB = "Wmo 2015", "Awb"
APPLICATION = _from(S.APPLIED, S.INCOMPLETE)
AFTER_SENDING = _from(S.SENT, S.IN_FORCE, S.OBJECTION, S.HEARD, S.OBJECTION_DECIDED)
OBJECTED_IN = APPLICATION | {S.DECIDED, S.SENT, S.NOT_TREATED, S.IN_FORCE}
LATE_IN = APPLICATION | {S.DECIDED, S.ON_HOLD} | OBJECTED
"""Where a decision can be late: it is not made known yet."""
WAITS_IN = APPLICATION | {S.DECIDED}
"""An objection that comes here waits for the next sending (Awb 6:10, and 6:19 of a next application)."""

CAN_BE_UNTREATED = OBJECTED | {S.DECIDED}
"""What is decided or objected to here can be that an application is not treated: then nothing is decided about care."""

BY_THE_CLOCK = (K.TAKE_EFFECT, K.PENALTY_FULL)
"""Steps that nobody takes by hand."""

RULES: Mapping[StepKind, StepRule] = {
    K.INVITE: StepRule(_from(S.PLANNED, S.INVITED), S.INVITED, WMO, "8.6 lid 1", undo=False),
    K.REMIND: StepRule(_from(S.INVITED), None, "", ""),
    K.HOLD_CONVERSATION: StepRule(_from(S.PLANNED, S.INVITED), S.CONVERSATION_HELD, WMO, "2.3.2 lid 4"),
    K.REPORT: StepRule(_from(S.CONVERSATION_HELD), S.REPORTED, WMO, "2.3.2 lid 8"),
    K.APPLY: StepRule(BEFORE_APPLICATION | {S.NOT_TREATED}, S.APPLIED, WMO, "2.3.5 lid 2"),
    K.ASK_COMPLETION: StepRule(_from(S.APPLIED, S.INCOMPLETE), S.INCOMPLETE, AWB, "4:5 lid 1", undo=False),
    K.COMPLETE: StepRule(_from(S.INCOMPLETE), S.APPLIED, AWB, "4:15 lid 1"),
    K.EXTEND: StepRule(_from(S.APPLIED), None, AWB, "4:14 lid 1", undo=False),
    K.ADJOURN: StepRule(_from(S.OBJECTION, S.HEARD), None, AWB, "7:10 lid 3", undo=False),
    K.NOTICE_OF_DEFAULT: StepRule(APPLICATION | OBJECTED | {S.DECIDED}, None, AWB, "4:17 lid 3"),
    K.PENALTY_FULL: StepRule(LATE_IN, None, AWB, "4:17 lid 1", undo=False),
    K.FIX_PENALTY: StepRule(frozenset(S), None, AWB, "4:18"),
    K.ASK_VIEW: StepRule(_from(S.APPLIED), None, AWB, "4:7 lid 1", undo=False),
    K.RECEIVE_VIEW: StepRule(_from(S.APPLIED), None, AWB, "4:9"),
    K.DECIDE: StepRule(APPLICATION, S.DECIDED, WMO, "2.3.5 lid 2"),
    K.NOT_TREAT: StepRule(_from(S.INCOMPLETE), S.DECIDED, AWB, "4:5 lid 1"),
    K.PROLONG: StepRule(UNDECIDED, S.DECIDED, WMO, "2.3.5 lid 3"),
    K.SEND: StepRule(_from(S.DECIDED), S.SENT, AWB, "3:41 lid 1", undo=False),
    K.RETURNED: StepRule(_from(S.SENT, S.NOT_TREATED, S.IN_FORCE), S.DECIDED, AWB, "3:40"),
    K.ACCEPT_OFFER: StepRule(AFTER_SENDING, None, WMO, "8.3 lid 1", undo=False),
    K.REFUSE_OFFER: StepRule(AFTER_SENDING, None, WMO, "8.3 lid 1"),
    K.TAKE_EFFECT: StepRule(_from(S.SENT, S.NOT_TREATED), S.IN_FORCE, AWB, "6:7", undo=False),
    K.OBJECT: StepRule(OBJECTED_IN, S.OBJECTION, AWB, "6:4 lid 1"),
    K.ASK_REPAIR: StepRule(_from(S.OBJECTION, S.HEARD), None, AWB, "6:6"),
    K.REPAIR: StepRule(_from(S.OBJECTION, S.HEARD), None, AWB, "7:10 lid 2"),
    K.ASK_HEARING_WISH: StepRule(_from(S.OBJECTION), None, AWB, "7:3"),
    K.INVITE_HEARING: StepRule(_from(S.OBJECTION), None, AWB, "7:2 lid 1", undo=False),
    K.HEAR: StepRule(_from(S.OBJECTION), S.HEARD, AWB, "7:2 lid 1"),
    K.DECIDE_OBJECTION: StepRule(_from(S.OBJECTION, S.HEARD), S.OBJECTION_DECIDED, AWB, "7:11"),
    K.SEND_OBJECTION_DECISION: StepRule(_from(S.OBJECTION_DECIDED), S.IN_FORCE, AWB, "7:12 lid 2", undo=False),
    K.WITHDRAW_OBJECTION: StepRule(APPLICATION | {S.DECIDED, S.OBJECTION, S.HEARD}, S.IN_FORCE, AWB, "6:21 lid 1"),
    K.GRANT_URGENT_HELP: StepRule(UNDECIDED | CAN_BE_UNTREATED, None, WMO, "2.3.3", undo=False),
    K.TELL_PGB: StepRule(frozenset(S), None, WMO, "8.4 lid 2"),
    K.REPORT_NEED: StepRule(CLOSED | {S.NOT_TREATED}, S.PLANNED, WMO, "2.3.2 lid 1", undo=False),
    K.HOLD: StepRule(BEFORE_DECISION, S.ON_HOLD, "", ""),
    K.RESUME: StepRule(_from(S.ON_HOLD), None, "", "", undo=False),
    K.END: StepRule(frozenset(S), S.ENDED, "", ""),
}
"""RESUME leads back to where HOLD came from, and RETURNED to OBJECTION_DECIDED for a decision on an objection. Who
withdraws an objection can make another one while the term runs, so then WITHDRAW_OBJECTION leads to SENT. An
objection that waits for a sending, and its withdrawal, leave the state as it is (WAITS_IN), and SEND then leads to
OBJECTION. As long as the application is left untreated, what leads to SENT or IN_FORCE leads to NOT_TREATED
(`untreated` in route.py). A step of the clock or of an event is one of these too."""

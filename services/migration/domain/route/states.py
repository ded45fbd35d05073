"""The words of the route: its states, its steps, why it can end before a decision, and why nobody was heard."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class RouteState(StrEnum):
    """Where a client is between the planned week and a decision in force."""

    PLANNED = "planned"
    INVITED = "invited"
    CONVERSATION_HELD = "conversation-held"
    REPORTED = "reported"
    APPLIED = "applied"
    INCOMPLETE = "incomplete"
    DECIDED = "decided"
    SENT = "sent"
    NOT_TREATED = "not-treated"
    IN_FORCE = "in-force"
    OBJECTION = "objection"
    HEARD = "heard"
    OBJECTION_DECIDED = "objection-decided"
    ON_HOLD = "on-hold"
    ENDED = "ended"


class StepKind(StrEnum):
    INVITE = "invite"
    REMIND = "remind"
    HOLD_CONVERSATION = "hold-conversation"
    REPORT = "report"
    APPLY = "apply"
    ASK_COMPLETION = "ask-completion"
    COMPLETE = "complete"
    EXTEND = "extend"
    ADJOURN = "adjourn"
    NOTICE_OF_DEFAULT = "notice-of-default"
    PENALTY_FULL = "penalty-full"
    FIX_PENALTY = "fix-penalty"
    ASK_VIEW = "ask-view"
    RECEIVE_VIEW = "receive-view"
    DECIDE = "decide"
    NOT_TREAT = "not-treat"
    PROLONG = "prolong"
    SEND = "send"
    RETURNED = "returned"
    ACCEPT_OFFER = "accept-offer"
    REFUSE_OFFER = "refuse-offer"
    TAKE_EFFECT = "take-effect"
    OBJECT = "object"
    ASK_REPAIR = "ask-repair"
    REPAIR = "repair"
    ASK_HEARING_WISH = "ask-hearing-wish"
    INVITE_HEARING = "invite-hearing"
    HEAR = "hear"
    DECIDE_OBJECTION = "decide-objection"
    SEND_OBJECTION_DECISION = "send-objection-decision"
    WITHDRAW_OBJECTION = "withdraw-objection"
    GRANT_URGENT_HELP = "grant-urgent-help"
    TELL_PGB = "tell-pgb"
    REPORT_NEED = "report-need"
    HOLD = "hold"
    RESUME = "resume"
    END = "end"
    UNDO = "undo"
    CORRECT_DAY = "correct-day"


ANSWERED_BY: Mapping[StepKind, StepKind] = {
    StepKind.ASK_COMPLETION: StepKind.COMPLETE,
    StepKind.ASK_VIEW: StepKind.RECEIVE_VIEW,
    StepKind.ASK_REPAIR: StepKind.REPAIR,
    StepKind.INVITE_HEARING: StepKind.HEAR,
}
"""Steps that ask the client something by letter, with the step that is the answer: without a letter or an answer
nothing was asked."""
WRITTEN_HERE = frozenset({StepKind.ASK_COMPLETION, StepKind.ASK_VIEW, StepKind.ASK_REPAIR})
"""Questions of which we write and send the letter, some days after the step."""
QUESTIONS = WRITTEN_HERE | {StepKind.ASK_HEARING_WISH}
"""Steps that give the client a day to answer, after which is decided without the answer. That somebody asked whether
the client wants to be heard is recorded when that letter left."""
LETTER_IS_NOTED = frozenset({*ANSWERED_BY, StepKind.REMIND})
"""Steps of which is kept when their letter left: it asks the client something."""


class EndReason(StrEnum):
    DIED = "died"
    MOVED = "moved"
    WLZ = "wlz"
    WITHDRAWN = "withdrawn"
    NO_NEED = "no-need"


class NoHearing(StrEnum):
    """Why nobody was heard before a decision on an objection (Awb 7:3). DID_NOT_COME: nothing was left out, for the
    client could come (7:2(1))."""

    CLEARLY_INADMISSIBLE = "clearly-inadmissible"
    CLEARLY_UNFOUNDED = "clearly-unfounded"
    NOT_WANTED = "hearing-not-wanted"
    NOT_ANSWERED = "hearing-not-answered"
    FULLY_MET = "fully-met"
    DID_NOT_COME = "did-not-come"


class AfterPgb(StrEnum):
    """What the client was told of a pgb for protected living, of which the law does not say whether it goes on."""

    GOES_ON = "goes-on"
    ENDS = "ends"


BEFORE_APPLICATION = frozenset(
    {RouteState.PLANNED, RouteState.INVITED, RouteState.CONVERSATION_HELD, RouteState.REPORTED}
)
BEFORE_DECISION = BEFORE_APPLICATION | {RouteState.APPLIED, RouteState.INCOMPLETE}
UNDECIDED = BEFORE_DECISION | {RouteState.NOT_TREATED}
OBJECTING = frozenset({RouteState.OBJECTION, RouteState.HEARD})
OBJECTED = OBJECTING | {RouteState.OBJECTION_DECIDED}
DECIDED = frozenset({RouteState.SENT, RouteState.IN_FORCE, *OBJECTED})
"""A decision on the care was made known. An objection does not suspend it (Awb 6:16). That an application is not
treated (Awb 4:5) decides nothing about the care, so NOT_TREATED is none of these."""
CLOSED = frozenset({RouteState.IN_FORCE, RouteState.ENDED})
AWAITING_DECISION = (UNDECIDED - {RouteState.NOT_TREATED}) | {RouteState.DECIDED, RouteState.ON_HOLD}
"""Something is to be decided on the care, or to be made known."""


@dataclass(frozen=True, slots=True)
class RouteStates:
    """Of a client: of the reassessment, and of the last route when that is a later one. A route that follows on an
    application that was not treated takes its place, and is no later one."""

    reassessment: RouteState
    later: RouteState | None = None

    @property
    def is_open_again(self) -> bool:
        """A later route waits for a decision."""
        return self.later in AWAITING_DECISION


def followed_by(before: RouteStates | None, state: RouteState, *, reassesses: bool) -> RouteStates:
    """With the state of the client's next route. The first one is a later route of whom nobody has to reassess."""
    if before is None and not reassesses:
        before = RouteStates(RouteState.PLANNED)
    if before is None or before == RouteStates(RouteState.NOT_TREATED):
        return RouteStates(state)
    return RouteStates(before.reassessment, state)

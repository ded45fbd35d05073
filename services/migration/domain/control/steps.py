"""What can be the next step about a person, of which team it is, and why somebody is finished. Pure."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Task(StrEnum):
    """In the order in which one goes before another that is due on the same day."""

    ANSWER = "answer"  # a client or provider said something
    REPAIR = "repair"  # intake holds rows back
    PLAN = "plan"  # to reassess, and no conversation is planned
    MAKE_APPOINTMENT = "make-appointment"
    HOLD_CONVERSATION = "hold-conversation"
    REPORT = "report"
    DECIDE = "decide"
    SEND = "send"
    PLAN_HEARING = "plan-hearing"
    HEAR = "hear"
    DECIDE_OBJECTION = "decide-objection"
    SEND_OBJECTION_DECISION = "send-objection-decision"
    FIX_PENALTY = "fix-penalty"  # for a decision that was too late
    TELL_PGB = "tell-pgb"  # whether a pgb for protected living goes on, of which the law does not say so
    REASSESS_AGAIN = "reassess-again"  # an application was not treated, and the right ends
    REASSESS_HERE = "reassess-here"  # another municipality decided or stopped, and the old right runs on here
    RENEW = "renew"  # what was decided ends
    AWAIT_APPLICATION = "await-application"
    AWAIT_COMPLETION = "await-completion"
    AWAIT_VIEW = "await-view"
    AWAIT_REPAIR = "await-repair"  # of an objection
    AWAIT_ANSWER = "await-answer"  # to the offer
    AWAIT_OBJECTION = "await-objection"
    AWAIT_DAY = "await-day"  # on hold
    TAKE_UP_AGAIN = "take-up-again"  # on hold or incomplete, and the right ends first
    HAND_OVER_YOUTH = "hand-over-youth"
    HAND_OVER_INSURER = "hand-over-insurer"
    HAND_OVER_WLZ = "hand-over-wlz"
    HAND_OVER_MUNICIPALITY = "hand-over-municipality"
    ASK_CIZ = "ask-ciz"
    LOOK_AT = "look-at"  # a finding
    CALL = "call"  # nothing is left of some kind of care
    CHECK_END = "check-end"  # a right ends that nobody reassesses
    PLAN_LATER = "plan-later"  # protected living that ends after what is planned now


ORDER = {task: place for place, task in enumerate(Task)}
WAITING = frozenset(
    {
        Task.AWAIT_APPLICATION,
        Task.AWAIT_COMPLETION,
        Task.AWAIT_VIEW,
        Task.AWAIT_REPAIR,
        Task.AWAIT_ANSWER,
        Task.AWAIT_OBJECTION,
        Task.AWAIT_DAY,
    }
)
"""Somebody else is to act, or a day has to come; the owner sees to it that it happens."""


PROMISED = frozenset(
    {
        Task.ANSWER,
        Task.MAKE_APPOINTMENT,
        Task.REASSESS_HERE,
        Task.HOLD_CONVERSATION,
        Task.REPORT,
        Task.DECIDE,
        Task.SEND,
        Task.PLAN_HEARING,
        Task.HEAR,
        Task.DECIDE_OBJECTION,
        Task.SEND_OBJECTION_DECISION,
        Task.AWAIT_ANSWER,
        Task.AWAIT_COMPLETION,
        Task.AWAIT_VIEW,
        Task.TELL_PGB,
    }
)
"""Steps by which a promise of a letter is kept (`/letters/kinds` of notifications names the promises): one that is too
late is a promise that was not kept."""


class Team(StrEnum):
    CASEWORKERS = "caseworkers"
    YOUTH = "youth"
    BACK_OFFICE = "back-office"
    OBJECTIONS = "objections"
    MANAGER = "manager"


_OTHERS = {
    Task.REPAIR: Team.BACK_OFFICE,
    Task.PLAN: Team.MANAGER,
    Task.SEND: Team.BACK_OFFICE,
    Task.SEND_OBJECTION_DECISION: Team.BACK_OFFICE,
    Task.AWAIT_OBJECTION: Team.BACK_OFFICE,
    Task.PLAN_HEARING: Team.OBJECTIONS,
    Task.HEAR: Team.OBJECTIONS,
    Task.DECIDE_OBJECTION: Team.OBJECTIONS,
    Task.AWAIT_REPAIR: Team.OBJECTIONS,
    Task.HAND_OVER_YOUTH: Team.YOUTH,
    Task.HAND_OVER_INSURER: Team.BACK_OFFICE,
    Task.HAND_OVER_MUNICIPALITY: Team.BACK_OFFICE,
    Task.PLAN_LATER: Team.MANAGER,
}
TEAMS = {task: _OTHERS.get(task, Team.CASEWORKERS) for task in Task}


class Receiver(StrEnum):
    """To whom a person's care, or the person, is handed over."""

    INSURER = "insurer"
    WLZ = "wlz"
    YOUTH = "youth"
    MUNICIPALITY = "municipality"


HAND_OVERS = {
    Receiver.INSURER: Task.HAND_OVER_INSURER,
    Receiver.WLZ: Task.HAND_OVER_WLZ,
    Receiver.YOUTH: Task.HAND_OVER_YOUTH,
    Receiver.MUNICIPALITY: Task.HAND_OVER_MUNICIPALITY,
}


class FinishedReason(StrEnum):
    DECEASED = "deceased"
    DECIDED = "decided"  # the decision stands, and nothing of it ends
    NOT_TREATED = "not-treated"  # an application that followed on no right
    MOVED = "moved"
    WLZ = "wlz"
    WITHDRAWN = "withdrawn"
    NO_NEED = "no-need"
    HANDED_OVER = "handed-over"
    LOOKED_AT = "looked-at"
    NOTHING_LEFT = "nothing-left"  # no right runs on


@dataclass(frozen=True, slots=True)
class Owner:
    """A team, or the person of it who took the step; `name` is empty for the team. `user_id` is empty also for a
    colleague of whom only the name was given."""

    team: Team
    user_id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """`due`: the last day on which it is in time. `agreed`: of a step of the route the day that was agreed or told,
    also when the old right ends before it. It is not kept, and follows from the route."""

    what: Task
    owner: Owner
    due: date
    agreed: date | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Finished:
    reason: FinishedReason

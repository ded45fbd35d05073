"""What the screens of answers show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.replies.answer import Answer, AnswerKind
from services.notifications.domain.route.facts import Appointment
from shared.access import Role

ANSWERERS = (Role.CASEWORKER, Role.FUNCTIONAL_MANAGER)
"""Who may record what a client answered, and say what was done with it; others only look."""

Owned = Literal["mine", "team"]


@dataclass(frozen=True, slots=True)
class AnswerFilter:
    """Which answers are listed, by what they are ordered (`due`, `received` or `kind`), and which part of them is
    shown; without a limit all. `owner_id` limits to one colleague, `team` to what nobody took up. `late_on`: only those
    that should have been done before this day."""

    state: Literal["open", "done", "all"] = "open"
    municipality: str | None = None
    kind: AnswerKind | None = None
    owner_id: str | None = None
    team: bool = False
    late_on: date | None = None
    client_id: str | None = None
    order: str = "due"
    descending: bool = False
    offset: int = 0
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """Of the open answers: how many there are, how many are late, and how many nobody took up."""

    open: int
    late: int
    unowned: int


@dataclass(frozen=True, slots=True)
class AnswerLine:
    answer: Answer
    client_name: str


@dataclass(frozen=True, slots=True)
class AnswerList:
    lines: Sequence[AnswerLine]
    total: int


@dataclass(frozen=True, slots=True)
class SilentFilter:
    """`invited_by` says per municipality on which day at the latest somebody was invited to be silent for long enough;
    ordered by `day` of the conversation or `invited`."""

    today: date
    invited_by: Mapping[str, date] = field(default_factory=dict)
    order: str = "day"
    descending: bool = False
    offset: int = 0
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class SilentLine:
    """`days`: since the invitation."""

    appointment: Appointment
    client_name: str
    days: int


@dataclass(frozen=True, slots=True)
class SilentList:
    lines: Sequence[SilentLine]
    total: int


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """One answer with the client who gave it. `appointment` is the one that it is about; `stands`: that one still
    holds. `newer`: what the client said later about that appointment, which makes this settled. `may_record`: the
    reader may record answers; `may_act`: take this one up and finish it; `to_me`: it is the reader's already."""

    answer: Answer
    client: Recipient
    appointment: Appointment | None
    stands: bool
    newer: Answer | None
    may_record: bool
    may_act: bool
    to_me: bool


@dataclass(frozen=True, slots=True)
class AnswerStart:
    """The client whose answer is to be recorded, the appointment that stands, and what the client said before."""

    client: Recipient
    appointment: Appointment | None
    before: Sequence[Answer]


@dataclass(frozen=True, slots=True)
class FoundSlip:
    client_id: str
    appointment_id: str


@dataclass(frozen=True, slots=True)
class TakenAnswer:
    """`new`: it was not there yet; the same answer that comes twice is there once."""

    answer: Answer
    new: bool

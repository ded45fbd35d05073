"""An answer of a client, to an invitation or by themselves: what it says, who takes it up and before which day."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

AnswerKind = Literal[
    "suits",
    "other-day",
    "wants-support",
    "brings-somebody",
    "plan-attached",
    "interpreter",
    "declines",
    "wrong-data",
    "has-moved",
    "has-died",
    "calls-back",
]
"""The words are those of the event, in the order in which a screen offers them."""
KINDS: Mapping[str, AnswerKind] = {kind: kind for kind in get_args(AnswerKind)}
ABOUT_APPOINTMENT: frozenset[AnswerKind] = frozenset({"suits", "other-day"})
"""Answers that say nothing without an appointment."""

Channel = Literal["slip", "telephone", "portal"]
CHANNELS: Mapping[str, Channel] = {channel: channel for channel in get_args(Channel)}

FileType = Literal["pdf", "jpg", "png"]
FILE_TYPES: Mapping[str, FileType] = {kind: kind for kind in get_args(FileType)}

FROM_PORTAL: frozenset[AnswerKind] = frozenset(
    {
        "suits",
        "other-day",
        "wants-support",
        "brings-somebody",
        "plan-attached",
        "interpreter",
        "declines",
        "wrong-data",
        "calls-back",
    }
)
"""What a client can say on the own page. The others have consequences that somebody first speaks about."""
BEFORE_CONVERSATION: frozenset[AnswerKind] = frozenset({"declines"})
"""On the own page only as long as a conversation is still to be held."""
ASKS_NOTHING: frozenset[AnswerKind] = frozenset({"suits"})
"""Nobody has to do anything with such an answer, as long as nothing was said beside it."""
OTHER_DAY: AnswerKind = "other-day"
HAS_DIED: AnswerKind = "has-died"
"""As long as it is open, no letter goes to the client."""
NEEDS_NOTE: frozenset[AnswerKind] = frozenset({"wrong-data"})
NEEDS_PHONE: frozenset[AnswerKind] = frozenset({"calls-back", "wants-support"})
"""We promise to call, and no delivery has a telephone number."""
NEEDS_LANGUAGE: frozenset[AnswerKind] = frozenset({"interpreter"})

WISH_MAX = 80
PHONE_MAX = 20
LANGUAGE_MAX = 40
_PHONE = re.compile(r"\+?[0-9 ()\-]+")
_PHONE_DIGITS = range(10, 16)
NOTE_MAX = 2000
OWNER_MAX = 60
TEAM = "control.team-caseworkers"
"""The choice that names whose an answer is until somebody takes it; the client's file names that team too."""
_NAMESPACE = uuid.UUID("6f3f4a52-8d1e-5c7b-9b1c-2e0d5a4c7f10")


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file that came with an answer: what its content is, how many bytes, and their SHA-256 in hex."""

    type: FileType
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Who takes up an answer: a team, or a colleague whose `user_id` is empty when only the name was given. `turn`: the
    number of this taking up, more than each that was known; 0 is that of the team before anybody did. So the last one
    is known also where clocks stand still, and when migration tells of a taking over later than it happened."""

    name: str
    user_id: str = ""
    of_team: bool = False
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """`wish`: days or hours that suit, as the client said it; `note`: what else was said, `phone` and `language`: by
    which the client can be called and spoken with; these stay here. All are empty when nothing was said. `owner` is
    the name of a colleague, who is the user `owner_id` when that is known, or of the team: then `of_team`. `turn` is
    that of the owner. `due_on` is the last day to do something with it. `taken_by` is the user who recorded it."""

    answer_id: str
    client_id: str
    municipality: str
    kind: AnswerKind
    channel: Channel
    received_on: date
    appointment_id: str | None
    wish: str
    note: str
    file: HandedIn | None
    taken_by: str
    owner: str
    owner_id: str
    of_team: bool
    due_on: date
    done_on: date | None
    done_by: str = ""
    outcome: str = ""
    turn: int = 0
    phone: str = ""
    language: str = ""

    @property
    def is_open(self) -> bool:
        return self.done_on is None

    @property
    def dealt_with(self) -> bool:
        """Whether a colleague did something with it; an answer that asks for nothing is done without."""
        return bool(self.done_by)

    def says_the_same(self, other: "Answer") -> bool:
        """Whether this is the same answer, sent twice: a form sent again, or a slip typed in twice."""
        return self._said() == other._said()

    def _said(self) -> tuple[object, ...]:
        said = (self.client_id, self.kind, self.channel, self.received_on, self.appointment_id, self.wish, self.note)
        return (*said, self.file, self.phone, self.language)


@dataclass(frozen=True, slots=True)
class AnswerReceived:
    """Event: a client answered. What was typed beside the wish is not told. `due_on`: None when there is nothing to
    do."""

    answer_id: str
    client_id: str
    municipality: str
    kind: AnswerKind
    channel: Channel
    received_on: date
    appointment_id: str | None
    wish: str | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ReplyTakenUp:
    """Event: somebody takes up an answer, or the team has it again."""

    answer_id: str
    client_id: str
    municipality: str
    owner: Owner


@dataclass(frozen=True, slots=True)
class AnswerFinished:
    """Event: somebody did something with an answer."""

    answer_id: str
    client_id: str
    municipality: str
    finished_on: date


@dataclass(frozen=True, slots=True)
class StepsGiven:
    """Event of migration: `owner` has the steps about a client from now on, and so the answers; or only the answer that
    is named. The name of the team stands not in it."""

    client_id: str
    municipality: str
    answer_id: str | None
    owner: Owner


def received(answer: Answer) -> AnswerReceived:
    return AnswerReceived(
        answer_id=answer.answer_id,
        client_id=answer.client_id,
        municipality=answer.municipality,
        kind=answer.kind,
        channel=answer.channel,
        received_on=answer.received_on,
        appointment_id=answer.appointment_id,
        wish=answer.wish or None,
        due_on=answer.due_on if answer.is_open else None,
    )


def answer_id(client_id: str, number: int) -> str:
    """Of the client's answer with this number, counted from 1."""
    return str(uuid.uuid5(_NAMESPACE, f"{client_id} {number}"))


def confirms(answers: Sequence[Answer], appointment_id: str) -> bool:
    """Whether the last word of a client about an appointment is that it suits. `answers`: the newest first."""
    last = next((each for each in answers if each.appointment_id == appointment_id and says_when(each)), None)
    return last is not None and last.kind == "suits"


def is_phone(text: str) -> bool:
    """Whether somebody can be called by this: a number of this country or another, however it is spaced."""
    return _PHONE.fullmatch(text) is not None and sum(each.isdigit() for each in text) in _PHONE_DIGITS


def newer_than(answer: Answer, answers: Sequence[Answer]) -> Answer | None:
    """What the client said later about the same appointment, which makes this answer settled. `answers`: the newest
    first. A slip can be typed in after what came later, so the day on which it came in goes first; two crosses on one
    slip contradict each other, and none is newer."""
    if answer.appointment_id is None or not says_when(answer):
        return None
    ids = [each.answer_id for each in answers]

    def place(of: Answer) -> tuple[date, int]:
        return of.received_on, -ids.index(of.answer_id)

    def on_one_slip(each: Answer) -> bool:
        return each != answer and each.channel == answer.channel == "slip" and each.received_on == answer.received_on

    same = [each for each in answers if says_when(each) and each.appointment_id == answer.appointment_id]
    last = max((each for each in same if not on_one_slip(each)), key=place, default=answer)
    return last if last != answer and place(last) > place(answer) else None


def declined(answers: Sequence[Answer]) -> Answer | None:
    """The last word of a client who wants no conversation, while nobody dealt with it. `answers`: the newest first."""
    return next((each for each in answers if each.kind == "declines" and each.is_open), None)


def says_when(answer: Answer) -> bool:
    return answer.kind in ABOUT_APPOINTMENT

"""What clients and providers answered that somebody still has to do something with. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AnsweredBy(StrEnum):
    CLIENT = "client"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """`kind`: in the words of the event; `due_on`: the last day to do something with it. `turn`: the number under which
    somebody took up this answer alone, who is `owner` (with an `owner_id` when it is a user who signs in) or, when that
    is empty, the team again; 0 as long as nobody did."""

    answer_id: str
    client_id: str
    municipality: str
    by: AnsweredBy
    kind: str
    received_on: date
    due_on: date
    owner_id: str = ""
    owner: str = ""
    turn: int = 0


@dataclass(frozen=True, slots=True)
class AnswerReceived:
    """Event of notifications. `open`: what there is to do, None when the answer asks for nothing. `suits`: the
    appointment that the client says suits, None for any other answer."""

    client_id: str
    received_on: date
    open: OpenAnswer | None
    suits: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerFinished:
    """Event of notifications: somebody did something with the answer."""

    client_id: str
    answer_id: str
    finished_on: date


@dataclass(frozen=True, slots=True)
class AnswerTakenUp:
    """Event of notifications: somebody took up an answer in the inbox, or gave it back to the team. `turn`: more than
    all that the inbox knew of when it happened, so that the last one is known also where clocks stand still."""

    client_id: str
    answer_id: str
    owner_id: str
    owner: str
    turn: int

"""What a provider answers about a client. Each answer is somebody's task at the municipality."""

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NAMESPACE = uuid.UUID("7a1f8c2e-3d4b-5c6a-8e9f-0b1c2d3e4f50")
DAYS, URGENT_DAYS = "provider-answers.working-days", "provider-answers.urgent-working-days"
"""Choices of a municipality: within how many working days an answer is looked at."""


class AnswerKind(StrEnum):
    NOT_OUR_CLIENT = "not-our-client"
    IN_CARE_SINCE = "in-care-since"
    CANNOT_WAIT = "cannot-wait"
    REPORT = "report"

    @property
    def choice(self) -> str:
        """The choice that says how soon it is looked at."""
        return URGENT_DAYS if self is AnswerKind.CANNOT_WAIT else DAYS


NEEDS_OUTCOME = frozenset({AnswerKind.NOT_OUR_CLIENT})
"""Answers that say that what was delivered is not so: whoever looks into it says what was found."""
OUTCOME_MAX = 2000


@dataclass(frozen=True, slots=True)
class ProviderAnswered:
    """`since` is there for care since a day, and for a client who left on one. `text` stays here: it goes into no
    event. `due_on`: the day on which somebody has looked at it. `number` counts a provider's answers about a client."""

    answer_id: str
    agb: str
    provider: str
    municipality: str
    client_id: str
    kind: AnswerKind
    since: date | None
    text: str
    received_on: date
    received_from: str
    due_on: date
    number: int = 1


@dataclass(frozen=True, slots=True)
class AnswerTask:
    """An answer with whose it is, and since when it is done. `owner` is a user's name; the municipality's team has it
    as long as nobody took it. `outcome`: what was found, where that has to be said."""

    answer: ProviderAnswered
    owner_id: str | None = None
    owner: str | None = None
    done_on: date | None = None
    done_by: str | None = None
    outcome: str = ""

    def is_late(self, today: date) -> bool:
        return self.done_on is None and self.answer.due_on < today


def provider_answer_id(agb: str, client_id: str, number: int) -> str:
    """`number` counts a provider's answers about a client."""
    return str(uuid.uuid5(NAMESPACE, f"{agb}:{client_id}:{number}"))

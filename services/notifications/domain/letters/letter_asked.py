"""A letter that no event of the route gives by itself."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LetterAsked:
    """Somebody of the municipality asked for one to the next of kin. `revision` is the newest of the client that was
    told of by then: the letter says what is known in it."""

    ask_id: str
    client_id: str
    revision: int
    municipality: str
    day: date
    user_id: str

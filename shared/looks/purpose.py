"""For what somebody looks at a person's data, and how closely."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A hit in a list, or a file that was opened."""

    LIST = "list"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Purpose:
    """`words` are Dutch and also read by the client. `by_task`: a task led to this page, so the task is the reason; a
    file that can be opened without one is not."""

    code: str
    words: str
    kind: Kind
    by_task: bool = True


def listing(code: str, words: str) -> Purpose:
    return Purpose(code, words, Kind.LIST)


def opening(code: str, words: str, *, by_task: bool = True) -> Purpose:
    return Purpose(code, words, Kind.FILE, by_task)

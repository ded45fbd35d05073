"""Forgetting a client: proposed by one person, confirmed by another, and then done for good. Pure."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

FORGETTING_SPACE = uuid.UUID("6e3d0b1a-9b0c-5a0e-8f6e-2f5c1c7b2015")


class Ground(StrEnum):
    """Why a person may be forgotten. `DELIVERED_IN_ERROR` is always possible."""

    RETENTION_ENDED = "retention-ended"
    DELIVERED_IN_ERROR = "delivered-in-error"


class Stage(StrEnum):
    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"
    CONFIRMED = "confirmed"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class Act:
    """Who did something, and when."""

    user_id: str
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Lift:
    """That a forgotten person may be delivered again. `after`: the delivery that was checked last then; empty when
    there was none. What came before stays as it was."""

    by: Act
    why: str
    after: str


@dataclass(frozen=True, slots=True)
class Forgetting:
    """`number` counts them. `files`: the archived files of which a copy without the person lies ready, until that is
    put in their place (`cleaned`). `key_destroyed`: nobody can read any more what was told of the person."""

    id: str
    number: int
    client_id: str
    municipality: str
    ground: Ground
    why: str
    proposed: Act
    confirmed: Act | None = None
    withdrawn: Act | None = None
    files: tuple[str, ...] = ()
    cleaned: bool = False
    key_destroyed: bool = False
    lifted: Lift | None = None

    @property
    def stage(self) -> Stage:
        if self.withdrawn is not None:
            return Stage.WITHDRAWN
        if self.confirmed is None:
            return Stage.PROPOSED
        return Stage.FORGOTTEN if self.is_done else Stage.CONFIRMED

    @property
    def is_done(self) -> bool:
        return self.cleaned and self.key_destroyed

    def confirm(self, by: Act, files: Sequence[str]) -> "Forgetting":
        return replace(self, confirmed=by, files=tuple(files))


@dataclass(frozen=True, slots=True)
class ClientForgotten:
    """Intake forgot a client, who came with these `deliveries`."""

    client_id: str
    ground: Ground
    day: date
    deliveries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Traces:
    """By what a client is known in what was delivered: `keys` by sender, every valid `bsn`, and the `deliveries` with
    which the client was transferred."""

    client_id: str
    municipality: str
    bsns: frozenset[str]
    keys: Mapping[str, frozenset[str]]
    deliveries: tuple[str, ...]
    last_named: str


def forgetting_id(client_id: str, number: int) -> str:
    return str(uuid.uuid5(FORGETTING_SPACE, f"{client_id}:{number}"))

"""A delivery: what was handed over, what its manifest says, and how far it was taken in."""

import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from services.intake.domain.delivery.totals import Difference, Totals

DELIVERY_SPACE = uuid.UUID("0f1c6f0e-5b0d-5c0e-9c39-7a5d1e0a2015")
"""The name space of delivery ids: the same file and reference give the same id in every run."""


class DeliveryState(StrEnum):
    RECEIVED = "received"
    REFUSED = "refused"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the sender says about the file. `created` is his date or moment of making it, in ISO 8601."""

    sender: str
    municipality: str
    reference: str
    created: str
    sha256: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class Position:
    """How far the archived file was read: lines after the header, and bytes from the start of the file."""

    line: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """`lines` counts all lines after the header, blank ones too. `counted` grows with `staged`; `client_cursor` is the
    last client that was settled. `persons` and `persons_transferred` count clients of this delivery, `announced` those
    whom it announced as transferred, `persons_absent` those whom the sender delivered for this municipality before and
    now no longer. A silent delivery announces nothing: it is being rebuilt."""

    id: str
    state: DeliveryState
    municipality: str
    sender: str
    reference: str
    created: str
    file_name: str
    sha256: str
    manifest_sha256: str
    reason: str = ""
    lines: int = 0
    manifest: Totals = field(default_factory=Totals)
    counted: Totals = field(default_factory=Totals)
    staged: Position = field(default_factory=Position)
    client_cursor: str = ""
    persons: int = 0
    persons_transferred: int = 0
    announced: int = 0
    persons_absent: int = 0
    differences: tuple[Difference, ...] = ()
    traceparent: str = ""
    silent: bool = False

    @property
    def created_on(self) -> str:
        """The day the sender made the file, as `2014-11-01`."""
        return self.created[:10]


def delivery_id(sha256: str, reference: str) -> str:
    return str(uuid.uuid5(DELIVERY_SPACE, f"{sha256}:{reference}"))


def refused_id(sha256: str, manifest_sha256: str) -> str:
    """Another id than the same file would get once it can be read, so that mending only the manifest is enough."""
    return str(uuid.uuid5(DELIVERY_SPACE, f"refused:{sha256}:{manifest_sha256}"))

"""A delivery: what was handed over, what its manifest says, and how far it was taken in."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeGuard

from services.intake.domain.delivery.totals import Difference, Totals, add
from services.intake.domain.mapping.lines import Position
from services.intake.domain.person.persons import Origin

DELIVERY_SPACE = uuid.UUID("0f1c6f0e-5b0d-5c0e-9c39-7a5d1e0a2015")
"""The name space of delivery ids: the same file and reference give the same id in every run."""


class DeliveryState(StrEnum):
    RECEIVED = "received"
    REFUSED = "refused"
    FAILED = "failed"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the sender says about the file. `created` is the sender's date or moment of making it, in ISO 8601."""

    sender: str
    municipality: str
    reference: str
    created: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """The manifest, and the checksum that it gives of the delivery file."""

    manifest: Manifest
    sha256: str


@dataclass(frozen=True, slots=True)
class ArchivedFiles:
    """A delivery file and its manifest, each by the SHA-256 of its bytes; None when no manifest came with the file."""

    name: str
    sha256: str
    manifest_sha256: str | None


@dataclass(frozen=True, slots=True)
class Erased:
    """What a delivery brought of people who were forgotten since. Its figures go on counting them: they say what was
    handed over then."""

    rows: Totals = field(default_factory=Totals)
    held_back_rows: int = 0
    persons: int = 0
    persons_transferred: int = 0
    recorded: int = 0

    def __bool__(self) -> bool:
        return self.rows.rows > 0

    def __add__(self, other: "Erased") -> "Erased":
        return Erased(
            add(self.rows, other.rows),
            self.held_back_rows + other.held_back_rows,
            self.persons + other.persons,
            self.persons_transferred + other.persons_transferred,
            self.recorded + other.recorded,
        )


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery that can be read, and how far it was taken in.

    `lines` counts all lines after the header, blank ones too. `counted` grows with `staged`; `client_cursor` is the
    key of the last client that was settled. `persons` and `persons_transferred` count clients of this delivery,
    `recorded` those whose transfer was recorded, `persons_absent` those whom the sender delivered for this
    municipality before and now no longer. A silent delivery records nothing: it is being rebuilt. `traceparent` is the
    trace in which it was registered. `failure`: why the program itself could not go on, in Dutch. `erased`: is
    counted in all of these, and no longer there.
    """

    id: str
    files: ArchivedFiles
    manifest: Manifest
    lines: int
    state: DeliveryState = DeliveryState.RECEIVED
    counted: Totals = field(default_factory=Totals)
    staged: Position = field(default_factory=Position)
    client_cursor: str | None = None
    persons: int = 0
    persons_transferred: int = 0
    recorded: int = 0
    persons_absent: int = 0
    differences: tuple[Difference, ...] = ()
    traceparent: str | None = None
    silent: bool = False
    failure: str | None = None
    erased: Erased = field(default_factory=Erased)

    @property
    def origin(self) -> Origin:
        return Origin(self.id, self.manifest.sender, self.manifest.municipality, self.manifest.created)


@dataclass(frozen=True, slots=True)
class Marks:
    """What is done with the lines of an archived file: some are made `blank`, and in some of other people the BSN of
    the client gives way to a stand-in. Numbers count from 1 at the first line after the header."""

    blank: frozenset[int] = frozenset()
    stand_in: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.blank or self.stand_in)

    def __or__(self, other: "Marks") -> "Marks":
        return Marks(self.blank | other.blank, self.stand_in | other.stand_in)


@dataclass(frozen=True, slots=True)
class RefusedDelivery:
    """A delivery that cannot be read, for a `reason` in Dutch; its manifest is None when that cannot be read either.
    `failed`: the fault is ours, so that it may be read once the program was mended."""

    id: str
    files: ArchivedFiles
    manifest: Manifest | None
    reason: str
    traceparent: str | None = None
    silent: bool = False
    failed: bool = False

    @property
    def state(self) -> DeliveryState:
        return DeliveryState.FAILED if self.failed else DeliveryState.REFUSED


@dataclass(frozen=True, slots=True)
class DeliveryChecked:
    """A delivery was taken in whole; so many of its rows are accepted and held back. `never_transferred`: by
    municipality the persons of whom no row was ever accepted, in whichever delivery they stand: somebody who was held
    back for one municipality may come through in a delivery for another."""

    delivery: Delivery
    accepted_rows: int
    held_back_rows: int
    never_transferred: Mapping[str, int]


Registered = Delivery | RefusedDelivery


def is_waiting(registered: Registered | None) -> TypeGuard[Delivery]:
    """Whether it is still to be taken in, wholly or in part."""
    return isinstance(registered, Delivery) and registered.state is DeliveryState.RECEIVED


def begun_again(old: Delivery, read: Registered) -> Registered:
    """A delivery that is taken in anew, as it could be `read` now. Of one in which somebody was forgotten the file may
    hold nothing any more. Who was absent then, depends on who was known then."""
    if not old.erased:
        return replace(read, persons_absent=old.persons_absent) if isinstance(read, Delivery) else read
    erased = old.erased
    return Delivery(
        old.id,
        old.files,
        old.manifest,
        old.lines,
        counted=erased.rows,
        persons=erased.persons,
        persons_transferred=erased.persons_transferred,
        recorded=erased.recorded,
        persons_absent=old.persons_absent,
        erased=erased,
    )


def our_fault(fault: str) -> str:
    """Dutch; `fault` is kind and place of an error."""
    return (
        f"Ons programma kon niet verder met deze aanlevering ({fault}). Dat ligt aan het programma, en niet aan u. De "
        "andere aanleveringen gaan door."
    )


def failed(delivery: Delivery, fault: str) -> Delivery:
    """What was taken in until now stays so."""
    return replace(delivery, state=DeliveryState.FAILED, failure=our_fault(fault))


def tried_again(delivery: Delivery) -> Delivery:
    """A delivery that failed goes on where it stopped."""
    return replace(delivery, state=DeliveryState.RECEIVED, failure=None)


def delivery_id(sha256: str, reference: str) -> str:
    return str(uuid.uuid5(DELIVERY_SPACE, f"{sha256}:{reference}"))


def refused_id(files: ArchivedFiles) -> str:
    """Another id than the same file would get once it can be read, so that mending only the manifest is enough."""
    return str(uuid.uuid5(DELIVERY_SPACE, f"refused:{files.sha256}:{files.manifest_sha256 or ''}"))

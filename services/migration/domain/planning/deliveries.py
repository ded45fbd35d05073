"""Deliveries that planning waits for. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CheckedDelivery:
    """A delivery that intake finished. `expected`: clients that were transferred; `checked_on`: the Dutch day of the
    check, from which the reassessments are planned; `sequence`: its place in the order of intake; `traceparent`: the
    trace that its plans carry on."""

    delivery_id: str
    municipality: str
    expected: int
    checked_on: date
    sequence: int
    traceparent: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a checked delivery. `planned`: its clients are not waited for any longer; `refusal`: why it could
    not be planned, None when it could or was not tried."""

    delivery_id: str
    planned: bool
    refusal: str | None

"""That intake forgot a client. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClientForgotten:
    """`deliveries`: with which the client came."""

    client_id: str
    deliveries: Sequence[str]

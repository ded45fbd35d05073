"""Which deliveries can be planned now."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import Connection, exists, func, select

from services.migration.adapters.tables import client, delivery, delivery_client
from services.migration.application.ports import Check
from shared.messaging.unit import Database


class DeliveryQueue:
    def __init__(self, database: Database) -> None:
        self._database = database

    def ready(self) -> Sequence[Check]:
        query = (
            select(delivery)
            .where(delivery.c.planned.is_(False), delivery.c.refusal == "")
            .order_by(delivery.c.municipality, delivery.c.sequence, delivery.c.id)
        )
        with self._database.reading() as connection:
            waiting = [
                Check(row.id, row.municipality, row.expected, row.checked_on, row.sequence, row.traceparent)
                for row in connection.execute(query)
            ]
            return [check for _, own in groupby(waiting, _municipality) for check in _next(connection, list(own))]


def _municipality(check: Check) -> str:
    return check.municipality


def _next(connection: Connection, checks: Sequence[Check]) -> Iterator[Check]:
    """From the front as long as they are complete; none while clients of an unchecked delivery are there."""
    if not _is_complete(connection, checks[0]) or _unchecked_is_known(connection, checks[0].municipality):
        return
    for check in checks:
        if not _is_complete(connection, check):
            return
        yield check


def _is_complete(connection: Connection, check: Check) -> bool:
    arrived = select(func.count()).where(delivery_client.c.delivery_id == check.delivery_id)
    return connection.execute(arrived).scalar_one() >= check.expected


def _unchecked_is_known(connection: Connection, municipality: str) -> bool:
    checked = exists().where(delivery.c.id == client.c.delivery_id)
    query = select(client.c.id).where(client.c.municipality == municipality, ~checked).limit(1)
    return connection.execute(query).first() is not None

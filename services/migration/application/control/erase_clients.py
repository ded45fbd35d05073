"""Erases clients whom intake forgot: rights, plan, appointments, route, deadlines, lists and totals."""

from collections.abc import Sequence

from services.migration.application.control.ports import Erasing
from services.migration.domain.control.forgotten import ClientForgotten
from shared.access import system


@system
def erase_clients(work: Erasing, forgotten: Sequence[ClientForgotten]) -> None:
    """An appointment of a household goes on with those who are left. The deliveries go on counting the clients, by id
    alone: planning waits until everybody of a delivery is there."""
    ids = [one.client_id for one in forgotten]
    work.deliveries.add_clients((delivery, one.client_id) for one in forgotten for delivery in one.deliveries)
    work.standings.drop(ids)
    work.kept_promises.drop(ids)
    work.appointments.drop_clients(ids)
    work.erasure.erase(ids)

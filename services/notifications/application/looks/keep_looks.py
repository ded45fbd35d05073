"""Keeps who looked at whose data, as the services tell it."""

from collections.abc import Sequence
from dataclasses import replace

from services.notifications.application.looks.ports import KeepingWork
from services.notifications.domain.looks.look import LookTold
from shared.access import system


@system
def keep_looks(work: KeepingWork, told: Sequence[LookTold]) -> None:
    """Under the municipality in which each client lives now; a client who moves later was looked at here. Of who was
    forgotten only the number of people counts that were seen."""
    clients = list(dict.fromkeys(client_id for each in told for client_id in each.client_ids))
    people, gone = work.queries.people(clients), work.erasure.forgotten(clients)
    left = [replace(each, client_ids=[one for one in each.client_ids if one not in gone]) for each in told]
    work.looks.keep(left, {client_id: person.municipality for client_id, person in people.items()})

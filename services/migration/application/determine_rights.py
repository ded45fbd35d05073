"""A batch of transferred clients: what right holds until when, announced per client."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from services.migration.application.ports import Arrival, Booking, Known, Stores
from services.migration.domain.announcement import (
    REASSESSMENT_PLANNED,
    RIGHT_DETERMINED,
    reassessment_planned,
    right_determined,
)
from services.migration.domain.clients import Determination, TransferredClient, determine
from shared.access import system
from shared.law.book import LawBook
from shared.messaging.unit import Unit


@system
def determine_rights(unit: Unit, arrivals: Sequence[Arrival], stores: Stores, book: LawBook) -> None:
    """Every client at most once in `arrivals`; a revision that is not higher than the known one changes nothing.

    Raises FactsError or LawError for a client that cannot be assessed.
    """
    known = stores.clients.known([arrival.client.id for arrival in arrivals])
    fresh = [arrival for arrival in arrivals if _is_news(arrival, known)]
    found = [
        determine(arrival.client, arrival.determined_on, _known_since(arrival.client, known), book) for arrival in fresh
    ]
    stores.deliveries.add_clients((arrival.client.delivery_id, arrival.client.id) for arrival in arrivals)
    stores.clients.save(found)
    kept = _keep_plans(found, known, stores)
    for arrival, determination in zip(fresh, found, strict=True):
        id_ = arrival.client.id
        unit.record(RIGHT_DETERMINED, id_, right_determined(determination), cause=arrival.event)
        if id_ in kept:
            booking = kept[id_]
            data = reassessment_planned(booking.plan, booking.revision, booking.municipality)
            unit.record(REASSESSMENT_PLANNED, id_, data, cause=arrival.event)


def _is_news(arrival: Arrival, known: Mapping[str, Known]) -> bool:
    before = known.get(arrival.client.id)
    return before is None or arrival.client.revision > before.revision


def _known_since(client: TransferredClient, known: Mapping[str, Known]) -> date:
    before = known.get(client.id)
    return client.delivered_on if before is None else min(before.known_since, client.delivered_on)


def _keep_plans(found: Sequence[Determination], known: Mapping[str, Known], stores: Stores) -> Mapping[str, Booking]:
    """A plan goes on with the new revision when nothing it was made of changed; another plan is given up."""
    planned = [(one, known[one.client.id].booking) for one in found if one.client.id in known]
    kept, dropped = {}, []
    for one, booking in planned:
        if booking is None:
            continue
        if _still_fits(one, known[one.client.id]):
            kept[one.client.id] = replace(booking, revision=one.client.revision)
        else:
            dropped.append(one.client.id)
    stores.plans.save(list(kept.values()))
    stores.plans.drop(dropped)
    return kept


def _still_fits(found: Determination, before: Known) -> bool:
    client = found.client
    return (client.municipality, client.household_id, found.reassess_until) == (
        before.municipality,
        before.household_id,
        before.reassess_until,
    )

"""Second stage of a delivery: the next clients are settled.

A client with an accepted row is transferred, which is recorded when the client is new or changed. A client without one
is held back, which is recorded when the other services know the client.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from services.intake.application.delivery.ports import DeliveryWork
from services.intake.domain.delivery.deliveries import Delivery
from services.intake.domain.mapping.rows import StagedRow
from services.intake.domain.person.clients import Background, Owner
from services.intake.domain.person.held_back import claimed_person, held_back_person
from services.intake.domain.person.identity import Identities
from services.intake.domain.person.persons import Person
from services.intake.domain.person.settling import Settled, claimed_bsns, event_of, settle, settle_claimed
from shared.access import system

ROWS_PER_STEP = 1000


@system
def transfer_clients(work: DeliveryWork, delivery: Delivery) -> Delivery | None:
    """The delivery with the next clients settled; None when no client is left. Raises Overtaken."""
    rows = work.rows.clients_after(delivery.id, delivery.client_cursor, ROWS_PER_STEP)
    if not rows:
        return None
    bsns = list(dict.fromkeys(row.bsn for row in rows if row.bsn))
    gone = work.forgotten_clients.as_of(delivery.id)
    identities = replace(work.identities, lifted=frozenset(id_ for id_, day in gone.items() if day is None))
    ids = {bsn: identities.client_id(bsn) for bsn in bsns}
    work.lock({*ids.values(), *_known_ids(work, delivery, rows)})
    owners = work.persons.transferred_with(bsns)
    forgotten = {bsn: day for bsn, id_ in ids.items() if (day := gone.get(id_)) is not None}
    settled = list(_settle_all(work, delivery, rows, owners, forgotten, identities))
    after = _advanced(delivery, rows[-1].client_key, settled)
    work.deliveries.advance(delivery, after)
    claimed = list(_settle_claimed(work, delivery, rows, owners))
    changed = [*settled, *claimed]
    _save(work, delivery, changed)
    _keep_held_back(work, delivery, rows, settled, claimed)
    for client in changed:
        if event := event_of(delivery.origin, client):
            work.record(event)
    return after


def _known_ids(work: DeliveryWork, delivery: Delivery, rows: Sequence[StagedRow]) -> set[str]:
    """The ids of clients who are known already: a row that is held back may lack the BSN that leads to one."""
    keys = list(dict.fromkeys(row.client_key for row in rows))
    known = work.persons.of_sender(delivery.origin.sender, keys).values()
    return {person.transfer.client_id for person in known if person.transfer}


def _settle_all(
    work: DeliveryWork,
    delivery: Delivery,
    rows: Sequence[StagedRow],
    owners: Mapping[str, Person],
    forgotten: Mapping[str, date],
    identities: Identities,
) -> Iterator[Settled]:
    origin = delivery.origin
    shared = work.rows.shared_bsns(delivery.id, list(dict.fromkeys(row.bsn for row in rows if row.bsn)))
    owner_of = {bsn: _owner(person) for bsn, person in owners.items()}
    clients = [(key, list(group)) for key, group in groupby(rows, key=lambda row: row.client_key)]
    persons = work.persons.of_sender(origin.sender, [key for key, _ in clients])
    for key, group in clients:
        before = persons.get(key)
        earlier_bsn = before.bsn if before and before.transfer else None
        yield settle(origin, before, group, Background(shared, owner_of, earlier_bsn, forgotten), identities)


def _owner(person: Person) -> Owner:
    return Owner(person.municipality, person.sender, person.client_key, person.last_placed)


def _settle_claimed(
    work: DeliveryWork, delivery: Delivery, rows: Sequence[StagedRow], owners: Mapping[str, Person]
) -> Iterator[Settled]:
    """Settles clients whose BSN stands under another client number. A client with rows of their own in this delivery is
    left out, because those rows settle them.

    Rows are counted over the whole delivery, so the number is the same in whichever step they come.
    """
    claimed = sorted(claimed_bsns(delivery.origin, rows, owners))
    settled_by_themselves = work.rows.named(delivery.id, [owners[bsn].client_key for bsn in claimed])
    counts = work.rows.with_bsns(delivery.id, claimed)
    for bsn in claimed:
        if owners[bsn].client_key in settled_by_themselves:
            continue
        if client := settle_claimed(delivery.origin, owners[bsn], bsn, counts[bsn]):
            yield client


def _advanced(delivery: Delivery, cursor: str, settled: Sequence[Settled]) -> Delivery:
    return replace(
        delivery,
        client_cursor=cursor,
        persons=delivery.persons + len(settled),
        persons_transferred=delivery.persons_transferred + sum(1 for client in settled if client.accepted),
        recorded=delivery.recorded + sum(1 for client in settled if client.is_transferred),
    )


def _save(work: DeliveryWork, delivery: Delivery, settled: Sequence[Settled]) -> None:
    new = [client.after for client in settled if client.before is None]
    changed = [client.after for client in settled if client.before and client.before != client.after]
    work.persons.save(new, changed)
    findings = {number: error for client in settled for number, error in client.findings.items()}
    if findings:
        work.rows.hold_back(delivery.id, findings)


def _keep_held_back(
    work: DeliveryWork,
    delivery: Delivery,
    rows: Sequence[StagedRow],
    settled: Sequence[Settled],
    claimed: Sequence[Settled],
) -> None:
    """Who stands on the list of held-back persons now, in the place of what earlier deliveries said of the same."""
    own = {key: list(group) for key, group in groupby(rows, key=lambda row: row.client_key)}
    by_themselves = [client for client in settled if not client.is_overtaken]
    lines = [held_back_person(delivery.origin, client, own[client.after.client_key]) for client in by_themselves]
    lines += [claimed_person(delivery.origin, client.after, _own_rows(work, client.after)) for client in claimed]
    keys = [client.after.client_key for client in (*by_themselves, *claimed)]
    work.held_back.replace(delivery.origin.sender, keys, [line for line in lines if line])


def _own_rows(work: DeliveryWork, person: Person) -> Sequence[StagedRow]:
    return work.rows.accepted_of(person.delivery_id, person.client_key)

"""Second stage of a delivery: the next clients are settled. Who has an accepted row is announced, when he is new or
changed; who has none is held back, which is announced when he was transferred before."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from services.intake.application.delivery.ports import StagedRow, Stores, StoresOn
from services.intake.domain.delivery.deliveries import Delivery
from services.intake.domain.mapping.rows import COLUMNS, RowError
from services.intake.domain.person import identity
from services.intake.domain.person import transferred as announcement
from services.intake.domain.person.clients import ClientRow, Known, Owner, cross_check, newer_is_known
from services.intake.domain.person.persons import (
    Person,
    PersonState,
    content_hash,
    held_back,
    is_overtaken,
    transferred,
)
from shared.access import system
from shared.messaging.unit import Database, Unit

ROWS_PER_STEP = 1000
TRANSFERRED = "client-transferred"
HELD_BACK = "client-held-back"


@dataclass(frozen=True, slots=True)
class Settled:
    """What a step found of one client: the person before and after, and the rows that are held back after all."""

    before: Person
    after: Person
    accepted: Sequence[ClientRow]
    findings: Mapping[int, RowError]

    @property
    def is_new(self) -> bool:
        return not self.before.delivery_id

    @property
    def is_transferred(self) -> bool:
        """Whether he is announced as transferred, for the first time or again."""
        return self.after.revision != self.before.revision

    @property
    def is_held_back(self) -> bool:
        """Whether the others, who know him, must hear that all his rows are held back, or now another number."""
        return not self.accepted and self.after.content_hash != self.before.content_hash


@dataclass(frozen=True, slots=True)
class TransferClients:
    database: Database
    stores: StoresOn
    identity_key: str
    municipality_name: Callable[[str], str]

    @system
    def __call__(self, delivery: Delivery) -> Delivery:
        """Settles the next clients; the delivery comes back unchanged when none is left. Raises Overtaken."""
        with self.database.unit(delivery.traceparent, silent=delivery.silent) as unit:
            stores = self.stores(unit.connection)
            rows = stores.rows.clients_after(delivery.id, delivery.client_cursor, ROWS_PER_STEP)
            if not rows:
                return delivery
            ids = {row.bsn: identity.client_id(self.identity_key, row.bsn) for row in rows if row.bsn}
            self.database.lock_subjects(unit.connection, {*ids.values(), *_known_ids(stores, delivery, rows)})
            owners = stores.persons.transferred_with(list(ids))
            settled = list(self._settle_all(stores, delivery, rows, ids, owners))
            after = _advanced(delivery, rows[-1].client_key, settled)
            stores.deliveries.advance(delivery, after)
            touched = [*settled, *_claimed(stores, delivery, rows, owners)]
            _save(stores, delivery, touched)
            for client in touched:
                _announce(unit, delivery, client)
        return after

    def _settle_all(
        self,
        stores: Stores,
        delivery: Delivery,
        rows: Sequence[StagedRow],
        ids: Mapping[str, str],
        transferred_with: Mapping[str, Person],
    ) -> Iterator[Settled]:
        shared = stores.rows.shared_bsns(delivery.id, list(ids))
        owners = {bsn: _owner(person) for bsn, person in transferred_with.items()}
        clients = [(key, list(group)) for key, group in groupby(rows, key=lambda row: row.client_key)]
        persons = stores.persons.of_sender(delivery.sender, [key for key, _ in clients])
        for key, group in clients:
            unknown = Person(delivery.sender, key, delivery.municipality, "", PersonState.HELD_BACK)
            before = persons.get(key, unknown)
            had_bsn = before.bsn if before.state is PersonState.TRANSFERRED else ""
            known = Known(shared, owners, had_bsn, self.municipality_name)
            yield self._settle(delivery, before, group, known, ids)

    def _settle(
        self, delivery: Delivery, before: Person, rows: Sequence[StagedRow], known: Known, ids: Mapping[str, str]
    ) -> Settled:
        candidates = [_client_row(row) for row in rows if row.accepted]
        if is_overtaken(before, delivery.municipality, delivery.created):
            newer = newer_is_known(before.told)
            return Settled(before, before, (), {row.number: newer for row in candidates})
        me = Owner(delivery.municipality, delivery.sender, before.client_key, delivery.created)
        findings = cross_check(me, candidates, known)
        accepted = [row for row in candidates if row.number not in findings]
        held = len(rows) - len(accepted)
        if not accepted:
            bsns = {row.bsn for row in rows if row.bsn}
            seen = _seen(delivery, before.client_key, held, bsns.pop() if len(bsns) == 1 else "")
            return Settled(before, held_back(before, seen), accepted, findings)
        bsn = accepted[0].bsn
        after = Person(
            sender=delivery.sender,
            client_key=before.client_key,
            municipality=delivery.municipality,
            delivery_id=delivery.id,
            state=PersonState.TRANSFERRED,
            client_id=ids[bsn],
            bsn=bsn,
            told=delivery.created,
            placed=delivery.created,
            household_id=identity.household_id(self.identity_key, accepted[0].row),
            content_hash=content_hash(delivery.municipality, [tuple(row.row.values()) for row in accepted], held),
            held_back_rows=held,
        )
        return Settled(before, transferred(before, after), accepted, findings)


def _owner(person: Person) -> Owner:
    return Owner(person.municipality, person.sender, person.client_key, person.placed)


def _seen(delivery: Delivery, client_key: str, held_back_rows: int, bsn: str) -> Person:
    """A client as this delivery alone shows him, without any accepted row."""
    return Person(
        sender=delivery.sender,
        client_key=client_key,
        municipality=delivery.municipality,
        delivery_id=delivery.id,
        state=PersonState.HELD_BACK,
        bsn=bsn,
        told=delivery.created,
        placed=delivery.created,
        held_back_rows=held_back_rows,
    )


def _claimed(
    stores: Stores, delivery: Delivery, rows: Sequence[StagedRow], owners: Mapping[str, Person]
) -> Iterator[Settled]:
    """Transferred clients of this sender whose BSN now stands under another client number: they are held back as well,
    because one of the two is wrong or the two are one person. Left out are who has rows of his own in this delivery,
    where he is settled by himself, and of whom a newer delivery told. What another sender says touches nobody.

    The count is that of the whole delivery, so that it is the same in whichever step one of the rows comes along.
    """
    strange = {
        row.bsn
        for row in rows
        if row.bsn in owners
        and owners[row.bsn].sender == delivery.sender
        and owners[row.bsn].client_key != row.client_key
    }
    settled_by_themselves = stores.rows.named(delivery.id, [owners[bsn].client_key for bsn in strange])
    counts = stores.rows.with_bsns(delivery.id, list(strange))
    for bsn in sorted(strange):
        before = owners[bsn]
        overtaken = is_overtaken(before, delivery.municipality, delivery.created)
        if not overtaken and before.client_key not in settled_by_themselves:
            seen = _seen(delivery, before.client_key, counts[bsn], bsn)
            yield Settled(before, held_back(before, seen), (), {})


def _known_ids(stores: Stores, delivery: Delivery, rows: Sequence[StagedRow]) -> set[str]:
    """The ids of clients who are known already: a row that is held back may lack the BSN that leads to one."""
    keys = list(dict.fromkeys(row.client_key for row in rows))
    known = stores.persons.of_sender(delivery.sender, keys).values()
    return {person.client_id for person in known if person.client_id}


def _advanced(delivery: Delivery, cursor: str, settled: Sequence[Settled]) -> Delivery:
    return replace(
        delivery,
        client_cursor=cursor,
        persons=delivery.persons + len(settled),
        persons_transferred=delivery.persons_transferred + sum(1 for client in settled if client.accepted),
        announced=delivery.announced + sum(1 for client in settled if client.is_transferred),
    )


def _save(stores: Stores, delivery: Delivery, settled: Sequence[Settled]) -> None:
    stores.persons.save(
        [client.after for client in settled if client.is_new],
        [client.after for client in settled if not client.is_new and client.after != client.before],
    )
    findings = {number: error for client in settled for number, error in client.findings.items()}
    if findings:
        stores.rows.hold_back(delivery.id, findings)


def _announce(unit: Unit, delivery: Delivery, client: Settled) -> None:
    if client.is_transferred:
        unit.record(TRANSFERRED, client.after.client_id, _transferred_data(delivery, client))
    elif client.is_held_back:
        unit.record(HELD_BACK, client.after.client_id, _held_back_data(delivery, client))


def _held_back_data(delivery: Delivery, client: Settled) -> dict[str, Any]:
    """The data of client-held-back.v1. The municipality is the client's, whichever one the delivery was for."""
    return {
        "deliveryId": delivery.id,
        "municipality": client.after.municipality,
        "heldBackRows": client.after.held_back_rows,
    }


def _transferred_data(delivery: Delivery, client: Settled) -> dict[str, Any]:
    """The data of client-transferred.v1."""
    rows = [row.row for row in client.accepted]
    return {
        "deliveryId": delivery.id,
        "revision": client.after.revision,
        "municipality": delivery.municipality,
        "deliveredOn": delivery.created_on,
        "person": announcement.person(rows[0]),
        "householdId": client.after.household_id,
        "heldBackRows": client.after.held_back_rows,
        "functions": announcement.functions(rows),
    }


def _client_row(row: StagedRow) -> ClientRow:
    return ClientRow(row.number, row.bsn, dict(zip(COLUMNS, row.values, strict=True)))

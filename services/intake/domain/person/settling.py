"""Settling a client: what a delivery's rows of one client mean for what the other services know of that client."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from services.intake.domain.mapping.rows import COLUMNS, RowError, RowState, StagedRow
from services.intake.domain.person.clients import Background, ClientRow, Owner, cross_check, newer_is_known
from services.intake.domain.person.identity import Identities
from services.intake.domain.person.persons import (
    Origin,
    Person,
    Transfer,
    content_hash,
    held_back,
    is_overtaken,
    transferred,
)
from services.intake.domain.person.transferred import ClientHeldBack, ClientTransferred, functions, personalia


@dataclass(frozen=True, slots=True)
class Settled:
    """The person before (None: new) and after a delivery, the rows that were accepted, and the rows that are held back
    after all, by number."""

    before: Person | None
    after: Person
    accepted: Sequence[ClientRow] = ()
    findings: Mapping[int, RowError] = field(default_factory=dict)

    @property
    def is_overtaken(self) -> bool:
        """Whether a newer delivery names the client already, so that this one changes nothing."""
        return self.after is self.before

    @property
    def is_transferred(self) -> bool:
        """Whether the others hear of the client as transferred, for the first time or again."""
        after, before = self.after.transfer, self._transfer_before
        return after is not None and (before is None or after.revision != before.revision)

    @property
    def is_held_back(self) -> bool:
        """Whether the others must hear that all rows of a client they know are held back, or how many are now."""
        after, before = self.after.transfer, self._transfer_before
        changed = after is not None and before is not None and after.content_hash != before.content_hash
        return changed and not self.accepted

    @property
    def _transfer_before(self) -> Transfer | None:
        return self.before.transfer if self.before else None


def settle(
    origin: Origin, before: Person | None, rows: Sequence[StagedRow], background: Background, identities: Identities
) -> Settled:
    """All rows of one client in a delivery. Rows of a delivery that a newer one has overtaken change nothing."""
    candidates = _accepted(rows)
    if before is not None and is_overtaken(before, origin.municipality, origin.created):
        newer = newer_is_known(before.last_named)
        return Settled(before, before, findings={row.number: newer for row in candidates})
    key = rows[0].client_key
    findings = cross_check(Owner(origin.municipality, origin.sender, key, origin.created), candidates, background)
    accepted = [row for row in candidates if row.number not in findings]
    held = len(rows) - len(accepted)
    if not accepted:
        return Settled(before, held_back(before, _seen(origin, key, _only(rows), held)), accepted, findings)
    bsn = accepted[0].bsn
    after = transferred(
        before,
        _seen(origin, key, bsn, held),
        client_id=identities.client_id(bsn),
        household_id=identities.household_id(accepted[0].row),
        content=content_hash(origin.municipality, [tuple(row.row.values()) for row in accepted], held),
    )
    return Settled(before, after, accepted, findings)


def claimed_bsns(origin: Origin, rows: Iterable[StagedRow], owners: Mapping[str, Person]) -> set[str]:
    """The BSNs in these rows of transferred clients of the same sender who have another client number. What another
    sender delivers changes nothing about a client."""
    return {
        row.bsn
        for row in rows
        if row.bsn is not None
        and (owner := owners.get(row.bsn))
        and owner.sender == origin.sender
        and owner.client_key != row.client_key
    }


def settle_claimed(origin: Origin, owner: Person, bsn: str, rows: int) -> Settled | None:
    """A transferred client whose BSN stands in so many `rows` under another client number is held back as well: one of
    the two numbers is wrong, or the two are one person. None when a newer delivery names the client."""
    if is_overtaken(owner, origin.municipality, origin.created):
        return None
    return Settled(owner, held_back(owner, _seen(origin, owner.client_key, bsn, rows)))


def event_of(origin: Origin, settled: Settled) -> ClientTransferred | ClientHeldBack | None:
    """What the others must hear of a client, if anything."""
    person, transfer = settled.after, settled.after.transfer
    if transfer is None:
        return None
    if settled.is_transferred:
        rows = [row.row for row in settled.accepted]
        return ClientTransferred(
            client_id=transfer.client_id,
            delivery_id=origin.delivery_id,
            revision=transfer.revision,
            municipality=origin.municipality,
            delivered_on=origin.created_on,
            person=personalia(rows[0]),
            household_id=transfer.household_id,
            held_back_rows=person.held_back_rows,
            functions=functions(rows),
        )
    if settled.is_held_back:
        return ClientHeldBack(transfer.client_id, origin.delivery_id, person.municipality, person.held_back_rows)
    return None


def _accepted(rows: Iterable[StagedRow]) -> list[ClientRow]:
    return [
        ClientRow(row.number, row.bsn, dict(zip(COLUMNS, row.values, strict=True)))
        for row in rows
        if row.state is RowState.ACCEPTED and row.bsn is not None
    ]


def _only(rows: Iterable[StagedRow]) -> str | None:
    """The one valid BSN that these rows have; None when there is none, or more than one."""
    bsns = {row.bsn for row in rows if row.bsn}
    return bsns.pop() if len(bsns) == 1 else None


def _seen(origin: Origin, client_key: str, bsn: str | None, held_back_rows: int) -> Person:
    """A client as one delivery alone shows them."""
    return Person(
        sender=origin.sender,
        client_key=client_key,
        municipality=origin.municipality,
        delivery_id=origin.delivery_id,
        last_named=origin.created,
        last_placed=origin.created,
        bsn=bsn,
        held_back_rows=held_back_rows,
    )

"""What a change of a budget is in the books: a new entry with the differences. Nothing is ever edited."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from services.billing.domain.client.revisions import ClientRevision
from services.billing.domain.ledger.journal import Account, Booking, JournalEntry, Posting
from services.billing.domain.pgb.budget import NOTHING, BudgetAmounts
from services.billing.domain.pgb.holding import Holding

ENTRIES = uuid.uuid5(uuid.NAMESPACE_URL, "urn:zachte-landing:billing:journal-entry")
REFERENCE_LENGTH = 12


def bookings_of(client: ClientRevision, before: Sequence[Holding], after: Sequence[Holding]) -> tuple[Booking, ...]:
    """The entries for the differences, on the day of the determination or of what the route told after it; none when
    nothing changed.

    The id of an entry follows from client, revision, turn and place in it, so that a rebuild books the same entries.
    """
    turn = f":{client.turn}" if client.turn else ""
    first = uuid.uuid5(ENTRIES, f"{client.client_id}:{client.revision}{turn}")
    reference = f"PGB-{first.hex[:REFERENCE_LENGTH]}"
    changes = [(place, was, now) for place, was, now in _changes(before, after) if was != now]
    return tuple(
        Booking(
            id=str(uuid.uuid5(first, str(number)) if number else first),
            client_id=client.client_id,
            revision=client.revision,
            municipality=municipality,
            entry=_entry(client.assessed_on, reference, was, now),
        )
        for number, (municipality, was, now) in enumerate(changes)
    )


def _changes(before: Sequence[Holding], after: Sequence[Holding]) -> Iterator[tuple[str, BudgetAmounts, BudgetAmounts]]:
    """Per municipality what was in its books and what comes there."""
    was = {each.municipality: each.amounts for each in before}
    now = {each.municipality: each.amounts for each in after}
    for municipality in was | now:
        yield municipality, was.get(municipality, NOTHING), now.get(municipality, NOTHING)


def _entry(booked_on: date, reference: str, was: BudgetAmounts, now: BudgetAmounts) -> JournalEntry:
    if was == NOTHING:
        return granted(booked_on, reference, now)
    if now == NOTHING:
        return withdrawn(booked_on, reference, was)
    return changed(booked_on, reference, was, now)


def granted(booked_on: date, reference: str, amounts: BudgetAmounts) -> JournalEntry:
    """The entry of a budget that is granted. Raises EntryRefused for a budget of nothing."""
    return _difference(booked_on, reference, "Toekenning pgb", NOTHING, amounts)


def changed(booked_on: date, reference: str, before: BudgetAmounts, after: BudgetAmounts) -> JournalEntry:
    """The differences between two budgets as a new entry. Raises EntryRefused when nothing changed."""
    return _difference(booked_on, reference, "Wijziging pgb", before, after)


def withdrawn(booked_on: date, reference: str, before: BudgetAmounts) -> JournalEntry:
    """Takes back a whole budget. A withdrawal from a later day is a change to the budget until that day."""
    return _difference(booked_on, reference, "Intrekking pgb", before, NOTHING)


def _difference(
    booked_on: date, reference: str, description: str, before: BudgetAmounts, after: BudgetAmounts
) -> JournalEntry:
    old, new = balances_of(before), balances_of(after)
    postings = tuple(
        Posting(account, new[account] - old[account]) for account in Account if new[account] != old[account]
    )
    return JournalEntry(booked_on, reference, description, postings)


def balances_of(amounts: BudgetAmounts) -> Mapping[Account, int]:
    """Where the accounts stand when a budget of these amounts is booked."""
    return {
        Account.BUDGET: amounts.gross,
        Account.COMMITMENT: amounts.unaccountable - amounts.net,
        Account.COMMITMENT_UNACCOUNTABLE: -amounts.unaccountable,
        Account.CONTRIBUTION: -amounts.contribution,
    }

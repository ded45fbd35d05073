"""Which lines of a delivered file go when a client is forgotten, and what its figures keep of them. Pure."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from services.intake.domain.delivery.deliveries import Erased, Marks
from services.intake.domain.delivery.totals import count_rows
from services.intake.domain.mapping.fields import number_of_person
from services.intake.domain.mapping.rows import COLUMNS, RowError, RowState, StagedRow, row_error
from services.intake.domain.person.clients import NOBODY
from services.intake.domain.person.identity import UNKNOWN_KEY

BSN = "bsn"


def keys_to_erase(rows: Iterable[StagedRow], known: Collection[str], named: Collection[int]) -> frozenset[str]:
    """Of the rows of one delivery: the client's own keys, and the lines of nobody that hold the client's BSN."""
    broken = {row.client_key for row in rows if row.number in named and row.client_key.startswith(UNKNOWN_KEY)}
    return frozenset(known) | broken


def marks_of(rows: Iterable[StagedRow], keys: Collection[str], named: Collection[int]) -> Marks:
    """A row of somebody else that was taken over only happens to hold the same digits, in another column."""
    blank, stand_in = set(), set()
    for row in rows:
        if row.client_key in keys:
            blank.add(row.number)
        elif row.number in named and row.state is RowState.HELD_BACK:
            stand_in.add(row.number)
    return Marks(frozenset(blank), frozenset(stand_in))


def erased_rows(rows: Sequence[StagedRow], recorded: int) -> Erased:
    """What the figures of a delivery keep of these rows, of which the others heard so many times."""
    accepted = {row.client_key for row in rows if row.state is RowState.ACCEPTED}
    texts = [dict(zip_longest(COLUMNS, row.values, fillvalue="")) for row in rows]
    return Erased(
        rows=count_rows(texts),
        held_back_rows=sum(row.state is RowState.HELD_BACK for row in rows),
        persons=len({row.client_key for row in rows}),
        persons_transferred=len(accepted),
        recorded=recorded,
    )


def bsn_pattern(bsns: Collection[str]) -> str:
    """A regular expression for these BSNs, also without a leading zero, and not as a part of a longer number."""
    either = "|".join(f"0?{bsn[1:]}" if bsn.startswith("0") else bsn for bsn in sorted(bsns))
    return rf"(?<!\d)(?:{either})(?!\d)"


def without_bsn(bsns: Collection[str], stand_in: Callable[[int], str], text: str) -> str:
    return re.sub(bsn_pattern(bsns), lambda found: stand_in(len(found[0])), text, flags=re.ASCII)


def with_stand_in(row: StagedRow, bsns: Collection[str], clean: Callable[[str], str]) -> StagedRow:
    """The row as the cleaned file gives it: `clean` puts a stand-in where a text holds the BSN."""
    bsn = number_of_person(clean(row.values[0])) if row.bsn in bsns else row.bsn
    errors = tuple(_cleaned(error, clean) for error in row.errors)
    return replace(row, bsn=bsn, values=[clean(value) for value in row.values], errors=errors)


def _cleaned(error: RowError, clean: Callable[[str], str]) -> RowError:
    """What was said about whose BSN it is, nobody can say any more; that two rows differ, stays so."""
    value = clean(error.value)
    if error.column == BSN and value != error.value and not error.message.startswith("Regel "):
        return row_error(BSN, value, NOBODY)
    return replace(error, value=value)

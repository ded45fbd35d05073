"""Which letters a list holds, which must leave their pile, and in which order they stand."""

import re
from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    exists,
    func,
    select,
)

from services.notifications.adapters.client.tables import recipient
from services.notifications.adapters.letters.tables import NOT_ANNOUNCED, REPLACED, letter, letter_stop
from services.notifications.application.letters.views import LetterFilter
from services.notifications.domain.letters.kinds import ANNOUNCEMENT, NEXT_OF_KIN
from services.notifications.domain.letters.occasions import STOP_DIED
from shared.storing import hidden

REFERENCE = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]*)?")
STATES = ("ready", "withheld", "printed", "returned", "taken-out", "superseded")

PRINTED, RETURNED = "printed", "returned"
IN_A_PILE = (letter.c.state == PRINTED) & letter.c.handed_over_on.is_(None)
"""Printed, and still here."""

TO_KIN = letter.c.kind == NEXT_OF_KIN

SORTED = ("letter_date", "search_name", "client_id")
"""By what a list of letters is in order; without the first when it is by name."""


def codes_of(municipalities: frozenset[str], wanted: LetterFilter) -> list[str]:
    return sorted(code for code in municipalities if wanted.municipality in (None, code))


def along_the_index(codes: Sequence[str], wanted: LetterFilter) -> Sequence[Select[Any]]:
    """The ids of letters: each municipality and state is a branch of its own, read along an index that has the
    order."""
    columns = letter.c
    ordered = [columns[name] for name in sorted_by(wanted)]
    return [
        select(*ordered, columns.revision, columns.id).where(
            columns.municipality == code, columns.state == state, *of_kind(wanted), *named_like(wanted)
        )
        for code in codes
        for state in STATES
        if wanted.state in (None, state)
    ]


def order_of(wanted: LetterFilter, *, backwards: bool) -> Mapping[str, bool]:
    """By name of a column, whether it goes down. `backwards`: from the last letter to the first."""
    names = dict.fromkeys(sorted_by(wanted), wanted.descending is not backwards)
    return names | {"revision": not backwards, "id": backwards}


def sorted_by(wanted: LetterFilter) -> Sequence[str]:
    return SORTED if wanted.order == "date" else SORTED[1:]


def sorted_letters(rows: Sequence[Row[Any]], wanted: LetterFilter) -> list[Row[Any]]:
    """As the index has them."""
    newest_first = sorted(rows, key=lambda row: (-row.revision, row.id))
    return sorted(newest_first, key=attrgetter(*sorted_by(wanted)), reverse=wanted.descending)


def fits(row: Row[Any], codes: Sequence[str], wanted: LetterFilter) -> bool:
    """Whether a letter of few is wanted after all. Who is sought by birth date or reference was found by that."""
    if row.municipality not in codes or wanted.state not in (None, row.state) or wanted.kind not in (None, row.kind):
        return False
    sought = wanted.sought
    if sought is None or sought.birth_date is not None or REFERENCE.fullmatch(sought.typed.lower()):
        return True
    return sought.name in row.search_name and row.client_name.replace(".", "").lower().startswith(sought.initials)


def of_kind(wanted: LetterFilter) -> list[ColumnElement[bool]]:
    if wanted.kind is None:
        return []
    named = [letter.c.kind == wanted.kind]
    return named if wanted.kind == ANNOUNCEMENT else [*named, NOT_ANNOUNCED]


def named_like(wanted: LetterFilter) -> list[ColumnElement[bool]]:
    """By a part of the name, and by the initials with which the name as printed begins: J.B. van Dijk."""
    columns, sought = letter.c, wanted.sought
    if sought is None:
        return []
    found: list[ColumnElement[bool]] = [columns.search_name.contains(sought.name, autoescape=True)]
    if sought.initials:
        printed = func.lower(func.replace(columns.client_name, ".", ""))
        found.append(printed.startswith(sought.initials, autoescape=True))
    return found


def died() -> CompoundSelect[Any]:
    """The clients who died, by the newest data of theirs or because a caseworker recorded it."""
    told = select(recipient.c.client_id).where(recipient.c.died_on.is_not(None), ~_known_later(recipient.c.client_id))
    return told.union(select(letter_stop.c.client_id).where(letter_stop.c.why == STOP_DIED))


def _known_later(client_id: ColumnElement[Any]) -> ColumnElement[bool]:
    newer = recipient.alias("newer")
    return exists().where(newer.c.client_id == client_id, newer.c.revision > recipient.c.revision)


def to_take_out(municipalities: Collection[str], *columns: ColumnElement[Any]) -> Sequence[Select[Any]]:
    """Letters in a pile: to who died by data of theirs, to who died as a caseworker recorded it, replaced ones, and to
    the next of kin of who did not die. Who died comes first; few of them have such a letter, and whether those were the
    newest data is asked of those only. Letters to next of kin are few."""
    printed: Select[Any] = select(*columns).where(IN_A_PILE)
    to_kin = letter.c.municipality.in_(sorted(municipalities)) & TO_KIN & NOT_ANNOUNCED
    dead = recipient.c.died_on.is_not(None) & (letter.c.client_id == hidden(recipient.c.client_id))
    stopped = (letter_stop.c.why == STOP_DIED) & (letter.c.client_id == hidden(letter_stop.c.client_id))
    return (
        printed.where(dead, ~_known_later(letter.c.client_id), ~TO_KIN),
        printed.where(stopped, ~TO_KIN),
        printed.where(REPLACED),
        printed.where(to_kin, ~_client_died()),
    )


def _client_died() -> ColumnElement[bool]:
    """Of a letter, asked of few."""
    told = recipient.c.died_on.is_not(None), ~_known_later(recipient.c.client_id)
    recorded = exists().where(letter_stop.c.client_id == letter.c.client_id, letter_stop.c.why == STOP_DIED)
    return exists().where(recipient.c.client_id == letter.c.client_id, *told) | recorded

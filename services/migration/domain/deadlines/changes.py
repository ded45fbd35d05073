"""What a deadline became when it was counted again, and when all must be. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from services.migration.domain.deadlines.open_deadlines import Difference, RouteId
from services.migration.domain.deadlines.terms import TermKind
from shared.calendar.days import LegalCalendar
from shared.law.book import LawBook

COUNTED_WITH = ("appeal.", "atw.", "extension.", "objection.", "penalty.", "suspension.", "term.")
"""The parameters of which a change changes deadlines, by how their keys begin."""


class Why(StrEnum):
    """Why deadlines were counted again."""

    BASIS = "basis"  # the calendar or the law book changed
    START = "start"  # a first day was corrected
    LETTER = "letter"  # the letter that asks something left on another day than the question was recorded


@dataclass(frozen=True, slots=True)
class Change:
    """A deadline that ends on another day than it did, or that could not be counted again: then `fault` says why, in
    Dutch, and both days are the same. `noticed_on`: the day on which it was counted again."""

    of: RouteId
    kind: TermKind
    number: int
    noticed_on: date
    why: Why
    was: date
    becomes: date
    fault: str = ""


def changes_of(differences: Iterable[Difference], noticed_on: date, why: Why) -> list[Change]:
    """Those that somebody has to hear of: another last day, or a fault. Other words in a proof are no news."""
    return [
        Change(
            each.after.of,
            each.after.kind,
            each.after.number,
            noticed_on,
            why,
            each.before.last_day,
            each.after.last_day,
            each.fault,
        )
        for each in differences
        if each.fault or each.before.last_day != each.after.last_day
    ]


def basis_of(book: LawBook, calendar: LegalCalendar) -> str:
    """What deadlines are counted with, as a short text that changes when it does: so that all are counted again when a
    holiday was added, and not on every other day."""
    keys = sorted(key for key in book.keys() if key.startswith(COUNTED_WITH))  # noqa: SIM118
    parts = [f"{key} {dated}" for key in keys for dated in book.parameter(key).values]
    parts += [f"{day} {name}" for day, name in sorted(calendar.holidays.items())]
    parts.append(f"{calendar.first_year} {calendar.last_year}")
    return sha256("\n".join(parts).encode()).hexdigest()

"""Counts the open deadlines again when the calendar or the law book changed, and keeps what became different."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from services.migration.application.deadlines.ports import KeepingWork
from services.migration.domain.deadlines.changes import Change, Why, basis_of, changes_of
from services.migration.domain.deadlines.open_deadlines import recalculate
from shared.access import system


@system
def recalculate_deadlines(work: KeepingWork, today: date) -> Sequence[Change]:
    """Nothing on a day on which both are what they were. Closed deadlines stay; the changes are kept for the list of
    them, where somebody sees whom to tell."""
    basis = basis_of(work.law, work.calendar)
    if work.deadlines.basis() == basis:
        return []
    found: list[Change] = []
    for batch in work.deadlines.with_open():
        for _, route in groupby(batch, lambda one: one.key[:2]):
            differences = recalculate(list(route), work.law, work.calendar)
            work.deadlines.save([each.after for each in differences])
            found += changes_of(differences, today, Why.BASIS)
    work.deadlines.note(found)
    work.deadlines.keep_basis(basis)
    return found

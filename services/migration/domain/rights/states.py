"""In which one state a person is, from the outcomes of the assessment."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from services.migration.domain.rights.facts import Domain, FunctionRight


class PersonState(StrEnum):
    """`TO_REASSESS`: a right runs and has to be reassessed, whether a conversation is planned or not. Events, tables
    and the API call it `planned`. The last three are no outcome of an assessment: the route leads to them, when a
    decision was made known, when the reassessment stopped without one, or when the client reported a need after that
    (Wmo 2015, 2.3.2) and nothing is decided on it yet."""

    TO_REASSESS = "planned"
    OVERDUE = "overdue"
    PROTECTED_LIVING = "protected-living"
    YOUTH = "youth"
    ELSEWHERE = "elsewhere"
    ENDED = "ended"
    DECEASED = "deceased"
    DECIDED = "decided"
    STOPPED = "stopped"
    NEW_REPORT = "new-report"


def person_state(
    rights: Sequence[FunctionRight],
    deceased_on: date | None,
    as_of: date,
    known_since: date,
    planned_through: date,
) -> PersonState:
    """Exactly one state for whatever comes in; an empty list of rights is `ended`.

    Precedence: deceased; then the state that asks for most work, so that nobody with several functions falls off:
    to reassess (a right that runs on at `as_of` and must be reassessed), overdue (Wmo 8.6(1): a right ended that had to
    be reassessed before that, and no decision is known), protected living, youth, elsewhere (Zvw or Wlz), and ended
    when nothing is left at `as_of`. A Wmo right that still runs but needs no reassessment, for example because an offer
    was accepted, counts as one to reassess until its last day: it is a Wmo client's.

    `known_since`: the day of the first delivery. What had ended before it could not be reassessed, so it is no arrear.
    `planned_through`: protected living that has to be reassessed before a later day is not planned yet, and stays
    protected living.
    """
    if deceased_on is not None and deceased_on <= as_of:
        return PersonState.DECEASED
    running = [right for right in rights if _running(right, as_of)]
    due = [right.reassess_before_end_of for right in rights if right.reassess_before_end_of is not None]
    if any(right.domain is Domain.WMO for right in running) or any(as_of <= day <= planned_through for day in due):
        return PersonState.TO_REASSESS
    if any(known_since <= day < as_of for day in due):
        return PersonState.OVERDUE
    domains = {right.domain for right in running}
    return next((state for state, its_domains in BY_DOMAIN if domains & its_domains), PersonState.ENDED)


def _running(right: FunctionRight, as_of: date) -> bool:
    """Zvw and Wlz have no last day with us, so they run on."""
    return right.right_until is None or right.right_until >= as_of


BY_DOMAIN = (
    (PersonState.PROTECTED_LIVING, {Domain.PROTECTED_LIVING}),
    (PersonState.YOUTH, {Domain.JEUGDWET}),
    (PersonState.ELSEWHERE, {Domain.ZVW, Domain.WLZ, Domain.WMO_2007}),
)

"""In which one state a person is, from the outcomes of the assessment."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from services.migration.domain.rights.facts import Domain, FunctionRight


class PersonState(StrEnum):
    """`TO_REASSESS`: a right runs and has to be reassessed, whether a conversation is planned or not. Events, tables
    and the API call it `planned`."""

    TO_REASSESS = "planned"
    OVERDUE = "overdue"
    PROTECTED_LIVING = "protected-living"
    YOUTH = "youth"
    ELSEWHERE = "elsewhere"
    ENDED = "ended"
    DECEASED = "deceased"


def person_state(
    rights: Sequence[FunctionRight], deceased_on: date | None, as_of: date, known_since: date
) -> PersonState:
    """Exactly one state for whatever comes in; an empty list of rights is `ended`.

    Precedence: deceased; then the state that asks for most work, so that nobody with several functions falls off:
    to reassess (a right that runs on at `as_of` and must be reassessed), overdue (Wmo 8.6(1): a right ended that had to
    be reassessed before that, and no decision is known), protected living, youth, elsewhere (Zvw or Wlz), and ended
    when nothing is left at `as_of`. A Wmo right that still runs but needs no reassessment, for example because an offer
    was accepted, counts as one to reassess until its last day: it is a Wmo client's.

    `known_since`: the day of the first delivery. What had ended before it could not be reassessed, so it is no arrear.
    """
    if deceased_on is not None and deceased_on <= as_of:
        return PersonState.DECEASED
    running = [right for right in rights if _running(right, as_of)]
    if any(_is_wmo_work(right) for right in running):
        return PersonState.TO_REASSESS
    if any(right.reassess and _running(right, known_since) for right in rights):
        return PersonState.OVERDUE
    domains = {right.domain for right in running}
    return next((state for state, its_domains in BY_DOMAIN if domains & its_domains), PersonState.ENDED)


def _is_wmo_work(right: FunctionRight) -> bool:
    return right.reassess or right.domain is Domain.WMO


def _running(right: FunctionRight, as_of: date) -> bool:
    """Zvw and Wlz have no last day with us, so they run on."""
    return right.right_until is None or right.right_until >= as_of


BY_DOMAIN = (
    (PersonState.PROTECTED_LIVING, {Domain.PROTECTED_LIVING}),
    (PersonState.YOUTH, {Domain.JEUGDWET}),
    (PersonState.ELSEWHERE, {Domain.ZVW, Domain.WLZ}),
)

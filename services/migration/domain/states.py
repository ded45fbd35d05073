"""In which one state a person is, from the outcomes of the assessment."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum

from services.migration.domain.facts import Domain, FunctionRight


class PersonState(StrEnum):
    PLANNED = "planned"
    PROTECTED_LIVING = "protected-living"
    YOUTH = "youth"
    ELSEWHERE = "elsewhere"
    ENDED = "ended"
    DECEASED = "deceased"


def person_state(rights: Sequence[FunctionRight], deceased_on: date | None, as_of: date) -> PersonState:
    """Exactly one state for whatever comes in; an empty list of rights is `ended`.

    Precedence: deceased; then the state that asks for most work, so that nobody with several functions falls off:
    planned (a right that runs on at `as_of` and must be reassessed), protected living, youth, elsewhere (Zvw or Wlz),
    and ended when nothing is left at `as_of`. A Wmo right that still runs but needs no reassessment, for example
    because an offer was accepted, counts as planned until its last day: it is a Wmo client's.
    """
    if deceased_on is not None and deceased_on <= as_of:
        return PersonState.DECEASED
    for state, holds in PRECEDENCE:
        if any(holds(right) and _running(right, as_of) for right in rights):
            return state
    return PersonState.ENDED


def _running(right: FunctionRight, as_of: date) -> bool:
    """Zvw and Wlz have no last day with us, so they run on."""
    return right.right_until is None or right.right_until >= as_of


PRECEDENCE: tuple[tuple[PersonState, Callable[[FunctionRight], bool]], ...] = (
    (PersonState.PLANNED, lambda right: right.reassess or right.domain is Domain.WMO),
    (PersonState.PROTECTED_LIVING, lambda right: right.domain is Domain.PROTECTED_LIVING),
    (PersonState.YOUTH, lambda right: right.domain is Domain.JEUGDWET),
    (PersonState.ELSEWHERE, lambda right: right.domain in (Domain.ZVW, Domain.WLZ)),
)

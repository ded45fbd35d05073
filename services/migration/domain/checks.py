"""Facts that contradict themselves are refused before any rule reads them. Messages are Dutch and name the function."""

import re
from collections.abc import Sequence

from services.migration.domain.facts import FactsError, FunctionFacts, LifeEvent

# COD756: hours (K0-K8), half-days (KD01-KD15), periods of 24 hours (KE1-KE7), not applicable (99); empty means 99.
CARE_CLASS = re.compile(r"(K[0-8]|KD(0[1-9]|1[0-5])|KE[1-7]|99|)")


def check_facts(functions: Sequence[FunctionFacts], events: Sequence[LifeEvent]) -> None:
    """Raises FactsError for the first fact that is wrong."""
    ids = [function.id for function in functions]
    if len(set(ids)) != len(ids):
        raise FactsError("Twee functies hebben hetzelfde id. Geef elke functie een eigen id.")
    for function in functions:
        _check_function(function)
    for event in events:
        if event.function is not None and event.function not in ids:
            raise FactsError(f"De gebeurtenis {event.type} noemt functie {event.function!r}. Die functie is er niet.")


def _check_function(function: FunctionFacts) -> None:
    if not function.grounds:
        raise FactsError(f"Functie {function.id}: de grondslag ontbreekt. Vul ten minste één grondslag in.")
    if not CARE_CLASS.fullmatch(function.care_class):
        raise FactsError(f"Functie {function.id}: klasse {function.care_class[:10]!r} bestaat niet in COD756.")
    if function.ends_on is not None and function.ends_on < function.starts_on:
        raise FactsError(f"Functie {function.id}: de einddatum ligt voor de ingangsdatum.")

"""Facts that contradict themselves are refused before any rule reads them. Messages are Dutch and name the function."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from services.migration.domain.rights.codes import CLASSES, NO_CLASS, PACKAGE_CODES
from services.migration.domain.rights.facts import FactsError, FunctionFacts, LifeEvent, PersonFacts
from shared.dutch import date_in_words

# COD756: hours (K0-K8), half-days (KD01-KD15), periods of 24 hours (KE1-KE7), not applicable (99); empty means 99.
CARE_CLASS = re.compile(r"(K[0-8]|KD(0[1-9]|1[0-5])|KE[1-7]|99|)")
Faults = Iterator[tuple[str, str]]
"""A field of the question, and what is wrong with it."""


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


def check_question(person: PersonFacts, functions: Sequence[FunctionFacts], as_of: date) -> None:
    """Stricter than `check_facts`, for a question that somebody typed. A refused question costs nothing; a delivered
    client that is refused becomes a parked message, so what intake accepts is not held against these lists.

    Raises FactsError with every fault by the path of its field in the question.
    """
    faults = dict(_birth_fault(person, as_of))
    for position, function in enumerate(functions):
        found = (*_class_fault(function), *_package_fault(function))
        faults |= {f"functions.{position}.{name}": fault for name, fault in found}
    if faults:
        raise FactsError(" ".join(faults.values()), faults)


def _birth_fault(person: PersonFacts, as_of: date) -> Faults:
    if person.birth_date > as_of:
        yield "birthDate", f"De geboortedatum ligt na asOf. Geef een datum tot en met {date_in_words(as_of)}."


def _class_fault(function: FunctionFacts) -> Faults:
    fitting = CLASSES[function.function]
    if function.care_class in (*fitting, *NO_CLASS):
        return
    choices = f"Kies uit {', '.join(fitting)} of 99, of laat" if fitting else "Kies 99 of laat"
    yield "class", f"Klasse {function.care_class[:10]!r} past niet bij {function.function}. {choices} de klasse leeg."


def _package_fault(function: FunctionFacts) -> Faults:
    if function.zzp is not None and function.zzp not in PACKAGE_CODES:
        wrong = f"Zzp-code {function.zzp[:10]!r} bestaat niet in COD163."
        yield "zzp", f"{wrong} Geef de code of de naam, zoals 754, 5VV of 3GGZ-C."

"""A client's days in order, and what has to be done next. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.migration.application.control.views import ClientFile
from services.migration.domain.planning.plans import Plan
from services.migration.domain.rights.facts import Domain
from services.migration.domain.rights.states import PersonState
from services.migration.entrypoints.rights.words import FUNCTIONS
from shared.dutch import date_in_words, iso_week

NEXT = {
    PersonState.PROTECTED_LIVING: (
        "Deze cliënt woont beschermd. Het recht loopt in elk geval tot en met de laatste dag hieronder. "
        "Nu hoeft u niets te doen."
    ),
    PersonState.ELSEWHERE: (
        "De zorg van deze cliënt gaat naar de zorgverzekering of de Wlz. De gemeente hoeft geen gesprek te plannen."
    ),
    PersonState.ENDED: "Er is geen recht dat doorloopt bij de gemeente. Meldt de cliënt zich? Maak een nieuwe melding.",
    PersonState.DECEASED: "Deze cliënt is overleden. Er gaat geen brief uit en er is geen gesprek nodig.",
}
NOT_PLANNED = (
    "Er is nog geen gesprek gepland. Dat gebeurt als alle cliënten van de aanlevering binnen zijn, "
    "en anders de volgende ochtend."
)


@dataclass(frozen=True, slots=True)
class Moment:
    """`past`: the day lies before today."""

    day: date
    text: str
    past: bool


def timeline(file: ClientFile, today: date) -> list[Moment]:
    """The oldest first; on one day in the order in which things follow from each other."""
    found = [*_before(file), *_rights(file), *(_planned(file.plan) if file.plan else ())]
    return [Moment(day, text, day < today) for day, text in sorted(found, key=lambda pair: pair[0])]


def _before(file: ClientFile) -> Iterator[tuple[date, str]]:
    yield file.delivered_on, "Het zorgkantoor leverde de gegevens aan."
    yield file.determined_on, "Wij stelden vast welk recht er is."
    if file.died_on is not None:
        yield file.died_on, "De cliënt is overleden."


def _rights(file: ClientFile) -> Iterator[tuple[date, str]]:
    starts: dict[date, list[str]] = {}
    ends: dict[date, list[str]] = {}
    for one in file.functions:
        name = FUNCTIONS.get(one.delivered.function, one.delivered.function)
        if one.right.right_from is not None and one.right.right_until is not None:
            starts.setdefault(one.right.right_from, []).append(name)
            ends.setdefault(one.right.right_until, []).append(name)
    for day, names in starts.items():
        yield day, f"Eerste dag van het oude recht bij de gemeente: {_list(names)}."
    for day, names in ends.items():
        yield day, f"Laatste dag van het oude recht: {_list(names)}."


def _list(names: list[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _planned(plan: Plan) -> Iterator[tuple[date, str]]:
    yield plan.investigation_start, f"Gesprek in week {iso_week(plan.week)}. Het onderzoek begint."
    yield plan.application_by, "Uiterste werkdag voor de aanvraag."
    yield plan.decision_due, "Uiterste werkdag voor de beschikking."
    yield plan.objection_until, "Laatste dag voor bezwaar, als de beschikking op de uiterste dag komt."


def what_next(file: ClientFile, today: date) -> str:
    if file.state is PersonState.YOUTH:
        return _hand_over(file, today)
    if file.state is PersonState.OVERDUE:
        return _decide_still(file)
    if file.state is not PersonState.TO_REASSESS:
        return NEXT[file.state]
    plan = file.plan
    if plan is None:
        return NOT_PLANNED
    if today < plan.investigation_start:
        return f"Houd het gesprek in week {iso_week(plan.week)}, vanaf {date_in_words(plan.investigation_start)}."
    if today <= plan.application_by:
        return f"Rond het onderzoek af en zorg voor de aanvraag, uiterlijk op {date_in_words(plan.application_by)}."
    if today <= plan.decision_due:
        return f"Neem de beschikking, uiterlijk op {date_in_words(plan.decision_due)}."
    return f"De uiterste werkdag voor de beschikking was {date_in_words(plan.decision_due)}. Controleer of zij er is."


def _decide_still(file: ClientFile) -> str:
    """Somebody in the state OVERDUE has at least one right to reassess, and all of them have ended."""
    last = max(one.right.right_until for one in file.functions if one.right.reassess and one.right.right_until)
    return (
        f"De laatste dag van het oude recht was {date_in_words(last)}. Wij kennen nog geen besluit. "
        "Bel de cliënt en zorg dat er snel een besluit komt."
    )


def _hand_over(file: ClientFile, today: date) -> str:
    """The law names no reassessment of youth rights, so the file goes to the youth team before the first of them ends.

    Somebody in the state YOUTH has at least one such right that ran on the day of the delivery.
    """
    ends = (one.right.right_until for one in file.functions if one.right.domain is Domain.JEUGDWET)
    first = min(day for day in ends if day is not None and day >= file.delivered_on)
    if today < first:
        return (
            f"Dit recht valt onder de Jeugdwet. Draag het dossier over aan het jeugdteam voor {date_in_words(first)}."
        )
    verb = "is" if today == first else "was"
    return (
        f"Dit recht valt onder de Jeugdwet. De laatste dag van het oude recht {verb} {date_in_words(first)}. "
        "Controleer of het jeugdteam het dossier heeft."
    )

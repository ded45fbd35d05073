"""A client's days in order, and what has to be done next. Pure.

Only what somebody recorded has happened. A day of the plan that has passed says that it was planned, and no more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.migration.application.control.views import ClientFile
from services.migration.domain.control.lists import WorkList
from services.migration.domain.planning.plans import Plan
from services.migration.domain.rights.facts import Domain, Finding
from services.migration.domain.rights.states import PersonState
from services.migration.entrypoints.control.words import LISTS
from services.migration.entrypoints.rights.words import FUNCTIONS
from shared.dutch import date_in_words, iso_week, list_in_words

DONE, NOW, PASSED, COMING = "done", "now", "passed", "coming"


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline, as its macro takes it."""

    day: date
    what: str
    state: str

    @property
    def when(self) -> str:
        return f"Vandaag, {date_in_words(self.day)}" if self.state == NOW else date_in_words(self.day)


@dataclass(frozen=True, slots=True)
class Step:
    """What comes first. `alarm`: it should have been done."""

    title: str
    text: str
    alarm: bool = False

    @property
    def work(self) -> str:
        """The title beside a day that says already that it is today."""
        words = self.title.removeprefix("Nu: ")
        return words[:1].upper() + words[1:] + "."


def timeline(file: ClientFile, today: date) -> list[Moment]:
    """The oldest first; on one day in the order in which things follow from each other, and today's work last."""
    found = [Moment(day, text, DONE) for day, text in _known(file)]
    planned = [*_rights(file), *(_planned(file.plan, today) if file.plan else ())]
    found += [Moment(day, text, PASSED if day < today else COMING) for day, text in planned]
    found.append(Moment(today, what_next(file, today).work, NOW))
    return sorted(found, key=lambda moment: moment.day)


def _known(file: ClientFile) -> Iterator[tuple[date, str]]:
    yield file.delivered_on, "Het zorgkantoor leverde de gegevens aan."
    yield file.determined_on, "Wij stelden vast welk recht er is."
    if file.died_on is not None:
        yield file.died_on, "De cliënt is overleden."


def _rights(file: ClientFile) -> Iterator[tuple[date, str]]:
    """Days of the law: they come by themselves."""
    starts: dict[date, list[str]] = {}
    ends: dict[date, list[str]] = {}
    budgets: dict[date, list[str]] = {}
    certain: dict[date, list[str]] = {}
    for one in file.functions:
        name = FUNCTIONS.get(one.delivered.function, one.delivered.function)
        if one.right.right_from is not None and one.right.right_until is not None:
            starts.setdefault(one.right.right_from, []).append(name)
            ends.setdefault(one.right.right_until, []).append(name)
            if one.right.pgb_until is not None and one.right.pgb_until != one.right.right_until:
                is_open = Finding.PGB_READING_OPEN in one.right.findings
                (certain if is_open else budgets).setdefault(one.right.pgb_until, []).append(name)
    for said, days in (
        ("Eerste dag van het oude recht bij de gemeente", starts),
        ("Laatste dag van het pgb die zeker is", certain),
        ("Laatste dag van het pgb", budgets),
        ("Laatste dag van het oude recht", ends),
    ):
        for day, names in days.items():
            yield day, f"{said}: {list_in_words(list(dict.fromkeys(names)))}."


def _planned(plan: Plan, today: date) -> Iterator[tuple[date, str]]:
    was = "stond gepland" if plan.investigation_start < today else "staat gepland"
    yield plan.investigation_start, f"Gesprek in week {iso_week(plan.week)} {was}."
    yield plan.application_by, "Uiterste werkdag voor de aanvraag."
    yield plan.decision_due, "Uiterste werkdag voor het besluit."
    yield plan.objection_until, "Laatste dag voor bezwaar, als het besluit op de uiterste dag komt."


def also_to_do(file: ClientFile) -> list[WorkList]:
    """The lists that the first step does not speak of."""
    in_first_step = {WorkList.OVERDUE, WorkList.WITHOUT_PLAN, WorkList.TO_YOUTH}
    if file.state is PersonState.ENDED:
        in_first_step.add(WorkList.LAPSED)
    if file.state is PersonState.PROTECTED_LIVING:
        in_first_step.add(WorkList.PROTECTED_LIVING_LATER)
    return [each for each in file.lists if each not in in_first_step]


def what_next(file: ClientFile, today: date) -> Step:
    if WorkList.OVERDUE in file.lists and file.due is not None:
        return _decide_still(file, file.due, today)
    if file.state is PersonState.YOUTH:
        return _hand_over(file, today)
    if file.state is PersonState.TO_REASSESS:
        return _reassess(file, today)
    return _by_state(file)


def _by_state(file: ClientFile) -> Step:
    if file.state is PersonState.PROTECTED_LIVING:
        return Step("Nu niets te doen", LISTS[WorkList.PROTECTED_LIVING_LATER].to_do)
    if file.state is PersonState.ENDED:
        return Step("Nu: vraag of er nog zorg nodig is", LISTS[WorkList.LAPSED].to_do)
    if file.state is PersonState.DECEASED:
        return Step(
            "Niets meer te doen", "Deze cliënt is overleden. Er gaat geen brief uit en er is geen gesprek nodig."
        )
    return Step(
        "Geen gesprek nodig", "Deze zorg valt niet onder de herbeoordeling. De gemeente plant hiervoor geen gesprek."
    )


def _reassess(file: ClientFile, today: date) -> Step:
    plan = file.plan
    if plan is None:
        return Step("Er is nog geen gesprek gepland", LISTS[WorkList.WITHOUT_PLAN].to_do)
    if today < plan.investigation_start:
        start = date_in_words(plan.investigation_start)
        return Step("Nu: het gesprek voorbereiden", f"Het gesprek is in week {iso_week(plan.week)}, vanaf {start}.")
    if today <= plan.application_by:
        last = date_in_words(plan.application_by)
        return Step(
            "Nu: onderzoek en aanvraag", f"Rond het onderzoek af en zorg voor de aanvraag, uiterlijk op {last}."
        )
    due = date_in_words(file.due or plan.decision_due)
    return Step("Nu: het besluit nemen", f"Neem het besluit, uiterlijk op {due}.")


def _decide_still(file: ClientFile, due: date, today: date) -> Step:
    """The day `due` has passed, and perhaps the last day of the right as well."""
    late = (today - due).days
    how_late = "1 dag" if late == 1 else f"{late} dagen"
    if file.state is PersonState.OVERDUE:
        ends = (one.right.reassess_before_end_of for one in file.functions)
        last = max(day for day in ends if day is not None and day < today)
        return Step(
            "Nu: bel de cliënt, het recht is voorbij",
            f"De laatste dag van het oude recht was {date_in_words(last)}. Wij kennen nog geen besluit. Het is "
            f"{how_late} te laat. Bel de cliënt en zorg dat er snel een besluit komt.",
            alarm=True,
        )
    return Step(
        "Nu: zorg voor het besluit",
        f"Het besluit moest er zijn op {date_in_words(due)}, {how_late} geleden. Wij kennen het nog niet. "
        "Ga na of het er is, en zorg anders dat het er snel komt.",
        alarm=True,
    )


def _hand_over(file: ClientFile, today: date) -> Step:
    """The law names no reassessment of youth rights, so the file goes to the youth team before the first of them ends.

    Somebody in the state YOUTH has at least one such right that ran on the day of the delivery.
    """
    ends = (one.right.right_until for one in file.functions if one.right.domain is Domain.JEUGDWET)
    first = min(day for day in ends if day is not None and day >= file.delivered_on)
    act = "Dit recht valt onder de Jeugdwet."
    title = "Nu: naar het jeugdteam"
    if today < first:
        return Step(title, f"{act} Draag het dossier over aan het jeugdteam voor {date_in_words(first)}.")
    verb = "is" if today == first else "was"
    return Step(
        title,
        f"{act} De laatste dag van het oude recht {verb} {date_in_words(first)}. "
        "Ga na of het jeugdteam het dossier heeft.",
        alarm=today > first,
    )

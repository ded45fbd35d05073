"""A client's days in order, and what has to be done next. Pure.

Only what somebody recorded has happened. A day of the plan that has passed says that it was planned, and no more.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from services.migration.application.control.views import ClientFile
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.steps import NextStep, Task
from services.migration.domain.planning.plans import Plan
from services.migration.domain.rights.facts import Domain, Finding
from services.migration.domain.rights.states import PersonState
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import StepKind
from services.migration.entrypoints.control.lines import owner_words
from services.migration.entrypoints.control.words import FINISHED, IN_TASK, NEITHER, TASKS, TaskWords
from services.migration.entrypoints.deadlines.words import penalty_in_words
from services.migration.entrypoints.rights.words import FUNCTIONS
from services.migration.entrypoints.route.what_next import (
    BEGIN_HERE,
    ENDS_WHILE_ASKED,
    INVITATION_UNSENT,
    TERM_DURING_HOLD,
    awaited,
    came_back,
)
from services.migration.entrypoints.route.what_next import CAME_BACK as AFTER_RETURN
from services.migration.entrypoints.route.words import STEPS
from shared.dutch import counted, date_in_words, iso_week, list_in_words

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
    """What comes first. `alarm`: it should have been done. `who` and `due`: empty when nothing is left to do."""

    title: str
    text: str
    alarm: bool = False
    who: str = ""
    due: date | None = None

    @property
    def work(self) -> str:
        """The title beside a day that says already that it is today."""
        words = self.title.removeprefix("Nu: ")
        return words[:1].upper() + words[1:] + "."


def timeline(file: ClientFile, today: date, appointment: tuple[date, str] | None = None) -> list[Moment]:
    """The oldest first; on one day in the order in which things follow from each other, and today's work last.
    `appointment`: the day and the moment in words of the one that stands."""
    found = [Moment(day, text, DONE) for day, text in (*_known(file), *_steps(file))]
    planned = [*_rights(file), *_still_planned(file, today, appointment)]
    found += [Moment(day, text, PASSED if day < today else COMING) for day, text in planned]
    found.append(Moment(today, what_next(file, today).work, NOW))
    return sorted(found, key=lambda moment: moment.day)


def _known(file: ClientFile) -> Iterator[tuple[date, str]]:
    yield file.delivered_on, "Het zorgkantoor leverde de gegevens aan."
    yield file.determined_on, "Wij stelden vast welk recht er is."
    if file.deceased_on is not None:
        yield file.deceased_on, "De cliënt is overleden."


def _steps(file: ClientFile) -> Iterator[tuple[date, str]]:
    for step in file.route.standing if file.route is not None else ():
        yield step.on, f"{STEPS[step.kind].done}."


def _still_planned(file: ClientFile, today: date, appointment: tuple[date, str] | None) -> Iterator[tuple[date, str]]:
    """Days of the plan, as far as no step came in their place; and the last day to object once there is one."""
    route = file.route or Route(file.client_id, 1)
    held, applied = route.has(StepKind.HOLD_CONVERSATION), route.has(StepKind.APPLY)
    decided, ended = route.decision_id is not None and route.untreated is None, route.has(StepKind.END)
    if appointment is not None and not held:
        yield appointment[0], f"Afspraak voor het gesprek: {appointment[1]}."
    if file.plan is not None and route.number == 1 and not ended:
        over = (held or appointment is not None, applied or decided, decided, decided)
        yield from (day for day, is_over in zip(_planned(file.plan, today), over, strict=True) if not is_over)
    step = file.standing.next
    if isinstance(step, NextStep) and step.what is Task.AWAIT_OBJECTION:
        yield step.due, "Laatste dag voor bezwaar."


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
            ends.setdefault(file.stops_on(one.right, one.right.right_until), []).append(name)
            if one.right.pgb_until is not None and one.right.pgb_until != one.right.right_until:
                is_open = Finding.PGB_READING_OPEN in one.right.findings
                stops = file.stops_on(one.right, one.right.pgb_until)
                (certain if is_open else budgets).setdefault(stops, []).append(name)
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
    step = file.standing.next
    spoken = IN_TASK.get(step.what, frozenset()) if isinstance(step, NextStep) else frozenset()
    return [each for each in file.lists if each is not WorkList.OVERDUE and each not in spoken]


def what_next(file: ClientFile, today: date) -> Step:
    """The next step of the standing in words, with its owner and its day."""
    step = file.standing.next
    if not isinstance(step, NextStep):
        said = FINISHED[step.reason] if step is not None else NEITHER
        return Step(said.title, said.text, alarm=step is None)
    said = _said(file, step, today)
    costs = map(penalty_in_words, file.penalties)
    text = " ".join([*_before(file, step, today), *_text(file, step, today), *costs])
    alarm = step.due < today or WorkList.OVERDUE in file.lists or said.title == INVITATION_UNSENT.title
    return Step(said.title, text, alarm, who=owner_words(step.owner, file.teams), due=step.due)


CAME_BACK = replace(
    TASKS[Task.SEND],
    title=AFTER_RETURN.title,
    text="De cliënt kreeg het besluit niet. Het geldt dus nog niet (Awb, artikel 3:40). Zoek uit waarom, en maak bij "
    "Herbeoordeling de brief opnieuw.",
)


SENDING = frozenset({Task.SEND, Task.SEND_OBJECTION_DECISION})


FROM_ELSEWHERE = replace(
    TASKS[Task.LOOK_AT], title=BEGIN_HERE.title, text=f"{BEGIN_HERE.text} {TASKS[Task.LOOK_AT].text}"
)


ENDS_FIRST = replace(TASKS[Task.TAKE_UP_AGAIN], title=ENDS_WHILE_ASKED.title, text=ENDS_WHILE_ASKED.text)
LATE_ON_HOLD = replace(TASKS[Task.DECIDE], title=TERM_DURING_HOLD.title, text=TERM_DURING_HOLD.text)


ASKED = frozenset({Task.AWAIT_VIEW, Task.AWAIT_COMPLETION, Task.AWAIT_REPAIR})


def _said(file: ClientFile, step: NextStep, today: date) -> TaskWords:
    """Of a decision that came back no letter lies in a mailing. Of who came from elsewhere, and of who is asked
    something, stands here what the route's own page says."""
    if step.what is Task.HOLD_CONVERSATION and file.unsent_on is not None:
        return replace(TASKS[step.what], title=INVITATION_UNSENT.title, text=INVITATION_UNSENT.text)
    if step.what in ASKED and file.route is not None and (asked := awaited(file.route, today)) is not None:
        return replace(TASKS[step.what], title=asked.title, text=asked.text)
    if step.what is Task.LOOK_AT and WorkList.FROM_MUNICIPALITY in file.lists:
        return FROM_ELSEWHERE
    if step.what is Task.DECIDE and file.waits:
        return LATE_ON_HOLD
    if step.what is Task.TAKE_UP_AGAIN and not file.waits:
        return ENDS_FIRST
    if step.what in SENDING and file.route is not None and (back := came_back(file.route)) is not None:
        return CAME_BACK if back is AFTER_RETURN else replace(TASKS[step.what], title=back.title, text=back.text)
    return TASKS[step.what]


def _text(file: ClientFile, step: NextStep, today: date) -> Iterator[str]:
    if step.what is Task.HAND_OVER_YOUTH and (first := _first_youth_end(file)) is not None:
        yield from _hand_over(first, today)
        return
    yield _said(file, step, today).text
    agreed = _agreed(file, step)
    if step.what is Task.HOLD_CONVERSATION and agreed is not None and step.due < agreed:
        stops = f"{'stopte' if step.due < today else 'stopt'} op {date_in_words(step.due)}"
        yield (
            f"De afspraak is op {date_in_words(agreed)}, en het oude recht of pgb {stops}. "
            "Verzet de afspraak naar een eerdere dag, of verleng de oude zorg."
        )
    if step.what is Task.MAKE_APPOINTMENT and file.plan is not None and file.standing.later is None:
        start = date_in_words(file.plan.investigation_start)
        yield f"Het gesprek staat in week {iso_week(file.plan.week)}, vanaf {start}."


def _agreed(file: ClientFile, step: NextStep) -> date | None:
    """The day that was agreed for this step, also after the end of the right, which no stored step tells."""
    there = file.notes.open if file.notes is not None else ()
    return next((one.agreed for one in there if one.what is step.what), None)


def _before(file: ClientFile, step: NextStep, today: date) -> Iterator[str]:
    """What comes before anything else: the right is over, or the decision is late."""
    if WorkList.OVERDUE not in file.lists or file.due is None:
        return
    late = (today - file.due).days
    how_late = counted(late, "dag", "dagen")
    if file.state is PersonState.OVERDUE:
        known = "Het besluit is nog niet bij de cliënt." if step.what is Task.SEND else "Wij kennen nog geen besluit."
        yield (
            f"{_what_was_over(file, today)} {known} Volgens "
            f"ons eigen plan moest dat er {how_late} geleden zijn. Bel de cliënt en zorg dat er snel een besluit komt."
        )
    elif file.standing.later is not None:
        yield f"De termijn na de melding liep tot en met {date_in_words(file.due)}, {how_late} geleden."
    else:
        yield f"Volgens ons eigen plan moest het besluit er zijn op {date_in_words(file.due)}, {how_late} geleden."


def _what_was_over(file: ClientFile, today: date) -> str:
    """The old right, or no more than its pgb: the right to protected living runs on (Wmo 2015 8.4)."""
    over = [
        (day, one.right.right_until)
        for one in file.functions
        if (day := one.right.reassess_before_end_of) is not None and day < today
    ]
    last, until = max(over, key=lambda each: each[0])
    if until is not None and until > last:
        return (
            f"De laatste dag van het pgb die zeker is, was {date_in_words(last)}. Het oude recht loopt tot en met "
            f"{date_in_words(until)}."
        )
    return f"De laatste dag van het oude recht was {date_in_words(last)}."


def _first_youth_end(file: ClientFile) -> date | None:
    """The law names no reassessment of youth rights, so the file goes to the youth team before the first of them
    ends."""
    ends = (one.right.right_until for one in file.functions if one.right.domain is Domain.JEUGDWET)
    return min((day for day in ends if day is not None and day >= file.delivered_on), default=None)


def _hand_over(first: date, today: date) -> Iterator[str]:
    yield "Dit recht valt onder de Jeugdwet."
    if today < first:
        yield f"Draag het dossier over aan het jeugdteam voor {date_in_words(first)}."
        return
    verb = "is" if today == first else "was"
    yield f"De laatste dag van het oude recht {verb} {date_in_words(first)}."
    yield "Ga na of het jeugdteam het dossier heeft."

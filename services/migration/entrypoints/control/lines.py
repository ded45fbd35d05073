"""The rows of the long tables: clients on a page of the list, and the weeks of the year. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from services.migration.application.control.boards import Control, Member, OwnerLine, Week
from services.migration.application.control.views import ClientLine, LatePromisePage, SortBy
from services.migration.domain.control.steps import TEAMS, FinishedReason, NextStep, Owner, Task, Team
from services.migration.entrypoints.control.forms import week_words
from services.migration.entrypoints.control.words import (
    AFTER_PLAN,
    BECAME_WORDS,
    FINISHED,
    NEITHER,
    PROMISES,
    SORTS,
    TASKS,
)
from services.migration.entrypoints.planning.words import leave_in_words
from services.migration.entrypoints.rights.words import STATES
from shared.dutch import date_in_words, iso_week, whole
from shared.municipalities import municipality_name
from shared.web.csv_file import Value
from shared.web.tables import Cell, Line

Head = dict[str, str]
Link = Callable[..., str]
"""The address of a list with these filters; empty for who may not open it."""
SOON = 7


def address_of(here: str, municipality: str | None, *, may_open: bool) -> Link:
    """The address of a list; empty for a role that may not open it."""
    base = {"municipality": municipality} if municipality else {}

    def link(**filters: str) -> str:
        chosen = {**filters, **base}
        return "" if not may_open else f"{here}?{urlencode(chosen)}" if chosen else here

    return link


def _client_heads() -> list[Head]:
    sorted_by = {sort: {"label": SORTS[sort], "sort": sort.value} for sort in SortBy}
    return [
        sorted_by[SortBy.NAME],
        {**sorted_by[SortBy.BORN], "kind": "date"},
        {"label": "Stand"},
        {**sorted_by[SortBy.LAST_DAY], "kind": "date"},
        sorted_by[SortBy.WEEK],
        {**sorted_by[SortBy.DUE], "kind": "date"},
        sorted_by[SortBy.NEXT],
    ]


CLIENT_HEADS = _client_heads()


TeamNames = Mapping[str, Mapping[Team, str]]
"""By municipality how it calls its teams."""


def client_lines(
    found: Sequence[ClientLine], file_of: Callable[[str], str], today: date, teams: TeamNames, *, with_town: bool
) -> list[Line]:
    """`file_of`: the address of a client's file."""
    return [
        Line(
            one.name,
            file_of(one.client_id),
            [
                Cell(date_in_words(one.birth_date)),
                Cell(STATES[one.state]),
                Cell(date_in_words(one.last_day) if one.last_day else "geen"),
                _conversation(one),
                _due(one.due, today),
                _next(one, today, teams[one.municipality]),
            ],
            small=municipality_name(one.municipality) if with_town else "",
        )
        for one in found
    ]


def _conversation(one: ClientLine) -> Cell:
    if one.week is None:
        return Cell("niet gepland" if one.due else "geen")
    return Cell(f"week {iso_week(one.week)}", note=str(one.week.isocalendar().year))


def _next(one: ClientLine, today: date, teams: Mapping[Team, str]) -> Cell:
    if not isinstance(one.next, NextStep):
        return Cell(FINISHED[one.next.reason].name if one.next is not None else NEITHER.name)
    who, late = owner_words(one.next.owner, teams), (today - one.next.due).days
    when = f"{late} {_days(late)} te laat" if late > 0 else f"uiterlijk {date_in_words(one.next.due)}"
    return Cell(TASKS[one.next.what].name, note=f"{when}, {who}", tag="danger" if late > 0 else "")


def owner_words(owner: Owner, teams: Mapping[Team, str]) -> str:
    return owner.name or teams[owner.team]


FILE_HEADS = (
    "Naam",
    "Geboren op",
    "Gemeente",
    "Stand",
    "Laatste dag",
    "Gesprek in week",
    "Besluit gepland",
    "Eerste stap of waarom klaar",
    "Uiterlijk",
    "Wie",
)


def file_rows(found: Sequence[ClientLine], teams: TeamNames) -> list[list[str]]:
    """The list as a file; days as a spreadsheet reads them."""
    return [
        [
            one.name,
            one.birth_date.isoformat(),
            municipality_name(one.municipality),
            STATES[one.state],
            one.last_day.isoformat() if one.last_day else "",
            f"{one.week.isocalendar().year}-{iso_week(one.week):02}" if one.week else "",
            one.due.isoformat() if one.due else "",
            *_next_in_file(one, teams[one.municipality]),
        ]
        for one in found
    ]


def _next_in_file(one: ClientLine, teams: Mapping[Team, str]) -> list[str]:
    if isinstance(one.next, NextStep):
        return [TASKS[one.next.what].name, one.next.due.isoformat(), owner_words(one.next.owner, teams)]
    return [FINISHED[one.next.reason].name if one.next is not None else NEITHER.name, "", ""]


def _due(due: date | None, today: date) -> Cell:
    """Late once the day is past, soon within a week."""
    if due is None:
        return Cell("geen")
    left = (due - today).days
    if left < 0:
        return Cell(date_in_words(due), note=f"{-left} {_days(-left)} te laat", tag="danger")
    if left <= SOON:
        return Cell(date_in_words(due), note=f"over {left} {_days(left)}" if left else "vandaag", tag="warning")
    return Cell(date_in_words(due))


def _days(number: int) -> str:
    return "dag" if number == 1 else "dagen"


WEEK_HEADS: list[Head] = [
    {"label": "Week"},
    *(
        {"label": label, "kind": "number"}
        for label in ("Gesprekken", "Ruimte", "Recht eindigt", "Besluit gepland", "Ander recht eindigt")
    ),
]


def week_lines(weeks: Sequence[Week], link: Link) -> list[Line]:
    """Every week of which there is something to tell, and their sum."""
    eventful = [week for week in weeks if week.conversations or week.ending or week.decisions or week.others]
    total = Line(
        "samen",
        "",
        [
            Cell(whole(sum(week.conversations for week in eventful))),
            Cell(""),
            Cell(whole(sum(week.ending for week in eventful))),
            Cell(whole(sum(week.decisions for week in eventful))),
            Cell(whole(sum(week.others for week in eventful))),
        ],
        total=True,
    )
    return [*(_week_line(week, link) for week in eventful), total]


def _week_line(week: Week, link: Link) -> Line:
    monday = week.monday.isoformat()

    def number(count: int, **filters: str) -> Cell:
        return Cell(whole(count), link(**filters) if count else "")

    return Line(
        week_words(week.monday),
        "",
        [
            number(week.conversations, week=monday),
            Cell(whole(week.capacity) if week.capacity is not None else ""),
            number(week.ending, ending=monday),
            number(week.decisions, decision=monday),
            number(week.others, ending=monday),
        ],
    )


WEEK_FILE_HEADS = (
    "Week",
    "Maandag",
    "Gesprekken",
    "Ruimte",
    "Recht eindigt",
    "Besluit gepland",
    "Ander recht eindigt",
)


def week_row(week: Week) -> list[Value]:
    counts = (week.conversations, week.capacity, week.ending, week.decisions, week.others)
    return [week_words(week.monday), week.monday, *counts]


TEAM_FILE_HEADS = (
    "Wat",
    "Naam",
    "Personen",
    "Te laat",
    "Werkt deze week (minuten)",
    "Gesprekken deze week",
    "Gesprekken deze week (minuten)",
    "Afwezig",
)


def owner_row(one: OwnerLine) -> list[Value]:
    return ["in handen", one.name, one.persons, one.overdue, None, None, None, None]


def member_row(one: Member) -> list[Value]:
    away = leave_in_words(one.away) if one.away else ""
    return ["deze week", one.caseworker.name, None, None, one.minutes, one.conversations, one.booked, away]


LATE_PROMISE_HEADS: list[Head] = [
    {"label": "Cliënt"},
    {"label": "Wat wij beloofden"},
    {"label": "Uiterlijk", "kind": "date"},
    {"label": "Gedaan op", "kind": "date"},
    {"label": "Dagen te laat", "kind": "number"},
]
LATE_PROMISE_FILE_HEADS = ("Cliënt", "Naam", "Gemeente", "Wat wij beloofden", "Uiterlijk", "Gedaan op", "Dagen te laat")


def late_promise_lines(page: LatePromisePage, file_of: Callable[[str], str], *, with_town: bool) -> list[Line]:
    return [
        Line(
            page.names[one.client_id],
            file_of(one.client_id),
            [
                Cell(PROMISES[one.task]),
                Cell(date_in_words(one.due)),
                Cell(date_in_words(one.kept_on)),
                Cell(whole(one.days_late)),
            ],
            small=municipality_name(one.municipality) if with_town else "",
        )
        for one in page.kept
    ]


def late_promise_rows(page: LatePromisePage) -> list[list[Value]]:
    """In the order of LATE_PROMISE_FILE_HEADS."""
    return [
        [
            one.client_id,
            page.names[one.client_id],
            municipality_name(one.municipality),
            PROMISES[one.task],
            one.due,
            one.kept_on,
            one.days_late,
        ]
        for one in page.kept
    ]


CONTROL_FILE_HEADS = ("Onderdeel", "Wat", "Van", "Personen", "Te laat")


def control_rows(control: Control, teams: Mapping[Team, str]) -> Iterator[list[Value]]:
    """The sums of the control page."""
    counts, sums = control.counts, "de optelsom"
    yield [sums, "met een eerste stap", None, control.with_next_step - control.never_transferred, None]
    yield [sums, "bij de aanlevering vastgehouden", None, control.never_transferred, control.late_there]
    yield [sums, "klaar", None, control.finished, None]
    yield [sums, NEITHER.name, None, control.without_either, None]
    yield [sums, "samen", None, control.persons, None]
    for task in Task:
        if counts.steps[task].persons:
            step = counts.steps[task]
            yield ["eerste stap", TASKS[task].name, teams[TEAMS[task]], step.persons, step.overdue]
    for reason in FinishedReason:
        if counts.finished[reason]:
            yield ["klaar, en waarom", FINISHED[reason].name, None, counts.finished[reason], None]
    for each, persons in counts.became.items():
        if persons:
            yield ["wat er van iedereen werd", BECAME_WORDS[each], None, persons, None]
    for task, persons in counts.to_do.items():
        if persons:
            yield ["wat er van iedereen werd", f"nog te doen: {TASKS[task].name}", None, persons, None]
    for task in control.promises:
        kept, promise = control.kept[task], PROMISES[task]
        yield ["belofte op tijd nagekomen", promise, None, kept.in_time, None]
        yield ["belofte te laat nagekomen", promise, None, None, kept.late]
        yield ["dagen te laat, samen", promise, None, None, kept.days]
        yield ["belofte waarvan de dag nog komt", promise, None, control.open_promises(task), None]
    yield ["belofte niet nagekomen", AFTER_PLAN, None, None, counts.after_plan]
    for task, persons in counts.broken.items():
        if persons:
            yield ["belofte niet nagekomen", PROMISES[task], None, None, persons]

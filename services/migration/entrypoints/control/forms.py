"""What the addresses of the screens hold. An odd value is a ValidationError with a Dutch text: somebody changed it."""

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from marshmallow import ValidationError

from services.migration.application.control.views import NOBODY, Closed, Filter, Moment, SortBy, Window
from services.migration.domain.control.became import Became
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.searching import read_search
from services.migration.domain.control.steps import PROMISED, FinishedReason, Task, Team
from services.migration.domain.rights.states import PersonState
from services.migration.entrypoints.control.words import (
    BECAME_WORDS,
    CLOSED,
    FINISHED,
    LISTS,
    MOMENTS,
    PROMISES,
    TASKS,
    TEAM_LABELS,
    WINDOWS,
)
from services.migration.entrypoints.rights.words import STATES
from shared.dutch import iso_week, month_in_words
from shared.municipalities import municipality_name
from shared.web.fields import read_day
from shared.web.lists import Check, Listing, ListState

CODE = re.compile(r"\d{4}", re.ASCII)
MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
MONTHS = {f"{year}-{month:02}": date(year, month, 1) for year in (2015, 2016) for month in range(1, 13)}
"""To filter by the month of the last day: the transition year, and the next one for what is planned now already."""
LIST = "list"
STEP, DUE_IN, DONE, OWNER, WAITING = "step", "due", "done", "owner", "waiting"
BECAME, BROKEN = "became", "broken"
USER_ID = re.compile(r"[A-Za-z0-9@._-]{1,60}", re.ASCII)
NOTE_MAX = 1000


def _is_day(text: str) -> bool:
    found = read_day(text)
    return found is not None and found.weekday() == 0


FILTERS: Mapping[str, AbstractSet[str] | Check] = {
    LIST: frozenset(each.value for each in WorkList),
    "state": frozenset(each.value for each in PersonState),
    "month": frozenset(MONTHS),
    "municipality": lambda text: CODE.fullmatch(text) is not None,
    STEP: frozenset(task.value for task in Task),
    DUE_IN: frozenset(window.value for window in Window),
    DONE: frozenset((*(each.value for each in FinishedReason), *(each.value for each in Closed))),
    OWNER: lambda text: USER_ID.fullmatch(text) is not None,
    WAITING: frozenset({"yes", "no"}),
    BECAME: frozenset(each.value for each in Became),
    BROKEN: frozenset(task.value for task in PROMISED),
    **dict.fromkeys((moment.value for moment in Moment), _is_day),
}
SORTS = tuple(each.value for each in SortBy)
CLIENTS = Listing(SORTS, FILTERS)
OVERDUE = Listing((SortBy.DUE.value, *(each for each in SORTS if each != SortBy.DUE)), FILTERS)
"""Who is most days late stands first."""
NEXT_STEPS = Listing((SortBy.NEXT.value, *(each for each in SORTS if each != SortBy.NEXT)), FILTERS)
"""Whose next step is due first stands first."""


LATE_PROMISES = Listing(
    ("-days",),
    {"task": FILTERS[BROKEN], "municipality": FILTERS["municipality"]},
)
"""Who waited most days stands first."""


def late_promises_words(state: ListState) -> dict[str, str]:
    """What the list is narrowed to, in Dutch."""
    chosen = state.filters
    words = {"task": PROMISES[Task(chosen["task"])].capitalize()} if "task" in chosen else {}
    if "municipality" in chosen:
        words["municipality"] = f"Gemeente: {municipality_name(chosen['municipality'])}"
    return words


def listing_of(given: Mapping[str, str]) -> Listing:
    if any(given.get(name) for name in (STEP, DUE_IN, OWNER)):
        return NEXT_STEPS
    return OVERDUE if given.get(LIST) == WorkList.OVERDUE else CLIENTS


def municipality_choice(given: Mapping[str, str]) -> str | None:
    """A code, or None for all municipalities of the user."""
    code = given.get("municipality", "")
    if code and not CODE.fullmatch(code):
        raise ValidationError({"municipality": ["Kies een gemeente uit de lijst."]})
    return code or None


def client_filter(state: ListState, typed: str) -> Filter:
    """`typed`: what is searched for, empty for nothing. The municipality is asked for apart."""
    chosen = state.filters
    return Filter(
        work_list=WorkList(chosen[LIST]) if LIST in chosen else None,
        state=PersonState(chosen["state"]) if "state" in chosen else None,
        month=MONTHS[chosen["month"]] if "month" in chosen else None,
        weeks={moment: date.fromisoformat(chosen[moment.value]) for moment in Moment if moment.value in chosen},
        search=read_search(typed) if typed else None,
        task=Task(chosen[STEP]) if STEP in chosen else None,
        window=Window(chosen[DUE_IN]) if DUE_IN in chosen else None,
        finished=_finished(chosen[DONE]) if DONE in chosen else None,
        owner=chosen.get(OWNER),
        waiting=chosen[WAITING] == "yes" if WAITING in chosen else None,
        became=Became(chosen[BECAME]) if BECAME in chosen else None,
        broken=Task(chosen[BROKEN]) if BROKEN in chosen else None,
        sort=SortBy(state.order.column),
        descending=state.order.descending,
        page=state.page,
    )


def _finished(word: str) -> FinishedReason | Closed:
    return Closed(word) if word in list(Closed) else FinishedReason(word)


def chosen_words(state: ListState, owner_name: str = "") -> dict[str, str]:
    """What the list is narrowed to, in Dutch. `owner_name`: of the colleague whose steps are shown, when known."""
    found = {name: _words_of(name, value) for name, value in state.filters.items()}
    if OWNER in state.filters and owner_name:
        found[OWNER] = f"Wie: {owner_name}"
    return {name: words for name, words in found.items() if words}


def _words_of(name: str, value: str) -> str:
    if name == LIST:
        return LISTS[WorkList(value)].name
    if name == "state":
        return f"Stand: {STATES[PersonState(value)]}"
    if name == "month":
        return f"Laatste dag in {month_in_words(MONTHS[value])}"
    if name == "municipality":
        return f"Gemeente: {municipality_name(value)}"
    if name in OF_STEPS:
        return OF_STEPS[name](value)
    return f"{MOMENTS[Moment(name)]} {week_words(date.fromisoformat(value))}"


def _done_words(value: str) -> str:
    reason = _finished(value)
    return f"Klaar: {FINISHED[reason].name}" if isinstance(reason, FinishedReason) else CLOSED[reason].capitalize()


def _owner_words(value: str) -> str:
    if value == NOBODY:
        return "Wie: niemand"
    return f"Wie: {TEAM_LABELS[Team(value)]}" if value in list(Team) else "Wie: één collega"


OF_STEPS: Mapping[str, Callable[[str], str]] = {
    STEP: lambda value: f"Eerste stap: {TASKS[Task(value)].name}",
    DUE_IN: lambda value: f"Eerste stap {WINDOWS[Window(value)]}",
    DONE: _done_words,
    OWNER: _owner_words,
    BECAME: lambda value: f"Wat er van hen werd: {BECAME_WORDS[Became(value)]}",
    BROKEN: lambda value: f"Niet nagekomen: {PROMISES[Task(value)]}",
    WAITING: lambda value: "Wacht op iemand anders" if value == "yes" else "Zelf te doen",
}


def note_field(about: str) -> str:
    """A page has a note for each thing to be done, so each has a name of its own."""
    return f"note-{about}"


def note_of(given: Mapping[str, str], about: str) -> str:
    return given.get(note_field(about), "").strip()[:NOTE_MAX]


def week_words(monday: date) -> str:
    """`week 12 van 2015`"""
    return f"week {iso_week(monday)} van {monday.isocalendar().year}"

"""What a caseworker begins the day with: today's conversations, the own steps by day, what waits for others, and
which last days moved."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta

from services.migration.application.control import ports
from services.migration.application.control.boards import AppointmentLine, MovedDays, MyWork
from services.migration.application.control.views import ClientPage, Filter, SortBy, Window
from services.migration.application.planning.find_unsent_visits import FindUnsentVisits, find_unsent_visits
from services.migration.application.route.views import TAKERS
from services.migration.domain.deadlines.penalties_due import penalties_due
from services.migration.domain.route.states import StepKind
from shared.access import Scope, User, allowed
from shared.looks.purpose import listing

PURPOSE = listing("my-work", "mijn werk")
DAYS_OF_NEWS = 7
"""So long a last day that moved is news."""
MOVED_MOST = 20
SHOWN = (Window.OVERDUE, Window.TWO_WEEKS)


@dataclass(frozen=True, slots=True)
class ShowMyWork:
    user: User


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def show_my_work(work: ports.TeamWork, asked: ShowMyWork) -> MyWork:
    """Every person shown is a line in the read log."""
    user = asked.user

    def steps(*, waiting: bool = False, window: Window | None = None) -> ClientPage:
        wanted = Filter(owner=user.id, waiting=waiting, window=window, sort=SortBy.NEXT)
        return work.queries.clients(user.municipalities, wanted, work.today)

    mine, others = steps(), steps(waiting=True)
    appointments, unsent = list(_appointments(work, user)), _unsent(work, user)
    moved = _moved(work, user)
    steps_shown = [one.client_id for one in (*mine.lines, *others.lines)]
    shown = [*(client_id for one in appointments for client_id in one.names), *steps_shown, *moved.names, *unsent]
    work.read_log.write(user, list(dict.fromkeys(shown)), PURPOSE)
    due = {window: steps(window=window).total for window in SHOWN}
    terms = work.deadlines.of(steps_shown)
    penalties = {client_id: penalties_due(ones, work.law, work.today) for client_id, ones in terms.items()}
    return MyWork(appointments, mine, others, due, moved, penalties, unsent)


def _unsent(work: ports.TeamWork, user: User) -> Mapping[str, tuple[str, date]]:
    """The nearest first."""
    own = [one.id for one in work.caseworkers.of_user(user.id, user.municipalities)]
    by_town: dict[str, set[str]] = {}
    for each in work.appointments.of_caseworkers(own, work.today):
        by_town.setdefault(each.municipality, set()).update(one.client_id for one in each.attendees)
    days: dict[str, date] = {}
    for town, client_ids in by_town.items():
        days |= find_unsent_visits(work, FindUnsentVisits(town, client_ids))
    names = work.households.names(set(days))
    in_order = sorted((day, client_id) for client_id, day in days.items() if client_id in names)
    return {client_id: (names[client_id], day) for day, client_id in in_order}


def _moved(work: ports.TeamWork, user: User) -> MovedDays:
    since = work.today - timedelta(days=DAYS_OF_NEWS)
    changes, total = work.queries.moved_days(user.id, user.municipalities, since, MOVED_MOST)
    return MovedDays(changes, work.households.names({each.of.client_id for each in changes}), total)


def _appointments(work: ports.TeamWork, user: User) -> Iterator[AppointmentLine]:
    """Today's, the earliest first, of the caseworkers as whom the user signs in. Who was spoken with on an earlier day
    is not waited for."""
    own = [one.id for one in work.caseworkers.of_user(user.id, user.municipalities)]
    today = work.appointments.of_caseworkers(own, work.today, work.today)
    invited = {one.client_id for each in today for one in each.attendees}
    names = work.households.names(invited - _spoken_with_before(work, invited))
    for each in sorted(today, key=lambda one: one.start):
        people = {one.client_id: names[one.client_id] for one in each.attendees if one.client_id in names}
        if people:
            yield AppointmentLine(people, each.start, each.until, each.place.kind)


def _spoken_with_before(work: ports.TeamWork, client_ids: Set[str]) -> Set[str]:
    held = {id_: route.last(StepKind.HOLD_CONVERSATION) for id_, route in work.routes.of(client_ids).items()}
    return {id_ for id_, step in held.items() if step is not None and step.on < work.today}

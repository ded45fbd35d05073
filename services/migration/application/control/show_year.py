"""The year at a glance: figures only, no person is shown."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.migration.application.control.boards import Figures, Week, Year
from services.migration.application.control.ports import Work
from services.migration.application.planning.plan_clients import LEAST_WORKING_DAYS, PER_HUNDRED
from services.migration.domain.control.capacity import weekly_room
from services.migration.domain.planning.agenda import weekly_capacity
from services.migration.domain.planning.weeks import Capacity
from shared.access import STAFF, Role, Scope, User, allowed, check_municipality
from shared.calendar.days import monday_of


@dataclass(frozen=True, slots=True)
class ShowYear:
    """`municipality`: None for all that the user works for."""

    user: User
    municipality: str | None


@allowed(*STAFF, Role.FINANCE, scope=Scope.MUNICIPALITY)
def show_year(work: Work, asked: ShowYear) -> Year:
    """Raises Forbidden for a municipality that the user does not work for."""
    municipalities = asked.user.municipalities
    if asked.municipality is not None:
        check_municipality(asked.user, asked.municipality)
        municipalities = frozenset({asked.municipality})
    figures = work.queries.figures(municipalities, work.today)
    weeks = _weeks(work, figures)
    within = sum(week.others for week in weeks)
    return Year(
        counts=figures.counts,
        weeks=weeks,
        later=sum(figures.others.values()) - within,
        not_transferred=figures.not_transferred,
        refusals=figures.refusals,
    )


def _weeks(work: Work, figures: Figures) -> Sequence[Week]:
    mondays = {*figures.conversations, *figures.ending, *figures.decisions}
    if not mondays:
        return []
    first, last = min(mondays), max(mondays)
    room = _room(work, figures)
    return [
        Week(
            monday=monday,
            conversations=figures.conversations.get(monday, 0),
            capacity=room.get(monday),
            ending=figures.ending.get(monday, 0),
            decisions=figures.decisions.get(monday, 0),
            others=figures.others.get(monday, 0),
        )
        for monday in (first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1))
    ]


def _room(work: Work, figures: Figures) -> Counter[date]:
    """What fits in all municipalities together, in the weeks from this one on that hold conversations, as planning
    counts it today. Who is decided leaves those whom the room is made for, so it says nothing of a past week."""
    room: Counter[date] = Counter()
    to_come = [monday for monday in figures.conversations if monday >= monday_of(work.today)]
    if not to_come:
        return room
    first, last = min(to_come), max(to_come)
    for municipality, clients in figures.reassess.items():
        per_hundred = work.choice(municipality, PER_HUNDRED, work.today).number
        least = work.choice(municipality, LEAST_WORKING_DAYS, work.today).number
        capacity = Capacity(weekly_capacity(clients, per_hundred), least)
        room.update(weekly_room(first, last, capacity, work.calendar))
    return room

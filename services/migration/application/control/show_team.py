"""The team at work: figures per step, per week and per colleague; no client is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from services.migration.application.control import ports
from services.migration.application.control.boards import Member, TeamView
from services.migration.application.control.count_control import count_control
from services.migration.application.control.show_year import ShowYear, show_year
from services.migration.application.deadlines.views import EXPORTED_MAX, DeadlineFilter, Due
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.planning.appointments import Appointment
from services.migration.domain.planning.caseworkers import Caseworker
from shared.access import STAFF, Scope, User, allowed, check_municipality
from shared.calendar.days import monday_of

TEAM_PER_PAGE = 50
TO_DECIDE = (TermKind.DECISION, TermKind.DECISION_ON_OBJECTION)
"""Terms of the law to decide: a decision is in time when it is made known (Awb 4:13, 7:10), so a file that waits, a
letter that came back and a decision that was not sent are late too."""


@dataclass(frozen=True, slots=True)
class ShowTeam:
    """`municipality`: None for all that the user works for. `page`: which part, of `size`, of the caseworkers, and of
    those who have steps in hand."""

    user: User
    municipality: str | None
    page: int = 1
    size: int = TEAM_PER_PAGE


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_team(work: ports.TeamWork, asked: ShowTeam) -> TeamView:
    """Raises Forbidden for a municipality that the user does not work for."""
    municipalities = asked.user.municipalities
    if asked.municipality is not None:
        check_municipality(asked.user, asked.municipality)
        municipalities = frozenset({asked.municipality})
    year = show_year(work, ShowYear(asked.user, asked.municipality))
    owners = work.queries.owners(municipalities, work.today)
    skip = (asked.page - 1) * asked.size
    return TeamView(
        control=count_control(work, municipalities),
        monday=monday_of(work.today),
        members=_members(work, work.caseworkers.part(municipalities, skip=skip, take=asked.size)),
        weeks=year.weeks,
        owners=owners[skip : skip + asked.size],
        most=max(len(owners), len(work.caseworkers.names(municipalities))),
        late={kind: _over(work, municipalities, kind) for kind in TO_DECIDE},
    )


def _over(work: ports.TeamWork, municipalities: frozenset[str], kind: TermKind) -> int:
    """As the list of deadlines says it."""
    wanted = DeadlineFilter(kind, Due.OVERDUE)
    return work.deadline_queries.count(municipalities, wanted, work.today, EXPORTED_MAX)


def _members(work: ports.TeamWork, shown: Sequence[Caseworker]) -> list[Member]:
    monday = monday_of(work.today)
    days = [monday + timedelta(days=number) for number in range(7)]
    held: dict[str, list[Appointment]] = {}
    for each in work.appointments.of_caseworkers([one.id for one in shown], days[0], days[-1]):
        held.setdefault(each.caseworker_id, []).append(each)
    return [_member(one, days, held.get(one.id, ())) for one in shown]


def _member(one: Caseworker, days: Sequence[date], own: Sequence[Appointment]) -> Member:
    return Member(
        caseworker=one,
        minutes=sum(_minutes(each.start, each.until) for day in days for each in one.hours_on(day)),
        conversations=len(own),
        booked=sum(_minutes(each.start, each.until) for each in own),
        away=next((leave for day in days if (leave := one.away_on(day))), None),
    )


def _minutes(start: time, until: time) -> int:
    return (until.hour - start.hour) * 60 + until.minute - start.minute

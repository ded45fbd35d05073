"""The team at work: figures per step, per week and per colleague; no client is shown."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from services.migration.application.control import ports
from services.migration.application.control.count_control import count_control
from services.migration.application.control.show_year import ShowYear, show_year
from services.migration.application.control.views import Member, TeamView
from services.migration.domain.planning.caseworkers import Caseworker
from shared.access import STAFF, Scope, User, allowed, check_municipality
from shared.calendar.days import monday_of


@dataclass(frozen=True, slots=True)
class ShowTeam:
    """`municipality`: None for all that the user works for."""

    user: User
    municipality: str | None


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_team(work: ports.TeamWork, asked: ShowTeam) -> TeamView:
    """Raises Forbidden for a municipality that the user does not work for."""
    municipalities = asked.user.municipalities
    if asked.municipality is not None:
        check_municipality(asked.user, asked.municipality)
        municipalities = frozenset({asked.municipality})
    year = show_year(work, ShowYear(asked.user, asked.municipality))
    owners = work.queries.owners(municipalities, work.today)
    monday = monday_of(work.today)
    members = [_member(work, one, monday) for one in work.caseworkers.of(municipalities)]
    return TeamView(count_control(work, municipalities), monday, members, year.weeks, owners)


def _member(work: ports.TeamWork, one: Caseworker, monday: date) -> Member:
    days = [monday + timedelta(days=number) for number in range(7)]
    own = work.appointments.of_caseworker(one.id, days[0], days[-1])
    return Member(
        caseworker=one,
        minutes=sum(_minutes(each.start, each.until) for day in days for each in one.hours_on(day)),
        conversations=len(own),
        booked=sum(_minutes(each.start, each.until) for each in own),
        away=next((leave for day in days if (leave := one.away_on(day))), None),
    )


def _minutes(start: time, until: time) -> int:
    return (until.hour - start.hour) * 60 + until.minute - start.minute

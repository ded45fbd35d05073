"""The team at work: figures per step, per week and per colleague; no client is shown."""

from dataclasses import dataclass

from services.migration.application.control.count_control import count_control
from services.migration.application.control.ports import Work
from services.migration.application.control.show_year import ShowYear, show_year
from services.migration.application.control.views import TeamView
from shared.access import STAFF, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class ShowTeam:
    """`municipality`: None for all that the user works for."""

    user: User
    municipality: str | None


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_team(work: Work, asked: ShowTeam) -> TeamView:
    """Raises Forbidden for a municipality that the user does not work for."""
    municipalities = asked.user.municipalities
    if asked.municipality is not None:
        check_municipality(asked.user, asked.municipality)
        municipalities = frozenset({asked.municipality})
    year = show_year(work, ShowYear(asked.user, asked.municipality))
    owners = work.queries.owners(municipalities, work.today)
    return TeamView(count_control(work, municipalities), year.weeks, owners)

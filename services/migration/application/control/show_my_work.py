"""What a caseworker begins the day with: today's conversations, the own steps by day, and what waits for others."""

from dataclasses import dataclass

from services.migration.application.control.ports import Work
from services.migration.application.control.views import ClientPage, Filter, MyWork, SortBy
from services.migration.application.route.views import TAKERS
from shared.access import Scope, User, allowed

PURPOSE = "mijn werk"


@dataclass(frozen=True, slots=True)
class ShowMyWork:
    user: User


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def show_my_work(work: Work, asked: ShowMyWork) -> MyWork:
    """Every person shown is a line in the read log."""
    user = asked.user

    def steps(*, waiting: bool) -> ClientPage:
        wanted = Filter(owner=user.id, waiting=waiting, sort=SortBy.NEXT)
        return work.queries.clients(user.municipalities, wanted, work.today)

    mine, others = steps(waiting=False), steps(waiting=True)
    appointments = work.appointments.of_day(user.id, work.today)
    steps_shown = [one.client_id for one in (*mine.lines, *others.lines)]
    shown = [*(one.client_id for one in appointments), *steps_shown]
    work.read_log.write(user, list(dict.fromkeys(shown)), PURPOSE)
    return MyWork(appointments, mine, others)

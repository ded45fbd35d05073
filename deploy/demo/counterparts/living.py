"""One day in the life of a demo's municipalities."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from deploy.demo.counterparts import caseworkers, clients
from deploy.demo.counterparts.agenda import DAYS, LONGEST, due_on
from deploy.demo.counterparts.answers import Said, said_by
from deploy.demo.counterparts.appointments import AHEAD, about, make_one, move_one, plan_weeks
from deploy.demo.counterparts.chance import Fate
from deploy.demo.counterparts.clients import LET_KNOW, Answer, answer_of, is_in_hospital, is_there, say
from deploy.demo.counterparts.desk import do_desk_work, on_desk
from deploy.demo.counterparts.office import Office, user_of
from deploy.demo.counterparts.steps import Case
from services.migration.adapters.work import Work, Works
from services.migration.application.planning.report_illness import ReportIllness, report_illness
from services.migration.application.route.views import RouteAt
from services.migration.domain.planning.appointments import Appointment
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import RouteState
from shared.access import User
from shared.calendar.days import LegalCalendar, monday_of
from shared.messaging.failures import Refused
from shared.region.values import ServedRegion

ACTS = {**caseworkers.ACTS, **clients.ACTS}
WAITING = set(DAYS) - {RouteState.INVITED, RouteState.SENT, RouteState.IN_FORCE}
"""States that somebody of the municipality has to bring further, or asks the client about until it is done."""
ILL = 15
"""Of a thousand weeks of a caseworker."""
DAYS_ILL = (1, 4)


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody does about a client. `about`: in a word, for the count of refusals. `at`: where the route has to be
    for it; None wherever it is."""

    client_id: str
    about: str
    act: Callable[[Case], None]
    at: RouteAt | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A step (`Task.about`) that a use case did not allow, and why not, in Dutch."""

    about: str
    why: str


APPOINTMENT, CONVERSATION = "appointment", "conversation"


class Counterparts:
    def __init__(self, works: Works, region: ServedRegion, seed: int, calendar: LegalCalendar) -> None:
        self._works = works
        self._codes = sorted(region.codes)
        self.fate = Fate(seed)
        self._calendar = calendar
        self._offices: dict[str, Office] = {}
        self.refused: Counter[Refusal] = Counter()
        """What a use case did not allow and is left to a person, with how often it was tried."""
        self._said: list[Said] = []

    def live(self, today: date) -> None:
        """All that people do on a working day; the conversations come before the paper work."""
        if not self.works_on(today):
            return
        self._open_offices(today)
        if self._begins_week(today):
            self._fall_ill(today)
            self._open_offices(today)
            for code, office in self._offices.items():
                for client_id in plan_weeks(self._works, office.anybody(), code, today):
                    self._appoint(client_id, today)
        for code in self._codes:
            self._do(self._conversations(code, today), today)
        due = list(self._due(today))
        self._do([Task(at.client_id, at.state.value, ACTS[at.state], at) for at in due if at.state in ACTS], today)
        for at in due:
            if at.state not in ACTS:
                self._follow_invitation(at, today)
        if self._begins_week(today):
            self._look_for_who_was_missed(today)
            for code in self._codes:
                self._do(self._desk_work(code, today), today)

    def said(self) -> list[Said]:
        """What clients let know on the day that was lived last, by slip, by telephone or on their own page. Once."""
        said, self._said = self._said, []
        return said

    def colleague(self, code: str) -> User:
        """Somebody of the municipality who is there on the day that was lived last."""
        return self._offices[code].anybody()

    def _open_offices(self, today: date) -> None:
        with self._works.read() as work:
            self._offices = {code: Office(work, code, today) for code in self._codes}

    def _fall_ill(self, today: date) -> None:
        for office in self._offices.values():
            for each in office.team:
                chance = self.fate.of("ill", each.id, today)
                if each.hours_on(today) and chance.happens(ILL):
                    last = today + timedelta(days=chance.between(*DAYS_ILL))
                    with self._works.begin() as work:
                        report_illness(work, ReportIllness(office.anybody(), each.id, today, last))

    def _conversations(self, code: str, today: date) -> Sequence[Task]:
        with self._works.read() as work:
            appointments = work.appointments.between(code, today, today)
        return [
            Task(each.client_id, CONVERSATION, partial(_meet, one)) for one in appointments for each in one.attendees
        ]

    def _desk_work(self, code: str, today: date) -> Sequence[Task]:
        with self._works.read() as work:
            steps = on_desk(work, code, self.fate, today)
            return [Task(client_id, step.what.value, partial(do_desk_work, step)) for client_id, step in steps]

    def _due(self, today: date) -> Iterator[RouteAt]:
        """A client who did not answer is not asked again the next day; what a caseworker has to do stays to be done."""
        since = self.working_day_before(today)
        yesterday = today - timedelta(days=1)
        with self._works.read() as work:
            moving = work.routes.changed(set(DAYS) - WAITING, today - LONGEST, yesterday)
            to_do = work.routes.changed(WAITING, date.min, yesterday)
        yield from (at for at in moving if since < due_on(self.fate, at) <= today)
        yield from (at for at in to_do if due_on(self.fate, at) <= today)

    def _look_for_who_was_missed(self, today: date) -> None:
        """Who was invited to a day that is over, and was not spoken with and not asked again."""
        with self._works.read() as work:
            invited = work.routes.changed([RouteState.INVITED], date.min, today - AHEAD)
            found = work.appointments.of_clients([at.client_id for at in invited])
        coming = {each.client_id for one in found if one.stands and one.day >= today for each in one.attendees}
        for at in invited:
            if at.client_id not in coming:
                self._appoint(at.client_id, today)

    def works_on(self, today: date) -> bool:
        return self._calendar.is_working_day(today)

    def working_day_before(self, today: date) -> date:
        day = today - timedelta(days=1)
        while not self._calendar.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def _begins_week(self, today: date) -> bool:
        return self._calendar.first_working_day_in_week(monday_of(today), monday_of(today)) == today

    def _follow_invitation(self, at: RouteAt, today: date) -> None:
        with self._works.read() as work:
            standing = _appointment(work, at.client_id, today)
            case = self._case(work, at.client_id, today)
        if not _is_at(case.route, at) or case.client.died_on is not None:
            return
        if standing is None:
            self._appoint(at.client_id, today)
            return
        answer = answer_of(case)
        kind = LET_KNOW.get(answer)
        said = said_by(case, standing.id, kind) if kind is not None else None
        if said is not None:
            self._said.append(said)
        if said is not None and answer is Answer.SUITS:
            return
        if answer is Answer.OTHER_DAY:
            self._leave_when_refused(APPOINTMENT, partial(move_one, self._works, case.user, standing))
        elif answer is not Answer.NOTHING:
            self._do([Task(at.client_id, at.state.value, partial(say, answer, standing), at)], today)

    def _appoint(self, client_id: str, today: date) -> None:
        with self._works.read() as work:
            case = self._case(work, client_id, today)
        user, whose = case.office.anybody(), about(case.route)
        self._leave_when_refused(APPOINTMENT, partial(make_one, self._works, user, whose, today))

    def _do(self, tasks: Sequence[Task], today: date) -> None:
        """In one transaction; when somebody is refused in it, each in one of its own, which comes to the same."""
        try:
            with self._works.begin() as work:
                for task in tasks:
                    self._act(work, task, today)
        except Refused:
            for task in tasks:
                self._leave_when_refused(task.about, partial(self._act_alone, task, today))

    def _act_alone(self, task: Task, today: date) -> None:
        with self._works.begin() as work:
            self._act(work, task, today)

    def _act(self, work: Work, task: Task, today: date) -> None:
        """A route that changed since is left alone, and so is somebody who died."""
        case = self._case(work, task.client_id, today)
        if case.client.died_on is None and (task.at is None or _is_at(case.route, task.at)):
            task.act(case)

    def _case(self, work: Work, client_id: str, today: date) -> Case:
        client = work.route_clients.client(client_id)
        route = work.routes.of([client_id]).get(client_id, Route(client_id, 1))
        return Case(work, self._offices[client.municipality], client, route, self.fate, today)

    def _leave_when_refused(self, about: str, act: Callable[[], None]) -> None:
        """Somebody who is refused leaves the case to the person at the screen, as a colleague would."""
        try:
            act()
        except Refused as refused:
            self.refused[Refusal(about, str(refused))] += 1


def _meet(appointment: Appointment, case: Case) -> None:
    """At the hour of an appointment."""
    if case.route.state is not RouteState.INVITED:
        return
    caseworker = next((each for each in case.office.team if each.id == appointment.caseworker_id), None)
    if is_in_hospital(case):
        caseworkers.let_wait(case)
    elif is_there(case):
        caseworkers.hold(case, user_of(caseworker) if caseworker is not None else case.user)
    else:
        caseworkers.remind(case)


def _appointment(work: Work, client_id: str, today: date) -> Appointment | None:
    found = work.appointments.of_clients([client_id])
    return next((each for each in found if each.stands and each.day >= today), None)


def _is_at(route: Route, at: RouteAt) -> bool:
    return (route.number, len(route.steps), route.state) == (at.number, at.steps, at.state)

"""What caseworkers do about appointments: those of a week, and one for who has none any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.migration.adapters.work import Works
from services.migration.application.planning.make_appointment import MakeAppointment, make_appointment
from services.migration.application.planning.move_appointment import MoveAppointment, move_appointment
from services.migration.application.planning.plan_week import PlanWeek, plan_week
from services.migration.application.planning.propose_slots import ProposeSlots, propose_slots
from services.migration.application.planning.views import Offer, WeekPlanned
from services.migration.domain.planning.appointments import Appointment
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import StepKind
from shared.access import User
from shared.calendar.days import monday_of

WEEK = timedelta(weeks=1)
LOOKING_BACK = timedelta(weeks=26)
"""So many weeks that were left behind are still planned."""
AHEAD = 3 * WEEK
"""An invitation comes so long before the conversation."""
NEXT_WEEKS = (WEEK, 2 * WEEK)
TERM = timedelta(weeks=8)
"""Of a later report by the client: six weeks for the investigation and two for the decision."""


@dataclass(frozen=True, slots=True)
class About:
    """Whose conversation: of a route, with the day before which there must be a decision when it is a later one."""

    client_id: str
    route: int = 1
    decide_by: date | None = None


def about(route: Route) -> About:
    reported = route.last(StepKind.REPORT_NEED)
    return About(route.client_id, route.number, reported.on + TERM if reported is not None else None)


def plan_weeks(works: Works, user: User, municipality: str, today: date) -> Sequence[str]:
    """Makes the appointments of every week through the third one from now in which somebody has none. The clients who
    did not fit."""
    with works.read() as work:
        this_week = monday_of(today)
        weeks = work.households.weeks_without_appointment(municipality, this_week - LOOKING_BACK, this_week + AHEAD)
    left: list[str] = []
    for monday in weeks:
        with works.begin() as work:
            planned: WeekPlanned = plan_week(work, PlanWeek(user, municipality, monday))
        left += [each.household.client_ids[0] for each in planned.left]
    return left


def make_one(works: Works, user: User, whose: About, today: date) -> None:
    """The first moment that there is; when that is too late for the law, one of the next weeks, and then the client is
    called. Too late is better than never."""
    offer = _first_offer(works, user, whose, today)
    if offer is None:
        return
    wanted = MakeAppointment(
        user=user,
        client_id=whose.client_id,
        day=offer.slot.day,
        start=offer.slot.start,
        caseworker_id=offer.slot.caseworker_id,
        place=offer.slot.place,
        route=whose.route,
        decide_by=whose.decide_by,
        accept_late=offer.effect.late,
    )
    with works.begin() as work:
        make_appointment(work, wanted)


def _first_offer(works: Works, user: User, whose: About, today: date) -> Offer | None:
    late: list[Offer] = []
    for monday in (None, *(monday_of(today) + weeks for weeks in NEXT_WEEKS)):
        asked = ProposeSlots(user, whose.client_id, monday, route=whose.route, decide_by=whose.decide_by)
        with works.read() as work:
            offers = propose_slots(work, asked).offers
        for offer in offers:
            if not offer.effect.late:
                return offer
        late += offers
    return late[0] if late else None


def move_one(works: Works, user: User, one: Appointment) -> None:
    """To a moment in the week after it, when there is one that is in time."""
    client_id = one.attendees[0].client_id
    asked = ProposeSlots(user, client_id, monday_of(one.day) + WEEK, one.place.kind, appointment_id=one.id)
    with works.read() as work:
        offers = [each for each in propose_slots(work, asked).offers if not each.effect.late]
    if not offers:
        return
    slot = offers[0].slot
    with works.begin() as work:
        move_appointment(work, MoveAppointment(user, one.id, slot.day, slot.start, slot.caseworker_id, slot.place))

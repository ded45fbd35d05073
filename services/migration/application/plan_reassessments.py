"""Plans the clients of every delivery that is complete. Work that waits in a table, done between batches.

It is not done with the last event itself: with more workers, none of them sees that the other brings the last client.
"""

from collections.abc import Sequence
from datetime import date

from services.migration.application.ports import Booking, Check, Planner, Stores, ToPlan
from services.migration.domain.agenda import Agenda, add_to, weekly_capacity
from services.migration.domain.announcement import REASSESSMENT_PLANNED, reassessment_planned
from services.migration.domain.planning import notice_from
from services.migration.domain.weeks import Capacity
from shared.access import system
from shared.calendar.days import CalendarError
from shared.law.book import LawError
from shared.messaging.unit import Unit

PER_HUNDRED = "capacity.conversations-per-100"
LEAST_WORKING_DAYS = "capacity.least-working-days"
WEEKS_NOTICE = "planning.weeks-notice"
WEEKS_NOTICE_AT_LEAST = "planning.weeks-notice-at-least"


@system
def plan_reassessments(planner: Planner) -> int:
    """Returns how many deliveries were done. One that the calendar or the law book cannot plan is marked with why."""
    return sum(_plan_delivery(planner, check) for check in planner.queue.ready())


@system
def plan_together(unit: Unit, stores: Stores, to_plan: ToPlan, today: date, planner: Planner) -> int:
    """Plans clients of one municipality from `today` on and announces each; returns how many.

    Raises LawError or CalendarError for a day that is not known.
    """
    municipality = to_plan.municipality
    # One at a time per municipality, or two would fill the same room in the agenda.
    planner.database.lock_subjects(unit.connection, {municipality})
    plans = add_to(_agenda(stores, municipality, today, planner), to_plan.wishes, today, planner.book, planner.calendar)
    bookings = [Booking(plan, to_plan.revisions[plan.client_id], municipality) for plan in plans]
    stores.plans.save(bookings)
    _announce(unit, bookings)
    return len(bookings)


def _plan_delivery(planner: Planner, check: Check) -> int:
    try:
        with planner.database.unit(check.traceparent) as unit:
            stores = planner.stores(unit)
            if not stores.deliveries.take(check.delivery_id):
                return 0
            to_plan = stores.plans.to_plan(check.municipality, check.delivery_id)
            plan_together(unit, stores, to_plan, check.checked_on, planner)
    except (CalendarError, LawError) as refusal:
        with planner.database.unit(check.traceparent) as unit:
            planner.stores(unit).deliveries.refuse(check.delivery_id, str(refusal))
    return 1


def _agenda(stores: Stores, municipality: str, today: date, planner: Planner) -> Agenda:
    known = planner.policy.keys()

    def policy(key: str) -> int:
        """The municipality's own value, or the common one."""
        own = f"{key}.{municipality}"
        return planner.policy.integer(own if own in known else key, today)

    return Agenda(
        capacity=Capacity(
            weekly_capacity(stores.clients.to_reassess(municipality), policy(PER_HUNDRED)), policy(LEAST_WORKING_DAYS)
        ),
        notice=notice_from(today, policy(WEEKS_NOTICE), policy(WEEKS_NOTICE_AT_LEAST), planner.book),
        conversations=stores.plans.conversations(municipality),
    )


def _announce(unit: Unit, bookings: Sequence[Booking]) -> None:
    for one in bookings:
        data = reassessment_planned(one.plan, one.revision, one.municipality)
        unit.record(REASSESSMENT_PLANNED, one.plan.client_id, data)

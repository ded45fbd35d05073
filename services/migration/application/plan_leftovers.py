"""The daily tick: plans who was left without a plan, such as a client whose message was parked for a while."""

from datetime import date

from services.migration.application.plan_reassessments import plan_together
from services.migration.application.ports import Planner
from shared.access import system
from shared.calendar.days import CalendarError
from shared.law.book import LawError
from shared.messaging.failures import Refused


@system
def plan_leftovers(planner: Planner, today: date) -> int:
    """Returns how many clients were planned. A delivery gets the rest of its day to become complete.

    Raises Refused when the calendar or the law book does not know `today`.
    """
    try:
        with planner.database.unit() as unit:
            stores = planner.stores(unit)
            stores.deliveries.close_before(today)
            return sum(
                plan_together(unit, stores, to_plan, today, planner) for to_plan in stores.plans.leftovers(today)
            )
    except (CalendarError, LawError) as refusal:
        raise Refused(str(refusal)) from refusal

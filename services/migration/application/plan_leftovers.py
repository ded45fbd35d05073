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
            # All locks at once, because taken one by one they could stand crosswise to those of a worker's batch; and
            # what is left is read after that, because another tick may have planned it in the meantime.
            municipalities = {to_plan.municipality for to_plan in stores.plans.leftovers(today)}
            planner.database.lock_subjects(unit.connection, municipalities)
            left = [one for one in stores.plans.leftovers(today) if one.municipality in municipalities]
            return sum(plan_together(unit, stores, to_plan, today, planner) for to_plan in left)
    except (CalendarError, LawError) as refusal:
        raise Refused(str(refusal)) from refusal

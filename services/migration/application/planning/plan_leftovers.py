"""The daily tick: plans clients who were left without a plan, such as those whose message was parked for a while."""

from datetime import date

from services.migration.application.planning.plan_clients import PlanClients, plan_clients
from services.migration.application.planning.ports import Work
from shared.access import system
from shared.calendar.days import CalendarError
from shared.law.book import LawError
from shared.messaging.failures import Refused


@system
def plan_leftovers(work: Work, today: date) -> int:
    """Returns how many clients were planned. A delivery gets the rest of its day to become complete.

    Raises Refused when the calendar or the law book does not know `today`.
    """
    work.deliveries.close_before(today)
    # All locks at once, because taken one by one they could stand crosswise to those of a worker's batch; and what is
    # left is read after that, because another tick may have planned it in the meantime.
    municipalities = work.plans.leftovers(today).keys()
    work.lock(municipalities)
    left = {code: wishes for code, wishes in work.plans.leftovers(today).items() if code in municipalities}
    try:
        return sum(plan_clients(work, PlanClients(code, wishes, today)) for code, wishes in left.items())
    except CalendarError as refusal:
        raise Refused(str(refusal)) from refusal
    except LawError as unknown:
        raise Refused(unknown.reason) from unknown

"""Plans the clients of every delivery that is complete. Work that waits in a table, done between batches.

It is not done with the last event itself: with more workers, none of them sees that the other brings the last client.
"""

from services.migration.application.planning.plan_clients import PlanClients, plan_clients
from services.migration.application.planning.ports import Work, Works
from services.migration.domain.planning.deliveries import CheckedDelivery
from shared.access import system
from shared.calendar.days import CalendarError
from shared.law.book import LawError


@system
def plan_reassessments(works: Works) -> int:
    """Returns how many deliveries were done. One that the calendar or the law book cannot plan is marked with why.

    Each delivery is a transaction of its own, on its own trace: large ones do not hold a lock on many municipalities,
    and what was planned stays when the process ends halfway.
    """
    with works.read() as work:
        ready = work.deliveries.ready()
    done = 0
    for delivery in ready:
        with works.begin(delivery.traceparent) as work:
            done += _plan_delivery(work, delivery)
    return done


def _plan_delivery(work: Work, delivery: CheckedDelivery) -> int:
    """1 when this worker did it, 0 when another one did."""
    if not work.deliveries.take(delivery.delivery_id):
        return 0
    wishes = work.plans.wishes(delivery.municipality, delivery.delivery_id)
    try:
        plan_clients(work, PlanClients(delivery.municipality, wishes, delivery.checked_on))
    except CalendarError as refusal:
        work.deliveries.refuse(delivery.delivery_id, str(refusal))
    except LawError as unknown:
        work.deliveries.refuse(delivery.delivery_id, unknown.reason)
    return 1

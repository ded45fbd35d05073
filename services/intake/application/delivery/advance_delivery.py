"""One step of taking a delivery in: some lines, some clients, or the totals.

Each step is one transaction and remembers how far it came, so that a process that is killed goes on where it was, and
two processes never do one step twice.
"""

from services.intake.application.delivery.check_totals import check_totals
from services.intake.application.delivery.fail_delivery import FailDelivery, fail_delivery
from services.intake.application.delivery.ports import DeliveryWorks, Overtaken
from services.intake.application.delivery.stage_rows import stage_rows
from services.intake.application.delivery.transfer_clients import transfer_clients
from services.intake.domain.delivery.deliveries import Delivery, Registered
from shared.access import system


@system
def advance_delivery(works: DeliveryWorks, delivery: Delivery) -> Registered:
    """Where the delivery stands after its next step, whether this process did that or another one. It failed when the
    program did, whatever was wrong; only a fault that passes is raised.

    Takes `works`, because each kind of step begins its own transaction.
    """
    try:
        if delivery.staged.line < delivery.lines:
            return stage_rows(works, delivery)
        with works.begin_for(delivery) as work:
            return transfer_clients(work, delivery) or check_totals(work, delivery)
    except Overtaken:
        with works.read() as work:
            return work.deliveries.find(delivery.id)
    except works.passing:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the next delivery goes on
        return fail_delivery(works, FailDelivery(delivery, error))

"""The daily tick tells of whom the old right is over by an offer that the client accepted: on the day on which the new
care begins. Until then the client can take it back."""

from datetime import date

from services.migration.application.control.end_rights import EndRights, end_rights
from services.migration.application.control.ports import Telling
from services.migration.domain.control.ends import EndReason
from shared.access import system


@system
def tell_accepted_ends(work: Telling, today: date) -> int:
    """Returns of how many clients."""
    due = work.routes.due_to_take_over(today)
    for client_id in due:
        for route in work.routes.earlier(client_id):
            if route.old_right_until is not None and route.old_right_until < today:
                end_rights(work, EndRights(route, route.old_right_until, EndReason.OFFER_ACCEPTED))
    work.routes.taken_over(due)
    return len(due)

"""What is done every day: print runs of the letters that are ready, and notices to providers whose list changed."""

from collections.abc import Callable
from datetime import date

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.mailing.make_print_runs import make_print_runs
from services.notifications.application.notices.make_provider_notices import make_provider_notices


def daily(works: NotificationsWorks) -> Callable[[date], int]:
    """The tick; it returns how many letters were printed and notices made. A missed day costs nothing."""

    def tick(day: date) -> int:
        printed = make_print_runs(works, day)
        with works.begin() as work:
            return printed + make_provider_notices(work, day)

    return tick

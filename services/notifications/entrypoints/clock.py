"""What is done every day: print runs of the letters that are ready, and notices to providers whose list changed."""

from collections.abc import Callable
from datetime import date

from services.notifications.application.letters.ports import Printer, StoresOn
from services.notifications.application.mailing.make_print_runs import make_print_runs
from services.notifications.application.notices.make_provider_notices import make_provider_notices
from shared.messaging.unit import Database


def daily(database: Database, stores_on: StoresOn, printer: Printer) -> Callable[[date], int]:
    """The tick; it returns how many letters were printed and notices made. A missed day costs nothing."""

    def tick(day: date) -> int:
        return make_print_runs(database, stores_on, printer, day) + make_provider_notices(database, stores_on, day)

    return tick

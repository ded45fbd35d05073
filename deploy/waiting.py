"""A process that stays waits for its database when it starts, as it does when it works."""

import time
from collections.abc import Callable
from typing import TypeVar

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError

from shared.messaging.worker import LONGEST_PAUSE_SECONDS

FIRST_PAUSE_SECONDS = 0.5
T = TypeVar("T")
log = structlog.get_logger()


def when_it_can(open_it: Callable[[], T], pause: Callable[[float], None] = time.sleep) -> T:
    """What `open_it` gives, once its database answers; each time it does not, the log says which fault it was."""
    seconds = FIRST_PAUSE_SECONDS
    while True:
        try:
            return open_it()
        except (OperationalError, InterfaceError) as error:
            log.warning("waits for a fault to pass", fault=type(error).__name__)
            pause(seconds)
            seconds = min(2 * seconds, LONGEST_PAUSE_SECONDS)

"""What is due, every morning: in production a process of its own, otherwise beside the screens."""

from collections.abc import Callable
from threading import Event

import structlog
from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger

from shared.clock import AMSTERDAM
from shared.messaging.worker import PASSING
from shared.ticks import AT

AGAIN_SECONDS = 60.0
log = structlog.get_logger()
AT_SIX = CronTrigger(hour=AT.hour, minute=AT.minute, timezone=AMSTERDAM)


def until_it_is_done(due: Callable[[], None], stop: Event) -> Callable[[], None]:
    """The same work, begun again each minute as long as the world is away. What was done of it is not done again."""

    def done() -> None:
        while not stop.is_set():
            try:
                due()
            except PASSING as error:
                log.warning("the work of the day waits for a fault to pass", fault=type(error).__name__)
                stop.wait(AGAIN_SECONDS)
            else:
                return

    return done


def every_morning(
    scheduler: BaseScheduler,
    due: Callable[[], None],
    failed: Callable[[BaseException], None],
    trigger: BaseTrigger = AT_SIX,
) -> None:
    """Lets the scheduler do `due` every morning at six. A morning that was slept through is made up for once.

    The scheduler itself writes a failure down and goes on; `failed` gets it, so that nobody waits a day for nothing.
    """

    def tell(event: JobExecutionEvent) -> None:
        failed(event.exception)

    scheduler.add_listener(tell, EVENT_JOB_ERROR)
    scheduler.add_job(due, trigger, coalesce=True, misfire_grace_time=None)

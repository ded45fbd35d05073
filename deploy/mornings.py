"""What is due, every morning: in production a process of its own, otherwise beside the screens."""

from collections.abc import Callable

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger

from shared.clock import AMSTERDAM
from shared.ticks import AT

AT_SIX = CronTrigger(hour=AT.hour, minute=AT.minute, timezone=AMSTERDAM)


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

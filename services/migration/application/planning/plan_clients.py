"""Adds clients of one municipality to its agenda of conversations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.migration.application.planning.ports import Work
from services.migration.domain.planning.agenda import Agenda, Wish, add_to, weekly_capacity
from services.migration.domain.planning.conversations import notice_from
from services.migration.domain.planning.plans import ReassessmentPlanned
from services.migration.domain.planning.weeks import Capacity
from shared.access import system

PER_HUNDRED = "capacity.conversations-per-100"
LEAST_WORKING_DAYS = "capacity.least-working-days"
WEEKS_NOTICE = "planning.weeks-notice"
WEEKS_NOTICE_AT_LEAST = "planning.weeks-notice-at-least"


@dataclass(frozen=True, slots=True)
class PlanClients:
    """`today`: the day from which they are planned."""

    municipality: str
    wishes: Sequence[Wish]
    today: date


@system
def plan_clients(work: Work, command: PlanClients) -> int:
    """Returns how many clients were planned. Raises LawError or CalendarError for a day that is not known."""
    # One at a time per municipality, or two would fill the same room in the agenda.
    work.lock([command.municipality])
    agenda = _agenda(work, command.municipality, command.today)
    plans = add_to(agenda, command.wishes, command.today, work.law, work.calendar)
    work.plans.save(plans)
    for plan in plans:
        work.record(ReassessmentPlanned(plan))
    return len(plans)


def _agenda(work: Work, municipality: str, today: date) -> Agenda:
    keys = work.policy.keys()

    def policy(key: str) -> int:
        """The municipality's own value, or the common one."""
        own = f"{key}.{municipality}"
        return work.policy.integer(own if own in keys else key, today)

    conversations_a_week = weekly_capacity(work.clients.to_reassess(municipality), policy(PER_HUNDRED))
    return Agenda(
        municipality=municipality,
        capacity=Capacity(conversations_a_week, policy(LEAST_WORKING_DAYS)),
        notice=notice_from(today, policy(WEEKS_NOTICE), policy(WEEKS_NOTICE_AT_LEAST), work.law),
        conversations=work.plans.conversations(municipality),
    )

"""From which day on a client's term of retention is over."""

from datetime import date

from services.intake.application.forgetting.ports import ForgettingWork
from services.intake.domain.forgetting.forgetting import Traces
from services.intake.domain.forgetting.retention import longest, may_go_from
from services.intake.domain.mapping.moments import day_made
from shared.access import system


@system
def find_due_day(work: ForgettingWork, traces: Traces) -> date:
    """By what intake knows: the last delivery that names the client. Whether a route or money runs on, the person who
    proposes has to look up."""
    years = longest(lambda key: work.choice(traces.municipality, key, work.today).number)
    return may_go_from(day_made(traces.last_named), years)

"""A step by which old rights end at once: the client accepted an offer, or died. Or a step that says that a death was a
mistake: then they go on."""

from collections.abc import Sequence
from datetime import date

from services.migration.application.control.ports import Telling
from services.migration.domain.control.ends import EndOfRights, EndReason, RightEnded
from services.migration.domain.rights.facts import FunctionRight
from services.migration.domain.route.happened import StepTaken
from services.migration.domain.route.states import EndReason as StopReason
from services.migration.domain.route.states import StepKind
from shared.access import system


@system
def follow_ends(work: Telling, taken: Sequence[StepTaken]) -> None:
    """8.3(1): an accepted offer ends the rights that had to be reassessed; a death ends all of them."""
    for event in taken:
        step = event.step
        if step.kind is StepKind.ACCEPT_OFFER:
            _tell(work, event, step.on, EndReason.OFFER_ACCEPTED)
        elif step.kind is StepKind.END and step.details["reason"] == StopReason.DIED:
            _tell(work, event, step.on, EndReason.DIED)
        elif step.kind is StepKind.REPORT_NEED or _takes_death_back(event):
            work.ends.forget_death(event.route.client_id)


def _takes_death_back(event: StepTaken) -> bool:
    undone = (step for step in event.route.steps if step.step_id == event.step.undoes)
    return any(step.kind is StepKind.END and step.details["reason"] == StopReason.DIED for step in undone)


def _tell(work: Telling, event: StepTaken, last_day: date, why: EndReason) -> None:
    client = work.route_clients.client(event.route.client_id)
    told = work.ends.told_of(client.client_id, last_day)
    ended = [right.id for _, right in client.functions if right.id not in told and _ends(right, last_day, why)]
    if not ended:
        return
    end = EndOfRights(client.client_id, client.municipality, client.revision, last_day, why, ended)
    decision_id = event.route.decision_id if why is EndReason.OFFER_ACCEPTED else None
    work.record(RightEnded(end, decision_id, decided=decision_id is not None))
    work.ends.save([(end, 0)], work.today)


def _ends(right: FunctionRight, last_day: date, why: EndReason) -> bool:
    if right.right_until is None or right.right_until < last_day:
        return False
    return why is EndReason.DIED or right.reassess_before_end_of is not None

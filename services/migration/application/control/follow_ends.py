"""A step by which old rights end: the client accepted an offer, or died. Or a step that says that a death was a
mistake, or that the letter of that offer came back: then they go on; unless that was the mistake."""

from collections.abc import Iterator, Sequence

from services.migration.application.control.end_rights import EndRights, end_rights
from services.migration.application.control.ports import Telling
from services.migration.domain.control.ends import EndReason
from services.migration.domain.route.happened import StepTaken
from services.migration.domain.route.route import Step
from services.migration.domain.route.states import EndReason as StopReason
from services.migration.domain.route.states import StepKind
from shared.access import system


@system
def follow_ends(work: Telling, taken: Sequence[StepTaken]) -> None:
    """Of an offer that was accepted for a day to come, or today, the tick tells when it is over
    (tell_accepted_ends)."""
    for event in taken:
        step = event.step
        if step.kind is StepKind.ACCEPT_OFFER and step.old_right_until < work.today:
            end_rights(work, EndRights(event.route, step.old_right_until, EndReason.OFFER_ACCEPTED))
        elif step.kind is StepKind.END and step.details["reason"] == StopReason.DIED:
            end_rights(work, EndRights(event.route, step.on, EndReason.DIED))
        elif step.kind is StepKind.REPORT_NEED or _takes_death_back(event):
            work.ends.forget(event.route.client_id, EndReason.DIED)
        elif step.kind is StepKind.RETURNED and any(map(event.route.fell_with_its_letter, _said_yes(event))):
            work.ends.forget(event.route.client_id, EndReason.OFFER_ACCEPTED)
        elif _undoes(event, StepKind.RETURNED) and (until := event.route.old_right_until) and until < work.today:
            end_rights(work, EndRights(event.route, until, EndReason.OFFER_ACCEPTED))


def _said_yes(event: StepTaken) -> Iterator[Step]:
    return event.route.of_kind(StepKind.ACCEPT_OFFER)


def _takes_death_back(event: StepTaken) -> bool:
    return any(step.details["reason"] == StopReason.DIED for step in _undoes(event, StepKind.END))


def _undoes(event: StepTaken, kind: StepKind) -> Sequence[Step]:
    """The step of this kind that it takes back, or nothing."""
    return [step for step in event.route.steps if step.step_id == event.step.undoes and step.kind is kind]

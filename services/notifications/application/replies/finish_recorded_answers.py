"""What a client's answer told was recorded in the route: then nobody has to do anything with it any more."""

from collections.abc import Mapping, Sequence

from services.notifications.application.replies.ports import FinishingAnswers
from services.notifications.domain.replies.answer import AnswerFinished, AnswerKind
from services.notifications.domain.route.happened import StepTaken
from shared.access import system

RECORDED_AS: Mapping[AnswerKind, str] = {"has-died": "died", "has-moved": "moved"}
"""By answer the reason for which a route ends."""
OUTCOME = "Vastgelegd in de herbeoordeling."
NOBODY = "Het systeem"
"""Who did it when no person recorded it: a delivery told it."""


@system
def finish_recorded_answers(work: FinishingAnswers, taken: Sequence[StepTaken]) -> None:
    """An answer that came later than this was recorded says something new."""
    for each in taken:
        if each.step.step == "end":
            _finish(work, each)


def _finish(work: FinishingAnswers, ended: StepTaken) -> None:
    step, reason = ended.step, ended.step.details["reason"]
    for answer in work.answers.of_client(step.client_id):
        known = RECORDED_AS.get(answer.kind) == reason and answer.received_on <= step.recorded_on
        by = ended.by_name or NOBODY
        if known and answer.is_open and work.answers.finish(answer.answer_id, step.recorded_on, by, OUTCOME):
            work.record(AnswerFinished(answer.answer_id, answer.client_id, answer.municipality, step.recorded_on))

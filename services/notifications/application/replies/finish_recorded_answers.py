"""What a client's answer told was recorded in the route, or what it asked was done there: then nobody has to do
anything with it any more."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from services.notifications.application.replies.ports import FinishingAnswers
from services.notifications.domain.replies.answer import Answer, AnswerFinished, AnswerKind
from services.notifications.domain.route.facts import ConfirmedAppointment
from services.notifications.domain.route.happened import AppointmentMade, StepTaken
from shared.access import system

RECORDED_AS: Mapping[AnswerKind, str] = {"has-died": "died", "has-moved": "moved"}
"""By answer the reason for which a route ends."""
OUTCOME = "Vastgelegd in de herbeoordeling."
MOVED = "De afspraak is verplaatst."
SUITS = "In het dossier staat dat de afspraak daarna toch uitkwam."
NOBODY = "Het systeem"
"""Who did it when no person recorded it: a delivery told it."""


@system
def finish_recorded_answers(
    work: FinishingAnswers,
    happened: Sequence[StepTaken] | Sequence[AppointmentMade] | Sequence[ConfirmedAppointment],
) -> None:
    """An answer that came later than this was recorded says something new. One that asks for another day with a note
    stays, for the note may ask something else."""
    for each in happened:
        if isinstance(each, StepTaken):
            _told(work, each)
        elif isinstance(each, ConfirmedAppointment):
            _suits(work, each)
        elif each.why == "client-asked" and each.before is not None:
            _asked(work, each, each.before.appointment_id)


def _told(work: FinishingAnswers, ended: StepTaken) -> None:
    reason = ended.step.details["reason"] if ended.step.step == "end" else None
    if reason is not None:
        by, day = ended.by_name or NOBODY, ended.step.recorded_on
        _finish(work, ended.client_id, day, by, OUTCOME, lambda answer: RECORDED_AS.get(answer.kind) == reason)


def _asked(work: FinishingAnswers, made: AppointmentMade, before: str) -> None:
    """Who moved it is not told; that it was because the client asked is."""

    def asks(answer: Answer) -> bool:
        return answer.kind == "other-day" and answer.appointment_id == before and not answer.note

    _finish(work, made.client_id, made.appointment.made_on, NOBODY, MOVED, asks)


def _suits(work: FinishingAnswers, confirmed: ConfirmedAppointment) -> None:
    """Of what came in on that day itself nobody can tell whether it was the last word."""

    def asked(answer: Answer) -> bool:
        before = answer.received_on < confirmed.heard_on
        same = answer.kind == "other-day" and answer.appointment_id == confirmed.appointment_id
        return same and before and not answer.note

    _finish(work, confirmed.client_id, confirmed.heard_on, NOBODY, SUITS, asked)


def _finish(
    work: FinishingAnswers, client_id: str, day: date, by: str, outcome: str, says: Callable[[Answer], bool]
) -> None:
    for answer in work.answers.of_client(client_id):
        known = answer.is_open and answer.received_on <= day and says(answer)
        if known and work.answers.finish(answer.answer_id, day, by, outcome):
            work.record(AnswerFinished(answer.answer_id, answer.client_id, answer.municipality, day))

"""What clients and providers answered: an appointment that suits is confirmed, and the rest is somebody's next step."""

from collections.abc import Sequence

from services.migration.application.control.ports import Following
from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.application.planning.note_confirmation import NoteConfirmation, note_confirmation
from services.migration.domain.control.answers import AnswerFinished, AnswerReceived, AnswerTakenUp
from services.migration.domain.control.kept_promises import kept_by_answering
from shared.access import system


@system
def follow_answers(work: Following, happened: Sequence[AnswerReceived | AnswerTakenUp | AnswerFinished]) -> None:
    """In the order in which it happened. Answers of whom no delivery tells anything stay until one does."""
    for event in happened:
        if isinstance(event, AnswerFinished):
            _finish(work, event)
            continue
        if isinstance(event, AnswerTakenUp):
            work.open_answers.take_up(event)
            continue
        if event.suits is not None:
            note_confirmation(work, NoteConfirmation(event.suits, event.received_on))
        if event.open is not None:
            work.open_answers.add(event.open)
    refresh_standings(work, sorted({event.client_id for event in happened}))


def _finish(work: Following, event: AnswerFinished) -> None:
    answer = work.open_answers.get(event.answer_id)
    if answer is not None:
        work.kept_promises.add([kept_by_answering(answer, event.finished_on)])
    work.open_answers.finish(event.answer_id)

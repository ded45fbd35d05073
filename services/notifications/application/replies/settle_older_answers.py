"""Closes what a client asked about an appointment, when the client said something else about it since."""

from services.notifications.application.replies.finish_recorded_answers import NOBODY
from services.notifications.application.replies.ports import FinishingAnswers
from services.notifications.domain.replies.answer import Answer, AnswerFinished, newer_than
from shared.access import system

SUITS_AFTER_ALL = "De cliënt liet daarna weten dat de afspraak uitkomt."
ANOTHER_WISH = "De cliënt liet daarna iets anders weten over deze afspraak."


@system
def settle_older_answers(work: FinishingAnswers, given: Answer) -> None:
    """In the transaction in which an answer is recorded. One with a note stays, for the note may ask something else;
    its page says that a newer one came."""
    answers = work.answers.of_client(given.client_id)
    outcome = SUITS_AFTER_ALL if given.kind == "suits" else ANOTHER_WISH
    for older in answers:
        if not older.is_open or older.note or newer_than(older, answers) != given:
            continue
        if work.answers.finish(older.answer_id, given.received_on, NOBODY, outcome):
            finished = AnswerFinished(older.answer_id, older.client_id, older.municipality, given.received_on)
            work.record(finished)

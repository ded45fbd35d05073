"""What happened in notifications, as the wire has it: each column knows the field names of its own events."""

from services.notifications.adapters.letters.events import asked_data, gathers_again_data, letter_data
from services.notifications.adapters.mailing.events import (
    copy_returned_data,
    handed_over_data,
    left_out_data,
    print_run_data,
    released_data,
    returned_data,
    sent_back_data,
    sent_data,
    taken_out_data,
)
from services.notifications.adapters.notices.events import answered_data, page_data
from services.notifications.adapters.replies.events import answer_data, finished_data, taken_up_data
from services.notifications.domain.letters.gate import LetterGathersAgain, LetterWritten
from services.notifications.domain.letters.letter_asked import LetterAsked
from services.notifications.domain.letters.returned import CopyReturned
from services.notifications.domain.mailing.mailing import MailingReleased, MailingSentBack
from services.notifications.domain.mailing.print_run import (
    LetterLeftOut,
    LetterReturned,
    LetterSent,
    LetterTakenOut,
    PrintRunHandedOver,
    PrintRunMade,
)
from services.notifications.domain.notices.answer import ProviderAnswered
from services.notifications.domain.notices.provider_notice import NoticePage
from services.notifications.domain.replies.answer import AnswerFinished, AnswerReceived, ReplyTakenUp
from shared.messaging.work import Outgoing


def encode(
    event: LetterWritten
    | LetterAsked
    | LetterGathersAgain
    | PrintRunMade
    | LetterTakenOut
    | LetterLeftOut
    | PrintRunHandedOver
    | MailingReleased
    | MailingSentBack
    | LetterSent
    | LetterReturned
    | CopyReturned
    | NoticePage
    | AnswerReceived
    | ReplyTakenUp
    | AnswerFinished
    | ProviderAnswered,
) -> Outgoing:
    """What happened, as the wire has it."""
    match event:
        case LetterWritten():
            return Outgoing("letter-written", event.client_id, letter_data(event))
        case LetterAsked():
            return Outgoing("letter-asked", event.client_id, asked_data(event))
        case LetterGathersAgain():
            return Outgoing("letter-gathers-again", event.client_id, gathers_again_data(event))
        case PrintRunMade():
            return Outgoing("print-run-made", event.run_id, print_run_data(event))
        case LetterTakenOut():
            return Outgoing("letter-taken-out", event.client_id, taken_out_data(event))
        case LetterLeftOut():
            return Outgoing("letter-left-out", event.client_id, left_out_data(event))
        case PrintRunHandedOver():
            return Outgoing("print-run-handed-over", event.run_id, handed_over_data(event))
        case MailingReleased():
            return Outgoing("mailing-released", event.mailing_id, released_data(event))
        case MailingSentBack():
            return Outgoing("mailing-sent-back", event.mailing_id, sent_back_data(event))
        case LetterSent():
            return Outgoing("letter-sent", event.client_id, sent_data(event))
        case LetterReturned():
            return Outgoing("letter-returned", event.client_id, returned_data(event))
        case CopyReturned():
            return Outgoing("copy-returned", event.client_id, copy_returned_data(event))
        case NoticePage():
            return Outgoing("provider-notice-made", event.notice.notice_id, page_data(event))
        case ProviderAnswered():
            return Outgoing("provider-answered", event.client_id, answered_data(event))
        case AnswerReceived():
            return Outgoing("answer-received", event.client_id, answer_data(event))
        case ReplyTakenUp():
            return Outgoing("reply-taken-up", event.client_id, taken_up_data(event))
        case AnswerFinished():
            return Outgoing("answer-finished", event.client_id, finished_data(event))

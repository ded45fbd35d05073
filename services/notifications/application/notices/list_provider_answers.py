"""What providers answered, as a list of tasks for our staff."""

from dataclasses import dataclass, replace

from services.notifications.application.notices.ports import NoticeWork
from services.notifications.application.notices.views import AnswersPage, ProviderAnswerFilter, ShownAnswer
from services.notifications.domain.replies.answer import TEAM
from shared.access import STAFF, Scope, User, allowed
from shared.looks.purpose import listing

READ_ANSWERS = listing("provider-answers", "Antwoorden van aanbieders bekeken")


@dataclass(frozen=True, slots=True)
class ListProviderAnswers:
    user: User
    wanted: ProviderAnswerFilter


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_provider_answers(work: NoticeWork, command: ListProviderAnswers) -> AnswersPage:
    """Of the user's municipalities. Every client on the page stands in the read log."""
    wanted = replace(command.wanted, municipalities=command.user.municipalities)
    found = work.queries.provider_answers(wanted)
    ids = sorted({each.answer.client_id for each in found})
    people = work.queries.people(ids)
    work.read_log.write(command.user, ids, READ_ANSWERS)
    shown = [
        ShownAnswer(
            each,
            people[each.answer.client_id].name,
            each.owner or work.choice(each.answer.municipality, TEAM, work.today).word,
            each.is_late(work.today),
        )
        for each in found
    ]
    return AnswersPage(shown, work.queries.count_provider_answers(wanted))

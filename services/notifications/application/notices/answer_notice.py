"""Takes in what a provider answers about one of its clients: it becomes a task of the municipality."""

from dataclasses import dataclass
from datetime import date

from services.notifications.application.notices.find_provider_client import FindProviderClient, find_provider_client
from services.notifications.application.notices.ports import NoticeWork
from services.notifications.domain.notices.answer import AnswerKind, ProviderAnswered, provider_answer_id
from shared.access import Role, Scope, User, allowed
from shared.messaging.failures import Refused

LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class AnswerNotice:
    user: User
    client_id: str
    kind: AnswerKind
    since: date | None = None
    text: str = ""


@allowed(Role.PROVIDER, scope=Scope.OWN)
def answer_notice(work: NoticeWork, command: AnswerNotice) -> ProviderAnswered:
    """Raises NotKnown and Forbidden as finding the client does, and Refused with what is missing."""
    client = find_provider_client(work, FindProviderClient(command.user, command.client_id))
    if faults := _faults(command, work.today):
        raise Refused("Vul het antwoord aan.", faults)
    days = work.choice(client.municipality, command.kind.choice, work.today).number
    number = work.provider_answers.count(client.provider.agb, client.client_id) + 1
    answered = ProviderAnswered(
        answer_id=provider_answer_id(client.provider.agb, client.client_id, number),
        agb=client.provider.agb,
        provider=client.provider.name,
        municipality=client.municipality,
        client_id=client.client_id,
        kind=command.kind,
        since=command.since,
        text=command.text.strip(),
        received_on=work.today,
        received_from=command.user.id,
        due_on=work.calendar.after_working_days(work.today, days),
        number=number,
    )
    if not work.provider_answers.add(answered):
        raise Refused("Er kwam net een ander antwoord over deze cliënt binnen. Kijk wat er staat, en antwoord dan.")
    work.record(answered)
    return answered


def _faults(command: AnswerNotice, today: date) -> dict[str, str]:
    found = {}
    if command.kind is AnswerKind.IN_CARE_SINCE and command.since is None:
        found["since"] = "Vul in sinds welke dag u deze cliënt zorg geeft."
    elif command.since is not None and command.since > today:
        found["since"] = "Deze dag is nog niet geweest. Vul een eerdere dag in."
    if command.kind in (AnswerKind.CANNOT_WAIT, AnswerKind.REPORT) and not command.text.strip():
        found["text"] = "Schrijf in een paar zinnen op wat wij moeten weten."
    if len(command.text) > LONGEST_TEXT:
        found["text"] = f"Dit is te lang. Gebruik hoogstens {LONGEST_TEXT} tekens."
    return found

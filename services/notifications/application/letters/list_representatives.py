"""Who gets the letters about a client."""

from dataclasses import dataclass

from services.notifications.application.letters.find_client import FindClient, find_client
from services.notifications.application.letters.ports import LetterWork
from services.notifications.application.letters.views import REPRESENTATIVE_WRITERS, RepresentativesPage
from shared.access import STAFF, Scope, User, allowed
from shared.looks.purpose import opening

READ_REPRESENTATIVES = opening("representatives", "Wie de brieven van de cliënt krijgt bekijken", by_task=False)


@dataclass(frozen=True, slots=True)
class ListRepresentatives:
    user: User
    client_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_representatives(work: LetterWork, command: ListRepresentatives) -> RepresentativesPage:
    """Also those that count no more. Raises NotKnown and Forbidden."""
    person = find_client(work, FindClient(command.user, command.client_id))
    work.read_log.write(command.user, [command.client_id], READ_REPRESENTATIVES)
    recorded = work.representatives.of([command.client_id]).get(command.client_id, ())
    back = work.returned_copies.of_client(command.client_id)
    return RepresentativesPage(person, recorded, back, command.user.role in REPRESENTATIVE_WRITERS)

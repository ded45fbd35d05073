"""A client, for who may see whose letters are whose: what recording, ending and showing have in common."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.client.recipient import Recipient
from shared.access import STAFF, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class FindClient:
    user: User
    client_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def find_client(work: LetterWork, command: FindClient) -> Recipient:
    """Raises NotKnown and Forbidden."""
    person = work.queries.people([command.client_id]).get(command.client_id)
    if person is None:
        raise NotKnown(f"Er is geen cliënt {command.client_id}.")
    check_municipality(command.user, person.municipality)
    return person

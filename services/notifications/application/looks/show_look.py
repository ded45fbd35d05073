"""One look, with the clients who were seen."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.looks.ports import LookWork
from services.notifications.application.looks.views import LookPage
from shared.access import Role, Scope, User, allowed
from shared.looks.purpose import listing

READ_LOOK = listing("look", "nagaan wie iemand bekeek")


@dataclass(frozen=True, slots=True)
class ShowLook:
    user: User
    look_id: str
    offset: int
    limit: int


@allowed(Role.AUDITOR, scope=Scope.MUNICIPALITY)
def show_look(work: LookWork, command: ShowLook) -> LookPage:
    """Raises NotKnown, also for a look at nobody of the user's municipalities."""
    codes = command.user.municipalities
    total = work.queries.count_clients_of(command.look_id, codes)
    found = work.queries.look(command.look_id)
    if found is None or not total:
        raise NotKnown("Deze regel is er niet, of gaat over niemand in uw gemeenten.")
    seen = work.queries.clients_of([command.look_id], codes, command.offset, command.limit)
    clients = [client_id for _, client_id in seen]
    people = work.queries.people(clients)
    work.read_log.write(command.user, clients, READ_LOOK)
    return LookPage(found, [people[each].name if each in people else "" for each in clients], total)

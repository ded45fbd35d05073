"""Who looked at a client's data, for that client. Reading it is the client's own look, at nobody else's data."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.looks.ports import LookWork
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.looks.seen import WhoLooked
from shared.access import Role, Scope, User, allowed
from shared.looks.purpose import opening

READ_OWN_LOOKS = opening("own-looks", "Eigen pagina: wie keek er in de gegevens")


@dataclass(frozen=True, slots=True)
class ShowWhoLooked:
    user: User
    offset: int
    limit: int


@allowed(Role.CLIENT, scope=Scope.OWN)
def show_who_looked(work: LookWork, command: ShowWhoLooked) -> tuple[Recipient, WhoLooked]:
    """With the client. Raises NotKnown for a client of whom nothing is known."""
    client_id = command.user.client
    person = work.queries.people([client_id]).get(client_id)
    if person is None:
        raise NotKnown("Wij kennen u nog niet.")
    work.read_log.write(command.user, [client_id], READ_OWN_LOOKS)
    return person, work.queries.who_looked_at(client_id, command.offset, command.limit)

"""One client of a provider, for the provider that is about to answer."""

from services.notifications.application.notices.find_provider_client import FindProviderClient, find_provider_client
from services.notifications.application.notices.ports import NoticeWork
from services.notifications.application.notices.views import ShownClient
from services.notifications.domain.notices.wording import what_is_next
from shared.access import Role, Scope, allowed
from shared.looks.purpose import opening

READ_CLIENT = opening("provider-client", "Cliënt van een aanbieder bekeken")


@allowed(Role.PROVIDER, scope=Scope.OWN)
def show_provider_client(work: NoticeWork, command: FindProviderClient) -> ShownClient:
    """The client stands in the read log. Raises NotKnown and Forbidden."""
    client = find_provider_client(work, command).on(work.today)
    agb, client_id = client.provider.agb, client.client_id
    person = work.queries.people([client_id])[client_id]
    answer = work.queries.last_answers(agb, [client_id]).get((agb, client_id))
    work.read_log.write(command.user, [client_id], READ_CLIENT)
    return ShownClient(client, person.initials, what_is_next(client, work.today), answer)

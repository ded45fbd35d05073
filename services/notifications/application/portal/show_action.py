"""What a client needs to see to let one thing know: whether it can be done now, and about which appointment."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.portal.ports import PortalWork
from services.notifications.application.portal.views import ActionPage
from services.notifications.domain.portal.conversation import actions, appointment_on_page
from services.notifications.domain.replies.answer import AnswerKind
from shared.access import Role, Scope, User, allowed
from shared.looks.purpose import opening

READ_ACTION = opening("own-action", "Eigen pagina: iets laten weten")


@dataclass(frozen=True, slots=True)
class ShowAction:
    user: User
    kind: AnswerKind


@allowed(Role.CLIENT, scope=Scope.OWN)
def show_action(work: PortalWork, command: ShowAction) -> ActionPage:
    """Raises NotKnown for a client of whom nothing is known."""
    client_id = command.user.client
    facts = work.queries.client_facts(client_id)
    if facts is None:
        raise NotKnown(f"Er is geen cliënt {client_id}.")
    work.read_log.write(command.user, [client_id], READ_ACTION)
    person, answers = facts.recipient, work.answers.of_client(client_id)
    route = work.queries.client_route(client_id).in_town(person.municipality)
    offered = actions(route, answers, work.today, planned=facts.to_be_spoken_with)
    return ActionPage(
        recipient=person,
        sender=work.senders.on(person.municipality, work.today),
        appointment=appointment_on_page(route, answers, work.today),
        possible=person.died_on is None and command.kind in offered,
    )

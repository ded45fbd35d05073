"""Finds who calls, by the day of birth."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.application.replies.ports import RepliesWork
from services.notifications.application.replies.views import ANSWERERS
from services.notifications.domain.client.recipient import Recipient
from shared.access import Scope, User, allowed
from shared.looks.purpose import listing
from shared.messaging.failures import Refused

READ_FOUND = listing("found-for-answer", "Cliënt zoeken op geboortedatum voor een antwoord")


@dataclass(frozen=True, slots=True)
class FindClients:
    user: User
    born_on: date


@allowed(*ANSWERERS, scope=Scope.MUNICIPALITY)
def find_clients(work: RepliesWork, command: FindClients) -> Sequence[Recipient]:
    """Of the user's municipalities, by name. Raises Refused, about the field `born`, when there is nobody."""
    found = work.queries.born_on(command.born_on, command.user.municipalities)
    if not found:
        reason = "Wij kennen in uw gemeenten niemand met deze geboortedatum. Vraag hem nog eens na."
        raise Refused("Er is niemand gevonden.", {"born": reason})
    work.read_log.write(command.user, sorted(each.client_id for each in found), READ_FOUND)
    return found

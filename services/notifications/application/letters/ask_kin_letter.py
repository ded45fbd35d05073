"""Asks for a letter to the next of kin of a client who died. Nobody gets one unless somebody asks for it."""

import uuid
from dataclasses import dataclass

from services.notifications.application.client.complete_revisions import complete_revisions
from services.notifications.application.client.views import NotKnown
from services.notifications.application.letters.keep_occasions import keep_occasions
from services.notifications.application.letters.ports import LetterWork
from services.notifications.application.letters.write_step_letters import write_step_letters
from services.notifications.domain.letters.letter_asked import LetterAsked
from services.notifications.domain.letters.occasions import told
from services.notifications.domain.letters.step_letter import death_known
from shared.access import Role, Scope, User, allowed, check_municipality
from shared.messaging.failures import Refused

KIN_WRITERS = (Role.CASEWORKER, Role.FUNCTIONAL_MANAGER)


@dataclass(frozen=True, slots=True)
class AskKinLetter:
    user: User
    client_id: str


@allowed(*KIN_WRITERS, scope=Scope.MUNICIPALITY)
def ask_kin_letter(work: LetterWork, command: AskKinLetter) -> None:
    """Asked again on the same day, it is the same letter. Raises NotKnown, Forbidden, and Refused for a client of whom
    no death is known."""
    client_id, user = command.client_id, command.user
    person = work.queries.people([client_id]).get(client_id)
    if person is None:
        raise NotKnown(f"Er is geen cliënt {client_id}.")
    check_municipality(user, person.municipality)
    if not death_known(person, work.letter_stops.of([client_id]).get(client_id)):
        raise Refused("Van deze cliënt is geen overlijden bekend. Leg dat eerst vast in het dossier.")
    ask_id = str(uuid.uuid5(uuid.UUID(client_id), f"next-of-kin:{work.today}"))
    revision = max(person.revision, work.rights.newest([client_id]).get(client_id, 0))
    asked = LetterAsked(ask_id, client_id, revision, person.municipality, work.today, user.id)
    if not work.letters.known([_letter_id(asked)]) and not work.waiting_letters.with_ids([_letter_id(asked)]):
        work.record(asked)
    waits = keep_occasions(work, [told(asked)])
    write_step_letters(work, complete_revisions(work, work.rights.of(waits)))


def _letter_id(asked: LetterAsked) -> str:
    (occasion,) = told(asked).occasions
    if occasion is None:
        raise TypeError("a letter that was asked for is always written")
    return occasion.letter_id

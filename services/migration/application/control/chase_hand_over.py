"""Somebody asked the receiver whether the person is there; the answer is awaited some weeks more."""

from dataclasses import dataclass

from services.migration.application.control.confirm_hand_over import NOT_TO_BE_HANDED_OVER
from services.migration.application.control.find_person import FindPerson, find_person
from services.migration.application.control.ports import Recording
from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.application.route.views import TAKERS
from services.migration.domain.control.handled import HandOver
from services.migration.domain.control.next_steps import LISTS
from services.migration.domain.control.steps import Receiver
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class ChaseHandOver:
    user: User
    client_id: str
    receiver: Receiver
    note: str = ""


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def chase_hand_over(work: Recording, command: ChaseHandOver) -> None:
    """Raises UnknownClient, Forbidden, and Refused when there is nothing to hand over to this receiver."""
    user, receiver = command.user, command.receiver
    standing = find_person(work, FindPerson(user, command.client_id))
    if LISTS[receiver] not in standing.lists:
        raise Refused(NOT_TO_BE_HANDED_OVER)
    town, note = standing.municipality, command.note.strip()
    chased = HandOver(standing.client_id, town, receiver, work.today, None, user.id, user.name, note)
    work.handled.save_hand_over(chased)
    refresh_standings(work, [standing.client_id])

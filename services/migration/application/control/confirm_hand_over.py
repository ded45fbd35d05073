"""The receiver has the person: insurer, care office, youth team or another municipality."""

from dataclasses import dataclass

from services.migration.application.control.find_person import FindPerson, find_person
from services.migration.application.control.ports import Recording
from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.application.route.views import TAKERS
from services.migration.domain.control.handled import HandOver
from services.migration.domain.control.next_steps import LISTS
from services.migration.domain.control.steps import Receiver
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused

NOT_TO_BE_HANDED_OVER = "Deze cliënt hoeft niet (meer) te worden overgedragen. Kijk hoe het dossier nu is."


@dataclass(frozen=True, slots=True)
class ConfirmHandOver:
    user: User
    client_id: str
    receiver: Receiver
    note: str = ""


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def confirm_hand_over(work: Recording, command: ConfirmHandOver) -> None:
    """Raises UnknownClient, Forbidden, and Refused when there is nothing to hand over to this receiver."""
    user, receiver = command.user, command.receiver
    standing = find_person(work, FindPerson(user, command.client_id))
    if LISTS[receiver] not in standing.lists:
        raise Refused(NOT_TO_BE_HANDED_OVER)
    town, note = standing.municipality, command.note.strip()
    confirmed = HandOver(standing.client_id, town, receiver, None, work.today, user.id, user.name, note)
    work.handled.save_hand_over(confirmed)
    refresh_standings(work, [standing.client_id])

"""Somebody looked into something odd, and says what it was."""

from dataclasses import dataclass
from datetime import date

from services.notifications.application.looks.find_odd_look import FindOddLook, find_odd_look
from services.notifications.application.looks.ports import LookWork
from services.notifications.application.looks.views import Settled
from shared.access import Role, Scope, User, allowed
from shared.messaging.failures import Refused

SHORTEST, LONGEST = 5, 500


@dataclass(frozen=True, slots=True)
class SettleOddLook:
    user: User
    day: date
    finding_id: str
    note: str


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def settle_odd_look(work: LookWork, command: SettleOddLook) -> None:
    """Nobody looks into what they did themselves. Raises NotKnown, and Refused."""
    finding = find_odd_look(work, FindOddLook(command.user, command.day, command.finding_id))
    if finding.user_id == command.user.id:
        raise Refused("Dit gaat over uzelf. Vraag een andere functioneel beheerder om ernaar te kijken.")
    if not SHORTEST <= len(command.note) <= LONGEST:
        wrong = f"Schrijf in {SHORTEST} tot {LONGEST} tekens wat u vond."
        raise Refused("Er staat niet wat u vond.", {"note": wrong})
    settled = Settled(command.note, command.user.id, command.user.name, work.now)
    if not work.odd_looks.settle(finding, settled):
        raise Refused("Iemand anders keek dit intussen al na.")

"""Says after which day somebody gets the letters about a client no more."""

from dataclasses import dataclass, replace
from datetime import date

from services.notifications.application.client.views import NotKnown
from services.notifications.application.letters.find_client import FindClient, find_client
from services.notifications.application.letters.ports import LetterWork
from services.notifications.application.letters.views import REPRESENTATIVE_WRITERS
from services.notifications.domain.letters.representative import Representative, changed_after_printing
from shared.access import Scope, User, allowed
from shared.dutch import date_in_words
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class EndRepresentative:
    user: User
    id: str
    last_day: date


@allowed(*REPRESENTATIVE_WRITERS, scope=Scope.MUNICIPALITY)
def end_representative(work: LetterWork, command: EndRepresentative) -> Representative:
    """A last day before the first one takes it back: then nobody got anything. Raises NotKnown, Forbidden, and Refused,
    about the field `last_day`."""
    one = work.representatives.find(command.id)
    if one is None:
        raise NotKnown("Dit is nergens vastgelegd.")
    find_client(work, FindClient(command.user, one.client_id))
    if one.last_day is not None and command.last_day > one.last_day:
        raise _refused(f"Dit stopt al na {date_in_words(one.last_day)}. Leg het opnieuw vast als het langer duurt.")
    ended = replace(one, last_day=command.last_day, ended_by=command.user.id)
    if day := changed_after_printing(one, ended, work.queries.printed_letters(one.client_id)):
        raise _refused(f"Er ging al een brief heen met de datum {date_in_words(day)}. Kies die dag of een dag erna.")
    work.representatives.end(ended)
    return ended


def _refused(why: str) -> Refused:
    return Refused("Deze laatste dag kan niet.", {"last_day": why})

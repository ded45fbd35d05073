"""The letters of a mailing of which one thing is odd, with the day that makes them so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.notifications.application.mailing.find_mailing import FindMailing, FoundMailing, find_mailing
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import MAILERS, OddPage
from services.notifications.domain.mailing.oddities import OddityKind, days_gone, days_near
from shared.access import STAFF, Scope, User, allowed

READ_ODD = "Opvallende brieven uit een mailing bekijken"


@dataclass(frozen=True, slots=True)
class ListOddLetters:
    """`odd` is one that has a day: what a letter asks for is over or near, or a right ends."""

    user: User
    mailing_id: str
    odd: OddityKind
    offset: int
    limit: int


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_odd_letters(work: MailingWork, command: ListOddLetters) -> OddPage:
    """The nearest day first. Raises NotKnown and Forbidden."""
    found = find_mailing(work, FindMailing(command.user, command.mailing_id))
    days = _days(found, command.odd, work.today)
    in_order = sorted(days, key=lambda id_: (days[id_], id_))
    letters = work.queries.letters_with_ids(in_order[command.offset : command.offset + command.limit])
    work.read_log.write(command.user, sorted({letter.client_id for letter in letters}), READ_ODD)
    rows = [(letter, days[letter.id]) for letter in letters]
    return OddPage(found.view, command.odd, rows, len(days), may_act=command.user.role in MAILERS)


def _days(found: FoundMailing, odd: OddityKind, today: date) -> Mapping[str, date]:
    match odd:
        case "day-gone":
            return days_gone(found.letters, today)
        case "day-near":
            return days_near(found.letters, today)
        case "late-end":
            return found.late
    raise ValueError(f"{odd} has no day")

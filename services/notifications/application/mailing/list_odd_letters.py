"""The letters of a mailing of which one thing is odd, with the day that makes them so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.notifications.application.mailing.find_answered_letters import (
    FindAnsweredLetters,
    find_answered_letters,
)
from services.notifications.application.mailing.find_late_letters import FindLateLetters, find_late_letters
from services.notifications.application.mailing.find_mailing import FindMailing, FoundMailing, find_mailing
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import MAILERS, OddPage
from services.notifications.domain.mailing.mailing import Gathered
from services.notifications.domain.mailing.oddities import OddityKind, looks
from shared.access import STAFF, Scope, User, allowed
from shared.looks.purpose import listing

READ_ODD = listing("odd-letters", "Opvallende brieven uit een mailing bekijken")


@dataclass(frozen=True, slots=True)
class ListOddLetters:
    """`odd` is one that has a day: what a letter asks for is over or near or was answered, or a
    right ends."""

    user: User
    mailing_id: str
    odd: OddityKind
    offset: int
    limit: int


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_odd_letters(work: MailingWork, command: ListOddLetters) -> OddPage:
    """The nearest day first. Raises NotKnown and Forbidden."""
    found = find_mailing(work, FindMailing(command.user, command.mailing_id))
    days, total = _part(work, found, command)
    letters = work.queries.letters_with_ids(list(days))
    work.read_log.write(command.user, sorted({letter.client_id for letter in letters}), READ_ODD)
    rows = [(letter, days[letter.id]) for letter in letters]
    return OddPage(found.view, command.odd, rows, total, may_act=command.user.role in MAILERS)


def _part(work: MailingWork, found: FoundMailing, command: ListOddLetters) -> tuple[Mapping[str, date], int]:
    """By letter of this page its day, in order, and how many letters there are."""
    if command.odd == "late-end":
        days = find_late_letters(work, FindLateLetters(found.view, found.letters))
        in_order = sorted((day, id_) for id_, day in days.items())
        return {id_: day for day, id_ in in_order[command.offset : command.offset + command.limit]}, len(days)
    if command.odd == "answered":
        answered = find_answered_letters(work, FindAnsweredLetters(found.view, found.letters))
        shown = answered[command.offset : command.offset + command.limit]
        return {letter.letter_id: _asked(letter) for letter in shown}, len(answered)
    look = looks(work.today)[command.odd]
    part = found.letters.letters(look, command.limit, command.offset)
    return {letter.letter_id: _asked(letter) for letter in part}, found.letters.number(look)


def _asked(letter: Gathered) -> date:
    if letter.asks_on is None:
        raise ValueError(f"letter {letter.letter_id} asks nothing for a day")
    return letter.asks_on

"""Lets a mailing go to the printer: by one named person, and above a number of letters by a second, other one too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.application.mailing.find_late_ends import FindLateEnds, find_late_ends
from services.notifications.application.mailing.find_mailing import FindMailing, find_mailing
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.stand_for_late_ends import StandForLateEnds, stand_for_late_ends
from services.notifications.application.mailing.views import MAILERS, MailingView
from services.notifications.domain.letters.told_late import TellsOfEnds, ToldLate
from services.notifications.domain.mailing.looked import BY_KIND
from services.notifications.domain.mailing.mailing import (
    Gathered,
    Release,
    closed,
    released_first,
    released_second,
    seen,
)
from services.notifications.domain.mailing.oddities import day_gone
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused

CHANGED = "Er zijn net brieven bijgekomen of weggegaan. Bekijk de mailing opnieuw, en geef hem dan vrij."


@dataclass(frozen=True, slots=True)
class ReleaseMailing:
    """`seen` marks the letters that the user saw. `why`: in one sentence, why people hear of the end of a right so
    late; asked only when a letter is late."""

    user: User
    mailing_id: str
    seen: str
    why: str = ""


@allowed(*MAILERS, scope=Scope.MUNICIPALITY)
def release_mailing(work: MailingWork, command: ReleaseMailing) -> bool:
    """Whether its letters go to the printer now; otherwise a second person has to release it. Raises NotKnown,
    Forbidden, and Refused when this user may not, the letters are others than those that were seen, one of them asks
    something for a day that is over, or nobody says why one is late."""
    found = find_mailing(work, FindMailing(command.user, command.mailing_id))
    if found.why_not:
        raise Refused(found.why_not)
    letters = found.letters.letters(BY_KIND)
    if seen(letter.letter_id for letter in letters) != command.seen:
        raise Refused(CHANGED)
    if gone := sum(map(day_gone(work.today).holds, letters)):
        raise Refused(_leave_out_first(gone))
    by = Release(command.user.id, command.user.name, work.today)
    stands = StandForLateEnds(
        command.user, found.view.id, found.view.municipality, _late(work, found.view, letters), command.why
    )
    late = stand_for_late_ends(work, stands)
    return _second(work, found.view, by, late) if found.view.first else _first(work, found.view, letters, by, late)


def _late(work: MailingWork, mailing: MailingView, letters: Sequence[Gathered]) -> Mapping[str, date]:
    """Of these letters and no others, which may have come since."""
    telling = [TellsOfEnds(each.letter_id, each.client_id, each.ends) for each in letters if each.ends]
    return find_late_ends(work, FindLateEnds(mailing.municipality, telling))


def _leave_out_first(gone: int) -> str:
    letters = "1 brief vraagt" if gone == 1 else f"{gone} brieven vragen"
    return f"{letters} iets voor een dag die er al is of voorbij is. Laat die eerst weg uit deze mailing."


def _first(
    work: MailingWork, mailing: MailingView, letters: Sequence[Gathered], by: Release, late: Sequence[ToldLate]
) -> bool:
    complete = len(letters) <= work.choices.second_release_above(mailing.municipality, work.today)
    made = closed(mailing.municipality, mailing.number, letters, by, complete=complete)
    ids = [letter.letter_id for letter in letters]
    if not work.mailings.close(made, ids):
        raise Refused(CHANGED)
    for part in released_first(made, ids, late):
        work.record(part)
    return complete


def _second(work: MailingWork, mailing: MailingView, by: Release, late: Sequence[ToldLate]) -> bool:
    made = work.mailings.find(mailing.id)
    if made is None or not work.mailings.complete(mailing.id, by):
        raise Refused("Iemand anders gaf deze mailing net vrij. Open de mailing opnieuw.")
    for part in released_second(made, by, late):
        work.record(part)
    return True

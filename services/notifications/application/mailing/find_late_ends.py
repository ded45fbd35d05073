"""Which letters would tell of the end of a right too late if they left today, and for which nobody stands yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.domain.letters.told_late import TellsOfEnds, late_ends
from shared.access import STAFF, Scope, allowed


@dataclass(frozen=True, slots=True)
class FindLateEnds:
    """`letters` of one municipality that are still here."""

    municipality: str
    letters: Sequence[TellsOfEnds]


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def find_late_ends(work: MailingWork, command: FindLateEnds) -> Mapping[str, date]:
    """By letter the end. Few are near their end, so only of their clients it is asked what they were told before."""
    weeks = work.choices.weeks_before_end(command.municipality, work.today)
    near = late_ends(command.letters, {}, weeks, work.today)
    answered = work.late_tellings.answered_for(sorted(near))
    letters = [one for one in command.letters if one.letter_id in near and one.letter_id not in answered]
    told = work.late_tellings.told(sorted({one.client_id for one in letters}))
    return late_ends(letters, told, weeks, work.today)

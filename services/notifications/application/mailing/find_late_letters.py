"""Which letters of a mailing would tell of the end of a right too late if they left today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import MailingView
from services.notifications.domain.letters.told_late import first_in_time, late_end
from services.notifications.domain.mailing.looked import Looked
from shared.access import STAFF, Scope, allowed


@dataclass(frozen=True, slots=True)
class FindLateLetters:
    mailing: MailingView
    letters: Looked


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def find_late_letters(work: MailingWork, command: FindLateLetters) -> Mapping[str, date]:
    """By letter the end, of those for which nobody stands yet; of a mailing that is over none. Many letters tell of the
    same days, so each group of those is weighed once."""
    if command.mailing.is_over:
        return {}
    weeks = work.choices.weeks_before_end(command.mailing.municipality, work.today)
    found: dict[str, date] = {}
    for each in command.letters.telling(first_in_time(weeks, work.today)):
        day = late_end(each.ends, each.told, weeks, work.today)
        if day is not None:
            found.update(dict.fromkeys(each.letter_ids, day))
    return found

"""The two invented people who look a demo's mailings over, let them go and take them to the post, through what the
screens do.

They are counterparts: in a demo without those, as in any other folder, nothing is printed until a person releases it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from deploy.region import Region
from services.notifications.application.mailing.find_mailing import FindMailing, find_mailing
from services.notifications.application.mailing.hand_over_print_run import HandOverPrintRun, hand_over_print_run
from services.notifications.application.mailing.leave_out_letter import LeaveOutLetter, leave_out_letter
from services.notifications.application.mailing.list_mailings import ListMailings, list_mailings
from services.notifications.application.mailing.list_print_runs import ListPrintRuns, list_print_runs
from services.notifications.application.mailing.ports import MailingWorks
from services.notifications.application.mailing.release_mailing import ReleaseMailing, release_mailing
from services.notifications.application.mailing.take_out_letter import TakeOutLetter, take_out_letter
from services.notifications.application.mailing.views import MailingView, RunFilter
from services.notifications.domain.mailing.looked import ALL
from services.notifications.domain.mailing.oddities import day_gone
from services.notifications.main import open_works
from services.notifications.settings import read_settings
from shared.access import Role, User

WHY_LATE = "De gegevens kwamen te laat bij ons om het eerder te vertellen."
"""What they say when letters tell of the end of a right less than the weeks before that its municipality chose."""
NEWEST = 200
"""Print runs that are looked at in a morning: more than all municipalities of a demo make in a week."""


@dataclass(frozen=True, slots=True)
class Releasers:
    """They work for the municipalities `codes`."""

    works: MailingWorks
    codes: frozenset[str]

    @classmethod
    def of(cls, region: Region) -> "Releasers":
        settings = read_settings(region.data.environment("notifications"))
        return cls(open_works(region.services["notifications"].database, settings), settings.region.codes)

    @property
    def people(self) -> Sequence[User]:
        return (
            User("vrijgever-1", "Jip Demo", Role.CASEWORKER, self.codes),
            User("vrijgever-2", "Kim Demo", Role.FUNCTIONAL_MANAGER, self.codes),
        )

    def release(self) -> int:
        """Lets go of everything that waits; returns how many mailings may be printed since."""
        return sum(self._release(user, each) for user in self.people for each in self._waiting(user))

    def hand_over(self) -> int:
        """Takes the letters that may not leave out of the newest print runs, and what is left to the post; returns how
        many runs left the house."""
        (user, *_) = self.people
        with self.works.read() as work:
            found = list_print_runs(work, ListPrintRuns(user, RunFilter(limit=NEWEST)))
        ready = [run for run in found.runs if run.handed_over_on is None]
        for run in ready:
            with self.works.begin() as work:
                for letter in work.queries.days_gone_in(run.id, work.today):
                    take_out_letter(work, TakeOutLetter(user, run.id, letter.id))
                for letter in work.queries.letters_apart(run.id):
                    if letter.to_take_out or letter.remark == "maybe-died":
                        take_out_letter(work, TakeOutLetter(user, run.id, letter.id))
                hand_over_print_run(work, HandOverPrintRun(user, run.id, WHY_LATE, enclosed=True))
        return len(ready)

    def _waiting(self, user: User) -> Sequence[MailingView]:
        with self.works.read() as work:
            found = list_mailings(work, ListMailings(user))
        return [*found.gathering, *(each for each in found.closed if each.state == "waits-for-second")]

    def _release(self, user: User, mailing: MailingView) -> bool:
        with self.works.begin() as work:
            found = find_mailing(work, FindMailing(user, mailing.id))
            if found.why_not is not None:
                return False
            for letter in found.letters.letters(day_gone(work.today)):
                leave_out_letter(work, LeaveOutLetter(user, mailing.id, letter.letter_id))
            if not found.letters.number(ALL):
                return False
            mark = found.letters.seen()
            return release_mailing(work, ReleaseMailing(user, mailing.id, mark, WHY_LATE))


def release_in_demo(region: Region) -> None:
    """In a region that is no demo's it does nothing."""
    if region.data.region.example:
        Releasers.of(region).release()

"""The colleague of a demo's municipality who has the next of kin written to, after a death."""

from collections.abc import Callable
from dataclasses import dataclass

from deploy.region import Region
from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.letters.ask_kin_letter import AskKinLetter, ask_kin_letter
from services.notifications.main import open_works
from services.notifications.settings import read_settings
from shared.access import User


@dataclass(frozen=True, slots=True)
class NextOfKin:
    works: NotificationsWorks
    codes: frozenset[str]

    @classmethod
    def of(cls, region: Region) -> "NextOfKin":
        settings = read_settings(region.data.environment("notifications"))
        return cls(open_works(region.services["notifications"].database, settings), settings.region.codes)

    def live(self, colleague: Callable[[str], User]) -> None:
        """A working day. `colleague`: somebody of a municipality who is there today."""
        with self.works.begin() as work:
            people = work.queries.people(work.queries.bereaved())
            for client_id, person in sorted(people.items()):
                if person.municipality in self.codes:
                    ask_kin_letter(work, AskKinLetter(colleague(person.municipality), client_id))

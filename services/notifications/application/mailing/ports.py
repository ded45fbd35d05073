"""What the use cases of print runs ask of the world."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from services.notifications.application.client.ports import ReadLog
from services.notifications.application.letters.ports import (
    LateTellings,
    LetterQueries,
    Representatives,
    ReturnedCopies,
    Senders,
)
from services.notifications.application.letters.views import LetterView
from services.notifications.application.mailing.views import (
    MailingFilter,
    MailingView,
    PrintRunView,
    Ready,
    RunFilter,
    RunList,
    TakenOut,
)
from services.notifications.domain.letters.letter import Letter, Sender
from services.notifications.domain.letters.told_late import ToldLate
from services.notifications.domain.mailing.looked import Looked
from services.notifications.domain.mailing.mailing import Mailing, Release, SentBack
from services.notifications.domain.mailing.old_address import AddressedBefore
from services.notifications.domain.mailing.print_run import (
    LetterLeftOut,
    LetterReturned,
    LetterSent,
    LetterTakenOut,
    Manifest,
    Printable,
    PrintRun,
    PrintRunHandedOver,
    PrintRunMade,
)
from services.notifications.domain.route.client_route import ClientRoute
from shared.messaging.work import Works


class MailingChoices(Protocol):
    def second_release_above(self, code: str, day: date) -> int:
        """A mailing of a municipality with more letters than this is released by two people."""

    def weeks_before_end(self, code: str, day: date) -> int:
        """So many weeks before the end of a right its holder knows of it."""


class PrintSenders(Senders, Protocol):
    def why_not_printed(self, code: str, day: date) -> str | None:
        """Dutch: why no letter of a municipality may go to print on a day, and what to do; None when they may."""

    def is_example(self, sender: Sender) -> bool:
        """Whether contact data lead the reader of a real letter to nobody. In a demo nothing does."""


class PrintQueue(Protocol):
    """The letters, as far as printing them goes."""

    def waiting(self) -> Sequence[Printable]:
        """All that are ready, released or not, without their text."""

    def released(self, today: date) -> Sequence[Printable]:
        """Those of them whose mailing was released, and that ask nothing for a day that is over."""

    def runs_with(self, client_ids: Sequence[str]) -> Sequence[str]:
        """The print runs that hold a letter of one of these, also one that was taken out of its pile since."""

    def pile(self, run_id: str) -> Sequence[Printable]:
        """The letters of a run that were not taken out."""

    def marks(self, letter_ids: Sequence[str]) -> Mapping[str, str]:
        """Of those that others than their client get too, by id: who they are now."""

    def sign(self, letter_ids: Sequence[str], sender: Sender) -> None:
        """Those that are ready have the contact data of this sender from now on; the rest of their text stays."""

    def mark_printed(self, letter_ids: Sequence[str], run_id: str) -> int:
        """Those that are ready become printed; returns how many."""

    def restore_printed(self, made: PrintRunMade) -> None:
        """Its letters become what this print run made of them, whatever came after it; what was taken out of it stays
        out, and what is in a later run stays there."""

    def take_out(self, out: LetterTakenOut) -> bool:
        """A printed letter leaves the pile of its run; whether it was still in it."""

    def restore_taken_out(self, out: LetterTakenOut) -> None:
        """The letter is out of the pile of that run, whatever it was; one that is in another run stays there."""

    def leave_out(self, left_out: LetterLeftOut) -> bool:
        """A letter that is ready will not go out; whether it was."""

    def restore_left_out(self, left_out: LetterLeftOut) -> None:
        """The letter does not go out, whatever it was."""

    def mark_handed_over(self, handed_over: PrintRunHandedOver) -> None:
        """The letters in the pile of the run left that day; those that were taken out did not."""

    def sent(self, handed_over: PrintRunHandedOver) -> Sequence[LetterSent]:
        """The letters that left with a run, by client."""

    def bring_back(self, returned: LetterReturned) -> bool:
        """A letter that left came back; whether it was on its way."""

    def restore_returned(self, returned: LetterReturned) -> None:
        """The letter came back, whatever it was."""


class PrintRuns(Protocol):
    def add(self, made: PrintRunMade) -> None: ...

    def has(self, run_id: str) -> bool: ...

    def ids(self) -> frozenset[str]: ...

    def lying_here(self) -> Sequence[PrintRunMade]:
        """Those that were not handed over, by id; without their letters."""

    def hand_over(self, handed_over: PrintRunHandedOver) -> bool:
        """Keeps on which day and by whom; whether that was not known before."""


class Mailings(Protocol):
    """Letters that gather until somebody releases them, and the mailings that somebody did release."""

    def looked(self, municipality: str, mailing_id: str | None) -> Looked:
        """The ready letters of a municipality in a mailing that is closed, or those that are in none yet: what left it
        or was printed is not there."""

    def find(self, mailing_id: str) -> Mailing | None:
        """One that is closed."""

    def close(self, mailing: Mailing, letter_ids: Sequence[str]) -> bool:
        """Keeps the mailing with these letters; whether all of them were still free and ready."""

    def complete(self, mailing_id: str, by: Release) -> bool:
        """The second person released it; whether that was still to be done."""

    def send_back(self, mailing_id: str, sent_back: SentBack) -> bool:
        """Its letters gather again, and nobody stands any more for those that were late; whether it still waited for
        the second person."""

    def restore(self, mailing: Mailing, letter_ids: Sequence[str]) -> None:
        """The mailing is there and these letters are in it, whatever became of them; but those that are in a newer one
        stay there."""


class MailingQueries(LetterQueries, Protocol):
    def ready_municipalities(self) -> frozenset[str]:
        """Those with a ready letter in no mailing."""

    def mailings_gathering(self, municipalities: frozenset[str]) -> Sequence[MailingView]:
        """The open mailings of these municipalities that hold a letter, by municipality."""

    def mailings(self, municipalities: frozenset[str], wanted: MailingFilter) -> Sequence[MailingView]:
        """Closed ones: first what waits for a second person, then the newest."""

    def count_mailings(self, municipalities: frozenset[str], wanted: MailingFilter) -> int: ...

    def withheld_letters(self, municipality: str) -> Mapping[str, int]:
        """How many letters do not go out, by reason."""

    def kinds_before(self, municipality: str, number: int) -> frozenset[str]:
        """The kinds of letters in mailings of this municipality before that number that were not sent back."""

    def mailing_states(self, mailing_id: str) -> Mapping[str, int]:
        """How many letters of a mailing are in each state that one is in."""

    def unprintable(self, municipalities: frozenset[str], today: date) -> Mapping[str, int]:
        """Of mailings that were released, by id: how many letters are not printed, because they ask something for a day
        that is over."""

    def told_late_in(self, act_id: str) -> Sequence[ToldLate]:
        """Of a mailing or a print run: the letters for which somebody stands, because they tell of an end too late."""

    def cause_of(self, letter_id: str) -> str | None:
        """What a letter is about: the id of a step, appointment or decision."""

    def print_runs(self, municipalities: frozenset[str], wanted: RunFilter) -> RunList: ...

    def print_run(self, run_id: str) -> PrintRunView | None: ...

    def ready_letters(self, municipalities: frozenset[str] | None = None) -> Mapping[str, Ready]:
        """By municipality, without those that have none; of all municipalities when none are named."""

    def count_printed(self, codes: Sequence[str]) -> int: ...

    def letters_of_run(self, run_id: str, *, offset: int = 0, limit: int | None = None) -> Sequence[LetterView]:
        """By name. Without a limit all."""

    def client_routes(self, client_ids: Sequence[str]) -> Mapping[str, ClientRoute]:
        """All that migration told of the way of these clients to a decision; each has one."""

    def letters_with_ids(self, letter_ids: Sequence[str]) -> Sequence[LetterView]:
        """In the order asked for."""

    def taken_out_of(self, run_id: str) -> Mapping[str, TakenOut]:
        """By letter, who took it out of the pile of this run; also of those that gather again since."""

    def letters_apart(self, run_id: str) -> Sequence[LetterView]:
        """The letters of a run that were taken out or have a remark, by name."""

    def days_gone_in(self, run_id: str, today: date) -> Sequence[LetterView]:
        """The letters in the pile of a run that ask something for a day that is over, by name."""

    def addressed_before(self, municipality: str, mailing_id: str | None) -> Sequence[AddressedBefore]:
        """The letters of a mailing, or of none yet, about something that happened, to clients of whom more was
        delivered since; by id."""

    def addressed_before_in(self, run_id: str) -> Sequence[AddressedBefore]:
        """The same of the letters in the pile of a run."""

    def enclosing_in(self, run_id: str) -> Sequence[LetterView]:
        """The letters in the pile of a run with which a paper goes that is printed elsewhere, by name."""


class RunFiles(Protocol):
    """The files of finished runs."""

    def manifest(self, run_id: str) -> Manifest | None:
        """None when the files are not here, for example after a rebuild elsewhere."""

    def is_finished(self, run_id: str) -> bool: ...

    def path(self, run_id: str, file: str) -> Path: ...

    def remove(self, run_id: str) -> None:
        """All of them; nothing when they are not here."""

    def manifest_text(self, manifest: Manifest) -> str:
        """A manifest as it goes outside."""


class MailingWork(Protocol):
    @property
    def today(self) -> date: ...

    @property
    def representatives(self) -> Representatives: ...

    @property
    def senders(self) -> PrintSenders: ...

    @property
    def print_queue(self) -> PrintQueue: ...

    @property
    def print_runs(self) -> PrintRuns: ...

    @property
    def mailings(self) -> Mailings: ...

    @property
    def returned_copies(self) -> ReturnedCopies: ...

    @property
    def late_tellings(self) -> LateTellings: ...

    @property
    def choices(self) -> MailingChoices: ...

    @property
    def run_files(self) -> RunFiles: ...

    @property
    def queries(self) -> MailingQueries: ...

    @property
    def read_log(self) -> ReadLog: ...

    def record(self, event: Any) -> None:
        """A PrintRunMade, LetterTakenOut, LetterLeftOut, PrintRunHandedOver, MailingReleased, MailingSentBack,
        LetterSent or LetterReturned."""


class Printer(Protocol):
    """Where letters become paper. It never works inside a transaction."""

    def alone(self) -> AbstractContextManager[object]:
        """Whoever is inside is the only process that makes or takes away files of runs here."""

    def print_runs(
        self,
        runs: Sequence[PrintRun],
        texts: Callable[[PrintRun, Sequence[str]], Sequence[Letter]],
        processes: Callable[[], int],
    ) -> Iterator[tuple[PrintRun, Manifest]]:
        """Makes the files of each run, or finds them when they were made before. `texts` gives letters of a run by id,
        in the order asked for, each with its copies behind it under the same id; it is asked for one file at a time,
        and ahead of the run that comes out. At most `processes()` render at once. Raises LetterError."""

    def keep_only(self, run_ids: Collection[str]) -> None:
        """Takes away the files of every other run: what came to nothing holds letters that must not go out."""


class MailingWorks(Works[MailingWork], Protocol):
    @property
    def printer(self) -> Printer: ...

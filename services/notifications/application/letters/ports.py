"""What the use cases of letters ask of the world."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from services.notifications.application.client.ports import ClientWork, ReadLog
from services.notifications.application.letters.views import LetterCounts, LetterFilter, LetterView
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.letters.gate import ArticleLink, LatestLetter, LetterState, WrittenLetter
from services.notifications.domain.letters.kinds import LetterKind
from services.notifications.domain.letters.letter import Letter, Sender
from services.notifications.domain.letters.letter_text import LetterText
from services.notifications.domain.letters.moved import AppointmentLetter
from services.notifications.domain.letters.occasion import Occasion, TakenOutLetter, UnsentLetter
from services.notifications.domain.letters.representative import PrintedLetter, Receivers, Representative
from services.notifications.domain.letters.returned import CopyReturned
from services.notifications.domain.letters.step_filling import Terms
from services.notifications.domain.letters.told_late import TellsOfEnds, ToldLate
from services.notifications.domain.letters.town import FromTown
from services.notifications.domain.route.client_route import ClientRoute
from shared.calendar.days import LegalCalendar
from shared.messaging.work import Works


class Letters(Protocol):
    def latest(self, client_ids: Sequence[str]) -> Mapping[str, LatestLetter]:
        """The last letter to each of the clients who have one, whatever became of it."""

    def add(self, letters: Sequence[WrittenLetter]) -> None: ...

    def supersede(self, letter_ids: Sequence[str]) -> None:
        """Those that were not printed yet will not be, and those in a pile must leave it."""

    def restore(self, letter_ids: Sequence[str]) -> Sequence[LatestLetter]:
        """Undoes it; returns those that can go again, or wait to be looked at."""

    def withhold(self, letter_ids: Sequence[str], reason: str) -> frozenset[str]:
        """Those that are ready will not go, for a Dutch reason; returns which. They keep their text."""

    def release(self, letter_ids: Sequence[str]) -> frozenset[str]:
        """Those that were withheld are ready again; returns which. They have a text."""

    def release_from(self, letter_ids: Sequence[str], reason: str) -> frozenset[str]:
        """The same for those that have a text and were withheld for this reason."""

    def known(self, letter_ids: Sequence[str]) -> frozenset[str]:
        """Those of these ids that are letters already."""

    def unsent(self, client_ids: Sequence[str]) -> Sequence[UnsentLetter]:
        """The letters to these clients about something that happened, which have a text and were not printed yet."""

    def decide(self, letter_ids: Sequence[str], state: LetterState, reason: str | None) -> None:
        """Those of `unsent` become so."""

    def taken_out(self, client_ids: Sequence[str]) -> Sequence[TakenOutLetter]:
        """The letters to these clients that were taken out of a pile and that nothing replaced."""

    def gather_again(self, letter_id: str, run_id: str, state: LetterState, reason: str | None) -> None:
        """A letter that was taken out of the pile of this run, or was never printed, becomes so, and is in no mailing
        any more; one that was replaced is superseded. One that was printed in another run stays as it is."""

    def supersede_about(
        self, client_id: str, causes: Sequence[str], spares: frozenset[LetterKind] = frozenset()
    ) -> None:
        """Letters to the client about these steps, appointments or decisions that were not printed yet will not be, but
        those of a kind in `spares`."""

    def supersede_kinds(self, client_id: str, kinds: frozenset[LetterKind]) -> None:
        """The same for letters of these kinds to a client."""

    def about_appointments(self, client_ids: Sequence[str]) -> Sequence[AppointmentLetter]:
        """All letters to these clients that invite to an appointment, move or cancel it, by id."""

    def with_appointments_in(self, run_id: str) -> Sequence[str]:
        """The clients who have a letter about an appointment in this run: that it is there, that it moved or is off."""

    def put_aside(self, letter_ids: Sequence[str]) -> None:
        """Those that were not printed give way to another one, and can be taken up again."""

    def take_up(self, letter_id: str, state: LetterState, reason: str | None) -> None:
        """One that was put aside, and that nothing replaced, becomes so."""


class WaitingLetters(Protocol):
    """Occasions of which the client's data are not there yet."""

    def with_ids(self, letter_ids: Sequence[str]) -> Mapping[str, Occasion]:
        """Those that wait, by the id of the letter that they become."""

    def add(self, occasions: Sequence[Occasion]) -> None: ...

    def until(self, revisions: Mapping[str, int]) -> Sequence[Occasion]:
        """What waits for one of these revisions of these clients, or for an older one, and is whole."""

    def drop(self, letter_ids: Sequence[str]) -> None: ...

    def replace_about(self, client_id: str, causes: Sequence[str], spares: frozenset[LetterKind] = frozenset()) -> None:
        """What waits for the client about these causes is written as replaced, but what is of a kind in `spares`."""

    def replace_kinds(self, client_id: str, kinds: frozenset[LetterKind]) -> None: ...


class Representatives(Protocol):
    """Who gets the letters about clients, instead of them or as a copy."""

    def of(self, client_ids: Sequence[str]) -> Mapping[str, Sequence[Representative]]:
        """Also those that count no more, by their first day; clients who have none are left out."""

    def find(self, id_: str) -> Representative | None: ...

    def add(self, one: Representative) -> bool:
        """Whether it was not there yet."""

    def end(self, one: Representative) -> None:
        """Keeps its last day, and who said so."""


class ReturnedCopies(Protocol):
    def add(self, returned: CopyReturned) -> bool:
        """Whether it was not known yet."""

    def of(self, letter_id: str) -> Sequence[CopyReturned]:
        """Of a letter, the first day first."""

    def of_client(self, client_id: str) -> Sequence[CopyReturned]:
        """Of all letters, the first day first."""


class LateTellings(Protocol):
    """Letters that tell of the end of a right too late, and who stands for it."""

    def told(self, client_ids: Sequence[str]) -> Mapping[str, frozenset[date]]:
        """The ends of which a letter left, and did not come back, by client; without those of whom there is none."""

    def answered_for(self, letter_ids: Sequence[str]) -> frozenset[str]:
        """Those of these letters for which somebody stands."""

    def in_pile(self, run_id: str, before: date) -> Sequence[TellsOfEnds]:
        """The letters of a run that were not taken out, and that tell of the end of a right before this day."""

    def keep(self, late: Sequence[ToldLate]) -> None:
        """What is kept already stays as it is."""

    def restore(self, late: Sequence[ToldLate]) -> None:
        """As `keep`, of letters that are there: those of a client who was forgotten are not."""


class LetterStops(Protocol):
    """Clients to whom no letter goes by the last step of their route, and why."""

    def of(self, client_ids: Sequence[str]) -> Mapping[str, str]: ...

    def set(self, client_id: str, why: str | None) -> None: ...


class LetterQueries(Protocol):
    def client_route(self, client_id: str) -> ClientRoute: ...

    def client_routes(self, client_ids: Sequence[str]) -> Mapping[str, ClientRoute]: ...

    def told_of_ends(self, client_ids: Sequence[str]) -> Sequence[str]:
        """Those of these clients of whom it was told that a right ends, or that a budget stops before one."""

    def people(self, client_ids: Sequence[str]) -> Mapping[str, Recipient]:
        """The clients as they are known now."""

    def letters(self, municipalities: frozenset[str], wanted: LetterFilter) -> Sequence[LetterView]:
        """Of these municipalities; of one person the newest first."""

    def count_letters(self, municipalities: frozenset[str], wanted: LetterFilter) -> int: ...

    def letter_counts(self, municipalities: frozenset[str]) -> LetterCounts: ...

    def letter(self, letter_id: str) -> LetterView | None: ...

    def letters_of_client(self, client_id: str) -> Sequence[LetterView]:
        """The newest first."""

    def open_copies(self, municipalities: frozenset[str]) -> frozenset[str]:
        """Letters of which a copy came back from an address that nobody looked at since."""

    def bereaved(self) -> Sequence[str]:
        """The clients who died after a letter of ours had left, and whose next of kin were not written to."""

    def open_returns(self, municipalities: frozenset[str]) -> frozenset[str]:
        """The ids of letters that came back and that nothing followed yet."""

    def links(self, letter_id: str) -> Sequence[ArticleLink]:
        """The articles that the letter cites; none for a letter that is not there."""

    def told_late(self, letter_id: str) -> Sequence[ToldLate]:
        """Who stands for it that the letter tells of an end too late, the first one first."""

    def receivers_of(self, letter_id: str) -> Receivers:
        """Who gets the letter; its client alone for one that has no text."""

    def printed_letters(self, client_id: str) -> Sequence[PrintedLetter]:
        """What was ever printed for the client, whatever became of it."""

    def papers(self, letter_ids: Sequence[str]) -> Sequence[Letter]:
        """As they go to the printer: like `texts`, with the copies of each letter behind it, under the same id."""

    def texts(self, letter_ids: Sequence[str]) -> Sequence[Letter]:
        """In the order asked for, without the letters that have no text; at most one file of a print run at a time.

        Each names the letter to the same client that was printed before it."""


class Senders(Protocol):
    def on(self, code: str, day: date) -> Sender:
        """The municipality as a reader reaches it on a day. Raises NoSender when nobody said it."""

    def town_on(self, code: str, day: date, kind: LetterKind) -> FromTown:
        """The same, with what the municipality adds to letters of a kind."""


class Texts(Protocol):
    """The texts of letters as data, and the terms of the law that they name."""

    def of(self, kind: LetterKind) -> LetterText: ...

    def all(self) -> Sequence[LetterText]:
        """In the order of the kinds."""

    def terms_on(self, day: date) -> Terms: ...


class LetterWork(ClientWork, Protocol):
    @property
    def returned_copies(self) -> ReturnedCopies: ...

    @property
    def today(self) -> date: ...

    @property
    def letters(self) -> Letters: ...

    @property
    def waiting_letters(self) -> WaitingLetters: ...

    @property
    def letter_stops(self) -> LetterStops: ...

    @property
    def representatives(self) -> Representatives: ...

    @property
    def texts(self) -> Texts: ...

    @property
    def senders(self) -> Senders: ...

    @property
    def calendar(self) -> LegalCalendar: ...

    @property
    def queries(self) -> LetterQueries: ...

    @property
    def read_log(self) -> ReadLog: ...

    def record(self, event: Any) -> None:
        """A LetterWritten, LetterAsked or LetterGathersAgain."""


class Renderer(Protocol):
    def pdf(self, letter: Letter) -> bytes:
        """One letter or notice as PDF/UA. Raises LetterError."""


class LetterWorks(Works[LetterWork], Protocol):
    """A PDF is made outside any transaction."""

    @property
    def renderer(self) -> Renderer: ...

"""What screens and API show of letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.letters.gate import ArticleLink, LetterState, Remark
from services.notifications.domain.letters.kinds import LetterKind
from services.notifications.domain.letters.letter import Letter, reference_of
from services.notifications.domain.letters.letter_text import LetterText
from services.notifications.domain.letters.representative import CLIENT_ALONE, Receivers, Representative
from services.notifications.domain.letters.returned import CopyReturned
from services.notifications.domain.letters.told_late import ToldLate
from shared.access import Role
from shared.searching import Sought

REPRESENTATIVE_WRITERS = (Role.CASEWORKER, Role.FUNCTIONAL_MANAGER)
"""Who may say to whom letters go; others only look."""


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter in a list. `client_name` is as printed, `printed_in` the print run. A withheld letter has a `reason`;
    one that says nothing has no `template`. A printed one has a `remark` when its client died since or a newer one
    replaces it, and is `handed_over_on` the day on which its run left; one that left its pile before, or its mailing,
    was `taken_out_on` a day by somebody, of whom the name may not be known, and one that the post brought back was
    `returned_on` a day. `mailing` is the one in which it was released. `cause` is the event that it is about, as the
    wire calls it, and `cause_id` the step, appointment or decision in it. `answer_by`: through which day an answer that
    it asks for is of use."""

    id: str
    client_id: str
    client_name: str
    revision: int
    municipality: str
    letter_date: date
    kind: LetterKind
    cause: str
    cause_id: str | None
    answer_by: date | None
    template: str | None
    state: LetterState
    reason: str | None
    printed_in: str | None
    taken_out_on: date | None
    taken_out_by: str
    handed_over_on: date | None
    mailing: str | None
    returned_on: date | None
    remark: Remark | None

    @property
    def is_out(self) -> bool:
        """Whether the client may read it on the own page: it was released and printed, and the pile still has it."""
        return self.state in ("printed", "returned")

    @property
    def to_take_out(self) -> bool:
        """Whether somebody has to take it out of its pile."""
        return self.remark in ("deceased", "not-died", "replaced")

    @property
    def left_out(self) -> bool:
        """Whether somebody took it out of its mailing before it was printed."""
        return self.state == "taken-out" and self.printed_in is None

    @property
    def reference(self) -> str:
        """As it stands in the letter under `Ons kenmerk`."""
        return reference_of(self.id)


@dataclass(frozen=True, slots=True)
class LetterFilter:
    """What a list of letters is limited to, by what it is ordered (`name` or `date`), and which part of it is shown.
    `sought` finds the name, the birth date or the reference that a letter carries. `to_take_out`: only printed letters
    to people who died since, or that a newer one replaces, in a run that was not handed over. `came_back`: only letters
    that the post brought back and that nothing followed yet. `copy_back`: only letters of which a copy came back from
    an address that nobody looked at since. `told_late`: only letters that left and told of the end of a right too late,
    for which somebody stands."""

    municipality: str | None = None
    state: str | None = None
    kind: str | None = None
    client_id: str | None = None
    sought: Sought | None = None
    to_take_out: bool = False
    came_back: bool = False
    copy_back: bool = False
    told_late: bool = False
    order: str = "name"
    descending: bool = False
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class LetterPage:
    """`may_write_kin`: the list is of one client, whose death is known, and this user may ask for a letter to the next
    of kin."""

    letters: Sequence[LetterView]
    total: int
    may_write_kin: bool = False


@dataclass(frozen=True, slots=True)
class LetterCounts:
    """How many letters there are in each state, also when in one there is none, how many must leave their pile, came
    back and ask somebody to do something; how many told of an end too late; and of how many a copy came back from an
    address that is still to be looked at."""

    per_state: Mapping[str, int]
    to_take_out: int
    came_back: int
    told_late: int
    copies_back: int


@dataclass(frozen=True, slots=True)
class LetterKindView:
    """A kind of letter, with the version that is used now and since when."""

    text: LetterText
    version: str
    since: date


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """A letter and what it says, with the articles that it cites; of a letter that is withheld no text is shown.
    `came_back`: the post brought it back, and nothing followed it yet. `to`: who gets it besides its client, or instead
    of the client. `told_late`: who stands for it that it tells of the end of a right too late. `copies_back`: copies
    that the post brought back."""

    view: LetterView
    text: Letter | None
    links: Sequence[ArticleLink]
    came_back: bool
    to: Receivers = CLIENT_ALONE
    told_late: Sequence[ToldLate] = ()
    copies_back: Sequence[CopyReturned] = ()


@dataclass(frozen=True, slots=True)
class RepresentativesPage:
    """Who gets the letters about a client, by their first day; also who does no more. `copies_back`: what
    the post brought back from them. `may_write`: this user may record and end that."""

    client: Recipient
    recorded: Sequence[Representative]
    copies_back: Sequence[CopyReturned]
    may_write: bool

"""What screens show of notices to providers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.domain.notices.answer import AnswerKind, AnswerTask, ProviderAnswered
from services.notifications.domain.notices.notice_letter import NoticeRow, ToldRow
from services.notifications.domain.notices.provider_client import ProviderClient, Stage
from services.notifications.domain.notices.provider_notice import ProviderNoticeMade
from shared.access import Forbidden, Role, User

NO_AGB = "Bij uw account hoort geen AGB-code. Vraag de beheerder om die in te vullen."
ANSWERERS = (Role.CASEWORKER, Role.FUNCTIONAL_MANAGER)
"""Who does what a provider's answer asks for."""


def own_agb(user: User) -> str:
    """Raises Forbidden for a provider's user without an AGB code: no list can be theirs."""
    if not user.provider:
        raise Forbidden(NO_AGB)
    return user.provider


@dataclass(frozen=True, slots=True)
class NoticeView:
    id: str
    agb: str
    provider: str
    municipality: str
    number: int
    made_on: date
    clients: int


@dataclass(frozen=True, slots=True)
class NoticeFilter:
    """`agb` or else `municipalities` limit what may be seen, `municipality` what is asked for. Ordered by `made`,
    `provider` or `clients`; `offset` and `limit` cut the page."""

    agb: str | None
    municipalities: frozenset[str]
    municipality: str | None
    offset: int
    limit: int
    order: str = "made"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class NoticePage:
    notices: Sequence[NoticeView]
    total: int


@dataclass(frozen=True, slots=True)
class OpenNotice:
    """A notice and one page of its rows; a name is kept to the initials, as in the notice itself."""

    notice: ProviderNoticeMade
    rows: Sequence[NoticeRow]
    told: Sequence[ToldRow] = ()


@dataclass(frozen=True, slots=True)
class ClientFilter:
    """`own`: a provider sees its own `agb` everywhere; anybody else is limited to `municipalities`. `first` and `last`:
    a conversation, a decision or the end of a right lies in these days. `coming_from`, `lasting_on` and `past_before`:
    as seen from a day, those of whom something is to come (or its day is not known), whose care goes on without an end,
    and of whom all is over; `next` is by the day of what comes, or by the last day of what is over. Ordered by `next`,
    `number` or `until`; without a limit all."""

    agb: str | None = None
    own: bool = False
    municipalities: frozenset[str] = frozenset()
    municipality: str | None = None
    stage: Stage | None = None
    first: date | None = None
    last: date | None = None
    coming_from: date | None = None
    lasting_on: date | None = None
    past_before: date | None = None
    offset: int = 0
    limit: int | None = None
    order: str = "next"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ShownClient:
    """A client of a provider as the provider may see it: initials and the number of the decision."""

    client: ProviderClient
    initials: str
    says: str
    answer: ProviderAnswered | None


@dataclass(frozen=True, slots=True)
class ClientsPage:
    clients: Sequence[ShownClient]
    total: int


@dataclass(frozen=True, slots=True)
class ProviderAnswerFilter:
    """`done`: True or False, or both when None. `late_on`: due before this day and not done. Ordered by `due` or
    `received`."""

    municipalities: frozenset[str] = frozenset()
    municipality: str | None = None
    kind: AnswerKind | None = None
    done: bool | None = False
    late_on: date | None = None
    offset: int = 0
    limit: int | None = None
    order: str = "due"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """`owner` is a name or the team; `person` is the client's name, for our own staff."""

    task: AnswerTask
    person: str
    owner: str
    late: bool


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """One answer. Whoever `may_act` can take it up and finish it; it may be `mine` already."""

    shown: ShownAnswer
    may_act: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class AnswersPage:
    answers: Sequence[ShownAnswer]
    total: int

"""What screens show of notices to providers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.domain.notices.notice_letter import NoticeRow
from services.notifications.domain.notices.provider_notice import ProviderNoticeMade


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

"""What the use cases of notices to providers ask of the world."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from services.notifications.application.client.ports import ReadLog
from services.notifications.application.letters.ports import Renderer, Senders
from services.notifications.application.notices.views import NoticeFilter, NoticeView
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.notices.ending_right import EndingRight
from services.notifications.domain.notices.provider_notice import (
    LastNotice,
    ProviderAndMunicipality,
    ProviderNoticeMade,
)
from shared.messaging.work import Works


class EndingRights(Protocol):
    """What providers would be told now."""

    def all(self) -> Sequence[EndingRight]:
        """Ordered by provider and municipality."""

    def replace(self, client_ids: Sequence[str], rights: Sequence[EndingRight]) -> None:
        """Puts these in the place of all that was kept of the clients."""


class Notices(Protocol):
    def last(self) -> Mapping[ProviderAndMunicipality, LastNotice]: ...

    def add(self, notices: Sequence[ProviderNoticeMade]) -> None: ...

    def has(self, notice_id: str) -> bool: ...


class NoticeQueries(Protocol):
    def notices(self, wanted: NoticeFilter) -> Sequence[NoticeView]:
        """In the order wanted, and then the newest first."""

    def count_notices(self, wanted: NoticeFilter) -> int: ...

    def notice(self, notice_id: str) -> ProviderNoticeMade | None: ...

    def people(self, client_ids: Sequence[str]) -> Mapping[str, Recipient]:
        """The clients as they are known now."""


class NoticeWork(Protocol):
    @property
    def ending_rights(self) -> EndingRights: ...

    @property
    def notices(self) -> Notices: ...

    @property
    def senders(self) -> Senders: ...

    @property
    def queries(self) -> NoticeQueries: ...

    @property
    def read_log(self) -> ReadLog: ...

    def record(self, event: Any) -> None:
        """A ProviderNoticeMade."""


class NoticeWorks(Works[NoticeWork], Protocol):
    """A PDF is made outside any transaction."""

    @property
    def renderer(self) -> Renderer: ...

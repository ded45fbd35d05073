"""What the use cases of notices to providers ask of the world."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from services.notifications.application.client.ports import ErasingWork, ReadLog
from services.notifications.application.letters.ports import Renderer, Senders
from services.notifications.application.notices.views import (
    ClientFilter,
    NoticeFilter,
    NoticeView,
    ProviderAnswerFilter,
)
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.notices.answer import AnswerTask, ProviderAnswered
from services.notifications.domain.notices.ending_right import EndingRight
from services.notifications.domain.notices.provider_client import ProviderClient
from services.notifications.domain.notices.provider_notice import (
    LastNotice,
    ProviderAndMunicipality,
    ProviderNoticeMade,
)
from services.notifications.domain.route.client_route import ClientRoute
from shared.calendar.days import LegalCalendar
from shared.messaging.work import Works
from shared.region.policy import Choice


class EndingRights(Protocol):
    """What providers would be told now."""

    def at(self, municipalities: Collection[str]) -> Sequence[EndingRight]:
        """Ordered by provider and municipality."""

    def of(self, client_ids: Sequence[str]) -> Mapping[str, Sequence[EndingRight]]:
        """By client."""

    def replace(self, client_ids: Sequence[str], rights: Sequence[EndingRight]) -> None:
        """Puts these in the place of all that was kept of the clients."""


class ProviderClients(Protocol):
    """What each provider can be told of its clients now."""

    def at(self, municipalities: Collection[str]) -> Sequence[ProviderClient]: ...

    def replace(self, client_ids: Sequence[str], clients: Sequence[ProviderClient]) -> None:
        """Puts these in the place of all that was kept of the clients."""


class NoticeRounds(Protocol):
    """When a municipality last looked whether there was something to tell. A rebuild leaves it alone."""

    def municipalities(self) -> Mapping[str, date | None]:
        """Every municipality with a provider that is or was told something; None where nobody looked yet."""

    def keep(self, municipalities: Collection[str], day: date) -> None: ...


class ProviderAnswers(Protocol):
    """What providers answered, and who does what with it. A rebuild leaves it alone."""

    def count(self, agb: str, client_id: str) -> int: ...

    def add(self, answer: ProviderAnswered) -> bool:
        """Whether it came in: another one of this number can have come at the same moment."""

    def task(self, answer_id: str) -> AnswerTask | None: ...

    def take(self, answer_id: str, user_id: str, name: str) -> None: ...

    def finish(self, answer_id: str, day: date, user_id: str, outcome: str) -> None: ...


class Notices(Protocol):
    def last(self, municipalities: Collection[str]) -> Mapping[ProviderAndMunicipality, LastNotice]: ...

    def add(self, notices: Sequence[ProviderNoticeMade]) -> None: ...

    def of(self, notice_ids: Collection[str]) -> Mapping[str, ProviderNoticeMade]:
        """By id, as far as they are there."""

    def keep(self, notices: Sequence[ProviderNoticeMade]) -> None:
        """New ones, and what is told anew of those that are there."""

    def about(self, client_ids: Sequence[str]) -> Sequence[ProviderNoticeMade]:
        """Those that name one of these clients."""

    def replace(self, notice: ProviderNoticeMade) -> None:
        """Puts it in the place of the one with the same id."""


class NoticeQueries(Protocol):
    def notices(self, wanted: NoticeFilter) -> Sequence[NoticeView]:
        """In the order wanted, and then the newest first."""

    def count_notices(self, wanted: NoticeFilter) -> int: ...

    def notice(self, notice_id: str) -> ProviderNoticeMade | None: ...

    def provider_clients(self, wanted: ClientFilter) -> Sequence[ProviderClient]:
        """In the order wanted, and then by number."""

    def count_provider_clients(self, wanted: ClientFilter) -> int: ...

    def provider_client(self, agb: str, client_id: str) -> ProviderClient | None: ...

    def last_answers(self, agb: str | None, client_ids: Sequence[str]) -> Mapping[tuple[str, str], ProviderAnswered]:
        """By provider and client, the newest; of one provider or of all."""

    def provider_answers(self, wanted: ProviderAnswerFilter) -> Sequence[AnswerTask]:
        """In the order wanted, and then by day."""

    def count_provider_answers(self, wanted: ProviderAnswerFilter) -> int: ...

    def client_routes(self, client_ids: Sequence[str]) -> Mapping[str, ClientRoute]:
        """Of each of them all that migration told, which may be nothing."""

    def people(self, client_ids: Sequence[str]) -> Mapping[str, Recipient]:
        """The clients as they are known now."""


class NoticeWork(ErasingWork, Protocol):
    @property
    def today(self) -> date: ...

    @property
    def calendar(self) -> LegalCalendar: ...

    def choice(self, municipality: str, key: str, day: date) -> Choice:
        """What the municipality chose, or the default."""

    @property
    def provider_clients(self) -> ProviderClients: ...

    @property
    def notice_rounds(self) -> NoticeRounds: ...

    @property
    def provider_answers(self) -> ProviderAnswers: ...

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
        """A ProviderNoticeMade, a ProviderAnswered or an AnswerFinished."""


class NoticeWorks(Works[NoticeWork], Protocol):
    """A PDF is made outside any transaction."""

    @property
    def renderer(self) -> Renderer: ...

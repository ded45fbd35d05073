"""What the client's own page asks of the world."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from services.notifications.application.client.ports import ReadLog
from services.notifications.application.letters.ports import Representatives, Senders, Texts
from services.notifications.application.letters.views import LetterView
from services.notifications.domain.client.revision import ClientFacts
from services.notifications.domain.portal.visit import Visit
from services.notifications.domain.replies.answer import Answer
from services.notifications.domain.route.client_route import ClientRoute
from shared.calendar.days import LegalCalendar


class PortalQueries(Protocol):
    def client_facts(self, client_id: str) -> ClientFacts | None: ...

    def client_route(self, client_id: str) -> ClientRoute: ...

    def letters_of_client(self, client_id: str) -> Sequence[LetterView]:
        """The newest first."""


class Answered(Protocol):
    def of_client(self, client_id: str) -> Sequence[Answer]:
        """The newest first."""


class Visits(Protocol):
    def of(self, client_id: str) -> Visit | None:
        """The last one; None for a client who never was on the own page."""

    def keep(self, client_id: str, visit: Visit) -> None: ...


class PortalWork(Protocol):
    @property
    def today(self) -> date: ...

    @property
    def now(self) -> datetime:
        """The moment at which the transaction began."""

    @property
    def answers(self) -> Answered: ...

    @property
    def visits(self) -> Visits: ...

    @property
    def representatives(self) -> Representatives: ...

    @property
    def senders(self) -> Senders: ...

    @property
    def texts(self) -> Texts: ...

    @property
    def calendar(self) -> LegalCalendar: ...

    @property
    def queries(self) -> PortalQueries: ...

    @property
    def read_log(self) -> ReadLog: ...

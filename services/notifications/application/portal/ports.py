"""What the client's own page asks of the world."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from services.notifications.application.client.ports import ReadLog
from services.notifications.application.letters.ports import Senders
from services.notifications.application.letters.views import LetterView
from services.notifications.domain.client.revision import ClientFacts
from shared.calendar.days import LegalCalendar


class PortalQueries(Protocol):
    def client_facts(self, client_id: str) -> ClientFacts | None: ...

    def letters_of_client(self, client_id: str) -> Sequence[LetterView]:
        """The newest first."""


class PortalWork(Protocol):
    @property
    def today(self) -> date: ...

    @property
    def senders(self) -> Senders: ...

    @property
    def calendar(self) -> LegalCalendar: ...

    @property
    def queries(self) -> PortalQueries: ...

    @property
    def read_log(self) -> ReadLog: ...

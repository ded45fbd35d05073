"""What a demo's providers answer to their notices, and the colleague of the municipality who deals with it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count

from deploy.demo.counterparts.chance import Fate
from deploy.demo.counterparts.texts import sentence
from deploy.region import Region
from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.notices.answer_notice import AnswerNotice, answer_notice
from services.notifications.application.notices.finish_provider_answer import (
    FinishProviderAnswer,
    finish_provider_answer,
)
from services.notifications.application.notices.ports import NoticeQueries
from services.notifications.application.notices.views import NoticeFilter, NoticeView, ProviderAnswerFilter
from services.notifications.domain.notices.answer import AnswerKind
from services.notifications.domain.notices.provider_client import ProviderClient, Stage
from services.notifications.domain.notices.provider_notice import ProviderNoticeMade
from services.notifications.main import open_works
from services.notifications.settings import read_settings
from shared.access import Role, User

K = AnswerKind
ANSWERS: Mapping[Stage, tuple[AnswerKind, int]] = {
    Stage.PLANNED: (K.REPORT, 50),
    Stage.MOVED: (K.REPORT, 60),
    Stage.CANCELLED: (K.CANNOT_WAIT, 120),
    Stage.HELD: (K.NOT_OUR_CLIENT, 20),
    Stage.ARRIVES: (K.IN_CARE_SINCE, 500),
    Stage.ELSEWHERE: (K.NOT_OUR_CLIENT, 120),
    Stage.ENDED: (K.CANNOT_WAIT, 500),
}
"""To news of a client, and by how many of a thousand."""
ENDS_SOON = (K.CANNOT_WAIT, 120)
SOON_DONE = 500
"""Of a thousand answers, how many a colleague deals with on a day before the last one."""
AT_ONCE = 100
LOOKED_INTO = "Gebeld met de cliënt en de aanbieder, en doorgegeven aan het zorgkantoor."
"""What the colleague found, in a word that fits every answer."""
Colleague = Callable[[str], User]
"""Somebody of a municipality who is there today."""


@dataclass(frozen=True, slots=True)
class Providers:
    works: NotificationsWorks
    codes: frozenset[str]
    fate: Fate

    @classmethod
    def of(cls, region: Region, fate: Fate) -> "Providers":
        settings = read_settings(region.data.environment("notifications"))
        works = open_works(region.services["notifications"].database, settings)
        return cls(works, settings.region.codes, fate)

    def live(self, today: date, since: date, colleague: Colleague) -> None:
        """A working day, the first one after the day `since`."""
        for code in sorted(self.codes):
            self._deal_with_answers(code, today, colleague(code))
        for notice in list(self._notices(since, today)):
            self._answer(notice, today)

    def _deal_with_answers(self, code: str, today: date, user: User) -> None:
        with self.works.begin() as work:
            for task in work.queries.provider_answers(ProviderAnswerFilter(frozenset({code}))):
                answer = task.answer
                chance = self.fate.of("answer of a provider", answer.answer_id, today)
                if answer.due_on <= today or (answer.received_on < today and chance.happens(SOON_DONE)):
                    finish_provider_answer(work, FinishProviderAnswer(user, answer.answer_id, LOOKED_INTO))

    def _notices(self, since: date, today: date) -> Iterator[ProviderNoticeMade]:
        """Of the days after `since`."""
        with self.works.read() as work:
            for each in _newest_first(work.queries, self.codes):
                if each.made_on <= since:
                    return
                notice = work.queries.notice(each.id) if each.made_on <= today else None
                if notice is not None:
                    yield notice

    def _answer(self, notice: ProviderNoticeMade, today: date) -> None:
        user = User(f"aanbieder-{notice.agb}", notice.provider, Role.PROVIDER, provider=notice.agb)
        with self.works.begin() as work:
            for told in notice.told:
                if told.gone or not told.news:
                    continue
                client = told.client
                command = self._says(notice, client, user, today)
                if command is not None and work.queries.provider_client(notice.agb, client.client_id) is not None:
                    answer_notice(work, command)

    def _says(self, notice: ProviderNoticeMade, client: ProviderClient, user: User, today: date) -> AnswerNotice | None:
        dice = self.fate.of("notice", notice.notice_id, client.client_id)
        kind, per_mille = ENDS_SOON if client.weeks is not None else ANSWERS.get(client.stage, (K.REPORT, 0))
        if not dice.happens(per_mille):
            return None
        since = min(client.day or today, today) if kind is K.IN_CARE_SINCE else None
        return AnswerNotice(user, client.client_id, kind, since, sentence(dice, "provider", kind.value))


def _newest_first(queries: NoticeQueries, codes: frozenset[str]) -> Iterator[NoticeView]:
    for offset in count(0, AT_ONCE):
        found = queries.notices(NoticeFilter(None, codes, None, offset, AT_ONCE))
        if not found:
            return
        yield from found

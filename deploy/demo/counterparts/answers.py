"""How the demo's clients let know whether an appointment suits: by the slip of the letter, on their own page, or by
telephone; and the colleague who works the inbox. By the same use cases as a person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from deploy.demo.counterparts.chance import Fate
from deploy.demo.counterparts.steps import Case
from deploy.region import Region
from services.notifications.adapters.work import NotificationsWorks, Work
from services.notifications.application.replies.finish_answer import FinishAnswer, finish_answer
from services.notifications.application.replies.take_answer import TakeAnswer, take_answer
from services.notifications.application.replies.views import AnswerFilter
from services.notifications.domain.replies.answer import AnswerKind, Channel
from services.notifications.main import open_works
from services.notifications.settings import read_settings
from shared.access import Role, User

CHANNELS: Mapping[Channel | None, int] = {None: 300, "telephone": 150, "slip": 350, "portal": 200}
"""Of a thousand answers how they come; without a channel a colleague hears it by telephone and says it in the file."""
BESIDE: Mapping[AnswerKind | None, int] = {
    None: 700,
    "brings-somebody": 150,
    "wants-support": 60,
    "interpreter": 40,
    "calls-back": 50,
}
"""What somebody says beside that an appointment suits, who uses one of those ways."""
PHONE, LANGUAGE = "06 00000000", "Turks"
"""Nobody has this number."""
DONE: Mapping[AnswerKind, str] = {
    "other-day": "Gebeld. De afspraak blijft staan: er was geen andere dag.",
    "brings-somebody": "Bij de afspraak gezet.",
    "wants-support": "Doorgegeven aan de cliëntondersteuner, die belt de cliënt.",
    "interpreter": "Een tolk besproken.",
    "calls-back": "Gebeld.",
}
SOON_DONE = 600
"""Of a thousand answers, how many a colleague deals with on a day before the last one."""
Colleague = Callable[[str], User]
"""Somebody of a municipality who is there today."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a client lets know about an appointment, and `beside` it."""

    client_id: str
    municipality: str
    appointment_id: str
    kind: AnswerKind
    channel: Channel
    beside: AnswerKind | None = None


def said_by(case: Case, appointment_id: str, kind: AnswerKind) -> Said | None:
    """None for who says it on the telephone to the colleague who has the file open."""
    channel = case.dice("channel").weighted(CHANNELS)
    if channel is None:
        return None
    beside = case.dice("beside").weighted(BESIDE) if kind == "suits" else None
    return Said(case.client.client_id, case.client.municipality, appointment_id, kind, channel, beside)


@dataclass(frozen=True, slots=True)
class Inbox:
    works: NotificationsWorks
    codes: frozenset[str]
    fate: Fate

    @classmethod
    def of(cls, region: Region, fate: Fate) -> "Inbox":
        settings = read_settings(region.data.environment("notifications"))
        return cls(open_works(region.services["notifications"].database, settings), settings.region.codes, fate)

    def live(self, said: Sequence[Said], today: date, colleague: Colleague) -> None:
        """A working day: first what lies there, and then what comes in."""
        with self.works.begin() as work:
            for code in sorted(self.codes):
                self._deal_with_answers(work, code, colleague(code), today)
            for each in said:
                _take(work, each, colleague(each.municipality), today)

    def _deal_with_answers(self, work: Work, code: str, user: User, today: date) -> None:
        for answer in work.queries.answers(frozenset({code}), AnswerFilter()):
            chance = self.fate.of("answer of a client", answer.answer_id, today)
            if answer.due_on <= today or (answer.received_on < today and chance.happens(SOON_DONE)):
                finish_answer(work, FinishAnswer(user, answer.answer_id, DONE.get(answer.kind, "Gelezen.")))


def _take(work: Work, said: Said, colleague: User, today: date) -> None:
    """An appointment that is not known there yet, or that moved meanwhile, is not answered: the letter about it comes
    later."""
    stands = work.queries.client_route(said.client_id).appointment
    if stands is None or stands.appointment_id != said.appointment_id:
        return
    own = User(said.client_id, "Cliënt", Role.CLIENT, client=said.client_id)
    user, id_ = own if said.channel == "portal" else colleague, said.client_id
    take_answer(work, TakeAnswer(user, id_, said.kind, said.channel, today, said.appointment_id))
    if said.beside is not None:
        beside = TakeAnswer(user, id_, said.beside, said.channel, today, said.appointment_id)
        take_answer(work, replace(beside, phone=PHONE, language=LANGUAGE))

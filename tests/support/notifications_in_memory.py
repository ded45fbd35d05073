"""The stores of notifications without a disk, for tests of its use cases."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.letters.views import LetterCounts, LetterFilter, LetterView
from services.notifications.application.mailing.ports import PrintSenders
from services.notifications.application.mailing.views import PrintRunView, RunFilter
from services.notifications.application.notices.views import AnswerFilter, ClientFilter, NoticeFilter, NoticeView
from services.notifications.domain.client.money import Budget, Contribution
from services.notifications.domain.client.recipient import HeldBack, Recipient
from services.notifications.domain.client.revision import ClientFacts
from services.notifications.domain.client.right import ClientRight, Plan
from services.notifications.domain.letters.ending import signed_by
from services.notifications.domain.letters.gate import (
    KIND,
    ArticleLink,
    LatestLetter,
    LetterState,
    WrittenLetter,
    remark_on,
)
from services.notifications.domain.letters.letter import Letter, Sender
from services.notifications.domain.letters.letter_json import body_of, letter_of_body
from services.notifications.domain.letters.replaced import PrintedBefore, naming
from services.notifications.domain.mailing.print_run import (
    LetterTakenOut,
    Manifest,
    Printable,
    PrintRun,
    PrintRunHandedOver,
    PrintRunMade,
    RunFile,
    file_name,
    manifest_of,
)
from services.notifications.domain.notices.answer import AnswerTask, ProviderAnswered
from services.notifications.domain.notices.course import RouteFact
from services.notifications.domain.notices.ending_right import EndingRight
from services.notifications.domain.notices.provider_client import ProviderClient
from services.notifications.domain.notices.provider_notice import (
    LastNotice,
    ProviderAndMunicipality,
    ProviderNoticeMade,
)
from services.notifications.entrypoints.consumer import handlers
from shared.access import User
from shared.calendar.days import LegalCalendar
from shared.calendar.dutch import read_calendar
from shared.events.envelope import Event
from shared.messaging.revisions import Key, R, RevisionsInMemory
from shared.messaging.unit import Unit
from shared.messaging.worker import in_turns
from shared.names import search_name
from shared.region.policy import Choice, choosables
from shared.searching import Sought

CALENDAR = read_calendar()
KEPT = (
    "recipients",
    "rights",
    "plans",
    "budgets",
    "contributions",
    "letters",
    "print_queue",
    "print_runs",
    "ending_rights",
    "notices",
    "route_facts",
    "provider_clients",
    "notice_rounds",
    "provider_answers",
    "events",
)
"""What a transaction of WorkInMemory holds; copied together, so that what is one thing stays one thing."""


class RecipientsInMemory(RevisionsInMemory[Recipient]):
    def hold_back(self, clients: Sequence[HeldBack]) -> None:
        rows = {client.client_id: client.rows for client in clients}
        for key, kept in self.kept.items():
            if kept.client_id in rows:
                self.kept[key] = replace(kept, held_back_rows=rows[kept.client_id])


class BudgetsInMemory:
    """By client, municipality, and revision with turn."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str, tuple[int, int]], Budget] = {}

    def keep(self, budgets: Sequence[Budget]) -> None:
        for each in budgets:
            if each.place >= max(self._places(each.client_id, each.municipality), default=(0, 0)):
                self.kept[each.client_id, each.municipality, each.place] = each

    def in_force(self, where: Mapping[Key, str]) -> Mapping[Key, Budget]:
        stood = {key: self._stood(key, home) for key, home in where.items()}
        return {key: self.kept[key[0], where[key], place] for key, place in stood.items() if place[0]}

    def forget_before(self, keys: Iterable[Key]) -> None:
        newest = dict(keys)
        self.kept = {
            (client_id, home, place): each
            for (client_id, home, place), each in self.kept.items()
            if client_id not in newest or place >= self._stood((client_id, newest[client_id]), home)
        }

    def newest(self, client_id: str, municipality: str) -> Budget | None:
        place = max(self._places(client_id, municipality), default=(0, 0))
        return self.kept.get((client_id, municipality, place))

    def _stood(self, key: Key, municipality: str) -> tuple[int, int]:
        return max((each for each in self._places(key[0], municipality) if each <= (key[1], 0)), default=(0, 0))

    def _places(self, client_id: str, municipality: str) -> list[tuple[int, int]]:
        return [place for id_, home, place in self.kept if (id_, home) == (client_id, municipality)]


@dataclass
class KeptLetter:
    written: WrittenLetter
    run_id: str | None = None
    taken_out_on: date | None = None
    handed_over_on: date | None = None

    def become(self, state: LetterState, reason: str | None) -> None:
        self.written = replace(self.written, state=state, reason=reason)


class LettersInMemory:
    """Letters, and with them what waits to be printed."""

    def __init__(self) -> None:
        self.kept: dict[str, KeptLetter] = {}
        self._latest: dict[str, LatestLetter] = {}

    def latest(self, client_ids: Sequence[str]) -> Mapping[str, LatestLetter]:
        return {client_id: self._latest[client_id] for client_id in client_ids if client_id in self._latest}

    def add(self, letters: Sequence[WrittenLetter]) -> None:
        for letter in sorted(letters, key=lambda one: one.recipient.revision):
            self.kept[letter.letter_id] = KeptLetter(letter)
            self._latest[letter.client_id] = LatestLetter(
                letter.letter_id,
                letter.client_id,
                letter.recipient.revision,
                letter.recipient.municipality,
                letter.template,
                letter.fingerprint,
            )

    def supersede(self, letter_ids: Sequence[str]) -> None:
        for letter in self._in(letter_ids, "ready", "withheld"):
            letter.become("superseded", None if letter.written.body else letter.written.reason)

    def withhold(self, letter_ids: Sequence[str], reason: str) -> frozenset[str]:
        return self._change(letter_ids, "ready", "withheld", reason)

    def release(self, letter_ids: Sequence[str]) -> frozenset[str]:
        return self._change(letter_ids, "withheld", "ready", None)

    def waiting(self) -> Sequence[Printable]:
        return [
            Printable(id_, letter.client_id, person.municipality, person.address.postcode, person.address.house_number)
            for id_, kept in self.kept.items()
            if (letter := kept.written).state == "ready" and (person := letter.recipient)
        ]

    def sign(self, letter_ids: Sequence[str], sender: Sender) -> None:
        for kept in self._in(letter_ids, "ready"):
            written = kept.written
            letter = letter_of_body(written.body or "", written.letter_id, written.letter_date)
            kept.written = replace(written, body=body_of(signed_by(letter, sender)))
            latest = self._latest[written.client_id]
            self._latest[written.client_id] = replace(latest, fingerprint=kept.written.fingerprint)

    def mark_printed(self, letter_ids: Sequence[str], run_id: str) -> int:
        return self._mark(letter_ids, run_id, "ready")

    def restore_printed(self, letter_ids: Sequence[str], run_id: str) -> None:
        self._mark(letter_ids, run_id, "ready", "withheld", "superseded")

    def take_out(self, taken_out: LetterTakenOut) -> bool:
        in_a_pile = [one for one in self._in([taken_out.letter_id], "printed") if one.handed_over_on is None]
        for _ in in_a_pile:
            self.restore_taken_out(taken_out)
        return bool(in_a_pile)

    def restore_taken_out(self, taken_out: LetterTakenOut) -> None:
        letter = self.kept[taken_out.letter_id]
        letter.become("taken-out", None)
        letter.run_id, letter.taken_out_on, letter.handed_over_on = taken_out.run_id, taken_out.day, None

    def mark_handed_over(self, handed_over: PrintRunHandedOver) -> None:
        for letter in self.kept.values():
            if letter.run_id == handed_over.run_id and letter.written.state == "printed":
                letter.handed_over_on = handed_over.day

    def _in(self, letter_ids: Sequence[str], *states: LetterState) -> list[KeptLetter]:
        found = [self.kept[id_] for id_ in letter_ids if id_ in self.kept]
        return [letter for letter in found if letter.written.state in states]

    def _change(
        self, letter_ids: Sequence[str], before: LetterState, after: LetterState, reason: str | None
    ) -> frozenset[str]:
        changed = self._in(letter_ids, before)
        for letter in changed:
            letter.become(after, reason)
        return frozenset(letter.written.letter_id for letter in changed)

    def _mark(self, letter_ids: Sequence[str], run_id: str, *states: LetterState) -> int:
        marked = self._in(letter_ids, *states)
        for letter in marked:
            letter.become("printed", None)
            letter.run_id = run_id
        return len(marked)


class PrintRunsInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, PrintRunMade] = {}
        self.handed_over: dict[str, PrintRunHandedOver] = {}

    def add(self, made: PrintRunMade) -> None:
        self.kept[made.run_id] = made

    def has(self, run_id: str) -> bool:
        return run_id in self.kept

    def ids(self) -> frozenset[str]:
        return frozenset(self.kept)

    def hand_over(self, handed_over: PrintRunHandedOver) -> bool:
        first = handed_over.run_id in self.kept and handed_over.run_id not in self.handed_over
        if first:
            self.handed_over[handed_over.run_id] = handed_over
        return first


class EndingRightsInMemory:
    def __init__(self) -> None:
        self.kept: list[EndingRight] = []

    def at(self, municipalities: Collection[str]) -> Sequence[EndingRight]:
        found = [right for right in self.kept if right.municipality in municipalities]
        return sorted(found, key=lambda right: (right.provider.agb, right.municipality))

    def of(self, client_ids: Sequence[str]) -> Mapping[str, Sequence[EndingRight]]:
        found: dict[str, list[EndingRight]] = {}
        for right in sorted(self.kept, key=lambda one: one.line.function_id):
            if right.line.client_id in client_ids:
                found.setdefault(right.line.client_id, []).append(right)
        return found

    def replace(self, client_ids: Sequence[str], rights: Sequence[EndingRight]) -> None:
        self.kept = [right for right in self.kept if right.line.client_id not in client_ids] + list(rights)


class RouteFactsInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, list[RouteFact]] = {}

    def of(self, client_ids: Sequence[str]) -> Mapping[str, Sequence[RouteFact]]:
        return {id_: list(self.kept[id_]) for id_ in client_ids if id_ in self.kept}

    def add(self, facts: Mapping[str, RouteFact]) -> None:
        for client_id, fact in facts.items():
            self.kept.setdefault(client_id, []).append(fact)


class ProviderClientsInMemory:
    def __init__(self) -> None:
        self.kept: list[ProviderClient] = []

    def at(self, municipalities: Collection[str]) -> Sequence[ProviderClient]:
        found = [one for one in self.kept if one.municipality in municipalities]
        return sorted(found, key=lambda one: (one.provider.agb, one.client_id))

    def replace(self, client_ids: Sequence[str], clients: Sequence[ProviderClient]) -> None:
        self.kept = [one for one in self.kept if one.client_id not in client_ids] + list(clients)


class NoticeRoundsInMemory:
    def __init__(self, places: Callable[[], set[str]]) -> None:
        self._places = places
        self.kept: dict[str, date] = {}

    def __deepcopy__(self, _memo: object) -> "NoticeRoundsInMemory":
        copied = NoticeRoundsInMemory(self._places)
        copied.kept = dict(self.kept)
        return copied

    def municipalities(self) -> Mapping[str, date | None]:
        return {**dict.fromkeys(self._places()), **self.kept}

    def keep(self, municipalities: Collection[str], day: date) -> None:
        self.kept.update(dict.fromkeys(municipalities, day))


class ProviderAnswersInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, AnswerTask] = {}

    def count(self, agb: str, client_id: str) -> int:
        return sum((one.answer.agb, one.answer.client_id) == (agb, client_id) for one in self.kept.values())

    def add(self, answer: ProviderAnswered) -> None:
        self.kept[answer.answer_id] = AnswerTask(answer)

    def task(self, answer_id: str) -> AnswerTask | None:
        return self.kept.get(answer_id)

    def take(self, answer_id: str, user_id: str, name: str) -> None:
        self.kept[answer_id] = replace(self.kept[answer_id], owner_id=user_id, owner=name)

    def finish(self, answer_id: str, day: date, user_id: str) -> None:
        self.kept[answer_id] = replace(self.kept[answer_id], done_on=day, done_by=user_id)


class NoticesInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, ProviderNoticeMade] = {}

    def last(self, municipalities: Collection[str]) -> Mapping[ProviderAndMunicipality, LastNotice]:
        in_order = sorted(self.kept.values(), key=lambda notice: notice.number)
        return {
            (one.agb, one.municipality): LastNotice(
                one.number,
                one.fingerprint,
                one.provider,
                {each.client.client_id: each.client for each in one.told if not each.gone},
            )
            for one in in_order
            if one.municipality in municipalities
        }

    def add(self, notices: Sequence[ProviderNoticeMade]) -> None:
        self.kept.update({notice.notice_id: notice for notice in notices})

    def has(self, notice_id: str) -> bool:
        return notice_id in self.kept


@dataclass
class ReadLogInMemory:
    lines: list[tuple[str, str, str]] = field(default_factory=list)

    def write(self, user: User, subjects: Sequence[str], purpose: str) -> None:
        self.lines += [(user.id, subject, purpose) for subject in subjects]


@dataclass(frozen=True)
class OneSender:
    """The same sender for every municipality and day."""

    sender: Sender

    def on(self, code: str, day: date) -> Sender:
        return self.sender

    def why_not_printed(self, code: str, day: date) -> str | None:
        return None

    def is_example(self, sender: Sender) -> bool:
        return False


@dataclass
class RunFilesInMemory:
    manifests: dict[str, Manifest] = field(default_factory=dict)

    def manifest(self, run_id: str) -> Manifest | None:
        return self.manifests.get(run_id)

    def path(self, run_id: str, file: str) -> Path:
        return Path(run_id, file)

    def manifest_text(self, manifest: Manifest) -> str:
        return "\n".join([manifest.run_id, *(file.name for file in manifest.files)])


class WorkInMemory:
    """`events` holds what was recorded, in order."""

    def __init__(self, sender: Sender, today: date, calendar: LegalCalendar = CALENDAR) -> None:
        self.recipients = RecipientsInMemory()
        self.rights = RevisionsInMemory[ClientRight]()
        self.plans = RevisionsInMemory[Plan]()
        self.budgets = BudgetsInMemory()
        self.contributions = RevisionsInMemory[Contribution]()
        self.letters = self.print_queue = LettersInMemory()
        self.print_runs = PrintRunsInMemory()
        self.ending_rights = EndingRightsInMemory()
        self.notices = NoticesInMemory()
        self.route_facts = RouteFactsInMemory()
        self.provider_clients = ProviderClientsInMemory()
        self.notice_rounds = NoticeRoundsInMemory(self._places_with_providers)
        self.provider_answers = ProviderAnswersInMemory()
        self.chosen: dict[str, Choice] = {}
        self.events: list[Any] = []
        self.senders: PrintSenders = OneSender(sender)
        self.calendar = calendar
        self.today = today
        self.run_files = RunFilesInMemory()
        self.read_log = ReadLogInMemory()

    @property
    def queries(self) -> "QueriesInMemory":
        return QueriesInMemory(self)

    def record(self, event: Any) -> None:
        self.events.append(event)

    def _places_with_providers(self) -> set[str]:
        places = {right.municipality for right in self.ending_rights.kept}
        places |= {one.municipality for one in self.provider_clients.kept}
        return places | {notice.municipality for notice in self.notices.kept.values()}

    def choice(self, municipality: str, key: str, day: date) -> Choice:
        """`chosen` holds for every municipality."""
        return self.chosen.get(key, choosables()[key].default)


@dataclass(frozen=True)
class QueriesInMemory:
    work: WorkInMemory

    def provider_clients(self, wanted: ClientFilter) -> Sequence[ProviderClient]:
        orders: Mapping[str, Callable[[ProviderClient], Any]] = {
            "next": lambda one: one.next_day or date.max,
            "number": lambda one: one.number,
            "until": lambda one: one.until or date.max,
        }
        by_number = sorted(self._clients(wanted), key=lambda one: (one.number, one.client_id))
        found = sorted(by_number, key=orders[wanted.order], reverse=wanted.descending)
        return found[wanted.offset :][: wanted.limit]

    def count_provider_clients(self, wanted: ClientFilter) -> int:
        return len(self._clients(wanted))

    def _clients(self, wanted: ClientFilter) -> list[ProviderClient]:
        return [
            one
            for one in self.work.provider_clients.kept
            if (wanted.own or one.municipality in wanted.municipalities)
            and wanted.agb in (None, one.provider.agb)
            and wanted.municipality in (None, one.municipality)
            and wanted.stage in (None, one.stage)
            and (
                wanted.first is None
                or wanted.last is None
                or any(wanted.first <= day <= wanted.last for day in (one.next_day, one.until) if day)
            )
        ]

    def provider_client(self, agb: str, client_id: str) -> ProviderClient | None:
        found = [
            one for one in self.work.provider_clients.kept if (one.provider.agb, one.client_id) == (agb, client_id)
        ]
        return min(found, key=lambda one: one.municipality, default=None)

    def last_answers(self, agb: str | None, client_ids: Sequence[str]) -> Mapping[tuple[str, str], ProviderAnswered]:
        answers = [one.answer for one in self.work.provider_answers.kept.values() if one.answer.client_id in client_ids]
        in_order = sorted(answers, key=lambda one: (one.received_on, one.number))
        return {(one.agb, one.client_id): one for one in in_order if agb in (None, one.agb)}

    def answers(self, wanted: AnswerFilter) -> Sequence[AnswerTask]:
        orders: Mapping[str, Callable[[AnswerTask], Any]] = {
            "due": lambda one: one.answer.due_on,
            "received": lambda one: one.answer.received_on,
        }
        by_day = sorted(self._answers(wanted), key=lambda one: (one.answer.received_on, one.answer.answer_id))
        found = sorted(by_day, key=orders[wanted.order], reverse=wanted.descending)
        return found[wanted.offset :][: wanted.limit]

    def count_answers(self, wanted: AnswerFilter) -> int:
        return len(self._answers(wanted))

    def _answers(self, wanted: AnswerFilter) -> list[AnswerTask]:
        return [
            one
            for one in self.work.provider_answers.kept.values()
            if one.answer.municipality in wanted.municipalities
            and wanted.municipality in (None, one.answer.municipality)
            and wanted.kind in (None, one.answer.kind)
            and wanted.done in (None, one.done_on is not None)
            and (wanted.late_on is None or one.is_late(wanted.late_on))
        ]

    def people(self, client_ids: Sequence[str]) -> Mapping[str, Recipient]:
        found = {id_: _newest(self.work.recipients, id_) for id_ in client_ids}
        return {id_: recipient for id_, recipient in found.items() if recipient is not None}

    def client_facts(self, client_id: str) -> ClientFacts | None:
        work, recipient = self.work, _newest(self.work.recipients, client_id)
        if recipient is None:
            return None
        return ClientFacts(
            recipient,
            _newest(work.rights, client_id),
            _newest(work.plans, client_id),
            work.budgets.newest(client_id, recipient.municipality),
            _newest(work.contributions, client_id),
        )

    def letters(self, municipalities: frozenset[str], wanted: LetterFilter) -> Sequence[LetterView]:
        found = self._wanted(municipalities, wanted)
        return found[wanted.offset : wanted.offset + wanted.limit]

    def count_letters(self, municipalities: frozenset[str], wanted: LetterFilter) -> int:
        return len(self._wanted(municipalities, wanted))

    def letter_counts(self, municipalities: frozenset[str]) -> LetterCounts:
        views = self._wanted(municipalities, LetterFilter())
        counted = Counter(view.state for view in views)
        per_state = {state: counted[state] for state in get_args(LetterState)}
        return LetterCounts(per_state, sum(view.to_take_out for view in views))

    def letter(self, letter_id: str) -> LetterView | None:
        kept = self.work.letters.kept.get(letter_id)
        return self._view(kept) if kept else None

    def links(self, letter_id: str) -> Sequence[ArticleLink]:
        kept = self.work.letters.kept.get(letter_id)
        return kept.written.links if kept else ()

    def letters_of_client(self, client_id: str) -> Sequence[LetterView]:
        kept = [letter for letter in self.work.letters.kept.values() if letter.written.client_id == client_id]
        return sorted(map(self._view, kept), key=lambda view: -view.revision)

    def texts(self, letter_ids: Sequence[str]) -> Sequence[Letter]:
        written = [kept.written for id_ in letter_ids if (kept := self.work.letters.kept.get(id_))]
        return [
            naming(self._printed_before(one), letter_of_body(one.body, one.letter_id, one.letter_date))
            for one in written
            if one.body is not None
        ]

    def _printed_before(self, letter: WrittenLetter) -> PrintedBefore | None:
        earlier = [
            kept.written
            for kept in self.work.letters.kept.values()
            if (kept.written.client_id, kept.written.state) == (letter.client_id, "printed")
            and kept.written.recipient.revision < letter.recipient.revision
        ]
        last = max(earlier, key=lambda one: one.recipient.revision, default=None)
        return PrintedBefore(last.letter_id, last.letter_date) if last else None

    def _view(self, kept: KeptLetter) -> LetterView:
        now = _newest(self.work.recipients, kept.written.client_id)
        return _view(kept, deceased=now is not None and now.died_on is not None)

    def print_runs(self, municipalities: frozenset[str], wanted: RunFilter) -> Sequence[PrintRunView]:
        orders: Mapping[str, Callable[[PrintRunView], Any]] = {
            "made": lambda run: run.made_on,
            "letters": lambda run: run.letters,
        }
        runs = [self._run_view(made) for made in self._runs_wanted(municipalities, wanted)]
        newest_first = sorted(runs, key=lambda run: (-run.made_on.toordinal(), run.municipality, run.id))
        in_order = sorted(newest_first, key=orders[wanted.order], reverse=wanted.descending)
        return in_order[wanted.offset :][: wanted.limit]

    def count_print_runs(self, municipalities: frozenset[str], wanted: RunFilter) -> int:
        return len(self._runs_wanted(municipalities, wanted))

    def _runs_wanted(self, municipalities: frozenset[str], wanted: RunFilter) -> list[PrintRunMade]:
        return [
            made
            for made in self.work.print_runs.kept.values()
            if made.municipality in municipalities and wanted.municipality in (None, made.municipality)
        ]

    def print_run(self, run_id: str) -> PrintRunView | None:
        made = self.work.print_runs.kept.get(run_id)
        return self._run_view(made) if made else None

    def _run_view(self, made: PrintRunMade) -> PrintRunView:
        handed_over = self.work.print_runs.handed_over.get(made.run_id)
        return PrintRunView(
            id=made.run_id,
            municipality=made.municipality,
            made_on=made.made_on,
            letters=len(made.letter_ids),
            pages=made.pages,
            to_take_out=sum(view.to_take_out for view in self.letters_of_run(made.run_id)),
            handed_over_on=handed_over.day if handed_over else None,
        )

    def letters_apart(self, run_id: str) -> Sequence[LetterView]:
        return [view for view in self.letters_of_run(run_id) if view.remark or view.state == "taken-out"]

    def letters_with_ids(self, letter_ids: Sequence[str]) -> Sequence[LetterView]:
        return [view for id_ in letter_ids if (view := self.letter(id_))]

    def ready_letters(self, municipalities: frozenset[str]) -> Mapping[str, int]:
        ready = (kept.written for kept in self.work.letters.kept.values() if kept.written.state == "ready")
        codes = (letter.recipient.municipality for letter in ready)
        return dict(Counter(code for code in codes if code in municipalities))

    def letters_of_run(self, run_id: str, *, offset: int = 0, limit: int | None = None) -> Sequence[LetterView]:
        inside = [letter for letter in self.work.letters.kept.values() if letter.run_id == run_id]
        return sorted(map(self._view, inside), key=lambda view: (view.client_name, view.id))[offset:][:limit]

    def notices(self, wanted: NoticeFilter) -> Sequence[NoticeView]:
        found = self._notices_wanted(wanted)
        return found[wanted.offset : wanted.offset + wanted.limit]

    def count_notices(self, wanted: NoticeFilter) -> int:
        return len(self._notices_wanted(wanted))

    def notice(self, notice_id: str) -> ProviderNoticeMade | None:
        return self.work.notices.kept.get(notice_id)

    def _wanted(self, municipalities: frozenset[str], wanted: LetterFilter) -> list[LetterView]:
        kept = sorted(self.work.letters.kept.values(), key=_by_surname)
        if wanted.order == "date":
            kept = sorted(kept, key=lambda letter: letter.written.letter_date)
        if wanted.descending:
            kept.reverse()
        return [
            view for view in map(self._view, kept) if view.municipality in municipalities and self._fits(view, wanted)
        ]

    def _fits(self, view: LetterView, wanted: LetterFilter) -> bool:
        asked = (
            (wanted.municipality, view.municipality),
            (wanted.state, view.state),
            (wanted.client_id, view.client_id),
        )
        limited = all(value in (None, of_letter) for value, of_letter in asked)
        return limited and (view.to_take_out or not wanted.to_take_out) and self._found_by(wanted.sought, view)

    def _found_by(self, sought: Sought | None, view: LetterView) -> bool:
        if sought is None:
            return True
        person = self.work.letters.kept[view.id].written.recipient
        if sought.birth_date is not None:
            return person.birth_date == sought.birth_date
        if len(sought.typed) >= 8 and view.id.startswith(sought.typed.lower()):
            return True
        by_name = sought.name in search_name(person.prefix, person.surname)
        return by_name and view.client_name.replace(".", "").lower().startswith(sought.initials)

    def _notices_wanted(self, wanted: NoticeFilter) -> list[NoticeView]:
        found = [
            notice
            for notice in self.work.notices.kept.values()
            if (notice.municipality in wanted.municipalities if wanted.agb is None else notice.agb == wanted.agb)
            and wanted.municipality in (None, notice.municipality)
        ]
        newest_first = sorted(
            found, key=lambda one: (-one.made_on.toordinal(), one.provider, one.municipality, -one.number)
        )
        orders: Mapping[str, Callable[[ProviderNoticeMade], Any]] = {
            "made": lambda one: one.made_on,
            "provider": lambda one: one.provider,
            "clients": lambda one: one.clients,
        }
        in_order = sorted(newest_first, key=orders[wanted.order], reverse=wanted.descending)
        return [
            NoticeView(one.notice_id, one.agb, one.provider, one.municipality, one.number, one.made_on, one.clients)
            for one in in_order
        ]


class PrinterInMemory:
    """A printer without paper: each letter is a page of `printed`. `meanwhile` happens while it prints."""

    def __init__(self, run_files: RunFilesInMemory) -> None:
        self.run_files = run_files
        self.meanwhile: Callable[[], None] = lambda: None
        self.printed: list[Letter] = []

    def alone(self) -> AbstractContextManager[object]:
        return nullcontext()

    def print_run(
        self, run: PrintRun, texts: Callable[[Sequence[str]], Sequence[Letter]], processes: Callable[[], int]
    ) -> Manifest:
        parts = [texts(ids) for ids in run.letters_per_file()]
        self.printed += (letter for part in parts for letter in part)
        files = [
            RunFile(file_name(number), "", tuple((page, page) for page, _ in enumerate(part, start=1)))
            for number, part in enumerate(parts, start=1)
        ]
        self.run_files.manifests[run.run_id] = manifest_of(run, files)
        self.meanwhile()
        return self.run_files.manifests[run.run_id]

    def keep_only(self, run_ids: Collection[str]) -> None:
        for run_id in self.run_files.manifests.keys() - set(run_ids):
            del self.run_files.manifests[run_id]


class RendererInMemory:
    def pdf(self, letter: Letter) -> bytes:
        return letter.title.encode()


class WorksInMemory:
    """Transactions on one `work`: an exception undoes what was done since the beginning."""

    def __init__(self, work: WorkInMemory) -> None:
        self.work = work
        self.printer = PrinterInMemory(work.run_files)
        self.renderer = RendererInMemory()

    @contextmanager
    def begin(self) -> Iterator[WorkInMemory]:
        before = deepcopy({name: getattr(self.work, name) for name in KEPT})
        try:
            yield self.work
        except BaseException:
            for name, kept in before.items():
                setattr(self.work, name, kept)
            raise

    @contextmanager
    def read(self) -> Iterator[WorkInMemory]:
        yield self.work

    def on(self, _unit: object, _causes: Iterable[Event] = ()) -> WorkInMemory:
        return self.work


def tell(works: WorksInMemory, events: Sequence[Event]) -> None:
    """Lets the use cases handle events, in the order in which a worker would."""
    by_type = handlers(cast(NotificationsWorks, works))
    for group in in_turns(events):
        by_type[group[0].type](cast(Unit, None), group)


def _newest(kept: RevisionsInMemory[R], client_id: str) -> R | None:
    revision = kept.newest([client_id]).get(client_id)
    return None if revision is None else kept.kept[client_id, revision]


def _view(kept: KeptLetter, *, deceased: bool) -> LetterView:
    letter, person = kept.written, kept.written.recipient
    return LetterView(
        id=letter.letter_id,
        client_id=person.client_id,
        client_name=person.name,
        revision=person.revision,
        municipality=person.municipality,
        letter_date=letter.letter_date,
        kind=KIND,
        template=letter.template,
        state=letter.state,
        reason=letter.reason,
        printed_in=kept.run_id,
        taken_out_on=kept.taken_out_on,
        handed_over_on=kept.handed_over_on,
        remark=remark_on(letter.state, deceased=deceased, handed_over=kept.handed_over_on is not None),
    )


def _by_surname(kept: KeptLetter) -> tuple[str, str, str, int, str]:
    person = kept.written.recipient
    surname = search_name(person.prefix, person.surname)
    return (surname, person.name, person.client_id, -person.revision, kept.written.letter_id)

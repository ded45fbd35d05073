"""The stores of notifications without a disk, for tests of its use cases."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Generic, TypeVar, cast, get_args

from services.notifications.adapters.letters.outside.letter_texts import letter_texts
from services.notifications.adapters.replies.outside.choices import AnswerChoices
from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.letters.views import LetterCounts, LetterFilter, LetterView
from services.notifications.application.mailing.ports import MailingChoices, PrintSenders
from services.notifications.application.mailing.views import (
    MailingFilter,
    MailingView,
    PrintRunView,
    Ready,
    RunFilter,
    RunList,
    TakenOut,
)
from services.notifications.application.notices.views import (
    ClientFilter,
    NoticeFilter,
    NoticeView,
    ProviderAnswerFilter,
)
from services.notifications.application.replies.views import AnswerCounts, AnswerFilter, SilentFilter
from services.notifications.domain.client.money import Budget, Contribution
from services.notifications.domain.client.recipient import HeldBack, Recipient
from services.notifications.domain.client.revision import ClientFacts
from services.notifications.domain.client.right import ClientRight, Plan
from services.notifications.domain.client.slip_code import slip_code
from services.notifications.domain.letters.ending import signed_by
from services.notifications.domain.letters.gate import (
    ArticleLink,
    LatestLetter,
    LetterState,
    WrittenLetter,
    remark_on,
)
from services.notifications.domain.letters.kinds import (
    ANNOUNCEMENT,
    ANNOUNCEMENTS,
    GO_DURING_A_HOLD,
    QUESTIONS,
    WITH_ENCLOSURE,
    LetterKind,
)
from services.notifications.domain.letters.letter import Letter, Sender
from services.notifications.domain.letters.letter_json import body_of, letter_of_body
from services.notifications.domain.letters.moved import HANGS_ON_WHAT_LEFT, AppointmentLetter
from services.notifications.domain.letters.occasion import Occasion, TakenOutLetter, UnsentLetter
from services.notifications.domain.letters.replaced import PrintedBefore, naming
from services.notifications.domain.letters.representative import (
    PrintedLetter,
    Receivers,
    Representative,
    addressed,
    papers,
    receivers,
)
from services.notifications.domain.letters.returned import CopyReturned, OfClient, open_returns
from services.notifications.domain.letters.told_late import TellsOfEnds, ToldLate
from services.notifications.domain.letters.town import FromTown
from services.notifications.domain.mailing.looked import ALL, Telling
from services.notifications.domain.mailing.mailing import Gathered, Mailing, Release, SentBack, kinds_of, mailing_id
from services.notifications.domain.mailing.old_address import AddressedBefore
from services.notifications.domain.mailing.print_run import (
    LetterLeftOut,
    LetterReturned,
    LetterSent,
    LetterTakenOut,
    Manifest,
    Printable,
    PrintRun,
    PrintRunHandedOver,
    PrintRunMade,
    RunFile,
    file_name,
    manifest_of,
    pages_per_letter,
)
from services.notifications.domain.notices.answer import AnswerTask, ProviderAnswered
from services.notifications.domain.notices.ending_right import EndingRight
from services.notifications.domain.notices.provider_client import ProviderClient
from services.notifications.domain.notices.provider_notice import (
    LastNotice,
    ProviderAndMunicipality,
    ProviderNoticeMade,
)
from services.notifications.domain.portal.visit import Visit
from services.notifications.domain.replies.answer import HAS_DIED, Answer, FileType, Owner
from services.notifications.domain.route.client_route import ClientRoute, standing
from services.notifications.domain.route.facts import (
    Appointment,
    BudgetStop,
    CancelledAppointment,
    ConfirmedAppointment,
    Decision,
    OpenTerm,
    RightEnded,
    RightEnding,
    Step,
)
from services.notifications.entrypoints.consumer import handlers
from shared.access import User
from shared.calendar.days import LegalCalendar
from shared.calendar.dutch import read_calendar
from shared.events.envelope import Event
from shared.looks.purpose import Purpose
from shared.messaging.revisions import Key, R, RevisionsInMemory
from shared.messaging.unit import Unit
from shared.messaging.worker import in_turns
from shared.names import search_name
from shared.region.policy import Choice
from shared.searching import Sought
from tests.support.erasing import ErasureInMemory
from tests.support.looked import LookedInHand
from tests.support.regions import demo_region

F = TypeVar("F")
CALENDAR = read_calendar()
KEPT = (
    "recipients",
    "rights",
    "plans",
    "budgets",
    "contributions",
    "contribution_changes",
    "letters",
    "waiting_letters",
    "letter_stops",
    "late_tellings",
    "print_queue",
    "print_runs",
    "mailings",
    "ending_rights",
    "notices",
    "provider_clients",
    "notice_rounds",
    "provider_answers",
    "appointments",
    "cancelled_appointments",
    "confirmed_appointments",
    "steps",
    "decisions",
    "rights_ended",
    "rights_ending",
    "answers",
    "step_owners",
    "returned_copies",
    "visits",
    "events",
)
"""What a transaction of WorkInMemory holds; copied together, so that what is one thing stays one thing."""


class RecipientsInMemory(RevisionsInMemory[Recipient]):
    def hold_back(self, clients: Sequence[HeldBack]) -> None:
        rows = {client.client_id: client.rows for client in clients}
        for key, kept in self.kept.items():
            if kept.client_id in rows:
                self.kept[key] = replace(kept, held_back_rows=rows[kept.client_id])


class ContributionChangesInMemory:
    """By client, the last one."""

    def __init__(self) -> None:
        self.kept: dict[str, Contribution] = {}

    def keep(self, changes: Sequence[Contribution]) -> None:
        for each in changes:
            if each.client_id not in self.kept or each.place > self.kept[each.client_id].place:
                self.kept[each.client_id] = each


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
    taken_out_name: str = ""
    handed_over_on: date | None = None
    replaced: bool = False
    mailing_id: str | None = None
    returned_on: date | None = None

    def become(self, state: LetterState, reason: str | None) -> None:
        self.written = replace(self.written, state=state, reason=reason)


class LettersInMemory:
    """Letters, and with them what waits to be printed."""

    def __init__(self) -> None:
        self.kept: dict[str, KeptLetter] = {}
        self._latest: dict[str, LatestLetter] = {}
        self.mailings: dict[str, Mailing] = {}
        self.representatives: dict[str, Representative] = {}
        self.late: dict[tuple[str, str], ToldLate] = {}
        self.out: dict[tuple[str, str], LetterTakenOut] = {}
        self.runs: dict[str, PrintRunMade] = {}

    def latest(self, client_ids: Sequence[str]) -> Mapping[str, LatestLetter]:
        return {client_id: self._latest[client_id] for client_id in client_ids if client_id in self._latest}

    def add(self, letters: Sequence[WrittenLetter]) -> None:
        for letter in sorted(letters, key=lambda one: one.recipient.revision):
            self.kept[letter.letter_id] = KeptLetter(letter, replaced=letter.state == "superseded")
            if letter.kind in ANNOUNCEMENTS:
                self._latest[letter.client_id] = latest_of(letter)

    def supersede(self, letter_ids: Sequence[str]) -> None:
        for letter in self._in(letter_ids, "ready", "withheld"):
            letter.become("superseded", None if letter.written.body else letter.written.reason)
        for id_ in letter_ids:
            self.kept[id_].replaced = True

    def restore(self, letter_ids: Sequence[str]) -> Sequence[LatestLetter]:
        found = []
        for id_ in sorted(letter_ids):
            letter = self.kept[id_]
            if letter.replaced and letter.written.state == "superseded":
                letter.become("ready" if letter.written.body else "withheld", letter.written.reason)
                found += [latest_of(letter.written)] if letter.written.body else []
            letter.replaced = False
        return found

    def withhold(self, letter_ids: Sequence[str], reason: str) -> frozenset[str]:
        return self._change(letter_ids, "ready", "withheld", reason)

    def release(self, letter_ids: Sequence[str]) -> frozenset[str]:
        return self._change(letter_ids, "withheld", "ready", None)

    def release_from(self, letter_ids: Sequence[str], reason: str) -> frozenset[str]:
        because = [one for one in self._in(letter_ids, "withheld") if one.written.body and one.written.reason == reason]
        return self.release([one.written.letter_id for one in because])

    def known(self, letter_ids: Sequence[str]) -> frozenset[str]:
        return frozenset(self.kept.keys() & set(letter_ids))

    def unsent(self, client_ids: Sequence[str]) -> Sequence[UnsentLetter]:
        return [
            UnsentLetter(latest_of(letter), letter.state, letter.reason)
            for _, kept in sorted(self.kept.items())
            if (letter := kept.written).client_id in client_ids
            and letter.kind not in ANNOUNCEMENTS
            and letter.state in ("ready", "withheld")
            and letter.body is not None
        ]

    def decide(self, letter_ids: Sequence[str], state: LetterState, reason: str | None) -> None:
        for letter in self._in(letter_ids, "ready", "withheld"):
            letter.become(state, reason)

    def about_appointments(self, client_ids: Sequence[str]) -> Sequence[AppointmentLetter]:
        return [
            AppointmentLetter(
                id_,
                one.client_id,
                one.kind,
                one.cause_id or "",
                one.state,
                one.body is not None,
                one.reason,
                kept.replaced,
                kept.handed_over_on,
            )
            for id_, kept in sorted(self.kept.items())
            if (one := kept.written).client_id in client_ids and one.kind in HANGS_ON_WHAT_LEFT
        ]

    def with_appointments_in(self, run_id: str) -> Sequence[str]:
        in_run = (kept.written for kept in self.kept.values() if kept.run_id == run_id)
        return sorted({letter.client_id for letter in in_run if letter.kind in HANGS_ON_WHAT_LEFT})

    def put_aside(self, letter_ids: Sequence[str]) -> None:
        for letter in self._in(letter_ids, "ready", "withheld"):
            letter.become("superseded", None if letter.written.body else letter.written.reason)

    def take_up(self, letter_id: str, state: LetterState, reason: str | None) -> None:
        for letter in self._in([letter_id], "superseded"):
            if not letter.replaced:
                letter.become(state, reason)

    def supersede_about(
        self, client_id: str, causes: Sequence[str], spares: frozenset[LetterKind] = frozenset()
    ) -> None:
        of_client = ((id_, kept.written) for id_, kept in self.kept.items() if kept.written.client_id == client_id)
        self.supersede([id_ for id_, one in of_client if one.cause_id in causes and one.kind not in spares])

    def supersede_kinds(self, client_id: str, kinds: frozenset[LetterKind]) -> None:
        of_client = ((id_, kept.written) for id_, kept in self.kept.items() if kept.written.client_id == client_id)
        self.supersede([id_ for id_, letter in of_client if letter.kind in kinds])

    def receivers_of(self, letter_id: str) -> Receivers:
        written = self.kept[letter_id].written
        of_client = [one for one in self.representatives.values() if one.client_id == written.client_id]
        return receivers(of_client, written.kind, written.letter_date)

    def pile(self, run_id: str) -> Sequence[Printable]:
        return self._printable(lambda kept: kept.run_id == run_id and kept.written.state == "printed")

    def runs_with(self, client_ids: Sequence[str]) -> Sequence[str]:
        theirs = [kept for kept in self.kept.values() if kept.written.client_id in client_ids]
        return sorted({kept.run_id for kept in theirs if kept.run_id})

    def marks(self, letter_ids: Sequence[str]) -> Mapping[str, str]:
        return {id_: mark for id_ in letter_ids if (mark := self._mark_of(id_))}

    def _mark_of(self, letter_id: str) -> str:
        times = sum(id_ == letter_id for id_, _ in self.out)
        again = f"again-{times}" if times else ""
        return f"{self.receivers_of(letter_id).mark} {again}".strip()

    def waiting(self) -> Sequence[Printable]:
        return self._printable(lambda kept: kept.written.state == "ready")

    def _printable(self, wanted: Callable[[KeptLetter], bool]) -> Sequence[Printable]:
        return [
            Printable(
                id_,
                letter.client_id,
                person.municipality,
                person.address.postcode,
                person.address.house_number,
                self._mark_of(id_),
                letter.kind in WITH_ENCLOSURE,
            )
            for id_, kept in self.kept.items()
            if wanted(kept) and (letter := kept.written) and (person := letter.recipient)
        ]

    def released(self, today: date) -> Sequence[Printable]:
        return [
            each
            for each in self.waiting()
            if self.in_complete(each.letter_id) and not self.asks_for_the_past(each.letter_id, today)
        ]

    def in_complete(self, letter_id: str) -> bool:
        mailing = self.mailings.get(self.kept[letter_id].mailing_id or "")
        return mailing is not None and mailing.complete

    def asks_for_the_past(self, letter_id: str, today: date) -> bool:
        written = self.kept[letter_id].written
        too_late = timedelta(days=1) if written.kind in QUESTIONS else timedelta()
        days = (day for day in (written.meets_on, written.answer_by) if day is not None)
        return any(day - too_late < today for day in days)

    def leave_out(self, left_out: LetterLeftOut) -> bool:
        ready = self._in([left_out.letter_id], "ready")
        for _ in ready:
            self.restore_left_out(left_out)
        return bool(ready)

    def restore_left_out(self, left_out: LetterLeftOut) -> None:
        letter = self.kept[left_out.letter_id]
        letter.become("taken-out", None)
        letter.taken_out_on, letter.taken_out_name = left_out.day, left_out.user_name

    def sign(self, letter_ids: Sequence[str], sender: Sender) -> None:
        for kept in self._in(letter_ids, "ready"):
            written = kept.written
            letter = letter_of_body(written.body or "", written.letter_id, written.letter_date)
            kept.written = replace(written, body=body_of(signed_by(letter, sender)))
            latest = self._latest[written.client_id]
            if latest.letter_id == written.letter_id:
                self._latest[written.client_id] = replace(latest, fingerprint=kept.written.fingerprint)

    def mark_printed(self, letter_ids: Sequence[str], run_id: str) -> int:
        return self._mark(letter_ids, run_id, "ready")

    def restore_printed(self, made: PrintRunMade) -> None:
        for id_ in made.letter_ids:
            letter = self.kept.get(id_)
            if letter is None:
                continue
            unprinted = letter.written.state in ("ready", "withheld", "superseded")
            before = letter.written.state in ("printed", "taken-out") and letter.run_id in self.runs
            earlier = before and self.runs[letter.run_id or ""].made_on < made.made_on
            if (unprinted and (id_, made.run_id) not in self.out) or earlier:
                self._print(letter, made.run_id)

    def take_out(self, out: LetterTakenOut) -> bool:
        in_a_pile = [one for one in self._in([out.letter_id], "printed") if one.handed_over_on is None]
        for _ in in_a_pile:
            self.restore_taken_out(out)
        return bool(in_a_pile)

    def restore_taken_out(self, out: LetterTakenOut) -> None:
        self.out.setdefault((out.letter_id, out.run_id), out)
        letter = self.kept[out.letter_id]
        if letter.run_id in (None, out.run_id):
            letter.become("taken-out", None)
            letter.run_id, letter.taken_out_on, letter.handed_over_on = out.run_id, out.day, None
            letter.taken_out_name = out.user_name

    def taken_out(self, client_ids: Sequence[str]) -> Sequence[TakenOutLetter]:
        return [
            TakenOutLetter(latest_of(kept.written), kept.run_id)
            for _, kept in sorted(self.kept.items())
            if kept.written.client_id in client_ids
            and kept.written.state == "taken-out"
            and kept.run_id is not None
            and not kept.replaced
            and kept.written.body is not None
        ]

    def gather_again(self, letter_id: str, run_id: str, state: LetterState, reason: str | None) -> None:
        letter = self.kept[letter_id]
        if letter.run_id not in (None, run_id):
            return
        if letter.replaced:
            state, reason = "superseded", None
        letter.become(state, reason)
        out = self.out.get((letter_id, run_id))
        if out is not None and letter.mailing_id == out.mailing_id:
            letter.mailing_id = None
        letter.run_id, letter.taken_out_on, letter.taken_out_name = None, None, ""

    def mark_handed_over(self, handed_over: PrintRunHandedOver) -> None:
        for letter in self.kept.values():
            if letter.run_id == handed_over.run_id and letter.written.state == "printed":
                letter.handed_over_on = handed_over.day

    def sent(self, handed_over: PrintRunHandedOver) -> Sequence[LetterSent]:
        left = [
            kept.written
            for kept in self.kept.values()
            if kept.run_id == handed_over.run_id and kept.written.state == "printed"
        ]
        return [
            LetterSent(
                one.letter_id,
                one.client_id,
                one.kind,
                one.recipient.municipality,
                handed_over.day,
                None,
                next((late for (id_, _), late in self.late.items() if id_ == one.letter_id), None),
            )
            for one in sorted(left, key=lambda one: (one.client_id, one.letter_id))
        ]

    def bring_back(self, returned: LetterReturned) -> bool:
        on_its_way = [one for one in self._in([returned.letter_id], "printed") if one.handed_over_on]
        for _ in on_its_way:
            self.restore_returned(returned)
        return bool(on_its_way)

    def restore_returned(self, returned: LetterReturned) -> None:
        letter = self.kept[returned.letter_id]
        letter.become("returned", None)
        letter.run_id, letter.handed_over_on, letter.returned_on = returned.run_id, returned.sent_on, returned.day

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
            self._print(letter, run_id)
        return len(marked)

    def _print(self, letter: KeptLetter, run_id: str) -> None:
        letter.become("printed", None)
        letter.run_id, letter.taken_out_on, letter.taken_out_name = run_id, None, ""
        letter.handed_over_on = None


def latest_of(letter: WrittenLetter) -> LatestLetter:
    return LatestLetter(
        letter.letter_id,
        letter.client_id,
        letter.recipient.revision,
        letter.municipality,
        letter.template,
        letter.fingerprint,
        letter.kind,
        letter.cause_id,
    )


class WaitingLettersInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, Occasion] = {}

    def with_ids(self, letter_ids: Sequence[str]) -> Mapping[str, Occasion]:
        return {id_: self.kept[id_] for id_ in letter_ids if id_ in self.kept}

    def add(self, occasions: Sequence[Occasion]) -> None:
        self.kept.update((occasion.letter_id, occasion) for occasion in occasions)

    def until(self, revisions: Mapping[str, int]) -> Sequence[Occasion]:
        due = (one for _, one in sorted(self.kept.items()) if one.revision <= revisions.get(one.client_id, 0))
        return [one for one in due if one.half is None]

    def drop(self, letter_ids: Sequence[str]) -> None:
        self.kept = {id_: one for id_, one in self.kept.items() if id_ not in letter_ids}

    def replace_about(self, client_id: str, causes: Sequence[str], spares: frozenset[LetterKind] = frozenset()) -> None:
        of_client = (one for one in self.kept.values() if one.client_id == client_id and one.kind not in spares)
        self._replace([one for one in of_client if one.cause_id in causes])

    def replace_kinds(self, client_id: str, kinds: frozenset[LetterKind]) -> None:
        self._replace([one for one in self.kept.values() if one.client_id == client_id and one.kind in kinds])

    def _replace(self, occasions: Sequence[Occasion]) -> None:
        self.kept.update((one.letter_id, replace(one, replaced=True)) for one in occasions)


def told_of_ends(letters: LettersInMemory) -> Mapping[str, frozenset[date]]:
    """By client the ends of which a letter left, and did not come back."""
    found: dict[str, frozenset[date]] = {}
    for each in letters.kept.values():
        one = each.written
        if one.state == "printed" and each.handed_over_on and one.ends:
            found[one.client_id] = found.get(one.client_id, frozenset()) | frozenset(one.ends)
    return found


class LateTellingsInMemory:
    def __init__(self, letters: LettersInMemory) -> None:
        self.letters = letters
        self.kept: dict[tuple[str, str], ToldLate] = {}

    def told(self, client_ids: Sequence[str]) -> Mapping[str, frozenset[date]]:
        return {client: ends for client, ends in told_of_ends(self.letters).items() if client in client_ids}

    def answered_for(self, letter_ids: Sequence[str]) -> frozenset[str]:
        return frozenset(id_ for id_, _ in self.kept) & frozenset(letter_ids)

    def in_pile(self, run_id: str, before: date) -> Sequence[TellsOfEnds]:
        return [
            TellsOfEnds(id_, kept.written.client_id, kept.written.ends)
            for id_, kept in sorted(self.letters.kept.items())
            if kept.run_id == run_id
            and kept.written.state == "printed"
            and min(kept.written.ends, default=before) < before
        ]

    def keep(self, late: Sequence[ToldLate]) -> None:
        for one in late:
            self.kept.setdefault((one.letter_id, one.act_id), one)

    def restore(self, late: Sequence[ToldLate]) -> None:
        self.keep([one for one in late if one.letter_id in self.letters.kept])


class RepresentativesInMemory:
    def __init__(self, letters: LettersInMemory) -> None:
        self.letters, self.kept = letters, letters.representatives

    def of(self, client_ids: Sequence[str]) -> Mapping[str, Sequence[Representative]]:
        found: dict[str, list[Representative]] = {}
        for one in sorted(self.kept.values(), key=lambda one: (one.first_day, one.id)):
            if one.client_id in client_ids:
                found.setdefault(one.client_id, []).append(one)
        return found

    def find(self, id_: str) -> Representative | None:
        return self.kept.get(id_)

    def add(self, one: Representative) -> bool:
        new = one.id not in self.kept
        self.kept.setdefault(one.id, one)
        return new

    def end(self, one: Representative) -> None:
        self.kept[one.id] = one


class LetterStopsInMemory:
    def __init__(self, answers: "AnswersInMemory") -> None:
        self.kept: dict[str, str] = {}
        self._answers = answers

    def of(self, client_ids: Sequence[str]) -> Mapping[str, str]:
        found = {id_: why for id_, why in self.kept.items() if id_ in client_ids}
        for id_ in client_ids:
            told = any(one.kind == HAS_DIED and one.is_open for one in self._answers.of_client(id_))
            if told and found.get(id_) != "died":
                found[id_] = "maybe-died"
        return found

    def set(self, client_id: str, why: str | None) -> None:
        self.kept = {id_: each for id_, each in self.kept.items() if id_ != client_id}
        if why is not None:
            self.kept[client_id] = why


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

    def lying_here(self) -> Sequence[PrintRunMade]:
        return [made for id_, made in sorted(self.kept.items()) if id_ not in self.handed_over]

    def hand_over(self, handed_over: PrintRunHandedOver) -> bool:
        first = handed_over.run_id in self.kept and handed_over.run_id not in self.handed_over
        if first:
            self.handed_over[handed_over.run_id] = handed_over
        return first


class MailingsInMemory:
    def __init__(self, letters: LettersInMemory) -> None:
        self.letters = letters
        self.kept = letters.mailings

    def looked(self, municipality: str, mailing_id: str | None) -> "LookedInMemory":
        return LookedInMemory(lambda: self._ready(municipality, mailing_id), self.letters)

    def find(self, mailing_id: str) -> Mailing | None:
        return self.kept.get(mailing_id)

    def close(self, mailing: Mailing, letter_ids: Sequence[str]) -> bool:
        free = [id_ for id_ in letter_ids if self.letters.kept[id_].mailing_id is None]
        if len(free) == len(letter_ids):
            self.restore(mailing, letter_ids)
        return len(free) == len(letter_ids)

    def complete(self, mailing_id: str, by: Release) -> bool:
        mailing = self.kept[mailing_id]
        waits = not mailing.complete and mailing.sent_back is None
        if waits:
            self.kept[mailing_id] = replace(mailing, second=by, complete=True)
        return waits

    def send_back(self, mailing_id: str, sent_back: SentBack) -> bool:
        mailing = self.kept[mailing_id]
        waits = not mailing.complete and mailing.sent_back is None
        if waits:
            self.kept[mailing_id] = replace(mailing, sent_back=sent_back)
            for letter in self.letters.kept.values():
                if letter.mailing_id == mailing_id:
                    letter.mailing_id = None
            for key in [key for key in self.letters.late if key[1] == mailing_id]:
                del self.letters.late[key]
        return waits

    def restore(self, mailing: Mailing, letter_ids: Sequence[str]) -> None:
        self.kept.setdefault(mailing.id, mailing)
        for id_ in letter_ids:
            letter = self.letters.kept[id_]
            undone = any(id_ == out.letter_id and out.mailing_id == mailing.id for out in self.letters.out.values())
            if undone and letter.run_id is None:
                continue
            if letter.mailing_id is None or self.kept[letter.mailing_id].number < mailing.number:
                letter.mailing_id = mailing.id

    def _ready(self, municipality: str, mailing_id: str | None) -> list[Gathered]:
        kept = [one for one in self.letters.kept.values() if one.mailing_id == mailing_id]
        return [
            Gathered(
                one.letter_id,
                one.client_id,
                one.kind,
                address.postcode,
                address.house_number,
                one.letter_date,
                len(one.body or ""),
                one.ends,
                one.meets_on,
                one.answer_by,
            )
            for one in (each.written for each in sorted(kept, key=_by_name_only))
            if one.state == "ready"
            and one.recipient.municipality == municipality
            and (address := one.recipient.address)
        ]


class LookedInMemory(LookedInHand):
    """With what is kept beside the letters: what people were told, who stands for that, and who else gets letters."""

    def __init__(self, ready: Callable[[], Sequence[Gathered]], letters: LettersInMemory) -> None:
        super().__init__(ready)
        self._kept = letters

    def telling(self, before: date) -> Sequence[Telling]:
        answered, told = {id_ for id_, _ in self._kept.late}, told_of_ends(self._kept)
        return [
            replace(each, told=told.get(self._kept.kept[id_].written.client_id, frozenset()))
            for each in super().telling(before)
            for id_ in each.letter_ids
            if id_ not in answered
        ]

    def represented(self) -> Sequence[Gathered]:
        of_somebody = {one.client_id for one in self._kept.representatives.values()}
        return [one for one in self.letters(ALL) if one.client_id in of_somebody]


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

    def add(self, answer: ProviderAnswered) -> bool:
        if answer.answer_id in self.kept:
            return False
        self.kept[answer.answer_id] = AnswerTask(answer)
        return True

    def task(self, answer_id: str) -> AnswerTask | None:
        return self.kept.get(answer_id)

    def take(self, answer_id: str, user_id: str, name: str) -> None:
        self.kept[answer_id] = replace(self.kept[answer_id], owner_id=user_id, owner=name)

    def finish(self, answer_id: str, day: date, user_id: str, outcome: str) -> None:
        self.kept[answer_id] = replace(self.kept[answer_id], done_on=day, done_by=user_id, outcome=outcome)


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

    def of(self, notice_ids: Collection[str]) -> Mapping[str, ProviderNoticeMade]:
        return {id_: self.kept[id_] for id_ in notice_ids if id_ in self.kept}

    def keep(self, notices: Sequence[ProviderNoticeMade]) -> None:
        self.add(notices)

    def about(self, client_ids: Sequence[str]) -> Sequence[ProviderNoticeMade]:
        return [notice for notice in self.kept.values() if notice.client_ids & set(client_ids)]

    def replace(self, notice: ProviderNoticeMade) -> None:
        self.kept[notice.notice_id] = notice


class FactsInMemory(Generic[F]):
    """Each under what makes it one fact."""

    def __init__(self, key: Callable[[F], Hashable]) -> None:
        self.kept: dict[Hashable, F] = {}
        self._key = key

    def keep(self, facts: Sequence[F]) -> None:
        for each in facts:
            self.kept.setdefault(self._key(each), each)

    def of(self, client_id: str) -> list[F]:
        return [each for each in self.kept.values() if getattr(each, "client_id") == client_id]  # noqa: B009


class StepsInMemory(FactsInMemory[Step]):
    def __init__(self) -> None:
        super().__init__(lambda each: (each.client_id, each.step_id))

    def count_again(self, client_id: str, step_id: str, terms: Sequence[OpenTerm]) -> None:
        if (key := (client_id, step_id)) in self.kept:
            self.kept[key] = replace(self.kept[key], terms=tuple(terms))


class AnswersInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, tuple[int, Answer]] = {}

    def of_client(self, client_id: str) -> Sequence[Answer]:
        own = [(number, each) for number, each in self.kept.values() if each.client_id == client_id]
        return [each for _, each in sorted(own, key=lambda pair: -pair[0])]

    def find(self, answer_id: str) -> Answer | None:
        return self.kept[answer_id][1] if answer_id in self.kept else None

    def add(self, answer: Answer, number: int) -> bool:
        taken = {(each.client_id, count) for count, each in self.kept.values()}
        if answer.answer_id in self.kept or (answer.client_id, number) in taken:
            return False
        self.kept[answer.answer_id] = (number, answer)
        return True

    def assign(self, answer_id: str, owner: Owner) -> bool:
        new = {"owner": owner.name, "owner_id": owner.user_id, "of_team": owner.of_team, "turn": owner.turn}
        return self._change(answer_id, **new)

    def finish(self, answer_id: str, day: date, by: str, outcome: str) -> bool:
        return self._change(answer_id, done_on=day, done_by=by, outcome=outcome)

    def _change(self, answer_id: str, **values: Any) -> bool:
        answer = self.find(answer_id)
        if answer is None or not answer.is_open:
            return False
        self.kept[answer_id] = (self.kept[answer_id][0], replace(answer, **values))
        return True


class ReturnedCopiesInMemory:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CopyReturned] = {}

    def add(self, returned: CopyReturned) -> bool:
        key = returned.letter_id, returned.representative_id
        return self.kept.setdefault(key, returned) is returned

    def of(self, letter_id: str) -> Sequence[CopyReturned]:
        return [one for one in self._in_order() if one.letter_id == letter_id]

    def of_client(self, client_id: str) -> Sequence[CopyReturned]:
        return [one for one in self._in_order() if one.client_id == client_id]

    def _in_order(self) -> list[CopyReturned]:
        return sorted(self.kept.values(), key=lambda one: (one.day, one.letter_id, one.representative_id))


class StepOwnersInMemory:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Owner] = {}

    def of(self, client_id: str, municipality: str) -> Owner | None:
        return self.kept.get((client_id, municipality))

    def keep(self, client_id: str, municipality: str, owner: Owner) -> None:
        known = self.of(client_id, municipality)
        if known is None or known.turn < owner.turn:
            self.kept[client_id, municipality] = owner


class VisitsInMemory:
    def __init__(self) -> None:
        self.kept: dict[str, Visit] = {}

    def of(self, client_id: str) -> Visit | None:
        return self.kept.get(client_id)

    def keep(self, client_id: str, visit: Visit) -> None:
        self.kept[client_id] = visit


@dataclass
class PlanFilesInMemory:
    """What begins as a PDF is one; nothing else may be handed in."""

    most_bytes: int = 1024 * 1024
    kept: dict[str, bytes] = field(default_factory=dict)

    def type_of(self, content: bytes) -> FileType | None:
        return "pdf" if content.startswith(b"%PDF") else None

    def put(self, answer_id: str, type: FileType, content: bytes) -> None:
        self.kept[self.path(answer_id, type).name] = content

    def path(self, answer_id: str, type: FileType) -> Path:
        return Path(f"{answer_id}.{type}")

    def remove(self, answer_id: str, type: FileType) -> None:
        self.kept.pop(self.path(answer_id, type).name, None)


@dataclass
class ReadLogInMemory:
    lines: list[tuple[str, str, str]] = field(default_factory=list)

    def write(self, user: User, subjects: Sequence[str], purpose: Purpose) -> None:
        self.lines += [(user.id, subject, purpose.words) for subject in subjects]


@dataclass(frozen=True)
class OneSender:
    """The same sender for every municipality and day, with a paragraph of its own for every kind of letter if any."""

    sender: Sender
    own: str | None = None

    def on(self, code: str, day: date) -> Sender:
        return self.sender

    def town_on(self, code: str, day: date, kind: LetterKind) -> FromTown:
        return FromTown(self.sender, self.own, None, 10)

    def why_not_printed(self, code: str, day: date) -> str | None:
        return None

    def is_example(self, sender: Sender) -> bool:
        return False


@dataclass(frozen=True)
class ChoicesInMemory:
    above: int = 100
    weeks: int = 8

    def second_release_above(self, code: str, day: date) -> int:
        return self.above

    def weeks_before_end(self, code: str, day: date) -> int:
        return self.weeks


@dataclass
class RunFilesInMemory:
    manifests: dict[str, Manifest] = field(default_factory=dict)

    def manifest(self, run_id: str) -> Manifest | None:
        return self.manifests.get(run_id)

    def is_finished(self, run_id: str) -> bool:
        return run_id in self.manifests

    def path(self, run_id: str, file: str) -> Path:
        return Path(run_id, file)

    def remove(self, run_id: str) -> None:
        self.manifests.pop(run_id, None)

    def manifest_text(self, manifest: Manifest) -> str:
        return "\n".join([manifest.run_id, *(file.name for file in manifest.files)])


class LooksInMemory:
    """Nobody looks here."""

    def forget_reasons(self, client_ids: Sequence[str]) -> None:
        pass


class WorkInMemory:
    """`events` holds what was recorded, in order."""

    def __init__(self, sender: Sender, today: date, calendar: LegalCalendar = CALENDAR) -> None:
        self.recipients = RecipientsInMemory()
        self.rights = RevisionsInMemory[ClientRight]()
        self.plans = RevisionsInMemory[Plan]()
        self.budgets = BudgetsInMemory()
        self.contributions = RevisionsInMemory[Contribution]()
        self.contribution_changes = ContributionChangesInMemory()
        self.letters = self.print_queue = LettersInMemory()
        self.waiting_letters = WaitingLettersInMemory()
        self.answers = AnswersInMemory()
        self.letter_stops = LetterStopsInMemory(self.answers)
        self.late_tellings = LateTellingsInMemory(self.letters)
        self.letters.late = self.late_tellings.kept
        self.representatives = RepresentativesInMemory(self.letters)
        self.texts = letter_texts()
        self.print_runs = PrintRunsInMemory()
        self.letters.runs = self.print_runs.kept
        self.mailings = MailingsInMemory(self.letters)
        self.choices: MailingChoices = ChoicesInMemory()
        self.ending_rights = EndingRightsInMemory()
        self.notices = NoticesInMemory()
        self.provider_clients = ProviderClientsInMemory()
        self.notice_rounds = NoticeRoundsInMemory(self._places_with_providers)
        self.provider_answers = ProviderAnswersInMemory()
        self.chosen: dict[str, Choice] = {}
        self.events: list[Any] = []
        self.senders: PrintSenders = OneSender(sender)
        self.calendar = calendar
        self.today = today
        self.run_files = RunFilesInMemory()
        self.erasure = ErasureInMemory()
        self.looks = LooksInMemory()
        self.read_log = ReadLogInMemory()
        self.answer_choices = AnswerChoices(demo_region())
        self.appointments = FactsInMemory[Appointment](lambda each: (each.client_id, each.appointment_id))
        self.cancelled_appointments = FactsInMemory[CancelledAppointment](
            lambda each: (each.client_id, each.appointment_id)
        )
        self.confirmed_appointments = FactsInMemory[ConfirmedAppointment](
            lambda each: (each.client_id, each.appointment_id)
        )
        self.steps = StepsInMemory()
        self.decisions = FactsInMemory[Decision](lambda each: (each.client_id, each.decision_id))
        self.rights_ended = FactsInMemory[RightEnded](
            lambda each: (each.client_id, each.last_day, each.why, each.functions)
        )
        self.rights_ending = FactsInMemory[RightEnding](
            lambda each: (each.client_id, each.last_day, each.weeks, each.functions)
        )
        self.budget_stops = FactsInMemory[BudgetStop](
            lambda each: (each.client_id, each.last_day, each.weeks, each.functions)
        )
        self.step_owners = StepOwnersInMemory()
        self.returned_copies = ReturnedCopiesInMemory()
        self.visits = VisitsInMemory()

    @property
    def now(self) -> datetime:
        return datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)

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
        return self.chosen.get(key) or self.answer_choices.choice(municipality, key, day)


def _next_in(one: ProviderClient, wanted: ClientFilter) -> date:
    if wanted.coming_from is not None:
        return one.coming_day(wanted.coming_from) or date.max
    return (one.until if wanted.past_before is not None else one.next_day) or date.max


@dataclass(frozen=True)
class QueriesInMemory:
    work: WorkInMemory

    def provider_clients(self, wanted: ClientFilter) -> Sequence[ProviderClient]:
        orders: Mapping[str, Callable[[ProviderClient], Any]] = {
            "next": lambda one: _next_in(one, wanted),
            "number": lambda one: one.number,
            "until": lambda one: one.until or date.max,
        }
        down = wanted.descending and wanted.past_before is not None
        by_number = sorted(self._clients(wanted), key=lambda one: (one.number, one.client_id), reverse=down)
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
            and (wanted.coming_from is None or one.coming_day(wanted.coming_from) is not None)
            and all(
                day is None or (one.coming_day(day) is None and (one.until is None) is lasts)
                for day, lasts in ((wanted.lasting_on, True), (wanted.past_before, False))
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

    def provider_answers(self, wanted: ProviderAnswerFilter) -> Sequence[AnswerTask]:
        orders: Mapping[str, Callable[[AnswerTask], Any]] = {
            "due": lambda one: one.answer.due_on,
            "received": lambda one: one.answer.received_on,
        }
        by_day = sorted(self._provider_answers(wanted), key=lambda one: (one.answer.received_on, one.answer.answer_id))
        found = sorted(by_day, key=orders[wanted.order], reverse=wanted.descending)
        return found[wanted.offset :][: wanted.limit]

    def count_provider_answers(self, wanted: ProviderAnswerFilter) -> int:
        return len(self._provider_answers(wanted))

    def _provider_answers(self, wanted: ProviderAnswerFilter) -> list[AnswerTask]:
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
        both = (_newest(work.contributions, client_id), work.contribution_changes.kept.get(client_id))
        told = [each for each in both if each is not None]
        return ClientFacts(
            recipient,
            _newest(work.rights, client_id),
            _newest(work.plans, client_id),
            work.budgets.newest(client_id, recipient.municipality),
            max(told, key=lambda each: each.place, default=None),
        )

    def client_route(self, client_id: str) -> ClientRoute:
        work = self.work
        return ClientRoute(
            appointments=work.appointments.of(client_id),
            cancelled=work.cancelled_appointments.of(client_id),
            confirmed=work.confirmed_appointments.of(client_id),
            told_steps=work.steps.of(client_id),
            decisions=work.decisions.of(client_id),
            ended=work.rights_ended.of(client_id),
            ending=work.rights_ending.of(client_id),
            budget_stops=work.budget_stops.of(client_id),
        )

    def client_routes(self, client_ids: Sequence[str]) -> Mapping[str, ClientRoute]:
        return {client_id: self.client_route(client_id) for client_id in client_ids}

    def told_of_ends(self, client_ids: Sequence[str]) -> Sequence[str]:
        stops = {each.client_id for each in self.work.budget_stops.kept.values()}
        endings = {each.client_id for each in self.work.rights_ending.kept.values()}
        ended = {each.client_id for each in self.work.rights_ended.kept.values()}
        return sorted((stops | endings | ended) & set(client_ids))

    def appointments_with(self, slip_code_: str) -> Sequence[Appointment]:
        there = self.work.appointments.kept.values()
        return [each for each in there if slip_code(each.appointment_id, each.client_id) == slip_code_]

    def born_on(self, day: date, municipalities: frozenset[str]) -> Sequence[Recipient]:
        ids = {client_id for client_id, _ in self.work.recipients.kept}
        people = (_newest(self.work.recipients, id_) for id_ in ids)
        found = [each for each in people if each and each.birth_date == day and each.municipality in municipalities]
        return sorted(found, key=lambda each: (search_name(each.prefix, each.surname), each.initials, each.client_id))

    def answers(self, municipalities: frozenset[str], wanted: AnswerFilter) -> Sequence[Answer]:
        orders: Mapping[str, Callable[[Answer], Any]] = {
            "due": lambda each: each.due_on,
            "received": lambda each: each.received_on,
            "kind": lambda each: each.kind,
        }
        found = sorted(self._answers_wanted(municipalities, wanted), key=lambda each: each.answer_id)
        return sorted(found, key=orders[wanted.order], reverse=wanted.descending)[wanted.offset :][: wanted.limit]

    def count_answers(self, municipalities: frozenset[str], wanted: AnswerFilter) -> int:
        return len(self._answers_wanted(municipalities, wanted))

    def answer_counts(self, municipalities: frozenset[str], today: date) -> AnswerCounts:
        found = self._answers_wanted(municipalities, AnswerFilter())
        late = sum(each.due_on < today for each in found)
        return AnswerCounts(len(found), late, sum(each.of_team for each in found))

    def _answers_wanted(self, municipalities: frozenset[str], wanted: AnswerFilter) -> list[Answer]:
        return [
            each
            for _, each in self.work.answers.kept.values()
            if each.municipality in municipalities
            and wanted.municipality in (None, each.municipality)
            and wanted.state in ("all", "open" if each.is_open else "done")
            and wanted.kind in (None, each.kind)
            and wanted.owner_id in (None, each.owner_id)
            and (each.of_team or not wanted.team)
            and (wanted.late_on is None or (each.is_open and each.due_on < wanted.late_on))
            and wanted.client_id in (None, each.client_id)
        ]

    def silent(self, wanted: SilentFilter) -> Sequence[Appointment]:
        orders: Mapping[str, Callable[[Appointment], Any]] = {
            "day": lambda each: each.day,
            "invited": lambda each: each.made_on,
        }
        found = [each for each in self.work.appointments.kept.values() if self._is_silent(each, wanted)]
        in_order = sorted(found, key=lambda each: (each.starts, each.appointment_id, each.client_id))
        return sorted(in_order, key=orders[wanted.order], reverse=wanted.descending)[wanted.offset :][: wanted.limit]

    def count_silent(self, wanted: SilentFilter) -> int:
        return len(self.silent(replace(wanted, offset=0, limit=None)))

    def _is_silent(self, one: Appointment, wanted: SilentFilter) -> bool:
        latest, route = wanted.invited_by.get(one.municipality), self.client_route(one.client_id)
        gone = {each.appointment_id for each in route.cancelled}
        if latest is None or one.made_on > latest or one.day < wanted.today:
            return False
        if one not in standing(route.appointments, gone):
            return False
        given = [each for _, each in self.work.answers.kept.values()]
        in_file = {each.appointment_id for each in self.work.confirmed_appointments.kept.values()}
        about_it = one.appointment_id in in_file | {each.appointment_id for each in given}
        return not about_it and not any(
            each.client_id == one.client_id and each.received_on >= one.made_on for each in given
        )

    def letters(self, municipalities: frozenset[str], wanted: LetterFilter) -> Sequence[LetterView]:
        found = self._wanted(municipalities, wanted)
        return found[wanted.offset : wanted.offset + wanted.limit]

    def count_letters(self, municipalities: frozenset[str], wanted: LetterFilter) -> int:
        return len(self._wanted(municipalities, wanted))

    def letter_counts(self, municipalities: frozenset[str]) -> LetterCounts:
        views = self._wanted(municipalities, LetterFilter())
        taken = sum(view.to_take_out for view in views)
        late = sum(self._told_late(view) for view in views)
        came_back, copies = len(self.open_returns(municipalities)), len(self.open_copies(municipalities))
        return LetterCounts(self.count_per_state(municipalities), taken, came_back, late, copies)

    def _told_late(self, view: LetterView) -> bool:
        return view.handed_over_on is not None and bool(self.told_late(view.id))

    def told_late(self, letter_id: str) -> Sequence[ToldLate]:
        found = [one for one in self.work.late_tellings.kept.values() if one.letter_id == letter_id]
        return sorted(found, key=lambda one: one.on_day)

    def unprintable(self, municipalities: frozenset[str], today: date) -> Mapping[str, int]:
        letters = self.work.letters
        stuck = [
            letters.kept[each.letter_id].mailing_id or ""
            for each in letters.waiting()
            if letters.in_complete(each.letter_id)
            and letters.asks_for_the_past(each.letter_id, today)
            and letters.kept[each.letter_id].written.municipality in municipalities
        ]
        return dict(sorted(Counter(stuck).items()))

    def told_late_in(self, act_id: str) -> Sequence[ToldLate]:
        found = [one for one in self.work.late_tellings.kept.values() if one.act_id == act_id]
        return sorted(found, key=lambda one: (one.on_day, one.letter_id))

    def count_per_state(self, municipalities: frozenset[str]) -> Mapping[str, int]:
        counted = Counter(view.state for view in self._wanted(municipalities, LetterFilter()))
        return {state: counted[state] for state in get_args(LetterState)}

    def open_copies(self, municipalities: frozenset[str]) -> frozenset[str]:
        recorded = self.work.letters.representatives
        return frozenset(
            one.letter_id
            for one in self.work.returned_copies.kept.values()
            if one.municipality in municipalities and not recorded[one.representative_id].ended_by
        )

    def open_returns(self, municipalities: frozenset[str]) -> frozenset[str]:
        of_client: dict[str, list[OfClient]] = {}
        for view in self._wanted(municipalities, LetterFilter()):
            one = OfClient(view.id, view.kind, view.revision, view.letter_date, view.returned_on)
            of_client.setdefault(view.client_id, []).append(one)
        return frozenset(id_ for letters in of_client.values() for id_ in open_returns(letters))

    def bereaved(self) -> Sequence[str]:
        kept = self.work.letters.kept.values()
        left = {one.written.client_id for one in kept if one.handed_over_on}
        kin = {one.written.client_id for one in kept if one.written.kind == "next-of-kin"}
        dead = {id_ for id_, why in self.work.letter_stops.kept.items() if why == "died"}
        dead |= {id_ for id_, one in self.people(sorted(left)).items() if one.died_on is not None}
        return sorted((left & dead) - kin)

    def cause_of(self, letter_id: str) -> str | None:
        return None

    def ready_municipalities(self) -> frozenset[str]:
        return frozenset(
            kept.written.municipality
            for kept in self.work.letters.kept.values()
            if kept.written.state == "ready" and kept.mailing_id is None
        )

    def mailings_gathering(self, municipalities: frozenset[str]) -> Sequence[MailingView]:
        found = []
        for code in sorted(municipalities & self.ready_municipalities()):
            of_code = [one.number for one in self.work.mailings.kept.values() if one.municipality == code]
            number = max(of_code, default=0) + 1
            kinds = kinds_of(self.work.mailings.looked(code, None).letters(ALL))
            found.append(MailingView(mailing_id(code, number), code, number, "gathering", kinds, None, None))
        return found

    def mailings(self, municipalities: frozenset[str], wanted: MailingFilter) -> Sequence[MailingView]:
        found = sorted(
            self._mailings_wanted(municipalities, wanted),
            key=lambda one: (
                one.complete or one.sent_back is not None,
                -one.first.day.toordinal(),
                one.municipality,
                -one.number,
            ),
        )
        return [MailingView.of(one) for one in found[wanted.offset :][: wanted.limit]]

    def count_mailings(self, municipalities: frozenset[str], wanted: MailingFilter) -> int:
        return len(self._mailings_wanted(municipalities, wanted))

    def _mailings_wanted(self, municipalities: frozenset[str], wanted: MailingFilter) -> list[Mailing]:
        codes = {code for code in municipalities if wanted.municipality in (None, code)}
        return [one for one in self.work.mailings.kept.values() if one.municipality in codes]

    def withheld_letters(self, municipality: str) -> Mapping[str, int]:
        views = self._wanted(frozenset({municipality}), LetterFilter(state="withheld"))
        return dict(Counter(view.reason or "" for view in views))

    def kinds_before(self, municipality: str, number: int) -> frozenset[str]:
        of_town = [each for each in self.work.mailings.kept.values() if each.municipality == municipality]
        earlier = [each for each in of_town if each.number < number and each.sent_back is None]
        return frozenset(kind for each in earlier for kind in each.kinds)

    def mailing_states(self, mailing_id: str) -> Mapping[str, int]:
        return dict(
            Counter(kept.written.state for kept in self.work.letters.kept.values() if kept.mailing_id == mailing_id)
        )

    def letter(self, letter_id: str) -> LetterView | None:
        kept = self.work.letters.kept.get(letter_id)
        return self._view(kept) if kept else None

    def links(self, letter_id: str) -> Sequence[ArticleLink]:
        kept = self.work.letters.kept.get(letter_id)
        return kept.written.links if kept else ()

    def letters_of_client(self, client_id: str) -> Sequence[LetterView]:
        kept = [letter for letter in self.work.letters.kept.values() if letter.written.client_id == client_id]
        return sorted(map(self._view, kept), key=lambda view: (-view.letter_date.toordinal(), -view.revision, view.id))

    def receivers_of(self, letter_id: str) -> Receivers:
        kept = self.work.letters.kept.get(letter_id)
        return self.work.letters.receivers_of(letter_id) if kept and kept.written.body else Receivers()

    def printed_letters(self, client_id: str) -> Sequence[PrintedLetter]:
        of_client = (one for one in self.work.letters.kept.values() if one.written.client_id == client_id)
        return [PrintedLetter(one.written.kind, one.written.letter_date) for one in of_client if one.run_id]

    def texts(self, letter_ids: Sequence[str]) -> Sequence[Letter]:
        found = self._texts(letter_ids)
        return [addressed(each, self._name(each), self.receivers_of(each.letter_id)) for each in found]

    def papers(self, letter_ids: Sequence[str]) -> Sequence[Letter]:
        found = ((each, self._name(each), self.receivers_of(each.letter_id)) for each in self._texts(letter_ids))
        return [paper for each, name, to in found for paper in papers(each, name, to)]

    def _name(self, letter: Letter) -> str:
        return self.work.letters.kept[letter.letter_id].written.recipient.name

    def _texts(self, letter_ids: Sequence[str]) -> Sequence[Letter]:
        written = [kept.written for id_ in letter_ids if (kept := self.work.letters.kept.get(id_))]
        return [
            naming(
                self._printed_before(one),
                letter_of_body(one.body, one.letter_id, one.letter_date),
                letter_texts().of(ANNOUNCEMENT),
            )
            for one in written
            if one.body is not None
        ]

    def _printed_before(self, letter: WrittenLetter) -> PrintedBefore | None:
        earlier = [
            kept.written
            for kept in self.work.letters.kept.values()
            if kept.written.client_id == letter.client_id
            and kept.written.state in ("printed", "returned")
            and {kept.written.kind, letter.kind} <= ANNOUNCEMENTS
            and kept.written.recipient.revision < letter.recipient.revision
        ]
        last = max(earlier, key=lambda one: one.recipient.revision, default=None)
        return PrintedBefore(last.letter_id, last.letter_date) if last else None

    def _view(self, kept: KeptLetter) -> LetterView:
        now = _newest(self.work.recipients, kept.written.client_id)
        client_id = kept.written.client_id
        stop = self.work.letter_stops.of([client_id]).get(client_id)
        on_hold = stop == "on-hold" and kept.written.kind not in GO_DURING_A_HOLD
        return _view(
            kept,
            deceased=stop == "died" or (now is not None and now.died_on is not None),
            maybe_died=stop == "maybe-died",
            held=on_hold or (now is not None and now.held_back_rows > 0),
        )

    def print_runs(self, municipalities: frozenset[str], wanted: RunFilter) -> RunList:
        orders: Mapping[str, Callable[[PrintRunView], Any]] = {
            "made": lambda run: run.made_on,
            "letters": lambda run: run.letters,
        }
        runs = [self._run_view(made) for made in self._runs_wanted(municipalities, wanted)]
        newest_first = sorted(runs, key=lambda run: (-run.made_on.toordinal(), run.municipality, run.id))
        in_order = sorted(newest_first, key=orders[wanted.order], reverse=wanted.descending)
        to_take_out = self.letter_counts(municipalities).to_take_out
        return RunList(in_order[wanted.offset :][: wanted.limit], len(in_order), to_take_out)

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
        out = [view for id_ in self.taken_out_of(run_id) if (view := self.letter(id_))]
        apart = [view for view in self.letters_of_run(run_id) if view.remark]
        once = {view.id: view for view in (*out, *apart)}
        return sorted(once.values(), key=lambda view: (view.client_name, view.id))

    def days_gone_in(self, run_id: str, today: date) -> Sequence[LetterView]:
        return [
            view
            for view in self.letters_of_run(run_id)
            if view.state == "printed"
            and view.handed_over_on is None
            and self.work.letters.asks_for_the_past(view.id, today)
        ]

    def addressed_before(self, municipality: str, mailing_id: str | None) -> Sequence[AddressedBefore]:
        return self._addressed_before(
            one
            for one in self.work.letters.kept.values()
            if (one.written.state, one.mailing_id, one.written.municipality) == ("ready", mailing_id, municipality)
        )

    def addressed_before_in(self, run_id: str) -> Sequence[AddressedBefore]:
        in_pile = {
            view.id for view in self.letters_of_run(run_id) if view.state == "printed" and not view.handed_over_on
        }
        return self._addressed_before(self.work.letters.kept[id_] for id_ in sorted(in_pile))

    def _addressed_before(self, kept: Iterable[KeptLetter]) -> Sequence[AddressedBefore]:
        found = []
        for letter in (each.written for each in kept):
            now = _newest(self.work.recipients, letter.client_id)
            if letter.kind in ANNOUNCEMENTS or now is None or now.revision <= letter.recipient.revision:
                continue
            lines, id_ = letter.recipient.address.lines(), letter.letter_id
            of = (id_, letter.client_id, letter.kind, letter.letter_date, lines, now.address.lines())
            found.append(AddressedBefore(*of, now.secret_address, now.municipality))
        return found

    def enclosing_in(self, run_id: str) -> Sequence[LetterView]:
        in_pile = [view for view in self.letters_of_run(run_id) if view.state == "printed" and not view.handed_over_on]
        return [view for view in in_pile if view.kind in WITH_ENCLOSURE]

    def taken_out_of(self, run_id: str) -> Mapping[str, TakenOut]:
        out = [one for one in self.work.letters.out.values() if one.run_id == run_id]
        return {one.letter_id: TakenOut(one.day, one.user_name, one.why) for one in out}

    def letters_with_ids(self, letter_ids: Sequence[str]) -> Sequence[LetterView]:
        return [view for id_ in letter_ids if (view := self.letter(id_))]

    def ready_letters(self, municipalities: frozenset[str] | None = None) -> Mapping[str, Ready]:
        found: dict[str, Ready] = {}
        for each in self.work.letters.waiting():
            if municipalities is None or each.municipality in municipalities:
                so_far = found.get(each.municipality, Ready(0, 0))
                waits = not self.work.letters.in_complete(each.letter_id)
                found[each.municipality] = Ready(so_far.letters + 1, so_far.to_release + waits)
        return found

    def count_printed(self, codes: Sequence[str]) -> int:
        return self.count_per_state(frozenset(codes))["printed"]

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
            (wanted.kind, view.kind),
            (wanted.client_id, view.client_id),
        )
        limited = all(value in (None, of_letter) for value, of_letter in asked)
        if wanted.came_back and view.id not in self.open_returns(frozenset({view.municipality})):
            return False
        if wanted.copy_back and view.id not in self.open_copies(frozenset({view.municipality})):
            return False
        if wanted.told_late and not self._told_late(view):
            return False
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

    def print_runs(
        self,
        runs: Sequence[PrintRun],
        texts: Callable[[PrintRun, Sequence[str]], Sequence[Letter]],
        processes: Callable[[], int],
    ) -> Iterator[tuple[PrintRun, Manifest]]:
        for run in runs:
            yield run, self._print(run, texts)

    def _print(self, run: PrintRun, texts: Callable[[PrintRun, Sequence[str]], Sequence[Letter]]) -> Manifest:
        parts = [texts(run, ids) for ids in run.letters_per_file()]
        self.printed += (letter for part in parts for letter in part)
        files = [
            RunFile(
                file_name(number),
                "",
                pages_per_letter(
                    [paper.letter_id for paper in part], [(page, page) for page, _ in enumerate(part, start=1)]
                ),
            )
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
        self.plan_files = PlanFilesInMemory()

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


def leave(works: WorksInMemory, day: date) -> None:
    """All letters that may go are printed and handed over."""
    for kept in works.work.letters.kept.values():
        if kept.written.state == "ready":
            kept.become("printed", None)
            kept.handed_over_on = day


def tell_one_by_one(works: WorksInMemory, events: Sequence[Event], day: date) -> None:
    """What was written leaves before the next thing happens."""
    for event in events[:-1]:
        tell(works, [event])
        leave(works, day)
    tell(works, events[-1:])


def _newest(kept: RevisionsInMemory[R], client_id: str) -> R | None:
    revision = kept.newest([client_id]).get(client_id)
    return None if revision is None else kept.kept[client_id, revision]


def _view(kept: KeptLetter, *, deceased: bool, maybe_died: bool, held: bool) -> LetterView:
    letter, person = kept.written, kept.written.recipient
    return LetterView(
        id=letter.letter_id,
        client_id=person.client_id,
        client_name=person.name,
        revision=person.revision,
        municipality=letter.municipality,
        letter_date=letter.letter_date,
        kind=letter.kind,
        cause=letter.cause,
        cause_id=letter.cause_id,
        answer_by=letter.answer_by,
        template=letter.template,
        state=letter.state,
        reason=letter.reason,
        printed_in=kept.run_id,
        taken_out_on=kept.taken_out_on,
        taken_out_by=kept.taken_out_name,
        handed_over_on=kept.handed_over_on,
        mailing=kept.mailing_id,
        returned_on=kept.returned_on,
        remark=remark_on(
            letter.state,
            letter.kind,
            deceased=deceased,
            replaced=kept.replaced,
            held=held,
            maybe_died=maybe_died,
            handed_over=kept.handed_over_on is not None,
        ),
    )


def _by_name_only(kept: KeptLetter) -> tuple[str, str]:
    person = kept.written.recipient
    return (search_name(person.prefix, person.surname), kept.written.letter_id)


def _by_surname(kept: KeptLetter) -> tuple[str, str, str, int, str]:
    person = kept.written.recipient
    surname = search_name(person.prefix, person.surname)
    return (surname, person.name, person.client_id, -person.revision, kept.written.letter_id)

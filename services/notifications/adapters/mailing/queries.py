"""Reading print runs, straight from the tables."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, RowMapping, Select, and_, exists, func, or_, select

from services.notifications.adapters.client.queries import ClientQueries
from services.notifications.adapters.client.tables import recipient
from services.notifications.adapters.letters.conditions import IN_A_PILE, PRINTED, RETURNED, TO_KIN
from services.notifications.adapters.letters.queries import LetterQueries, letter_views
from services.notifications.adapters.letters.rows import told_late_of
from services.notifications.adapters.letters.tables import (
    HAS_TEXT,
    READY,
    REPLACED,
    TOWN_OF_READY,
    letter,
    letter_body,
    letter_stop,
    taken_out,
    told_late,
)
from services.notifications.adapters.mailing.stores import CAUSE, WAITS, asks_for_the_past, mailing_of
from services.notifications.adapters.mailing.tables import mailing, print_run
from services.notifications.adapters.replies.tables import answer
from services.notifications.application.letters.views import LetterView
from services.notifications.application.mailing.views import (
    MailingFilter,
    MailingView,
    PrintRunView,
    Ready,
    RunFilter,
    RunList,
    TakenOut,
)
from services.notifications.domain.letters.kinds import ANNOUNCEMENTS, KINDS, WITH_ENCLOSURE
from services.notifications.domain.letters.letter_json import letter_of_body
from services.notifications.domain.letters.occasions import STOP_ON_HOLD
from services.notifications.domain.letters.told_late import ToldLate
from services.notifications.domain.mailing.mailing import mailing_id
from services.notifications.domain.mailing.old_address import AddressedBefore
from services.notifications.domain.replies.answer import HAS_DIED
from shared.storing import in_parts, rows_with

FREE = READY & (letter.c.mailing_id == "")
"""Ready, and in no mailing yet."""

MAYBE_HELD = or_(
    exists().where(recipient.c.client_id == letter.c.client_id, recipient.c.held_back_rows > 0),
    exists().where(letter_stop.c.client_id == letter.c.client_id, letter_stop.c.why == STOP_ON_HOLD),
    exists().where(answer.c.client_id == letter.c.client_id, answer.c.kind == HAS_DIED, answer.c.done_on.is_(None)),
)
"""To a client of whom some revision was held back, whose route is on hold, or of whom somebody told that they died: few
letters of a run."""

ORDERS: Mapping[str, ColumnElement[Any]] = {"made": print_run.c.made_on, "letters": print_run.c.letters}


class PrintRunQueries(LetterQueries):
    """With the letters, whose printing is this column's business."""

    def print_runs(self, municipalities: frozenset[str], wanted: RunFilter) -> RunList:
        columns, column = print_run.c, ORDERS[wanted.order]
        order = column.desc() if wanted.descending else column
        query = select(print_run).where(_shown(municipalities, wanted))
        in_order = query.order_by(order, columns.made_on.desc(), columns.municipality, columns.id)
        total = select(func.count()).select_from(print_run).where(_shown(municipalities, wanted))
        out = self.to_take_out(municipalities)
        return RunList(
            self._views(in_order.offset(wanted.offset).limit(wanted.limit), out),
            self._connection.execute(total).scalar_one(),
            sum(row.municipality in municipalities for row in out),
        )

    def print_run(self, run_id: str) -> PrintRunView | None:
        of_run = select(print_run).where(print_run.c.id == run_id)
        town = self._connection.execute(select(print_run.c.municipality).where(print_run.c.id == run_id)).scalars()
        return next(iter(self._views(of_run, self.to_take_out(list(town)))), None)

    def ready_letters(self, municipalities: frozenset[str] | None = None) -> Mapping[str, Ready]:
        """Counted once along the index of ready letters; of each mailing with some it is asked whether it may go."""
        id_ = letter.c.mailing_id
        ready = select(TOWN_OF_READY, id_, func.count()).where(READY)
        if municipalities is not None:
            ready = ready.where(TOWN_OF_READY.in_(municipalities))
        counted = self._connection.execute(ready.group_by(TOWN_OF_READY, id_)).all()
        complete = self._complete({id_ for _, id_, _ in counted})
        found: dict[str, Ready] = {}
        for code, id_, number in counted:
            so_far = found.get(code, Ready(0, 0))
            waits = 0 if id_ in complete else number
            found[code] = Ready(so_far.letters + number, so_far.to_release + waits)
        return found

    def _complete(self, mailing_ids: Collection[str]) -> frozenset[str]:
        found = set[str]()
        for part in in_parts(sorted(mailing_ids)):
            query = select(mailing.c.id).where(mailing.c.id.in_(part), mailing.c.complete)
            found.update(self._connection.execute(query).scalars())
        return frozenset(found)

    def letters_of_run(self, run_id: str, *, offset: int = 0, limit: int | None = None) -> Sequence[LetterView]:
        query = select(letter).where(letter.c.print_run_id == run_id).order_by(letter.c.client_name, letter.c.id)
        return letter_views(self._connection, query.offset(offset).limit(limit))

    def letters_apart(self, run_id: str) -> Sequence[LetterView]:
        of_run = select(letter).where(letter.c.print_run_id == run_id)
        out = select(taken_out.c.letter_id).where(taken_out.c.run_id == run_id)
        found = list(letter_views(self._connection, select(letter).where(letter.c.id.in_(out))))
        for part in in_parts(self.died_clients()):
            printed = of_run.where(letter.c.client_id.in_(part), letter.c.state == PRINTED, ~TO_KIN)
            found += letter_views(self._connection, printed)
        to_kin = letter_views(self._connection, of_run.where(IN_A_PILE, TO_KIN))
        found += [view for view in to_kin if view.remark]
        maybe_held = letter_views(self._connection, of_run.where(IN_A_PILE, MAYBE_HELD))
        found += [view for view in maybe_held if view.remark in ("held", "maybe-died")]
        found += letter_views(self._connection, of_run.where(IN_A_PILE, REPLACED))
        once = {view.id: view for view in found}
        return sorted(once.values(), key=lambda view: (view.client_name, view.id))

    def days_gone_in(self, run_id: str, today: date) -> Sequence[LetterView]:
        query = select(letter).where(letter.c.print_run_id == run_id, IN_A_PILE, asks_for_the_past(today))
        return letter_views(self._connection, query.order_by(letter.c.client_name, letter.c.id))

    def addressed_before(self, municipality: str, mailing_id: str | None) -> Sequence[AddressedBefore]:
        in_mailing = letter.c.mailing_id == (mailing_id or ""), letter.c.municipality == municipality
        return self._addressed_before(and_(*in_mailing, READY))

    def addressed_before_in(self, run_id: str) -> Sequence[AddressedBefore]:
        return self._addressed_before(and_(letter.c.print_run_id == run_id, IN_A_PILE))

    def _addressed_before(self, which: ColumnElement[bool]) -> Sequence[AddressedBefore]:
        """Announcements are left out: one to another address is a new letter, which takes the place of this one."""
        names = [letter.c[name] for name in ("id", "client_id", "kind", "letter_date")]
        later = (recipient.c.client_id == letter.c.client_id) & (recipient.c.revision > letter.c.revision)
        query = select(*names).select_from(letter.join(recipient, later)).distinct()
        happened = letter.c.kind.in_(sorted(KINDS.keys() - ANNOUNCEMENTS)) & HAS_TEXT
        rows = self._connection.execute(query.where(which, happened).order_by(letter.c.id)).all()
        kept = rows_with(self._connection, letter_body.c.letter_id, [row.id for row in rows])
        bodies = {row["letter_id"]: row["body"] for row in kept}
        people = ClientQueries(self._connection).people(sorted({row.client_id for row in rows}))
        return [
            AddressedBefore(
                row.id,
                row.client_id,
                row.kind,
                row.letter_date,
                letter_of_body(bodies[row.id], row.id, row.letter_date).addressee[-2:],
                people[row.client_id].address.lines(),
                people[row.client_id].secret_address,
                people[row.client_id].municipality,
            )
            for row in rows
        ]

    def enclosing_in(self, run_id: str) -> Sequence[LetterView]:
        enclosing = letter.c.print_run_id == run_id, IN_A_PILE, letter.c.kind.in_(sorted(WITH_ENCLOSURE))
        query = select(letter).where(*enclosing)
        return letter_views(self._connection, query.order_by(letter.c.client_name, letter.c.id))

    def count_printed(self, codes: Sequence[str]) -> int:
        """Each run says how many letters it had, and what is printed stays so until it is taken out or comes back."""
        printed = select(func.coalesce(func.sum(print_run.c.letters), 0)).where(print_run.c.municipality.in_(codes))
        back = letter.c.municipality.in_(codes) & (letter.c.state == RETURNED)
        returned = select(func.count()).select_from(letter).where(back)
        out = select(func.count()).select_from(taken_out).where(taken_out.c.municipality.in_(codes))
        execute = self._connection.execute
        return int(execute(printed).scalar_one()) - execute(returned).scalar_one() - execute(out).scalar_one()

    def taken_out_of(self, run_id: str) -> Mapping[str, TakenOut]:
        rows = self._connection.execute(select(taken_out).where(taken_out.c.run_id == run_id))
        return {row.letter_id: TakenOut(row.on_day, row.by_name, row.why) for row in rows}

    def count_all_print_runs(self) -> int:
        return self._connection.execute(select(func.count()).select_from(print_run)).scalar_one()

    def ready_municipalities(self) -> frozenset[str]:
        """From one to the next along the index: of many letters, few are looked at."""
        code = letter.c.municipality
        first = select(func.min(code).label("code")).where(FREE).cte("town", recursive=True)
        following = select(func.min(code)).where(FREE, code > first.c.code).scalar_subquery()
        towns = first.union_all(select(following).where(first.c.code.is_not(None)))
        found = self._connection.execute(select(towns.c.code).where(towns.c.code.is_not(None)))
        return frozenset(found.scalars())

    def mailings_gathering(self, municipalities: frozenset[str]) -> Sequence[MailingView]:
        columns, kinds = letter.c, dict[str, dict[str, int]]()
        every = select(columns.municipality, columns.kind, func.count())
        free = every.where(FREE, columns.municipality.in_(municipalities))
        counted = free.group_by(columns.municipality, columns.kind).order_by(columns.municipality, columns.kind)
        for code, kind, number in self._connection.execute(counted):
            kinds.setdefault(code, {})[kind] = number
        next_one = {code: self._last_number(code) + 1 for code in kinds}
        return [
            MailingView(mailing_id(code, next_one[code]), code, next_one[code], "gathering", of_code, None, None)
            for code, of_code in kinds.items()
        ]

    def _last_number(self, code: str) -> int:
        last = select(func.max(mailing.c.number)).where(mailing.c.municipality == code)
        return self._connection.execute(last).scalar_one() or 0

    def mailings(self, municipalities: frozenset[str], wanted: MailingFilter) -> Sequence[MailingView]:
        columns = mailing.c
        query = select(mailing).where(_of(municipalities, wanted))
        in_order = query.order_by((~WAITS).asc(), columns.first_on.desc(), columns.municipality, columns.number.desc())
        found = self._connection.execute(in_order.offset(wanted.offset).limit(wanted.limit)).mappings()
        return [MailingView.of(mailing_of(row)) for row in found]

    def count_mailings(self, municipalities: frozenset[str], wanted: MailingFilter) -> int:
        query = select(func.count()).select_from(mailing).where(_of(municipalities, wanted))
        return self._connection.execute(query).scalar_one()

    def count_released_mailings(self) -> int:
        released = select(func.count()).select_from(mailing).where(mailing.c.complete)
        return self._connection.execute(released).scalar_one()

    def withheld_letters(self, municipality: str) -> Mapping[str, int]:
        columns = letter.c
        withheld = select(columns.reason, func.count()).where(
            columns.municipality == municipality, columns.state == "withheld"
        )
        return dict(self._connection.execute(withheld.group_by(columns.reason)).all())

    def kinds_before(self, municipality: str, number: int) -> frozenset[str]:
        earlier = mailing.c.municipality == municipality, mailing.c.number < number
        found = (mailing_of(row) for row in self._connection.execute(select(mailing).where(*earlier)).mappings())
        return frozenset(kind for each in found if each.sent_back is None for kind in each.kinds)

    def mailing_states(self, mailing_id: str) -> Mapping[str, int]:
        query = select(letter.c.state, func.count()).where(letter.c.mailing_id == mailing_id).group_by(letter.c.state)
        return dict(self._connection.execute(query).all())

    def unprintable(self, municipalities: frozenset[str], today: date) -> Mapping[str, int]:
        id_, found = letter.c.mailing_id, dict[str, int]()
        for part in in_parts(self._released_with_ready(municipalities)):
            stuck = select(id_, func.count()).where(id_.in_(part), READY, asks_for_the_past(today))
            found.update(self._connection.execute(stuck.group_by(id_).order_by(id_)).all())
        return found

    def _released_with_ready(self, municipalities: frozenset[str]) -> Sequence[str]:
        """Mailings that may go and still hold ready letters: few, and they are found from one to the next along the
        index, without the many letters of those that wait."""
        id_ = letter.c.mailing_id
        first = select(func.min(id_).label("id")).where(READY, id_ > "").cte("held", recursive=True)
        following = select(func.min(id_)).where(READY, id_ > first.c.id).scalar_subquery()
        held = first.union_all(select(following).where(first.c.id.is_not(None)))
        released = select(mailing.c.id).join(held, held.c.id == mailing.c.id)
        query = released.where(mailing.c.complete, mailing.c.municipality.in_(municipalities))
        return self._connection.execute(query.order_by(mailing.c.id)).scalars().all()

    def told_late_in(self, act_id: str) -> Sequence[ToldLate]:
        found = (
            select(told_late).where(told_late.c.act_id == act_id).order_by(told_late.c.on_day, told_late.c.letter_id)
        )
        return [told_late_of(row) for row in self._connection.execute(found).mappings()]

    def cause_of(self, letter_id: str) -> str | None:
        found: str | None = self._connection.execute(select(CAUSE).where(letter.c.id == letter_id)).scalar()
        return found or None

    def _views(self, query: Select[Any], out: Sequence[Row[Any]]) -> Sequence[PrintRunView]:
        rows = self._connection.execute(query).mappings().all()
        to_take_out = Counter(row.print_run_id for row in out)
        return [_view(row, to_take_out[row["id"]]) for row in rows]


def _shown(municipalities: frozenset[str], wanted: RunFilter) -> ColumnElement[bool]:
    codes = [code for code in municipalities if wanted.municipality in (None, code)]
    return print_run.c.municipality.in_(codes)


def _of(municipalities: frozenset[str], wanted: MailingFilter) -> ColumnElement[bool]:
    return mailing.c.municipality.in_([code for code in municipalities if wanted.municipality in (None, code)])


def _view(row: RowMapping, to_take_out: int) -> PrintRunView:
    return PrintRunView(
        id=row["id"],
        municipality=row["municipality"],
        made_on=row["made_on"],
        letters=row["letters"],
        pages=row["pages"],
        to_take_out=to_take_out,
        handed_over_on=row["handed_over_on"],
    )

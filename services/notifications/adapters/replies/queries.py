"""Reading answers, and who did not answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select

from services.notifications.adapters.client.tables import recipient
from services.notifications.adapters.replies.rows import answer_of
from services.notifications.adapters.replies.tables import answer
from services.notifications.adapters.route.queries import RouteQueries
from services.notifications.adapters.route.rows import appointment_of
from services.notifications.adapters.route.tables import appointment, cancelled_appointment, confirmed_appointment
from services.notifications.application.replies.views import AnswerCounts, AnswerFilter, SilentFilter
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.replies.answer import Answer
from services.notifications.domain.route.facts import Appointment
from shared.names import search_name
from shared.storing import rows_with

ORDERS: Mapping[str, ColumnElement[Any]] = {
    "due": answer.c.due_on,
    "received": answer.c.received_on,
    "kind": answer.c.kind,
}
SILENT_ORDERS: Mapping[str, ColumnElement[Any]] = {"day": appointment.c.day, "invited": appointment.c.made_on}
OPEN = answer.c.done_on.is_(None)


class ReplyQueries(RouteQueries):
    """With the clients, who are named beside their answers."""

    def appointments_with(self, slip_code: str) -> Sequence[Appointment]:
        query = select(appointment).where(appointment.c.slip_code == slip_code)
        return [appointment_of(row) for row in self._connection.execute(query).mappings()]

    def born_on(self, day: date, municipalities: frozenset[str]) -> Sequence[Recipient]:
        ids = select(recipient.c.client_id).where(recipient.c.birth_date == day).distinct()
        people = self.people(self._connection.execute(ids).scalars().all()).values()
        found = [each for each in people if each.birth_date == day and each.municipality in municipalities]
        return sorted(found, key=lambda each: (search_name(each.prefix, each.surname), each.initials, each.client_id))

    def answers(self, municipalities: frozenset[str], wanted: AnswerFilter) -> Sequence[Answer]:
        column = ORDERS[wanted.order]
        order = column.desc() if wanted.descending else column
        in_order = select(answer.c.answer_id).where(_shown(municipalities, wanted)).order_by(order, answer.c.answer_id)
        ids = self._connection.execute(in_order.offset(wanted.offset).limit(wanted.limit)).scalars().all()
        found = {row["answer_id"]: answer_of(row) for row in rows_with(self._connection, answer.c.answer_id, ids)}
        return [found[id_] for id_ in ids]

    def count_answers(self, municipalities: frozenset[str], wanted: AnswerFilter) -> int:
        return self._count(select(func.count()).select_from(answer).where(_shown(municipalities, wanted)))

    def answer_counts(self, municipalities: frozenset[str], today: date) -> AnswerCounts:
        late = func.sum(case((answer.c.due_on < today, 1), else_=0))
        unowned = func.sum(case((answer.c.of_team, 1), else_=0))
        counted = select(func.count(), late, unowned).where(answer.c.municipality.in_(municipalities), OPEN)
        total, late_ones, of_team = self._connection.execute(counted).one()
        return AnswerCounts(total, int(late_ones or 0), int(of_team or 0))

    def silent(self, wanted: SilentFilter) -> Sequence[Appointment]:
        column = SILENT_ORDERS[wanted.order]
        order = column.desc() if wanted.descending else column
        in_order = (
            select(appointment)
            .where(_silent(wanted))
            .order_by(order, appointment.c.starts, appointment.c.appointment_id, appointment.c.client_id)
        )
        rows = self._connection.execute(in_order.offset(wanted.offset).limit(wanted.limit)).mappings()
        return [appointment_of(row) for row in rows]

    def count_silent(self, wanted: SilentFilter) -> int:
        return self._count(select(func.count()).select_from(appointment).where(_silent(wanted)))

    def _count(self, query: Select[Any]) -> int:
        return int(self._connection.execute(query).scalar_one())


def _shown(municipalities: frozenset[str], wanted: AnswerFilter) -> ColumnElement[bool]:
    codes = [code for code in municipalities if wanted.municipality in (None, code)]
    conditions: list[ColumnElement[bool]] = [answer.c.municipality.in_(codes)]
    if wanted.state != "all":
        conditions.append(OPEN if wanted.state == "open" else ~OPEN)
    if wanted.kind is not None:
        conditions.append(answer.c.kind == wanted.kind)
    if wanted.owner_id is not None:
        conditions.append(answer.c.owner_id == wanted.owner_id)
    if wanted.team:
        conditions.append(answer.c.of_team)
    if wanted.late_on is not None:
        conditions.append(and_(OPEN, answer.c.due_on < wanted.late_on))
    if wanted.client_id is not None:
        conditions.append(answer.c.client_id == wanted.client_id)
    return and_(*conditions)


def _silent(wanted: SilentFilter) -> ColumnElement[bool]:
    """Nobody of the household said anything about the appointment, nor is it in the file that it suits, and the client
    said nothing since the invitation."""
    other, of = appointment.alias("other"), appointment.c
    replaced = select(other.c.client_id).where(other.c.client_id == of.client_id, other.c.replaces == of.appointment_id)
    gone = select(cancelled_appointment.c.client_id).where(
        cancelled_appointment.c.client_id == of.client_id, cancelled_appointment.c.appointment_id == of.appointment_id
    )
    about_it = select(answer.c.client_id).where(answer.c.appointment_id == of.appointment_id)
    in_file = select(confirmed_appointment.c.client_id).where(
        confirmed_appointment.c.appointment_id == of.appointment_id
    )
    said = select(answer.c.client_id).where(answer.c.client_id == of.client_id, answer.c.received_on >= of.made_on)
    days = set(wanted.invited_by.values())
    codes = {day: [code for code, latest in wanted.invited_by.items() if latest == day] for day in days}
    invited = [and_(of.municipality.in_(codes[day]), of.made_on <= day) for day in sorted(days)]
    nothing = (~each.exists() for each in (replaced, gone, about_it, in_file, said))
    return and_(or_(false(), *invited), of.day >= wanted.today, *nothing)

"""Routes, conversations and decisions, and what a route needs of its client."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import cache
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, exists, func, insert, not_, select, update

from services.migration.adapters.planning.stores import PLAN_HOLDS, STANDS, AppointmentTable, plan_of
from services.migration.adapters.planning.tables import appointment, appointment_client, plan
from services.migration.adapters.rights.rows import delivered_of, full_name, right_of
from services.migration.adapters.rights.tables import client, function_right
from services.migration.adapters.route.rows import (
    conversation_of,
    conversation_text,
    decision_of,
    decision_text,
    route_row,
    step_of,
    step_row,
)
from services.migration.adapters.route.tables import (
    conversation,
    decision,
    prolongation,
    prolongation_client,
    route,
    route_step,
)
from services.migration.application.route.keep_from_conversation import MAY_BE_SPOKEN_WITH
from services.migration.application.route.views import MemberLine, RouteAt, RouteClient, UnknownClient, UnknownGroup
from services.migration.domain.rights.clients import DeliveredFunction
from services.migration.domain.rights.facts import FunctionRight
from services.migration.domain.route.conversation import ConversationNotes
from services.migration.domain.route.decisions import Decision, DecisionKind
from services.migration.domain.route.prolonging import IN_HAND, Group, GroupMember, WaveOutcome
from services.migration.domain.route.route import DECIDING, Route, Step, ended_by_offers
from services.migration.domain.route.states import UNDECIDED, RouteState, RouteStates, StepKind, followed_by
from shared.storing import in_parts, insert_rows, rows_with

PLANNED = select(plan).join(client, PLAN_HOLDS).where(client.c.client_id == bindparam("client_id"))


@cache
def may_be_spoken_with(client_id: ColumnElement[str]) -> ColumnElement[bool]:
    """As `keep_from_conversation` says, by the last route of a client."""
    kept = route.c.state.not_in([state.value for state in MAY_BE_SPOKEN_WITH])
    return ~select(route.c.number).where(route.c.client_id == client_id, kept, is_last()).exists()


def is_last() -> ColumnElement[bool]:
    """Of the client's routes."""
    later = route.alias("later")
    after_it = select(later.c.number).where(later.c.client_id == route.c.client_id, later.c.number > route.c.number)
    return ~after_it.exists()


undoing, undone = route_step.alias("undoing"), route_step.alias("undone")
TAKEN_BACK = (
    select(undone.c.step_id)
    .join(undoing, undoing.c.undoes == undone.c.step_id)
    .where(undoing.c.client_id == decision.c.client_id, undoing.c.number == decision.c.number)
    .where(undone.c.kind.in_([kind.value for kind in DECIDING]), undone.c.details.contains(decision.c.decision_id))
    .correlate(decision)
)
"""Of a decision, the step that took it, when that was taken back."""


class RouteTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Route]:
        return {one.client_id: one for one in self._routes(sorted(client_ids))}

    def states(self, client_ids: Iterable[str]) -> Mapping[str, RouteStates]:
        found: dict[str, RouteStates] = {}
        for part in in_parts(sorted(client_ids)):
            query = select(route.c.client_id, route.c.number, route.c.state).where(route.c.client_id.in_(part))
            for row in self._connection.execute(query.order_by(route.c.number)):
                before = found.get(row.client_id)
                found[row.client_id] = followed_by(before, RouteState(row.state), reassesses=row.number == 1)
        return found

    def earlier(self, client_id: str) -> Sequence[Route]:
        return self._routes([client_id])

    def add(self, changed: Route, step: Step, objection_until: date | None) -> None:
        self._connection.execute(insert(route_step), [step_row(changed, step)])
        of_route = (route.c.client_id == changed.client_id, route.c.number == changed.number)
        self._connection.execute(delete(route).where(*of_route))
        self._connection.execute(insert(route), [route_row(changed, objection_until)])

    def letter_left(self, step_id: str, on: date | None) -> None:
        self._connection.execute(update(route_step).where(route_step.c.step_id == step_id).values(letter_left_on=on))

    def written_again(self, step_id: str, on: date) -> None:
        self._connection.execute(update(route_step).where(route_step.c.step_id == step_id).values(written_again_on=on))

    def due_to_take_effect(self, today: date) -> Sequence[str]:
        told = (RouteState.SENT.value, RouteState.NOT_TREATED.value)
        return self._due(route.c.state.in_(told), route.c.objection_until < today, is_last())

    def due_to_resume(self, today: date) -> Sequence[str]:
        return self._due(route.c.state == RouteState.ON_HOLD.value, route.c.held_until <= today)

    def due_to_take_over(self, today: date) -> Sequence[str]:
        return self._due(route.c.old_right_until < today)

    def taken_over(self, client_ids: Sequence[str]) -> None:
        for part in in_parts(client_ids):
            self._connection.execute(update(route).where(route.c.client_id.in_(part)).values(old_right_until=None))

    def changed(self, states: Iterable[RouteState], first: date, last: date) -> Sequence[RouteAt]:
        fits = (route.c.state.in_(sorted(state.value for state in states)), route.c.changed_on.between(first, last))
        own = and_(route_step.c.client_id == route.c.client_id, route_step.c.number == route.c.number)
        steps = select(func.max(route_step.c.position)).where(own).scalar_subquery()
        found = select(route.c.client_id, route.c.number, route.c.state, route.c.changed_on, steps.label("steps"))
        in_order = found.where(*fits).order_by(route.c.client_id, route.c.number)
        return [
            RouteAt(row.client_id, row.number, RouteState(row.state), row.changed_on, row.steps)
            for row in self._connection.execute(in_order)
        ]

    def _due(self, *fits: ColumnElement[bool]) -> Sequence[str]:
        query = select(route.c.client_id).where(*fits).order_by(route.c.client_id)
        return list(self._connection.execute(query).scalars())

    def _routes(self, client_ids: Sequence[str]) -> Sequence[Route]:
        """By client, and by number within a client."""
        place = (route_step.c.client_id, route_step.c.number, route_step.c.position)
        rows = rows_with(self._connection, route_step.c.client_id, client_ids, *place)
        return [
            Route(client_id, number, tuple(step_of(row) for row in own))
            for (client_id, number), own in groupby(rows, lambda row: (row["client_id"], row["number"]))
        ]


class ConversationTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, client_id: str, number: int) -> ConversationNotes | None:
        query = select(conversation.c.body).where(*self._of_route(client_id, number))
        text = self._connection.execute(query).scalar_one_or_none()
        return conversation_of(text) if text is not None else None

    def save(self, client_id: str, number: int, typed: ConversationNotes) -> None:
        self._connection.execute(delete(conversation).where(*self._of_route(client_id, number)))
        row = {"client_id": client_id, "number": number, "body": conversation_text(typed)}
        self._connection.execute(insert(conversation), [row])

    def _of_route(self, client_id: str, number: int) -> tuple[ColumnElement[bool], ...]:
        return conversation.c.client_id == client_id, conversation.c.number == number


class DecisionTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, decision_id: str) -> Decision:
        query = select(decision.c.body).where(decision.c.decision_id == decision_id)
        text = self._connection.execute(query).scalar_one_or_none()
        if text is None:
            raise LookupError(f"no decision {decision_id}")
        return decision_of(text)

    def client_of(self, decision_id: str) -> str | None:
        query = select(decision.c.client_id).where(decision.c.decision_id == decision_id)
        return self._connection.execute(query).scalar_one_or_none()

    def all(self, client_id: str) -> Sequence[Decision]:
        of_client = select(decision.c.body).where(decision.c.client_id == client_id)
        in_order = of_client.order_by(decision.c.number, decision.c.made_on, decision.c.decision_id)
        return [decision_of(text) for text in self._connection.execute(in_order).scalars()]

    def counts(self) -> Mapping[DecisionKind, int]:
        query = select(decision.c.kind, func.count()).where(~TAKEN_BACK.exists()).group_by(decision.c.kind)
        counted: dict[str, int] = dict(self._connection.execute(query).all())
        return {kind: counted[kind.value] for kind in DecisionKind if kind.value in counted}

    def save(self, client_id: str, number: int, made: Decision) -> None:
        row = {
            "decision_id": made.decision_id,
            "client_id": client_id,
            "number": number,
            "kind": made.kind.value,
            "made_on": made.made_on,
            "body": decision_text(made),
        }
        self._connection.execute(insert(decision), [row])


class RouteClientTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def client(self, client_id: str) -> RouteClient:
        row = next(rows_with(self._connection, client.c.client_id, [client_id]), None)
        if row is None:
            raise UnknownClient(client_id)
        booked = self._connection.execute(PLANNED, {"client_id": client_id}).mappings().first()
        functions = rows_with(self._connection, function_right.c.client_id, [client_id], function_right.c.position)
        return RouteClient(
            client_id=client_id,
            name=full_name(row),
            birth_date=row["birth_date"],
            municipality=row["municipality"],
            revision=row["revision"],
            household_id=row["household_id"],
            died_on=row["died_on"],
            plan=plan_of(booked) if booked is not None else None,
            functions=[(delivered_of(one), right_of(one)) for one in functions],
            suits_on=self._suits_on(client_id),
            unsent_day=AppointmentTable(self._connection).unsent([client_id]).get(client_id),
            offer_until=self._offer_until(client_id),
        )

    def _offer_until(self, client_id: str) -> date | None:
        accepted = select(route_step.c.step_id).where(
            route_step.c.client_id == client_id, route_step.c.kind == StepKind.ACCEPT_OFFER.value
        )
        if self._connection.execute(accepted.limit(1)).first() is None:
            return None
        return ended_by_offers(RouteTable(self._connection).earlier(client_id)[:-1])

    def _suits_on(self, client_id: str) -> date | None:
        confirmed = select(func.max(appointment.c.day)).join(
            appointment_client, appointment_client.c.appointment_id == appointment.c.id
        )
        of_client = confirmed.where(appointment_client.c.client_id == client_id)
        said = of_client.where(STANDS, appointment.c.confirmed_on.is_not(None))
        found: date | None = self._connection.execute(said).scalar_one()
        return found


BY_END = (client.c.reassess_until, client.c.client_id)


def _all_routes_in(states: Iterable[RouteState]) -> ColumnElement[bool]:
    """Also of who has none yet."""
    any_route = route.alias("any_route")
    other = any_route.c.state.not_in(sorted(state.value for state in states))
    return not_(exists().where(any_route.c.client_id == client.c.client_id, other))


class ProlongationTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def candidates(self, municipality: str, ends_from: date, ends_through: date) -> Sequence[str]:
        query = select(client.c.client_id).where(client.c.municipality == municipality)
        ends = client.c.reassess_until.between(ends_from, ends_through)
        in_order = query.where(ends, _all_routes_in(UNDECIDED - IN_HAND.keys())).order_by(*BY_END)
        return list(self._connection.execute(in_order).scalars())

    def in_hand(self, municipality: str, ends_from: date, ends_through: date) -> Mapping[str, RouteState]:
        query = select(client.c.client_id, route.c.state).join(route, route.c.client_id == client.c.client_id)
        here = query.where(client.c.municipality == municipality, route.c.state.in_(sorted(IN_HAND)))
        ends = client.c.reassess_until.between(ends_from, ends_through)
        in_order = here.where(ends, _all_routes_in(UNDECIDED | IN_HAND.keys())).order_by(*BY_END)
        return {row.client_id: RouteState(row.state) for row in self._connection.execute(in_order)}

    def lines(self, group_id: str, *, skip: int, take: int) -> Sequence[MemberLine]:
        member = prolongation_client.c
        found = select(member.wave, member.outcome, member.why, client).join(
            client, client.c.client_id == member.client_id
        )
        part = found.where(member.group_id == group_id).order_by(member.place).offset(skip).limit(take)
        rows = self._connection.execute(part).mappings().all()
        ids = [row["client_id"] for row in rows]
        routes, care = RouteTable(self._connection).of(ids), self._care_of(ids)
        return [
            MemberLine(
                client_id=row["client_id"],
                municipality=row["municipality"],
                name=full_name(row),
                member=GroupMember(row["client_id"], row["wave"], WaveOutcome(row["outcome"]), row["why"]),
                state=routes[row["client_id"]].state if row["client_id"] in routes else RouteState.PLANNED,
                last_day=row["reassess_until"],
                care=care.get(row["client_id"], ()),
            )
            for row in rows
        ]

    def _care_of(self, ids: Sequence[str]) -> Mapping[str, Sequence[tuple[DeliveredFunction, FunctionRight]]]:
        own = function_right.c
        rows = rows_with(self._connection, own.client_id, ids, own.client_id, own.position)
        return {
            client_id: [(delivered_of(row), right_of(row)) for row in group]
            for client_id, group in groupby(rows, lambda row: row["client_id"])
        }

    def count(self) -> int:
        return int(self._connection.execute(select(func.count()).select_from(prolongation)).scalar_one())

    def add(self, group: Group, members: Sequence[GroupMember]) -> None:
        self._connection.execute(insert(prolongation), [asdict(group)])
        rows = [
            {**asdict(one), "group_id": group.id, "place": place, "outcome": one.outcome.value}
            for place, one in enumerate(members)
        ]
        insert_rows(self._connection, prolongation_client, rows)

    def get(self, group_id: str) -> Group:
        query = select(prolongation).where(prolongation.c.id == group_id)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise UnknownGroup(group_id)
        return Group(**row)

    def of(self, municipalities: frozenset[str]) -> Sequence[Group]:
        own = select(prolongation).where(prolongation.c.municipality.in_(sorted(municipalities)))
        rows = self._connection.execute(own.order_by(prolongation.c.made_on.desc(), prolongation.c.id)).mappings()
        return [Group(**row) for row in rows]

    def members(self, group_id: str) -> Sequence[GroupMember]:
        own = select(prolongation_client).where(prolongation_client.c.group_id == group_id)
        rows = self._connection.execute(own.order_by(prolongation_client.c.place)).mappings()
        return [GroupMember(row["client_id"], row["wave"], WaveOutcome(row["outcome"]), row["why"]) for row in rows]

    def mark(self, group_id: str, client_ids: Sequence[str], outcome: WaveOutcome, why: str) -> None:
        for part in in_parts(client_ids):
            own = (prolongation_client.c.group_id == group_id, prolongation_client.c.client_id.in_(part))
            self._connection.execute(update(prolongation_client).where(*own).values(outcome=outcome.value, why=why))

    def stop(self, group_id: str, reason: str) -> None:
        self._connection.execute(update(prolongation).where(prolongation.c.id == group_id).values(stopped=reason))

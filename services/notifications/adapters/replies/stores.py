"""The stores of answers, and of whose the steps are."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select, update

from services.notifications.adapters.replies.rows import answer_of, answer_row
from services.notifications.adapters.replies.tables import answer, step_owner
from services.notifications.domain.replies.answer import Answer, Owner
from shared.storing import insert_new_row


class AnswerStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_client(self, client_id: str) -> Sequence[Answer]:
        query = select(answer).where(answer.c.client_id == client_id).order_by(answer.c.number.desc())
        return [answer_of(row) for row in self._connection.execute(query).mappings()]

    def find(self, answer_id: str) -> Answer | None:
        row = self._connection.execute(select(answer).where(answer.c.answer_id == answer_id)).mappings().first()
        return answer_of(row) if row else None

    def add(self, given: Answer, number: int) -> bool:
        return insert_new_row(self._connection, answer, answer_row(given, number))

    def assign(self, answer_id: str, owner: Owner) -> bool:
        new = {"owner": owner.name, "owner_id": owner.user_id, "of_team": owner.of_team, "turn": owner.turn}
        return self._change(answer_id, **new)

    def finish(self, answer_id: str, day: date, by: str, outcome: str) -> bool:
        return self._change(answer_id, done_on=day, done_by=by, outcome=outcome)

    def _change(self, answer_id: str, **values: Any) -> bool:
        still_open = update(answer).where(answer.c.answer_id == answer_id, answer.c.done_on.is_(None))
        return self._connection.execute(still_open.values(**values)).rowcount == 1


class StepOwnerStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, client_id: str, municipality: str) -> Owner | None:
        column = step_owner.c
        query = select(step_owner).where(column.client_id == client_id, column.municipality == municipality)
        row = self._connection.execute(query).mappings().first()
        return Owner(row["owner"], row["owner_id"], row["of_team"], row["turn"]) if row else None

    def keep(self, client_id: str, municipality: str, owner: Owner) -> None:
        new = {"owner": owner.name, "owner_id": owner.user_id, "of_team": owner.of_team, "turn": owner.turn}
        of_client = {"client_id": client_id, "municipality": municipality}
        if not insert_new_row(self._connection, step_owner, {**of_client, **new}):
            column = step_owner.c
            own = (column.client_id == client_id, column.municipality == municipality, column.turn < owner.turn)
            self._connection.execute(update(step_owner).where(*own).values(**new))

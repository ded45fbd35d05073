"""The store of what was ended."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Engine, delete, exists, select, update

from services.intake.adapters.sign_in.tables import ended_session
from shared.database import reading
from shared.storing import insert_new_row, insert_new_rows
from shared.web.signed_in import Ended


class EndedSessionTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def end(self, marks: Iterable[str], at: int, until: int) -> None:
        known = [{"mark": mark, "ended_at": at, "until": until} for mark in sorted(marks)]
        insert_new_rows(self._connection, ended_session, known)
        for row in known:
            earlier = (ended_session.c.mark == row["mark"]) & (ended_session.c.ended_at < at)
            self._connection.execute(update(ended_session).where(earlier).values(row))

    def use_once(self, mark: str, at: int, until: int) -> bool:
        return insert_new_row(self._connection, ended_session, {"mark": mark, "ended_at": at, "until": until})

    def sweep(self, now: int) -> int:
        return self._connection.execute(delete(ended_session).where(ended_session.c.until < now)).rowcount


def ended_in(engine: Engine) -> Ended:
    """Read anew for every question: what was ended works at the next click."""

    def is_ended(marks: Sequence[str], since: float) -> bool:
        ended = exists().where(ended_session.c.mark.in_(marks), ended_session.c.ended_at >= int(since))
        with reading(engine) as connection:
            return bool(connection.execute(select(ended)).scalar())

    return is_ended

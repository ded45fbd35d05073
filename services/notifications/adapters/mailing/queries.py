"""Reading print runs, straight from the tables."""

from collections.abc import Mapping, Sequence
from dataclasses import fields

from sqlalchemy import Connection, RowMapping, func, select

from services.notifications.adapters.letters.queries import VIEWED, letter_views
from services.notifications.adapters.letters.tables import letter
from services.notifications.adapters.mailing.tables import print_run
from services.notifications.application.letters.views import LetterView
from services.notifications.application.mailing.views import PrintRunView

RUN_COLUMNS = [field.name for field in fields(PrintRunView)]


class PrintRunQueries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def print_runs(self, municipalities: frozenset[str]) -> Sequence[PrintRunView]:
        columns = print_run.c
        query = select(print_run).where(columns.municipality.in_(municipalities))
        newest_first = query.order_by(columns.made_on.desc(), columns.municipality, columns.id)
        return [_view(row) for row in self._connection.execute(newest_first).mappings()]

    def print_run(self, run_id: str) -> PrintRunView | None:
        row = self._connection.execute(select(print_run).where(print_run.c.id == run_id)).mappings().first()
        return _view(row) if row else None

    def ready_letters(self, municipalities: frozenset[str]) -> Mapping[str, int]:
        columns = letter.c
        ready = select(columns.municipality, func.count()).where(
            columns.state == "ready", columns.municipality.in_(municipalities)
        )
        return dict(self._connection.execute(ready.group_by(columns.municipality)).all())

    def letters_of_run(self, run_id: str) -> Sequence[LetterView]:
        query = select(*VIEWED).where(letter.c.print_run_id == run_id).order_by(letter.c.client_name, letter.c.id)
        return letter_views(self._connection, query)

    def count_print_runs(self) -> int:
        return self._connection.execute(select(func.count()).select_from(print_run)).scalar_one()


def _view(row: RowMapping) -> PrintRunView:
    return PrintRunView(**{name: row[name] for name in RUN_COLUMNS})

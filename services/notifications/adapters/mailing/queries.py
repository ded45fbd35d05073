"""Reading print runs, straight from the tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, RowMapping, Select, func, select

from services.notifications.adapters.letters.queries import PRINTED, TAKEN_OUT, VIEWED, LetterQueries, letter_views
from services.notifications.adapters.letters.tables import letter
from services.notifications.adapters.mailing.tables import print_run
from services.notifications.application.letters.views import LetterView
from services.notifications.application.mailing.views import PrintRunView, RunFilter, RunList
from shared.storing import in_parts

ORDERS: Mapping[str, ColumnElement[Any]] = {"made": print_run.c.made_on, "letters": print_run.c.letters}


class PrintRunQueries(LetterQueries):
    """With the letters, whose printing is this column's business."""

    def print_runs(self, municipalities: frozenset[str], wanted: RunFilter) -> RunList:
        columns, column = print_run.c, ORDERS[wanted.order]
        order = column.desc() if wanted.descending else column
        query = select(print_run).where(_shown(municipalities, wanted))
        in_order = query.order_by(order, columns.made_on.desc(), columns.municipality, columns.id)
        total = select(func.count()).select_from(print_run).where(_shown(municipalities, wanted))
        out = self.to_take_out()
        return RunList(
            self._views(in_order.offset(wanted.offset).limit(wanted.limit), out),
            self._connection.execute(total).scalar_one(),
            sum(row.municipality in municipalities for row in out),
        )

    def print_run(self, run_id: str) -> PrintRunView | None:
        of_run = select(print_run).where(print_run.c.id == run_id)
        return next(iter(self._views(of_run, self.to_take_out())), None)

    def ready_letters(self, municipalities: frozenset[str]) -> Mapping[str, int]:
        columns = letter.c
        ready = select(columns.municipality, func.count()).where(
            columns.state == "ready", columns.municipality.in_(municipalities)
        )
        return dict(self._connection.execute(ready.group_by(columns.municipality)).all())

    def letters_of_run(self, run_id: str, *, offset: int = 0, limit: int | None = None) -> Sequence[LetterView]:
        query = select(*VIEWED).where(letter.c.print_run_id == run_id).order_by(letter.c.client_name, letter.c.id)
        return letter_views(self._connection, query.offset(offset).limit(limit))

    def letters_apart(self, run_id: str) -> Sequence[LetterView]:
        of_run = select(*VIEWED).where(letter.c.print_run_id == run_id)
        found = list(letter_views(self._connection, of_run.where(letter.c.state == TAKEN_OUT)))
        for part in in_parts(self.died_clients()):
            printed = of_run.where(letter.c.client_id.in_(part), letter.c.state == PRINTED)
            found += letter_views(self._connection, printed)
        return sorted(found, key=lambda view: (view.client_name, view.id))

    def count_printed(self, codes: Sequence[str]) -> int:
        """Each run says how many letters it had, and what is printed stays so until it is taken out."""
        printed = select(func.coalesce(func.sum(print_run.c.letters), 0)).where(print_run.c.municipality.in_(codes))
        out = letter.c.municipality.in_(codes) & (letter.c.state == TAKEN_OUT)
        taken_out = select(func.count()).select_from(letter).where(out)
        execute = self._connection.execute
        return int(execute(printed).scalar_one()) - execute(taken_out).scalar_one()

    def count_all_print_runs(self) -> int:
        return self._connection.execute(select(func.count()).select_from(print_run)).scalar_one()

    def _views(self, query: Select[Any], out: Sequence[Row[Any]]) -> Sequence[PrintRunView]:
        rows = self._connection.execute(query).mappings().all()
        to_take_out = Counter(row.print_run_id for row in out)
        return [_view(row, to_take_out[row["id"]]) for row in rows]


def _shown(municipalities: frozenset[str], wanted: RunFilter) -> ColumnElement[bool]:
    codes = [code for code in municipalities if wanted.municipality in (None, code)]
    return print_run.c.municipality.in_(codes)


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

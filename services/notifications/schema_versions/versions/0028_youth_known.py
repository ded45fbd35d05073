"""Of who was known before, whose rights are those of the youth law follows from what was determined of them.

The version before began with nobody, so until a next delivery a provider read that a conversation is planned with a
child for whom the youth team decides. What the provider is told of them changes along, as the code of this version
would have it: nothing but the stages that come after that of the youth team in its order can stand there wrongly.
"""

import json
from collections.abc import Iterator
from datetime import date
from itertools import islice

import sqlalchemy as sa
from alembic import op

revision = "0028_youth_known"
down_revision = "0027_youth"

YOUTH_LAW, YOUTH = "jeugdwet", "youth"
OVERTAKEN = ("ended", "held", "cancelled", "moved", "planned", "unplanned")
NEVER = date(9999, 12, 31)
AT_ONCE = 1_000

right = sa.table("client_right", sa.column("client_id"), sa.column("revision"), sa.column("functions"))
ending = sa.table(
    "ending_right",
    *(sa.column(name) for name in ("client_id", "function_id", "agb", "municipality", "youth")),
)
told = sa.table(
    "provider_client",
    *(sa.column(name) for name in ("client_id", "agb", "municipality", "stage", "weeks", "pgb_weeks")),
    sa.column("day", sa.Date),
    sa.column("until", sa.Date),
    sa.column("pgb_until", sa.Date),
    sa.column("next_day", sa.Date),
)


def upgrade() -> None:
    connection = op.get_bind()
    rights = _under_the_youth_law(connection)
    of_right = sa.update(ending).where(
        ending.c.client_id == sa.bindparam("of_client"), ending.c.function_id == sa.bindparam("of_function")
    )
    while part := list(islice(rights, AT_ONCE)):
        connection.execute(of_right.values(youth=sa.true()), part)
    connection.execute(_told_anew())


def _under_the_youth_law(connection: sa.Connection) -> Iterator[dict[str, str]]:
    last = right.alias("last")
    newest = sa.select(sa.func.max(right.c.revision)).where(right.c.client_id == last.c.client_id).scalar_subquery()
    query = sa.select(last.c.client_id, last.c.functions).where(
        last.c.functions.contains(YOUTH_LAW), last.c.revision == newest
    )
    for client_id, functions in connection.execute(query).all():
        for each in json.loads(functions):
            if each["domain"] == YOUTH_LAW:
                yield {"of_client": client_id, "of_function": each["id"]}


def _told_anew() -> sa.Update:
    """Where all that a provider gives a client is under the youth law."""
    same = sa.and_(
        ending.c.client_id == told.c.client_id,
        ending.c.agb == told.c.agb,
        ending.c.municipality == told.c.municipality,
    )
    some = sa.exists().where(same, ending.c.youth.is_(sa.true()))
    others = sa.exists().where(same, ending.c.youth.is_(sa.false()))
    stops = sa.and_(told.c.pgb_weeks.is_not(None), told.c.pgb_weeks != 0)
    next_day = sa.case((stops, told.c.pgb_until), else_=told.c.until)
    overtaken = sa.update(told).where(told.c.stage.in_(OVERTAKEN), some, ~others)
    return overtaken.values(stage=YOUTH, day=None, weeks=None, next_day=sa.func.coalesce(next_day, NEVER))

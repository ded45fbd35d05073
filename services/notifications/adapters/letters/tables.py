"""The letters. What one says stands in `letter_body`, for it is long and stays as it is, while its letter changes when
it is released, printed and handed over. `length` is how many characters it has, none where the letter has no text; the
column `content` is its fingerprint, of which `links` are no part.

`cause` is the event that a letter is about (`migration.step-taken`), and `cause_id` the step, appointment or decision
in it; an announcement is about a revision, so it has no `cause_id`. `ends` are the last days of rights that a letter
tells of, in order and with spaces between; `meets_on` and `answer_by` the days on which and by which it asks something.
"""

from datetime import date
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    FromClause,
    Index,
    Integer,
    String,
    Table,
    Text,
    and_,
    func,
    literal_column,
)

from services.notifications.adapters.database import metadata

letter = Table(
    "letter",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("client_id", String(36), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("letter_date", Date, nullable=False),
    Column("kind", String(30), nullable=False),
    Column("template", String(40), nullable=False),
    Column("state", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("content", String(64), nullable=False),
    Column("client_name", Text, nullable=False),
    Column("search_name", Text, nullable=False),
    Column("postcode", String(7), nullable=False),
    Column("house_number", Integer, nullable=False),
    Column("print_run_id", String(36), nullable=False),
    Column("taken_out_on", Date, nullable=True),
    Column("taken_out_by", String(60), nullable=False),
    Column("taken_out_name", Text, nullable=False),
    Column("handed_over_on", Date, nullable=True),
    Column("replaced", Boolean, nullable=False),
    Column("mailing_id", String(36), nullable=False),
    Column("returned_on", Date, nullable=True),
    Column("returned_by", String(60), nullable=False),
    Column("length", Integer, nullable=False, server_default="0"),
    Column("cause", String(60), nullable=False),
    Column("cause_id", String(36), nullable=False),
    Column("ends", Text, nullable=False),
    Column("meets_on", Date, nullable=True),
    Column("answer_by", Date, nullable=True),
)
HAS_TEXT: ColumnElement[bool] = letter.c.length > 0
letter_body = Table(
    "letter_body",
    metadata,
    Column("letter_id", String(36), primary_key=True),
    Column("body", Text, nullable=False),
    Column("links", Text, nullable=False),
)
WITH_BODY = letter.join(letter_body, letter_body.c.letter_id == letter.c.id)
# With the last four columns, what became of a client's letters is read without the letters themselves.
Index(
    "letter_client",
    letter.c.client_id,
    letter.c.revision,
    letter.c.state,
    letter.c.municipality,
    letter.c.print_run_id,
    letter.c.handed_over_on,
)
# A page of the list is read along one of these, so it costs what the page holds. With the kind in them, a list of one
# kind passes over the others without reading the letters themselves.
Index("letter_by_name", letter.c.municipality, letter.c.state, letter.c.search_name, letter.c.client_id, letter.c.kind)
Index(
    "letter_by_date",
    letter.c.municipality,
    letter.c.state,
    letter.c.letter_date,
    letter.c.search_name,
    letter.c.client_id,
    letter.c.kind,
)
NOT_ANNOUNCED: ColumnElement[bool] = letter.c.kind != literal_column("'announcement'")
"""Of nearly all letters the kind is this one, so what leads with the kind holds the others only. A query for another
kind says the same, or a database does not see that the index has all it asks for."""
BY_NAME = ("search_name", "client_id")
for index, order in (("letter_of_kind_by_name", BY_NAME), ("letter_of_kind_by_date", ("letter_date", *BY_NAME))):
    Index(
        index,
        *(letter.c[name] for name in ("municipality", "kind", "state", *order)),
        sqlite_where=NOT_ANNOUNCED,
        postgresql_where=NOT_ANNOUNCED,
    )
Index("letter_run", letter.c.print_run_id)
Index("letter_cause", letter.c.cause_id)
REPLACED: ColumnElement[Any] = literal_column("letter.replaced")
READY = func.coalesce(letter.c.state, literal_column("''")) == literal_column("'ready'")
"""Written as the conditions of two indexes are: SQLite reads along such an index only for a query that says the same.
Of the plain column it would take an index that leads with municipality and state, and read each letter for the rest."""
TOWN_OF_READY = func.coalesce(letter.c.municipality, literal_column("''"))
"""For the same reason: the municipality of ready letters, in a query over all mailings. Without a parameter, or
PostgreSQL would not see that it is grouped by what it shows."""
Index(
    "letter_replaced",
    letter.c.state,
    letter.c.handed_over_on,
    sqlite_where=letter.c.replaced,
    postgresql_where=letter.c.replaced,
)
Index("letter_mailing", letter.c.mailing_id, letter.c.state)
# With the other columns, mailings are counted and looked through without the letters themselves.
Index(
    "letter_ready",
    *(letter.c[name] for name in ("mailing_id", "municipality", "kind", "search_name", "id", "client_id")),
    *(letter.c[name] for name in ("postcode", "house_number", "letter_date", "ends", "meets_on", "answer_by")),
    *(letter.c[name] for name in ("length", "state")),
    sqlite_where=READY,
    postgresql_where=READY,
)
# So an address with many letters is found, and who lives there in order of name.
Index(
    "letter_at_address",
    *(letter.c[name] for name in ("mailing_id", "municipality", "postcode", "house_number", "search_name", "id")),
    sqlite_where=READY,
    postgresql_where=READY,
)


def told_of_ends(of: FromClause) -> ColumnElement[bool]:
    """Whether a letter left, did not come back, and told of the end of a right. `of`: the letters, by whatever name."""
    columns = of.c
    left = and_(columns.state == literal_column("'printed'"), columns.handed_over_on.is_not(None))
    return and_(left, columns.ends != literal_column("''"))


def ends_before(day: date) -> ColumnElement[bool]:
    """Whether a letter tells of an end before this day. They are kept in order, so the first one says it."""
    return and_(letter.c.ends != "", func.substr(letter.c.ends, 1, 10) < day.isoformat())


# What a client was told is read without the letters themselves.
Index(
    "letter_told",
    letter.c.client_id,
    letter.c.ends,
    sqlite_where=told_of_ends(letter),
    postgresql_where=told_of_ends(letter),
)

waiting_letter = Table(
    "waiting_letter",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("client_id", String(36), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("kind", String(30), nullable=False),
    Column("cause_id", String(36), nullable=False),
    Column("replaced", Boolean, nullable=False),
    Column("occasion", Text, nullable=False),
)
"""Letters of which the event is there and the client's data are not. `id` is that of the letter that it becomes."""
Index("waiting_letter_client", waiting_letter.c.client_id, waiting_letter.c.revision)
Index("waiting_letter_cause", waiting_letter.c.cause_id)

letter_stop = Table(
    "letter_stop",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("why", String(10), nullable=False),
)
"""Clients to whom no letter goes by the last step of their route."""
Index("letter_stop_why", letter_stop.c.why, letter_stop.c.client_id)

taken_out = Table(
    "taken_out",
    metadata,
    Column("letter_id", String(36), primary_key=True),
    Column("run_id", String(36), primary_key=True),
    Column("municipality", String(4), nullable=False, index=True),
    Column("mailing_id", String(36), nullable=False),
    Column("on_day", Date, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("why", Text, nullable=False),
)
"""Letters that were taken out of the pile of a run, also when they gather again since; `why` where somebody said it."""
Index("taken_out_run", taken_out.c.run_id)

told_late = Table(
    "told_late",
    metadata,
    Column("letter_id", String(36), primary_key=True),
    Column("act_id", String(36), primary_key=True),
    Column("municipality", String(4), nullable=False),
    Column("last_day", Date, nullable=False),
    Column("weeks", Integer, nullable=False),
    Column("why", Text, nullable=False),
    Column("by_id", String(60), nullable=False),
    Column("by_name", Text, nullable=False),
    Column("on_day", Date, nullable=False),
)
"""Letters that tell of the end of a right less than so many `weeks` before its last day, and who stands for it.
`act_id` is the mailing or the print run that this person let go."""
Index("told_late_act", told_late.c.act_id)

representative = Table(
    "representative",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("client_id", String(36), nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("role", String(20), nullable=False),
    Column("name", Text, nullable=False),
    Column("street", Text, nullable=False),
    Column("postcode", String(7), nullable=False),
    Column("city", Text, nullable=False),
    Column("way", String(10), nullable=False),
    Column("kinds", String(20), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date),
    Column("recorded_by", String(60), nullable=False),
    Column("recorded_name", Text, nullable=False),
    Column("recorded_on", Date, nullable=False),
    Column("ended_by", String(60), nullable=False),
)
"""Who gets letters about a client, instead of the client or as a copy. A rebuild leaves this own decision as it is."""
Index("representative_client", representative.c.client_id)

returned_copy = Table(
    "returned_copy",
    metadata,
    Column("letter_id", String(36), primary_key=True),
    Column("representative_id", String(36), primary_key=True),
    Column("client_id", String(36), nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("returned_on", Date, nullable=False),
    Column("returned_by", String(60), nullable=False),
)
"""Copies that the post brought back. Few do."""
Index("returned_copy_client", returned_copy.c.client_id)
Index("returned_copy_municipality", returned_copy.c.municipality)

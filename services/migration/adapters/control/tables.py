"""Where every client stands, on which lists, under which words they are found; and the totals that are kept of it.

All of it follows from clients, plans and what intake said, in the transaction that changed those. A day that never
comes is stored as 31-12-9999, so that an index puts it last.
"""

from datetime import date

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text

from services.migration.adapters.database import metadata

NEVER = date.max
BY_NEXT = ("next_due", "search_name", "client_id", "municipality")

standing = Table(
    "standing",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("municipality", Text, nullable=False),
    Column("household_id", Text, nullable=False, index=True),
    Column("search_name", Text().with_variant(Text(collation="C"), "postgresql"), nullable=False),
    Column("initials", Text, nullable=False),
    Column("birth_date", Date, nullable=False),
    Column("delivered_on", Date, nullable=False),
    Column("state", String(20), nullable=False),
    Column("state_until", Date, nullable=False),
    Column("state_after", String(20), nullable=False),
    Column("reassess_until", Date),
    Column("decide_by", Date),
    Column("first_end", Date),
    Column("last_day", Date, nullable=False),
    Column("due", Date, nullable=False),
    Column("determined", Text, nullable=False),
    Column("held_back_rows", Integer, nullable=False),
    Column("held_back_delivery", String(36), nullable=False),
    Column("held_back_there", Integer, nullable=False),
    Column("held_back_on", Date),
    Column("week", Date, nullable=False),
    Column("decision_due", Date),
    Column("over_capacity", Boolean, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("route_state", String(20), nullable=False),
    Column("aside_state", String(20), nullable=False),
    Column("aside_until", Date, nullable=False),
    Column("aside_after", String(20), nullable=False),
    Column("added", Text, nullable=False),
    Column("dealt_with", Text, nullable=False),
    Column("next_step", String(30), nullable=False),
    Column("owner", String(70).with_variant(String(70, collation="C"), "postgresql"), nullable=False),
    Column("owner_name", Text, nullable=False),
    Column("next_due", Date, nullable=False),
    Column("later_due", Date),
    Column("became", String(40), nullable=False),
)
Index("standing_by_next", standing.c.next_due, standing.c.search_name, standing.c.client_id)
# With the municipality, who has a step or an owner is counted without the clients themselves.
Index("standing_by_step", *(standing.c[name] for name in ("next_step", *BY_NEXT)))
Index("standing_by_owner", *(standing.c[name] for name in ("owner", *BY_NEXT)))
Index("standing_by_became", *(standing.c[name] for name in ("became", "search_name", "client_id", "municipality")))
Index("standing_by_name", standing.c.search_name, standing.c.initials, standing.c.client_id)
Index("standing_by_birth", standing.c.birth_date, standing.c.search_name, standing.c.client_id)
Index("standing_by_last_day", standing.c.last_day, standing.c.search_name, standing.c.client_id)
Index("standing_by_week", standing.c.week, standing.c.search_name, standing.c.client_id)
Index("standing_by_due", standing.c.due, standing.c.search_name, standing.c.client_id)
Index("standing_by_state", standing.c.municipality, standing.c.state, standing.c.state_until)
Index("standing_by_state_after", standing.c.municipality, standing.c.state_after, standing.c.state_until)
"""An index per order leads with what is sorted, and who has a step or an owner stands in order of `next_due`.
`held_back_there` counts the rows of `held_back_delivery`. `next_step`: the step, `done-` with a reason for who is
finished, and empty for neither. `owner`: a team, or `user/` with an id. `later_due`: empty for who is on no later
route. `became`: what became of the person, in one word."""

listed = Table(
    "listed",
    metadata,
    Column("work_list", String(30), primary_key=True),
    Column("municipality", Text, primary_key=True),
    Column("client_id", String(36), primary_key=True),
    sqlite_with_rowid=False,
)
"""Everybody who is on a work list, except OVERDUE: `standing.due` says from when somebody is on that."""

promised = Table(
    "promised",
    metadata,
    Column("task", String(30), primary_key=True),
    Column("municipality", Text, primary_key=True),
    Column("due", Date, primary_key=True),
    Column("client_id", String(36), primary_key=True),
    Index("promised_by_client", "client_id"),
    sqlite_with_rowid=False,
)
"""By which day a promise to a client is to be kept, by the step that keeps it; one each."""

search_word = Table(
    "search_word",
    metadata,
    Column("municipality", Text, primary_key=True),
    Column("word", Text().with_variant(Text(collation="C"), "postgresql"), primary_key=True),
    Column("client_id", String(36), primary_key=True),
    sqlite_with_rowid=False,
)
"""What a name can begin with for somebody who looks for it."""

list_total = Table(
    "list_total",
    metadata,
    Column("work_list", String(30), primary_key=True),
    Column("municipality", Text, primary_key=True),
    Column("state", String(20), primary_key=True),
    Column("state_after", String(20), primary_key=True),
    Column("state_until", Date, primary_key=True),
    Column("month", Date, primary_key=True),
    Column("number", Integer, nullable=False),
)
"""Clients per list, state and month; those of the empty list are all clients. `month`: the first of `last_day`'s."""

day_total = Table(
    "day_total",
    metadata,
    Column("series", String(30), primary_key=True),
    Column("municipality", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("number", Integer, nullable=False),
)
"""Per day: decisions that are `due`. Per Monday: households with a `conversation`, clients whose right to reassess is
`ending`, and whose `other` right ends. Per first day of a month: clients by `last_day`. On the day that never comes:
all clients (`client`), and those on each work list. Per day on which the next step is due: all (`next`), and those
with each step (`next-decide`). Who is finished, by reason (`done-decided`), and what became of everybody
(`became-in-kind`, and with its step `became-to-do-decide`), on the day that never comes. By which day a promise is to
be kept (`promised-decide`)."""

delivered = Table(
    "delivered",
    metadata,
    Column("delivery_id", String(36), primary_key=True),
    Column("municipality", Text, primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("never_transferred", Integer, nullable=False),
)
"""What intake said with each delivery of whom it never transferred, per municipality."""

open_answer = Table(
    "open_answer",
    metadata,
    Column("answer_id", String(36), primary_key=True),
    Column("client_id", String(36), nullable=False, index=True),
    Column("municipality", Text, nullable=False),
    Column("by", String(10), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("received_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("owner_id", String(60), nullable=False, index=True),
    Column("owner", Text, nullable=False),
    Column("turn", Integer, nullable=False),
)
"""What clients and providers answered, as notifications tells it, until it says that it is finished; and who took it up
apart from the other steps, under which number."""

told_late = Table(
    "told_late",
    metadata,
    Column("letter_id", String(36), primary_key=True),
    Column("client_id", String(36), nullable=False, index=True),
    Column("municipality", Text, nullable=False, index=True),
    Column("sent_on", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("weeks", Integer, nullable=False),
    Column("why", Text, nullable=False),
    Column("by_name", Text, nullable=False),
)
"""Letters that told of the end of a right too late, as notifications tells it, and who let them go."""

kept_promise = Table(
    "kept_promise",
    metadata,
    Column("cause_id", String(36), primary_key=True),
    Column("task", String(30), primary_key=True),
    Column("client_id", String(36), nullable=False),
    Column("municipality", Text, nullable=False),
    Column("due", Date, nullable=False),
    Column("kept_on", Date, nullable=False),
    Column("days_late", Integer, nullable=False),
    Index("kept_promise_by_client", "client_id"),
    Index("kept_promise_by_days", "municipality", "days_late", "due", "cause_id", "task"),
)
"""Promises of letters that a step or an answer kept: own decisions, for by which day it was promised then follows from
nothing that is left."""

kept_total = Table(
    "kept_total",
    metadata,
    Column("series", String(40), primary_key=True),
    Column("municipality", Text, primary_key=True),
    Column("number", Integer, nullable=False),
)
"""Of these by task: how many in time (`kept-decide`), how many late, and by how many days together (`days-decide`)."""

hand_over = Table(
    "hand_over",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("receiver", String(20), primary_key=True),
    Column("municipality", Text, nullable=False),
    Column("chased_on", Date),
    Column("confirmed_on", Date),
    Column("by_id", String(60), nullable=False),
    Column("by_name", Text, nullable=False),
    Column("note", Text, nullable=False),
)

looked_at = Table(
    "looked_at",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("work_list", String(30), primary_key=True),
    Column("municipality", Text, nullable=False),
    Column("on_day", Date, nullable=False),
    Column("by_id", String(60), nullable=False),
    Column("by_name", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("reply", String(20), nullable=False),
)

owner = Table(
    "owner",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("team", String(20), primary_key=True),
    Column("municipality", Text, nullable=False),
    Column("user_id", String(60), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("turn", Integer, nullable=False),
)
"""These three, and `told_end`, are own decisions: a rebuild keeps them. An `owner` without a user is the team, to which
the steps were given back."""

told_end = Table(
    "told_end",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("function_id", Text().with_variant(Text(collation="C"), "postgresql"), primary_key=True),
    Column("last_day", Date, primary_key=True),
    Column("weeks", Integer, primary_key=True, autoincrement=False),
    Column("told_on", Date, nullable=False),
    Column("why", String(20), nullable=False),
)
"""That the end of a right was told, so many weeks before it. With `weeks` 0: that it ended, and why."""

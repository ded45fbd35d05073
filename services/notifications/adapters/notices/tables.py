"""What providers would be told now, and the notices that were made; `content` is the fingerprint of a list."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text, false

from services.notifications.adapters.database import metadata

ending_right = Table(
    "ending_right",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("function_id", String(120), primary_key=True),
    Column("function", String(20), nullable=False),
    Column("agb", String(8), nullable=False),
    Column("provider", Text, nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("right_until", Date, nullable=False),
    Column("transport", Boolean, nullable=False),
    Column("in_use", Boolean, nullable=False),
    Column("in_kind_from", Date),
    Column("week", Date),
    Column("youth", Boolean, nullable=False, server_default=false()),
)
Index("ending_right_at", ending_right.c.municipality, ending_right.c.agb)

provider_client = Table(
    "provider_client",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("agb", String(8), primary_key=True),
    Column("municipality", String(4), primary_key=True),
    Column("provider", Text, nullable=False),
    Column("number", String(120), nullable=False),
    Column("care", Text, nullable=False),
    Column("stage", String(12), nullable=False),
    Column("day", Date),
    Column("until", Date),
    Column("next_day", Date, nullable=False),
    Column("weeks", Integer),
    Column("handover", Boolean, nullable=False),
    Column("pgb_until", Date),
    Column("pgb_weeks", Integer),
    Column("ends", Text, nullable=False, server_default="[]"),
)
"""What each provider can be told of its clients now; `next_day` is far away where there is none."""
Index("provider_client_of", provider_client.c.agb, provider_client.c.next_day)
# A page of the list of a municipality's staff is read along one of these, so it costs what the page holds. With the
# last two columns, who has a right that ends in a month is counted and chosen without the rows themselves.
BY_NEXT = ("next_day", "number", "client_id", "agb")
Index("provider_client_at", *(provider_client.c[name] for name in ("municipality", *BY_NEXT)))
Index("provider_client_in_stage", *(provider_client.c[name] for name in ("municipality", "stage", *BY_NEXT)))
Index(
    "provider_client_until",
    *(provider_client.c[name] for name in ("municipality", "until", "number", "client_id", "agb", "next_day", "stage")),
)

notice_round = Table(
    "notice_round",
    metadata,
    Column("municipality", String(4), primary_key=True),
    Column("held_on", Date, nullable=False),
)
"""When a municipality last looked whether there was something to tell. Hangs on the clock, so a rebuild leaves it."""

provider_answer = Table(
    "provider_answer",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("agb", String(8), nullable=False),
    Column("provider", Text, nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("client_id", String(36), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("since", Date),
    Column("text", Text, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("received_from", String(60), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("number", Integer, nullable=False),
    Column("owner_id", String(60)),
    Column("owner", String(80)),
    Column("done_on", Date),
    Column("done_by", String(60)),
    Column("outcome", Text, nullable=False, server_default=""),
)
"""What a provider typed: our own, so a rebuild leaves it."""
Index("provider_answer_of", provider_answer.c.client_id, provider_answer.c.agb)
Index("provider_answer_due", provider_answer.c.municipality, provider_answer.c.done_on, provider_answer.c.due_on)

provider_notice = Table(
    "provider_notice",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("agb", String(8), nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("number", Integer, nullable=False),
    Column("provider", Text, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("clients", Integer, nullable=False),
    Column("content", String(64), nullable=False),
    Column("lines", Text, nullable=False),
    Column("told", Text, nullable=False, server_default="[]"),
)
Index("provider_notice_of", provider_notice.c.agb, provider_notice.c.municipality, provider_notice.c.number)
Index("provider_notice_list", provider_notice.c.municipality, provider_notice.c.made_on)

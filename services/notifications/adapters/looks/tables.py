"""Who looked at whose data, as the services tell it; and what the functional manager said of what was odd.

A rebuild fills `look` and `look_client` again, with the municipality of then; they count for no digest, for which looks
there are hangs on who looked.
"""

from sqlalchemy import Boolean, Column, Date, DateTime, Index, Integer, String, Table, Text

from services.notifications.adapters.database import metadata

look = Table(
    "look",
    metadata,
    Column("look_id", String(36), primary_key=True),
    Column("service", String(20), nullable=False),
    Column("user_id", String(60), nullable=False),
    Column("user_name", String(200), nullable=False),
    Column("role", String(30), nullable=False),
    Column("provider", String(8), nullable=False),
    Column("municipalities", Text, nullable=False),
    Column("kind", String(4), nullable=False),
    Column("purpose", String(40), nullable=False),
    Column("words", String(200), nullable=False),
    Column("by_task", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("clients", Integer, nullable=False),
)
Index("look_by_moment", look.c.at, look.c.look_id)
Index("look_by_user", look.c.user_id, look.c.at)
Index("look_opened", look.c.kind, look.c.at)

look_client = Table(
    "look_client",
    metadata,
    Column("look_id", String(36), primary_key=True),
    Column("client_id", String(36), primary_key=True),
    Column("municipality", String(4), nullable=False),
    Column("kind", String(4), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
"""`municipality`: the client's at that moment, as far as it was known here; else the one for which somebody worked."""
Index("look_client_by_client", look_client.c.client_id, look_client.c.kind, look_client.c.at)

odd_look = Table(
    "odd_look",
    metadata,
    Column("finding_id", String(36), primary_key=True),
    Column("municipality", String(4), nullable=False),
    Column("pattern", String(20), nullable=False),
    Column("day", Date, nullable=False),
    Column("user_id", String(60), nullable=False),
    Column("client_id", String(36), nullable=False),
    Column("note", Text, nullable=False),
    Column("settled_by", String(60), nullable=False),
    Column("settled_by_name", String(200), nullable=False),
    Column("settled_at", DateTime(timezone=True), nullable=False),
)
"""What somebody found out about it, which no log can tell."""

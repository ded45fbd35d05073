"""What providers would be told now, and the notices that were made; `content` is the fingerprint of a list."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text

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
)

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
)
Index("provider_notice_of", provider_notice.c.agb, provider_notice.c.municipality, provider_notice.c.number)

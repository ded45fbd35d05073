"""The journal: entries and their postings. Money in cents."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Integer, String, Table

from services.billing.adapters.database import metadata

journal_entry = Table(
    "journal_entry",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("client_id", String(36), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("municipality", String(4), nullable=False),
    Column("booked_on", Date, nullable=False),
    Column("reference", String(40), nullable=False),
    Column("description", String(100), nullable=False),
)

posting = Table(
    "posting",
    metadata,
    Column("entry_id", String(36), ForeignKey("journal_entry.id"), primary_key=True),
    Column("account", String(40), primary_key=True),
    Column("amount_cents", BigInteger, nullable=False),
)

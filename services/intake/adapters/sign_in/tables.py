"""The table of what was ended: sessions, and words of a provider that are good once."""

from sqlalchemy import BigInteger, Column, String, Table

from services.intake.adapters.database import metadata

ended_session = Table(
    "ended_session",
    metadata,
    Column("mark", String(43), primary_key=True),
    Column("ended_at", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
)
"""Moments are seconds since 1970, of the real clock, as in the cookies."""

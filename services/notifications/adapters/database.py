"""The database of notifications: what its tables belong to, and which of them count when two runs are compared."""

from collections.abc import Sequence

from sqlalchemy import MetaData, Table

from shared.digest import BusinessTable
from shared.messaging.tables import messaging_tables
from shared.web.read_log import read_log_table
from shared.web.searches import kept_search_table

metadata = MetaData()
messaging = messaging_tables(metadata)
read_log = read_log_table(metadata)
kept_search = kept_search_table(metadata)

BUSINESS = (
    "recipient",
    "client_right",
    "plan",
    "budget",
    "budget_change",
    "contribution",
    "letter",
    "print_run",
    "ending_right",
    "notice_fact",
    "provider_client",
    "provider_notice",
)
"""By name, for the tables of the columns stand above this file."""
OWN = ("provider_answer",)
"""What people typed here. No log tells it again, so a rebuild leaves it."""


def business_tables() -> Sequence[Table]:
    return [metadata.tables[name] for name in BUSINESS]


def compared_tables() -> Sequence[BusinessTable]:
    """All columns count: every id and day in them follows from events, or from the day that was passed to a tick."""
    return [BusinessTable(metadata.tables[name]) for name in (*BUSINESS, *OWN)]

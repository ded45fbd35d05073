"""The database of intake: what its tables belong to, and which of them count when two runs are compared."""

from sqlalchemy import MetaData

from shared.digest import BusinessTable
from shared.granted import access_grant_table
from shared.messaging.tables import messaging_tables
from shared.web.searches import kept_search_table

metadata = MetaData()
messaging = messaging_tables(metadata)
access_grant = access_grant_table(metadata)
kept_search = kept_search_table(metadata)

BUSINESS = ("access_grant", "delivered_row", "delivery", "granting", "held_back_person", "person")
"""By name, because the columns define their tables on this module's metadata."""
NOT_COMPARED = {"delivery": frozenset({"arrival", "traceparent", "silent", "client_cursor"})}
"""Columns that may differ between two runs with the same outcome. The last client settled depends on how a database
sorts texts."""


def compared_tables() -> tuple[BusinessTable, ...]:
    return tuple(BusinessTable(metadata.tables[name], NOT_COMPARED.get(name, frozenset())) for name in BUSINESS)

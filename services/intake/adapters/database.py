"""The database of intake: what its tables belong to, and which of them count when two runs are compared."""

from sqlalchemy import MetaData

from shared.digest import BusinessTable
from shared.granted import access_grant_table
from shared.messaging.forgetting import OfSubject
from shared.messaging.tables import messaging_tables
from shared.web.searches import kept_search_table

metadata = MetaData()
messaging = messaging_tables(metadata)
access_grant = access_grant_table(metadata)
kept_search = kept_search_table(metadata)

BUSINESS = ("access_grant", "delivered_row", "delivery", "granting", "held_back_person", "person")
"""By name, because the columns define their tables on this module's metadata."""
OF_CLIENT: OfSubject = {"held_back_person": "client_id", "person": "client_id"}
"""By which column a client who is forgotten is erased, after `adapters/forgetting/stores.py` did so by BSN."""
NOT_OF_CLIENT = {
    "access_grant": "of employees",
    "granting": "of employees",
    "granting_deed": "of employees",
    "delivery": "of a delivery: its figures say what was handed over then",
    "delivered_row": "erased by client number and BSN",
    "forgetting": "who forgot whom: of the client only our id",
    "ended_session": "marks that say nothing of anybody, for a day",
    "kept_search": "emptied, for what was typed can be a name",
}
"""What is not erased by a column of its own, and why."""
NOT_COMPARED = {"delivery": frozenset({"arrival", "traceparent", "silent", "client_cursor"})}
"""Columns that may differ between two runs with the same outcome. The last client settled depends on how a database
sorts texts."""


def compared_tables() -> tuple[BusinessTable, ...]:
    return tuple(BusinessTable(metadata.tables[name], NOT_COMPARED.get(name, frozenset())) for name in BUSINESS)

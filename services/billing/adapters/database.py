"""The database of billing: what its tables belong to, and which of them count when two runs are compared."""

from sqlalchemy import MetaData, Table

from shared.digest import BusinessTable
from shared.granted import access_grant_table
from shared.messaging.forgetting import OfSubject, Through
from shared.messaging.tables import messaging_tables
from shared.ticks import tick_table

metadata = MetaData()
messaging = messaging_tables(metadata)
access_grant = access_grant_table(metadata)
tick = tick_table(metadata)

BUSINESS = (
    "access_grant",
    "posting",
    "journal_entry",
    "budget_line",
    "budget",
    "budget_end",
    "budget_total",
    "contribution_regime",
    "assessed",
    "route_fact",
    "client_rights",
    "client_facts",
)
"""By name, for the tables of the columns stand above this file. In an order in which they can be emptied."""


OWN_DECISIONS = ("told_budget_end",)
"""What days decided here: it counts when two runs are compared, and no rebuild empties it."""


OF_CLIENT: OfSubject = {
    "posting": Through("entry_id", "journal_entry", "id"),
    **dict.fromkeys(
        (
            "journal_entry",
            "budget_line",
            "budget",
            "budget_end",
            "told_budget_end",
            "contribution_regime",
            "assessed",
            "route_fact",
            "client_rights",
            "client_facts",
        ),
        "client_id",
    ),
}
"""By which column a client who is forgotten is erased."""
NOT_OF_CLIENT = {
    "access_grant": "of employees",
    "budget_total": "sums, from which the client's budgets are taken off",
    "tick": "days",
}
"""What is not erased by a column of its own, and why."""


def business_tables() -> tuple[Table, ...]:
    return tuple(metadata.tables[name] for name in BUSINESS)


def compared_tables() -> tuple[BusinessTable, ...]:
    """Every column counts: ids follow from client and revision, and days come from the events. Totals follow from the
    budgets, so they are not compared."""
    tables = (*business_tables(), *(metadata.tables[name] for name in OWN_DECISIONS))
    return tuple(BusinessTable(table) for table in tables if table.name != "budget_total")

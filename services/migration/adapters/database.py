"""The database of migration: what its tables belong to, and which of them count when two runs are compared."""

from sqlalchemy import MetaData, Table

from shared.digest import BusinessTable
from shared.granted import access_grant_table
from shared.looks.reasons import look_reason_table
from shared.messaging.forgetting import OfSubject
from shared.messaging.tables import messaging_tables
from shared.ticks import tick_table
from shared.web.searches import kept_search_table

metadata = MetaData()
messaging = messaging_tables(metadata)
access_grant = access_grant_table(metadata)
kept_search = kept_search_table(metadata)
look_reason = look_reason_table(metadata)
tick = tick_table(metadata)

BUSINESS = (
    "access_grant",
    "plan",
    "function_right",
    "client",
    "delivery_client",
    "delivery",
    "standing",
    "listed",
    "promised",
    "search_word",
    "list_total",
    "day_total",
    "delivered",
    "open_answer",
    "told_late",
    "invitation_left",
)
"""By name, because the columns define their tables on this module's metadata."""
OWN_DECISIONS = (
    "caseworker",
    "caseworker_hours",
    "leave",
    "appointment",
    "appointment_client",
    "route",
    "route_step",
    "conversation",
    "decision",
    "prolongation",
    "prolongation_client",
    "deadline",
    "deadline_change",
    "hand_over",
    "looked_at",
    "owner",
    "told_end",
    "kept_promise",
    "kept_total",
)
"""What people typed, and what people and days decided here: it counts when two runs are compared, and no rebuild
empties it."""
OF_CLIENT: OfSubject = dict.fromkeys(
    (
        "look_reason",
        "plan",
        "function_right",
        "client",
        "standing",
        "listed",
        "promised",
        "search_word",
        "open_answer",
        "told_late",
        "invitation_left",
        "appointment_client",
        "route",
        "route_step",
        "conversation",
        "decision",
        "prolongation_client",
        "deadline",
        "deadline_change",
        "hand_over",
        "looked_at",
        "owner",
        "told_end",
        "kept_promise",
    ),
    "client_id",
)
"""By which column a client who is forgotten is erased."""
NOT_OF_CLIENT = {
    "access_grant": "of employees",
    "delivery": "of a delivery",
    "delivery_client": "two ids and nothing else: planning waits until all clients of a delivery are there",
    "list_total": "a count, from which the client is taken off",
    "day_total": "a count, from which the client is taken off",
    "kept_total": "a count, from which the client is taken off",
    "delivered": "a count of persons whom intake never transferred",
    "caseworker": "of a colleague",
    "caseworker_hours": "of a colleague",
    "leave": "of a colleague",
    "appointment": "of a household; one in which nobody is left is erased",
    "prolongation": "of a group",
    "deadline_basis": "of the law book",
    "kept_search": "emptied, for what was typed can be a name",
    "tick": "days",
}
"""What is not erased by a column of its own, and why."""
NOT_COMPARED = {"delivery": frozenset({"sequence", "traceparent"}), "delivered": frozenset({"sequence"})}
"""Columns that may differ between two runs."""


def business_tables() -> tuple[Table, ...]:
    return tuple(metadata.tables[name] for name in BUSINESS)


def compared_tables() -> tuple[BusinessTable, ...]:
    tables = (*business_tables(), *(metadata.tables[name] for name in OWN_DECISIONS))
    return tuple(BusinessTable(table, NOT_COMPARED.get(table.name, frozenset())) for table in tables)

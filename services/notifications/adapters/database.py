"""The database of notifications: what its tables belong to, and which of them count when two runs are compared."""

from collections.abc import Sequence

from sqlalchemy import MetaData, Table

from shared.digest import BusinessTable
from shared.granted import access_grant_table
from shared.messaging.forgetting import OfSubject, Through
from shared.messaging.tables import messaging_tables
from shared.ticks import tick_table
from shared.web.searches import kept_search_table

metadata = MetaData()
messaging = messaging_tables(metadata)
access_grant = access_grant_table(metadata)
kept_search = kept_search_table(metadata)
tick = tick_table(metadata)

BUSINESS = (
    "access_grant",
    "recipient",
    "client_right",
    "plan",
    "budget",
    "budget_change",
    "contribution",
    "contribution_change",
    "letter",
    "letter_body",
    "waiting_letter",
    "letter_stop",
    "told_late",
    "taken_out",
    "print_run",
    "mailing",
    "ending_right",
    "provider_client",
    "provider_notice",
    "appointment",
    "cancelled_appointment",
    "confirmed_appointment",
    "route_step",
    "decision",
    "right_ended",
    "right_ending",
    "budget_stop",
    "step_owner",
    "returned_copy",
)
"""By name, for the tables of the columns stand above this file. A rebuild fills them from the log."""

LOOKED = ("look", "look_client")
"""Filled from the log too, and compared by nobody: two runs have other looks, for each has an id of its own. A rebuild
puts each where the client lived at that moment."""

TYPED = ("answer", "provider_answer", "representative", "odd_look")
"""What people typed or decided, which no log can tell: a rebuild leaves it as it is."""

OF_LETTER = Through("letter_id", "letter", "id")
OF_CLIENT: OfSubject = {
    "look_client": "client_id",
    "odd_look": "client_id",
    **dict.fromkeys(("letter_body", "told_late", "taken_out", "returned_copy"), OF_LETTER),
    **dict.fromkeys(
        (
            "letter",
            "recipient",
            "client_right",
            "plan",
            "budget",
            "budget_change",
            "contribution",
            "contribution_change",
            "waiting_letter",
            "letter_stop",
            "ending_right",
            "provider_client",
            "appointment",
            "cancelled_appointment",
            "confirmed_appointment",
            "route_step",
            "decision",
            "right_ended",
            "right_ending",
            "budget_stop",
            "step_owner",
            "answer",
            "provider_answer",
            "representative",
            "portal_visit",
        ),
        "client_id",
    ),
}
"""By which column a client who is forgotten is erased."""
NOT_OF_CLIENT = {
    "access_grant": "of employees",
    "look": "who looked, and why; at whom stands in `look_client`",
    "print_run": "counts of letters and pages; the files with a letter of the client are removed",
    "mailing": "counts of letters",
    "provider_notice": "of a provider; the client's lines are taken out",
    "notice_round": "of a municipality",
    "kept_search": "emptied, for what was typed can be a name",
    "tick": "days",
}
"""What is not erased by a column of its own, and why."""

NOT_COMPARED = {"route_step": frozenset({"number"})}
"""Columns in which two ways of running differ, by table."""


def business_tables() -> Sequence[Table]:
    """What a rebuild empties and fills again."""
    return [metadata.tables[name] for name in (*BUSINESS, *LOOKED)]


def compared_tables() -> Sequence[BusinessTable]:
    """Nearly all columns count: every id and day in them follows from events, from the day that was passed to a tick,
    or from what somebody typed."""
    tables = [metadata.tables[name] for name in (*BUSINESS, *TYPED)]
    return [BusinessTable(table, NOT_COMPARED.get(table.name, frozenset())) for table in tables]

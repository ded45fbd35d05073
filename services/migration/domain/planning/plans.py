"""A client's plan, and whether it goes on when the client is transferred again. Pure."""

from dataclasses import dataclass, replace
from datetime import date

from services.migration.domain.rights.clients import NewRevision


@dataclass(frozen=True, slots=True)
class Plan:
    """A client's days, in force for one `revision` of the client, who lived in `municipality`.

    `week` is a Monday; `late`: after the legal start; the other days as in conversations.py.
    """

    client_id: str
    revision: int
    municipality: str
    week: date
    investigation_start: date
    application_by: date
    decision_due: date
    objection_until: date
    right_until: date
    over_capacity: bool
    late: bool


@dataclass(frozen=True, slots=True)
class ReassessmentPlanned:
    """Event: a client has a plan, or the plan now holds for a new revision."""

    plan: Plan


def carried_on(plan: Plan, revision: NewRevision) -> Plan | None:
    """The plan for the new revision when nothing that it was made of changed; None when it has to be given up.

    A plan of a revision older than the last one was given up before.
    """
    before, found = revision.before, revision.found
    if before is None or plan.revision != before.revision:
        return None
    client = found.client
    now = (client.municipality, client.household_id, found.reassess_until, found.decide_by)
    if now != (before.municipality, before.household_id, before.reassess_until, before.decide_by):
        return None
    return replace(plan, revision=client.revision)

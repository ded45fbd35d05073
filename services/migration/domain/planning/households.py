"""Who is spoken with together, and which last days count for them. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from services.migration.domain.deadlines.terms import latest_start
from services.migration.domain.planning.appointments import Attendee, Household
from services.migration.domain.planning.plans import Plan
from shared.law.book import LawBook

REASSESSMENT = 1
"""The number of the route that every client with a right to reassess goes first."""


@dataclass(frozen=True, slots=True)
class LaterRoute:
    """A route of one client after the reassessment that asks for a conversation, with its last day for the decision."""

    number: int
    decide_by: date


@dataclass(frozen=True, slots=True)
class PlannedClient:
    """`decide_by`: the day of the municipality's policy, or the end of the right; None, like `plan`, for who needs no
    reassessment."""

    client_id: str
    name: str
    revision: int
    decide_by: date | None
    plan: Plan | None


@dataclass(frozen=True, slots=True)
class PlannedHousehold:
    """Clients of one household who are planned for the same week, in order of name; or one client without a plan."""

    id: str
    municipality: str
    clients: tuple[PlannedClient, ...]


def last_conversation(route: int, decide_by: date, book: LawBook, as_of: date) -> date:
    """The last day of a conversation after which the decision can be there by `decide_by`. Of a reassessment the
    investigation begins with it; of a report it began before, and ends with what the conversation gives (2.3.2(1))."""
    if route == REASSESSMENT:
        return latest_start(decide_by, book, as_of)
    return decide_by - timedelta(weeks=book.integer("term.decision", as_of))


def planned_together(found: PlannedHousehold, book: LawBook) -> Household | None:
    """For the reassessment of all of them; None when they have no plan."""
    pairs = [(each, each.plan) for each in found.clients if each.plan is not None]
    if not pairs:
        return None
    plans = [plan for _, plan in pairs]
    attendees = tuple(_attendee(client, plan, book) for client, plan in pairs)
    return Household(found.id, found.municipality, plans[0].week, any(plan.late for plan in plans), attendees)


def alone(found: PlannedHousehold, client_id: str, route: LaterRoute, day: date, book: LawBook) -> Household:
    """For a later route of one client."""
    (client,) = (each for each in found.clients if each.client_id == client_id)
    start = last_conversation(route.number, route.decide_by, book, day)
    attendee = Attendee(client_id, client.revision, route.number, route.decide_by, start)
    return Household(found.id, found.municipality, None, False, (attendee,))


def _attendee(client: PlannedClient, plan: Plan, book: LawBook) -> Attendee:
    """The day of the policy counts when the conversation was planned in time for it, else the end of the right."""
    by_policy = client.decide_by or plan.right_until
    in_time = plan.investigation_start <= latest_start(by_policy, book, plan.investigation_start)
    decide_by = by_policy if in_time else plan.right_until
    start = latest_start(decide_by, book, plan.investigation_start)
    return Attendee(client.client_id, client.revision, REASSESSMENT, decide_by, start)

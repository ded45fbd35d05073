"""What new decisions give a client, on which days: never beside the old right that it follows, and one at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.billing.domain.client.care import DeliveryForm, help_label
from services.billing.domain.client.revisions import WMO_DOMAINS, ClientRevision
from services.billing.domain.client.route import DecisionKind, DecisionMade, Provision, StandingDecision
from services.billing.domain.client.spans import Span

SHORT = 8
"""So many characters of a decision's id stand on a line of it."""


@dataclass(frozen=True, slots=True)
class DecidedCare:
    """A provision of a decision and the days on which it holds; a last day of `date.max` means that none was set."""

    decision: DecisionMade
    provision: Provision
    days: Span

    @property
    def id(self) -> str:
        """As that of a function: the decision and the care."""
        return f"{self.decision.decision_id[:SHORT]}-{self.provision.word}"

    @property
    def care(self) -> str:
        return help_label(self.provision.word)


def decided_care(client: ClientRevision) -> tuple[DecidedCare, ...]:
    """In the order in which the decisions were sent. After a death, a move, or a next decision on the same nothing of
    a decision is left."""
    standing = client.standing
    found = []
    for place, each in enumerate(standing):
        last = _last_day(client, each, standing[place + 1 :])
        for provision in each.decision.provisions:
            first = _first_day(client, each, provision)
            if first <= last:
                found += [DecidedCare(each.decision, provision, days) for days in _at_home(client, each, first, last)]
    return tuple(found)


def _first_day(client: ClientRevision, standing: StandingDecision, provision: Provision) -> date:
    """A decision never shortens a right that the law keeps (Wmo 2015 8.3(1)). An offer that waits begins when the whole
    old right is over, any other decision when what it follows of the old right to the same care is: of a pgb that stops
    before its right (8.4) that pgb. Urgent help (2.3.3) waits for nothing."""
    decision = standing.decision
    if standing.old_right_until is not None:
        return max(decision.starts_on, standing.old_right_until + timedelta(days=1))
    if decision.kind is DecisionKind.URGENT_HELP:
        return decision.starts_on
    word = None if decision.waits_for_acceptance else provision.word
    pgb_goes_on = provision.form is DeliveryForm.PGB and not decision.waits_for_acceptance
    old = [
        (right.runs_out_of_budget_on if pgb_goes_on else None) or right.days.last
        for function, right in client.functions()
        if right.days and right.domain in WMO_DOMAINS and word in (None, function.word)
    ]
    return max([decision.starts_on, *(last + timedelta(days=1) for last in old)])


def _last_day(client: ClientRevision, standing: StandingDecision, later: Sequence[StandingDecision]) -> date:
    last_days = [standing.decision.ends_on or date.max, client.last_alive or date.max]
    last_days += [
        _start_of(client, each) - timedelta(days=1) for each in later if follows(each.decision, standing.decision)
    ]
    return min(last_days)


def follows(later: DecisionMade, decision: DecisionMade) -> bool:
    """Whether it takes the place of the other: it says so, or both are decisions of one route. A next route can bring
    something beside it."""
    if later.kind is DecisionKind.URGENT_HELP:
        return False
    return later.replaces == decision.decision_id or later.route == decision.route


def _start_of(client: ClientRevision, standing: StandingDecision) -> date:
    """A decision that gives nothing follows the day that it names: it can only be one after the old right."""
    decision = standing.decision
    return min((_first_day(client, standing, each) for each in decision.provisions), default=decision.starts_on)


def _at_home(client: ClientRevision, standing: StandingDecision, first: date, last: date) -> Iterator[Span]:
    """A decision binds the municipality that took it, for as long as the client lives there."""
    for home in client.course.days_at(standing.decision.municipality):
        if days := Span(first, last).within(home):
            yield days

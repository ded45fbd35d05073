"""What new decisions give a client, on which days: never beside the old right that it follows, and each care once."""

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
    a decision is left; after a decision of another route nothing of the care that both give."""
    standing = client.standing
    found = []
    for place, each in enumerate(standing):
        later = standing[place + 1 :]
        for provision in each.decision.provisions:
            first, last = _first_day(client, each, provision), _last_day(client, each, provision, later)
            if first <= last:
                found += [DecidedCare(each.decision, provision, days) for days in _at_home(client, each, first, last)]
    return tuple(found)


def _first_day(client: ClientRevision, standing: StandingDecision, provision: Provision) -> date:
    """A decision never shortens a right that the law keeps (Wmo 2015 8.3(1)): its care begins when what it follows of
    the old right to the same care is over, and of a pgb that stops before its right (8.4) when that pgb is. What an
    offer that waits gives beside that begins when the whole old right is over. Urgent help (2.3.3) waits for nothing.
    """
    decision = standing.decision
    if standing.old_right_until is not None:
        return max(decision.starts_on, standing.old_right_until + timedelta(days=1))
    if decision.kind is DecisionKind.URGENT_HELP:
        return decision.starts_on
    pgb_goes_on = provision.form is DeliveryForm.PGB and not decision.waits_for_acceptance
    old = [
        (word, (right.runs_out_of_budget_on if pgb_goes_on else None) or right.days.last)
        for function, right in client.functions()
        if right.days and right.domain in WMO_DOMAINS
        for word in function.words
    ]
    same = [last for word, last in old if word == provision.word]
    if decision.waits_for_acceptance and not same:
        same = [last for _, last in old]
    return max([decision.starts_on, *(last + timedelta(days=1) for last in same)])


def _last_day(
    client: ClientRevision, standing: StandingDecision, provision: Provision, later: Sequence[StandingDecision]
) -> date:
    last_days = [standing.decision.ends_on or date.max, client.last_alive or date.max]
    for each in later:
        if follows(each.decision, standing.decision):
            last_days.append(_start_of(client, each) - timedelta(days=1))
        elif (start := _start_of_same_care(client, each, provision.word)) is not None:
            last_days.append(start - timedelta(days=1))
    return min(last_days)


def follows(later: DecisionMade, decision: DecisionMade) -> bool:
    """Whether it takes the place of the other as a whole: it says so, or both are decisions of one route."""
    if later.kind is DecisionKind.URGENT_HELP:
        return False
    return later.replaces == decision.decision_id or later.route == decision.route


def decides_anew(later: DecisionMade, word: str) -> bool:
    """Whether it takes the place of earlier decisions of other routes for this care, which is granted once at a time;
    other care it brings beside theirs. Urgent help (2.3.3) goes ahead of a decision and takes nobody's place."""
    return later.kind is not DecisionKind.URGENT_HELP and any(each.word == word for each in later.provisions)


def _start_of_same_care(client: ClientRevision, later: StandingDecision, word: str) -> date | None:
    """None when it gives this care on no day."""
    if not decides_anew(later.decision, word):
        return None
    days = [_first_day(client, later, each) for each in later.decision.provisions if each.word == word]
    return min((day for day in days if day <= (later.decision.ends_on or date.max)), default=None)


def _start_of(client: ClientRevision, standing: StandingDecision) -> date:
    """A decision that gives nothing follows the day that it names: it can only be one after the old right."""
    decision = standing.decision
    return min((_first_day(client, standing, each) for each in decision.provisions), default=decision.starts_on)


def _at_home(client: ClientRevision, standing: StandingDecision, first: date, last: date) -> Iterator[Span]:
    """A decision binds the municipality that took it, for as long as the client lives there."""
    for home in client.course.days_at(standing.decision.municipality):
        if days := Span(first, last).within(home):
            yield days

"""A budget that stops while the right to the care goes on in kind: which ones there are, and how it is told. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.billing.domain.client.care import DeliveryForm
from services.billing.domain.client.decided import decides_anew, follows
from services.billing.domain.client.revisions import ClientRevision
from services.billing.domain.client.route import DecisionKind, DecisionMade, StandingDecision
from services.billing.domain.pgb.holding import HeldLine, Holding

ENDED = 0
"""In the place of a number of weeks: the last day has come."""

NOT_WORKED_OUT = 0
"""In the place of a revision: the budget stands in the books since before its end was kept."""


@dataclass(frozen=True, slots=True)
class BudgetEnd:
    """The last day of the budget for one function. `revision`: of the client, that it was last worked out with."""

    client_id: str
    revision: int
    municipality: str
    function_id: str
    last_day: date


@dataclass(frozen=True, slots=True)
class EndOfBudget:
    """The same for all functions of a client with one last day, as it is told."""

    client_id: str
    revision: int
    municipality: str
    last_day: date
    functions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BudgetEnding:
    """Event: so many `weeks` are left at most."""

    end: EndOfBudget
    weeks: int
    told_on: date


@dataclass(frozen=True, slots=True)
class BudgetEnded:
    """Event: the last day has come."""

    end: EndOfBudget
    told_on: date


def budget_ends(client: ClientRevision, holdings: Sequence[Holding]) -> Iterator[BudgetEnd]:
    """Those that somebody has to hear of, in what the client holds after this revision.

    Not one that the client chose by giving the pgb up (RSA 2.6.12(1)c), one after which a decision goes on with the
    same care (that was told with the decision), one that ends with its right, nor one that was over before we knew of
    the client. After a move the budget is followed in the books of the new municipality.
    """
    known_since = (*client.earlier, client)[0].rights.determined_on
    lines = [line for each in holdings for line in each.lines]
    for function, right in client.functions():
        last = right.runs_out_of_budget_on if function.delivery_form is DeliveryForm.PGB else None
        if last is None or last < known_since or not _stands(lines, function.id, last):
            continue
        if not _goes_on(client.standing, function.word, last):
            yield BudgetEnd(client.client_id, client.revision, client.municipality, function.id, last)


def together(ends: Iterable[BudgetEnd]) -> list[EndOfBudget]:
    """One per client and last day, in the order in which they come."""
    found: dict[tuple[str, date], list[BudgetEnd]] = {}
    for end in ends:
        found.setdefault((end.client_id, end.last_day), []).append(end)
    return [
        EndOfBudget(
            client_id, own[0].revision, own[0].municipality, day, tuple(sorted(each.function_id for each in own))
        )
        for (client_id, day), own in found.items()
    ]


def _stands(lines: Iterable[HeldLine], function_id: str, last: date) -> bool:
    """Whether the budget was granted through this day."""
    return any(line.function_id == function_id and line.days.last == last for line in lines)


def _goes_on(standing: Sequence[StandingDecision], word: str, last: date) -> bool:
    """Whether a decision gives this care on the day after, as a pgb or in kind. An offer does when it was accepted;
    urgent help is for a time, and says nothing of what the budget gave."""
    after, holds = last + timedelta(days=1), [each for each in standing if _holds(each)]
    for place, each in enumerate(holds):
        decision = each.decision
        if any(_took_over(later.decision, decision, word, after) for later in holds[place + 1 :]):
            continue
        gives = any(provision.word == word for provision in decision.provisions)
        if gives and decision.starts_on <= after <= (decision.ends_on or date.max):
            return True
    return False


def _took_over(later: DecisionMade, decision: DecisionMade, word: str, day: date) -> bool:
    return follows(later, decision) or (decides_anew(later, word) and later.starts_on <= day)


def _holds(standing: StandingDecision) -> bool:
    decision = standing.decision
    taken = standing.accepted or not decision.waits_for_acceptance
    return taken and decision.kind is not DecisionKind.URGENT_HELP

"""The care that decisions give the client: each kind with its days, how much it is, and the rule for what it costs.
Pure.

Beside it stands what is left of the old right, which has rules of its own: the AWBZ for its contribution and its pgb
(Wmo 2015 8.3(3) and (6)), the Wmo for what a decision gives (UB Wmo 2015 3.8).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.notifications.domain.client.care_words import care_name
from services.notifications.domain.client.money import Budget, Contribution, Regime
from services.notifications.domain.letters.reader_words import how_much
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.facts import Decision, Provision


@dataclass(frozen=True, slots=True)
class NewCare:
    """One kind of care of a decision that was sent, and counts or will. `provider` is empty when nobody knows yet who
    gives it. `yearly`: what the pgb is in a whole year, in cents; None where no amount is known, and in kind. `regimes`
    is empty while billing said nothing about it."""

    care: str
    much: str
    pgb: bool
    provider: str
    yearly: int | None
    first_day: date
    last_day: date | None
    regimes: tuple[Regime, ...]


def new_care(
    route: ClientRoute, budget: Budget | None, contribution: Contribution | None, today: date
) -> tuple[NewCare, ...]:
    """In order of the first day. Nothing of an offer of which the client did not say yet whether to take it, of what is
    over, and of what another municipality decided. After a death nothing goes on or begins."""
    ended = route.ended_by
    if ended is not None and ended.details.get("reason") == "died":
        return ()
    found = (each for each in _all(route, budget, contribution, today) if not _over(each, today))
    return tuple(sorted(found, key=lambda each: (each.first_day, each.care)))


def _over(care: NewCare, today: date) -> bool:
    return care.last_day is not None and (care.last_day < today or care.last_day < care.first_day)


def _all(
    route: ClientRoute, budget: Budget | None, contribution: Contribution | None, today: date
) -> Iterator[NewCare]:
    counting = [each for each in route.sent_decisions() if route.binds(each) and _counts(route, each, today)]
    for place, decision in enumerate(counting):
        for provision in decision.provisions:
            function = provision.function
            last_day = _last_day(route, decision, function, counting[place + 1 :])
            yield NewCare(
                care=care_name(function),
                much=how_much(provision),
                pgb=provision.pgb,
                provider=provision.provider.name if provision.provider else "",
                yearly=_yearly(decision, provision, budget),
                first_day=_first_day(route, decision, function),
                last_day=last_day,
                regimes=contribution.regimes_of(decision.decision_id, function) if contribution else (),
            )


def _counts(route: ClientRoute, decision: Decision, today: date) -> bool:
    """An offer does when the client took it, or when the old right is over (Wmo 2015 8.3(1))."""
    over = decision.old_right_until is not None and decision.old_right_until < today
    return route.holds(decision) or over


def _first_day(route: ClientRoute, decision: Decision, function: str) -> date:
    """A yes ends all old rights at once; otherwise each kind of care follows the old right to it. Urgent help waits for
    nothing (2.3.3)."""
    if decision.kind == "urgent-help":
        return decision.starts_on
    if route.old_right_until(decision) is not None:
        return route.begins_on(decision)
    if decision.waits_for_acceptance and function not in decision.old_ends:
        return max(decision.starts_on, *(day + timedelta(days=1) for day in decision.old_ends.values()))
    return decision.first_day_of(function)


def _last_day(route: ClientRoute, decision: Decision, function: str, later: Sequence[Decision]) -> date | None:
    """Its own, or the day before a later decision takes its place: as a whole on the same route, and for this care from
    another report. Urgent help takes nobody's place."""
    days = [decision.ends_on] if decision.ends_on is not None else []
    for each in later:
        firsts = {given.function: _first_day(route, each, given.function) for given in each.provisions}
        whole = each.route == decision.route or each.replaces == decision.decision_id
        starts = min(firsts.values(), default=each.starts_on) if whole else firsts.get(function)
        if each.kind != "urgent-help" and starts is not None:
            days.append(starts - timedelta(days=1))
    return min(days, default=None)


def _yearly(decision: Decision, provision: Provision, budget: Budget | None) -> int | None:
    """A prolongation that names no amount goes on with the one before it, which billing knows."""
    if not provision.pgb or provision.yearly_cents is not None:
        return provision.yearly_cents
    return budget.yearly_of(decision.decision_id, provision.function) if budget is not None else None

"""The letters about the end of a right to who has a route that stopped: nobody here decides what comes after it.

Such a letter says why, and promises no decision. Whose care goes on with somebody else by our own letter gets none.
A letter keeps its text, so whether a route stopped makes another letter of it: when that is taken back, or comes while
the letter waits, the one that is not true any more lapses.
"""

from collections.abc import Iterator
from dataclasses import replace

from services.notifications.domain.letters.occasion import Occasion
from services.notifications.domain.letters.step_occasions import RECEIVERS
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.ends import standing_decisions
from services.notifications.domain.route.facts import Step

WHY_STOPPED = frozenset({"withdrawn", "no-need", "moved"})
"""Reasons of the end of a route of which these letters speak; what they are called in the texts too."""


def stopped_by(route: ClientRoute, municipality: str) -> Step | None:
    """The step after which nobody in this municipality decides what comes after the right; None when somebody does, or
    did. A death stops all letters by itself."""
    end = route.in_town(municipality).ended_by
    known = end is not None and end.details.get("reason") in WHY_STOPPED | RECEIVERS
    return end if known and not standing_decisions(route) else None


def after_a_stop(letter: Occasion, route: ClientRoute) -> Occasion:
    """What is told of a right when the route was stopped by then. Unchanged where it was not, or where somebody else
    goes on with the care: that one stands only when the hand-over is taken back."""
    end = stopped_by(route, letter.municipality)
    if end is None or end.details["reason"] not in WHY_STOPPED or letter.facts & {"goes-on", "decided"}:
        return letter
    facts = letter.facts - {"conversation"} | {end.details["reason"]}
    return replace(letter, key=_key(letter.key, end), facts=facts, meets_on=None)


def by_stop(key: str, route: ClientRoute, municipality: str) -> Iterator[tuple[str, bool]]:
    """The keys that the letter with this one can have by the stops that were told, each with whether it says what is
    true of the route now."""
    end = stopped_by(route, municipality)
    yield key, end is None
    for step in route.told_steps:
        if step.step == "end" and step.details.get("reason") in WHY_STOPPED:
            yield _key(key, step), end is not None and end.step_id == step.step_id


def _key(key: str, end: Step) -> str:
    return f"{key}:{end.step_id}"

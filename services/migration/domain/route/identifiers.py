"""Ids of steps and decisions: they follow from their place, so that two equal runs have equal ids. Pure."""

import uuid

from services.migration.domain.route.route import Route

SPACE = uuid.UUID("b8c60c55-3a0e-4f6e-8a3b-6a4b3a1f1c7d")


def step_id(route: Route, occasion: str | None = None) -> str:
    """Of the step that comes next. `occasion`: what it follows, in words that are the same in two equal runs; a step
    follows it once."""
    return _id(route, "step") if occasion is None else str(uuid.uuid5(SPACE, occasion))


def decision_id(route: Route) -> str:
    """Of the decision that the next step takes."""
    return _id(route, "decision")


def _id(route: Route, what: str) -> str:
    return str(uuid.uuid5(SPACE, f"{route.client_id}/{route.number}/{len(route.steps)}/{what}"))

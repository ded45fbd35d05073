"""Ids of steps and decisions: they follow from their place, so that two equal runs have equal ids. Pure."""

import uuid

from services.migration.domain.route.route import Route

SPACE = uuid.UUID("b8c60c55-3a0e-4f6e-8a3b-6a4b3a1f1c7d")


def step_id(route: Route, event_id: str | None = None) -> str:
    """Of the step that comes next. `event_id`: of the event that it follows; a step follows an event once."""
    return _id(route, "step") if event_id is None else str(uuid.uuid5(SPACE, event_id))


def decision_id(route: Route) -> str:
    """Of the decision that the next step takes."""
    return _id(route, "decision")


def _id(route: Route, what: str) -> str:
    return str(uuid.uuid5(SPACE, f"{route.client_id}/{route.number}/{len(route.steps)}/{what}"))

"""The page of what led to a message that cannot be worked, cause by cause through all services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from flask import Blueprint, render_template

from deploy.navigation import READING
from deploy.parked import AWAY, Asked, AskedSteps
from shared.access import Role, Scope, User, allowed
from shared.clock import AMSTERDAM
from shared.dutch import hour_in_words
from shared.events.envelope import moment_of
from shared.messaging.shown import UUID_TEXT
from shared.messaging.steps import MOST_STEPS, Step
from shared.web.app import current_user
from shared.web.parked_pages import words
from shared.web.problem import NotFound
from shared.web.steps import StepsOf

NAMES = {"intake": "aanleveringen"}
"""Of the services that have no parked messages."""
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Link:
    """A step, and the service that recorded it; of the first, the one where it cannot be worked. `moment` is None when
    it does not say one that can be read."""

    service: str
    step: Step

    @property
    def moment(self) -> datetime | None:
        return moment_of(self.step.time)

    @property
    def hour(self) -> str:
        return hour_in_words(self.moment.astimezone(AMSTERDAM).time()) if self.moment is not None else ""


@dataclass(frozen=True, slots=True)
class Trail:
    """From the message back, the nearest cause first. `away`: services that did not answer. `lost`: the id of a cause
    of which nobody who may be asked knows; empty when the last link is where it began."""

    links: Sequence[Link]
    away: Sequence[str]
    lost: str


def parked_trail_pages(asked: Asked, asked_steps: AskedSteps) -> Blueprint:
    pages = Blueprint("parked_trail", __name__)

    @pages.get("/parked/<service>/<uuid:event>/trail")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def trail(service: str, event: UUID) -> str:
        services = asked()
        if service not in READING or service not in services:
            raise NotFound("Deze dienst is er niet.")
        user = current_user()
        first = Link(service, services[service].step(user, str(event)))
        shown = words()
        return render_template(
            "parked_trail.html",
            title="Waar een bericht vandaan komt",
            trail=follow(first, asked_steps(), user),
            address=str(event),
            **{**shown, "services": {**NAMES, **_of(shown["services"])}},
        )

    return pages


def follow(first: Link, asked: Mapping[str, StepsOf], user: User) -> Trail:
    """Whoever recorded a cause knows what caused it in turn, as far as that was its own."""
    links, left, away = [first], dict(asked), list[str]()
    while (cause := links[-1].step.cause_id) and len(links) <= MOST_STEPS:
        found = _recorded(cause, left, away, user) if UUID_TEXT.fullmatch(cause) else ()
        known = {link.step.event_id for link in links}
        fresh = [link for link in found if link.step.event_id not in known]
        if not fresh:
            break
        links += fresh
    last = links[-1].step
    return Trail(links, away, last.cause_id)


def _recorded(cause: str, left: dict[str, StepsOf], away: list[str], user: User) -> Sequence[Link]:
    """What the one that recorded it tells. Who does not answer is asked no more."""
    for name in list(left):
        try:
            steps = left[name].steps_to(user, cause)
        except AWAY as fault:
            log.warning("service does not tell what it recorded", service=name, fault=type(fault).__name__)
            away.append(name)
            del left[name]
            continue
        if steps:
            return [Link(name, step) for step in steps]
    return ()


def _of(names: object) -> Mapping[str, str]:
    return names if isinstance(names, dict) else {}

"""What is parked in each service, asked from wherever the services run: in this process, or behind the gateway with the
cookie of whoever asks."""

import json
import time
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import structlog
from flask import request
from marshmallow import Schema, ValidationError
from sqlalchemy.exc import InterfaceError, OperationalError

from deploy.navigation import READING, RECORDING
from shared.access import Forbidden, User
from shared.messaging.failures import PassingFault
from shared.messaging.steps import Step
from shared.service import Service
from shared.web.parked import GONE, Outcome, Overview, ParkedOf
from shared.web.parked_api import CountSchema, OutcomeSchema, OverviewSchema, TracedStepSchema
from shared.web.steps import StepsOf

SECONDS = 2
"""So long a page waits for a service."""
SECONDS_TO_WORK = 60
"""So long it waits for messages that are tried again."""
KEPT_SECONDS = 30
LONGEST_ANSWER = 10_000_000
NOT_FOR_YOU = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
AWAY = (PassingFault, OperationalError, InterfaceError)
"""How a service shows that it does not answer now."""
log = structlog.get_logger()

Asked = Callable[[], Mapping[str, ParkedOf]]
"""The services by name, for the request that is being answered."""
AskedSteps = Callable[[], Mapping[str, StepsOf]]
"""Likewise, also the one that reads nothing: there the first step was taken."""


class DoesNotAnswer(PassingFault):
    """A service that is asked over the network does not answer, or not as it should."""


def nobody_asked() -> Mapping[str, ParkedOf]:
    return {}


def nobody_recorded() -> Mapping[str, StepsOf]:
    return {}


def steps_here(services: Mapping[str, Service]) -> AskedSteps:
    """Of services that run in this process."""
    return lambda: {name: services[name].steps for name in RECORDING}


def steps_elsewhere(gateway: str) -> AskedSteps:
    """Of services behind this address."""
    return lambda: {name: Elsewhere(gateway, name, request.headers.get("Cookie", "")) for name in RECORDING}


def here(services: Mapping[str, Service]) -> Asked:
    """Of services that run in this process."""
    found = {name: parked for name in READING if (parked := services[name].parked) is not None}
    return lambda: found


def elsewhere(gateway: str) -> Asked:
    """Of services behind this address. Without one nobody answers."""
    return lambda: {name: Elsewhere(gateway, name, request.headers.get("Cookie", "")) for name in READING}


def count_of_all(asked: Asked, user: User) -> int | None:
    """None when a service does not answer: then nobody knows."""
    try:
        return sum(service.count(user) for service in asked().values())
    except AWAY as fault:
        log.warning("parked messages not counted", fault=type(fault).__name__)
        return None


class KeptCount:
    """A count that stands on every page, and so is asked over the network at most twice a minute for those who may see
    the same."""

    def __init__(self, asked: Asked, now: Callable[[], float] = time.monotonic) -> None:
        self._asked = asked
        self._now = now
        self._kept: dict[frozenset[str], tuple[float, int | None]] = {}

    def __call__(self, user: User) -> int | None:
        until, count = self._kept.get(user.municipalities, (0.0, None))
        if self._now() >= until:
            count = count_of_all(self._asked, user)
            self._kept[user.municipalities] = (self._now() + KEPT_SECONDS, count)
        return count


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Asks a service over HTTP as the person with this cookie, so that the service itself decides what they may see."""

    gateway: str
    service: str
    cookie: str

    def overview(self, user: User) -> Overview:
        found: Overview = self._ask(OverviewSchema(), "parked")
        return found

    def try_again(self, user: User, cause: str = "") -> Outcome:
        found: Outcome = self._ask(OutcomeSchema(), "parked/again", {"cause": cause})
        return found

    def count(self, user: User) -> int:
        return int(self._ask(CountSchema(), "parked/count")["count"])

    def step(self, user: User, address: str) -> Step:
        found: Step | None = self._ask(TracedStepSchema(), f"parked/{address}/step", none_on=NOT_FOR_YOU)
        if found is None:
            raise Forbidden(GONE)
        return found

    def steps_to(self, user: User, event_id: str) -> Sequence[Step]:
        found: Sequence[Step] | None = self._ask(TracedStepSchema(many=True), f"steps/{event_id}", none_on=NOT_FOR_YOU)
        return found or ()

    def _ask(
        self, schema: Schema, path: str, body: Mapping[str, str] | None = None, none_on: Container[int] = ()
    ) -> Any:
        """None for an answer with one of these statuses."""
        if not self.gateway:
            raise DoesNotAnswer(f"{self.service}: ZL_GATEWAY is not set")
        try:
            return schema.load(fetched(self.gateway, self.service, path, self.cookie, body))
        except HTTPError as refused:
            if refused.code in none_on:
                return None
            raise DoesNotAnswer(f"{self.service} does not answer: {refused.code}") from refused
        except (OSError, HTTPException, ValueError, ValidationError) as fault:
            raise DoesNotAnswer(f"{self.service} does not answer: {type(fault).__name__}") from fault


def fetched(gateway: str, service: str, path: str, cookie: str, body: Mapping[str, str] | None = None) -> Any:
    """What the API of a service answers to whoever has this cookie. Raises OSError, HTTPException and ValueError."""
    headers = {"Cookie": cookie, "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    # The setting is checked to be an address of the web.
    asked = Request(f"{gateway.rstrip('/')}/{service}/api/v1/{path}", data=data, headers=headers)  # noqa: S310
    with build_opener(NoRedirect).open(asked, timeout=SECONDS_TO_WORK if data else SECONDS) as answer:
        return json.loads(answer.read(LONGEST_ANSWER))


class NoRedirect(HTTPRedirectHandler):
    """A cookie goes to the gateway and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        return None

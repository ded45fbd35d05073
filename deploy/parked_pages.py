"""The page of what could not be worked, over all services and by cause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog
from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from deploy.navigation import READING
from deploy.parked import AWAY, Asked
from shared.access import Role, Scope, User, allowed
from shared.messaging.causes import Cause
from shared.messaging.parking import Kind
from shared.messaging.unknown import UnknownType
from shared.web.app import current_user
from shared.web.lists import Listing, ListState, page_count
from shared.web.parked import Outcome, Overview
from shared.web.parked_pages import KEY, done, said, words

PER_PAGE = 25
LISTING = Listing(
    sorts=("messages",), filters={"service": frozenset(READING), "kind": frozenset(kind.value for kind in Kind)}
)
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Line:
    service: str
    cause: Cause


@dataclass(frozen=True, slots=True)
class OfAll:
    """`away`: services that did not answer, so that what is parked there is not among the `lines`."""

    lines: Sequence[Line]
    unknown: Sequence[tuple[str, UnknownType]]
    aside: Mapping[str, int]
    away: Sequence[str]


def parked_causes_pages(asked: Asked) -> Blueprint:
    pages = Blueprint("parked_causes", __name__)

    @pages.get("/parked")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def causes() -> str:
        state = LISTING.read(request.args)
        found = _of_all(asked, current_user())
        lines = _wanted(found.lines, state)
        return render_template(
            "parked_causes.html",
            title="Berichten die niet verwerkt zijn",
            found=found,
            shown=lines[(state.page - 1) * PER_PAGE : state.page * PER_PAGE],
            total=len(lines),
            state=state,
            pages=page_count(len(lines), PER_PAGE),
            outcome=said(request.args.get("done", "")),
            silent=[name for name in request.args.get("silent", "").split(" ") if name in READING],
            **words(),
        )

    @pages.post("/parked/again")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def again() -> Response:
        """One cause of one service, or everything of all."""
        service, cause = request.form.get("service", ""), request.form.get("cause", "")
        service = LISTING.read({"service": service}).filters.get("service", "")
        outcome, silent = _try_again(asked, current_user(), service, cause if KEY.fullmatch(cause) else "")
        there = url_for("parked_causes.causes", done=done(outcome), silent=" ".join(silent) or None)
        return redirect(there, code=303)

    return pages


def _of_all(asked: Asked, user: User) -> OfAll:
    found: dict[str, Overview] = {}
    away = []
    for name, service in asked().items():
        try:
            found[name] = service.overview(user)
        except AWAY as fault:
            log.warning("service does not tell what is parked", service=name, fault=type(fault).__name__)
            away.append(name)
    lines = [Line(name, cause) for name, overview in found.items() for cause in overview.causes]
    lines.sort(key=lambda line: (-line.cause.messages - line.cause.waiting, line.cause.since))
    unknown = [(name, each) for name, overview in found.items() for each in overview.unknown_types]
    return OfAll(lines, unknown, {name: overview.aside for name, overview in found.items() if overview.aside}, away)


def _wanted(lines: Sequence[Line], state: ListState) -> Sequence[Line]:
    service, kind = state.filters.get("service"), state.filters.get("kind")
    return [line for line in lines if service in (None, line.service) and kind in (None, line.cause.kind)]


def _try_again(asked: Asked, user: User, service: str, cause: str) -> tuple[Outcome, Sequence[str]]:
    """What came of it, and who did not answer."""
    outcome, silent = Outcome(0, 0), []
    for name, parked in asked().items():
        if service in ("", name):
            try:
                outcome += parked.try_again(user, cause)
            except AWAY as fault:
                log.warning("service does not try again", service=name, fault=type(fault).__name__)
                silent.append(name)
    return outcome, silent

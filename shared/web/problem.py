"""Errors: problem+json (RFC 9457) for the API, a Dutch page for a screen. One place decides on the status."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, g, jsonify, render_template, request
from marshmallow import ValidationError
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from shared.access import Forbidden
from shared.messaging.failures import PassingFault, Refused
from shared.transport.contract import TransportUnavailable
from shared.web.form_tokens import StaleForm, without_token
from shared.web.outside import SAFE, is_from_here

log = structlog.get_logger()

TITLES = {
    400: "De vraag klopt niet",
    401: "U bent niet aangemeld",
    403: "Dit mag u niet zien",
    404: "Niet gevonden",
    405: "Dit kan hier niet",
    409: "Dit kan nu niet",
    413: "Het bestand is te groot",
    415: "Dit soort inhoud kennen we niet",
    422: "Dit kan niet volgens de regels",
    500: "Er ging iets mis bij ons",
    503: "Dit lukt nu even niet",
}


WHAT_TO_DO = {
    400: "De vraag is niet te lezen. Controleer wat u stuurt.",
    404: "Deze bladzijde bestaat niet. Controleer het adres, of begin bij het begin.",
    405: "Dit adres kent deze bewerking niet.",
    413: "Het bestand is te groot. Stuur een kleiner bestand.",
    415: "Stuur JSON, met Content-Type: application/json.",
}
"""For what Flask refuses by itself; its own words are English."""


class NotFound(Exception):
    """What was asked for is not here. The message is Dutch and names what was looked for."""


class Unauthenticated(Exception):
    """Nobody is signed in."""


@dataclass(frozen=True, slots=True)
class Problem:
    status: int
    detail: str
    errors: list[dict[str, str]] = field(default_factory=list)
    heading: str = ""

    @property
    def title(self) -> str:
        return self.heading or TITLES.get(self.status, TITLES[500 if self.status >= 500 else 400])


def flat_errors(messages: Any, where: str = "") -> list[dict[str, str]]:
    """Marshmallow's nested messages as a list of `{"in": "functions.0.class", "detail": "..."}`."""
    if isinstance(messages, dict):
        return [
            error
            for key, inner in messages.items()
            for error in flat_errors(inner, f"{where}.{key}".strip(".") if key != "_schema" else where)
        ]
    return [{"in": where or "body", "detail": str(message)} for message in messages]


def problem_of(error: Exception) -> Problem:
    """Order matters: the first kind that fits decides."""
    match error:
        case ValidationError():
            return Problem(400, "Een of meer velden kloppen niet.", flat_errors(error.messages))
        case Forbidden():
            return Problem(403, str(error))
        case Unauthenticated():
            return Problem(401, "Meld u aan.")
        case NotFound():
            return Problem(404, str(error))
        case Refused():
            return Problem(422, str(error), [{"in": where, "detail": text} for where, text in error.fields.items()])
        case StaleForm():
            return Problem(403, str(error.description), heading="Verstuur dit nog een keer")
        case HTTPException():
            return Problem(error.code or 500, _in_dutch(error))
        case DataError():
            return Problem(400, "Een waarde is te lang, te groot, of bevat een teken dat wij niet kunnen bewaren.")
        case PassingFault() | TransportUnavailable() | OperationalError() | InterfaceError():
            return Problem(503, "Wij kunnen nu even niet bij onze gegevens. Probeer het over een minuut opnieuw.")
    return Problem(500, f"Probeer het later opnieuw. Noem bij vragen kenmerk {g.get('trace_id', 'onbekend')}.")


def _in_dutch(error: HTTPException) -> str:
    """Our own description of what Flask refused, or the one that our code gave with it."""
    given = error.description or ""
    return WHAT_TO_DO.get(error.code or 500, given) if given == type(error).description else given


def register_errors(app: Flask) -> None:
    @app.errorhandler(Exception)
    def explain(error: Exception) -> Response:
        problem = problem_of(error)
        if problem.status >= 500:
            log.exception("request failed", trace=g.get("trace_id"), route=str(request.url_rule))
        if "/api/" in request.path or request.path.endswith(("/healthz", "/metrics")):
            answer = _as_json(problem)
        else:
            left = _left(error)
            page = render_template("problem.html", problem=problem, title=problem.title, left=left)
            answer = Response(page, problem.status, mimetype="text/html")
        if problem.status == HTTPStatus.SERVICE_UNAVAILABLE:
            answer.headers["Retry-After"] = "60"
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            answer.headers["Allow"] = ", ".join(error.valid_methods)
        return answer


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What somebody filled in on a form that was not taken. With a file it cannot be sent again: browsers do not let us
    choose one."""

    action: str
    fields: list[tuple[str, str]]
    with_file: bool

    @property
    def texts(self) -> list[str]:
        """What was written, and not what was chosen or what the form knew by itself."""
        return [value for _, value in self.fields if " " in value.strip()]


def _left(error: Exception) -> LeftOver | None:
    """Only of a form that a page of ours sent: else another site could fill one in and let our user send it."""
    if request.method in SAFE or not isinstance(error, StaleForm | Unauthenticated) or not is_from_here(request):
        return None
    address = f"{request.script_root}{request.full_path}".rstrip("?")
    return LeftOver(address, without_token(request.form), bool(request.files))


def _as_json(problem: Problem) -> Response:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": f"urn:trace:{g.get('trace_id', 'onbekend')}",
    }
    if problem.errors:
        body["errors"] = problem.errors
    response = jsonify(body)
    response.status_code = problem.status
    response.mimetype = "application/problem+json"
    return response

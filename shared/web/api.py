"""The API of a service: routes that carry their own OpenAPI description, after the Dutch API design rules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Blueprint, Request, Response, jsonify, request
from marshmallow import RAISE, Schema
from marshmallow import fields as ma
from werkzeug.exceptions import BadRequest

from shared.access import ACCESS, Role, Scope, allowed

API_VERSION = "1.0.0"
JSON_ONLY = "__json_only__"
"""Marks a view that changes something and takes JSON: no form of another site can send that."""
NO_OBJECT = "De inhoud is geen JSON-object. Stuur Content-Type: application/json en een object."
CONTACT = {
    "name": "Zachte Landing",
    "url": "https://example.org/zachte-landing",
    "email": "zachte-landing@example.org",
}


class ProblemSchema(Schema):
    """RFC 9457."""

    type = ma.String(metadata={"description": "Soort probleem"})
    title = ma.String(required=True)
    status = ma.Integer(required=True)
    detail = ma.String(required=True)
    instance = ma.String()
    errors = ma.List(ma.Dict(keys=ma.String(), values=ma.String()))


@dataclass(frozen=True, slots=True)
class Document:
    """An answer that is not JSON, such as a PDF."""

    content: bytes
    mimetype: str
    filename: str


class Api:
    """`/api/v1` of a service. A view gets path values as named arguments, and `body` and `query` when declared."""

    def __init__(self, service: str, title: str, description: str) -> None:
        self.blueprint = Blueprint(f"{service}_api", service, url_prefix="/api/v1")
        self._service = service
        self._spec = APISpec(
            title=title,
            version=API_VERSION,
            openapi_version="3.0.3",
            info={"description": description, "contact": CONTACT},
            servers=[{"url": f"https://example.org/{service}/api/v1"}],
            plugins=[MarshmallowPlugin()],
        )
        self._spec.components.schema("Problem", schema=ProblemSchema)
        self._serve_description()

    def route(
        self,
        method: str,
        rule: str,
        *roles: Role,
        scope: Scope,
        summary: str,
        response: type[Schema] | None = None,
        body: type[Schema] | None = None,
        query: type[Schema] | None = None,
        many: bool = False,
        mimetype: str = "application/json",
        also_at: str = "",
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """`also_at`: an older address that goes on answering, and is not described any more. Raises ValueError for a
        route that changes something and takes no body."""
        if method != "GET" and body is None:
            raise ValueError(
                f"{method} {rule} takes no JSON, so a form of another site could send it; declare its body"
            )

        def add(view: Callable[..., Any]) -> Callable[..., Any]:
            @allowed(*roles, scope=scope)
            def answer(**path: Any) -> Response:
                arguments = dict(path)
                if body is not None:
                    arguments["body"] = body(unknown=RAISE).load(_json_body())
                if query is not None:
                    arguments["query"] = query(unknown=RAISE).load(request.args.to_dict())
                return _respond(view(**arguments), response, many)

            self.blueprint.add_url_rule(rule, view.__name__, answer, methods=[method])
            if also_at:
                self.blueprint.add_url_rule(also_at, view.__name__, answer, methods=[method])
            self._describe(method, rule, view.__name__, summary, roles, response, body, query, many, mimetype)
            setattr(view, ACCESS, getattr(answer, ACCESS))
            setattr(answer, JSON_ONLY, True)
            return view

        return add

    def description(self) -> dict[str, Any]:
        return self._spec.to_dict()

    def _serve_description(self) -> None:
        @self.blueprint.get("/openapi.json")
        @allowed(*Role, scope=Scope.NOBODY)
        def openapi() -> Response:
            answer = jsonify(self.description())
            answer.headers["Access-Control-Allow-Origin"] = "*"
            return answer

        @self.blueprint.after_request
        def version(answer: Response) -> Response:
            answer.headers["API-Version"] = API_VERSION
            return answer

    def _describe(
        self,
        method: str,
        rule: str,
        name: str,
        summary: str,
        roles: tuple[Role, ...],
        response: type[Schema] | None,
        body: type[Schema] | None,
        query: type[Schema] | None,
        many: bool,
        mimetype: str,
    ) -> None:
        path, parameters = _openapi_path(rule)
        if query is not None:
            parameters = [*parameters, {"in": "query", "schema": query}]
        schema: Any = {"type": "string", "format": "binary"} if response is None else response
        if many:
            schema = {"type": "array", "items": response}
        headers = {"API-Version": {"description": "Volledige versie", "schema": {"type": "string"}}}
        problem = {
            "description": "Zie detail",
            "headers": headers,
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        operation: dict[str, Any] = {
            "operationId": name,
            "summary": summary,
            "tags": [self._service],
            "description": f"Rollen: {', '.join(sorted(role.value for role in roles))}.",
            "parameters": parameters,
            "responses": {
                "200": {"description": "Antwoord", "headers": headers, "content": {mimetype: {"schema": schema}}},
                "400": problem,
                "403": problem,
                "404": problem,
            },
        }
        if body is not None:
            operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
        self._spec.path(path=path, operations={method.lower(): operation})


def _openapi_path(rule: str) -> tuple[str, list[dict[str, Any]]]:
    """Flask's `<uuid:id>` as OpenAPI's `{id}`, with its parameter."""
    parameters: list[dict[str, Any]] = []
    parts = []
    for part in rule.split("/"):
        start, end = part.find("<"), part.find(">")
        if start < 0:
            parts.append(part)
            continue
        kind, _, name = part[start + 1 : end].rpartition(":")
        schema = {"type": "string", "format": "uuid"} if kind == "uuid" else {"type": "string"}
        parameters.append({"in": "path", "name": name, "required": True, "schema": schema})
        parts.append(f"{part[:start]}{{{name}}}{part[end + 1 :]}")
    return "/".join(parts), parameters


def refuse_other_than_json(request: Request) -> None:
    """A browser asks us first before it sends JSON from another site, and we say no. Raises BadRequest."""
    if not request.is_json:
        raise BadRequest(NO_OBJECT)


def _json_body() -> Mapping[str, Any]:
    try:
        found = request.get_json(silent=True)
    except RecursionError as error:
        raise BadRequest("De inhoud is te diep genest. Stuur een gewoon JSON-object.") from error
    if not isinstance(found, dict):
        raise BadRequest(NO_OBJECT)
    return found


def _respond(result: Any, response: type[Schema] | None, many: bool) -> Response:
    if isinstance(result, Document):
        answer = Response(result.content, mimetype=result.mimetype)
        answer.headers["Content-Disposition"] = f'inline; filename="{result.filename}"'
        return answer
    if response is None:
        raise TypeError("a route that answers JSON declares its response schema")
    return jsonify(response(many=many).dump(result))

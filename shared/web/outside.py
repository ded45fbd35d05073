"""What every request from outside is held to before anybody looks at what it asks: its host, its origin, its text."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeVar
from urllib.parse import urlsplit

from flask import Request
from werkzeug.exceptions import BadRequest, Forbidden, RequestEntityTooLarge

from shared.json_text import WHOLE_NUMBER_MAX

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE = ("GET", "HEAD", "OPTIONS")
FIELDS_MAX = 300
"""Our largest form has some thirty."""
OTHER_SITE = "Dit formulier komt van een andere site. Open het scherm opnieuw."
Hosts = Callable[[str], bool]
V = TypeVar("V", bound=Callable[..., object])
FROM_A_SERVER = "__from_a_server__"


def sent_by_a_server(view: V) -> V:
    """Marks a view to which no browser posts but a server, which has no page of ours and so no token. What it sends is
    signed, and the view looks at nothing else."""
    setattr(view, FROM_A_SERVER, True)
    return view


def hosts_named(*names: str) -> Hosts:
    """Whether a host is one of these names or addresses, or this machine."""
    known = LOCAL | {name.casefold() for name in names}
    return lambda host: host.casefold() in known


def refuse_unknown_host(request: Request, allowed: Hosts) -> None:
    """Raises BadRequest for a name or address that is not ours."""
    if not allowed(urlsplit(f"//{request.host}").hostname or ""):
        raise BadRequest("Dit adres is niet van deze site. Gebruik het adres dat u van de gemeente kreeg.")


def refuse_other_sites(request: Request) -> None:
    """A form on another site cannot act for our user: browsers say where a request comes from. Raises Forbidden."""
    if request.method in SAFE:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden(OTHER_SITE)
    origin = request.headers.get("Origin")
    if origin is not None and not _names(origin, request.host):
        raise Forbidden(OTHER_SITE)


def is_from_here(request: Request) -> bool:
    """Whether a browser says that a page of ours sent this."""
    origin = request.headers.get("Origin")
    said = origin is not None or "Sec-Fetch-Site" in request.headers
    same = origin is None or _names(origin, request.host)
    return said and same and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def _names(origin: str, host: str) -> bool:
    try:
        return urlsplit(origin).netloc == host
    except ValueError:
        return False


def refuse_too_many_fields(request: Request) -> None:
    """Raises RequestEntityTooLarge."""
    if sum(1 for _ in request.form.items(multi=True)) > FIELDS_MAX:
        raise RequestEntityTooLarge("Dit formulier heeft te veel velden.")


def refuse_unstorable(request: Request) -> None:
    """Raises BadRequest for text that no database keeps, and names the field."""
    for name, value in chain(_texts(request), _json_values(request)):
        if not _is_storable(name) or not _is_storable(value):
            field = name if _is_storable(name) else "een veld"
            raise BadRequest(f"In {field} staat iets dat wij niet kunnen bewaren. Typ het opnieuw.")


def _texts(request: Request) -> Iterator[tuple[str, str | int]]:
    yield "het adres", request.path
    for name, given in (request.view_args or {}).items():
        yield from _values(name, given)
    yield from request.args.items(multi=True)
    yield from request.form.items(multi=True)
    for name, file in request.files.items(multi=True):
        yield name, file.filename or ""


def _values(name: str, value: object) -> Iterator[tuple[str, str | int]]:
    """What stands in a value of JSON, each with where it stands, like `functions.0.class`."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from _values(f"{name}.{key}".strip("."), inner)
        case list():
            for number, inner in enumerate(value):
                yield from _values(f"{name}.{number}".strip("."), inner)
        case str() | int():
            yield name, value


def _is_storable(value: str | int) -> bool:
    if isinstance(value, int):
        return abs(value) <= WHOLE_NUMBER_MAX
    try:
        return b"\0" not in value.encode()
    except UnicodeEncodeError:
        return False


def _json_values(request: Request) -> Iterator[tuple[str, str | int]]:
    """What cannot be read is for who reads it to refuse; only what is nested too deep nobody can."""
    try:
        yield from _values("", request.get_json(silent=True))
    except RecursionError as error:
        raise BadRequest("De inhoud is te diep genest. Stuur een gewoon JSON-object.") from error

"""What every request from outside is held to before anybody looks at what it asks: its host, its origin, its text."""

from collections.abc import Callable, Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Request
from werkzeug.exceptions import BadRequest, Forbidden

from shared.json_text import holds_nul, json_value

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE = ("GET", "HEAD", "OPTIONS")
NUL_IN_JSON = b"\\u0000"
"""How JSON writes the one character that no database of ours keeps."""
OTHER_SITE = "Dit formulier komt van een andere site. Open het scherm opnieuw."
Hosts = Callable[[str], bool]


def hosts_named(*names: str) -> Hosts:
    """Whether a host is one of these, or this machine, or an address: only a name can be led to us by somebody else."""
    known = LOCAL | {name.casefold() for name in names}

    def allowed(host: str) -> bool:
        return host.casefold() in known or _is_address(host)

    return allowed


def refuse_unknown_host(request: Request, allowed: Hosts) -> None:
    """Raises BadRequest for a name that is not ours."""
    if not allowed(urlsplit(f"//{request.host}").hostname or ""):
        raise BadRequest("Dit adres is niet van deze site. Gebruik het adres dat u van de gemeente kreeg.")


def refuse_other_sites(request: Request) -> None:
    """A form on another site cannot act for our user: browsers say where a request comes from. Raises Forbidden."""
    if request.method in SAFE:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden(OTHER_SITE)
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise Forbidden(OTHER_SITE)


def is_from_here(request: Request) -> bool:
    """Whether a browser says that a page of ours sent this."""
    origin = request.headers.get("Origin")
    said = origin is not None or "Sec-Fetch-Site" in request.headers
    same = origin is None or urlsplit(origin).netloc == request.host
    return said and same and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def refuse_unstorable(request: Request) -> None:
    """Raises BadRequest for text that no database keeps, and names the field."""
    for name, value in _texts(request):
        if not _is_storable(name) or not _is_storable(value):
            field = name if _is_storable(name) else "een veld"
            raise BadRequest(f"In {field} staat een teken dat wij niet kunnen bewaren. Typ de tekst opnieuw.")
    if request.is_json and NUL_IN_JSON in request.get_data(cache=True) and holds_nul(_json_of(request)):
        raise BadRequest("In de vraag staat een teken (NUL) dat wij niet kunnen bewaren.")


def _texts(request: Request) -> Iterator[tuple[str, str]]:
    yield "het adres", request.path
    yield from request.args.items(multi=True)
    yield from request.form.items(multi=True)


def _is_storable(text: str) -> bool:
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def _json_of(request: Request) -> object:
    """What cannot be read is for who reads it to refuse."""
    try:
        return json_value(request.get_data(cache=True))
    except ValueError:
        return None


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True

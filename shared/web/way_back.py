"""The way back to a list as somebody left it: its filters, order and page go along in the address, as `back`.

A list makes its links with `from_here`; the page behind one leads back with `way_back`. What stands in a list's address
is no personal data (see `lists.py`), so neither is this. It is followed only to the list that the page itself names, so
an address that somebody made up leads nowhere else.
"""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Flask, request

from shared.web.lists import SEARCH

BACK = "back"
LONGEST = 500
"""A longer way back is dropped: then the page leads to the list without filters."""
OF_THE_MOMENT = frozenset({"done"})
"""What a list says once, and not again when somebody comes back."""


def from_here(href: str) -> str:
    """The address of a page, from a list to which it can lead back; the same when the list shows everything."""
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] not in OF_THE_MOMENT]
    return with_back(href, f"{request.script_root}{request.path}?{urlencode(pairs)}") if pairs else href


def way_back(href: str) -> str:
    """The address of a list, as it was when somebody left it for this page."""
    given = request.args.get(BACK, "")
    return given if href and given.startswith(f"{urlsplit(href).path}?") else href


def came_from_search() -> bool:
    """Whether the page was opened from a list that somebody searched in."""
    return SEARCH in dict(parse_qsl(urlsplit(request.args.get(BACK, "")).query))


def kept(href: str) -> str:
    """The address of another page about the same thing, from which this page's way back is still known."""
    given = request.args.get(BACK, "")
    return with_back(href, given) if given else href


def with_back(href: str, back: str) -> str:
    if len(back) > LONGEST:
        return href
    parts = urlsplit(href)
    query = [pair for pair in parse_qsl(parts.query) if pair[0] != BACK]
    return urlunsplit(parts._replace(query=urlencode([*query, (BACK, back)])))


def keep_ways_back(app: Flask) -> None:
    """Pages may use the three above, and an address of the same thing as this page (`url_for` with the same id) keeps
    the way back by itself, also after a form was sent."""
    app.jinja_env.globals.update(from_here=from_here, way_back=way_back, kept=kept)

    @app.url_defaults
    def keep(endpoint: str, values: dict[str, Any]) -> None:
        here, given = request.view_args or {}, request.args.get(BACK, "")
        same = {(name, str(each)) for name, each in values.items()} & {(n, str(each)) for n, each in here.items()}
        if same and given and len(given) <= LONGEST and not endpoint.partition(".")[0].endswith("_api"):
            values.setdefault(BACK, given)

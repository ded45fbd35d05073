"""What the browser fetches beside a page: our own style sheets, the packages from npm, the fonts, a town's colours."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, send_file, url_for
from werkzeug.security import safe_join

from shared.access import Role, Scope, allowed
from shared.web.house import House
from shared.web.problem import NotFound

OWN = Path(__file__).parent / "assets"
PACKAGE_FILES = {
    "utrecht.css": Path("@utrecht/component-library-css/dist/index.css"),
    "tokens.css": Path("@utrecht/design-tokens/dist/root.css"),
    "htmx.js": Path("htmx.org/dist/htmx.min.js"),
    "noto-sans-latin.woff2": Path("@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2"),
    "noto-sans-latin-ext.woff2": Path("@fontsource-variable/noto-sans/files/noto-sans-latin-ext-wght-normal.woff2"),
}
YEAR, MONTH, HOUR = 365 * 24 * 3600, 30 * 24 * 3600, 3600


def check_packages(packages: Path) -> None:
    """Raises ValueError that names what `make install` has not brought."""
    missing = [str(path) for path in PACKAGE_FILES.values() if not (packages / path).is_file()]
    if missing:
        raise ValueError(f"front-end packages missing in {packages.name}: {missing}; run `make install`")


def serve_assets(app: Flask, packages: Path) -> None:
    """Addresses with the version of their content may be kept for a year; `asset(name)` in a template makes them."""

    @app.get("/assets/<path:name>")
    @allowed(*Role, scope=Scope.NOBODY)
    def assets(name: str) -> Response:
        file = _file_of(name, packages)
        return send_file(file, max_age=_may_be_kept(file, request.args.get("v", "")))

    @app.get("/assets/house/<colour>-<ink>.css")
    @allowed(*Role, scope=Scope.NOBODY)
    def house_style(colour: str, ink: str) -> Response:
        try:
            style = House(colour=f"#{colour}", ink=f"#{ink}").style
        except ValueError as odd:
            raise NotFound("Deze kleuren kennen we niet.") from odd
        answer = Response(style, mimetype="text/css")
        answer.cache_control.public, answer.cache_control.max_age = True, YEAR
        return answer

    @app.context_processor
    def addresses() -> dict[str, object]:
        def asset(name: str) -> str:
            return url_for("assets", name=name, v=_version(_file_of(name, packages)))

        return {"asset": asset, "style_of": style_of}


def style_of(house: House) -> str:
    """The address of a house's colours: they stand in it, so that it never changes what it answers."""
    return url_for("house_style", colour=house.colour[1:], ink=house.ink[1:])


def _file_of(name: str, packages: Path) -> Path:
    """Raises NotFound for a name that leads nowhere, or out of the folder."""
    inside = str(packages / PACKAGE_FILES[name]) if name in PACKAGE_FILES else safe_join(str(OWN), name)
    if inside is None or not Path(inside).is_file():
        raise NotFound(f"Het bestand '{name[:60]}' is er niet.")
    return Path(inside)


def _may_be_kept(file: Path, asked: str) -> int:
    # A style sheet names its fonts without a version; they change with a package at most.
    if file.suffix == ".woff2":
        return MONTH
    return YEAR if asked == _version(file) else HOUR


@cache
def _version(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:8]

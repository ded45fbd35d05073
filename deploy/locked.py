"""What a folder with data of real people shows as long as nobody can sign in as themselves: one page that says so."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from werkzeug.wrappers import Request, Response

TEMPLATES = Path(__file__).resolve().parent / "templates"


@Request.application
def locked_site(_request: Request) -> Response:
    """The same answer for every address."""
    page = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True).get_template("locked.html").render()
    response = Response(page, 503, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

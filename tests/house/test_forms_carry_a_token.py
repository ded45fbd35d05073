"""No form of ours that posts can be without its token, however its template is written."""

import re
from pathlib import Path

import pytest
from flask import Blueprint, Flask

from shared.web.app import WebContext, create_app
from shared.web.form_tokens import IN_A_FORM

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = sorted(
    file
    for folder in ("services", "shared", "deploy", "tests/support")
    for file in (ROOT / folder).rglob("*.html")
    if "node_modules" not in file.parts
)
FORM = re.compile(r"<form\b", re.IGNORECASE)
METHOD = re.compile(r"""<form\b[^>]*?\bmethod="(get|post)\"""", re.DOTALL)


@pytest.fixture
def app(web_context: WebContext) -> Flask:
    return create_app(
        "test", web_context, [Blueprint("none", __name__)], templates=ROOT, healthy=lambda: None, gauges=dict
    )


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_form_that_posts_is_read_with_its_token(app: Flask, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    methods = METHOD.findall(text)
    assert len(methods) == len(FORM.findall(text)), "a form says in plain text whether it gets or posts"
    assert app.jinja_env.preprocess(text).count(IN_A_FORM) == methods.count("post")


@pytest.mark.parametrize(
    ("form", "posts"),
    [
        ('<form method="post">', True),
        ("<FORM METHOD=post action=x>", True),
        ('<form class="{{ "a" if b > c else "d" }}" method="post" action="{{ url_for("x") }}">', True),
        ('<form action="x"\n  {% if a > b %}enctype="y"{% endif %} method=\'POST\' novalidate>', True),
        ('<form method="get" action="/post">', False),
        ('<form action="x"><input name="method" value="post">', False),
        ('<form method="get"></form><p>method="post"</p>', False),
    ],
)
def test_the_token_is_the_first_field_of_a_form_that_posts(app: Flask, form: str, posts: bool) -> None:
    assert app.jinja_env.preprocess(form + "<p>") == form + (IN_A_FORM if posts else "") + "<p>"


def test_no_form_is_written_outside_a_template() -> None:
    code = [file for folder in ("services", "shared", "deploy") for file in (ROOT / folder).rglob("*.py")]
    found = [str(file.relative_to(ROOT)) for file in code if "<form " in file.read_text(encoding="utf-8")]
    assert found == []

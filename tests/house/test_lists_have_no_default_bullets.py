"""A list on a screen is one of the design: a quiet dash, or no mark at all."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = sorted([*ROOT.glob("services/*/templates/**/*.html"), *ROOT.glob("shared/web/templates/**/*.html")])


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_list_names_its_look(template: Path) -> None:
    assert re.findall(r"<ul(?![^>]*\bclass=)[^>]*>", template.read_text(encoding="utf-8")) == []

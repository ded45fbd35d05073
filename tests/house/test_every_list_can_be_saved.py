"""Every screen with a table of several people or things has a link "Bewaar als CSV", to an address that ends so."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ROOT / "services"
TEMPLATES = sorted([*SERVICES.glob("*/templates/**/*.html"), *(ROOT / "shared" / "web" / "templates").glob("*.html")])
PAGES = "\n".join(file.read_text(encoding="utf-8") for file in SERVICES.glob("*/entrypoints/**/*.py"))
NO_LISTS = {
    "services/billing/pgb/budget.html": "the budgets of one client",
    "services/migration/control/client.html": "the file of one client",
    "services/migration/control/my_work.html": "each of its lists leads to the list of clients, which can be saved",
    "services/migration/deadlines/client.html": "the terms of one client",
    "services/migration/planning/caseworker.html": "appointments of one caseworker, which stand in the agenda",
    "services/migration/route/effects.html": "what one correction changes",
    "services/migration/route/prolongation.html": "the waves of one group",
    "services/migration/route/route.html": "the route of one client",
    "services/notifications/letters/kinds.html": "what letters must say and promise: texts",
    "services/notifications/letters/text.html": "the text of one letter",
    "services/notifications/mailing/mailing.html": "some letters to read before a mailing is released",
    "shared/web/parked.html": "messages for the functional manager to try again",
}
"""Tables that are no list, and why."""
WITH_PAGES = {"shared/web/parked.html"}
"""What is worked on the screen, and what a message holds belongs in no file."""


def name_of(template: Path) -> str:
    return "/".join(part for part in template.relative_to(ROOT).parts if part != "templates")


def without_macros(template: Path) -> str:
    return re.sub(r"{% macro .*?%}", "", template.read_text(encoding="utf-8"))


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_list_on_a_screen_can_be_saved(template: Path) -> None:
    text = without_macros(template)
    saved = re.findall(r'save_as_csv\(url_for\("[a-z_]+\.([a-z_]+)"', text)
    if name_of(template) in NO_LISTS:
        assert name_of(template) in WITH_PAGES or "pagination(" not in text, "what has pages is a list"
    else:
        assert bool(saved) is ("{% call table(" in text)
    for view in saved:
        assert re.search(rf'\.csv"\)\n(?:    @.*\n)*    def {view}\(', PAGES), view


def test_what_is_no_list_is_still_there() -> None:
    with_tables = {name_of(each) for each in TEMPLATES if "{% call table(" in without_macros(each)}
    assert NO_LISTS.keys() <= with_tables

"""A delivery that is being read: the page shows how far it is, and becomes the result without a reload."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from services.intake.main import register_file
from tests.browser.conftest import Site, Visitor
from tests.integration.intake_files import write_rows
from tests.unit.intake.delivered import client

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_page_of_a_delivery_that_is_being_read_becomes_the_result(
    visit: Visitor, site: Site, tmp_path: Path
) -> None:
    file = write_rows(tmp_path, [client(1, bsn="", clientnummer="C98765")], name="nog-bezig")
    waiting = register_file(site.region.services["intake"], file)["id"]
    page = visit.page(f"/intake/deliveries/{waiting}")
    expect(page.get_by_role("status")).to_contain_text("0 van 1 regel gelezen")
    site.region.work()
    expect(page.get_by_role("heading", name="Vastgehouden regels")).to_be_visible()
    expect(page.get_by_role("status")).to_have_count(0)
    assert visit.console_errors == []

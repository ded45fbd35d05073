"""A caseworker goes from what became of everybody to a person, takes the step, and finds it in their own work: by
keyboard, without JavaScript, on a narrow screen."""

import pytest

from tests.browser.conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_from_the_control_page_to_my_work(visit: Visitor) -> None:
    page = visit.page("/migration/control", user="consulent", width=320, javascript=False)
    step = page.get_by_role("link", name="afspraak maken", exact=True)
    step.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/migration/clients?step=make-appointment*")
    somebody = page.locator("tbody th a").first
    name = somebody.inner_text()
    somebody.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/migration/clients/*-*")
    assert page.locator("#nu").inner_text() == "Nu: maak een afspraak"
    page.get_by_text("Wie doet dit?").focus()
    page.keyboard.press("Enter")
    take = page.get_by_role("button", name="Ik doe dit")
    take.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**?done=taken**")
    assert "Noor Demo" in page.locator(".zl-next").inner_text()
    page.get_by_role("button", name="Menu").focus()
    mine = page.get_by_role("link", name="Mijn werk")
    page.keyboard.press("Enter")
    mine.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/migration/my-work")
    assert name in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

"""Looking at a page: what axe finds, whether it fits, a picture to keep, and where a link leads."""

import os
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LONGEST_LINE = """() => {
    const lines = [''], texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    let last = null, block = null;
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const around = text.parentElement.closest('p, li, td, dd, .zl-line__what');
        if (!around || text.parentElement.closest('.zl-hidden, svg, [hidden]')) continue;
        for (let place = 0; place < text.length; place += 1) {
            const range = document.createRange();
            range.setStart(text, place);
            range.setEnd(text, place + 1);
            const box = range.getClientRects()[0];
            if (!box || !box.width) continue;
            const goesOn = block === around && last && box.left >= last.right - 2 && box.top < last.bottom;
            if (goesOn) lines[lines.length - 1] += text.data[place];
            else lines.push(text.data[place]);
            [last, block] = [box, around];
        }
    }
    return lines.map(line => line.trim()).sort((a, b) => b.length - a.length)[0];
}"""
WIDTHS = (1280, 360, 320)
"""A desk, a telephone, and the narrowest that must hold (WCAG 1.4.10)."""
PICTURES = os.environ.get("ZL_SCREENSHOTS")
"""A folder to keep a picture of every screen in; for looking at, not for comparing."""


def keep_picture(page: Page, name: str) -> None:
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def violations(page: Page) -> list[str]:
    """What axe finds, as `rule: first place`."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    # Of what is right axe would collect every place too.
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]


def faults_at_widths(page: Page, name: str, widths: Sequence[int]) -> dict[int, list[str]]:
    """Per width of the window what axe finds, and whether the page scrolls sideways; a width without any is left out.
    Keeps a picture at every width; axe, which takes most of the time, looks at the widest and the narrowest only."""
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        keep_picture(page, f"{name}-{width}")
        wide = width_of(page)
        seen = violations(page) if width in (max(widths), min(widths)) else []
        found[width] = seen + ([f"the page is {wide} wide"] if wide > width else [])
    return {width: faults for width, faults in found.items() if faults}


def width_of(page: Page) -> int:
    """How wide the page is in pixels; wider than the window means that it scrolls sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


def longest_line(page: Page) -> str:
    """The line of running text with most characters, as the browser breaks it."""
    return str(page.evaluate(LONGEST_LINE))


def follow_menu(page: Page, name: str) -> None:
    """By a link of the menu, out of its group when it is in one."""
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    link = menu.get_by_role("link", name=name, exact=True)
    if not link.is_visible():
        menu.locator("details").filter(has=page.get_by_text(name, exact=True)).locator("summary").click()
    follow(page, link)


def follow(page: Page, link: Locator) -> None:
    """Clicks, and waits until the page behind the link is there."""
    with page.expect_navigation():
        link.click()

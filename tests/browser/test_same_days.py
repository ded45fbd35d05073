"""One client, one last day per kind of care: in the caseworker's file, on the client's page and in the letter."""

import re

import pytest
from playwright.sync_api import Page

from services.migration.entrypoints.rights.words import FUNCTIONS
from services.notifications.domain.client.care_words import care_name
from tests.browser.conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DAY = re.compile(r"\d{1,2} [a-z]+ 201[5-9]|\d{1,2} [a-z]+ 20[2-9]\d")
Days = list[tuple[str, str]]
"""Function and last day, sorted; a function may be there more than once."""


def in_the_file(page: Page) -> Days:
    codes = {f"{word[0].upper()}{word[1:]}": code for code, word in FUNCTIONS.items()}
    rows = page.get_by_role("table", name="Zorg, tot wanneer en van wie").locator("tbody tr").all()
    return sorted(
        (codes[row.locator("th").inner_text().splitlines()[0].strip().removesuffix(", met vervoer")], day)
        for row in rows
        for day in row.locator("td").first.locator("strong").all_inner_texts()
    )


def on_the_portal(page: Page) -> Days:
    cards = page.locator("section.zl-care").all()
    return sorted(
        (code_of(card.locator("h3").inner_text()), day)
        for card in cards
        for day in card.locator("time").all_inner_texts()
    )


def in_the_letter(page: Page) -> Days:
    rows = page.locator(".zl-sheet tbody tr").all()
    told = [(row.locator("th").inner_text(), row.locator("td").last.inner_text()) for row in rows]
    return sorted((code_of(care), until) for care, until in told if DAY.fullmatch(until))


CARE = {care_name(code): code for code in FUNCTIONS}


def code_of(care: str) -> str:
    return CARE[care.removesuffix(" met vervoer")]


def test_every_function_has_one_last_day_in_file_portal_and_letter(visit: Visitor) -> None:
    file = in_the_file(visit.page("/migration/clients/{several}"))
    portal = on_the_portal(visit.page("/notifications/portal?client={several}"))
    letter = in_the_letter(visit.page("/notifications/letters/{several_letter}"))
    assert len({day for _, day in file}) > 1, "a client with several last days was chosen"
    assert file == portal == letter


def test_the_client_and_the_caseworker_see_the_same_last_days(visit: Visitor) -> None:
    own = on_the_portal(visit.page("/notifications/portal", user="client"))
    assert own
    assert own == in_the_file(visit.page("/migration/clients/{client}"))
    assert own == in_the_letter(visit.page("/notifications/letters/{letter}", user="client"))


def test_portal_and_file_name_the_same_week_for_the_conversation(visit: Visitor) -> None:
    file = visit.page("/migration/clients/{client}").inner_text(".zl-line")
    week = re.search(rf"({DAY.pattern})\W[^:]*:\s*Gesprek in week", file)
    assert week
    assert f"in de week van {week[1]}." in visit.page("/notifications/portal", user="client").inner_text("main")

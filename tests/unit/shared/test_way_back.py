"""A list's filters go along to what it leads to and back, and lead nowhere but to that list."""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask, url_for

from shared.web.way_back import from_here, keep_ways_back, kept, way_back

LIST = "/letters?state=ready&page=3"


@pytest.fixture
def app() -> Flask:
    made = Flask("test")
    for rule, endpoint in (("/letters", "list"), ("/letters/<one>", "one"), ("/letters/<one>/sent", "sent")):
        made.add_url_rule(rule, endpoint)
    made.add_url_rule("/api/letters/<one>", "letters_api.one")
    keep_ways_back(made)
    return made


def query_of(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_a_list_goes_along_and_is_found_back(app: Flask) -> None:
    with app.test_request_context(f"{LIST}&done=released"):
        address = from_here("/letters/7#top")
    assert query_of(address) == {"back": [LIST]}
    assert address.endswith("#top")
    with app.test_request_context(address):
        assert way_back("/letters") == LIST


def test_a_list_without_a_choice_leaves_the_address_as_it_is(app: Flask) -> None:
    with app.test_request_context("/letters"):
        assert from_here("/letters/7") == "/letters/7"
    with app.test_request_context("/letters/7"):
        assert way_back("/letters") == "/letters"
        assert kept("/migration/clients/7") == "/migration/clients/7"


@pytest.mark.parametrize("back", ["https://elsewhere.example/letters?", "//elsewhere.example", "/budgets?state=x", ""])
def test_an_address_that_somebody_made_up_leads_to_the_list(app: Flask, back: str) -> None:
    with app.test_request_context("/letters/7", query_string={"back": back}):
        assert way_back("/letters") == "/letters"


def test_pages_of_the_same_thing_keep_the_way_back_and_others_do_not(app: Flask) -> None:
    with app.test_request_context("/letters/7", query_string={"back": LIST}):
        assert query_of(url_for("sent", one="7", done="yes")) == {"done": ["yes"], "back": [LIST]}
        assert query_of(kept("/elsewhere/7?client=7")) == {"client": ["7"], "back": [LIST]}
        assert query_of(url_for("one", one="8")) == {}
        assert query_of(url_for("list")) == {}
        assert query_of(url_for("letters_api.one", one="7")) == {}


def test_what_grows_too_long_is_left_behind(app: Flask) -> None:
    with app.test_request_context("/letters", query_string={"state": "x" * 600}):
        assert from_here("/letters/7") == "/letters/7"

"""A form is taken from the page of its own browser and user; what was typed on one that is refused is not lost."""

import io
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from deploy.front import front_application
from deploy.users import demo_users
from shared.web.form_tokens import COOKIE, FIELD, SECONDS_MAX, FormTokens
from shared.web.identity import DemoIdentity
from tests.support.regions import demo_region
from tests.support.web import token_on, web_context

OURS = {"Origin": "http://localhost"}
CHOICE = {"user": "financien"}


@pytest.fixture
def front() -> Flask:
    identity = DemoIdentity(demo_users(demo_region(), None), "k" * 32)
    context = replace(web_context(None), identity=identity, form_key="k" * 32)
    return front_application(context, identity, demo_region(), lambda: None)


@pytest.fixture
def web(front: Flask) -> FlaskClient:
    """A browser that does nothing by itself."""
    return FlaskClient(front)


def test_a_page_gives_the_browser_a_secret_that_no_script_and_no_form_elsewhere_can_use(web: FlaskClient) -> None:
    cookie = web.get("/aanmelden").headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert ("HttpOnly" in cookie, "SameSite=Lax" in cookie, "Path=/" in cookie, "Secure" in cookie) == (
        True,
        True,
        True,
        False,
    )
    assert "Secure" in web.get("/aanmelden", base_url="https://localhost").headers.get("Set-Cookie", "Secure")
    assert "Set-Cookie" not in web.get("/aanmelden").headers


def test_a_form_is_taken_with_the_token_of_its_page(web: FlaskClient) -> None:
    token = token_on(web.get("/aanmelden").text)
    assert web.post("/aanmelden", data={**CHOICE, FIELD: token}, headers=OURS).status_code == 303


def test_who_signs_in_gets_another_secret_and_earlier_forms_are_no_longer_good(web: FlaskClient) -> None:
    token = token_on(web.get("/aanmelden").text)
    before = web.get_cookie(COOKIE)
    web.post("/aanmelden", data={**CHOICE, FIELD: token})
    after = web.get_cookie(COOKIE)
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert web.post("/aanmelden", data={**CHOICE, FIELD: token}).status_code == 403


def test_what_was_typed_is_sent_again_by_one_button(web: FlaskClient) -> None:
    web.get("/aanmelden")
    refused = web.post("/aanmelden?a=1", data={**CHOICE, "note": "Eerste regel\nen <b>meer</b>"}, headers=OURS)
    page = html.fromstring(refused.text)
    [form] = page.xpath("//main//form")
    assert form.get("action") == "/aanmelden?a=1"
    left = {each.get("name"): each.get("value") for each in form.xpath(".//input")}
    assert left["note"] == "Eerste regel\nen <b>meer</b>"
    assert "Eerste regel" in page.xpath("string(//main)")
    assert web.post(form.get("action"), data=left, headers=OURS).status_code == 303


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "none"}])
def test_what_no_page_of_ours_sent_is_not_offered_to_be_sent_again(web: FlaskClient, headers: dict[str, str]) -> None:
    refused = web.post("/aanmelden", data={**CHOICE, "note": "van een ander"}, headers=headers)
    assert (refused.status_code, "van een ander" in refused.text) == (403, False)


def test_of_a_form_with_a_file_is_said_that_it_must_be_chosen_again(web: FlaskClient) -> None:
    sent = {**CHOICE, "note": "Zie het plan.", "file": (io.BytesIO(b"%PDF"), "plan.pdf")}
    page = html.fromstring(web.post("/aanmelden", data=sent, headers=OURS).text)
    assert "kies het bestand opnieuw" in page.xpath("string(//main)")
    assert "Zie het plan." in page.xpath("string(//main)")
    assert page.xpath("//main//form") == []


def test_a_token_ends() -> None:
    seconds = [0.0]
    tokens, browser = FormTokens("k" * 32, lambda: seconds[0]), "b" * 43
    token = tokens.make(browser, None)
    seconds[0] = SECONDS_MAX
    assert tokens.holds(token, browser, None)
    seconds[0] = SECONDS_MAX + 1
    assert not tokens.holds(token, browser, None)

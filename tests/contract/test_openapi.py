"""Every service describes its API in valid OpenAPI, and what others were promised is there."""

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from flask import url_for
from openapi_spec_validator import validate
from werkzeug.test import Client

from deploy.all_in_one import web_application
from deploy.region import Region
from shared.access import Role, User
from tests.simulation.deliveries import open_region
from tests.support import api_design_rules
from tests.support.api_design_rules import Finding, findings
from tests.support.requirement import require
from tests.support.web import web_context

PROMISED = {
    "migration": {
        "/rights/assess": "post",
        "/terms/calculate": "post",
        "/clients/{id}": "get",
        "/clients/{id}/slots": "get",
        "/clients/{id}/appointment": "post",
    },
    "billing": {"/contributions/assess": "post"},
    "intake": {"/deliveries": "get", "/deliveries/{id}": "get", "/deliveries/{id}/rows": "get", "/me": "get"},
    "notifications": {"/letters/{id}/document": "get"},
}


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    region = open_region(tmp_path_factory.mktemp("api") / "data")
    yield region
    region.close()


@pytest.fixture(scope="module")
def web(region: Region) -> Client:
    return Client(web_application(region))


def description(web: Client, service: str) -> dict[str, Any]:
    answer = web.get(f"/{service}/api/v1/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


@pytest.mark.parametrize("service", PROMISED)
def test_the_description_is_valid_openapi(web: Client, service: str) -> None:
    validate(description(web, service))


@pytest.fixture(scope="module")
def linted(web: Client, tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    """Every description, and one that is wrong on purpose; in one run, because the linter takes seconds to start."""
    require(*api_design_rules.available())
    folder = tmp_path_factory.mktemp("descriptions")
    wrong = description(web, "intake")
    wrong["paths"]["/Deliveries/"] = wrong["paths"].pop("/deliveries")
    files = {f"{service}.json": description(web, service) for service in PROMISED} | {"wrong.json": wrong}
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return findings([folder / name for name in files])


@pytest.mark.adr
@pytest.mark.parametrize("service", PROMISED)
def test_the_description_keeps_the_api_design_rules(linted: list[Finding], service: str) -> None:
    assert [str(each) for each in linted if each.is_error and each.file == f"{service}.json"] == []


@pytest.mark.adr
def test_the_linter_sees_an_address_against_the_rules(linted: list[Finding]) -> None:
    broken = {each.rule for each in linted if each.is_error and each.file == "wrong.json"}
    assert {"path-keys-no-trailing-slash", "nlgov:paths-kebab-case"} <= broken


@pytest.mark.parametrize("service", PROMISED)
def test_what_was_promised_is_described(web: Client, service: str) -> None:
    described = {
        re.sub(r"{\w+}", "{id}", path): methods for path, methods in description(web, service)["paths"].items()
    }
    missing = {path for path, method in PROMISED[service].items() if method not in described.get(path, {})}
    assert missing == set()


@pytest.mark.parametrize("service", PROMISED)
def test_the_description_is_open_to_every_site_and_names_its_version(web: Client, service: str) -> None:
    answer = web.get(f"/{service}/api/v1/openapi.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["API-Version"] == "1.0.0"


def test_the_former_address_of_a_letter_answers_as_the_new_one(region: Region) -> None:
    auditor = User("alex", "Alex", Role.AUDITOR)
    site = region.services["notifications"].make_web(web_context(auditor)).test_client()
    nobodys = uuid.uuid4()
    answers = [site.get(f"/api/v1/letters/{nobodys}{ending}") for ending in ("/document", ".pdf")]
    told = f"Er is geen brief {nobodys}."
    assert [(answer.status_code, answer.get_json()["detail"]) for answer in answers] == [(404, told)] * 2
    assert ".pdf" not in site.get("/api/v1/openapi.json").text


def test_screens_link_to_the_new_address_of_a_letter(region: Region) -> None:
    app = region.services["notifications"].make_web(web_context(None))
    with app.test_request_context():
        assert url_for("notifications_api.letter_as_pdf", id=uuid.UUID(int=0)).endswith("/document")


@pytest.mark.parametrize("path", ["/migration/api/v1/rights/assess/", "/intake/api/v1/deliveries/"])
def test_an_address_with_a_slash_at_its_end_is_not_found(web: Client, path: str) -> None:
    answer = web.get(path)
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    "path",
    ["/migration/api/v1/rights/assess", "/migration/api/v1/terms/calculate", "/billing/api/v1/contributions/assess"],
)
@pytest.mark.parametrize("content", ["[" * 100_000, "", "niets", "[]", '{"vreemd": 1}'])
def test_a_body_that_makes_no_sense_is_a_problem_of_the_caller(web: Client, path: str, content: str) -> None:
    answer = web.post(path, data=content, content_type="application/json")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert {"title", "status", "detail"} <= answer.get_json().keys()


@pytest.mark.parametrize("service", PROMISED)
def test_health_and_metrics_answer(web: Client, service: str) -> None:
    health = web.get(f"/{service}/healthz").get_json()
    assert (health["status"], health["service"]) == ("ok", service)
    assert "zachte_landing_" in web.get(f"/{service}/metrics", environ_base={"REMOTE_ADDR": "127.0.0.1"}).text

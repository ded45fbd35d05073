"""Access on the screens and in the API of intake, as two functional managers and an auditor use them."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Request
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.intake.application.access.grant_first_managers import (
    GrantFirstManagers,
    Somebody,
    grant_first_managers,
)
from services.intake.main import IntakeService
from shared.access import Role, User
from shared.granted import grants_of
from shared.granting import Door
from shared.web.app import WebContext
from tests.integration.intake_files import CLOCK, open_intake
from tests.support.web import PACKAGES

TODAY = CLOCK.today()
NOOR = {
    "name": "N. de Vries",
    "account": "Noor@houten.example",
    "role": "caseworker",
    "municipality-0321": "yes",
    "begins_on": TODAY.isoformat(),
}


@dataclass
class Site:
    intake: IntakeService
    app: Flask
    sam: User
    robin: User
    now: User | None = None

    def user(self, _request: Request) -> User | None:
        return self.now

    def as_(self, user: User) -> FlaskClient:
        self.now = user
        return self.app.test_client()

    def post(self, user: User, path: str, form: Mapping[str, str] = {}) -> TestResponse:
        return self.as_(user).post(path, data=dict(form))

    def page(self, user: User, path: str) -> str:
        answer = self.as_(user).get(path)
        assert answer.status_code == 200, answer.text
        return re.sub(r"\s+", " ", answer.text)

    def may_sign_in(self) -> list[Role]:
        held = grants_of(self.intake.database.engine).of(Door.STAFF, "noor@houten.example", TODAY)
        return [each.role for each in held]

    @property
    def auditor(self) -> User:
        return replace(self.sam, id="auditor", name="A. Vos", role=Role.AUDITOR)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    intake = open_intake(tmp_path)
    named = (Somebody("sam", "S. Bakker"), Somebody("robin", "R. Visser"))
    with intake.works.begin() as work:
        people = grant_first_managers(work, GrantFirstManagers(named))
    sam, robin = (each.user(each.user_id) for each in people)
    site = Site(intake, Flask(__name__), sam, robin)
    site.app = intake.make_web(WebContext(site, (), PACKAGES, CLOCK))
    yield site
    intake.database.engine.dispose()
    intake.transport.close()


def proposed(site: Site, **changed: str) -> str:
    answer = site.post(site.sam, "/access/new", NOOR | changed)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].partition("?")[0]


def test_one_proposes_another_confirms_and_it_is_withdrawn(site: Site) -> None:
    page = proposed(site)
    own = site.page(site.sam, f"{page}?done=proposed")
    assert "Een andere functioneel beheerder moet het bevestigen." in own
    assert "Bevestig deze toegang" not in own
    assert site.post(site.sam, f"{page}/confirm").status_code == 400
    assert site.may_sign_in() == []

    assert "S. Bakker stelt dit voor." in site.page(site.robin, page)
    assert site.post(site.robin, f"{page}/confirm").status_code == 303
    assert site.may_sign_in() == [Role.CASEWORKER]

    without = site.post(site.sam, f"{page}/withdraw", {"why": " "})
    assert (without.status_code, "Schrijf op waarom." in without.text) == (400, True)
    assert site.post(site.sam, f"{page}/withdraw", {"why": "Uit dienst."}).status_code == 303
    assert site.may_sign_in() == []
    history = site.page(site.auditor, page)
    for words in (
        "door S. Bakker, op 3 november 2014 om 12.00 uur.",
        "door R. Visser, op 3 november 2014 om 12.00 uur.",
        "Reden: Uit dienst.",
    ):
        assert words in history
    assert "<form" not in history.partition("<main")[2]


def test_a_proposal_is_taken_back_by_who_made_it(site: Site) -> None:
    page = proposed(site)
    assert "Neem het voorstel terug" in site.page(site.sam, page)
    assert site.post(site.sam, f"{page}/refuse", {"why": "Verkeerde rol."}).status_code == 303
    assert site.post(site.robin, f"{page}/confirm").status_code == 400


def test_the_form_of_a_change_holds_what_is_granted(site: Site) -> None:
    page = proposed(site)
    site.post(site.robin, f"{page}/confirm")
    form = site.page(site.robin, f"{page}/change")
    assert 'value="noor@houten.example"' in form
    assert re.search(r'name="municipality-0321" value="yes" checked', form)
    changed = site.post(site.robin, f"{page}/change", NOOR | {"role": "finance"})
    new = changed.headers["Location"].partition("?")[0]
    assert site.may_sign_in() == [Role.CASEWORKER]
    assert "toegang die hiermee wijzigt" in site.page(site.sam, new)
    site.post(site.sam, f"{new}/confirm")
    assert site.may_sign_in() == [Role.FINANCE]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"role": ""}, "Kies een rol."),
        ({"role": "client"}, "Kies een rol."),
        ({"begins_on": ""}, "Vul een dag in."),
        ({"ends_on": "morgen"}, "Vul een dag in."),
        ({"ends_on": "2014-11-02"}, "De laatste dag ligt voor de eerste."),
        ({"municipality-0321": ""}, "Kies voor welke gemeenten deze persoon werkt."),
        ({"role": "provider"}, "Vul de AGB-code van de aanbieder in"),
        ({"provider": "12345678"}, "Een AGB-code hoort alleen bij een aanbieder."),
        ({"name": ""}, "Vul de naam in."),
        ({"account": "sam"}, "Dit gaat over uw eigen account."),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(site: Site, changed: Mapping[str, str], says: str) -> None:
    answer = site.post(site.sam, "/access/new", NOOR | dict(changed))
    assert (answer.status_code, says in answer.text) == (400, True)
    assert "Er klopt iets niet" in answer.text
    assert f'value="{(NOOR | dict(changed))["begins_on"]}"' in answer.text


def test_the_list_counts_and_filters_and_can_be_saved(site: Site) -> None:
    proposed(site)
    assert "<strong>3</strong> keer toegang" in site.page(site.auditor, "/access")
    narrowed = site.page(site.auditor, "/access?state=proposed&role=caseworker&municipality=0321")
    assert "<strong>1</strong> keer toegang" in narrowed
    assert "S. Bakker" not in narrowed
    assert "Stel toegang voor" not in narrowed
    file = site.as_(site.auditor).get("/access.csv?state=proposed").get_data().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(file), delimiter=";")
    assert (row["Naam"], row["Rol"], row["Voorgesteld door"], row["Bevestigd door"]) == (
        "N. de Vries",
        "consulent",
        "S. Bakker",
        "",
    )


def test_a_grant_that_nobody_knows_is_not_found(site: Site) -> None:
    unknown = "/access/0d9c5f0e-7a54-4a7e-8f62-3d1b0c9e6a21"
    assert site.as_(site.sam).get(unknown).status_code == 404
    assert site.post(site.sam, f"{unknown}/withdraw", {"why": "x"}).status_code == 404


def test_the_api_does_what_the_screens_do(site: Site) -> None:
    def ask(user: User, path: str, body: Mapping[str, Any] | None = None, status: int = 200) -> Any:
        web = site.as_(user)
        answer = web.get(f"/api/v1{path}") if body is None else web.post(f"/api/v1{path}", json=body)
        assert answer.status_code == status, answer.text
        return answer.get_json()

    wanted = {
        "account": "noor@houten.example",
        "name": "N. de Vries",
        "role": "caseworker",
        "municipalities": ["0321"],
        "beginsOn": TODAY.isoformat(),
    }
    made = ask(site.sam, "/access-grants", wanted)
    assert (made["state"], made["endsOn"], made["municipalities"]) == ("proposed", None, ["0321"])
    path = f"/access-grants/{made['id']}"
    ask(site.sam, f"{path}/confirm", {}, status=422)
    confirmed = ask(site.robin, f"{path}/confirm", {})
    assert confirmed["state"] == "holds"
    assert [each["deed"] for each in confirmed["history"]] == ["proposed", "confirmed"]
    changed = ask(site.sam, "/access-grants", wanted | {"endsOn": "2015-12-31", "replaces": made["id"]})
    assert ask(site.robin, f"/access-grants/{changed['id']}/refuse", {"why": "Nee."})["state"] == "refused"
    assert ask(site.sam, f"{path}/withdraw", {"why": "Uit dienst."})["state"] == "withdrawn"
    assert len(ask(site.auditor, "/access-grants")) == 4
    assert ask(site.auditor, path)["history"][-1]["why"] == "Uit dienst."
    wrong = ask(site.sam, "/access-grants", wanted | {"role": "client"}, status=422)
    assert "DigiD" in str(wrong)

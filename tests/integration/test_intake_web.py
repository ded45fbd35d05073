"""The API and the screens of intake, as different users see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Request
from flask.testing import FlaskClient

from services.intake.application.delivery.process_waiting import process_waiting
from services.intake.domain.person.identity import Identities
from services.intake.main import IntakeService, register_file
from shared.access import Role, User
from shared.web.app import WebContext
from tests.integration.intake_files import CLOCK, IDENTITY_KEY, deliver, open_intake, write_bytes, write_rows
from tests.support.read_looks import persons_seen
from tests.unit.intake.delivered import client

IDENTITIES = Identities(IDENTITY_KEY)
PACKAGES = Path(__file__).parents[2] / "node_modules"
HOUTEN = User("h", "Hugo", Role.CASEWORKER, frozenset({"0321"}))
LOPIK = User("l", "Lotte", Role.CASEWORKER, frozenset({"0331"}))
MANAGER = User("s", "Sam", Role.FUNCTIONAL_MANAGER, frozenset({"0331"}))
PROVIDER = User("p", "Petra", Role.PROVIDER, provider="98990123")


@dataclass
class SignedIn:
    one: User | None = HOUTEN

    def user(self, _request: Request) -> User | None:
        return self.one


@dataclass
class Site:
    intake: IntakeService
    web: FlaskClient
    signed_in: SignedIn
    delivery_id: str

    def json(self, path: str, status: int = 200) -> Any:
        answer = self.web.get(f"/api/v1{path}")
        assert answer.status_code == status, answer.text
        return answer.get_json()

    def read_subjects(self) -> list[str]:
        return [client for _, client, _ in persons_seen(self.intake.database.engine)]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    intake = open_intake(tmp_path)
    rows = [
        client(1),
        client(1, klasse="K9"),
        client(2, geslachtsnaam="<script>", bsn=""),
        *(client(n) for n in range(5, 9)),
    ]
    delivery_id = deliver(intake, write_rows(tmp_path, rows, rijen=8))
    deliver(intake, write_bytes(tmp_path, b"onzin", name="geweigerd", gemeentecode=""))
    signed_in = SignedIn()
    app = intake.make_web(WebContext(signed_in, (), PACKAGES, CLOCK))
    yield Site(intake, app.test_client(), signed_in, delivery_id)
    intake.database.engine.dispose()


def test_the_api_gives_a_delivery_with_its_totals(site: Site) -> None:
    listed = site.json("/deliveries")
    assert [one["state"] for one in listed] == ["refused", "checked"]
    found = site.json(f"/deliveries/{site.delivery_id}")
    assert found == listed[1]
    assert found["rows"] == {"delivered": 7, "accepted": 5, "heldBack": 2}
    assert found["persons"] == {"delivered": 6, "transferred": 5, "heldBack": 1}
    assert found["differences"] == [{"total": "rijen", "manifest": 8, "counted": 7}]


def test_rows_come_in_pages_until_the_last(site: Site) -> None:
    path = f"/deliveries/{site.delivery_id}/rows?limit=3"
    first = site.json(path)
    second = site.json(f"{path}&after={first['nextAfter']}")
    third = site.json(f"{path}&after={second['nextAfter']}")
    pages = [first, second, third]
    assert [[row["number"] for row in page["rows"]] for page in pages] == [[1, 2, 3], [4, 5, 6], [7]]
    assert third["nextAfter"] == 0


def test_held_back_rows_come_with_what_is_wrong(site: Site) -> None:
    rows = site.json(f"/deliveries/{site.delivery_id}/rows?state=held-back")["rows"]
    assert [(row["number"], row["errors"][0]["column"], row["errors"][0]["code"]) for row in rows] == [
        (2, "klasse", "1114"),
        (3, "bsn", "0399"),
    ]


def test_reading_rows_leaves_a_line_per_person(site: Site) -> None:
    rows = site.json(f"/deliveries/{site.delivery_id}/rows?state=held-back")["rows"]
    known, unknown = rows[0]["clientId"], IDENTITIES.stranger_id(site.delivery_id, "C00002")
    assert sorted(site.read_subjects()) == sorted([known, unknown])


def test_reading_rows_of_unknown_persons_leaves_a_line_for_each(site: Site, tmp_path: Path) -> None:
    strangers = [client(20, bsn="1"), client(20, bsn="2"), client(21, bsn="1"), client(22, clientnummer="", bsn="1")]
    delivery_id = deliver(site.intake, write_rows(tmp_path, strangers, name="onbekenden"))
    site.json(f"/deliveries/{delivery_id}/rows")
    keys = ["C00020", "C00021", f"onbekend:{delivery_id}:4"]
    assert sorted(site.read_subjects()) == sorted(IDENTITIES.stranger_id(delivery_id, key) for key in keys)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/deliveries/00000000-0000-0000-0000-000000000000", 404),
        ("/deliveries/geen-uuid", 404),
        ("/deliveries/{id}/rows?state=weg", 400),
        ("/deliveries/{id}/rows?limit=0", 400),
        ("/deliveries/{id}/rows?after=-1", 400),
        ("/deliveries/{id}/rows?onbekend=1", 400),
    ],
)
def test_a_wrong_question_gets_a_problem(site: Site, path: str, status: int) -> None:
    problem = site.json(path.format(id=site.delivery_id), status)
    assert problem["status"] == status
    assert problem["detail"]


@pytest.mark.parametrize("path", ["/deliveries/{id}", "/deliveries/{id}/rows"])
def test_another_municipality_sees_no_rows_and_logs_none(site: Site, path: str) -> None:
    site.signed_in.one = LOPIK
    assert "Houten" in site.json(path.format(id=site.delivery_id), 403)["detail"]
    assert [one["state"] for one in site.json("/deliveries")] == ["refused"]
    assert site.read_subjects() == []


@pytest.mark.parametrize("path", ["/deliveries", "/deliveries/{id}", "/deliveries/{id}/rows"])
@pytest.mark.parametrize(("user", "status"), [(PROVIDER, 403), (None, 401)])
def test_a_provider_or_a_stranger_gets_nothing(site: Site, path: str, user: User | None, status: int) -> None:
    site.signed_in.one = user
    site.json(path.format(id=site.delivery_id), status)


def test_the_screens_show_deliveries_and_what_is_wrong(site: Site) -> None:
    listed = site.web.get("/deliveries").text
    assert f"/deliveries/{site.delivery_id}" in listed
    shown = site.web.get(f"/deliveries/{site.delivery_id}").text
    assert "Dit veld is leeg. Vul het in." in shown
    assert "Volgens het manifest" in shown
    assert "<script>" not in shown.replace("<script src", "")


@pytest.mark.parametrize(
    ("left_out", "words"),
    [(1, "1 cliënt stond wel in een eerdere aanlevering"), (2, "2 cliënten stonden wel in een eerdere aanlevering")],
)
def test_page_and_api_say_how_many_clients_were_left_out(site: Site, tmp_path: Path, left_out: int, words: str) -> None:
    rows = [client(1), *(client(n) for n in range(5 + left_out, 9))]
    later = deliver(site.intake, write_rows(tmp_path, rows, name="later"))
    shown = site.web.get(f"/deliveries/{later}").text
    assert f"{words} van dit zorgkantoor voor deze gemeente, en niet in deze." in shown
    assert site.json(f"/deliveries/{later}")["personsAbsent"] == left_out
    assert "in een eerdere aanlevering" not in site.web.get(f"/deliveries/{site.delivery_id}").text


def test_the_screen_of_a_refused_delivery_says_why(site: Site) -> None:
    refused = site.json("/deliveries")[0]
    shown = site.web.get(f"/deliveries/{refused['id']}").text
    assert "Deze aanlevering is geweigerd." in shown
    assert "gemeentecode" in shown


@pytest.mark.parametrize("step", ["stage_rows.check_row", "read_delivery.delivery_id"])
def test_a_delivery_on_which_the_program_failed_is_tried_again_by_the_functional_manager(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def broken(*_args: object) -> None:
        raise OverflowError(client(31)["bsn"])

    with monkeypatch.context() as patched:
        patched.setattr(f"services.intake.application.delivery.{step}", broken)
        failed = deliver(site.intake, write_rows(tmp_path, [client(31)], name="wankel"))
    shown = site.web.get(f"/deliveries/{failed}").text
    assert "Deze aanlevering is mislukt" in shown
    assert "OverflowError in test_intake_web.py, regel" in shown
    assert client(31)["bsn"] not in shown
    assert "De functioneel beheerder kan het opnieuw proberen" in shown
    assert site.web.post(f"/deliveries/{failed}/retry").status_code == 403
    site.signed_in.one = User("b", "B. Heer", Role.FUNCTIONAL_MANAGER, HOUTEN.municipalities)
    assert "Probeer opnieuw" in site.web.get(f"/deliveries/{failed}").text
    assert "mislukt" in site.web.get("/deliveries?state=failed").text
    answer = site.web.post(f"/deliveries/{failed}/retry")
    assert answer.status_code == 302
    process_waiting(site.intake.works)
    assert "Deze aanlevering is mislukt" not in site.web.get(answer.location).text
    assert [one["state"] for one in site.json("/deliveries")].count("failed") == 0
    assert site.web.post(f"/deliveries/{'0' * 8}-0000-0000-0000-{'0' * 12}/retry").status_code == 404


def test_the_description_names_every_route_of_the_api(site: Site) -> None:
    described = site.json("/openapi.json")
    assert set(described["paths"]) == {
        "/access-grants",
        "/access-grants/{id}",
        "/access-grants/{id}/confirm",
        "/access-grants/{id}/refuse",
        "/access-grants/{id}/withdraw",
        "/deliveries",
        "/deliveries/{delivery_id}",
        "/deliveries/{delivery_id}/rows",
        "/me",
        "/forgettings",
        "/forgettings/{id}/confirm",
        "/forgettings/{id}/withdraw",
        "/steps/{cause}",
    }


def test_a_delivery_for_an_unknown_municipality_is_seen_by_the_functional_manager(site: Site, tmp_path: Path) -> None:
    lost = deliver(site.intake, write_rows(tmp_path, [client(30)], name="verdwaald", gemeentecode="9999"))
    assert lost not in [one["id"] for one in site.json("/deliveries")]
    assert site.json(f"/deliveries/{lost}", 403)["detail"].startswith("Deze gegevens zijn van een gemeente")
    site.signed_in.one = MANAGER
    assert lost in [one["id"] for one in site.json("/deliveries")]
    assert "onbekend (9999)" in site.web.get(f"/deliveries/{lost}").text


def test_a_delivery_that_is_still_read_shows_progress_and_nobodys_rows(site: Site, tmp_path: Path) -> None:
    waiting = register_file(site.intake, write_rows(tmp_path, [client(31, bsn="")], name="wacht"))["id"]
    before = site.read_subjects()
    page = site.web.get(f"/deliveries/{waiting}").text
    assert "0 van 1 regel gelezen" in page
    assert "hx-get" in page
    assert site.read_subjects() == before
    process_waiting(site.intake.works)
    done = site.web.get(f"/deliveries/{waiting}").text
    assert "hx-get" not in done
    assert "Vastgehouden regels" in done


def test_held_back_persons_are_listed_with_what_to_do_and_without_a_bsn(site: Site, tmp_path: Path) -> None:
    taken = client(1)["bsn"]
    deliver(site.intake, write_rows(tmp_path, [client(1, clientnummer="N1"), client(40, bsn="123456789")], name="twee"))
    page = site.web.get("/held-back").text
    assert "Vraag het zorgkantoor om de regel te verbeteren" in page
    assert "Dit BSN is eerder aangeleverd onder cliëntnummer C00001." in page
    assert "<strong>3</strong> personen" in page or "<strong>4</strong> personen" in page
    delivery_page = site.web.get("/deliveries").text
    assert "personen vastgehouden" in delivery_page
    for shown in (page, *(site.web.get(f"/deliveries/{one['id']}").text for one in site.json("/deliveries"))):
        assert taken not in shown
        assert "123456789" not in shown


def test_a_search_is_posted_and_kept_and_never_stands_in_an_address(site: Site) -> None:
    answer = site.web.post("/held-back", data={"text": "A. van Voorbeeld", "state": "known"})
    address = answer.headers["Location"]
    assert answer.status_code == 303
    assert address.startswith("/held-back?state=known&search=")
    assert "Voorbeeld" not in address
    page = site.web.get(address).text
    assert "“A. van Voorbeeld”" in page
    assert ">C00001<" in page
    other = site.web.get("/held-back?search=made-up-token-1").text
    assert "Deze zoekopdracht is verlopen. Zoek opnieuw." in other
    assert (
        "C00001"
        not in site.web.get(site.web.post("/held-back", data={"text": "Bestaat niet"}).headers["Location"]).text
    )


def test_a_client_number_leads_to_the_file_also_of_whom_nothing_is_held_back(site: Site) -> None:
    address = site.web.post("/held-back", data={"text": "C00005"}).headers["Location"]
    page = site.web.get(address).text
    found = site.json(f"/deliveries/{site.delivery_id}/rows?after=3&limit=1")["rows"][0]["clientId"]
    assert "Deze cliënt is niet vastgehouden" in page
    assert f'href="/migration/clients/{found}">Open het dossier</a>' in page
    assert "Wij vonden niemand" not in page
    assert site.read_subjects()[0] == found
    site.signed_in.one = LOPIK
    address = site.web.post("/held-back", data={"text": "C00005"}).headers["Location"]
    assert found not in site.web.get(address).text


def test_a_row_is_found_on_its_page_of_the_delivery(site: Site, tmp_path: Path) -> None:
    rows = [client(n, bsn="") for n in range(50, 120)]
    delivery = deliver(site.intake, write_rows(tmp_path, rows, name="lang"))
    for number, page in ((50, ""), (51, "?page=2")):
        address = site.web.get(f"/deliveries/{delivery}/rows/{number}").headers["Location"]
        assert address.removesuffix(f"#regel-{number}").rstrip("?") == f"/deliveries/{delivery}{page}"
        assert f'id="regel-{number}"' in site.web.get(address).text
    site.signed_in.one = LOPIK
    assert site.web.get(f"/deliveries/{delivery}/rows/50").status_code == 403


@pytest.mark.parametrize("question", ["state=made-up", "municipality=nowhere", "delivery=1", "sort=bsn", "page=0"])
def test_a_question_that_somebody_made_up_is_refused_in_dutch(site: Site, question: str) -> None:
    assert site.web.get(f"/held-back?{question}").status_code == 400


def test_deliveries_are_filtered_by_state_and_put_in_order(site: Site) -> None:
    refused = site.web.get("/deliveries?state=refused").text
    assert "geweigerd.csv" in refused
    assert site.delivery_id not in refused
    ordered = site.web.get("/deliveries?sort=-held_back").text
    assert ordered.index(site.delivery_id) < ordered.index("geweigerd.csv")
    assert site.web.get("/deliveries?state=received").text.count("Er zijn geen aanleveringen met deze keuze.") == 1

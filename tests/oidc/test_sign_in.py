"""People sign in as themselves, at a real OpenID Connect server, through the pages of the whole site."""

from dataclasses import replace
from datetime import date

import pytest
import requests
from structlog.testing import capture_logs

from shared.access import Role
from shared.doors import SignInDoor
from shared.granting import Door, user_id_of
from shared.municipalities import municipality_name
from shared.web.sessions import IDLE_SECONDS, SESSION_SECONDS
from tests.oidc.conftest import AGB, NEIGHBOUR, OTHER_TOWN, OWN, STRANGER, TOWN, Site, asked_in, granted
from tests.support.read_looks import looks

pytestmark = pytest.mark.oidc

NOOR = "noor@town.example"


def test_a_caseworker_comes_in_through_the_towns_provider(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.provider.meets(sub="1", email="Noor@Town.example ")
    browser = site.browser()
    assert browser.get("/migration/clients").status_code == 401
    entered = browser.sign_in("staff")
    assert (entered.status_code, entered.headers["Location"]) == (303, "/")
    assert browser.get("/").headers["Location"] == "/migration/my-work"
    page = browser.get("/migration/clients")
    assert (page.status_code, "Naam van g1" in page.text, "Afmelden" in page.text) == (200, True, True)
    assert browser.me().get_json() == {
        "id": user_id_of(Door.STAFF, NOOR),
        "name": "Naam van g1",
        "role": "caseworker",
        "municipalities": [TOWN],
        "provider": "",
        "client": "",
    }


def test_a_provider_comes_in_through_its_own_door(site: Site) -> None:
    site.grants.grant(granted("g1", "pseudonym-7", Role.PROVIDER))
    site.provider.meets(sub="pseudonym-7")
    browser = site.browser()
    browser.sign_in("provider")
    assert browser.get("/notifications/provider-clients").status_code == 200
    assert (browser.me().get_json()["role"], browser.me().get_json()["provider"]) == ("provider", AGB)
    assert browser.get("/migration/clients").status_code == 403


def test_a_grant_of_one_door_opens_no_other(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR, Role.PROVIDER))
    site.provider.meets(sub="1", email=NOOR)
    assert site.browser().sign_in("staff").status_code == 403


def test_a_client_comes_in_as_the_client_we_know(site: Site) -> None:
    site.provider.meets(sub="x", bsn=OWN)
    browser = site.browser()
    assert browser.sign_in("client").status_code == 303
    found = browser.me().get_json()
    assert (found["role"], found["client"], found["id"]) == ("client", site.client_id(OWN), site.client_id(OWN))
    assert browser.get("/notifications/portal").status_code == 200
    assert browser.get(f"/notifications/portal?client={site.client_id(NEIGHBOUR)}").status_code in (200, 403, 404)
    assert (
        site.client_id(NEIGHBOUR) not in browser.get(f"/notifications/portal?client={site.client_id(NEIGHBOUR)}").text
    )


def test_a_bsn_stays_in_no_cookie_and_no_address(site: Site) -> None:
    site.provider.meets(sub="x", bsn=OWN)
    browser = site.browser()
    went = browser.callback("client")
    entered = browser.get(went)
    assert site.client_id(OWN) in browser.kept()
    assert OWN not in went + browser.kept() + entered.headers["Location"]


def test_a_representative_sees_that_client_and_is_told_apart(site: Site) -> None:
    site.provider.meets(sub="x", bsn=STRANGER, represented=OWN)
    browser = site.browser()
    assert browser.sign_in("client").status_code == 303
    found = browser.me().get_json()
    assert (found["client"], found["name"]) == (site.client_id(OWN), "Vertegenwoordiger")
    assert found["id"] == site.representative_id(STRANGER)
    assert browser.get("/notifications/portal").status_code == 200


def test_a_client_who_represents_another_sees_that_other_one_only(site: Site) -> None:
    site.provider.meets(sub="x", bsn=NEIGHBOUR, represented=OWN)
    browser = site.browser()
    browser.sign_in("client")
    found = browser.me().get_json()
    assert found["client"] == site.client_id(OWN)
    assert found["id"] not in (site.client_id(OWN), site.client_id(NEIGHBOUR))


@pytest.mark.parametrize(
    "person",
    [
        {"bsn": STRANGER},
        {"bsn": "123456789"},
        {"bsn": "' or 1=1"},
        {"bsn": OWN, "represented": STRANGER},
        {"bsn": "123456789", "represented": OWN},
    ],
)
def test_whom_we_do_not_know_reads_whom_to_call_and_nothing_of_anybody(site: Site, person: dict[str, str]) -> None:
    site.provider.meets(sub="x", **person)
    browser = site.browser()
    answer = browser.sign_in("client")
    assert (answer.status_code, "Bel dan uw gemeente" in answer.text) == (403, True)
    assert [value for value in person.values() if value in answer.text] == []
    assert browser.me().status_code == 401
    assert "zl_session" not in browser.cookies()


def test_who_is_unknown_and_whose_right_ended_read_the_same_page(site: Site) -> None:
    site.grants.grant(granted("over", "over@town.example", ends_on=date(2014, 11, 2)))
    site.grants.grant(granted("later", "later@town.example", begins_on=date(2014, 11, 4)))
    pages = set()
    for account in ("nobody@town.example", "over@town.example", "later@town.example"):
        site.provider.meets(sub="1", email=account)
        answer = site.browser().sign_in("staff")
        assert answer.status_code == 403
        assert account not in answer.text
        pages.add(answer.text)
    assert len(pages) == 1


def test_a_right_that_is_withdrawn_is_gone_at_the_next_click(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    browser.sign_in("staff")
    assert browser.get("/migration/clients").status_code == 200
    site.grants.withdraw("g1")
    for path in ("/migration/clients", "/intake/deliveries", "/billing/budgets", "/notifications/letters", "/"):
        assert browser.get(path).status_code == 401, path


def test_a_right_ends_with_its_last_day(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    browser.sign_in("staff")
    site.grants.end("g1", date(2014, 11, 3))
    assert browser.me().status_code == 200
    site.grants.end("g1", date(2014, 11, 2))
    assert browser.me().status_code == 401


def test_who_holds_more_than_one_right_chooses_and_can_choose_again(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.grants.grant(granted("g2", NOOR, Role.FINANCE, towns=(TOWN, OTHER_TOWN)))
    site.grants.grant(granted("of another", "sam@town.example", Role.AUDITOR))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    assert browser.sign_in("staff").headers["Location"] == "/intake/sign-in/choose"
    assert browser.me().status_code == 401, "nobody works before the choice"
    page = browser.get("/intake/sign-in/choose").text
    names = [municipality_name(code) for code in (TOWN, OTHER_TOWN)]
    assert f"consulent voor {names[0]}" in page
    assert f"financiën voor {names[0]} en {names[1]}" in page
    assert "auditor" not in page
    for other in ("of another", "", "made up"):
        answer = browser.post("/intake/sign-in/choose", "/intake/sign-in/choose", grant=other)
        assert (answer.status_code, "Kies met welke rol" in answer.text) == (400, True)
    assert browser.me().status_code == 401
    chosen = browser.post("/intake/sign-in/choose", "/intake/sign-in/choose", grant="g2")
    assert (chosen.status_code, browser.me().get_json()["role"]) == (303, "finance")
    again = browser.post("/intake/sign-in/choose", "/intake/sign-in/choose", grant="g1")
    assert (again.status_code, browser.me().get_json()["role"]) == (303, "caseworker")
    assert browser.me().get_json()["id"] == user_id_of(Door.STAFF, NOOR)


def test_who_loses_all_rights_while_choosing_signs_in_again(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.grants.grant(granted("g2", NOOR, Role.FINANCE))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    browser.sign_in("staff")
    site.grants.withdraw("g1")
    site.grants.withdraw("g2")
    assert browser.get("/intake/sign-in/choose").headers["Location"] == "/intake/sign-in"


def test_somebody_else_in_the_same_browser_is_not_who_was_there_before(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.grants.grant(granted("g2", "sam@town.example", Role.AUDITOR))
    site.grants.grant(granted("g3", "sam@town.example", Role.FINANCE))
    browser = site.browser()
    site.provider.meets(sub="1", email=NOOR)
    browser.sign_in("staff")
    before = browser.cookies()["zl_session"]
    site.provider.meets(sub="2", email="sam@town.example")
    browser.sign_in("staff")
    assert browser.me().status_code == 401
    site.provider.meets(sub="1", email=NOOR)
    browser.sign_in("staff")
    assert browser.cookies()["zl_session"] != before


def test_a_session_ends_when_nobody_asks_and_after_a_day_of_work(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    browser.sign_in("staff")
    site.watch.later += IDLE_SECONDS + 1
    assert browser.me().status_code == 401
    site.watch.later = 0
    browser.sign_in("staff")
    for _ in range(SESSION_SECONDS // (IDLE_SECONDS - 60)):
        site.watch.later += IDLE_SECONDS - 60
        assert browser.me().status_code == 200
    site.watch.later += IDLE_SECONDS - 60
    assert browser.me().status_code == 401


def test_signing_out_ends_the_session_and_leads_to_the_provider(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    browser.sign_in("staff")
    answer = browser.post("/intake/sign-out", "/migration/clients")
    assert answer.status_code == 200
    assert f"{site.provider.issuer}/session/end?client_id=zl-staff" in answer.text
    assert "Afmelden</button>" not in answer.text
    assert (browser.me().status_code, "zl_session" in browser.cookies()) == (401, False)
    end = f"{site.provider.issuer}/session/end"
    asked = {"client_id": "zl-staff", "post_logout_redirect_uri": "http://localhost/intake/sign-out"}
    assert requests.get(end, params=asked, timeout=10).status_code == 200, "the provider takes us at that address"
    assert browser.get("/intake/sign-out").status_code == 200


def test_the_first_page_asks_who_somebody_is(site: Site) -> None:
    browser = site.browser()
    assert browser.get("/aanmelden").headers["Location"] == "/intake/sign-in"
    page = browser.get("/intake/sign-in").text
    assert all(words in page for words in ("Ik werk bij de gemeente", "Ik werk bij een aanbieder", "Ik ben cliënt"))
    assert browser.get("/intake/sign-in/choose").headers["Location"] == "/intake/sign-in"
    assert browser.get("/intake/sign-in/nowhere").status_code == 404
    assert browser.get("/intake/sign-in/nowhere/callback").status_code == 404
    assert browser.web.post("/aanmelden", data={"user": "consulent"}).status_code in (403, 405)


def test_we_ask_for_a_code_with_a_challenge_and_the_provider_demands_it(site: Site) -> None:
    asked = site.browser().begin("staff")
    sent = asked_in(asked)
    assert (sent["response_type"], sent["code_challenge_method"], sent["scope"]) == ("code", "S256", "openid")
    assert all(len(sent[name]) >= 43 for name in ("state", "nonce", "code_challenge"))
    without = asked.replace("code_challenge=", "x=").replace("code_challenge_method=", "y=")
    refused = site.provider.asked(without)
    assert asked_in(refused.headers["Location"])["error"] == "invalid_request"


def test_whoever_does_not_have_the_verifier_gets_no_token(site: Site) -> None:
    """A code that was caught on its way is worth nothing without the secret that only this browser's try has."""
    site.grants.grant(granted("g1", NOOR))
    site.provider.meets(sub="1", email=NOOR)
    victim, thief = site.browser(), site.browser()
    caught = asked_in(victim.callback("staff"))
    own = asked_in(thief.callback("staff"))
    answer = thief.get(f"/intake/sign-in/staff/callback?state={own['state']}&code={caught['code']}")
    assert (answer.status_code, thief.me().status_code) == (400, 401)


def test_an_answer_is_good_once_and_in_its_own_browser(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    came_back = browser.callback("staff")
    assert site.browser().get(came_back).status_code == 400, "another browser"
    kept = browser.cookies()["zl_sign_in"]
    assert browser.get(came_back).status_code == 303
    assert "zl_sign_in" not in browser.cookies()
    assert browser.get(came_back).status_code == 400, "once more"
    again = site.browser()
    again.web.set_cookie("zl_sign_in", kept)
    assert again.get(came_back).status_code == 400, "once more, with the secrets of the try"
    assert again.me().status_code == 401


def test_an_answer_to_another_question_is_not_taken(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    came_back = browser.callback("staff")
    state = asked_in(came_back)["state"]
    for forged in (came_back.replace(state, "forged"), came_back.replace(f"state={state}", "x=y")):
        browser.begin("staff")
        assert browser.get(forged).status_code == 400
    browser.begin("staff")
    assert browser.get(came_back).status_code == 400, "the state of the try before"
    assert browser.me().status_code == 401


def test_an_answer_of_another_door_or_issuer_is_not_taken(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    came_back = browser.callback("staff")
    assert browser.get(came_back.replace("/staff/", "/provider/")).status_code == 400
    came_back = browser.callback("staff")
    assert browser.get(came_back.replace("iss=http", "iss=https")).status_code == 400
    assert browser.me().status_code == 401


def test_a_try_ends_after_ten_minutes(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    came_back = browser.callback("staff")
    site.watch.later += 10 * 60 + 1
    answer = browser.get(came_back)
    assert (answer.status_code, "duurde te lang" in answer.text) == (400, True)


def test_who_breaks_it_off_at_the_provider_can_begin_again(site: Site) -> None:
    site.provider.meets(error="access_denied")
    answer = site.browser().sign_in("staff")
    assert (answer.status_code, "afgebroken" in answer.text) == (400, True)


def test_who_came_as_the_wrong_person_can_come_as_another(site: Site) -> None:
    """The provider still knows them, and would send the same person back for ever."""
    site.provider.meets(sub="1", email="nobody@town.example")
    browser = site.browser()
    page = browser.sign_in("staff").text
    assert 'href="/intake/sign-in/staff?anew=yes"' in page
    assert asked_in(browser.begin("staff?anew=yes"))["prompt"] == "login"
    assert "prompt" not in asked_in(browser.begin("staff"))


def test_the_read_log_tells_a_representative_from_the_client(site: Site) -> None:
    notifications = site.region.services["notifications"]
    browser = site.browser()
    for person, user_id in (
        ({"bsn": OWN}, site.client_id(OWN)),
        ({"bsn": STRANGER, "represented": OWN}, site.representative_id(STRANGER)),
    ):
        site.provider.meets(sub=user_id, **person)
        browser.sign_in("client")
        assert browser.get("/notifications/portal").status_code == 200
        assert looks(notifications.database.engine)[-1]["userId"] == user_id


def test_nothing_of_who_signs_in_stands_in_a_log_line(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.grants.grant(granted("g1", NOOR))
    said = []
    with capture_logs() as lines:
        for door, person in (
            ("staff", {"email": NOOR}),
            ("staff", {"email": "nobody@town.example"}),
            ("client", {"bsn": OWN}),
            ("client", {"bsn": STRANGER}),
            ("client", {"bsn": OWN, "represented": STRANGER}),
            ("client", {"bsn": int(OWN)}),
        ):
            site.provider.meets(sub="a subject of the provider", **person)
            browser = site.browser()
            came_back = browser.callback(door)
            said += [*map(str, person.values()), "a subject of", *asked_in(came_back).values()]
            browser.get(came_back)
            browser.get(came_back)
            browser.me()
    logged = "".join([*capsys.readouterr(), *map(str, lines)])
    assert "nobody let in" in logged
    assert [word for word in said if word in logged and word != site.provider.issuer] == []


def test_the_cookie_of_a_session_holds_our_own_ids_only(site: Site) -> None:
    site.grants.grant(granted("g1", NOOR))
    site.provider.meets(sub="1", email=NOOR)
    browser = site.browser()
    browser.sign_in("staff")
    assert f"['staff', '{user_id_of(Door.STAFF, NOOR)}', 'g1', " in browser.kept()
    assert [word for word in ("caseworker", "Naam", NOOR) if word in browser.kept()] == []


def test_a_provider_that_is_away_is_no_fault_of_who_comes(site: Site) -> None:
    closed = {door: replace(each, issuer="http://127.0.0.1:9") for door, each in site.sign_in.doors.items()}
    browser = replace(site, sign_in=replace(site.sign_in, doors=closed)).browser()
    answer = browser.get("/intake/sign-in/staff")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "antwoordt niet" in answer.text


def test_one_door_is_opened_at_once(site: Site) -> None:
    only = {SignInDoor.CLIENT: site.sign_in.doors[SignInDoor.CLIENT]}
    browser = replace(site, sign_in=replace(site.sign_in, doors=only)).browser()
    assert browser.get("/intake/sign-in").headers["Location"] == "/intake/sign-in/client"
    assert browser.get("/intake/sign-in/staff").status_code == 404

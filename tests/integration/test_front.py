"""The door of all services: whom to call in the town that one came from, and the choice of a demo user."""

import pytest
from flask.testing import FlaskClient

from deploy.front import front_application
from deploy.houses import houses
from deploy.users import demo_users
from shared.clock import TurnedClock
from shared.web.app import WebContext
from shared.web.identity import DemoIdentity
from tests.support.regions import demo_region
from tests.support.web import DAY, PACKAGES


@pytest.fixture
def front() -> FlaskClient:
    region, clock = demo_region(), TurnedClock(DAY)
    identity = DemoIdentity(demo_users(region, None), "k" * 32)
    context = WebContext(identity, (), PACKAGES, clock, demo=True, house_of=houses(region, clock))
    return front_application(context, identity, region, lambda: None).test_client()


def test_the_accessibility_statement_names_whom_to_call_in_the_town_that_one_came_from(front: FlaskClient) -> None:
    page = front.get("/toegankelijkheid?municipality=0321").get_data(as_text=True)
    assert "Bel Gemeente Houten" in page
    assert 'href="/toegankelijkheid?municipality=0321"' in page
    assert "Bel of mail uw gemeente" in front.get("/toegankelijkheid?municipality=nowhere").get_data(as_text=True)


def test_choosing_nobody_gives_the_form_back_with_what_to_do(front: FlaskClient) -> None:
    answer = front.post("/aanmelden", data={})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert '<a class="utrecht-link utrecht-link--html-a" href="#user">Kies wie u wilt zijn.</a>' in page


def test_choosing_somebody_leads_to_their_first_page(front: FlaskClient) -> None:
    answer = front.post("/aanmelden", data={"user": "financien"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/migration/year")

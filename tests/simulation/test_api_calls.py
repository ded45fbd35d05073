"""Whatever anybody sends to an API, as any user, is answered: it is never our failure, and leaves nothing behind that
cannot be worked."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import schemathesis
from flask import Request
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from deploy.data_dir import SERVICES
from deploy.region import Region
from deploy.users import demo_users
from services.migration.adapters.rights.tables import client
from services.notifications.adapters.letters.tables import letter
from shared.access import Role, User
from shared.web.app import WebContext
from tests.simulation.deliveries import make_delivery, open_region, take_in
from tests.simulation.figures import CALLS, DONE, OPERATIONS
from tests.simulation.profiles import API_CALLS
from tests.support.web import PACKAGES

pytestmark = pytest.mark.slow
DAYS_OF_THE_LAW = ("1850-01-01", "2013-12-31", "2014-07-18", "2014-12-31", "2015-01-01", "2015-12-31", "2016-01-01")
"""At which something begins or ends. Of days drawn at random few lie near them."""
schemathesis.openapi.format("date", st.sampled_from(DAYS_OF_THE_LAW) | st.dates().map(date.isoformat))
OK, FAILURE = 200, 500
SAYS_WAIT = 503


class Somebody:
    """Signs in as whoever is set."""

    def __init__(self, user: User) -> None:
        self.now = user

    def user(self, _asked: Request, /) -> User:
        return self.now


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    folder = tmp_path_factory.mktemp("api-calls")
    found = open_region(folder / "data")
    take_in(found, make_delivery(folder / "files", scale="0.02"))
    yield found
    found.close()


def users(region: Region) -> list[User]:
    """One of each role, and those who may do most several times; the client and the provider are of this region."""
    found = {user.role: user for user in demo_users(region.data.region, region.data.users_file)}
    return [*found.values(), *(4 * [found[Role.CASEWORKER], found[Role.FUNCTIONAL_MANAGER]])]


def known_ids(region: Region) -> list[str]:
    """Of clients and letters, so that what is asked is sometimes there."""
    with region.services["migration"].database.reading() as connection:
        clients = list(connection.execute(select(client.c.client_id).limit(5)).scalars())
    with region.services["notifications"].database.reading() as connection:
        return [*clients, *connection.execute(select(letter.c.id).limit(5)).scalars()]


def parked(region: Region) -> int:
    return sum(service.events().parked for service in region.services.values())


@pytest.mark.parametrize("service", SERVICES)
def test_no_call_of_an_api_is_our_failure(region: Region, service: str) -> None:
    asks = Somebody(users(region)[0])
    app = region.services[service].make_web(WebContext(asks, (), PACKAGES, region.clock))
    ids, answers = known_ids(region), Counter[int]()
    site = DispatcherMiddleware(NotFound(), {f"/{service}": app})
    schema: Any = schemathesis.openapi.from_wsgi(f"/{service}/api/v1/openapi.json", site)
    for found in schema.get_all_operations():
        operation = found.ok()
        DONE.add(OPERATIONS, kind=service)

        @API_CALLS
        @given(case=operation.as_strategy(), user=st.sampled_from(users(region)), known=st.sampled_from(["", *ids]))
        def call(case: Any, user: User, known: str) -> None:
            asks.now = user
            if known and case.path_parameters:
                case.path_parameters = dict.fromkeys(case.path_parameters, known)
            answer = case.call(headers={"Origin": "http://localhost"})
            answers[answer.status_code] += 1
            DONE.add(CALLS, kind=f"{answer.status_code // 100}xx")
            assert answer.status_code < FAILURE or answer.status_code == SAYS_WAIT, (
                f"{case.operation.label}: {answer.text}"
            )

        call()
    region.work()
    assert (answers[SAYS_WAIT], parked(region)) == (0, 0)
    assert answers[OK] > 10

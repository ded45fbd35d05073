"""What somebody does about messages that could not be worked: the page over all services, and the screens of one."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from deploy.front import front_application
from deploy.navigation import NAVIGATION, READING
from deploy.parked import Asked, DoesNotAnswer, Elsewhere, KeptCount, count_of_all, elsewhere
from deploy.region import Region
from deploy.users import demo_users
from shared.access import Forbidden, Role, User
from shared.looks.chain import reason_of
from shared.messaging.parking import Kind
from shared.messaging.shown import address_of
from shared.messaging.steps import Step
from shared.service import Service
from shared.transport.topics import TOPICS
from shared.web.identity import COOKIE, DemoIdentity
from shared.web.parked import Outcome, Overview, ParkedMessages, ParkedOf
from tests.support import migration as support
from tests.support.free_port import free_port
from tests.support.migration import feed, function, transferred
from tests.support.poison import POISON, numbered, put_in_file
from tests.support.read_looks import forget_looks, looks
from tests.support.regions import demo_region
from tests.support.web import web_context

SAM = User("sam", "Sam", Role.FUNCTIONAL_MANAGER, frozenset({"0321"}))
ROBIN = User("robin", "Robin", Role.FUNCTIONAL_MANAGER, frozenset({"0321"}))
LOPIK = User("lopik", "Lou", Role.FUNCTIONAL_MANAGER, frozenset({"0331"}))
WHY = "De leverancier vraagt ernaar."


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    opened = support.open_service(tmp_path)
    yield opened
    support.close(opened)


def web(service: Service, user: User = SAM) -> FlaskClient:
    return service.make_web(web_context(user)).test_client()


def broken() -> str:
    """The id of the message that never works."""
    return transferred("bad").id


def tell_broken(service: Service, *names: str, municipality: str = "0321") -> None:
    never = [function(grounds=[])]
    feed(service, [transferred(name, functions=never, municipality=municipality) for name in names])


def purposes(service: Service) -> list[tuple[str, str]]:
    return [(look["userId"], look["words"]) for look in looks(service.database.engine)]


def parked_of(service: Service) -> ParkedMessages:
    assert service.parked is not None
    return service.parked


def test_every_page_opens_whatever_the_message_looks_like(service: Service, tmp_path: Path) -> None:
    for number, poison in enumerate(POISON):
        put_in_file(tmp_path / "log" / "events.sqlite", TOPICS["intake"], numbered(poison, number))
    support.work(service)
    found = parked_of(service).list_stopped(SAM)
    assert len(found) > 40
    mine = web(service)
    for page in (1, 2):
        assert mine.get(f"/parked?page={page}").status_code == 200
    for each in found:
        address = f"/parked/{address_of(each.line.event_id)}"
        assert mine.get(address).status_code == 200
        inside = mine.post(f"{address}/content", data={"why": WHY})
        assert inside.status_code == 200
        assert "U keek in dit bericht." in inside.text
        assert len(inside.text) < 100_000
    assert front({"migration": parked_of(service)}).get("/parked").status_code == 200


def test_what_is_not_as_agreed_is_said_in_dutch_by_its_field(service: Service) -> None:
    event = transferred("bad")
    functions = [{**event.data["functions"][0], "id": 3}]
    feed(service, [replace(event, data={**event.data, "deliveredOn": "gisteren", "functions": functions})])
    said = ("deliveredOn is geen dag van 1800 tot en met 2199", "functions.0.id is geen tekst")
    for page in (web(service).get("/parked").text, web(service).get(f"/parked/{broken()}").text):
        assert "Het bericht is anders dan afgesproken: " in page
        assert [words for words in said if words not in page] == []
        assert [word for word in ("gisteren", "must be") if word in page] == []


def test_what_was_parked_before_keeps_the_reason_it_had(service: Service) -> None:
    tell_broken(service, "bad")
    before = 'Het bericht houdt zich niet aan zijn contract: the event: lacks <id>; functions: type must be "array"'
    with service.database.unit() as unit:
        parked = service.database.messaging.parked
        unit.connection.execute(parked.update().values(reason=before, kind=Kind.BREAKS_CONTRACT.value))
    mine = web(service)
    for page in ("/parked", f"/parked/{broken()}"):
        assert "the event: lacks &lt;id&gt;" in mine.get(page).text
    assert front({"migration": parked_of(service)}).get("/parked").status_code == 200


def test_who_looks_inside_says_why_and_it_stands_in_the_read_log(service: Service) -> None:
    tell_broken(service, "bad")
    address = f"/parked/{broken()}"
    mine = web(service)
    refused = mine.post(f"{address}/content", data={"why": "ja"})
    assert (refused.status_code, "&#34;functions&#34;" in refused.text) == (400, False)
    assert not [purpose for _, purpose in purposes(service) if "kijken" in purpose]
    shown = mine.post(f"{address}/content", data={"why": WHY})
    assert "&#34;functions&#34;: [" in shown.text
    assert "ce_traceparent: 00-" in shown.text
    last = looks(service.database.engine)[-1]
    assert (last["userId"], last["purpose"], reason_of(last)) == ("sam", "inside-parked-message", WHY)


def test_the_trace_of_a_message_can_be_copied(service: Service) -> None:
    tell_broken(service, "bad")
    page = web(service).get(f"/parked/{broken()}").text
    for line in (f"Bericht: {broken()}", f"Aanlevering: {support.DELIVERY}", f"00-{'a' * 32}-{'b' * 16}-01", "deel "):
        assert line in page


def test_two_people_put_a_message_aside_and_one_brings_it_back(service: Service) -> None:
    tell_broken(service, "bad")
    address = f"/parked/{broken()}"
    assert web(service).post(f"{address}/aside", data={"aside_why": ""}).status_code == 400
    assert web(service).post(f"{address}/aside", data={"aside_why": WHY}).status_code == 303
    assert "Ja, leg het weg" not in web(service).get(address).text
    assert web(service).post(f"{address}/aside/confirm", data={"why": WHY}).status_code == 422
    assert "Ja, leg het weg" in web(service, ROBIN).get(address).text
    assert web(service, ROBIN).post(f"{address}/aside/confirm", data={"why": "iets anders"}).status_code == 422
    assert parked_of(service).count(SAM) == 1
    assert web(service, ROBIN).post(f"{address}/aside/confirm", data={"why": WHY}).status_code == 303
    assert parked_of(service).count(SAM) == service.events().parked == 0
    assert web(service).post(address).headers["Location"].endswith("done=0-0")
    assert "robin bevestigde het" in web(service).get(address).text
    assert address in web(service).get("/parked?standing=aside").text
    assert web(service).post(f"{address}/aside/back").status_code == 303
    assert parked_of(service).count(SAM) == 1


def test_a_message_is_for_who_works_for_its_municipality(service: Service) -> None:
    tell_broken(service, "bad")
    address = f"/parked/{broken()}"
    theirs = web(service, LOPIK)
    for path, form in (("", {}), ("/content", {"why": WHY}), ("/aside", {"aside_why": WHY}), ("/aside/back", {})):
        assert theirs.post(f"{address}{path}", data=form).status_code == 403, path
    assert theirs.get(address).status_code == 403
    assert (parked_of(service).count(LOPIK), parked_of(service).count(SAM)) == (0, 1)
    assert parked_of(service).overview(LOPIK).causes == []


def test_what_names_no_municipality_that_is_served_is_for_every_functional_manager(service: Service) -> None:
    tell_broken(service, "bad", municipality="0363")
    assert [parked_of(service).count(user) for user in (SAM, LOPIK)] == [1, 1]
    assert web(service, LOPIK).get(f"/parked/{broken()}").status_code == 200


def test_causes_say_who_is_hit_and_who_waits_behind(service: Service) -> None:
    tell_broken(service, "one", "two")
    feed(service, [transferred("one", revision=2), transferred("one", revision=3)])
    (cause,) = parked_of(service).overview(SAM).causes
    assert (cause.messages, cause.clients, cause.waiting, cause.municipalities) == (2, 2, 2, ("0321",))
    page = front({"migration": parked_of(service)}).get("/parked").text
    assert "2 cliënten" in page
    assert f"/migration/parked?cause={cause.key}" in page


def test_a_cause_is_tried_again_for_all_its_clients_in_their_own_order(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_broken(service, "one", "two")
    feed(service, [transferred("one", revision=2)])
    (cause,) = parked_of(service).overview(SAM).causes
    assert parked_of(service).try_again(SAM, cause.key) == Outcome(0, 2)
    order: list[str] = []
    mended = replace(
        parked_of(service),
        handlers={
            type_: lambda unit, events: order.extend(f"{each.subject} {each.data['revision']}" for each in events)
            for type_ in parked_of(service).handlers
        },
    )
    monkeypatch.setattr(type(service.database.contracts), "violations", lambda *_: [])
    assert mended.try_again(SAM, "0" * 16) == Outcome(0, 0)
    assert mended.try_again(SAM) == Outcome(3, 0)
    one, two = support.id_of("one"), support.id_of("two")
    assert order == [f"{one} 1", f"{one} 2", f"{two} 1"]


def front(services: Mapping[str, ParkedOf]) -> FlaskClient:
    return front_of(lambda: services)


def front_of(asked: Asked) -> FlaskClient:
    region = demo_region()
    context = replace(web_context(SAM), navigation=NAVIGATION, parked=lambda user: count_of_all(asked, user))
    identity = DemoIdentity(demo_users(region, None), "k" * 32)
    return front_application(context, identity, region, lambda: None, asked).test_client()


@dataclass
class Away:
    """A service that does not answer."""

    def overview(self, user: User) -> Overview:
        raise DoesNotAnswer

    def try_again(self, user: User, cause: str = "") -> Outcome:
        raise DoesNotAnswer

    def count(self, user: User) -> int:
        raise DoesNotAnswer

    def step(self, user: User, address: str) -> Step:
        raise DoesNotAnswer


def test_a_service_that_does_not_answer_is_named_and_the_page_opens(service: Service) -> None:
    tell_broken(service, "bad")
    both = front({"migration": parked_of(service), "billing": Away()})
    page = both.get("/parked")
    assert page.status_code == 200
    assert "De dienst voor budgetten en eigen bijdragen antwoordt nu niet." in page.text
    assert "functions.0.grounds" in page.text
    assert "het aantal berichten is nu niet bekend" in page.text
    again = both.post("/parked/again", follow_redirects=True)
    assert "0 berichten zijn verwerkt. Bij 1 bericht lukte het weer niet." in again.text
    assert "De dienst voor budgetten en eigen bijdragen antwoordde niet." in again.text


def test_the_page_over_all_services_narrows_to_a_service_and_a_cause(service: Service) -> None:
    tell_broken(service, "bad")
    site = front({"migration": parked_of(service)})
    for query, there in (("service=migration", True), ("service=billing", False), ("kind=unreadable", False)):
        assert ("functions.0.grounds" in site.get(f"/parked?{query}").text) is there, query
    assert site.get("/parked?service=elsewhere").status_code == 400


def test_many_causes_come_in_pages(service: Service) -> None:
    feed(service, [transferred(str(n), functions=[function(grounds=[])] * n) for n in range(1, 31)])
    site = front({"migration": parked_of(service)})
    assert len(parked_of(service).overview(SAM).causes) == 30
    assert [site.get(f"/parked?page={page}").text.count("/migration/parked?cause=") for page in (1, 2)] == [25, 5]


def test_types_that_nobody_knows_are_on_the_page(service: Service) -> None:
    feed(service, [replace(transferred("bad"), type="nl.zachte-landing.intake.client-transferred.v9")])
    page = front({"migration": parked_of(service)}).get("/parked").text
    assert "nl.zachte-landing.intake.client-transferred.v9" in page
    assert "Hij doet er niets mee, en ze houden niemand op." in page


def test_the_menu_counts_for_the_functional_manager_and_logs_nothing(service: Service) -> None:
    tell_broken(service, "bad")
    page = front({"migration": parked_of(service)}).get("/toegankelijkheid").text
    assert ": 1 bericht is niet verwerkt</span>" in page
    assert purposes(service) == []


def test_messages_that_were_parked_before_get_their_municipality(service: Service) -> None:
    tell_broken(service, "bad")
    with service.database.engine.begin() as connection:
        forget_looks(connection)
        connection.execute(text("DROP TABLE forgotten"))
        connection.execute(text("DROP INDEX parked_open"))
        connection.execute(text("DROP TABLE access_grant"))
        for column in ("municipality", "put_aside_by", "put_aside_why", "put_aside_confirmed_by", "put_aside_at"):
            connection.execute(text(f"ALTER TABLE parked DROP COLUMN {column}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0019_became'"))
    service.migrate()
    assert [parked_of(service).count(user) for user in (SAM, LOPIK)] == [1, 0]
    assert parked_of(service).overview(SAM).causes[0].municipalities == ("0321",)


def test_the_steps_that_this_service_took_itself_are_in_the_trace(service: Service) -> None:
    feed(service, [transferred("good")])
    own = next(event for event in support.recorded(service) if event.type.endswith("right-determined.v1"))
    late = replace(transferred("bad", functions=[function(grounds=[])]), causationid=own.id)
    feed(service, [late])
    page = web(service).get(f"/parked/{late.id}").text
    assert f"dat is {own.type} ({own.id}), van deze dienst zelf" in page


def test_the_figures_tell_of_each_kind(service: Service) -> None:
    tell_broken(service, "one", "two")
    feed(service, [transferred("one", revision=2)])
    figures = web(service).get("/metrics").text
    for kind, count in (("breaks_contract", 2.0), ("waits", 1.0), ("unworkable", 0.0)):
        assert f'zachte_landing_parked_{kind}{{service="migration"}} {count}' in figures


def test_a_count_over_the_network_is_kept_for_a_while() -> None:
    asked, moment = [0], [0.0]

    class Counting(Away):
        def count(self, user: User) -> int:
            asked[0] += 1
            return 7

    kept = KeptCount(lambda: {"migration": Counting()}, lambda: moment[0])
    assert [kept(SAM), kept(ROBIN), asked[0]] == [7, 7, 1]
    assert (kept(LOPIK), asked[0]) == (7, 2)
    moment[0] = 31.0
    assert (kept(SAM), asked[0]) == (7, 3)


@contextmanager
def gateway_to(application: Flask) -> Iterator[str]:
    """A service behind an address, as it answers in production."""
    port = free_port()
    nothing = Response("nothing here", 404)
    server = make_server("127.0.0.1", port, DispatcherMiddleware(nothing, {"/migration": application}))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_over_the_network_a_service_tells_the_same_to_who_may_hear_it(service: Service) -> None:
    tell_broken(service, "one", "two")
    feed(service, [replace(transferred("bad"), type="nl.zachte-landing.intake.client-transferred.v9")])
    feed(service, [transferred("good")])
    users = demo_users(demo_region(), None)
    manager = next(user for user in users if user.role is Role.FUNCTIONAL_MANAGER)
    identity = DemoIdentity(users, "k" * 32)
    answer = Response()
    identity.choose(answer, manager.id)  # type: ignore[arg-type]
    cookie = answer.headers["Set-Cookie"].split(";")[0]
    application = service.make_web(replace(web_context(None), identity=identity))
    own = parked_of(service)
    with gateway_to(application) as address:
        there = Elsewhere(address, "migration", cookie)
        assert there.overview(manager) == own.overview(manager)
        assert there.count(manager) == 2
        assert there.try_again(manager) == Outcome(0, 2)
        one = own.list_stopped(manager)[0].line.event_id
        assert there.step(manager, one) == own.step(manager, one)
        told = support.recorded(service)[0]
        assert there.steps_to(manager, told.id) == service.steps.steps_to(manager, told.id) != []
        assert there.steps_to(manager, str(UUID(int=0))) == ()
        with pytest.raises(Forbidden):
            there.step(manager, str(UUID(int=0)))
        for stranger in (Elsewhere(address, "migration", ""), Elsewhere(address, "billing", cookie)):
            with pytest.raises(DoesNotAnswer):
                stranger.count(manager)
        site = front_of(elsewhere(address))
        site.set_cookie(COOKIE, cookie.removeprefix(f"{COOKIE}="))
        page = site.get("/parked").text
    assert "functions.0.grounds" in page
    assert page.count("antwoordt nu niet") == 2
    with pytest.raises(DoesNotAnswer):
        there.count(manager)


def test_without_an_address_of_the_gateway_every_service_is_named_as_away() -> None:
    page = front_of(elsewhere("")).get("/parked")
    assert (page.status_code, page.text.count("antwoordt nu niet")) == (200, len(READING))


def test_the_services_that_read_are_those_that_are_asked(tmp_path: Path) -> None:
    from tests.simulation.deliveries import open_region

    region: Region = open_region(tmp_path / "data")
    assert {name for name, each in region.services.items() if each.subscriptions} == set(READING)
    region.close()

"""Requests that nobody of ours would send: another host, another site, text that cannot be kept, slow connections."""

import io
import math
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from typing import Any

import pytest
import requests
from flask import Blueprint, Flask, request
from flask.testing import FlaskClient
from marshmallow import Schema, fields
from sqlalchemy.exc import DataError, OperationalError
from waitress.adjustments import Adjustments
from waitress.server import BaseWSGIServer

from deploy.all_in_one import port_of
from deploy.front import TEMPLATES, front_application
from deploy.server import BYTES_PER_SECOND_MIN, ImpatientChannel, open_server
from deploy.users import demo_users
from shared.access import Role, Scope, allowed
from shared.quick import Quickly
from shared.transport.contract import TransportUnavailable
from shared.web.api import Api
from shared.web.app import WebContext, create_app, takes_up_to
from shared.web.identity import COOKIE, DemoIdentity
from shared.web.outside import hosts_named
from shared.web.sessions import IDLE_SECONDS, SESSION_SECONDS
from tests.support.regions import demo_region
from tests.support.web import web_context

KEY = "k" * 32
LONG_AGO = 5.0


class Anything(Schema):
    text = fields.Raw()
    a = fields.Raw()


def site(context: WebContext) -> Flask:
    """With one page that takes what it is given, and two that fail as a database does."""
    pages = Blueprint("pages", __name__)

    @pages.route("/echo", methods=["GET", "POST"])
    @allowed(*Role, scope=Scope.NOBODY)
    def echo() -> str:
        return request.form.get("text", "nothing")

    @pages.post("/file")
    @takes_up_to(1024 * 1024)
    @allowed(*Role, scope=Scope.NOBODY)
    def take_file() -> str:
        return str(len(request.files["file"].read()))

    @pages.get("/of/<string:word>")
    @pages.get("/number/<int:number>")
    @allowed(*Role, scope=Scope.NOBODY)
    def find(word: str = "", number: int = 0) -> str:
        return f"{word}{number}"

    @pages.get("/too-long")
    @allowed(*Role, scope=Scope.NOBODY)
    def too_long() -> str:
        raise DataError("insert", {}, Exception("value too long"))

    @pages.get("/away")
    @allowed(*Role, scope=Scope.NOBODY)
    def away() -> str:
        raise OperationalError("select", {}, Exception("the server closed the connection"))

    api = Api("test", "Test", "Takes what it is given.")

    @api.route("POST", "/echo", *Role, scope=Scope.NOBODY, summary="Echo", response=Anything, body=Anything)
    def echo_json(body: dict[str, object]) -> dict[str, object]:
        return body

    return create_app(
        "test", context, [pages, api.blueprint], templates=TEMPLATES, healthy=lambda: None, gauges=lambda: {"x": 1.0}
    )


@pytest.fixture(scope="module")
def web() -> FlaskClient:
    return site(web_context(None)).test_client()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("127.0.0.1", 200),
        ("[::1]:8000", 200),
        ("203.0.113.7", 400),
        ("evil.example", 400),
        ("localhost.evil.example", 400),
        ("", 400),
    ],
)
def test_only_our_own_names_are_answered(web: FlaskClient, host: str, status: int) -> None:
    """An address that nobody configured is not ours either: what stands in a link must be known beforehand."""
    assert web.get("/echo", headers={"Host": host}).status_code == status


def test_who_keeps_the_web_running_asks_by_any_name(web: FlaskClient) -> None:
    assert [web.get(path, headers={"Host": "intake-web"}).status_code for path in ("/healthz", "/metrics")] == [
        200,
        200,
    ]


def test_a_name_that_is_configured_is_answered() -> None:
    named = site(replace(web_context(None), hosts=hosts_named("zorg.houten.nl", "203.0.113.7"))).test_client()
    hosts = {"Zorg.Houten.nl:443": 200, "203.0.113.7:8000": 200, "houten.nl": 400, "203.0.113.8": 400}
    assert {host: named.get("/echo", headers={"Host": host}).status_code for host in hosts} == hosts


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 200),
        ("http://localhost", 200),
        ("https://evil.example", 403),
        ("null", 403),
        ("http://localhost:9", 403),
        ("http://[::1", 403),
    ],
)
def test_a_form_of_another_site_does_nothing(web: FlaskClient, origin: str | None, status: int) -> None:
    headers = {} if origin is None else {"Origin": origin}
    assert web.post("/echo", headers=headers, data={"text": "a"}).status_code == status
    assert web.get("/echo", headers=headers).status_code == 200


@pytest.mark.parametrize("name", ["text", "te\0xt"])
def test_text_that_no_database_keeps_is_refused_by_name(web: FlaskClient, name: str) -> None:
    answer = web.post("/echo", data={name: "a\0b"})
    assert (answer.status_code, "iets dat wij niet kunnen bewaren" in answer.text) == (400, True)
    assert web.get("/echo", query_string={"q": "\0"}).status_code == 400
    assert web.get("/echo%00").status_code == 400


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"text": "a\\u0000b"}', "In text staat iets"),
        (b'{"a": [{"b\\u0000": 1}]}', "In een veld staat iets"),
        (b'{"a": [1, {"b": "\\ud800"}]}', "In a.1.b staat iets"),
        (b'{"a": {"number": 9007199254740992}}', "In a.number staat iets"),
        (b"{", "geen JSON-object"),
        (b'{"a": ' + b"[" * 980 + b"]" * 980 + b"}", "te diep genest"),
    ],
)
def test_json_that_no_database_keeps_is_refused_by_name(web: FlaskClient, body: bytes, said: str) -> None:
    answer = web.post("/api/v1/echo", data=body, content_type="application/json")
    assert (answer.status_code, said in answer.get_json()["detail"]) == (400, True), answer.text


def test_json_that_only_looks_like_that_is_taken(web: FlaskClient) -> None:
    body = b'{"text": "the words \\\\u0000", "a": 9007199254740991}'
    assert web.post("/api/v1/echo", data=body, content_type="application/json").status_code == 200


@pytest.mark.parametrize(("path", "name"), [("/of/a%00b", "word"), (f"/number/{2**53}", "number")])
def test_an_address_that_no_database_can_be_asked_for_is_refused_by_name(
    web: FlaskClient, path: str, name: str
) -> None:
    answer = web.get(path)
    assert (answer.status_code, "wij niet kunnen bewaren" in answer.text) == (400, True)
    assert name in answer.text or "het adres" in answer.text


@pytest.mark.parametrize(
    ("path", "size", "status"), [("/echo", 300_000, 413), ("/file", 300_000, 200), ("/file", 1_400_000, 413)]
)
def test_only_where_a_file_is_sent_much_is_taken(web: FlaskClient, path: str, size: int, status: int) -> None:
    sent = {"file": (io.BytesIO(b"a" * size), "plan.pdf")}
    assert web.post(path, data=sent).status_code == status
    assert web.post("/echo", data={"text": "a" * 300_000}).status_code == 413


def test_a_form_has_no_more_fields_than_any_of_ours(web: FlaskClient) -> None:
    assert web.post("/echo", data={f"f{number}": "" for number in range(200)}).status_code == 200
    assert web.post("/echo", data={f"f{number}": "" for number in range(400)}).status_code == 413


def test_what_the_database_refuses_is_the_senders_and_a_database_that_is_away_is_ours(web: FlaskClient) -> None:
    assert web.get("/too-long").status_code == 400
    away = web.get("/away")
    assert (away.status_code, away.headers["Retry-After"]) == (503, "60")
    assert "closed the connection" not in away.text


@pytest.mark.parametrize(("address", "status"), [("127.0.0.1", 200), ("203.0.113.7", 404)])
def test_figures_are_for_this_machine_where_no_gateway_keeps_them(address: str, status: int) -> None:
    shut = site(replace(web_context(None), figures_for_all=False)).test_client()
    assert shut.get("/metrics", environ_base={"REMOTE_ADDR": address}).status_code == status


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded"])
@pytest.mark.parametrize("for_all", [True, False])
def test_figures_do_not_pass_a_gateway(header: str, for_all: bool) -> None:
    behind = site(replace(web_context(None), figures_for_all=for_all)).test_client()
    assert behind.get("/metrics", headers={header: "203.0.113.7"}).status_code == 404


def test_a_figure_that_takes_long_keeps_nobody_waiting() -> None:
    go_on = threading.Event()

    def slow() -> float:
        go_on.wait()
        return 7

    figure = Quickly(slow, (TransportUnavailable,))
    assert math.isnan(figure.value(0.01))
    assert math.isnan(figure.value(0.01))
    go_on.set()
    assert figure.value(20) == 7


def test_a_figure_that_cannot_be_had_is_unknown() -> None:
    def away() -> float:
        raise TransportUnavailable("away")

    assert math.isnan(Quickly(away, (TransportUnavailable,)).value(20))


@pytest.fixture
def front() -> FlaskClient:
    identity = DemoIdentity(demo_users(demo_region(), None), KEY)
    context = replace(web_context(None), identity=identity)
    return front_application(context, identity, demo_region(), lambda: None).test_client()


def test_a_choice_that_we_did_not_make_is_nobody(front: FlaskClient) -> None:
    front.set_cookie(COOKIE, "consulent.forged")
    assert front.get("/").status_code == 401
    assert front.get("/aanmelden").status_code == 200


class Door:
    """The front, as one browser sees it while time passes."""

    def __init__(self, public_url: str = "") -> None:
        self.seconds = 1_000_000.0
        identity = DemoIdentity(demo_users(demo_region(), None), KEY, lambda: self.seconds)
        context = replace(web_context(None), identity=identity, public_url=public_url)
        self.web = front_application(context, identity, demo_region(), lambda: None).test_client()

    def choose(self) -> str:
        """The cookie that came with it."""
        answer = self.web.post("/aanmelden", data={"user": "financien"})
        [cookie] = [each for each in answer.headers.getlist("Set-Cookie") if each.startswith(COOKIE)]
        return str(cookie)

    def later(self, seconds: float) -> int:
        self.seconds += seconds
        return self.web.get("/").status_code


def test_a_choice_ends_after_a_day_of_work_however_busy_one_is() -> None:
    door = Door()
    door.choose()
    pages = SESSION_SECONDS // (IDLE_SECONDS - 60)
    assert [door.later(IDLE_SECONDS - 60) for _ in range(pages)] == [302] * pages
    assert door.later(IDLE_SECONDS - 60) == 401


def test_a_choice_ends_when_nobody_asks_for_a_page() -> None:
    door = Door()
    door.choose()
    assert door.later(IDLE_SECONDS + 1) == 401
    assert door.web.get("/aanmelden").status_code == 200
    door.choose()
    assert door.later(0) == 302


def test_each_choice_is_another_cookie() -> None:
    door = Door()
    assert door.choose() != door.choose()


@pytest.mark.parametrize(("address", "secure"), [("", False), ("http://x.nl", False), ("https://x.nl", True)])
def test_a_choice_travels_as_safely_as_the_page(address: str, secure: bool) -> None:
    cookie = Door(address).choose()
    assert ("Secure" in cookie, "HttpOnly" in cookie, "SameSite=Lax" in cookie, "Path=/" in cookie) == (
        secure,
        True,
        True,
        True,
    )
    assert "Max-Age" not in cookie, "a cookie that ended is still sent, and then nobody is signed in"


@pytest.fixture
def address() -> Iterator[tuple[str, int]]:
    with serving() as found:
        yield found


@contextmanager
def serving() -> Iterator[tuple[str, int]]:
    server = open_server(site(web_context(None)), "127.0.0.1", 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield "127.0.0.1", port_of(server)
    server.close()


def test_many_slow_connections_keep_nobody_out(address: tuple[str, int]) -> None:
    with ExitStack() as stack:
        for _ in range(150):
            slow = stack.enter_context(closing(socket.create_connection(address, timeout=10)))
            slow.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        answer = requests.get(f"http://127.0.0.1:{address[1]}/healthz", timeout=10)
    assert answer.status_code == 200


class NoServer:
    def __init__(self) -> None:
        self.active_channels: dict[int, ImpatientChannel] = {}
        self.tasks: list[ImpatientChannel] = []

    def add_task(self, task: ImpatientChannel) -> None:
        self.tasks.append(task)


def test_a_head_that_comes_in_pieces_keeps_no_connection_open() -> None:
    ours, theirs = socket.socketpair()
    with closing(ours), closing(theirs):
        server: Any = NoServer()
        channel = ImpatientChannel(server, ours, ("127.0.0.1", 1), Adjustments(), map={})
        theirs.sendall(b"GET / HTTP/1.1\r\n")
        channel.handle_read()
        assert channel.last_activity > LONG_AGO
        channel.began = LONG_AGO
        theirs.sendall(b"X-Slow: a\r\n")
        channel.handle_read()
        assert (channel.last_activity, server.tasks) == (LONG_AGO, [])
        theirs.sendall(b"\r\n")
        channel.handle_read()
        assert channel.last_activity > LONG_AGO
        assert server.tasks == [channel]


def test_a_body_has_time_in_proportion_to_what_came_of_it() -> None:
    ours, theirs = socket.socketpair()
    with closing(ours), closing(theirs):
        server: Any = NoServer()
        channel = ImpatientChannel(server, ours, ("127.0.0.1", 1), Adjustments(), map={})
        theirs.sendall(b"POST /echo HTTP/1.1\r\nContent-Length: 10000\r\n\r\n")
        channel.handle_read()
        channel.began = LONG_AGO
        for size, earned in ((1, 1), (1, 2), (4094, 4096), (4096, 8192)):
            theirs.sendall(b"a" * size)
            channel.handle_read()
            assert channel.last_activity == LONG_AGO + earned / BYTES_PER_SECOND_MIN
        theirs.sendall(b"a" * (10_000 - 8192))
        channel.handle_read()
        assert server.tasks == [channel]
        assert channel.last_activity > LONG_AGO + 10, "what is whole is judged as an idle connection is"


@pytest.mark.slow
@pytest.mark.parametrize("sent_as", [b"Content-Length: 200000\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n"])
def test_who_sends_a_body_slowly_is_let_go_and_everybody_else_is_answered(
    monkeypatch: pytest.MonkeyPatch, sent_as: bytes
) -> None:
    monkeypatch.setattr("deploy.server.IDLE_SECONDS_MAX", 1)
    monkeypatch.setattr("deploy.server.LOOK_SECONDS", 1)
    piece = b"a" if b"Length" in sent_as else b"1\r\na\r\n"
    with serving() as address, ExitStack() as stack:
        slow = [stack.enter_context(closing(socket.create_connection(address, timeout=10))) for _ in range(110)]
        for each in slow:
            each.sendall(b"POST /echo HTTP/1.1\r\nHost: localhost\r\n" + sent_as)
        end = time.monotonic() + 20
        while slow and time.monotonic() < end:
            slow = [each for each in slow if takes(each, piece)]
            assert requests.get(f"http://127.0.0.1:{address[1]}/healthz", timeout=10).status_code == 200
    assert slow == []


def takes(connection: socket.socket, piece: bytes) -> bool:
    """Whether the other side is still there."""
    try:
        connection.sendall(piece)
    except (BrokenPipeError, ConnectionResetError):
        return False
    return True


def test_the_server_is_impatient() -> None:
    server = open_server(site(web_context(None)), "127.0.0.1", 0)
    with closing(server):
        assert isinstance(server, BaseWSGIServer)
        assert server.channel_class is ImpatientChannel


def test_a_head_that_is_too_large_is_refused(address: tuple[str, int]) -> None:
    answer = requests.get(f"http://127.0.0.1:{address[1]}/healthz", headers={"X": "a" * 100_000}, timeout=10)
    assert answer.status_code == 431


def test_a_server_sees_that_a_gateway_stands_before_it(address: tuple[str, int]) -> None:
    figures = f"http://127.0.0.1:{address[1]}/metrics"
    assert requests.get(figures, timeout=10).status_code == 200
    assert requests.get(figures, headers={"X-Forwarded-For": "203.0.113.7"}, timeout=10).status_code == 404


def test_a_server_does_not_name_itself(address: tuple[str, int]) -> None:
    answer = requests.get(f"http://127.0.0.1:{address[1]}/healthz", timeout=10)
    assert "Server" not in answer.headers

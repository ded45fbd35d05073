"""The real nginx with our settings: what comes to which process, what stays out, and what it writes down."""

import json
import socket
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import requests

from deploy.data_dir import SERVICES
from tests.support.free_port import free_port
from tests.support.nginx import available, gateway
from tests.support.requirement import require

pytestmark = pytest.mark.nginx
NAMES = ("front", *(f"{service}-web" for service in SERVICES))
SECRET = "Tjitske-Wiersma"
MIB = 1024 * 1024


class Process(ThreadingHTTPServer):
    """Answers with its own name and the request as it came."""

    def __init__(self, name: str) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.name = name


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Process

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        while length:
            length -= len(self.rfile.read(min(length, MIB)))
        said = {"process": self.server.name, "path": self.path, "headers": dict(self.headers.items())}
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815, the name is the library's

    def log_message(self, *_said: object) -> None:
        """A test's output is not for requests."""


@pytest.fixture(scope="module")
def processes() -> Iterator[Mapping[str, int]]:
    """The port of each, except billing's, which does not run."""
    require(*available())
    running = [Process(name) for name in NAMES if name != "billing-web"]
    for each in running:
        Thread(target=each.serve_forever, daemon=True).start()
    yield {each.name: each.server_address[1] for each in running} | {"billing-web": free_port()}
    for each in running:
        each.shutdown()
        each.server_close()


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory, processes: Mapping[str, int]) -> Iterator[int]:
    with gateway(tmp_path_factory.mktemp("gateway"), processes, {}) as found:
        yield found


def ask(port: int, path: str, **headers: str) -> requests.Response:
    return requests.get(f"http://127.0.0.1:{port}{path}", headers=headers, timeout=10, allow_redirects=False)


@pytest.mark.parametrize(
    ("path", "process"),
    [
        ("/", "front"),
        ("/aanmelden", "front"),
        ("/parked", "front"),
        ("/parked/again", "front"),
        ("/parked/intake/0b0f0a3e-0000-4000-8000-000000000000/trail", "front"),
        ("/assets/a.css", "front"),
        ("/intake/me", "intake-web"),
        ("/migration/clients?page=2", "migration-web"),
        ("/notifications/api/v1/openapi.json", "notifications-web"),
        ("/migration/letters%2Fsecond", "migration-web"),
    ],
)
def test_each_address_comes_to_its_process_as_it_was_asked(port: int, path: str, process: str) -> None:
    answer = ask(port, path)
    assert (answer.status_code, answer.json()["process"], answer.json()["path"]) == (200, process, path)


@pytest.mark.parametrize(
    "path",
    [
        "/migration/metrics",
        "/migration//metrics",
        "/migration/%6detrics",
        "/migration/./metrics",
        "/migration/clients/../metrics",
        "/intake/metrics?x=1",
        "/metrics",
        "/healthz",
        "/nothing",
        "/parked/intake/x;y/trail",
        "/intake",
    ],
)
def test_figures_and_unknown_addresses_stay_out(port: int, path: str) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        assert line.recv(4096).startswith((b"HTTP/1.1 404", b"HTTP/1.1 301"))


def test_from_where_somebody_comes_is_what_the_gateway_saw(port: int) -> None:
    headers = ask(port, "/intake/me", **{"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}).json()[
        "headers"
    ]
    assert (headers["X-Forwarded-For"], headers["X-Forwarded-Proto"]) == ("127.0.0.1", "http")
    assert headers["Host"] == f"127.0.0.1:{port}"


def test_what_somebody_searched_for_stands_in_no_log(tmp_path: Path, processes: Mapping[str, int]) -> None:
    """Also not when a service is away, or what is sent is too large: nginx tells of both with the whole address."""
    with gateway(tmp_path, processes, {}) as port:
        assert ask(port, f"/billing/budgets?q={SECRET}").status_code == 502
        assert ask(port, f"/migration/clients?q={SECRET}").status_code == 200
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            head = f"POST /intake/deliveries?q={SECRET} HTTP/1.1\r\nHost: x\r\nContent-Length: {65 * MIB}\r\n\r\n"
            line.sendall(head.encode())
            assert line.recv(4096).startswith(b"HTTP/1.1 413")
    written = {each.name: each.read_text(encoding="utf-8") for each in tmp_path.glob("*.log")}
    assert set(written) == {"access.log", "stderr.log"}
    assert [name for name, text in written.items() if SECRET in text] == []
    faults = [line.split()[1:3] for line in written["access.log"].splitlines()]
    assert faults == [["GET", "502"], ["POST", "413"]], "that something went wrong is told all the same"


@pytest.mark.parametrize(("mib", "status"), [(63, 200), (65, 413)])
def test_a_delivery_is_taken_up_to_64_mib(port: int, mib: int, status: int) -> None:
    answer = requests.post(f"http://127.0.0.1:{port}/intake/deliveries", data=bytes(mib * MIB), timeout=30)
    assert answer.status_code == status


@pytest.mark.parametrize(
    "sent", [b"GET /intake/me HTTP/1.1\r\nHost:", b"POST /intake/me HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab"]
)
def test_who_does_not_finish_a_request_is_cut_off(tmp_path: Path, processes: Mapping[str, int], sent: bytes) -> None:
    """In a second here, where the settings say half a minute."""
    soon = {f"client_{part}_timeout 30s;": f"client_{part}_timeout 1s;" for part in ("header", "body")}
    with gateway(tmp_path, processes, soon) as port, socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(sent)
        assert line.recv(4096)[:12] in (b"", b"HTTP/1.1 408")

"""Connections that leave what they asked for, or ask for nothing: they keep nobody else waiting, and are let go."""

import select
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import TYPE_CHECKING

import pytest
import requests

from deploy.all_in_one import port_of
from deploy.server import WEB_THREADS, open_server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Address = tuple[str, int]
PIECE = b"a" * 256 * 1024
PIECES = {"/small": 0, "/large": 1, "/huge": 80}
"""Of which the last is more than the server keeps for one connection."""


def answers(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    pieces = PIECES[environ["PATH_INFO"]]
    start_response("200 OK", [("Content-Length", str(pieces * len(PIECE)))])
    return (PIECE for _ in range(pieces))


@contextmanager
def serving() -> Iterator[Address]:
    server = open_server(answers, "127.0.0.1", 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield "127.0.0.1", port_of(server)
    finally:
        server.close()


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[Address]:
    """Of a server that waits a second where the real one waits half a minute."""
    monkeypatch.setattr("deploy.server.IDLE_SECONDS_MAX", 1)
    monkeypatch.setattr("deploy.server.LOOK_SECONDS", 1)
    with serving() as found:
        yield found


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def leaving(stack: ExitStack, address: Address, asked: bytes) -> socket.socket:
    """A connection that asks, and has little room for what comes."""
    made = stack.enter_context(closing(socket.socket()))
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made.settimeout(10)
    made.connect(address)
    made.sendall(asked)
    return made


def is_answered(address: Address, path: str = "/small") -> bool:
    return requests.get(f"http://{address[0]}:{address[1]}{path}", timeout=10).status_code == 200


def is_cut_off(connection: socket.socket) -> bool:
    """Whether the other side lets go, within some seconds. It does not read what is sent here meanwhile, so that
    closing resets the connection; nothing of the answer is taken."""
    with suppress(BrokenPipeError, ConnectionResetError):
        connection.sendall(b"\r\n")
    waiting = select.poll()
    waiting.register(connection, 0)
    return bool(waiting.poll(10_000))


def test_who_asks_for_much_at_once_and_takes_nothing_keeps_no_thread() -> None:
    """With the real limit: everybody else is answered meanwhile."""
    with serving() as address, ExitStack() as stack:
        for _ in range(WEB_THREADS):
            leaving(stack, address, get("/large") * 160)
        assert all(is_answered(address) for _ in range(200)), "also when those before have piled up"


def test_a_second_request_before_the_first_answer_is_not_taken(address: Address) -> None:
    with ExitStack() as stack:
        asking = leaving(stack, address, get("/small") * 3)
        found = b"".join(iter(lambda: asking.recv(4096), b""))
    assert (found.count(b"200 OK"), b"Connection: close" in found) == (1, True)


def test_a_thread_waits_for_who_takes_nothing_no_longer_than_the_limit(address: Address) -> None:
    with ExitStack() as stack:
        left = [leaving(stack, address, get("/huge")) for _ in range(WEB_THREADS)]
        assert is_answered(address)
        assert [is_cut_off(each) for each in left] == [True] * WEB_THREADS


@pytest.mark.parametrize("blank", [b"\r\n", b"\r\n\r\n", b"\n", b" \r\n"])
def test_blank_lines_keep_no_connection_open(address: Address, blank: bytes) -> None:
    """Sent far more often than the server looks, until it lets go."""
    with ExitStack() as stack:
        asking = leaving(stack, address, blank)
        asking.settimeout(0.1)
        assert any(is_gone(asking, blank) for _ in range(80))
        assert is_answered(address)


def is_gone(connection: socket.socket, piece: bytes) -> bool:
    try:
        connection.sendall(piece)
        return connection.recv(1) == b""
    except TimeoutError:
        return False
    except (BrokenPipeError, ConnectionResetError):
        return True


def test_blank_lines_before_a_request_and_after_it_are_no_part_of_it(address: Address) -> None:
    with ExitStack() as stack:
        asking = leaving(stack, address, b"")
        for asked in (b"\r\n\r\n" + get("/small"), get("/small") + b"\r\n", b"\r\n", get("/small")):
            asking.sendall(asked)
            found = b"" if not asked.strip() else asking.recv(4096)
            assert (found.count(b"200 OK"), b"Connection: close" in found) == (bool(asked.strip()), False)


def test_who_takes_an_answer_as_it_comes_has_all_of_it(address: Address) -> None:
    answer = requests.get(f"http://{address[0]}:{address[1]}/huge", timeout=10)
    assert len(answer.content) == PIECES["/huge"] * len(PIECE)

"""The web server, with limits: nobody keeps it busy by being slow or by sending much."""

import time
from typing import TYPE_CHECKING

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

WEB_THREADS = 8
CONNECTIONS_MAX = 500
"""Open at the same time. A slow one takes a place here and no thread, so this many must be slow at once."""
IDLE_SECONDS_MAX = 30
LOOK_SECONDS = 5
BYTES_PER_SECOND_MIN = 8 * 1024
"""Of a body: slower than a bad telephone line, and our largest file may still take two hours."""
HEADER_BYTES_MAX = 32 * 1024
BODY_BYTES_MAX = 64 * 1024 * 1024


class OneAtATime(HTTPRequestParser):
    """No browser and no gateway sends a request before it has the answer to the one before. Whoever does gets that one
    answer and is let go: a thread works for a connection until all that it asked for lies ready."""

    def received(self, data: bytes) -> int:
        taken = super().received(data)
        if not self.completed:
            return taken
        if data[taken:].strip():
            self.headers = {**self.headers, "CONNECTION": "close"}
        return len(data)


class ImpatientChannel(HTTPChannel):
    """A connection that is not kept open by sending a request in pieces, or by leaving its answer. Of a head only the
    first piece counts as activity; a body has more time for each byte that came, and no more than that. An answer has
    the same, and ends when nothing of it was taken for as long as a connection may be idle."""

    parser_class = OneAtATime
    began = 0.0
    answer_began = taken_at = 0.0
    taken = 0
    """Bytes of this answer."""
    is_let_go = False
    was_active = 0.0
    """Before what is being read now."""

    def received(self, data: bytes) -> bool:
        """Blank lines before a request are not part of it (RFC 9112, 2.2), and no activity."""
        of_a_request = data if self.request is not None else data.lstrip()
        if not of_a_request:
            self.last_activity = self.was_active
        return bool(super().received(of_a_request))

    def readable(self) -> bool:
        """The loop asks this of each connection at least once a second, also of one that has a request."""
        now = time.time()
        if not self.total_outbufs_len:
            self.answer_began, self.taken_at, self.taken = now, now, 0
        elif self._waits_too_long(now):
            # To be closed when it can be written to would be never; and this wakes the thread that waits for it.
            self.is_let_go = True
            self.handle_close()
        return not self.is_let_go and bool(super().readable())

    def writable(self) -> bool:
        """Not when it was closed just now: its number may be another connection's before the loop comes to it."""
        return not self.is_let_go and bool(super().writable())

    def send(self, data: bytes, do_close: bool = True) -> int:
        sent = super().send(data, do_close=do_close)
        if sent:
            self.taken_at = time.time()
            self.taken += sent
        return sent

    def _waits_too_long(self, now: float) -> bool:
        latest = min(self.taken_at, self.answer_began + self.taken / BYTES_PER_SECOND_MIN)
        return now - latest > self.adj.channel_timeout

    def handle_read(self) -> None:
        before, self.was_active = self.request, self.last_activity
        super().handle_read()
        if self.request is None:
            return
        if self.request is not before:
            self.began = self.last_activity
        earned = self.request.body_bytes_received / BYTES_PER_SECOND_MIN
        self.last_activity = min(self.last_activity, self.began + earned)


def open_server(
    application: "WSGIApplication", host: str, port: int, *, url_prefix: str = ""
) -> BaseWSGIServer | MultiSocketServer:
    """Listens, and serves nothing until its `run`. Raises OSError when the port cannot be opened."""
    server = create_server(
        application,
        host=host,
        port=port,
        url_prefix=url_prefix,
        threads=WEB_THREADS,
        connection_limit=CONNECTIONS_MAX,
        channel_timeout=IDLE_SECONDS_MAX,
        cleanup_interval=LOOK_SECONDS,
        max_request_header_size=HEADER_BYTES_MAX,
        max_request_body_size=BODY_BYTES_MAX,
        asyncore_use_poll=True,
        # Nobody is believed because of such a header; but that it is there says that a gateway stands before us.
        clear_untrusted_proxy_headers=False,
        ident=None,
    )
    listening = (server.map or {}).values() if isinstance(server, MultiSocketServer) else [server]
    for each in listening:
        if isinstance(each, BaseWSGIServer):
            each.channel_class = ImpatientChannel
    return server

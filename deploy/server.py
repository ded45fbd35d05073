"""The web server, with limits: nobody keeps it busy by being slow or by sending much."""

from typing import TYPE_CHECKING

from waitress.channel import HTTPChannel
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


class ImpatientChannel(HTTPChannel):
    """A connection that is not kept open by sending a request in pieces. Of its head only the first piece counts as
    activity; its body has more time for each byte that came, and no more than that."""

    began = 0.0

    def handle_read(self) -> None:
        before = self.request
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

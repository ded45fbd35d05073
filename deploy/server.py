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
HEADER_BYTES_MAX = 32 * 1024
BODY_BYTES_MAX = 64 * 1024 * 1024


class ImpatientChannel(HTTPChannel):
    """A connection that is not kept open by sending its head in pieces: only the first piece counts as activity."""

    def handle_read(self) -> None:
        began, in_the_middle = self.last_activity, self.request is not None
        super().handle_read()
        if in_the_middle and self.request is not None and not self.request.headers_finished:
            self.last_activity = began


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

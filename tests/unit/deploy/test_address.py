"""The address that is told is the one that answers, also when any free port will do."""

import socket

from waitress.server import create_server

from deploy.all_in_one import port_of


def test_a_free_port_is_told_by_its_number() -> None:
    server = create_server(lambda environ, start: [], host="127.0.0.1", port=0)
    port = port_of(server)
    assert port > 0
    socket.create_connection(("127.0.0.1", port), timeout=5).close()
    server.close()

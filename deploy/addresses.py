"""Where a server may listen."""

import socket


def is_address(host: str) -> bool:
    """Whether this machine knows the address or name."""
    try:
        # An empty name would be found too, as every address of the machine.
        socket.getaddrinfo(host or ".", None)
    except (OSError, UnicodeError):
        return False
    return True

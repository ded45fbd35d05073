"""A port on 127.0.0.1 that nobody listens on."""

from deploy.kafka.ports import free_ports


def free_port() -> int:
    return free_ports(1)[0]

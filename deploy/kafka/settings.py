"""What the broker is: its version, its memory and its settings, shared with docker-compose.yml.

4.3.1 is the newest Kafka whose jars are all on Maven Central (of 4.4.0 `kafka-tools-api` is missing there), and of the
newest line that kafka-python 3.0 names as known. It needs Java 17.
"""

import os
from pathlib import Path

from deploy.jars import fetched

HERE = Path(__file__).parent
KAFKA_VERSION = "4.3.1"
IMAGE = f"apache/kafka:{KAFKA_VERSION}"
HEAP_OPTIONS = "-Xms256m -Xmx512m"


def jars() -> Path:
    """The folder with the broker's jars, fetched when they are not there yet; ZL_KAFKA_JARS names another folder.

    Raises JarsUnavailable when Java, Maven or the jars cannot be had.
    """
    folder = os.environ.get("ZL_KAFKA_JARS", HERE / "target" / f"jars-{KAFKA_VERSION}")
    return fetched(HERE / "pom.xml", Path(folder))


def common_settings() -> dict[str, str]:
    """The settings of server.properties: the same on every machine and in the container."""
    lines = (HERE / "server.properties").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {key.strip(): value.strip() for key, _, value in pairs}


def node_settings(host: str, port: int, controller_port: int, log_folder: str, listen_on: str) -> dict[str, str]:
    """The settings of one machine: it listens on `listen_on` and calls itself `host` towards its clients."""
    return {
        "listeners": f"PLAINTEXT://{listen_on}:{port},CONTROLLER://{listen_on}:{controller_port}",
        "advertised.listeners": f"PLAINTEXT://{host}:{port}",
        "controller.quorum.voters": f"1@{host}:{controller_port}",
        "log.dirs": log_folder,
    }


def environment(settings: dict[str, str]) -> dict[str, str]:
    """The same settings as the variables that the apache/kafka image reads."""
    return {"KAFKA_" + key.upper().replace(".", "_"): value for key, value in settings.items()}

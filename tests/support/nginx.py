"""The gateway's own nginx, of Debian's package `nginx`, or where ZL_NGINX points."""

import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.support.free_port import free_port

SETTINGS = Path(__file__).parents[2] / "deploy" / "gateway" / "default.conf"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
READY_SECONDS = 10
# What the image of nginx has around our file, with the log where a test can read it.
AROUND = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr notice;
events {{}}
http {{
{temporary}
    include {folder}/default.conf;
}}
"""


def available() -> tuple[bool, str]:
    """Whether it was found, and its path or the reason in one line."""
    found = _path()
    if found is None:
        return False, "no nginx: the settings of the gateway are not tried (Debian: nginx, and .ci/run installs it)"
    return True, f"nginx: {found}"


@contextmanager
def gateway(folder: Path, upstreams: Mapping[str, int], changes: Mapping[str, str]) -> Iterator[int]:
    """The port on which it answers with our settings; all that it writes is in `*.log` in the folder. `upstreams`: the
    port on this machine for each name of a process. `changes`: settings that stand once in the file, and what to put
    there."""
    found, port = _path(), free_port()
    assert found is not None, "ask available() first"
    text = SETTINGS.read_text(encoding="utf-8")
    here = {"listen 8080;": f"listen 127.0.0.1:{port};", "/var/log/nginx/access.log": f"{folder}/access.log"}
    for old, new in {**here, **changes}.items():
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {SETTINGS.name}"
        text = text.replace(old, new)
    text = re.sub(r"http://([a-z-]+):8000", lambda named: f"http://127.0.0.1:{upstreams[named[1]]}", text)
    (folder / "default.conf").write_text(text, encoding="utf-8")
    temporary = "\n".join(f"    {name}_temp_path {folder}/{name};" for name in TEMPORARY)
    main = folder / "nginx.conf"
    main.write_text(AROUND.format(folder=folder, temporary=temporary), encoding="utf-8")
    said = folder / "stderr.log"
    command: list[str | Path] = [found, "-p", folder, "-e", "stderr", "-c", main]
    with said.open("w", encoding="utf-8") as stderr, subprocess.Popen(command, stderr=stderr) as process:
        try:
            _wait_for(port, process, said)
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(READY_SECONDS)


def _wait_for(port: int, process: "subprocess.Popen[bytes]", said: Path) -> None:
    """Raises AssertionError with what nginx said when it ended."""
    while process.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError(said.read_text(encoding="utf-8"))


def _path() -> str | None:
    return shutil.which(os.environ.get("ZL_NGINX", "nginx")) or shutil.which("/usr/sbin/nginx")

"""Programs in Java as a folder of jars, fetched once by Maven from a pom that only lists them."""

import re
import shutil
import subprocess
from pathlib import Path

from filelock import FileLock

JAVA_VERSION_MIN = 17
MAVEN_SECONDS_MAX = 600
COPY_JARS = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"


class JarsUnavailable(Exception):
    """The program cannot be had on this machine; the message says in one line what is missing."""


def fetched(pom: Path, folder: Path) -> Path:
    """The folder with all jars of the pom. Asks Maven when it is not complete.

    Raises JarsUnavailable when there is no Java 17, no Maven, or the jars cannot be fetched.
    """
    _check_java()
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Two test processes may ask at the same time; the second one finds the jars of the first.
    with FileLock(folder.with_name(f"{folder.name}.lock"), timeout=MAVEN_SECONDS_MAX):
        if not (folder / "complete").is_file():
            _fetch(pom, folder)
    return folder


def _check_java() -> None:
    java = shutil.which("java")
    if java is None:
        raise JarsUnavailable("no Java (Debian: openjdk-17-jre-headless)")
    banner = subprocess.run([java, "-version"], capture_output=True, text=True, check=True, timeout=60).stderr
    found = re.search(r'version "(\d+)', banner)
    if found is None or int(found[1]) < JAVA_VERSION_MIN:
        raise JarsUnavailable(f"Java {JAVA_VERSION_MIN} or newer is needed, found: {banner.splitlines()[0]}")


def _fetch(pom: Path, folder: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise JarsUnavailable(f"no Maven to fetch the jars of {pom.parent.name} with (Debian: maven)")
    done = subprocess.run(
        [maven, "-q", "-B", "-f", str(pom), COPY_JARS, "-DincludeScope=runtime", f"-DoutputDirectory={folder}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=MAVEN_SECONDS_MAX,
    )
    if done.returncode != 0:
        errors = [line for line in done.stdout.splitlines() if "ERROR" in line]
        reason = errors[0] if errors else done.stderr[-300:]
        raise JarsUnavailable(f"Maven cannot fetch the jars of {pom.parent.name}: {reason}")
    (folder / "complete").touch()

"""The broker's jars: fetched once by Maven into deploy/kafka/target, or into the folder ZL_KAFKA_JARS names."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from filelock import FileLock

from deploy.kafka.settings import HERE, JAVA_VERSION_MIN, KAFKA_VERSION

MAVEN_SECONDS_MAX = 600


class KafkaUnavailable(Exception):
    """No broker can be had on this machine; the message says in one line what is missing."""


def jar_folder() -> Path:
    """The folder with all jars of this version. Asks Maven when it is not complete.

    Raises KafkaUnavailable when there is no Java 17, no Maven, or the jars cannot be fetched.
    """
    _check_java()
    folder = Path(os.environ.get("ZL_KAFKA_JARS", HERE / "target" / f"jars-{KAFKA_VERSION}"))
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Two test processes may ask at the same time; the second one finds the jars of the first.
    with FileLock(folder.with_suffix(".lock"), timeout=MAVEN_SECONDS_MAX):
        if not _is_complete(folder):
            _fetch(folder)
    return folder


def _is_complete(folder: Path) -> bool:
    return (folder / "complete").is_file()


def _check_java() -> None:
    java = shutil.which("java")
    if java is None:
        raise KafkaUnavailable("no Java (Debian: openjdk-17-jre-headless)")
    banner = subprocess.run([java, "-version"], capture_output=True, text=True, check=True, timeout=60).stderr
    found = re.search(r'version "(\d+)', banner)
    if found is None or int(found[1]) < JAVA_VERSION_MIN:
        raise KafkaUnavailable(f"Java {JAVA_VERSION_MIN} or newer is needed, found: {banner.splitlines()[0]}")


def _fetch(folder: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise KafkaUnavailable("no Maven to fetch Kafka's jars with (Debian: maven)")
    goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
    command = [maven, "-q", "-B", "-f", str(HERE / "pom.xml"), goal, "-DincludeScope=runtime"]
    done = subprocess.run(
        [*command, f"-Dkafka.version={KAFKA_VERSION}", f"-DoutputDirectory={folder}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=MAVEN_SECONDS_MAX,
    )
    if done.returncode != 0:
        errors = [line for line in done.stdout.splitlines() if "ERROR" in line]
        raise KafkaUnavailable(f"Maven cannot fetch Kafka's jars: {errors[0] if errors else done.stderr[-300:]}")
    (folder / "complete").touch()

"""Files that are there whole or not at all, whatever is killed; and what killed processes left, taken away."""

import itertools
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LEFT = re.compile(r"\..+\.(\d+)-([0-9a-f]{8})-\d+\.tmp")
_THIS = secrets.token_hex(4)
"""Tells this process from one that had its number before: in a container all have the same."""
_NUMBERS = itertools.count()


def unfinished(path: Path) -> Path:
    """Another name beside it, of this process only, under which it is written first."""
    return path.with_name(f".{path.name}.{os.getpid()}-{_THIS}-{next(_NUMBERS)}.tmp")


def write_whole(path: Path, content: bytes | str) -> None:
    """A reader never sees half a file, also not after a crash or a power cut."""
    data = content.encode() if isinstance(content, str) else content

    def write(place: Path) -> None:
        with place.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    make_whole(path, write)


def make_whole(path: Path, write: Callable[[Path], None]) -> None:
    """As `write_whole`, of what `write` puts in the place that it is given."""
    place = unfinished(path)
    try:
        write(place)
    except BaseException:
        place.unlink(missing_ok=True)
        raise
    place.replace(path)


@contextmanager
def scratch(folder: Path, name: str) -> Iterator[Path]:
    """A folder in there for its owner only, for as long as this lasts; of a process that was killed it is found by
    `clear_unfinished`."""
    place = unfinished(folder / name)
    place.mkdir(mode=0o700)
    try:
        yield place
    finally:
        shutil.rmtree(place)


def clear_unfinished(folder: Path, *, below: bool = True) -> None:
    """Takes away what processes that are gone left in the folder and below it."""
    for path in [*folder.glob("**/.*.tmp" if below else ".*.tmp")]:
        found = LEFT.fullmatch(path.name)
        if not found or _is_alive(int(found[1]), found[2]):
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _is_alive(pid: int, token: str) -> bool:
    if pid == os.getpid():
        return token == _THIS
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

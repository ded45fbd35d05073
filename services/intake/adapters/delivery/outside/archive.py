"""The archive: every delivered file as it came, under the SHA-256 of its bytes. Nothing in it is changed or removed,
but what is said of a person who is forgotten."""

import hashlib
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from services.intake.adapters.delivery.outside.manifest_file import read_manifest
from services.intake.adapters.mapping.outside.delivery_file import count_lines, read_page
from services.intake.domain.delivery.deliveries import ManifestFile, Marks
from services.intake.domain.mapping.lines import Page, Position

CHUNK = 1 << 20


def _clean(place: Path) -> Path:
    return place.with_suffix(".clean")


def _blank(line: bytes) -> bytes:
    """As long as it was, so that every later line stays where it is."""
    text = line.rstrip(b"\r\n")
    return b" " * len(text) + line[len(text) :]


@dataclass(frozen=True, slots=True)
class FileArchive:
    folder: Path

    def size(self, path: Path) -> int:
        return path.stat().st_size if path.is_file() else 0

    def keep(self, path: Path) -> str | None:
        if not path.is_file():
            return None
        self.folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with path.open("rb") as source, tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as copy:
            while part := source.read(CHUNK):
                digest.update(part)
                copy.write(part)
            copy.flush()
            os.fsync(copy.fileno())
        place = self._place(digest.hexdigest())
        place.parent.mkdir(exist_ok=True)
        if place.exists():
            Path(copy.name).unlink()
        else:
            Path(copy.name).replace(place)
        return digest.hexdigest()

    def lines_with(self, sha256: str, pattern: str) -> frozenset[int]:
        sought = re.compile(pattern.encode())
        with self._place(sha256).open("rb") as file:
            return frozenset(number for number, line in enumerate(file) if sought.search(line))

    def lay_clean(self, sha256: str, marks: Marks, pattern: str, stand_in: Callable[[int], str]) -> None:
        sought, place = re.compile(pattern.encode()), self._place(sha256)
        with place.open("rb") as file, _clean(place).open("wb") as copy:
            for number, line in enumerate(file):
                if number in marks.blank:
                    copy.write(_blank(line))
                elif number in marks.stand_in:
                    copy.write(sought.sub(lambda found: stand_in(len(found[0])).encode(), line))
                else:
                    copy.write(line)
            copy.flush()
            os.fsync(copy.fileno())

    def put_clean(self, sha256: str) -> None:
        place = self._place(sha256)
        if _clean(place).exists():
            _clean(place).replace(place)

    def manifest(self, sha256: str) -> ManifestFile:
        return read_manifest(self._place(sha256).read_bytes())

    def count_lines(self, sha256: str) -> int:
        with self._place(sha256).open("rb") as file:
            return count_lines(file)

    def page(self, sha256: str, start: Position, limit: int) -> Page:
        with self._place(sha256).open("rb") as file:
            return read_page(file, start, limit)

    def _place(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

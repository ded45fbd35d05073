"""The archive: every delivered file as it came, under the SHA-256 of its bytes. Nothing in it is changed or removed."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from services.intake.adapters.delivery.outside.manifest_file import read_manifest
from services.intake.adapters.mapping.outside.delivery_file import count_lines, read_page
from services.intake.domain.delivery.deliveries import ManifestFile
from services.intake.domain.mapping.lines import Page, Position

CHUNK = 1 << 20


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
        Path(copy.name).replace(place)
        return digest.hexdigest()

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

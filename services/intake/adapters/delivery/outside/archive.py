"""The archive: every delivered file as it came, under the SHA-256 of its bytes. Nothing in it is changed or removed."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileArchive:
    folder: Path

    def keep(self, path: Path) -> str:
        """Copies the file in, unless it is there, and returns its SHA-256 in hex. Raises FileNotFoundError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with path.open("rb") as source, tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as copy:
            while part := source.read(CHUNK):
                digest.update(part)
                copy.write(part)
            copy.flush()
            os.fsync(copy.fileno())
        place = self.path(digest.hexdigest())
        place.parent.mkdir(exist_ok=True)
        Path(copy.name).replace(place)
        return digest.hexdigest()

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

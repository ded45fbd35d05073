"""The folder with the plans that clients handed in: each a file under the id of its answer."""

from pathlib import Path

import filetype

from services.notifications.domain.replies.answer import FILE_TYPES, FileType
from shared.whole_files import write_whole


class PlanFolder:
    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder = folder
        self._most_bytes = most_bytes

    @property
    def most_bytes(self) -> int:
        return self._most_bytes

    def type_of(self, content: bytes) -> FileType | None:
        return FILE_TYPES.get(str(filetype.guess_extension(content)))

    def put(self, answer_id: str, type: FileType, content: bytes) -> None:
        """A reader never sees half a file, also not after a crash."""
        self._folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.path(answer_id, type), content)

    def remove(self, answer_id: str, type: FileType) -> None:
        self.path(answer_id, type).unlink(missing_ok=True)

    def path(self, answer_id: str, type: FileType) -> Path:
        return self._folder / f"{answer_id}.{type}"

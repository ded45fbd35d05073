"""The printer of the use cases: Typst in processes of its own, and the files of runs in a folder."""

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from services.notifications.adapters.letters.outside.typst_pool import render_part, render_parts
from services.notifications.adapters.mailing.outside.run_files import (
    is_finished,
    read_manifest,
    remove_other_runs,
    write_print_run,
)
from services.notifications.application.letters.ports import RunFiles
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.mailing.print_run import PrintRun


@dataclass(frozen=True, slots=True)
class TypstPrinter:
    """`texts` gives letters by id, in the order asked for; it is asked for one part of a run at a time."""

    folder: Path
    texts: Callable[[Sequence[str]], list[Letter]]

    def alone(self) -> FileLock:
        self.folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self.folder / ".lock")

    def keep_only(self, run_ids: Collection[str]) -> None:
        remove_other_runs(self.folder, run_ids)

    def print_run(self, run: PrintRun) -> RunFiles:
        """A run whose manifest is there was finished before: its id follows from its letters, which never change."""
        if not is_finished(self.folder, run.run_id):
            parts = (self.texts(ids) for ids in run.parts())
            write_print_run(self.folder, run, render_parts(parts, workers=os.cpu_count() or 1))
        return self.files(run.run_id)

    def files(self, run_id: str) -> RunFiles:
        manifest = read_manifest(self.folder, run_id)
        return RunFiles(manifest["pages"], tuple(manifest["parts"]), tuple(manifest["contents"]))

    def part(self, run_id: str, file: str) -> Path:
        if file not in {part["file"] for part in self.files(run_id).parts}:
            raise FileNotFoundError(f"print run {run_id} has no part {file}")
        return self.folder / run_id / file

    def letter(self, letter: Letter) -> bytes:
        """In a process of its own, so that what Typst remembers of a client's letter is gone at once."""
        return render_part([letter]).pdf

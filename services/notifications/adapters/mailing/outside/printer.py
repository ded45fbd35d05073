"""The printer: Typst in processes of its own, and the files of runs in a folder."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from filelock import FileLock

from services.notifications.adapters.letters.outside.looks import Looks
from services.notifications.adapters.letters.outside.typst_pool import render_batches
from services.notifications.adapters.mailing.outside.run_files import RunFolder
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.mailing.print_run import Manifest, PrintRun


@dataclass(frozen=True, slots=True)
class TypstPrinter:
    files: RunFolder
    looks: Looks

    def alone(self) -> FileLock:
        self.files.folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self.files.folder / ".lock")

    def print_run(
        self, run: PrintRun, texts: Callable[[Sequence[str]], Sequence[Letter]], processes: Callable[[], int]
    ) -> Manifest:
        """A run whose manifest is there was finished before: its id follows from its letters, which never change."""
        finished = self.files.manifest(run.run_id)
        if finished is not None:
            return finished
        parts = (texts(ids) for ids in run.letters_per_file())
        batches = render_batches(parts, processes, looks=self.looks)
        return self.files.write(run, batches)

    def keep_only(self, run_ids: Collection[str]) -> None:
        self.files.keep_only(run_ids)

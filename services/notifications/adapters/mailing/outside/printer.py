"""The printer: Typst in processes of its own, and the files of runs in a folder."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import ceil

from filelock import FileLock

from services.notifications.adapters.letters.outside.looks import Looks
from services.notifications.adapters.letters.outside.typst_pool import render_batches
from services.notifications.adapters.letters.outside.typst_renderer import RenderedBatch
from services.notifications.adapters.mailing.outside.run_files import RunFolder
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.mailing.print_run import Manifest, PrintRun, PrintRunError, pages_per_letter


@dataclass(frozen=True, slots=True)
class TypstPrinter:
    files: RunFolder
    looks: Looks

    def alone(self) -> FileLock:
        self.files.folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self.files.folder / ".lock")

    def print_runs(
        self,
        runs: Sequence[PrintRun],
        texts: Callable[[PrintRun, Sequence[str]], Sequence[Letter]],
        processes: Callable[[], int],
    ) -> Iterator[tuple[PrintRun, Manifest]]:
        """A run whose manifest is there was finished before: its id follows from its letters, which never change, and
        from who gets them. The others are rendered in one go, so that no core waits for the last file of one before the
        next is begun; finished ones come between them, so that no core waits while the caller notes those."""
        finished = [run for run in runs if self.files.is_finished(run.run_id)]
        ids_of_finished = {run.run_id for run in finished}
        unfinished = [run for run in runs if run.run_id not in ids_of_finished]
        ids_of_papers: deque[Sequence[str]] = deque()

        def parts() -> Iterator[Sequence[Letter]]:
            for run in unfinished:
                for ids in run.letters_per_file():
                    papers = texts(run, ids)
                    ids_of_papers.append([paper.letter_id for paper in papers])
                    yield papers

        rendered = render_batches(parts(), processes, looks=self.looks)
        batches = (_per_letter(batch, ids_of_papers.popleft()) for batch in rendered)
        between, share = iter(finished), ceil(len(finished) / max(1, len(unfinished)))
        for run in unfinished:
            yield run, self._write(run, batches)
            yield from self._found(islice(between, share))
        yield from self._found(between)

    def _found(self, finished: Iterable[PrintRun]) -> Iterator[tuple[PrintRun, Manifest]]:
        for run in finished:
            manifest = self.files.manifest(run.run_id)
            if manifest is None:
                raise PrintRunError(f"the files of run {run.run_id} disappeared while runs were printed")
            yield run, manifest

    def _write(self, run: PrintRun, batches: Iterator[RenderedBatch]) -> Manifest:
        return self.files.write(run, islice(batches, len(run.letters_per_file())))

    def keep_only(self, run_ids: Collection[str]) -> None:
        self.files.keep_only(run_ids)


def _per_letter(batch: RenderedBatch, letter_ids: Sequence[str]) -> RenderedBatch:
    return replace(batch, pages=pages_per_letter(letter_ids, batch.pages))

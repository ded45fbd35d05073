"""Many letters on several cores in little memory: every batch is made by a fresh process, a few at a time."""

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import typst

from services.notifications.adapters.letters.outside import typst_process
from services.notifications.adapters.letters.outside.looks import ALL_PLAIN, Looks, look_of
from services.notifications.adapters.letters.outside.typst_renderer import RenderedBatch, prepared, rendered
from services.notifications.domain.letters.letter import Letter

SECONDS_PER_BATCH = 300
ASK_AGAIN_SECONDS = 0.1
COMMAND = (sys.executable, "-SP", typst_process.__file__)
SURROUNDINGS = {
    "PYTHONPATH": str(Path(typst.__file__).parents[1]),
    # One thread per process: the processes are what keeps the cores busy, and threads would only add memory.
    "RAYON_NUM_THREADS": "1",
}
"""A process is told where Typst is: looking for all that is installed takes it as long as three letters."""


class RenderFailed(RuntimeError):
    """A render process failed or hung. Names the batch's first and last letter, and nothing that stands in them."""


class Slots:
    """Lets as many renderers in at once as `processes` says at the moment; there is always one."""

    def __init__(self, processes: Callable[[], int]) -> None:
        self._processes = processes
        self._condition = threading.Condition()
        self._busy = 0

    def __enter__(self) -> None:
        with self._condition:
            while self._busy >= max(1, self._processes()):
                # The answer can change without anybody telling us, so it is asked again after a moment.
                self._condition.wait(ASK_AGAIN_SECONDS)
            self._busy += 1

    def __exit__(self, *_: object) -> None:
        with self._condition:
            self._busy -= 1
            self._condition.notify()


def render_batches(
    batches: Iterable[Sequence[Letter]], processes: Callable[[], int], looks: Looks = ALL_PLAIN
) -> Iterator[RenderedBatch]:
    """The batches in the order given. At most `processes()` at a time, which may change meanwhile, and never more than
    there are cores; batches are taken as needed.

    A process of 150 letters stays near 140 MB. Raises LetterError for a refused letter and RenderFailed.
    """
    waiting: deque[Future[RenderedBatch]] = deque()
    slots, cores = Slots(processes), os.cpu_count() or 1

    def render(batch: Sequence[Letter]) -> RenderedBatch:
        with slots:
            return render_batch(batch, looks)

    with ThreadPoolExecutor(cores) as threads:
        try:
            for batch in batches:
                waiting.append(threads.submit(render, batch))
                if len(waiting) > cores:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def render_batch(letters: Sequence[Letter], looks: Looks = ALL_PLAIN) -> RenderedBatch:
    """One batch in a process of its own. Raises LetterError and RenderFailed."""
    with prepared(letters, look_of(letters, looks)) as batch:
        try:
            done = subprocess.run(
                COMMAND,
                input=typst_process.SEPARATOR.join(batch).encode(),
                capture_output=True,
                env=os.environ | SURROUNDINGS,
                timeout=SECONDS_PER_BATCH,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise RenderFailed(f"{_named(letters)}: not ready after {SECONDS_PER_BATCH} seconds") from None
    if done.returncode != 0:
        raise RenderFailed(f"{_named(letters)}: the render process ended with code {done.returncode}")
    return rendered(done.stdout, len(letters))


@dataclass(frozen=True, slots=True)
class TypstRenderer:
    """In a process of its own, so that what Typst remembers of a client's letter is gone at once."""

    looks: Looks

    def pdf(self, letter: Letter) -> bytes:
        return render_batch([letter], self.looks).pdf


def _named(letters: Sequence[Letter]) -> str:
    return f"letters {letters[0].letter_id} to {letters[-1].letter_id}" if letters else "no letters"

"""Many letters on several cores in little memory: every batch is made by a fresh process, a few at a time."""

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from services.notifications.adapters.letters.outside.typst_process import REFUSED, unpack
from services.notifications.adapters.letters.outside.typst_renderer import RenderedBatch
from services.notifications.domain.letters.letter import Letter, LetterError
from services.notifications.domain.letters.letter_json import letter_as_json

SECONDS_PER_BATCH = 300
COMMAND = (sys.executable, "-m", "services.notifications.adapters.letters.outside.typst_process")


class RenderFailed(RuntimeError):
    """A render process failed or hung. Names the batch's first and last letter, and nothing that stands in them."""


def render_batches(batches: Iterable[Sequence[Letter]], workers: int) -> Iterator[RenderedBatch]:
    """The batches in the order given. At most `workers` processes at a time; batches are taken as needed.

    A process of 150 letters stays near 140 MB. Raises LetterError for a refused letter and RenderFailed.
    """
    waiting: deque[Future[RenderedBatch]] = deque()
    with ThreadPoolExecutor(workers) as threads:
        try:
            for batch in batches:
                waiting.append(threads.submit(render_batch, batch))
                if len(waiting) > workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def render_batch(letters: Sequence[Letter]) -> RenderedBatch:
    """One batch in a process of its own. Raises LetterError and RenderFailed."""
    data = json.dumps([letter_as_json(letter) for letter in letters]).encode()
    # One thread per process: the processes are what keeps the cores busy, and threads would only add memory.
    surroundings = {**os.environ, "RAYON_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            COMMAND, input=data, capture_output=True, env=surroundings, timeout=SECONDS_PER_BATCH, check=False
        )
    except subprocess.TimeoutExpired:
        raise RenderFailed(f"{_named(letters)}: not ready after {SECONDS_PER_BATCH} seconds") from None
    if done.returncode == REFUSED:
        raise LetterError(done.stderr.decode(errors="replace"))
    if done.returncode != 0:
        raise RenderFailed(f"{_named(letters)}: the render process ended with code {done.returncode}")
    return unpack(done.stdout)


class TypstRenderer:
    """In a process of its own, so that what Typst remembers of a client's letter is gone at once."""

    def pdf(self, letter: Letter) -> bytes:
        return render_batch([letter]).pdf


def _named(letters: Sequence[Letter]) -> str:
    return f"letters {letters[0].letter_id} to {letters[-1].letter_id}" if letters else "no letters"

"""Many letters on several cores in little memory: every part is made by a fresh process, a few at a time."""

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

SECONDS_PER_PART = 300
COMMAND = (sys.executable, "-m", "services.notifications.adapters.letters.outside.typst_process")


class RenderFailed(RuntimeError):
    """A render process failed or hung. Names the part's first and last letter, and nothing that stands in them."""


def render_parts(parts: Iterable[Sequence[Letter]], workers: int) -> Iterator[RenderedBatch]:
    """One batch per part, in the order of the parts. At most `workers` processes at a time; parts are taken as needed.

    A process of 150 letters stays near 140 MB. Raises LetterError for a refused letter and RenderFailed.
    """
    waiting: deque[Future[RenderedBatch]] = deque()
    with ThreadPoolExecutor(workers) as threads:
        try:
            for part in parts:
                waiting.append(threads.submit(render_part, part))
                if len(waiting) > workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def render_part(letters: Sequence[Letter]) -> RenderedBatch:
    """One part in a process of its own. Raises LetterError and RenderFailed."""
    data = json.dumps([letter.as_json() for letter in letters]).encode()
    # One thread per process: the processes are what keeps the cores busy, and threads would only add memory.
    surroundings = {**os.environ, "RAYON_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            COMMAND, input=data, capture_output=True, env=surroundings, timeout=SECONDS_PER_PART, check=False
        )
    except subprocess.TimeoutExpired:
        raise RenderFailed(f"{_named(letters)}: not ready after {SECONDS_PER_PART} seconds") from None
    if done.returncode == REFUSED:
        raise LetterError(done.stderr.decode(errors="replace"))
    if done.returncode != 0:
        raise RenderFailed(f"{_named(letters)}: the render process ended with code {done.returncode}")
    return unpack(done.stdout)


def _named(letters: Sequence[Letter]) -> str:
    return f"letters {letters[0].letter_id} to {letters[-1].letter_id}" if letters else "no letters"

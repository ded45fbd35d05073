"""A print run on disk: `<folder>/<run id>/part-001.pdf`, ... and `manifest.json`, which is written last.

A run without a manifest is unfinished. Writing the same run again gives the same bytes in the same places.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from services.notifications.adapters.letters.outside.typst_renderer import RenderedBatch
from services.notifications.domain.mailing.print_run import Part, PrintRun, manifest, part_file

MANIFEST = "manifest.json"
RUN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def write_print_run(folder: Path, run: PrintRun, batches: Iterable[RenderedBatch]) -> dict[str, Any]:
    """Writes the parts as they come and then the manifest, and returns the manifest.

    `batches` follow `run.parts()`. Raises PrintRunError when they do not hold the letters of the run.
    """
    home = folder / run.run_id
    home.mkdir(parents=True, exist_ok=True)
    parts = [_write_part(home, number, batch) for number, batch in enumerate(batches, start=1)]
    content = manifest(run, parts)
    _write(home / MANIFEST, json.dumps(content, indent=1).encode())
    return content


def read_manifest(folder: Path, run_id: str) -> dict[str, Any]:
    """The manifest of a finished run. Raises FileNotFoundError when the run is not finished."""
    content: dict[str, Any] = json.loads((folder / run_id / MANIFEST).read_text(encoding="utf-8"))
    return content


def is_finished(folder: Path, run_id: str) -> bool:
    return (folder / run_id / MANIFEST).exists()


def remove_other_runs(folder: Path, run_ids: Collection[str]) -> None:
    """Removes the folder of every run that is not among `run_ids`; what is not the folder of a run stays."""
    for home in folder.iterdir():
        if home.is_dir() and RUN_ID.fullmatch(home.name) and home.name not in run_ids:
            shutil.rmtree(home)


def _write_part(home: Path, number: int, batch: RenderedBatch) -> Part:
    file = part_file(number)
    _write(home / file, batch.pdf)
    return Part(file=file, sha256=hashlib.sha256(batch.pdf).hexdigest(), pages=batch.pages)


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing: a reader never sees half a file, also not after a crash."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)

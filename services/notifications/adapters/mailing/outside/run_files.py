"""A print run on disk: `<folder>/<run id>/part-001.pdf`, ... and `manifest.json`, which is written last.

A run without a manifest is unfinished. Writing the same run again gives the same bytes in the same places.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from services.notifications.adapters.letters.outside.typst_renderer import RenderedBatch
from services.notifications.domain.mailing.print_run import (
    LetterPlace,
    ListedFile,
    Manifest,
    PrintRun,
    RunFile,
    file_name,
    manifest_of,
)
from shared.whole_files import write_whole

MANIFEST = "manifest.json"
ENCLOSURE, REPORT = "enclosure", "Bij elke brief hoort het verslag van het gesprek. Dat zit niet in deze bestanden."
"""In the manifest of a run of which no letter goes without a paper that is printed elsewhere."""
RUN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The files of runs in one folder."""

    folder: Path

    def write(self, run: PrintRun, batches: Iterable[RenderedBatch]) -> Manifest:
        """Writes the files as they come and then the manifest.

        `batches` follow `run.letters_per_file()`. Raises PrintRunError when they do not hold the letters of the run.
        """
        home = self.folder / run.run_id
        home.mkdir(parents=True, exist_ok=True)
        files = [_write_pdf(home, number, batch) for number, batch in enumerate(batches, start=1)]
        manifest = manifest_of(run, files)
        write_whole(home / MANIFEST, json.dumps(_as_json(manifest), indent=1).encode())
        return manifest

    def is_finished(self, run_id: str) -> bool:
        return (self.folder / run_id / MANIFEST).exists()

    def manifest(self, run_id: str) -> Manifest | None:
        """None when the run is not finished, or its files are not here."""
        file = self.folder / run_id / MANIFEST
        return _of_json(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else None

    def path(self, run_id: str, file: str) -> Path:
        return self.folder / run_id / file

    def remove(self, run_id: str) -> None:
        """The manifest first, so that a run that is only half gone counts as unfinished."""
        home = self.folder / run_id
        if home.exists():
            (home / MANIFEST).unlink(missing_ok=True)
            shutil.rmtree(home)

    def manifest_text(self, manifest: Manifest) -> str:
        return json.dumps(_as_json(manifest), indent=1) + "\n"

    def keep_only(self, run_ids: Collection[str]) -> None:
        """Removes the folder of every run that is not among `run_ids`; what is not the folder of a run stays."""
        for home in self.folder.iterdir():
            if home.is_dir() and RUN_ID.fullmatch(home.name) and home.name not in run_ids:
                shutil.rmtree(home)


def _write_pdf(home: Path, number: int, batch: RenderedBatch) -> RunFile:
    name = file_name(number)
    write_whole(home / name, batch.pdf)
    return RunFile(name, hashlib.sha256(batch.pdf).hexdigest(), batch.pages)


def _as_json(manifest: Manifest) -> dict[str, Any]:
    return {
        "runId": manifest.run_id,
        "municipality": manifest.municipality,
        "created": manifest.created.isoformat(),
        "letters": len(manifest.contents),
        "pages": manifest.pages,
        **({ENCLOSURE: REPORT} if manifest.enclosed else {}),
        "parts": [{"file": file.name, "sha256": file.sha256, "pages": file.pages} for file in manifest.files],
        "contents": [
            {
                "letterId": place.letter_id,
                "file": place.file,
                "firstPage": place.first_page,
                "lastPage": place.last_page,
            }
            for place in manifest.contents
        ],
    }


def _of_json(kept: Mapping[str, Any]) -> Manifest:
    return Manifest(
        run_id=kept["runId"],
        municipality=kept["municipality"],
        created=date.fromisoformat(kept["created"]),
        files=tuple(ListedFile(file["file"], file["sha256"], file["pages"]) for file in kept["parts"]),
        contents=tuple(
            LetterPlace(place["letterId"], place["file"], place["firstPage"], place["lastPage"])
            for place in kept["contents"]
        ),
        enclosed=ENCLOSURE in kept,
    )

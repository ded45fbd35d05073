"""What the files of a print run are called outside this system: town, day and part, where the folder only counts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.notifications.domain.mailing.print_run import Manifest
from shared.municipalities import municipality_name
from shared.names import folded


@dataclass(frozen=True, slots=True)
class RunNames:
    """The names that the files of a finished run leave with: `brieven-putten-2014-11-03-1a2b3c4d-deel-1-van-3.pdf`."""

    manifest: Manifest

    @property
    def outside(self) -> Mapping[str, str]:
        """By the name that a file has in its folder."""
        files, stem = self.manifest.files, self._stem
        return {file.name: f"{stem}-deel-{number}-van-{len(files)}.pdf" for number, file in enumerate(files, start=1)}

    @property
    def manifest_name(self) -> str:
        return f"{self._stem}-manifest.json"

    @property
    def checksums_name(self) -> str:
        return f"{self._stem}-sha256.txt"

    @property
    def renamed(self) -> Manifest:
        """The manifest with the names of outside."""
        names, manifest = self.outside, self.manifest
        return replace(
            manifest,
            files=tuple(replace(file, name=names[file.name]) for file in manifest.files),
            contents=tuple(replace(place, file=names[place.file]) for place in manifest.contents),
        )

    @property
    def checksums(self) -> str:
        """As `sha256sum --check` reads them: a file that did not come over whole is seen before it is printed."""
        return "".join(f"{file.sha256}  {file.name}\n" for file in self.renamed.files)

    @property
    def _stem(self) -> str:
        """With the begin of the run's id, for a town may have several runs on a day."""
        town = re.sub("[^a-z0-9]+", "-", folded(municipality_name(self.manifest.municipality))).strip("-")
        kind = "brieven-met-bijlage" if self.manifest.enclosed else "brieven"
        return f"{kind}-{town}-{self.manifest.created.isoformat()}-{self.manifest.run_id[:8]}"

"""The control totals that travel with a delivery file. They count what stands in the file, faulty rows as well."""

import json
from collections import Counter
from dataclasses import dataclass, field

from deploy.demo.layout import Row

CREATED = "2014-11-01T09:00:00+01:00"
ZZP, NO_END = "zzp", "geen"


@dataclass(slots=True)
class Totals:
    """Counted row by row, from the texts as they stand.

    `functions`: by function code; a row without one but with a ZZP counts as `zzp`. `end_months`: by the first seven
    characters of the end date (`2015-03`), `geen` when there is none.
    """

    rows: int = 0
    clients: int = 0
    functions: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    end_months: Counter[str] = field(default_factory=Counter)
    _last_client: str = ""

    def add(self, row: Row) -> None:
        """Counts a row. The rows of one client stand together, so a change of client number is a new client."""
        self.rows += 1
        self.clients += row["clientnummer"] != self._last_client
        self._last_client = row["clientnummer"]
        self.functions[row["functiecode"] or (ZZP if row["zzpcode"] else "")] += 1
        self.forms[row["leveringsvorm"]] += 1
        self.end_months[row["einddatum"][:7] or NO_END] += 1


def manifest_text(
    totals: Totals, *, supplier: str, municipality: str, reference: str, file: str, sha256: str, created: str = CREATED
) -> str:
    """The manifest as JSON. `sha256` is of the bytes of the delivery file."""
    content = {
        "leverancier": supplier,
        "gemeentecode": municipality,
        "kenmerk": reference,
        "aangemaakt": created,
        "bestand": file,
        "sha256": sha256,
        "rijen": totals.rows,
        "clienten": totals.clients,
        "perFunctie": dict(sorted(totals.functions.items())),
        "perLeveringsvorm": dict(sorted(totals.forms.items())),
        "perEindmaand": dict(sorted(totals.end_months.items())),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"

"""The demo's users: one per role. They are nobody; a municipality signs in through its own identity provider."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from shared.access import Role, User
from shared.region.values import ServedRegion

WHAT_A_ROLE_SEES = {
    Role.CASEWORKER: "Ziet het jaaroverzicht, de dossiers van cliënten, de brieven en de budgetten.",
    Role.FUNCTIONAL_MANAGER: "Ziet wat een consulent ziet en de berichten die niet verwerkt zijn. Geeft toegang.",
    Role.FINANCE: "Ziet het jaaroverzicht en de budgetten, zonder de namen van cliënten.",
    Role.AUDITOR: "Ziet hetzelfde als een consulent, om het werk te controleren.",
    Role.PROVIDER: "Ziet de berichten over de eigen cliënten van wie het recht op zorg eindigt.",
    Role.CLIENT: "Ziet het eigen overzicht: de zorg, het gesprek en de brieven.",
}
"""One sentence per role, for the page where you choose who you are."""


def write_outsiders(file: Path, *, client: str, provider: str) -> None:
    """Which delivered client and provider the demo's client and provider are; known only after the import."""
    file.write_text(json.dumps({"client": client, "provider": provider}), encoding="utf-8")


def demo_users(region: ServedRegion, file: Path | None) -> Sequence[User]:
    """All demo users; without `file`, and in a trial on Kafka, there is no client or provider to be."""
    staff = _staff(region)
    if file is None or not file.exists():
        return staff
    found = json.loads(file.read_text(encoding="utf-8"))
    return (
        *staff,
        User("aanbieder", "Medewerker van een aanbieder", Role.PROVIDER, provider=found["provider"]),
        User("client", "Een cliënt", Role.CLIENT, client=found["client"]),
    )


def _staff(region: ServedRegion) -> Sequence[User]:
    """They work for all municipalities of the region; where there are more, one works for the first of them only. There
    are two functional managers, for what one proposes and another confirms."""
    first, everywhere = region.municipalities[0], region.codes
    of_one = User(
        f"consulent-{re.sub('[^a-z0-9]+', '-', first.name.casefold()).strip('-')}",
        f"Hugo Demo (alleen {first.name})",
        Role.CASEWORKER,
        frozenset({first.code}),
    )
    return (
        User("consulent", "Noor Demo", Role.CASEWORKER, everywhere),
        *([of_one] if len(everywhere) > 1 else []),
        User("beheerder", "Sam Demo", Role.FUNCTIONAL_MANAGER, everywhere),
        User("beheerder-2", "Robin Demo", Role.FUNCTIONAL_MANAGER, everywhere),
        User("financien", "Priya Demo", Role.FINANCE, everywhere),
        User("auditor", "Alex Demo", Role.AUDITOR, everywhere),
    )

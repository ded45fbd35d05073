"""The demo's users: one per role. They are nobody; a municipality signs in through its own identity provider."""

import json
from collections.abc import Sequence
from pathlib import Path

from shared.access import Role, User

LEKSTROOM = frozenset({"0321", "0353", "0331", "0356", "0620"})

STAFF = (
    User("consulent", "Noor Demo", Role.CASEWORKER, LEKSTROOM),
    User("consulent-houten", "Hugo Demo (alleen Houten)", Role.CASEWORKER, frozenset({"0321"})),
    User("beheerder", "Sam Demo", Role.FUNCTIONAL_MANAGER, LEKSTROOM),
    User("financien", "Priya Demo", Role.FINANCE, LEKSTROOM),
    User("auditor", "Alex Demo", Role.AUDITOR, LEKSTROOM),
)

WHAT_A_ROLE_SEES = {
    Role.CASEWORKER: "Ziet het jaaroverzicht, de dossiers van cliënten, de brieven en de budgetten.",
    Role.FUNCTIONAL_MANAGER: "Ziet hetzelfde als een consulent, en ook de berichten die niet verwerkt zijn.",
    Role.FINANCE: "Ziet het jaaroverzicht en de budgetten, zonder de namen van cliënten.",
    Role.AUDITOR: "Ziet hetzelfde als een consulent, om het werk te controleren.",
    Role.PROVIDER: "Ziet de berichten over de eigen cliënten van wie het recht op zorg eindigt.",
    Role.CLIENT: "Ziet het eigen overzicht: de zorg, het gesprek en de brieven.",
}
"""One sentence per role, for the page where you choose who you are."""


def write_outsiders(file: Path, *, client: str, provider: str) -> None:
    """Which delivered client and provider the demo's client and provider are; known only after the import."""
    file.write_text(json.dumps({"client": client, "provider": provider}), encoding="utf-8")


def demo_users(file: Path | None) -> Sequence[User]:
    """All demo users; without `file`, and in a trial on Kafka, there is no client or provider to be."""
    if file is None or not file.exists():
        return STAFF
    found = json.loads(file.read_text(encoding="utf-8"))
    return (
        *STAFF,
        User("aanbieder", "Medewerker van een aanbieder", Role.PROVIDER, provider=found["provider"]),
        User("client", "Een cliënt", Role.CLIENT, client=found["client"]),
    )

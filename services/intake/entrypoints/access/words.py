"""Dutch words on the screens of access."""

from collections.abc import Mapping

from services.intake.domain.access.grants import DOORS, Deed, Standing
from shared.access import ROLE_NAMES, Role
from shared.clock import AMSTERDAM
from shared.dutch import date_in_words, hour_in_words
from shared.granting import Door, Grant
from shared.municipalities import by_name, municipality_name

STANDINGS: Mapping[str, str] = {
    Standing.PROPOSED.value: "wacht op een tweede persoon",
    Standing.HOLDS.value: "geldt",
    Standing.LATER.value: "gaat later in",
    Standing.ENDED.value: "afgelopen",
    Standing.WITHDRAWN.value: "ingetrokken",
    Standing.REFUSED.value: "afgewezen",
}
ROLES: Mapping[str, str] = {role.value: ROLE_NAMES[role] for role in DOORS}
WHAT_A_ROLE_MAY: Mapping[str, str] = {
    Role.CASEWORKER.value: "Ziet dossiers en brieven, maakt afspraken en neemt besluiten.",
    Role.FUNCTIONAL_MANAGER.value: "Ziet wat een consulent ziet, lost fouten op en geeft anderen toegang.",
    Role.FINANCE.value: "Ziet het jaaroverzicht en de budgetten.",
    Role.AUDITOR.value: "Ziet wat een consulent ziet, en verandert niets.",
    Role.PROVIDER.value: "Ziet de eigen cliënten. Meldt zich aan met eHerkenning.",
}
DOOR_NAMES: Mapping[Door, str] = {
    Door.STAFF: "via de eigen gemeente",
    Door.PROVIDER: "met eHerkenning",
}


def places(grant: Grant) -> str:
    """For which municipalities a grant is, or for which provider."""
    if grant.provider:
        return f"aanbieder met AGB-code {grant.provider}"
    return ", ".join(municipality_name(code) for code in by_name(grant.municipalities))


def period(grant: Grant) -> str:
    """`vanaf 5 januari 2015`, or `5 januari 2015 tot en met 31 maart 2015`."""
    if grant.ends_on is None:
        return f"vanaf {date_in_words(grant.begins_on)}"
    return f"{date_in_words(grant.begins_on)} tot en met {date_in_words(grant.ends_on)}"


def deed_in_words(deed: Deed) -> str:
    """`door S. Bakker, op 5 januari 2015 om 12.00 uur. Reden: ander werk`"""
    when = deed.at.astimezone(AMSTERDAM)
    reason = f" Reden: {deed.why}" if deed.why else ""
    return f"door {deed.name}, op {date_in_words(when.date())} om {hour_in_words(when.time())}.{reason}"

"""What the functions of the AWBZ are called: for clients, and for who works with the care."""

from collections.abc import Mapping

from services.notifications.domain.client.recipient import ClientError

CARE_NAMES: Mapping[str, str] = {
    "BGI": "Begeleiding bij u thuis",
    "BGG": "Dagbesteding (begeleiding in een groep)",
    "KVB": "Logeren (kortdurend verblijf)",
    "PV": "Hulp bij wassen en aankleden (persoonlijke verzorging)",
    "VP": "Verpleging",
    "BH": "Behandeling",
    "TRANSPORT": "Vervoer naar de dagbesteding",
    "STAY": "Wonen met zorg (verblijf)",
}
"""The client's words."""
STAFF_CARE_NAMES: Mapping[str, str] = {
    "BGI": "Begeleiding individueel",
    "BGG": "Begeleiding in een groep",
    "KVB": "Kortdurend verblijf",
    "PV": "Persoonlijke verzorging",
    "VP": "Verpleging",
    "BH": "Behandeling",
    "TRANSPORT": "Vervoer",
    "STAY": "Verblijf",
}
"""The words of our own staff and of the provider, who never comes `bij u thuis`."""
OTHER_CARE: Mapping[str, str] = {
    "ADL": "Hulp in een ADL-woning",
    "DOMESTIC-HELP": "Hulp bij het huishouden",
}
"""Functions that may be delivered, and that have the same name for everybody."""
WITH_TRANSPORT = "met vervoer"
NOT_IN_USE = "nog niet in gebruik"


def care_name(function: str) -> str:
    """The client's words for a function. Raises ClientError for a function that nobody knows."""
    return _name(CARE_NAMES, function)


def care_words(function: str, *, transport: bool) -> str:
    """The same with transport, where that was indicated with the care (art. 8.1 lid 1 under e Wmo 2015)."""
    return f"{care_name(function)} {WITH_TRANSPORT}" if transport else care_name(function)


def staff_care_words(function: str, *, transport: bool, in_use: bool) -> str:
    """What staff and providers call it. Unused care waits for the municipality's view (art. 8.3 lid 2 Wmo 2015).

    Raises ClientError for a function that nobody knows.
    """
    added = (WITH_TRANSPORT, transport), (NOT_IN_USE, not in_use)
    return ", ".join((_name(STAFF_CARE_NAMES, function), *(words for words, holds in added if holds)))


def in_use_now(care: str) -> str:
    """The same words of staff, of care that has begun since."""
    return care.replace(f", {NOT_IN_USE}", "")


def _name(names: Mapping[str, str], function: str) -> str:
    found = names.get(function) or OTHER_CARE.get(function)
    if found is None:
        raise ClientError(f"Functie {function!r} kennen wij niet.")
    return found

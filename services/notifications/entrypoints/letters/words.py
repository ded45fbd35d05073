"""The Dutch words of the screens for what the code names in English."""

from collections.abc import Mapping

LETTER_STATES: Mapping[str, str] = {
    "ready": "klaar om af te drukken",
    "withheld": "gaat niet uit",
    "printed": "afgedrukt",
    "superseded": "vervangen door een nieuwe",
}

FIELDS: Mapping[str, str] = {
    "page": "Bladzijde",
    "municipality": "Gemeente",
    "state": "Stand",
    "client": "Cliënt",
}
"""The fields of the screens' filters."""

WHO_ARRANGES: Mapping[str, str] = {
    "wmo": "de gemeente (Wmo 2015)",
    "wmo-protected-living": "de gemeente (beschermd wonen, Wmo 2015)",
    "jeugdwet": "de gemeente (Jeugdwet)",
    "zvw": "uw zorgverzekeraar",
    "wlz": "het zorgkantoor (Wlz)",
    "none": "niemand: er is geen recht dat doorloopt",
}

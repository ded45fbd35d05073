"""The Dutch words for what the code names in English."""

from collections.abc import Mapping

LETTER_STATES: Mapping[str, str] = {
    "ready": "klaar om af te drukken",
    "withheld": "gaat niet uit",
    "printed": "afgedrukt",
    "superseded": "vervangen door een nieuwe",
}

"""The Dutch words for what the code names in English."""

from collections.abc import Mapping

REMARKS: Mapping[str, str] = {
    "deceased": "Deze persoon is overleden nadat de brief was afgedrukt. Haal de brief uit de afdruk.",
}
LETTER_STATES: Mapping[str, str] = {
    "ready": "klaar om af te drukken",
    "withheld": "gaat niet uit",
    "printed": "afgedrukt",
    "superseded": "vervangen door een nieuwe",
}

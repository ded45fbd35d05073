"""The Dutch words for what the code names in English."""

from collections.abc import Mapping

from services.notifications.application.letters.views import LetterView
from shared.dutch import date_in_words

REMARKS: Mapping[str, str] = {
    "deceased": "Deze persoon is overleden nadat de brief was afgedrukt. Haal de brief uit de stapel.",
    "replaced": "Deze brief is vervallen, bijvoorbeeld door een nieuwere. Haal hem uit de stapel.",
    "handed-over": "Deze persoon is overleden. Deze brief was al overgedragen op {day}.",
}
ATTENTION: Mapping[str, str] = {"deceased": "Uit de stapel halen", "returned": "Teruggekomen"}
"""What somebody has to do something about, as a list of letters can be limited to it."""

KINDS: Mapping[str, str] = {
    "ready": "soon",
    "withheld": "late",
    "printed": "done",
    "returned": "late",
    "taken-out": "plain",
    "superseded": "plain",
}
"""How the tag of a state looks."""

LETTER_STATES: Mapping[str, str] = {
    "ready": "klaar om af te drukken",
    "withheld": "gaat niet uit",
    "printed": "afgedrukt",
    "returned": "teruggekomen",
    "taken-out": "uit de stapel gehaald",
    "superseded": "vervangen door een nieuwe",
}


def remark_in_words(letter: LetterView) -> str:
    """Empty when there is nothing to remark."""
    if letter.remark is None:
        return ""
    day = date_in_words(letter.handed_over_on) if letter.handed_over_on else ""
    return REMARKS[letter.remark].format(day=day)


def state_in_words(letter: LetterView) -> str:
    """With the day on which somebody took it out of its pile, or the post brought it back."""
    words, day = LETTER_STATES[letter.state], letter.taken_out_on or letter.returned_on
    return f"{words} op {date_in_words(day)}" if day else words

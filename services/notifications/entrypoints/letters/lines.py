"""A list of letters as a file."""

from services.notifications.application.letters.views import LetterView
from services.notifications.entrypoints.letters.words import KIND_WORDS, remark_in_words, state_in_words
from shared.municipalities import municipality_name
from shared.web.csv_file import Value

LETTER_FILE_HEADS = ("Aan", "Gemeente", "Soort", "Kenmerk", "Datum", "Stand", "Uitleg")


def letter_row(letter: LetterView) -> list[Value]:
    return [
        letter.client_name,
        municipality_name(letter.municipality),
        KIND_WORDS[letter.kind],
        letter.reference,
        letter.letter_date,
        state_in_words(letter),
        letter.reason or remark_in_words(letter),
    ]

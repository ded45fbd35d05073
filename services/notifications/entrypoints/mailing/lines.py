"""The lists of mailings, print runs and their letters as files."""

from collections.abc import Mapping
from datetime import date

from services.notifications.application.letters.views import LetterView
from services.notifications.application.mailing.views import MailingView, PrintRunView
from services.notifications.domain.mailing.mailing import Release
from services.notifications.domain.mailing.print_run import LetterPlace
from services.notifications.entrypoints.letters.words import remark_in_words, state_in_words
from services.notifications.entrypoints.mailing.words import MAILING_STATES, counts_in_words, kind_in_words
from shared.municipalities import municipality_name
from shared.web.csv_file import Value

MAILING_FILE_HEADS = (
    "Gemeente",
    "Mailing",
    "Brieven",
    "Soorten",
    "Vrijgegeven door",
    "Vrijgegeven op",
    "En door",
    "En op",
    "Stand",
)
RUN_FILE_HEADS = (
    "Gemeente",
    "Afdruk",
    "Gemaakt op",
    "Brieven",
    "Bladzijden",
    "Uit de stapel halen",
    "Overgedragen op",
)
ODD_FILE_HEADS = ("Aan", "Soort", "Kenmerk")
"""The day that makes a letter odd comes last; what it is differs."""
LETTER_OF_RUN_HEADS = ("Aan", "Soort", "Kenmerk", "Bestand", "Eerste bladzijde", "Laatste bladzijde", "Stand", "Uitleg")


def mailing_row(mailing: MailingView) -> list[Value]:
    return [
        municipality_name(mailing.municipality),
        mailing.number,
        mailing.letters,
        counts_in_words(mailing.kinds),
        *_released(mailing.first),
        *_released(mailing.second),
        MAILING_STATES[mailing.state],
    ]


def _released(release: Release | None) -> list[Value]:
    return [release.name, release.day] if release is not None else [None, None]


def run_row(run: PrintRunView) -> list[Value]:
    town = municipality_name(run.municipality)
    return [town, run.id, run.made_on, run.letters, run.pages, run.to_take_out, run.handed_over_on]


def odd_row(letter: LetterView, day: date) -> list[Value]:
    return [letter.client_name, kind_in_words(letter.kind), letter.reference, day]


def letter_of_run_row(letter: LetterView, place: LetterPlace | None, names: Mapping[str, str]) -> list[Value]:
    """`names`: those of files outside, by name here."""
    return [
        letter.client_name,
        kind_in_words(letter.kind),
        letter.reference,
        *([names[place.file], place.first_page, place.last_page] if place is not None else [None, None, None]),
        state_in_words(letter),
        remark_in_words(letter),
    ]

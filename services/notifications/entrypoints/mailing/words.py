"""The Dutch words for what the code names in English."""

from collections.abc import Mapping

from services.notifications.application.mailing.views import MailingState
from services.notifications.domain.mailing.oddities import MOST_AT_AN_ADDRESS, Oddity, Why
from services.notifications.entrypoints.letters.words import KIND_WORDS
from shared.dutch import date_in_words, whole

MAILING_STATES: Mapping[MailingState, str] = {
    "gathering": "wacht op vrijgave",
    "waits-for-second": "wacht op een tweede persoon",
    "released": "vrijgegeven",
}
MAILING_TAGS: Mapping[MailingState, str] = {"gathering": "soon", "waits-for-second": "late", "released": "done"}
LETTER_KINDS: Mapping[str, str] = {str(kind): words for kind, words in KIND_WORDS.items()}
WHY_READ: Mapping[Why, str] = {
    "no-address": "het adres is niet heel",
    "long": "de langste brief",
    "crowded": "een van veel brieven voor één adres",
    "past": "de oudste datum",
    "new-kind": "een soort die de vorige mailing niet had",
    "kind": "een gewone brief van deze soort",
    "other": "een willekeurige brief",
}
"""Why a letter is among the ones to read first."""


def kind_in_words(kind: str) -> str:
    return LETTER_KINDS[kind]


def oddity_in_words(odd: Oddity) -> str:
    letters = f"{whole(odd.letters)} {'brief' if odd.letters == 1 else 'brieven'}"
    match odd.kind:
        case "no-address":
            return f"{letters} zonder hele postcode of huisnummer. Zo komt een brief niet aan."
        case "long":
            return f"{letters} met een heel lange tekst: meer dan twee keer zo lang als andere van die soort."
        case "crowded":
            return f"{letters} voor één adres: {odd.what}. Meer dan {MOST_AT_AN_ADDRESS} is vreemd. Klopt dat adres?"
        case "past":
            oldest = date_in_words(odd.day) if odd.day else ""
            return f"{letters} met een datum die voorbij is. De oudste is van {oldest}."
        case "total":
            return f"{letters} in deze mailing. In de vorige waren het er {whole(odd.before)}."
        case "new-kind":
            return f"{letters} van een soort die de vorige mailing niet had: {kind_in_words(odd.what)}."
        case "withheld":
            go = "gaat" if odd.letters == 1 else "gaan"
            return f"{letters} van deze gemeente {go} niet uit. {odd.what}"


def counts_in_words(per_kind: Mapping[str, int]) -> str:
    """`2 besluit, 1 uitnodiging voor het gesprek`"""
    return ", ".join(f"{whole(number)} {kind_in_words(kind)}" for kind, number in per_kind.items())

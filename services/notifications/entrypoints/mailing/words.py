"""The Dutch words for what the code names in English."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from services.notifications.application.mailing.views import MailingState
from services.notifications.domain.letters.told_late import ToldLate
from services.notifications.domain.mailing.oddities import DAYS_LYING, MOST_AT_AN_ADDRESS, Oddity, OddityKind, Why
from services.notifications.entrypoints.letters.words import KIND_WORDS
from shared.dutch import counted, date_in_words, whole

MAILING_STATES: Mapping[MailingState, str] = {
    "gathering": "wacht op vrijgave",
    "waits-for-second": "wacht op een tweede persoon",
    "released": "vrijgegeven",
    "sent-back": "teruggestuurd",
}
MAILING_TAGS: Mapping[MailingState, str] = {
    "gathering": "soon",
    "waits-for-second": "late",
    "released": "done",
    "sent-back": "plain",
}
LETTER_KINDS: Mapping[str, str] = {str(kind): words for kind, words in KIND_WORDS.items()}
WHY_READ: Mapping[Why, str] = {
    "day-gone": "de dag waarvoor hij iets vraagt, is er al of is voorbij",
    "day-near": "de dag waarvoor hij iets vraagt, is dichtbij",
    "answered": "de cliënt antwoordde al",
    "late-end": "het eerste recht dat eindigt",
    "no-address": "het adres is niet heel",
    "moved": "de cliënt heeft nu een ander adres",
    "long": "de langste brief",
    "crowded": "een van veel brieven voor één adres",
    "past": "de oudste datum",
    "new-kind": "een soort die nog in geen mailing zat",
    "kind": "een gewone brief van deze soort",
    "other": "een willekeurige brief",
}
"""Why a letter is among the ones to read first."""


ODD_TITLES: Mapping[OddityKind, str] = {
    "day-gone": "Brieven die iets vragen voor een dag die voorbij is",
    "day-near": "Brieven die iets vragen voor een dag die dichtbij is",
    "answered": "Brieven die vragen wat de cliënt al antwoordde",
    "late-end": "Brieven die laat vertellen dat een recht eindigt",
}
ODD_DAYS: Mapping[OddityKind, str] = {
    "day-gone": "Dag die voorbij is",
    "day-near": "Dag waarvoor de brief iets vraagt",
    "answered": "Dag waarvoor de brief iets vraagt",
    "late-end": "Laatste dag van het recht",
}
"""The oddities that have a list, with what the day in it is."""
ODDITIES: Mapping[str, OddityKind] = {str(kind): kind for kind in ODD_TITLES}


def kind_in_words(kind: str) -> str:
    return LETTER_KINDS[kind]


def oddity_in_words(odd: Oddity, weeks: int, today: date) -> str:
    """`weeks`: so long before the end of a right its holder should know of it."""
    letters = f"{whole(odd.letters)} {'brief' if odd.letters == 1 else 'brieven'}"
    day = date_in_words(odd.day) if odd.day else ""
    asks = f"{letters} {'vraagt' if odd.letters == 1 else 'vragen'} iets voor een dag die"
    match odd.kind:
        case "day-gone":
            return (
                f"{asks} er al is of voorbij is, of moest dan al weg zijn. De eerste is {day}. Die drukken wij niet af."
            )
        case "day-near":
            return f"{asks} heel dichtbij is. De eerste is {_so_near(odd, today)}. Komt de brief op tijd?"
        case "answered":
            asks = "vraagt" if odd.letters == 1 else "vragen"
            return f"{letters} {asks} iets waar de cliënt al antwoord op gaf. Laat weg wat niet meer nodig is."
        case "late-end":
            tells = "vertelt" if odd.letters == 1 else "vertellen"
            told = f"{letters} {tells} minder dan {counted(weeks, 'week', 'weken')} van tevoren dat een recht eindigt."
            return f"{told} Het eerste eindigt op {day}."
        case "no-address":
            return f"{letters} zonder hele postcode of huisnummer. Zo komt een brief niet aan."
        case "moved":
            have = "heeft" if odd.letters == 1 else "hebben"
            what = "Doe wat klaar is na het afdrukken in een envelop met het nieuwe adres, of haal het uit de stapel."
            return f"{letters} {have} nog het oude adres: er is een nieuwer bekend. {what}"
        case "long":
            return f"{letters} met een heel lange tekst: meer dan twee keer zo lang als andere van die soort."
        case "crowded":
            return f"{letters} voor één adres: {odd.what}. Meer dan {MOST_AT_AN_ADDRESS} is vreemd. Klopt dat adres?"
        case "past":
            return f"{letters} met een datum van meer dan {DAYS_LYING} dagen geleden. De oudste is van {day}."
        case "total":
            return f"{letters} in deze mailing. In de vorige waren het er {whole(odd.before)}."
        case "new-kind":
            return f"{letters} van een soort die nog in geen mailing van deze gemeente zat: {kind_in_words(odd.what)}."
        case "withheld":
            go = "gaat" if odd.letters == 1 else "gaan"
            return f"{letters} van deze gemeente {go} niet uit. {odd.what}"


def _so_near(odd: Oddity, today: date) -> str:
    left = (odd.day - today).days if odd.day else 0
    return "vandaag" if left == 0 else "morgen" if left == 1 else f"over {left} dagen"


def counts_in_words(per_kind: Mapping[str, int]) -> str:
    """`2 besluit, 1 uitnodiging voor het gesprek`"""
    return ", ".join(f"{whole(number)} {kind_in_words(kind)}" for kind, number in per_kind.items())


def stood_for(late: Sequence[ToldLate]) -> Sequence[str]:
    """Who said why letters tell so late of the end of a right: `Noor, 3 november 2014, over 2 brieven: ...`"""
    said = Counter((one.by_name, one.on_day, one.why) for one in late)
    return [
        f"{name}, {date_in_words(day)}, over {whole(letters)} {'brief' if letters == 1 else 'brieven'}: {why}"
        for (name, day, why), letters in said.items()
    ]

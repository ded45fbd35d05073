"""The Dutch words for what the code names in English."""

import re
from collections.abc import Mapping

from services.notifications.application.letters.views import LetterView
from services.notifications.domain.letters.kinds import LetterKind
from services.notifications.domain.letters.letter_text import Keeper
from services.notifications.domain.letters.representative import Group, Representative, Role, Way
from shared.dutch import date_in_words
from shared.events.envelope import TYPE_PREFIX
from shared.events.words import EVENT_WORDS

REMARKS: Mapping[str, str] = {
    "deceased": "Deze persoon is overleden nadat de brief was afgedrukt. Haal de brief uit de stapel.",
    "not-died": "Deze brief is voor nabestaanden, maar het overlijden is niet meer bekend. Haal hem uit de stapel.",
    "replaced": "Deze brief is vervallen, bijvoorbeeld door een nieuwere. Haal hem uit de stapel.",
    "maybe-died": "Iemand vertelde dat deze persoon is overleden. Kijk dat na, of haal de brief uit de stapel.",
    "held": "Deze brief is vastgehouden nadat hij was afgedrukt. U kunt hem uit de stapel halen.",
    "handed-over": "Deze persoon is overleden. Deze brief was al overgedragen op {day}.",
}
ATTENTION: Mapping[str, str] = {
    "deceased": "Uit de stapel halen",
    "returned": "Teruggekomen",
    "copy": "Kopie teruggekomen",
    "late": "Laat verteld dat een recht eindigt",
}
"""What somebody has to look at or do something about, as a list of letters can be limited to it."""

KINDS: Mapping[str, str] = {
    "ready": "soon",
    "withheld": "late",
    "printed": "done",
    "returned": "late",
    "taken-out": "plain",
    "superseded": "plain",
}
"""How the tag of a state looks."""

KIND_WORDS: Mapping[LetterKind, str] = {
    "announcement": "brief over de overgang",
    "correction": "nieuwe brief over de overgang",
    "need-received": "melding ontvangen",
    "invitation": "uitnodiging voor het gesprek",
    "appointment-moved": "afspraak verzet",
    "appointment-cancelled": "afspraak gaat niet door",
    "no-answer": "geen antwoord gekregen",
    "report": "verslag van het gesprek",
    "decision": "besluit",
    "prolongation": "besluit om te verlengen",
    "urgent-help": "besluit over hulp met spoed",
    "incomplete": "aanvraag niet compleet",
    "later": "besluit komt later",
    "view": "mening over ons plan",
    "objection-received": "bezwaar ontvangen",
    "objection-incomplete": "bezwaar niet compleet",
    "hearing": "gesprek over het bezwaar",
    "objection-decided": "besluit op bezwaar",
    "hand-over": "ander gaat verder met de zorg",
    "moved": "verhuisd",
    "right-ending": "recht stopt bijna",
    "right-ended": "recht is gestopt",
    "budget-ending": "pgb stopt bijna",
    "budget-ended": "pgb is gestopt",
    "next-of-kin": "aan nabestaanden",
}
"""What the kinds of letters are called, for staff."""

LETTER_STATES: Mapping[str, str] = {
    "ready": "klaar om af te drukken",
    "withheld": "gaat niet uit",
    "printed": "afgedrukt",
    "returned": "teruggekomen",
    "taken-out": "uit de stapel gehaald",
    "superseded": "vervallen",
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
    if letter.left_out:
        words = "uit de mailing gehaald"
    return f"{words} op {date_in_words(day)}" if day else words


def cause_in_words(cause: str) -> str:
    """Of the event that a letter is about."""
    return EVENT_WORDS[f"{TYPE_PREFIX}.{cause}.v1"]


STEP_WORDS: Mapping[str, str] = {
    "hold-conversation": "het gesprek is gehouden",
    "report": "het verslag is gemaakt",
    "extend": "er is gezegd dat het besluit later komt",
    "adjourn": "er is gezegd dat de beslissing op het bezwaar later komt",
    "ask-completion": "er is gevraagd om wat ontbreekt",
    "complete": "de aanvraag is compleet",
    "send": "het besluit is verstuurd",
    "receive-view": "de cliënt zei wat die van het plan vindt",
    "take-effect": "het besluit staat vast",
    "accept-offer": "de cliënt nam het aanbod aan",
    "refuse-offer": "de cliënt nam het aanbod niet aan",
    "object": "er is bezwaar gemaakt",
    "repair": "het bezwaar is aangevuld",
    "invite-hearing": "er is een dag voor het gesprek over het bezwaar",
    "hear": "het gesprek over het bezwaar is gehouden",
    "decide-objection": "er is beslist op het bezwaar",
    "send-objection-decision": "het besluit op bezwaar is verstuurd",
    "withdraw-objection": "het bezwaar is ingetrokken",
    "grant-urgent-help": "er is hulp met spoed gegeven",
    "tell-pgb": "de cliënt weet of het pgb doorgaat",
    "end": "de herbeoordeling is gestopt",
}
"""The steps that keep a promise of a letter."""
PLACEHOLDER = re.compile(r"\{\w+\}")


def keeper_in_words(keeper: Keeper) -> str:
    """What keeps a promise: an event, or a step in the route."""
    return STEP_WORDS[keeper.step] if keeper.step else cause_in_words(keeper.event)


def with_gaps(text: str) -> str:
    """The text of a letter before it is filled in, with dots where something comes."""
    return PLACEHOLDER.sub("…", text)


ROLES: Mapping[Role, str] = {
    "guardian": "curator",
    "administrator": "bewindvoerder",
    "mentor": "mentor",
    "parents": "ouder(s) op een ander adres",
}
WAYS: Mapping[Way, str] = {
    "instead": "de brief zelf: de cliënt krijgt hem niet",
    "copy": "een kopie: de brief zelf gaat ook uit",
}
GROUPS: Mapping[Group, str] = {
    "all": "alle brieven",
    "decisions": "brieven over aanvraag, besluit en bezwaar",
    "invitations": "brieven over het gesprek: uitnodiging, herinnering en verslag",
}


def period_in_words(one: Representative) -> str:
    if one.last_day is None:
        return f"vanaf {date_in_words(one.first_day)}"
    if one.last_day < one.first_day:
        return "ingetrokken"
    return f"van {date_in_words(one.first_day)} tot en met {date_in_words(one.last_day)}"

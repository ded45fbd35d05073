"""What a letter is called on the client's own page. Pure."""

from collections.abc import Mapping

from services.notifications.domain.letters.kinds import CORRECTION, LetterKind
from services.notifications.domain.portal.voice import Voice

NAMES: Mapping[LetterKind, str] = {
    "need-received": "Onze brief: wij weten dat er hulp nodig is",
    "invitation": "Onze uitnodiging voor het gesprek",
    "appointment-moved": "Onze brief over de andere dag voor het gesprek",
    "appointment-cancelled": "Onze brief: het gesprek gaat niet door",
    "no-answer": "Onze brief, omdat wij nog niets van u hoorden",
    "report": "Onze brief bij het verslag van het gesprek",
    "decision": "Onze brief met het besluit",
    "prolongation": "Onze brief: de zorg loopt door",
    "urgent-help": "Onze brief over hulp met spoed",
    "incomplete": "Onze brief over wat er bij de aanvraag ontbreekt",
    "later": "Onze brief: het besluit komt later",
    "view": "Onze vraag wat u van ons plan vindt",
    "objection-received": "Onze brief: wij ontvingen het bezwaar",
    "objection-incomplete": "Onze brief over wat er aan het bezwaar ontbreekt",
    "hearing": "Onze uitnodiging om over het bezwaar te praten",
    "objection-decided": "Onze brief met de beslissing op het bezwaar",
    "hand-over": "Onze brief: iemand anders gaat verder met de zorg",
    "moved": "Onze brief: de nieuwe gemeente gaat verder met de zorg",
    "right-ending": "Onze brief: het recht stopt bijna",
    "right-ended": "Onze brief: het recht is gestopt",
    "budget-ending": "Onze brief: het pgb stopt bijna",
    "budget-ended": "Onze brief: het pgb is gestopt",
}
"""Of each kind that is about something else than the whole transition."""


def letter_name(kind: LetterKind, voice: Voice) -> str:
    again = "nieuwe " if kind == CORRECTION else ""
    return NAMES.get(kind, f"Onze {again}brief over {voice.care}")

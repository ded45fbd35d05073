"""The Dutch words for what the code names in English, for staff."""

from collections.abc import Mapping

from services.notifications.domain.replies.answer import AnswerKind, Channel
from services.notifications.domain.route.facts import PlaceKind

KINDS: Mapping[AnswerKind, str] = {
    "suits": "De afspraak komt uit",
    "other-day": "Wil een andere dag",
    "wants-support": "Wil hulp bij het gesprek",
    "brings-somebody": "Neemt iemand mee",
    "plan-attached": "Levert een eigen plan in",
    "interpreter": "Heeft een tolk nodig",
    "declines": "Wil geen gesprek",
    "wrong-data": "Er klopt iets niet",
    "has-moved": "Is verhuisd",
    "has-died": "Is overleden",
    "calls-back": "Wil gebeld worden",
}
TO_DO: Mapping[AnswerKind, str] = {
    "suits": "Lees de toelichting. De afspraak zelf komt uit.",
    "other-day": "Maak een andere afspraak, en laat die aan de cliënt weten.",
    "wants-support": "Regel gratis hulp bij het gesprek (cliëntondersteuning), en laat de cliënt weten wie belt.",
    "brings-somebody": "Zet bij de afspraak dat er iemand meekomt.",
    "plan-attached": "Lees het plan vóór het gesprek, en neem het mee in het onderzoek.",
    "interpreter": "Regel een tolk, of een medewerker die de taal spreekt.",
    "declines": "Bel de cliënt. Vertel wat er gebeurt als er geen gesprek is: het oude recht stopt op de laatste dag. "
    "Blijft de cliënt erbij? Zeg dan een afspraak die er staat af.",
    "wrong-data": "Kijk wat er niet klopt, en laat het herstellen bij de bron.",
    "has-moved": "Vraag sinds wanneer en waarheen. Leg de verhuizing daarna vast. Dan is dit antwoord afgehandeld.",
    "has-died": "Controleer het overlijden in de BRP, en leg het vast. Dan gaat er geen brief meer uit, en is dit "
    "antwoord afgehandeld.",
    "calls-back": "Bel de cliënt terug.",
}
"""What a colleague does with it, as far as nothing else says it."""
TO_DO_AFTER = "Doe niet meer wat hier stond: de cliënt liet daarna iets anders weten. Lees alleen de toelichting."
"""Of an answer that a newer one made settled."""
RECORDED_WITH: Mapping[AnswerKind, str] = {"has-moved": "Verhuizing vastleggen", "has-died": "Overlijden vastleggen"}
"""The button to the place where it is recorded, by answer."""
CHANNELS: Mapping[Channel, str] = {"slip": "antwoordstrookje", "telephone": "telefoon", "portal": "eigen pagina"}
STATES: Mapping[str, str] = {"done": "afgehandeld", "all": "alle antwoorden"}
OWNERS: Mapping[str, str] = {"mine": "van mij", "team": "nog van niemand"}
PLACES: Mapping[PlaceKind, str] = {"home": "bij de cliënt thuis", "office": "", "telephone": "per telefoon"}
"""At an office its address says it."""
FILES: Mapping[str, str] = {"pdf": "PDF", "jpg": "foto (JPEG)", "png": "foto (PNG)"}
DONE: Mapping[str, str] = {
    "taken": "Wij hebben het antwoord bewaard.",
    "same": "Dit antwoord stond er al. Wij hebben het niet nog een keer bewaard.",
    "me": "Dit antwoord is nu van u.",
    "team": "Dit antwoord is weer van het team.",
    "name": "Wij hebben bewaard wie dit antwoord oppakt.",
    "finished": "Dit antwoord is afgehandeld.",
}
"""What was just done, by the word in the address."""

"""The Dutch words for what the code names in English."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.notifications.domain.letters.representative import Group, Representative
from services.notifications.domain.replies.answer import AnswerKind

LOOKED_AT = "Dat kijkt een medewerker nog na"
WHO_ARRANGES: Mapping[str, str] = {
    "wmo": "de gemeente (Wmo 2015)",
    "wmo-protected-living": "de gemeente (beschermd wonen, Wmo 2015)",
    "jeugdwet": "de gemeente (Jeugdwet)",
    "zvw": "uw zorgverzekeraar",
    "wlz": "het zorgkantoor (Wlz)",
    "none": "niemand: er is geen recht dat doorloopt",
    "wmo-2007": "de gemeente",
}


@dataclass(frozen=True, slots=True)
class ActionWords:
    """What a client can let know. `link` leads to its page, with `title` and one or two sentences; `wish` and `note`
    are the questions there, empty where there is none, and so are `phone` and `language`; `send` stands on the
    button, and `thanks` says it worked.

    `means`: what follows from it, and what does not. `sure` asks again on a page of its own before anything is kept,
    with `sure_send` on its button; empty where once is enough."""

    link: str
    title: str
    text: str
    send: str
    thanks: str
    wish: str = ""
    wish_hint: str = ""
    note: str = ""
    note_hint: str = ""
    file: bool = False
    phone: str = ""
    language: str = ""
    means: Sequence[str] = ()
    sure: str = ""
    sure_send: str = ""


ACTIONS: Mapping[AnswerKind, ActionWords] = {
    "suits": ActionWords(
        "Ja, deze afspraak komt uit",
        "Komt deze afspraak uit?",
        "Laat het ons weten. Dan weten wij dat het gesprek doorgaat.",
        "Ja, deze afspraak komt uit",
        "Bedankt. Wij weten nu dat deze afspraak u uitkomt.",
    ),
    "other-day": ActionWords(
        "Nee, ik wil een andere dag",
        "Welke dag komt u wel uit?",
        "Wij zoeken een andere dag en laten u die weten. Tot die tijd blijft de afspraak staan.",
        "Vraag een andere dag",
        "Bedankt. Wij zoeken een andere dag. U hoort van ons.",
        wish="Welke dagen of tijden komen u uit?",
        wish_hint="Bijvoorbeeld: dinsdag of donderdag, na 13.00 uur. U mag dit ook leeg laten.",
    ),
    "plan-attached": ActionWords(
        "Lever uw eigen plan in",
        "Uw eigen plan",
        "In een plan schrijft u zelf op welke hulp u nodig hebt. Dat mag op uw eigen manier, ook met de hand. "
        "Het hoeft niet.",
        "Lever het plan in",
        "Bedankt. Wij hebben uw plan. Wij lezen het vóór het gesprek.",
        note="Wilt u er iets bij zeggen?",
        note_hint="U mag dit leeg laten.",
        file=True,
    ),
    "wants-support": ActionWords(
        "Vraag hulp bij het gesprek",
        "Hulp bij het gesprek",
        "Iemand die de weg kent, kan met u meedenken en bij het gesprek zijn. Dat heet cliëntondersteuning. Het is "
        "gratis.",
        "Vraag hulp",
        "Bedankt. Wij regelen dat iemand u belt over hulp bij het gesprek.",
        phone="Op welk nummer kunnen wij u bellen?",
        note="Wilt u er iets bij zeggen?",
        note_hint="U mag dit leeg laten.",
    ),
    "brings-somebody": ActionWords(
        "Er is iemand bij het gesprek",
        "Wie is er bij het gesprek?",
        "Er mag iemand bij het gesprek zijn: familie, een buur of wie u maar wilt.",
        "Laat dit weten",
        "Bedankt. Wij weten nu dat er iemand bij het gesprek is.",
        note="Wie is dat?",
        note_hint="Bijvoorbeeld: mijn dochter. U mag dit leeg laten.",
    ),
    "interpreter": ActionWords(
        "Vraag een tolk",
        "Een tolk bij het gesprek",
        "Wij zorgen voor een tolk, ook voor gebarentaal. Het is gratis.",
        "Vraag een tolk",
        "Bedankt. Wij zorgen voor een tolk.",
        language="Welke taal spreekt u?",
        note="Wilt u er iets bij zeggen?",
        note_hint="U mag dit leeg laten.",
    ),
    "declines": ActionWords(
        "Ik wil geen gesprek",
        "U wilt geen gesprek",
        "Dat mag u zelf weten. Lees eerst wat het betekent:",
        "Verder",
        "Bedankt. Wij weten nu dat u geen gesprek wilt. Een medewerker neemt contact met u op.",
        note="Wilt u er iets bij zeggen?",
        note_hint="Bijvoorbeeld waarom. U mag dit leeg laten.",
        phone="Op welk nummer kunnen wij u bellen? U mag dit leeg laten.",
        means=(
            "Het oude recht op zorg loopt gewoon door. Het stopt niet eerder omdat u geen gesprek wilt. De laatste dag "
            "staat op uw overzicht.",
            "Er gebeurt niets vanzelf. Een medewerker neemt eerst contact met u op. Die vertelt wat er zonder gesprek "
            "gebeurt.",
            "Is er al een afspraak? Die blijft staan, tot u van ons hoort dat die niet doorgaat.",
            "Wilt u na de laatste dag zorg van de gemeente? Dan vraagt u die aan. Was er geen gesprek? Dan beslissen "
            "wij met wat wij weten.",
            "Bedenkt u zich? Laat het ons weten. Dan praten wij alsnog met u.",
        ),
        sure="Weet u zeker dat u geen gesprek wilt?",
        sure_send="Ja, ik wil geen gesprek",
    ),
    "wrong-data": ActionWords(
        "Er klopt iets niet",
        "Wat klopt er niet?",
        "Schrijf op wat er niet klopt. Wij kijken het na en laten u weten wat wij doen.",
        "Stuur dit op",
        "Bedankt. Wij kijken na wat er niet klopt, en laten het u weten.",
        note="Wat klopt er niet?",
    ),
    "calls-back": ActionWords(
        "Bel mij terug",
        "Wij bellen u terug",
        "Wij bellen u op een werkdag.",
        "Bel mij terug",
        "Bedankt. Wij bellen u terug.",
        wish="Wanneer kunnen wij u bellen?",
        wish_hint="Bijvoorbeeld: in de ochtend. U mag dit leeg laten.",
        phone="Op welk nummer kunnen wij u bellen?",
        note="Waarover gaat het?",
        note_hint="U mag dit leeg laten.",
    ),
}
ABOUT_APPOINTMENT_BUTTONS: tuple[AnswerKind, ...] = ("suits", "other-day")
"""These stand with the appointment; the others below it."""

LETTERS_ABOUT: Mapping[Group, str] = {
    "all": "alle brieven",
    "decisions": "de brieven over besluiten",
    "invitations": "de brieven over het gesprek",
}


def who_gets(one: Representative) -> str:
    """To the client, on the own page."""
    who, letters = f"{one.name} ({one.role_in_words})", LETTERS_ABOUT[one.group]
    if one.way == "instead":
        return f"{who} krijgt {letters}. Die komen niet bij u in de bus. Hier kunt u ze wel lezen."
    return f"{who} krijgt een kopie van {letters}."

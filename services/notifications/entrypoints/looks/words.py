"""The Dutch words of looks: for the auditor and the functional manager, and at B1 for the client."""

from collections.abc import Mapping

from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.looks.odd import Finding, Pattern
from services.notifications.domain.looks.seen import ListedBy, OpenedBy
from shared.access import ROLE_NAMES, Role
from shared.dutch import counted
from shared.looks.purpose import Kind
from shared.municipalities import UnknownMunicipality, municipality_name

KINDS: Mapping[str, str] = {Kind.LIST: "stond in een lijst", Kind.FILE: "dossier geopend"}
ROLES: Mapping[str, str] = {role.value: name for role, name in ROLE_NAMES.items()}
SERVICES: Mapping[str, str] = {
    "intake": "aanleveringen",
    "migration": "herbeoordelingen",
    "billing": "budgetten",
    "notifications": "brieven",
}
PATTERNS: Mapping[Pattern, str] = {
    Pattern.MANY_WITHOUT_TASK: "Veel dossiers zonder taak",
    Pattern.OWN_NAME: "Een cliënt met dezelfde achternaam",
    Pattern.NAME_OF_COLLEAGUE: "Een cliënt met de achternaam van een collega",
    Pattern.OUTSIDE_HOURS: "Buiten kantoortijd",
    Pattern.AGAIN_AND_AGAIN: "Steeds hetzelfde dossier",
}
ASK = "Kijk of hier een reden voor is."
"""Nothing odd is wrong before somebody asked."""

WHO: Mapping[Role, str] = {
    Role.CASEWORKER: "Een consulent",
    Role.FUNCTIONAL_MANAGER: "Een functioneel beheerder",
    Role.FINANCE: "Een medewerker van de financiële administratie",
    Role.AUDITOR: "Een auditor",
    Role.PROVIDER: "Een medewerker",
    Role.CLIENT: "Uzelf",
}

WHY: Mapping[str, str] = {
    "agenda": "om de agenda van de week te bekijken",
    "answer": "om uw antwoord te lezen",
    "answers": "om de lijst met antwoorden te bekijken",
    "before": "voor het werk aan uw zorg",
    "budget": "om uw pgb te bekijken",
    "budgets": "om de lijst met pgb's te bekijken",
    "caseworker-appointments": "om de afspraken van een consulent te bekijken",
    "changed-terms": "om te zien welke termijnen zijn gewijzigd",
    "changed-terms-export": "om een bestand te maken van gewijzigde termijnen",
    "client-file": "om uw dossier te bekijken",
    "client-number-found": "om iemand te zoeken met een cliëntnummer",
    "clients": "om de lijst met cliënten te bekijken",
    "clients-export": "om een bestand te maken van de lijst met cliënten",
    "clients-found": "om iemand te zoeken in de lijst met cliënten",
    "correct-term": "om een termijn te verbeteren",
    "corrected-term": "om een verbeterde termijn te bekijken",
    "delivered-rows": "om te controleren of wij uw gegevens goed kregen",
    "found-for-answer": "om iemand te zoeken die ons antwoord gaf",
    "free-moment": "om een vrij moment voor een gesprek te zoeken",
    "held-back": "om gegevens na te kijken die nog niet klopten",
    "household-appointment": "om een afspraak voor uw huishouden te bekijken",
    "inside-parked-message": "om een bericht te herstellen dat niet aankwam",
    "late-promises": "om te zien wat wij later deden dan wij beloofden",
    "late-promises-export": "om een bestand te maken van wat wij later deden dan wij beloofden",
    "left-out-of-prolongation": "om na te kijken wie niet wordt verlengd",
    "letter": "om een brief aan u te lezen",
    "letters": "om de lijst met brieven te bekijken",
    "look": "om na te gaan wie uw gegevens bekeek",
    "looks": "om na te gaan wie uw gegevens bekeek",
    "mailing-samples": "om brieven na te kijken voordat wij ze sturen",
    "my-work": "om te zien welk werk er ligt",
    "odd-letters": "om brieven na te kijken voordat wij ze sturen",
    "odd-looks": "om na te gaan of er een goede reden was om uw dossier te openen",
    "own-action": "om ons iets te laten weten",
    "own-looks": "om te zien wie er keek",
    "own-page": "om uw eigen overzicht te lezen",
    "parked-message": "om een bericht te herstellen dat niet aankwam",
    "parked-trace": "om een bericht te herstellen dat niet aankwam",
    "parked-messages": "om berichten te herstellen die niet aankwamen",
    "plan-file": "om het plan te lezen dat u stuurde",
    "print-file": "om brieven te laten drukken",
    "print-run": "om brieven te laten drukken",
    "prolongation-members": "om na te kijken bij wie de zorg langer doorgaat",
    "provider-answer": "om te lezen wat uw zorgaanbieder liet weten",
    "provider-answers": "om te lezen wat zorgaanbieders lieten weten",
    "provider-client": "om te zien hoe het verder gaat met uw zorg",
    "provider-clients": "om te zien hoe het verder gaat met de zorg van cliënten",
    "provider-notice": "om een bericht over de zorg van cliënten te lezen",
    "reassessment": "om te zien hoe ver wij zijn met uw herbeoordeling",
    "representatives": "om te zien wie uw brieven krijgt",
    "silent": "om te zien wie nog niet antwoordde",
    "start-answer": "om op te schrijven wat u ons liet weten",
    "terms": "om te zien voor welke dag wij iets moeten doen",
    "terms-export": "om een bestand te maken van de termijnen",
    "terms-list": "om te zien voor welke dag wij iets moeten doen",
}
"""For the client, why somebody looked, by the code of the purpose."""


def who_in_words(seen: OpenedBy | ListedBy, person: Recipient) -> str:
    """A role, and for whom; no name of an employee. A provider by the name under which it gives the client care."""
    role, provider = (seen.look.role, seen.look.provider) if isinstance(seen, OpenedBy) else (seen.role, seen.provider)
    if role is Role.PROVIDER:
        names = {care.provider.agb: care.provider.name for care in person.delivered if care.provider}
        return f"{WHO[role]} van {names.get(provider, 'een zorgaanbieder')}"
    return f"{WHO[role]}{_of_town(seen.municipality)}"


def _of_town(code: str) -> str:
    try:
        return f" van de gemeente {municipality_name(code)}"
    except UnknownMunicipality:
        return " van de gemeente"


def why_in_words(purpose: str, words: str) -> str:
    """With the words of the page where the purpose is newer than this list."""
    return WHY.get(purpose, f"voor: {words}")


def odd_in_words(finding: Finding) -> str:
    """What happened, as a sentence without a judgement."""
    who, number = finding.user_name, finding.number
    match finding.pattern:
        case Pattern.MANY_WITHOUT_TASK:
            return f"{who} opende {counted(number, 'dossier', 'dossiers')} zonder taak. {_limit(finding)}"
        case Pattern.OWN_NAME:
            return f"{who} opende {_times(number)} het dossier van iemand met dezelfde achternaam."
        case Pattern.NAME_OF_COLLEAGUE:
            return f"{who} opende {_times(number)} het dossier van iemand met de achternaam van een collega."
        case Pattern.OUTSIDE_HOURS:
            return f"{who} opende {counted(number, 'dossier', 'dossiers')} vroeg, laat of in het weekend."
        case Pattern.AGAIN_AND_AGAIN:
            return f"{who} opende {_times(number)} hetzelfde dossier. {_limit(finding)}"


def _times(number: int) -> str:
    return f"{number} keer"


def _limit(finding: Finding) -> str:
    return f"Uw gemeente kijkt ernaar vanaf {finding.limit}."

"""The sentences of the announcement, in Dutch at B1: short, active, u-form. No sentence decides anything.

Each function answers for one situation; letter_announcement.py chooses and orders. `voice` holds the words that
differ between a letter to the client and one to the parents of a minor.
"""

from datetime import date

from services.notifications.domain.letter_dates import CHANGE_DAY, in_words, working_week
from services.notifications.domain.letter_facts import CareLine, Conversation
from services.notifications.domain.letter_voice import Voice


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def title(voice: Voice, letter_date: date) -> str:
    verb = "verandert" if letter_date < CHANGE_DAY else "is veranderd"
    return f"{voice.care_title} {verb} op {in_words(CHANGE_DAY)}"


def because(letter_date: date) -> str:
    if letter_date < CHANGE_DAY:
        return "Nu komt deze zorg uit de AWBZ. Die wet stopt op 1 januari 2015. Daarom schrijven wij u deze brief."
    return "Deze zorg kwam uit de AWBZ. Die wet is gestopt op 1 januari 2015. Daarom schrijven wij u deze brief."


def arranged_by_municipality(part: str, municipality: str) -> str:
    return f"Vanaf 1 januari 2015 regelt de gemeente {municipality} {part}."


def municipality_answers_for_youth(part: str, municipality: str) -> str:
    return f"Vanaf 1 januari 2015 is de gemeente {municipality} verantwoordelijk voor {part}. Dat staat in de Jeugdwet."


def kept_until(voice: Voice, last_days: frozenset[date], *, at_least: bool) -> str:
    """Until when the right runs. `at_least` for a right that nobody plans to end before that day."""
    if len(last_days) != 1:
        return f"{voice.you_keep} nog een tijd. In de tabel staat tot wanneer."
    certain = "in ieder geval " if at_least else ""
    return f"{voice.you_keep} {certain}tot en met {in_words(min(last_days))}."


def to_insurer(part: str) -> str:
    return (
        f"{capital(part)} valt vanaf 1 januari 2015 onder de zorgverzekering. "
        "Verpleging en verzorging thuis heten dan wijkverpleging."
    )


def to_wlz(part: str) -> str:
    return f"{capital(part)} valt vanaf 1 januari 2015 onder de Wet langdurige zorg (Wlz)."


def nothing_kept(part: str) -> str:
    return f"Voor {part} geldt geen overgangsregeling. Onder de tabel leest u waarom."


LONGER_FOR_PROTECTED_LIVING = "Voor beschermd wonen geldt een langere overgangstijd dan voor andere zorg."
# Art. 10.1 lid 5 Jeugdwet; for adults no such right exists, so nothing is said to them.
SAME_PROVIDER_FOR_CHILD = "Het kind houdt dezelfde hulpverlener als dat redelijk mogelijk is."

DO_NOTHING = "U hoeft nu niets te doen."
WE_CALL = "Wij nemen zelf contact met u op."
CALL_FOR_HELP = "Is er hulp nodig? Bel ons dan. Wij kijken samen met u wat mogelijk is."


def call_well_before(last_days: frozenset[date]) -> str:
    """For youth nobody plans a conversation, so the reader must know that it is up to him to call."""
    if len(last_days) == 1:
        stays = f"Deze zorg blijft tot en met {in_words(min(last_days))}."
        return f"{stays} Bel ons ruim voor die dag als de zorg daarna nog nodig is."
    return "In de tabel staat tot wanneer de zorg blijft. Bel ons ruim voor die dag als de zorg daarna nog nodig is."


def ask_insurer(voice: Voice) -> str:
    return f"Bel {voice.insurer}. Vraag hoe deze zorg in 2015 verder gaat."


def ask_care_office(letter_date: date) -> str:
    """Some of these readers got a letter of the CIZ in October 2014 that must be answered before 2015."""
    answer = "Kreeg u een brief van het CIZ over de Wlz? Geef daar dan op tijd antwoord op. "
    return f"{answer if letter_date < CHANGE_DAY else ''}Hebt u vragen over de Wlz? Bel dan het zorgkantoor."


def ask_new_indication(letter_date: date) -> str:
    """Art. 8.1 lid 2 Wmo 2015: the CIZ still decides on what it received before 1 January 2015."""
    if letter_date < CHANGE_DAY:
        return (
            "Is er zorg nodig nadat de indicatie stopt? Vraag het CIZ dan op tijd om een nieuwe indicatie. "
            "Het CIZ moet uw aanvraag voor 1 januari 2015 hebben."
        )
    return CALL_FOR_HELP


def something_wrong(voice: Voice) -> str:
    return f"{voice.moving} Verandert er iets anders? Of klopt er iets niet in deze brief? Bel ons dan."


def last_day_cell(line: CareLine) -> str:
    """The last day. Without one the care goes elsewhere on the day of the change, or its indication starts too late."""
    if line.right_until is not None:
        return in_words(line.right_until)
    elsewhere = {
        "zvw": "Vanaf 1 januari 2015 bij de zorgverzekeraar",
        "wlz": "Vanaf 1 januari 2015 via de Wlz",
    }
    return elsewhere.get(line.domain, "Nog niet begonnen op 1 januari 2015")


def provider_cell(line: CareLine, voice: Voice) -> str:
    if not line.pgb:
        return line.provider or "Niet bekend bij ons"
    return f"{line.provider or voice.own_carer} {voice.with_pgb}"


def not_in_use(line: CareLine) -> str:
    """Art. 8.3 lid 2 Wmo 2015: the municipality may give its view before an unused indication is used."""
    return f"{line.care}: deze zorg gebruikt u nu nog niet. Wilt u ermee beginnen? Bel ons dan eerst."


def conversation(voice: Voice, planned: Conversation) -> tuple[str, ...]:
    return (
        f"{voice.come} Dat is in de week van {working_week(planned.monday)}. U praat met {planned.who}.",
        "U krijgt daarvoor nog een uitnodiging van ons. Daarin staan de dag en de tijd.",
    )


# Art. 2.3.2 lid 2 and 3 and art. 2.3.4 Wmo 2015. The law counts the seven days from the report; a transition
# investigation has none (art. 8.6), so we count from the invitation. That choice is ours.
PREPARE = (
    "U kunt gratis hulp krijgen bij het gesprek. Dat heet onafhankelijke cliëntondersteuning. "
    "Ook uw mantelzorger kan deze hulp krijgen. Bel ons als u dit wilt.",
    "U mag zelf een plan maken. Daarin schrijft u welke hulp u nodig hebt. Dat heet een persoonlijk plan. "
    "Geef het ons binnen 7 dagen na de uitnodiging.",
    "Leg uw paspoort of identiteitskaart klaar. Wij vragen u die te laten zien.",
)
# Art. 2.3.2 lid 8 and art. 2.3.5 lid 2 Wmo 2015.
AFTERWARDS = (
    "Na het gesprek krijgt u een verslag. Wilt u daarna zorg van de gemeente? Dan vraagt u die aan. "
    "U krijgt binnen 2 weken na uw aanvraag een besluit."
)

# Art. 8.3 lid 6 Wmo 2015. The rules stay; whether amounts stay is not said, because no source for that was found.
CONTRIBUTION = "Voor deze zorg gelden in 2015 nog de regels van de AWBZ voor de eigen bijdrage."
CONTRIBUTION_IN_KIND = "Het CAK berekent uw eigen bijdrage en stuurt u de rekening."
CONTRIBUTION_PGB = "Bij een pgb gaat de eigen bijdrage van uw pgb af. Dat is nu ook zo."


def secret_address(voice: Voice) -> str:
    return f"{voice.address} is geheim. Het staat daarom niet in berichten aan {voice.provider}."


NO_DECISION = (
    "Met deze brief vertellen wij u alvast wat er verandert. Deze brief is geen besluit. "
    "Komt er later een besluit? Dan staat daarin wat u kunt doen als u het er niet mee eens bent."
)

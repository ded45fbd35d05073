"""The sentences of the announcement, in Dutch at B1: short, active, u-form. No sentence decides anything.

Each function answers for one situation; announcement.py chooses and orders. `voice` holds the words that
differ between a letter to the client and one to the parents of a minor.
"""

from datetime import date

from services.notifications.domain.letters.dates import AGREEMENT_BEFORE, CHANGE_DAY, CIZ_REPLY_BEFORE
from services.notifications.domain.letters.facts import CareLine, Conversation
from services.notifications.domain.letters.voice import Voice
from shared.dutch import date_in_words


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def title(voice: Voice, letter_date: date) -> str:
    verb = "verandert" if letter_date < CHANGE_DAY else "is veranderd"
    return f"{voice.care_title} {verb} op {date_in_words(CHANGE_DAY)}"


def title_of_ended(voice: Voice, *, still_runs: bool) -> str:
    return f"{voice.care_title} uit de AWBZ {'stopt' if still_runs else 'is gestopt'}"


def title_of_later(voice: Voice) -> str:
    return f"{voice.indication} voor zorg uit de AWBZ"


COMES_FROM_AWBZ = "Nu komt deze zorg uit de AWBZ."
CAME_FROM_AWBZ = "Deze zorg kwam uit de AWBZ."


def indication_of_awbz(voice: Voice) -> str:
    """Also true of care that has not begun, or of which a part is over."""
    return f"{voice.indication} komt uit de AWBZ."


def because(letter_date: date) -> str:
    verb = "stopt" if letter_date < CHANGE_DAY else "is gestopt"
    return f"Die wet {verb} op 1 januari 2015. Daarom schrijven wij u deze brief."


def arranged_by_municipality(care: str, municipality: str) -> str:
    return f"Vanaf 1 januari 2015 regelt de gemeente {municipality} {care}."


def municipality_answers_for_youth(care: str, municipality: str) -> str:
    return f"Vanaf 1 januari 2015 is de gemeente {municipality} verantwoordelijk voor {care}. Dat staat in de Jeugdwet."


def begins_later(voice: Voice, begins: frozenset[date], municipality: str) -> str:
    day = f" op {date_in_words(min(begins))}" if len(begins) == 1 else " in 2015. Onder de tabel staat wanneer"
    return f"{voice.indication} begint{day}. De gemeente {municipality} regelt deze zorg."


def kept_until(start: str, last_days: frozenset[date], *, at_least: bool) -> str:
    """Until when the right runs. `start` says who keeps what; `at_least`: nobody plans to end the right earlier."""
    if len(last_days) != 1:
        return f"{start} nog een tijd. In de tabel staat tot wanneer."
    return f"{start} {IN_ANY_CASE if at_least else ''}tot en met {date_in_words(min(last_days))}."


def was_kept_until(voice: Voice, last_days: frozenset[date]) -> str:
    return f"{voice.you_kept} tot en met {date_in_words(max(last_days))}."


def to_insurer(care: str) -> str:
    return (
        f"{capital(care)} valt vanaf 1 januari 2015 onder de zorgverzekering. "
        "Verpleging en verzorging thuis heten dan wijkverpleging."
    )


def to_wlz(care: str) -> str:
    return f"{capital(care)} valt vanaf 1 januari 2015 onder de Wet langdurige zorg (Wlz)."


def nothing_kept(care: str) -> str:
    return f"Voor {care} geldt geen overgangsregeling. Onder de tabel leest u waarom."


IN_ANY_CASE = "in ieder geval "
LONGER_FOR_PROTECTED_LIVING = "Voor beschermd wonen geldt een langere overgangstijd dan voor andere zorg."
# Art. 10.1 lid 5 Jeugdwet; for adults no such right exists, so nothing is said to them.
SAME_PROVIDER_FOR_CHILD = "Het kind houdt dezelfde hulpverlener als dat redelijk mogelijk is."

DO_NOTHING = "U hoeft nu niets te doen."
WE_CALL = "Wij nemen zelf contact met u op."
CALL_FOR_HELP = "Is er hulp nodig? Bel ons dan. Wij kijken samen met u wat mogelijk is."


def call_before_use(care: str) -> str:
    """Art. 8.3 lid 2 Wmo 2015: the municipality may give its view before an unused indication is used."""
    return f"{capital(care)} is nog niet in gebruik. Wilt u ermee beginnen? Bel ons dan eerst."


CALL_WHEN_IT_DOES_NOT_BEGIN = "Begint de zorg niet op de dag die in deze brief staat? Bel ons dan."


def send_agreement(day: date) -> str:
    """The holder sends the care agreement and the municipality the grant; then the SVB can pay (Kamerstuk 25 657, nr.
    283). How it is sent was not found, so the reader is sent to the SVB for that."""
    bank = "de Sociale Verzekeringsbank (SVB)"
    why = "Zonder dat contract kan de SVB niet betalen. Vraag de SVB hoe u het stuurt."
    if day < AGREEMENT_BEFORE:
        before = date_in_words(AGREEMENT_BEFORE)
        return f"Stuur voor {before} een zorgovereenkomst met elke zorgverlener naar {bank}. {why}"
    return f"Heeft {bank} nog niet van elke zorgverlener een zorgovereenkomst? Stuur die dan nu. {why}"


def call_well_before(last_days: frozenset[date]) -> str:
    """For youth nobody plans a conversation, so the reader must know that it is up to them to call."""
    when = date_in_words(min(last_days)) if len(last_days) == 1 else "de dag in de tabel"
    return f"Is de zorg daarna nog nodig? Bel ons dan ruim voor {when}."


def ask_insurer(voice: Voice) -> str:
    return f"Bel {voice.insurer}. Vraag hoe deze zorg in 2015 verder gaat."


def tell_ciz(day: date, *, decides: bool) -> str:
    """Wlz 11.1.1(6): the Wlz is for those who told the CIZ before 2015 that they want it. The CIZ's letters of October
    2014 asked for a reply earlier. `decides`: the care goes to the Wlz; otherwise it stays with us, and the Wlz may
    take over."""
    wlz = "de Wet langdurige zorg (Wlz)"
    if day >= CHANGE_DAY:
        told = "niet" if decides else "wel"
        return f"Hebt u het CIZ {told} voor {date_in_words(CHANGE_DAY)} gezegd dat u zorg uit {wlz} wilt? Bel ons dan."
    call = "Wilt u dat niet? Bel ons dan." if decides else "Bel ons dan ook."
    if day >= CIZ_REPLY_BEFORE:
        return f"Wilt u zorg uit {wlz}? Zeg dat dan nu tegen het CIZ, voor {date_in_words(CHANGE_DAY)}. {call}"
    return (
        f"Kreeg u een brief van het CIZ over {wlz}? Het CIZ wil uw antwoord voor {date_in_words(CIZ_REPLY_BEFORE)}. "
        f"Geen brief, maar wilt u zorg uit de Wlz? Zeg dat dan voor {date_in_words(CHANGE_DAY)} tegen het CIZ. {call}"
    )


ASK_CARE_OFFICE = "Hebt u vragen over de Wlz? Bel dan het zorgkantoor."


def ask_new_indication(day: date, *, over: bool) -> str:
    """Art. 8.1 lid 2 Wmo 2015: the CIZ still decides on what it received before 1 January 2015."""
    if day >= CHANGE_DAY:
        return CALL_FOR_HELP
    need, when = ("Is er nog zorg nodig?", "nu") if over else ("Is er zorg nodig nadat de indicatie stopt?", "op tijd")
    return (
        f"{need} Vraag het CIZ dan {when} om een nieuwe indicatie. "
        f"Het CIZ moet uw aanvraag voor {date_in_words(CHANGE_DAY)} hebben."
    )


def something_wrong(voice: Voice) -> str:
    return f"{voice.moving} Verandert er iets anders? Of klopt er iets niet? Bel ons dan."


def last_day_cell(line: CareLine) -> str:
    """The last day. Without one the care goes elsewhere on the day of the change, or its indication starts too late."""
    if line.right_until is not None:
        return date_in_words(line.right_until)
    elsewhere = {
        "zvw": "Vanaf 1 januari 2015 bij de zorgverzekeraar",
        "wlz": "Vanaf 1 januari 2015 via de Wlz",
    }
    return elsewhere.get(line.domain, "Nog niet begonnen op 1 januari 2015")


def provider_cell(line: CareLine, voice: Voice) -> str:
    if not line.pgb:
        return line.provider or "Niet bekend bij ons"
    return f"{line.provider or voice.own_carer} {voice.with_pgb}"


def not_in_use(line: CareLine, day: date) -> str:
    begins = f" De indicatie begint op {date_in_words(line.starts_on)}." if line.begins_after(day) else ""
    return f"{line.care}: nog niet in gebruik.{begins}"


def begins_on(line: CareLine) -> str:
    return f"{line.care}: de indicatie begint op {date_in_words(line.starts_on)}."


# Art. 8.1 lid 1 under e and art. 8.3 lid 1 Wmo 2015: transport to the care goes along with it.
TRANSPORT_STAYS = (
    "Staat er ‘met vervoer’? Dan blijft het vervoer naar die zorg net zo lang als de zorg zelf. "
    "Dat staat in de Wmo 2015, artikel 8.1 lid 1 en artikel 8.3 lid 1."
)


def conversation(voice: Voice, planned: Conversation) -> tuple[str, ...]:
    return (
        f"{voice.come} Dat is in de week van {planned.days}. U praat met {planned.who}.",
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
    "Met deze brief geven wij u informatie. Deze brief is geen besluit. "
    "Komt er later een besluit? Dan staat daarin wat u kunt doen als u het er niet mee eens bent."
)

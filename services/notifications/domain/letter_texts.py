"""The sentences of the announcement, in Dutch at B1: short, active, u-form. No sentence decides anything.

Each function answers for one situation; letter_announcement.py chooses and orders. A reader of a letter from the
client's file is the client, or the parents of a minor: `Voice` holds the words that differ.
"""

from dataclasses import dataclass
from datetime import date

from services.notifications.domain.letter_dates import in_words, working_week
from services.notifications.domain.letter_facts import CareLine, Conversation

CHANGE_DAY = date(2015, 1, 1)


@dataclass(frozen=True, slots=True)
class Voice:
    """The words that differ between a letter to the client and one to the parents."""

    care: str
    you_keep: str
    you_get: str
    you_got: str
    table_heading: str
    first_column: str
    come: str


CLIENT = Voice(
    care="uw zorg",
    you_keep="U houdt",
    you_get="Nu krijgt u",
    you_got="U kreeg",
    table_heading="Uw zorg op een rij",
    first_column="Uw zorg",
    come="Wij komen bij u langs voor een gesprek.",
)
PARENTS = Voice(
    care="de zorg voor uw kind",
    you_keep="Uw kind houdt",
    you_get="Nu krijgt uw kind",
    you_got="Uw kind kreeg",
    table_heading="De zorg voor uw kind op een rij",
    first_column="Zorg",
    come="Wij komen bij u en uw kind langs voor een gesprek.",
)


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def title(voice: Voice, letter_date: date) -> str:
    verb = "verandert" if letter_date < CHANGE_DAY else "is veranderd"
    return f"{capital(voice.care)} {verb} op {in_words(CHANGE_DAY)}"


def because(voice: Voice, letter_date: date) -> str:
    if letter_date < CHANGE_DAY:
        return f"{voice.you_get} zorg uit de AWBZ. Die wet stopt op 1 januari 2015. Daarom schrijven wij u deze brief."
    return f"{voice.you_got} zorg uit de AWBZ. Die wet is gestopt op 1 januari 2015. Daarom schrijven wij u deze brief."


def kept(voice: Voice, part: str, municipality: str, last_days: frozenset[date]) -> str:
    """Who arranges the care, and until when the right runs. `part` is `uw zorg` or `een deel van uw zorg`."""
    begin = f"Vanaf 1 januari 2015 regelt de gemeente {municipality} {part}."
    if len(last_days) == 1:
        return f"{begin} {voice.you_keep} deze zorg tot en met {in_words(min(last_days))}."
    return f"{begin} {voice.you_keep} deze zorg nog een tijd. In de tabel staat tot wanneer."


def to_insurer(part: str) -> str:
    return (
        f"{capital(part)} valt vanaf 1 januari 2015 onder de zorgverzekering. "
        "Verpleging en verzorging thuis heten dan wijkverpleging."
    )


def to_wlz(part: str) -> str:
    return f"{capital(part)} valt vanaf 1 januari 2015 onder de Wet langdurige zorg (Wlz)."


def nothing_kept(part: str) -> str:
    return f"Voor {part} geldt geen overgangsregeling. In de tabel leest u waarom."


def protected_living() -> str:
    return "Voor beschermd wonen geldt een langere overgangstijd dan voor andere zorg."


def same_provider_for_child() -> str:
    """Art. 10.1 lid 5 Jeugdwet; for adults no such right exists, so nothing is said to them."""
    return "Uw kind houdt dezelfde hulpverlener als dat redelijk mogelijk is."


DO_NOTHING = "U hoeft nu niets te doen."
WE_CALL = "Wij nemen zelf contact met u op."
ASK_INSURER = "Bel uw zorgverzekeraar. Vraag hoe de wijkverpleging in 2015 verder gaat."
ASK_CARE_OFFICE = "Hebt u vragen over de Wlz? Bel dan uw zorgkantoor."
CALL_FOR_HELP = "Hebt u hulp nodig? Bel ons dan. Wij kijken samen met u wat mogelijk is."
SOMETHING_WRONG = "Gaat u verhuizen? Of klopt er iets niet in deze brief? Bel ons dan."


def last_day_cell(line: CareLine) -> str:
    if line.right_until is not None:
        return in_words(line.right_until)
    without_date = {
        "zvw": "Vanaf 2015 bij uw verzekeraar",
        "wlz": "Vanaf 2015 via de Wlz",
    }
    return without_date.get(line.domain, "Zie de uitleg hiernaast")


def provider_cell(line: CareLine) -> str:
    if not line.pgb:
        return line.provider or "Niet bekend bij ons"
    return f"{line.provider} (met uw pgb)" if line.provider else "Uw eigen zorgverlener (met uw pgb)"


def why_cell(line: CareLine) -> str:
    """Each explanation once, followed by the article it rests on."""
    return " ".join(
        dict.fromkeys(f"{reason.explanation} ({reason.law}, artikel {reason.article})" for reason in line.reasons)
    )


def not_in_use(line: CareLine) -> str:
    """Art. 8.3 lid 2 Wmo 2015: the municipality may give its view before an unused indication is used."""
    return f"{line.care}: deze zorg gebruikt u nu nog niet. Wilt u ermee beginnen? Bel ons dan eerst."


def conversation(voice: Voice, planned: Conversation | None) -> tuple[str, ...]:
    if planned is None:
        return (f"{voice.come} U krijgt daarvoor nog een uitnodiging van ons.",)
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

# Art. 8.3 lid 3 and art. 2.6.2 Wmo 2015.
PGB_STAYS = "U houdt uw pgb zolang uw recht op deze zorg loopt."
PGB_SVB = (
    "Vanaf 1 januari 2015 betaalt de SVB uw zorgverleners. SVB betekent Sociale Verzekeringsbank. "
    "Het geld komt dan niet meer op uw eigen rekening."
)

SECRET_ADDRESS = "Uw adres is geheim. Het staat daarom niet in berichten aan uw zorgaanbieder."  # noqa: S105 - no secret
NO_DECISION = (
    "Met deze brief vertellen wij u alvast wat er verandert. Deze brief is geen besluit. "
    "Krijgt u later een besluit? Dan staat daarin wat u kunt doen als u het er niet mee eens bent."
)

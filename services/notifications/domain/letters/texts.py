"""The sentences of the announcement, in Dutch at B1: short, active, u-form. No sentence decides anything.

Each function answers for one situation; announcement.py chooses and orders. `voice` holds the words that differ between
a letter to the client and one to the parents of a minor. Days of the law come in; none stands here.
"""

from datetime import date

from services.notifications.domain.client.right import Days, Finding
from services.notifications.domain.letters.facts import CareLine, Conversation
from services.notifications.domain.letters.voice import Voice
from shared.dutch import date_in_words


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def title(voice: Voice, day: date, days: Days) -> str:
    verb = "verandert" if day < days.new_law_from else "is veranderd"
    return f"{voice.care_title} {verb} op {date_in_words(days.new_law_from)}"


def title_of_ended(voice: Voice, *, still_runs: bool) -> str:
    return f"{voice.care_title} uit de AWBZ {'stopt' if still_runs else 'is gestopt'}"


def title_of_later(voice: Voice) -> str:
    return f"{voice.indication} voor zorg uit de AWBZ"


COMES_FROM_AWBZ = "Nu komt deze zorg uit de AWBZ."
CAME_FROM_AWBZ = "Deze zorg kwam uit de AWBZ."


def indication_of_awbz(voice: Voice) -> str:
    """Also true of care that has not begun, or of which a part is over."""
    return f"{voice.indication} komt uit de AWBZ."


def because(day: date, days: Days) -> str:
    verb = "stopt" if day < days.new_law_from else "is gestopt"
    return f"Die wet {verb} op {date_in_words(days.new_law_from)}. Daarom schrijven wij u deze brief."


def arranged_by_municipality(care: str, municipality: str, day: date, begins: date) -> str:
    """Once the law has changed, the letter may follow a move, and another municipality was the first to arrange it."""
    if day >= begins:
        return f"De gemeente {municipality} regelt {care}."
    return f"Vanaf {date_in_words(begins)} regelt de gemeente {municipality} {care}."


def was_arranged_by_municipality(care: str, municipality: str) -> str:
    return f"De gemeente {municipality} was verantwoordelijk voor {care}."


def municipality_answers_for_youth(care: str, municipality: str, day: date, begins: date) -> str:
    answers = f"de gemeente {municipality} verantwoordelijk voor {care}. Dat staat in de Jeugdwet."
    return f"Nu is {answers}" if day >= begins else f"Vanaf {date_in_words(begins)} is {answers}"


def begins_later(voice: Voice, begins: frozenset[date], municipality: str) -> str:
    day = f" op {date_in_words(min(begins))}" if len(begins) == 1 else " later. Onder de tabel staat wanneer"
    return f"{voice.indication} begint{day}. De gemeente {municipality} regelt deze zorg."


def kept_until(start: str, last_days: frozenset[date], *, at_least: bool) -> str:
    """Until when the right runs. `start` says who keeps what; `at_least`: nobody plans to end the right earlier."""
    if len(last_days) != 1:
        return f"{start} nog een tijd. In de tabel staat tot wanneer."
    return f"{start} {IN_ANY_CASE if at_least else ''}tot en met {date_in_words(min(last_days))}."


def was_kept_until(voice: Voice, last_days: frozenset[date]) -> str:
    return f"{voice.you_kept} tot en met {date_in_words(max(last_days))}."


def to_insurer(care: str, begins: date) -> str:
    return (
        f"{capital(care)} valt vanaf {date_in_words(begins)} onder de zorgverzekering. "
        "Verpleging en verzorging thuis heten dan wijkverpleging."
    )


def to_wlz(care: str, begins: date) -> str:
    return f"{capital(care)} valt vanaf {date_in_words(begins)} onder de Wet langdurige zorg (Wlz)."


def nothing_kept(care: str, _begins: date) -> str:
    return f"{capital(care)} loopt niet vanzelf door. Onder de tabel leest u waarom."


OPEN: Finding = "pgb-reading-open"
"""The college did not choose yet what comes after the budget."""
IN_ANY_CASE = "in ieder geval "
LONGER_FOR_PROTECTED_LIVING = "Voor beschermd wonen geldt een langere overgangstijd dan voor andere zorg."
# Art. 10.1 lid 5 Jeugdwet; art. 8.3 Wmo 2015 holds no such rule, so adults read that the provider may change.
SAME_PROVIDER_FOR_CHILD = "Het kind houdt dezelfde hulpverlener als dat redelijk mogelijk is."


def talk_before_the_end(voice: Voice) -> str:
    """Art. 8.6 lid 1 Wmo 2015: before any right of art. 8.3 or 8.4 ends, whenever that is."""
    return f"Voordat {voice.right_ends}, moet de gemeente met u praten over wat daarna komt."


WE_CALL = "Wij nemen daarvoor zelf contact met u op."
NO_WEEK_YET = "Daarvoor is nog geen week gekozen. U hoort van ons wanneer het zover is."
CONVERSATION_MISSED = "Wij hadden daarvoor al een week gekozen. Hebben wij nog niet met u gesproken? Bel ons dan."
CALL_FOR_HELP = "Is er hulp nodig? Bel ons dan. Wij kijken samen met u wat mogelijk is."


def call_before_use(care: str) -> str:
    """Art. 8.3 lid 2 Wmo 2015: the municipality may give its view before an unused indication is used."""
    return f"{capital(care)} is nog niet in gebruik. Wilt u ermee beginnen? Bel ons dan eerst."


# Art. 8.1 lid 1 under e Wmo 2015 names transport to guidance only.
CALL_ABOUT_TRANSPORT = "Is er vervoer nodig dat niet vanzelf doorloopt? Bel ons dan."
CALL_WHEN_IT_DOES_NOT_BEGIN = "Begint de zorg op een andere dag dan hier staat? Bel ons dan."


def call_without_budget(care: str) -> str:
    """Art. 8.3 lid 3 Wmo 2015: who had no budget has the right in kind only, and no provider was delivered for it."""
    return f"Voor {care} loopt geen pgb door. Wilt u deze zorg? Bel ons dan over een zorgaanbieder."


def send_agreement(day: date, new_year: date) -> str:
    """The holder sends the care agreement and the municipality the grant; then the SVB can pay (Kamerstuk 25 657, nr.
    283). No article names a day. Before the new year pays the wages of its first month (Kamerstuk 25 657, nr. 111). How
    it is sent was not found, so the reader is sent to the SVB for that."""
    bank = "de Sociale Verzekeringsbank (SVB)"
    why = "Zonder dat contract kan de SVB niet betalen. Vraag de SVB hoe u het stuurt."
    if day < new_year:
        return f"Stuur voor {date_in_words(new_year)} een zorgovereenkomst met elke zorgverlener naar {bank}. {why}"
    return f"Heeft {bank} nog niet van elke zorgverlener een zorgovereenkomst? Stuur die dan nu. {why}"


def call_well_before(day: date, last_days: frozenset[date]) -> str:
    """For youth nobody plans a conversation, so the reader must know that it is up to them to call."""
    last = date_in_words(min(last_days)) if len(last_days) == 1 else "de dag in de tabel"
    return f"Is er na {last} nog zorg nodig? Bel ons dan {'ruim voor die dag' if day < min(last_days) else 'nu'}."


def ask_insurer(voice: Voice, day: date, begins: date) -> str:
    when = f"vanaf {date_in_words(begins)}" if day < begins else "nu"
    return f"Bel {voice.insurer}. Vraag hoe deze zorg {when} verder gaat."


def tell_ciz(day: date, reply_before: date) -> str:
    """Wlz 11.1.1(6): the Wlz is for those who told the CIZ in time that they want it, and no delivery says who did. The
    care stays with the municipality until somebody knows."""
    before = date_in_words(reply_before)
    told = f"Hebt u het CIZ voor {before} gezegd dat u zorg uit de Wet langdurige zorg (Wlz) wilt? Bel ons dan."
    if day >= reply_before:
        return told
    return (
        "Misschien is er zorg mogelijk uit de Wet langdurige zorg (Wlz). "
        f"Wilt u dat? Zeg het dan voor {before} tegen het CIZ. Hebt u het al gezegd? Bel ons dan ook."
    )


ASK_CARE_OFFICE = "Hebt u vragen over de Wlz? Bel dan het zorgkantoor."


def ask_new_indication(day: date, applications_before: date, *, over: bool) -> str:
    """Art. 8.1 lid 2 Wmo 2015: the CIZ still decides on what it received before the new law began."""
    if day >= applications_before:
        return CALL_FOR_HELP
    need, when = ("Is er nog zorg nodig?", "nu") if over else ("Is er zorg nodig nadat de indicatie stopt?", "op tijd")
    return (
        f"{need} Vraag het CIZ dan {when} om een nieuwe indicatie. "
        f"Het CIZ moet uw aanvraag voor {date_in_words(applications_before)} hebben."
    )


def something_wrong(voice: Voice) -> str:
    return f"{voice.moving} Verandert er iets anders? Of klopt er iets niet? Bel ons dan."


def last_day_cell(line: CareLine, begins: date) -> str:
    """The last day. Without one the care goes elsewhere on the day of the change, or its indication starts too late."""
    if line.right_until is not None:
        return date_in_words(line.right_until)
    from_day = date_in_words(begins)
    elsewhere = {"zvw": f"Vanaf {from_day} bij de zorgverzekeraar", "wlz": f"Vanaf {from_day} via de Wlz"}
    return elsewhere.get(line.domain, f"Nog niet begonnen op {from_day}")


def provider_cell(line: CareLine, voice: Voice) -> str:
    if not line.pgb:
        return line.provider or "Niet bekend bij ons"
    carer = line.provider or voice.own_carer
    if line.pgb_until is None or not line.outlives_pgb:
        return f"{carer} (pgb)"
    least = IN_ANY_CASE if OPEN in line.findings else ""
    return f"{carer} (pgb, {least}tot en met {date_in_words(line.pgb_until)})"


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
    """Only the week is planned, so the reader is told what to do when they hear nothing."""
    silent = "Hebt u nog niets van ons gehoord?" if planned.begun else "Hoort u voor die week niets van ons?"
    return (
        f"{voice.come} Dat plannen wij in de week van {planned.days}. U praat met {planned.who}.",
        f"De dag en de tijd spreken wij met u af. {silent} Bel ons dan.",
    )


# Art. 2.3.2 lid 2 and 3 and art. 2.3.4 Wmo 2015. The law counts days for the plan from a report; a transition
# investigation has none (art. 8.6), so no number of days is named.
PREPARE = (
    "U kunt gratis hulp krijgen bij het gesprek. Dat heet onafhankelijke cliëntondersteuning. "
    "Ook uw mantelzorger kan deze hulp krijgen. Bel ons als u dit wilt.",
    "U mag zelf een plan maken. Daarin schrijft u welke hulp u nodig hebt. Dat heet een persoonlijk plan. "
    "Geef het ons voor het gesprek.",
    "Leg uw paspoort of identiteitskaart klaar. Wij vragen u die te laten zien.",
)


def afterwards(planned: Conversation) -> str:
    """Art. 2.3.2 lid 8 and art. 2.3.5 lid 2 Wmo 2015."""
    return (
        "Na het gesprek krijgt u een verslag. Wilt u daarna zorg van de gemeente? Dan vraagt u die aan. "
        f"Wij plannen het besluit uiterlijk op {date_in_words(planned.decision_due)}."
    )


def new_offer(voice: Voice) -> str:
    """Art. 8.3 lid 1 Wmo 2015: only a client who accepts gives up the old right; a decision that is forced on them does
    not end it."""
    return (
        f"Misschien biedt de gemeente u andere zorg aan. Zegt u ja? {voice.old_right_ends} "
        f"Zegt u nee? {voice.old_right_stays}, tot en met de dag in de tabel."
    )


def provider_may_change(voice: Voice) -> str:
    return f"Misschien komt er een andere zorgaanbieder. {voice.right_to_care_stays}"


CAK = "Het CAK berekent de eigen bijdrage en stuurt u de rekening."


def secret_address(voice: Voice) -> str:
    return f"{voice.address} is geheim. Het staat daarom niet in berichten aan {voice.provider}."


def replaces(day: date, reference: str) -> str:
    """Of a letter that was printed, and now holds no more."""
    return f"Deze brief komt in de plaats van de brief van {date_in_words(day)} met kenmerk {reference}."


NO_DECISION = (
    "Met deze brief geven wij u informatie. Deze brief is geen besluit. "
    "Komt er later een besluit? Dan staat daarin wat u kunt doen als u het er niet mee eens bent."
)

"""What a letter says about a personal budget: where it goes on, and where it stops with the AWBZ."""

from collections.abc import Iterator
from datetime import date

from services.notifications.domain.client.right import KEPT, WMO
from services.notifications.domain.letters.dates import AWBZ_LAST_DAY
from services.notifications.domain.letters.facts import AnnouncementFacts, CareLine
from services.notifications.domain.letters.texts import capital
from services.notifications.domain.letters.voice import Voice
from shared.dutch import date_in_words, list_in_words

SVB = "SVB betekent Sociale Verzekeringsbank."


def pgb_paragraphs(facts: AnnouncementFacts, voice: Voice) -> Iterator[str]:
    """One paragraph per destination of the budget; none without a pgb."""
    held = tuple(line for line in facts.lines if line.pgb)
    kept = tuple(line for line in held if line.domain in KEPT)
    if kept:
        yield _about(kept, facts) + _kept(kept, facts.letter_date, voice)
    if insured := _in_domain(held, "zvw"):
        explained = any(line.domain in WMO for line in kept)
        yield (
            f"{_about(insured, facts)}{_stops(voice, AWBZ_LAST_DAY, facts.letter_date)} {_insurer(voice)}"
            f"{'' if explained else f' {SVB}'}"
        )
    if long_term := _in_domain(held, "wlz"):
        yield f"{_about(long_term, facts)}{_stops(voice, AWBZ_LAST_DAY, facts.letter_date)} {CARE_OFFICE}"
    nothing_kept = _in_domain(held, "none")
    for last_day in dict.fromkeys(line.right_until for line in nothing_kept if line.right_until):
        ended = tuple(line for line in nothing_kept if line.right_until == last_day)
        yield f"{_about(ended, facts)}{_stops(voice, last_day, facts.letter_date)}"


def care_names(lines: tuple[CareLine, ...]) -> str:
    """`Verpleging`, or `Verpleging en begeleiding bij u thuis`; each once, in the order of the table."""
    first, *others = dict.fromkeys(line.care for line in lines)
    return list_in_words((first, *(name[:1].lower() + name[1:] for name in others)))


def _in_domain(lines: tuple[CareLine, ...], domain: str) -> tuple[CareLine, ...]:
    return tuple(line for line in lines if line.domain == domain)


def _about(lines: tuple[CareLine, ...], facts: AnnouncementFacts) -> str:
    """Names the care, unless the whole letter is about it."""
    return "" if len(lines) == len(facts.lines) else f"{care_names(lines)}. "


def _kept(lines: tuple[CareLine, ...], day: date, voice: Voice) -> str:
    """The SVB pays for the Wmo 2015 (art. 2.6.2); for the Jeugdwet no source was found, so it is not promised. What the
    holder has to do stands where the letter says what to do."""
    begins = all(line.begins_after(day) for line in lines)
    stays = f"{capital(voice.pgb)} geldt zolang het recht op deze zorg loopt." if begins else voice.pgb_stays
    if not any(line.domain in WMO for line in lines):
        return stays
    return (
        f"{stays} Vanaf 1 januari 2015 betaalt de SVB {voice.carers}. "
        f"Het geld komt dan niet meer op {voice.own_account}. Daarvoor zijn twee dingen nodig. "
        "Wij laten de SVB weten hoe hoog het pgb is. "
        "En u stuurt de SVB de zorgovereenkomst: het contract met de zorgverlener."
    )


def _stops(voice: Voice, last_day: date, letter_date: date) -> str:
    """RSA art. 2.6.5 lid 1: a budget of the AWBZ ends with the indication, and on 31 December 2014 at the latest."""
    verb = "stopt" if letter_date <= last_day else "is gestopt"
    return f"{capital(voice.pgb)} uit de AWBZ {verb} voor deze zorg op {date_in_words(last_day)}."


def _insurer(voice: Voice) -> str:
    """The Zvw has no transition law, and a budget of the Zvw no drawing right (facts of pgb.nl)."""
    return (
        f"Daarvoor is geen overgangsregeling. Vraag {voice.insurer} of daarna een nieuw pgb mogelijk is. "
        "Dat pgb loopt niet via de SVB."
    )


CARE_OFFICE = "Het zorgkantoor regelt daarna het pgb uit de Wlz. Vraag daar wat u moet doen."

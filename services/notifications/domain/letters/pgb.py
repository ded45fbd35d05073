"""What a letter says about a personal budget: where it goes on and how high it is, and where it stops with the AWBZ."""

from collections.abc import Iterable, Iterator
from datetime import date

from services.notifications.domain.client.money import Budget
from services.notifications.domain.client.right import KEPT, Finding
from services.notifications.domain.letters.facts import AnnouncementFacts, CareLine
from services.notifications.domain.letters.letter import Section, Table
from services.notifications.domain.letters.texts import IN_ANY_CASE, OPEN, capital
from services.notifications.domain.letters.voice import Voice
from shared.dutch import amount, date_in_words, list_in_words

SVB = "SVB betekent Sociale Verzekeringsbank."
PROVISIONAL = "Deze bedragen zijn voorlopig: wij weten het inkomen nog niet."
AMOUNT_UNKNOWN = "Hoe hoog het pgb is, weten wij nog niet."
CARE_OFFICE = "Het zorgkantoor regelt daarna het pgb uit de Wlz. Vraag daar wat u moet doen."


def pgb_section(facts: AnnouncementFacts, voice: Voice) -> Section | None:
    """What goes on, with its amounts, and then a paragraph per other destination of the budget; None without a pgb."""
    kept, elsewhere = tuple(_with_the_municipality(facts, voice)), tuple(_elsewhere(facts, voice))
    if not kept and not elsewhere:
        return None
    budget = facts.budget if kept and facts.budget is not None and facts.budget.withdrawn is None else None
    return Section(
        heading=voice.pgb_heading,
        paragraphs=kept,
        tables=(_amounts(budget, voice, provisional=facts.provisional),) if budget else (),
        notes=(*((PROVISIONAL,) if budget and facts.provisional else ()), *elsewhere),
    )


def care_names(lines: Iterable[CareLine]) -> str:
    """`Verpleging`, or `Verpleging en begeleiding bij u thuis`; each once, in the order of the table."""
    first, *others = dict.fromkeys(line.care for line in lines)
    return list_in_words((first, *(name[:1].lower() + name[1:] for name in others)))


def in_kind_after(findings: Iterable[Finding]) -> str:
    """What is left of the right when its budget is over: care in kind, in words that a reader knows."""
    if OPEN in findings:
        return (
            "Of er daarna nog een pgb is, is nog niet beslist. Het recht op zorg van een zorgaanbieder loopt wel door."
        )
    return "Daarna is er geen pgb meer. Het recht op zorg van een zorgaanbieder loopt wel door."


def _with_the_municipality(facts: AnnouncementFacts, voice: Voice) -> Iterator[str]:
    if kept := _kept(facts):
        first, *others = _goes_on(kept, facts, voice)
        yield _about(kept, facts) + first
        yield from others
    elif facts.budget is not None and facts.budget.withdrawn is not None:
        yield f"Er is geen pgb van de gemeente. {facts.budget.withdrawn}"
    elif facts.budget is not None and facts.budget.last_day is not None:
        yield f"{_runs_until(capital(voice.pgb), facts.budget.last_day, facts.letter_date)} {in_kind_after(())}"


def _elsewhere(facts: AnnouncementFacts, voice: Voice) -> Iterator[str]:
    """A budget of the AWBZ that stops, and who may know what comes then."""
    old_law_until, day = facts.days.old_law_until, facts.letter_date
    held = tuple(line for line in facts.lines if line.pgb)
    if insured := _in_domain(held, "zvw"):
        explained = any(line.pgb_on(day) for line in held)
        yield (
            f"{_about(insured, facts)}{_stops(voice, old_law_until, day)} {_insurer(voice)}"
            f"{'' if explained else f' {SVB}'}"
        )
    if long_term := _in_domain(held, "wlz"):
        yield f"{_about(long_term, facts)}{_stops(voice, old_law_until, day)} {CARE_OFFICE}"
    nothing_kept = _in_domain(held, "none")
    for last_day in dict.fromkeys(line.right_until for line in nothing_kept if line.right_until):
        ended = tuple(line for line in nothing_kept if line.right_until == last_day)
        yield f"{_about(ended, facts)}{_stops(voice, last_day, day)}"


def _kept(facts: AnnouncementFacts) -> tuple[CareLine, ...]:
    return tuple(line for line in facts.in_domains(KEPT) if line.pgb)


def _in_domain(lines: tuple[CareLine, ...], domain: str) -> tuple[CareLine, ...]:
    return tuple(line for line in lines if line.domain == domain)


def _about(lines: tuple[CareLine, ...], facts: AnnouncementFacts) -> str:
    """Names the care, unless the whole letter is about it."""
    return "" if len(lines) == len(facts.lines) else f"{care_names(lines)}. "


def _goes_on(lines: tuple[CareLine, ...], facts: AnnouncementFacts, voice: Voice) -> Iterator[str]:
    """The SVB pays for the Wmo 2015 (art. 2.6.2) and for the Jeugdwet (art. 8.1.8). What the holder has to do stands
    where the letter says what to do."""
    yield " ".join((*_how_long(lines, facts.letter_date, voice), *_no_amounts(facts)))
    if any(line.pgb_on(facts.letter_date) for line in lines):
        yield (
            f"Vanaf {date_in_words(facts.days.new_law_from)} betaalt de SVB {voice.carers}. "
            f"Het geld komt dan niet meer op {voice.own_account}. De SVB hoort van de gemeente hoe hoog het pgb is."
        )
    yield from _of_age(lines, facts)


def _no_amounts(facts: AnnouncementFacts) -> Iterator[str]:
    if facts.budget is None:
        yield AMOUNT_UNKNOWN
    elif facts.budget.withdrawn is not None:
        yield facts.budget.withdrawn


def _how_long(lines: tuple[CareLine, ...], day: date, voice: Voice) -> Iterator[str]:
    shorter = tuple(line for line in lines if line.outlives_pgb)
    for until in dict.fromkeys(line.pgb_until for line in shorter if line.pgb_until):
        these = tuple(line for line in shorter if line.pgb_until == until)
        name = f"{capital(voice.pgb)} voor {_inside(these)}" if len(these) < len(lines) else capital(voice.pgb)
        findings = frozenset(finding for line in these for finding in line.findings)
        least = IN_ANY_CASE if OPEN in findings else ""
        yield f"{_runs_until(name, until, day, least)} {in_kind_after(findings)}"
    as_long = tuple(line for line in lines if not line.outlives_pgb)
    if not as_long:
        return
    if all(line.ended_before(day) for line in as_long):
        yield f"{capital(voice.pgb)} liep tot de laatste dag van het recht op deze zorg."
    elif shorter or all(line.begins_after(day) for line in as_long):
        name = f"{capital(voice.pgb)} voor {_inside(as_long)}" if shorter else capital(voice.pgb)
        yield f"{name} geldt zolang het recht op die zorg loopt."
    else:
        yield voice.pgb_stays


def _runs_until(name: str, until: date, day: date, least: str = "") -> str:
    return f"{name} {'loopt' if day <= until else 'liep'} {least}tot en met {date_in_words(until)}."


def _inside(lines: tuple[CareLine, ...]) -> str:
    names = care_names(lines)
    return names[:1].lower() + names[1:]


def _of_age(lines: tuple[CareLine, ...], facts: AnnouncementFacts) -> Iterator[str]:
    """Who comes of age pays a contribution for a pgb (RSA art. 2.6.7): from that day it can be due."""
    day = facts.adult_on
    if day is not None and any(line.pgb_on(max(day, facts.letter_date)) for line in lines):
        when = date_in_words(day)
        verb = "wordt" if facts.letter_date < day else "werd"
        yield f"Op {when} {verb} het kind volwassen. Vanaf die dag kan er een eigen bijdrage van het pgb af gaan."


def _amounts(budget: Budget, voice: Voice, *, provisional: bool) -> Table:
    """The amounts that stand on the client's own page too."""
    mark = " (voorlopig)" if provisional else ""
    days = (
        f" van {date_in_words(budget.first_day)} tot en met {date_in_words(budget.last_day)}"
        if budget.first_day and budget.last_day
        else ""
    )
    return Table(
        (f"{capital(voice.pgb)}{days}", "Bedrag"),
        (
            (voice.gross, amount(budget.gross)),
            (f"{voice.contribution}{mark}", amount(budget.contribution)),
            (f"{voice.net}{mark}", amount(budget.net)),
            (voice.unaccountable, amount(budget.unaccountable)),
        ),
    )


def _stops(voice: Voice, last_day: date, letter_date: date) -> str:
    """RSA art. 2.6.5 lid 1: a budget of the AWBZ ends with the indication, and with the AWBZ at the latest."""
    verb = "stopt" if letter_date <= last_day else "is gestopt"
    return f"{capital(voice.pgb)} uit de AWBZ {verb} voor deze zorg op {date_in_words(last_day)}."


def _insurer(voice: Voice) -> str:
    """The Zvw has no transition law, and a budget of the Zvw no drawing right (facts of pgb.nl)."""
    return f"Vraag {voice.insurer} of daarna een nieuw pgb mogelijk is. Dat pgb loopt niet via de SVB."

"""The announcement: tells a client what changes with the new law, until when, why, and what happens next.

No article of the Wmo 2015 asks for this letter. It decides nothing and says so.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from services.notifications.domain.client.right import KEPT, WMO
from services.notifications.domain.letters import texts as say
from services.notifications.domain.letters.ending import closing, questions
from services.notifications.domain.letters.facts import Addressee, AnnouncementFacts, CareLine, Conversation
from services.notifications.domain.letters.letter import Letter, Section, Table, Template
from services.notifications.domain.letters.paying import paying_section
from services.notifications.domain.letters.pgb import care_names, pgb_section
from services.notifications.domain.letters.todo import care_in_words, last_days_of, still_kept, what_to_do
from services.notifications.domain.letters.voice import CLIENT, Voice, parents_of

T = TypeVar("T")

TO_PARENTS = "Geachte ouder(s) of verzorger(s),"
ANNOUNCEMENT = Template("announcement", "4")
FORMS_OF_ADDRESS = {
    "male": ("De heer", "Geachte heer"),
    "female": ("Mevrouw", "Geachte mevrouw"),
    "unknown": ("", "Geachte heer of mevrouw"),
}


def compose_announcement(facts: AnnouncementFacts) -> Letter:
    """The announcement for one client as data; the same facts give the same letter."""
    voice = parents_of(full_name(facts.addressee)) if facts.to_parents else CLIENT
    return Letter(
        letter_id=facts.letter_id,
        template=ANNOUNCEMENT,
        language="nl",
        municipality_code=facts.municipality_code,
        letter_date=facts.letter_date,
        sender=facts.sender,
        addressee=addressee_lines(facts.addressee, facts.to_parents),
        title=_title(facts, voice),
        salutation=salutation(facts.addressee, facts.to_parents),
        sections=tuple(_sections(facts, voice)),
        closing=closing(facts.sender),
        secret_address=facts.addressee.secret_address,
    )


def full_name(person: Addressee) -> str:
    return _joined(person.initials, person.prefix, person.surname)


def addressee_lines(person: Addressee, to_parents: bool) -> tuple[str, ...]:
    if to_parents:
        return ("De ouder(s) of verzorger(s) van", full_name(person), *person.address_lines)
    return (_joined(FORMS_OF_ADDRESS[person.sex][0], full_name(person)), *person.address_lines)


def salutation(person: Addressee, to_parents: bool) -> str:
    if to_parents:
        return TO_PARENTS
    surname = say.capital(_joined(person.prefix, person.surname))
    return f"{FORMS_OF_ADDRESS[person.sex][1]} {surname},"


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)


def _sections(facts: AnnouncementFacts, voice: Voice) -> Iterator[Section]:
    yield Section(heading=None, paragraphs=tuple(_opening(facts, voice)))
    yield Section(heading="Wat moet u nu doen?", paragraphs=what_to_do(facts, voice))
    yield _overview(facts, voice)
    yield Section(heading="Waarom is dat zo?", paragraphs=tuple(_why(facts.lines)))
    if facts.conversation and not facts.conversation.over:
        yield _conversation(facts, voice, facts.conversation)
    elif offered := tuple(_when_something_is_offered(facts, voice)):
        yield Section(heading="Wat als de gemeente iets anders aanbiedt?", paragraphs=offered)
    for section in (paying_section(facts), pgb_section(facts, voice)):
        if section is not None:
            yield section
    if facts.addressee.secret_address:
        yield Section(heading=voice.address, paragraphs=(say.secret_address(voice),))
    yield Section(heading="Deze brief is geen besluit", paragraphs=(say.NO_DECISION,))
    yield questions(facts.sender)


def _opening(facts: AnnouncementFacts, voice: Voice) -> Iterator[str]:
    yield " ".join(_what_changes(facts, voice))
    yield f"{_from_awbz(facts, voice)} {say.because(facts.letter_date, facts.days)}"


def _title(facts: AnnouncementFacts, voice: Voice) -> str:
    """Care that is over before the change, or begins after it, does not change on that day."""
    day = facts.letter_date
    if all(line.indication_over for line in facts.lines):
        return say.title_of_ended(voice, still_runs=not all(line.ended_before(day) for line in facts.lines))
    if all(line.begins_after(max(day, facts.days.new_law_from)) for line in facts.lines):
        return say.title_of_later(voice)
    return say.title(voice, day, facts.days)


def _from_awbz(facts: AnnouncementFacts, voice: Voice) -> str:
    day, change = facts.letter_date, facts.days.new_law_from
    if day >= change:
        begun = all(line.starts_on < change for line in facts.lines)
        return say.CAME_FROM_AWBZ if begun else say.indication_of_awbz(voice)
    if all(line.ended_before(day) for line in facts.lines):
        return say.CAME_FROM_AWBZ
    there = not any(line.ended_before(day) or line.begins_after(day) or line.conditional for line in facts.lines)
    return say.COMES_FROM_AWBZ if there else say.indication_of_awbz(voice)


def _what_changes(facts: AnnouncementFacts, voice: Voice) -> Iterator[str]:
    """The most important news first: what the client keeps, then what goes elsewhere, then what is left out."""
    if lines := facts.in_domains(KEPT):
        yield from _kept(facts, lines, voice)
    for domain, sentence in (("zvw", say.to_insurer), ("wlz", say.to_wlz), ("none", say.nothing_kept)):
        if elsewhere := _of(facts, domain):
            yield sentence(care_in_words(facts, elsewhere, voice), facts.days.new_law_from)


def _kept(facts: AnnouncementFacts, lines: tuple[CareLine, ...], voice: Voice) -> Iterator[str]:
    """Who answers for the care and until when the right runs, in words that are true also before it begins."""
    about, municipality = care_in_words(facts, lines, voice), facts.sender.municipality
    day, begins = facts.letter_date, facts.days.new_law_from
    over = all(line.ended_before(day) for line in lines)
    if over:
        yield say.was_arranged_by_municipality(about, municipality)
    elif len(_of(facts, "jeugdwet")) == len(lines):
        yield say.municipality_answers_for_youth(about, municipality, day, begins)
    elif all(line.begins_after(max(day, begins)) for line in lines):
        yield say.begins_later(voice, frozenset(line.starts_on for line in lines), municipality)
    else:
        yield say.arranged_by_municipality(about, municipality, day, begins)
    yield _until(facts, lines, voice)
    protected = _of(facts, "wmo-protected-living")
    if any(line.right_until > facts.days.rights_until for line in protected if line.right_until):
        yield say.LONGER_FOR_PROTECTED_LIVING
    if _of(facts, "jeugdwet") and not over:
        yield say.SAME_PROVIDER_FOR_CHILD


def _until(facts: AnnouncementFacts, lines: tuple[CareLine, ...], voice: Voice) -> str:
    """Care that has not begun cannot be kept: then the letter speaks of a right to it."""
    day, days = facts.letter_date, last_days_of(lines)
    if all(line.ended_before(day) for line in lines):
        return say.was_kept_until(voice, days)
    waits = all(line.conditional or line.begins_after(day) for line in lines)
    return say.kept_until(voice.right_runs if waits else voice.you_keep, days, at_least=runs_at_least(facts))


def runs_at_least(facts: AnnouncementFacts) -> bool:
    """Without a plan, or with one for the sake of the budget, the municipality does nothing to end protected living, so
    it runs at least until its last day."""
    protected = _of(facts, "wmo-protected-living")
    return bool(protected) and (facts.conversation is None or any(say.OPEN in line.findings for line in protected))


def _of(facts: AnnouncementFacts, domain: str) -> tuple[CareLine, ...]:
    return facts.in_domains(frozenset({domain}))


def _overview(facts: AnnouncementFacts, voice: Voice) -> Section:
    rows = tuple(
        (line.care, say.provider_cell(line, voice), say.last_day_cell(line, facts.days.new_law_from))
        for line in facts.lines
    )
    return Section(
        heading=voice.table_heading,
        tables=(Table((voice.first_column, "Van wie", "Tot en met"), rows),),
        notes=_once(_notes(facts)),
    )


def _notes(facts: AnnouncementFacts) -> Iterator[str]:
    for line in facts.in_domains(KEPT):
        if line.conditional:
            yield say.not_in_use(line, facts.letter_date)
        elif line.begins_after(facts.letter_date):
            yield say.begins_on(line)
    if any(line.transport for line in facts.in_domains(WMO)):
        yield say.TRANSPORT_STAYS


def _why(lines: tuple[CareLine, ...]) -> Iterator[str]:
    """Each explanation once, with its article; what holds for the same care stands together under its name."""
    about: dict[str, list[CareLine]] = {}
    for line in lines:
        for reason in line.reasons:
            about.setdefault(f"{reason.explanation} ({reason.cited})", []).append(line)
    together: dict[tuple[CareLine, ...], list[str]] = {}
    for text, found in about.items():
        together.setdefault(_once(found), []).append(text)
    for of, texts in together.items():
        yield ("" if set(of) == set(lines) else f"{care_names(of)}: ") + " ".join(texts)


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _conversation(facts: AnnouncementFacts, voice: Voice, planned: Conversation) -> Section:
    """The items rest on the Wmo 2015, so a letter about the Jeugdwet alone does not carry them."""
    wmo = bool(facts.in_domains(WMO))
    return Section(
        heading="Wij komen met u praten",
        paragraphs=say.conversation(voice, planned),
        items=say.PREPARE if wmo else (),
        notes=(say.afterwards(planned), *_when_something_is_offered(facts, voice)) if wmo else (),
    )


def _when_something_is_offered(facts: AnnouncementFacts, voice: Voice) -> Iterator[str]:
    """What a reader may fear and nobody else tells: an offer, and another provider. Both rest on the Wmo 2015."""
    kept = still_kept(facts, WMO)
    if kept:
        yield say.new_offer(voice)
    if not facts.minor and any(line.provider and not line.pgb_on(facts.letter_date) for line in kept):
        yield say.provider_may_change(voice)

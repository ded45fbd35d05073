"""The announcement: tells a client what changes on 1 January 2015, until when, why, and what happens next.

No article of the Wmo 2015 asks for this letter. It announces and decides nothing, so that nobody has to wonder
whether it is a decision.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from services.notifications.domain import letter_texts as say
from services.notifications.domain.letter_facts import KEPT, WMO, Addressee, AnnouncementFacts, CareLine, Conversation
from services.notifications.domain.letter_pgb import care_names, pgb_paragraphs
from services.notifications.domain.letter_voice import CLIENT, Voice, parents_of
from services.notifications.domain.letters import Letter, Section, Sender, Table, Template

T = TypeVar("T")

ANNOUNCEMENT = Template("announcement", "2")
# Art. 8.3 lid 1 Wmo 2015: the last day of every right but that of protected living.
GENERAL_END = date(2015, 12, 31)
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
        addressee=_addressee_lines(facts.addressee, facts.to_parents),
        title=say.title(voice, facts.letter_date),
        salutation=_salutation(facts.addressee, facts.to_parents),
        sections=tuple(_sections(facts, voice)),
        closing=closing(facts.sender),
        secret_address=facts.addressee.secret_address,
    )


def closing(sender: Sender) -> tuple[str, ...]:
    return ("Met vriendelijke groet,", sender.team, f"Gemeente {sender.municipality}")


def questions(sender: Sender) -> Section:
    return Section(
        heading="Hebt u vragen?",
        notes=(f"Bel ons gerust {sender.phone_hours}. U kunt ook mailen naar {sender.email}.",),
        call=True,
    )


def full_name(person: Addressee) -> str:
    return _joined(person.initials, person.prefix, person.surname)


def _addressee_lines(person: Addressee, to_parents: bool) -> tuple[str, ...]:
    if to_parents:
        return ("De ouder(s) of verzorger(s) van", full_name(person), *person.address_lines)
    return (_joined(FORMS_OF_ADDRESS[person.sex][0], full_name(person)), *person.address_lines)


def _salutation(person: Addressee, to_parents: bool) -> str:
    if to_parents:
        return "Geachte ouder(s) of verzorger(s),"
    surname = say.capital(_joined(person.prefix, person.surname))
    return f"{FORMS_OF_ADDRESS[person.sex][1]} {surname},"


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _sections(facts: AnnouncementFacts, voice: Voice) -> Iterator[Section]:
    yield Section(heading="", paragraphs=tuple(_opening(facts, voice)))
    yield Section(heading="Wat moet u nu doen?", paragraphs=tuple(_to_do(facts, voice)))
    yield _overview(facts, voice)
    yield Section(heading="Waarom is dat zo?", paragraphs=tuple(_why(facts.lines)))
    if facts.conversation:
        yield _conversation(facts, voice, facts.conversation)
    if facts.in_domains(WMO) and not facts.to_parents:
        yield Section(heading="Wat betaalt u zelf?", paragraphs=(_contribution(facts.in_domains(WMO)),))
    if pgb := tuple(pgb_paragraphs(facts, voice)):
        yield Section(heading=voice.pgb_heading, paragraphs=pgb)
    if facts.addressee.secret_address:
        yield Section(heading=voice.address, paragraphs=(say.secret_address(voice),))
    yield Section(heading="Deze brief is geen besluit", paragraphs=(say.NO_DECISION,))
    yield questions(facts.sender)


def _opening(facts: AnnouncementFacts, voice: Voice) -> Iterator[str]:
    yield " ".join(_what_changes(facts, voice))
    yield say.because(facts.letter_date)


def _what_changes(facts: AnnouncementFacts, voice: Voice) -> Iterator[str]:
    """The most important news first: what the client keeps, then what goes elsewhere, then what is left out."""
    if lines := facts.in_domains(KEPT):
        yield from _kept(facts, lines, voice)
    for domain, sentence in (("zvw", say.to_insurer), ("wlz", say.to_wlz), ("none", say.nothing_kept)):
        if elsewhere := _of(facts, domain):
            yield sentence(_part(facts, elsewhere, voice))


def _kept(facts: AnnouncementFacts, lines: tuple[CareLine, ...], voice: Voice) -> Iterator[str]:
    """Without a plan the municipality itself does nothing to end the right, so it runs at least until its last day."""
    part, municipality = _part(facts, lines, voice), facts.sender.municipality
    if len(_of(facts, "jeugdwet")) == len(lines):
        yield say.municipality_answers_for_youth(part, municipality)
    else:
        yield say.arranged_by_municipality(part, municipality)
    protected = _of(facts, "wmo-protected-living")
    yield say.kept_until(voice, last_days(lines), at_least=bool(protected) and facts.conversation is None)
    if any(line.right_until > GENERAL_END for line in protected if line.right_until):
        yield say.LONGER_FOR_PROTECTED_LIVING
    if _of(facts, "jeugdwet"):
        yield say.SAME_PROVIDER_FOR_CHILD


def _of(facts: AnnouncementFacts, domain: str) -> tuple[CareLine, ...]:
    return facts.in_domains(frozenset({domain}))


def last_days(lines: Iterable[CareLine]) -> frozenset[date]:
    return frozenset(line.right_until for line in lines if line.right_until)


def _part(facts: AnnouncementFacts, lines: tuple[CareLine, ...], voice: Voice) -> str:
    return voice.care if len(lines) == len(facts.lines) else f"een deel van {voice.care}"


def _to_do(facts: AnnouncementFacts, voice: Voice) -> Iterator[str]:
    if first := _joined(*_nothing_or_wait(facts)):
        yield first
    if youth := _of(facts, "jeugdwet"):
        yield say.call_well_before(last_days(youth))
    if _of(facts, "zvw"):
        yield say.ask_insurer(voice)
    if _of(facts, "wlz"):
        yield say.ask_care_office(facts.letter_date)
    yield from _once(
        say.ask_new_indication(facts.letter_date) if line.indication_over else say.CALL_FOR_HELP
        for line in _of(facts, "none")
    )
    yield say.something_wrong(voice)


def _nothing_or_wait(facts: AnnouncementFacts) -> Iterator[str]:
    """Only care that stays with the municipality asks nothing of the reader. A pgb asks for an agreement with the SVB,
    and care for youth for a call before it ends."""
    if all(line.domain in WMO and not line.pgb for line in facts.lines):
        yield say.DO_NOTHING
    if facts.conversation:
        yield say.WE_CALL


def _overview(facts: AnnouncementFacts, voice: Voice) -> Section:
    rows = tuple((line.care, say.provider_cell(line, voice), say.last_day_cell(line)) for line in facts.lines)
    return Section(
        heading=voice.table_heading,
        tables=(Table((voice.first_column, "Van wie", "Tot en met"), rows),),
        notes=_once(say.not_in_use(line) for line in facts.in_domains(KEPT) if line.conditional),
    )


def _why(lines: tuple[CareLine, ...]) -> Iterator[str]:
    """Each explanation once, with its article; what holds for the same care stands together under its name."""
    about: dict[str, list[CareLine]] = {}
    for line in lines:
        for reason in line.reasons:
            about.setdefault(f"{reason.explanation} ({reason.law}, artikel {reason.article})", []).append(line)
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
        notes=(say.AFTERWARDS,) if wmo else (),
    )


def _contribution(lines: tuple[CareLine, ...]) -> str:
    texts = [say.CONTRIBUTION]
    if any(not line.pgb for line in lines):
        texts.append(say.CONTRIBUTION_IN_KIND)
    if any(line.pgb for line in lines):
        texts.append(say.CONTRIBUTION_PGB)
    return " ".join(texts)

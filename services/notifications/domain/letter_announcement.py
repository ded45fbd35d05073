"""The announcement: tells a client what changes on 1 January 2015, until when, why, and what happens next.

No article of the Wmo 2015 asks for this letter. It announces and decides nothing, so that nobody has to wonder
whether it is a decision.
"""

from collections.abc import Iterable, Iterator

from services.notifications.domain import letter_texts as say
from services.notifications.domain.letter_facts import KEPT, WMO, Addressee, AnnouncementFacts, CareLine
from services.notifications.domain.letters import Letter, Section, Sender, Table, Template

ANNOUNCEMENT = Template("announcement", "1")
FORMS_OF_ADDRESS = {
    "male": ("De heer", "Geachte heer"),
    "female": ("Mevrouw", "Geachte mevrouw"),
    "unknown": ("", "Geachte heer of mevrouw"),
}


def compose_announcement(facts: AnnouncementFacts) -> Letter:
    """The announcement for one client as data; the same facts give the same letter."""
    voice = say.PARENTS if facts.to_parents else say.CLIENT
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
        paragraphs=("Bel ons gerust. Wij helpen u graag.",),
        notes=(f"U kunt ons bellen {sender.phone_hours}. U kunt ook mailen naar {sender.email}.",),
        call=True,
    )


def _addressee_lines(person: Addressee, to_parents: bool) -> tuple[str, ...]:
    name = _joined(person.initials, person.prefix, person.surname)
    if to_parents:
        return ("De ouder(s) of verzorger(s) van", name, *person.address_lines)
    return (_joined(FORMS_OF_ADDRESS[person.sex][0], name), *person.address_lines)


def _salutation(person: Addressee, to_parents: bool) -> str:
    if to_parents:
        return "Geachte ouder(s) of verzorger(s),"
    surname = say.capital(_joined(person.prefix, person.surname))
    return f"{FORMS_OF_ADDRESS[person.sex][1]} {surname},"


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _sections(facts: AnnouncementFacts, voice: say.Voice) -> Iterator[Section]:
    yield Section(heading="", paragraphs=tuple(_opening(facts, voice)))
    yield Section(heading="Wat moet u nu doen?", paragraphs=tuple(_to_do(facts)))
    yield _overview(facts, voice)
    if facts.in_domains(KEPT):
        yield _conversation(facts, voice)
    if facts.in_domains(WMO) and not facts.to_parents:
        yield Section(heading="Wat betaalt u zelf?", paragraphs=(_contribution(facts.in_domains(WMO)),))
    if any(line.pgb for line in facts.in_domains(KEPT)):
        yield Section(heading="U hebt een pgb", paragraphs=(_pgb(facts),))
    if facts.addressee.secret_address:
        yield Section(heading="Uw adres", paragraphs=(say.SECRET_ADDRESS,))
    yield Section(heading="Deze brief is geen besluit", paragraphs=(say.NO_DECISION,))
    yield questions(facts.sender)


def _opening(facts: AnnouncementFacts, voice: say.Voice) -> Iterator[str]:
    yield " ".join(_what_changes(facts, voice))
    yield say.because(voice, facts.letter_date)


def _what_changes(facts: AnnouncementFacts, voice: say.Voice) -> Iterator[str]:
    """The most important news first: what the client keeps, then what goes elsewhere, then what is left out."""
    if lines := facts.in_domains(KEPT):
        last_days = frozenset(line.right_until for line in lines if line.right_until)
        yield say.kept(voice, _part(facts, lines, voice), facts.sender.municipality, last_days)
    if any(line.domain == "wmo-protected-living" for line in lines):
        yield say.protected_living()
    if any(line.domain == "jeugdwet" for line in lines):
        yield say.same_provider_for_child()
    for domain, sentence in (("zvw", say.to_insurer), ("wlz", say.to_wlz), ("none", say.nothing_kept)):
        if elsewhere := facts.in_domains(frozenset({domain})):
            yield sentence(_part(facts, elsewhere, voice))


def _part(facts: AnnouncementFacts, lines: tuple[CareLine, ...], voice: say.Voice) -> str:
    return voice.care if len(lines) == len(facts.lines) else f"een deel van {voice.care}"


def _to_do(facts: AnnouncementFacts) -> Iterator[str]:
    domains = {line.domain for line in facts.lines}
    if domains & KEPT:
        yield f"{say.DO_NOTHING} {say.WE_CALL}" if "zvw" not in domains else say.WE_CALL
    elif domains == {"wlz"}:
        yield say.DO_NOTHING
    advice = {"zvw": say.ASK_INSURER, "wlz": say.ASK_CARE_OFFICE, "none": say.CALL_FOR_HELP}
    yield from (text for domain, text in advice.items() if domain in domains)
    yield say.SOMETHING_WRONG


def _overview(facts: AnnouncementFacts, voice: say.Voice) -> Section:
    rows = tuple(
        (line.care, say.provider_cell(line), say.last_day_cell(line), say.why_cell(line)) for line in facts.lines
    )
    return Section(
        heading=voice.table_heading,
        tables=(Table((voice.first_column, "Van wie", "Tot en met", "Waarom"), rows),),
        notes=_once(say.not_in_use(line) for line in facts.in_domains(KEPT) if line.conditional),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _conversation(facts: AnnouncementFacts, voice: say.Voice) -> Section:
    """The items rest on the Wmo 2015, so a letter about the Jeugdwet alone does not carry them."""
    wmo = bool(facts.in_domains(WMO))
    return Section(
        heading="Wij komen met u praten",
        paragraphs=say.conversation(voice, facts.conversation),
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


def _pgb(facts: AnnouncementFacts) -> str:
    """The SVB pays for the Wmo 2015 (art. 2.6.2); for the Jeugdwet no source was found, so it is not promised."""
    if any(line.pgb for line in facts.in_domains(WMO)):
        return f"{say.PGB_STAYS} {say.PGB_SVB}"
    return say.PGB_STAYS

"""The announcement: tells a client what changes with the new law, until when, why, and what happens next.

No article of the Wmo 2015 asks for this letter. It decides nothing and says so. Its text is data; here stands which
facts of that text hold, and which words fill it.
"""

from collections.abc import Iterator, Sequence
from itertools import compress

from services.notifications.domain.client.right import Domain
from services.notifications.domain.letters.addressing import addressee_lines, full_name, salutation
from services.notifications.domain.letters.ending import closing, questions
from services.notifications.domain.letters.facts import AnnouncementFacts, CareLine
from services.notifications.domain.letters.filling import (
    Filling,
    Groups,
    Scope,
    paragraphs_of,
    scope,
    sections_of,
    title_of,
)
from services.notifications.domain.letters.kinds import ANNOUNCEMENT
from services.notifications.domain.letters.letter import Letter, Template
from services.notifications.domain.letters.letter_text import LetterText
from services.notifications.domain.letters.of_lines import IN_PART, SortedCare, care_names, part_of, sorted_care
from services.notifications.domain.letters.paying import paying_facts, paying_groups
from services.notifications.domain.letters.pgb import OPEN, budget_facts, budget_groups, budget_words
from services.notifications.domain.letters.todo import TALKS, to_do_facts, to_do_groups
from services.notifications.domain.letters.town import common_words
from services.notifications.domain.letters.voice import care_of
from shared.dutch import date_in_words

PROTECTED: Domain = "wmo-protected-living"
TO_DO = "to-do"
"""The block of the text that the client's own page says too."""


def compose_announcement(facts: AnnouncementFacts, text: LetterText) -> Letter:
    """The announcement for one client as data; the same facts give the same letter. Raises LetterError."""
    version, filling = text.on(facts.letter_date), announcement_filling(facts)
    return Letter(
        letter_id=facts.letter_id,
        template=Template(ANNOUNCEMENT, version.number),
        language="nl",
        municipality_code=facts.municipality_code,
        letter_date=facts.letter_date,
        sender=facts.sender,
        addressee=addressee_lines(facts.addressee, filling.to_parents),
        title=title_of(version, filling),
        salutation=salutation(facts.addressee, filling.to_parents),
        sections=(*sections_of(version, filling), questions(facts.sender)),
        closing=closing(facts.sender),
        secret_address=facts.addressee.secret_address,
    )


def what_to_do(facts: AnnouncementFacts, text: LetterText, *, invited: bool) -> tuple[str, ...]:
    """What the reader has to do, as the letter says it, for the client's own page. Who was invited already reads
    nothing of the conversation to come. Raises LetterError."""
    filling = announcement_filling(facts, without=frozenset({TALKS}) if invited else frozenset())
    return paragraphs_of(text.on(facts.letter_date), TO_DO, filling)


def announcement_filling(facts: AnnouncementFacts, without: frozenset[str] = frozenset()) -> Filling:
    """`without`: facts that are left unsaid."""
    to_parents, care = facts.to_parents, sorted_care(facts)
    holding = (
        *_facts(facts, care, to_parents),
        *to_do_facts(facts, care),
        *paying_facts(care),
        *budget_facts(facts, care),
    )
    return Filling(
        words={**_words(facts, to_parents), **budget_words(facts)},
        lists={"reasons": tuple(_why(facts.lines))},
        tables={},
        facts=frozenset(holding) - without,
        to_parents=to_parents,
        groups={
            **_groups(facts, care),
            **to_do_groups(facts, care),
            **paying_groups(care),
            **budget_groups(facts, care),
        },
    )


def _words(facts: AnnouncementFacts, to_parents: bool) -> dict[str, str]:
    name = full_name(facts.addressee)
    words = common_words(facts.sender, facts.own, care_of(name, to_parents), name, facts.letter_id)
    words["new_law_from"] = date_in_words(facts.days.new_law_from)
    words["ciz_reply_before"] = date_in_words(facts.days.ciz_reply_before)
    if facts.conversation is not None:
        words["week"] = facts.conversation.days
        words["decision_due"] = date_in_words(facts.conversation.decision_due)
    return words


def _facts(facts: AnnouncementFacts, care: SortedCare, to_parents: bool) -> Iterator[str]:
    conversation = facts.conversation
    holds = {
        "parents": to_parents,
        "own": facts.own is not None,
        "secret-address": facts.addressee.secret_address,
        "changed": facts.letter_date >= facts.days.new_law_from,
        "longer": any(_is_longer(facts, line) for line in care.wmo),
        "same-carer": any(line.domain == "jeugdwet" for line in care.kept) and bool(care.still_kept),
        "wmo": bool(care.wmo),
        "transport": any(line.transport for line in care.wmo),
        "week-planned": conversation is not None and not conversation.over,
        "week-over": conversation is not None and conversation.over,
        "week-begun": conversation is not None and conversation.begun,
    }
    yield from compress(holds, holds.values())
    yield from _what_changes(facts)
    yield from _from_which_law(facts)


def _is_longer(facts: AnnouncementFacts, line: CareLine) -> bool:
    return line.domain == PROTECTED and line.right_until is not None and line.right_until > facts.days.rights_until


def _what_changes(facts: AnnouncementFacts) -> Iterator[str]:
    """Care that is over before the change, or begins after it, does not change on that day."""
    day = facts.letter_date
    if all(line.indication_over for line in facts.lines):
        yield "lapsed" if all(line.ended_before(day) for line in facts.lines) else "lapses"
    elif all(line.begins_after(max(day, facts.days.new_law_from)) for line in facts.lines):
        yield "later"


def _from_which_law(facts: AnnouncementFacts) -> Iterator[str]:
    """Neither is said of care that has not begun, or of which a part is over."""
    day, change = facts.letter_date, facts.days.new_law_from
    if day >= change:
        if all(line.starts_on < change for line in facts.lines):
            yield "came-from-awbz"
    elif all(line.ended_before(day) for line in facts.lines):
        yield "came-from-awbz"
    elif not any(line.ended_before(day) or line.begins_after(day) or line.conditional for line in facts.lines):
        yield "comes-from-awbz"


def _groups(facts: AnnouncementFacts, care: SortedCare) -> Groups:
    groups: Groups = {"lines": tuple([_of_line(facts, line) for line in care.all])}
    if care.kept:
        groups["kept"] = (_of_kept(facts, care),)
    for name, lines in (("insured", care.insured), ("long-term", care.long_term), ("not-kept", care.not_kept)):
        if lines:
            groups[name] = part_of(care, lines)
    if waiting := tuple(_waiting(facts, care)):
        groups["waiting"] = waiting
    return groups


def _of_kept(facts: AnnouncementFacts, care: SortedCare) -> Scope:
    """Who answers for the care and until when the right runs. Care that has not begun cannot be kept: then the letter
    speaks of a right to it."""
    lines, day = care.kept, facts.letter_date
    ends, starts = {line.right_until for line in lines if line.right_until}, {line.starts_on for line in lines}
    return scope(
        {"until": date_in_words(max(ends)), "starts_on": date_in_words(min(starts))},
        {
            IN_PART: len(lines) < len(care.all),
            "kept-over": not care.still_kept,
            "kept-youth": not care.wmo,
            "kept-later": min(starts) > max(day, facts.days.new_law_from),
            "one-start": len(starts) == 1,
            "kept-waits": all(line.conditional or line.begins_after(day) for line in lines),
            "several-ends": len(ends) > 1,
            "at-least": runs_at_least(facts, care),
        },
    )


def runs_at_least(facts: AnnouncementFacts, care: SortedCare) -> bool:
    """Whether any care runs at least until its last day."""
    return any(_line_runs_at_least(facts, line) for line in care.wmo)


def _line_runs_at_least(facts: AnnouncementFacts, line: CareLine) -> bool:
    """Without a plan, or with one for the sake of the budget, the municipality does nothing to end protected living, so
    it runs at least until its last day."""
    return line.domain == PROTECTED and (facts.conversation is None or OPEN in line.findings)


def _of_line(facts: AnnouncementFacts, line: CareLine) -> Scope:
    """Without a last day the care goes elsewhere on the day of the change, or its indication starts too late."""
    words = {"care_name": line.care}
    if line.provider:
        words["provider"] = line.provider
    if line.pgb_until is not None:
        words["pgb_until"] = date_in_words(line.pgb_until)
    if line.right_until is not None:
        words["until"] = date_in_words(line.right_until)
    return scope(
        words,
        {
            "line-provider": bool(line.provider),
            "line-pgb": line.pgb,
            "line-pgb-shorter": line.outlives_pgb,
            "line-pgb-open": OPEN in line.findings,
            "line-end": line.right_until is not None,
            "line-at-least": _line_runs_at_least(facts, line),
            "line-insured": line.domain == "zvw",
            "line-long-term": line.domain == "wlz",
        },
    )


def _waiting(facts: AnnouncementFacts, care: SortedCare) -> Iterator[Scope]:
    for line in care.kept:
        begins = line.begins_after(facts.letter_date)
        if line.conditional or begins:
            words = {"care_name": line.care, "starts_on": date_in_words(line.starts_on)}
            yield scope(words, {"line-unused": line.conditional, "line-begins": begins})


def _why(lines: Sequence[CareLine]) -> Iterator[str]:
    """Each explanation once, with its article; what holds for the same care stands together under its name."""
    about: dict[str, dict[int, CareLine]] = {}
    for number, line in enumerate(lines):
        for reason in line.reasons:
            about.setdefault(f"{reason.explanation} ({reason.cited})", {})[number] = line
    together: dict[tuple[int, ...], list[str]] = {}
    for text, found in about.items():
        together.setdefault(tuple(found), []).append(text)
    for numbers, texts in together.items():
        name = "" if len(numbers) == len(lines) else f"{care_names([lines[number] for number in numbers])}: "
        yield name + " ".join(texts)

"""What is wrong in a version of a text: it asks for what its kind cannot say, or leaves out what its reader must know.
Pure. Each fault goes on a line that begins with the version."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.notifications.domain.letters.letter_text import Block, Condition, LetterText, Part, TextVersion
from services.notifications.domain.letters.vocabulary import ALWAYS, OfEach, Vocabulary
from shared.law.book import placeholders

ALL = Condition()


def faults(version: TextVersion, text: LetterText, known: Vocabulary) -> Iterator[str]:
    try:
        version.placeholders()
    except ValueError as wrong:
        yield f": {wrong}; a placeholder is written as {{day}}"
        return
    if wrong_phrases := list(_wrong_phrases(version)):
        yield from wrong_phrases
        return
    places = list(_places(version, known))
    yield from _unknown(places)
    yield from _left_out(version, known, places)
    yield from _not_kept(version, text)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something is said: of one of a group, or of the letter itself. What is asked there, phrases included, and
    what can be."""

    group: str | None
    words: frozenset[str]
    facts: frozenset[str]
    can: OfEach


def _wrong_phrases(version: TextVersion) -> Iterator[str]:
    """A phrase asks for phrases before it only, so no two go round in a circle; and each is asked for."""
    names = [phrase.name for phrase in version.phrases]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        yield f" has two phrases with the name {twice}"
    for number, phrase in enumerate(version.phrases):
        asked = frozenset().union(*(placeholders(said) for part in phrase.parts for said in part.texts()))
        if late := sorted(asked & set(names[number:])):
            yield f", phrase {phrase.name!r}, asks for {late}; write those before it"
    if unused := sorted(set(names) - version.placeholders()):
        yield f" has phrases that nothing asks for: {unused}"


def _places(version: TextVersion, known: Vocabulary) -> Iterator[_Place]:
    whole = [version.subject, version.subject_parents, *(version.slip.texts() if version.slip else ())]
    for said in whole:
        yield _place(version, known, None, said)
    for block in version.blocks:
        for place in _places_in(version, block, known):
            can = known.blocks.get(block.name) if block.name else None
            yield place if can is None else _Place(place.group, place.words, place.facts, can)
    for name, can in known.phrases.items():
        words, facts = version.asked(f"{{{name}}}")
        yield _Place(None, words, facts, can)


def _places_in(version: TextVersion, block: Block, known: Vocabulary) -> Iterator[_Place]:
    for heading in (block.heading, block.heading_parents):
        yield _place(version, known, None, heading or "", block.only)
    for part in block.parts:
        yield from _places_of(version, part, known, part.of)


def _places_of(version: TextVersion, part: Part, known: Vocabulary, group: str | None) -> Iterator[_Place]:
    yield _place(version, known, None if part.form == "rows" else group, "", part.only)
    for sentence in part.sentences:
        yield from _places_of(version, sentence, known, sentence.of or group)
    for column in part.columns:
        yield _place(version, known, None, column)
    own = (part.text, part.parents) if part.form in ("say", "item") else ()
    for said in (*own, *(cell for row in part.rows for cell in row)):
        yield _place(version, known, group, said)


def _place(version: TextVersion, known: Vocabulary, group: str | None, said: str, only: Condition = ALL) -> _Place:
    words, facts = version.asked(said)
    can = OfEach(known.words_of(group), known.facts_of(group))
    return _Place(group, words, facts | {*only.when, *only.unless}, can)


def _unknown(places: list[_Place]) -> Iterator[str]:
    for place in places:
        of = "" if place.group is None else f" of {place.group!r}"
        if words := sorted(place.words - place.can.words):
            yield f" asks for {words}{of}; it can have {sorted(place.can.words)}"
        if facts := sorted(place.facts - place.can.facts):
            yield f" asks for the facts {facts}{of}; it can have {sorted(place.can.facts)}"


def _left_out(version: TextVersion, known: Vocabulary, places: list[_Place]) -> Iterator[str]:
    words, facts = (frozenset().union(*each) for each in zip(*((p.words, p.facts) for p in places), strict=True))
    if missing := sorted((known.needed | ALWAYS) - words):
        yield f" leaves out {missing}, which its reader must know"
    shown = {part.text for block in version.blocks for part in block.parts if part.form not in ("say", "item")}
    shown |= {place.group for place in places if place.group}
    if missing := sorted((known.lists | known.tables | known.groups.keys()) - shown):
        yield f" does not show {missing}"
    if missing := sorted(known.needed_facts - facts):
        yield f" says nothing of the facts {missing}"
    for group, each in known.groups.items():
        said = [place for place in places if place.group == group]
        asked = frozenset().union(*((*place.words, *place.facts) for place in said))
        if missing := sorted((each.words | each.facts) - asked):
            yield f" says nothing of {missing} of {group!r}"
    names = [block.name for block in version.blocks if block.name]
    if sorted(names) != sorted(known.blocks):
        yield f" has blocks with the names {sorted(names)}, and these are asked for: {sorted(known.blocks)}"


def _not_kept(version: TextVersion, text: LetterText) -> Iterator[str]:
    """Duties that are not done, and promises that are not made."""
    said = list(version.texts())
    for duty in text.duties:
        if missing := [word for word in duty.words if not any(word in each for each in said)]:
            yield f" does not do its duty {duty.name!r} ({duty.law}, {duty.article}): {missing}"
    for promise in text.promises:
        if not any(promise.says in each for each in said):
            yield f" does not hold the promise {promise.name!r}: {promise.says!r}"
        if promise.before is not None and promise.before not in placeholders(" ".join(said)):
            yield f" does not say {promise.before!r}, the day of the promise {promise.name!r}"

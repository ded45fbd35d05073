"""The text of a kind of letter as data: versions, and in each blocks with placeholders. The texts stand in
templates/letters/texts; reading them is in adapters/letters/outside/letter_texts.py. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.notifications.domain.letters.kinds import LetterKind
from services.notifications.domain.letters.letter import AnswerSlip, LetterError, Section, SlipChoice, Table
from services.notifications.domain.replies.answer import AnswerKind
from shared.law.book import placeholders

Form = Literal["say", "item", "items", "paragraphs", "table"]
"""A paragraph; one line of a list; and a list, paragraphs and a table of what an event says, by its name."""


@dataclass(frozen=True, slots=True)
class Condition:
    """All of `when` hold, and none of `unless`. They are names of facts."""

    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def holds(self, facts: frozenset[str]) -> bool:
        return facts.issuperset(self.when) and facts.isdisjoint(self.unless)


@dataclass(frozen=True, slots=True)
class Part:
    """`text` is what is said, or the name of a list, of paragraphs or a table. `parents`: what is said to the parents
    of a minor instead; `columns` are the headings of a table."""

    form: Form
    text: str
    parents: str
    only: Condition
    columns: tuple[str, ...] = ()

    def said(self, *, to_parents: bool) -> str:
        return self.parents if to_parents else self.text


@dataclass(frozen=True, slots=True)
class Block:
    """Parts under one heading, in the order in which they are read."""

    heading: str | None
    only: Condition
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ChoiceText:
    """What a reader can answer, in the reader's words, and what that answer is called in the inbox."""

    answer: AnswerKind
    text: str
    parents: str
    write: bool


@dataclass(frozen=True, slots=True)
class SlipText:
    """The sheet to answer on; `parts` are said on what the reader keeps."""

    heading: str
    parts: tuple[Part, ...]
    title: str
    choices: tuple[ChoiceText, ...]
    send: str

    def texts(self) -> Iterator[str]:
        yield from (self.heading, self.title, self.send)
        for part in self.parts:
            yield from (part.text, part.parents)
        for choice in self.choices:
            yield from (choice.text, choice.parents)


@dataclass(frozen=True, slots=True)
class TextVersion:
    """What a letter of the kind says when it is dated on one of these days. `until` None means that no end is known.
    `slip`: how its reader can answer; None for a letter that asks for no answer."""

    number: str
    since: date
    until: date | None
    subject: str
    subject_parents: str
    blocks: tuple[Block, ...]
    slip: SlipText | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def texts(self) -> Iterator[str]:
        """Every text in it, with its placeholders, whoever reads it."""
        yield from (self.subject, self.subject_parents)
        for block in self.blocks:
            if block.heading is not None:
                yield block.heading
            for part in block.parts:
                if part.form in ("say", "item"):
                    yield from (part.text, part.parents)
                yield from part.columns
        if self.slip is not None:
            yield from self.slip.texts()

    def placeholders(self) -> frozenset[str]:
        return frozenset().union(*map(placeholders, self.texts()))


@dataclass(frozen=True, slots=True)
class Duty:
    """What the law demands that the letter says. `says` is that demand in Dutch; each of `words` stands in the letter
    when it is about one of `when`, or always when that is empty."""

    name: str
    law: str
    article: str
    says: str
    words: tuple[str, ...]
    when: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keeper:
    """The event that keeps a promise; of a step in the route its name too."""

    event: str
    step: str | None


@dataclass(frozen=True, slots=True)
class Promise:
    """`says` is the sentence in the letter, with its placeholders, and `kept_by` what shows that it was kept; any of
    them. `before` names the placeholder that holds the last day for it; None when no day was promised."""

    name: str
    says: str
    kept_by: tuple[Keeper, ...]
    before: str | None


@dataclass(frozen=True, slots=True)
class LetterText:
    """`about` says in Dutch, for staff, when the letter is written."""

    kind: LetterKind
    about: str
    duties: tuple[Duty, ...]
    promises: tuple[Promise, ...]
    versions: tuple[TextVersion, ...]

    def on(self, day: date) -> TextVersion:
        """Raises LetterError for a day before the first version."""
        for version in self.versions:
            if version.holds_on(day):
                return version
        raise LetterError(f"Voor de brief {self.kind} is er op {day} geen tekst.")

    @property
    def newest(self) -> TextVersion:
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills a text."""

    words: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, tuple[tuple[str, ...], ...]]
    facts: frozenset[str]
    to_parents: bool


def title_of(version: TextVersion, filling: Filling) -> str:
    return _filled(version.subject_parents if filling.to_parents else version.subject, filling)


def slip_of(version: TextVersion, filling: Filling, code: str) -> AnswerSlip | None:
    """The sheet to answer on with this code; None when the text has none."""
    text = version.slip
    if text is None:
        return None
    said = (part.said(to_parents=filling.to_parents) for part in text.parts if part.only.holds(filling.facts))
    return AnswerSlip(
        heading=_filled(text.heading, filling),
        paragraphs=tuple(_filled(each, filling) for each in said),
        title=_filled(text.title, filling),
        choices=tuple(
            SlipChoice(_filled(each.parents if filling.to_parents else each.text, filling), each.write)
            for each in text.choices
        ),
        send=_filled(text.send, filling),
        code=code,
    )


def sections_of(version: TextVersion, filling: Filling) -> tuple[Section, ...]:
    """Blocks and parts that do not hold are left out. A block of which the order does not fit in one section of a
    letter (paragraphs, list, table, notes) goes on in a next one without a heading."""
    return tuple(section for block in version.blocks for section in _sections(block, filling))


def _sections(block: Block, filling: Filling) -> Iterator[Section]:
    if not block.only.holds(filling.facts):
        return
    parts = [part for part in block.parts if part.only.holds(filling.facts)]
    heading = None if block.heading is None else _filled(block.heading, filling)
    for group in _groups(parts):
        section = _section(heading, group, filling)
        if section.texts() or section.tables:
            yield section
            heading = None


RANK: Mapping[Form, int] = {"say": 0, "paragraphs": 0, "item": 1, "items": 1, "table": 2}
NOTES = 3


def _groups(parts: Sequence[Part]) -> Iterator[list[tuple[int, Part]]]:
    """Each part with its place in a section: what is said after a list or table is a note under it."""
    group: list[tuple[int, Part]] = []
    for part in parts:
        rank, last = RANK[part.form], group[-1][0] if group else 0
        if rank == 0 and last > 0:
            rank = NOTES
        if rank < last:
            yield group
            group, rank = [], RANK[part.form]
        group.append((rank, part))
    if group:
        yield group


def _section(heading: str | None, group: Sequence[tuple[int, Part]], filling: Filling) -> Section:
    texts: dict[int, list[str]] = {0: [], 1: [], NOTES: []}
    tables = []
    for rank, part in group:
        if part.form == "table":
            tables += [Table(part.columns, rows)] if (rows := filling.tables[part.text]) else []
        elif part.form in ("items", "paragraphs"):
            texts[rank] += filling.lists[part.text]
        else:
            texts[rank].append(_filled(part.said(to_parents=filling.to_parents), filling))
    return Section(heading, tuple(texts[0]), tuple(texts[1]), tuple(tables), tuple(texts[NOTES]))


def _filled(text: str, filling: Filling) -> str:
    if missing := placeholders(text) - filling.words.keys():
        raise LetterError(f"Voor de tekst van een brief ontbreekt {', '.join(sorted(missing))}.")
    return text.format_map(filling.words)

"""The text of a kind of letter as data: versions, and in each blocks with placeholders. The texts stand in
templates/letters/texts; adapters/letters/outside/letter_texts.py reads them, and filling.py fills them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.notifications.domain.letters.kinds import LetterKind
from services.notifications.domain.letters.letter import LetterError
from services.notifications.domain.replies.answer import AnswerKind
from shared.law.book import placeholders

Form = Literal["say", "sentences", "item", "items", "paragraphs", "table", "rows"]
"""A paragraph; a paragraph of several sentences that hold each for itself; one line of a list; a list, paragraphs and a
table of what an event says, by its name; and a table whose rows stand in the text."""
Rows = tuple[tuple[str, ...], ...]


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
    of a minor instead; `columns` are the headings of a table. `of`: the group for each of which it is said; None when
    it is said once."""

    form: Form
    text: str
    parents: str
    only: Condition
    columns: tuple[str, ...] = ()
    of: str | None = None
    sentences: tuple["Part", ...] = ()
    rows: Rows = ()

    def said(self, *, to_parents: bool) -> str:
        return self.parents if to_parents else self.text

    @property
    def each_for_itself(self) -> bool:
        """Whether it hangs on each of its group if it is said of that one."""
        return self.of is not None and self.form != "rows"

    def texts(self) -> Iterator[str]:
        """All that a reader can see of it."""
        if self.form in ("say", "item"):
            yield from (self.text, self.parents)
        for sentence in self.sentences:
            yield from sentence.texts()
        yield from self.columns
        for row in self.rows:
            yield from row


@dataclass(frozen=True, slots=True)
class Block:
    """Parts under one heading, in the order in which they are read. A block has a `name` when something else than the
    letter says it too."""

    heading: str | None
    heading_parents: str | None
    only: Condition
    parts: tuple[Part, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that texts ask for as `{name}`: the first of its parts that holds, or nothing. It can ask for phrases that
    stand before it."""

    name: str
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


@dataclass(frozen=True, slots=True, eq=False)
class TextVersion:
    """What a letter of the kind says when it is dated on one of these days. `until` None means that no end is known.
    `slip`: how its reader can answer; None for a letter that asks for no answer. A version equals itself only."""

    number: str
    since: date
    until: date | None
    subject: str
    subject_parents: str
    blocks: tuple[Block, ...]
    slip: SlipText | None = None
    phrases: tuple[Phrase, ...] = ()

    def phrase(self, name: str) -> Phrase | None:
        return next((each for each in self.phrases if each.name == name), None)

    def asked(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        """The words that a text asks for, and the facts that its phrases ask after."""
        words, facts = frozenset[str](), frozenset[str]()
        for name in placeholders(text):
            if (phrase := self.phrase(name)) is None:
                words |= {name}
                continue
            for part in phrase.parts:
                found = [self.asked(each) for each in part.texts()]
                words = words.union(*(each[0] for each in found))
                facts = facts.union(part.only.when, part.only.unless, *(each[1] for each in found))
        return words, facts

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def texts(self) -> Iterator[str]:
        """Every text in it, with its placeholders, whoever reads it."""
        yield from (self.subject, self.subject_parents)
        for block in self.blocks:
            yield from (heading for heading in (block.heading, block.heading_parents) if heading is not None)
            for part in block.parts:
                yield from part.texts()
        for phrase in self.phrases:
            for part in phrase.parts:
                yield from part.texts()
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

"""Fills the text of a letter: which of its parts hold, and what is said with them. Pure.

Many letters are true in the same way. So what is chosen from a version by the facts is kept, and a next letter with the
same facts only fills in its words.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain, compress, groupby
from string import Formatter
from typing import NamedTuple

from services.notifications.domain.letters.chosen import NOTES, Chosen, in_sections
from services.notifications.domain.letters.letter import AnswerSlip, LetterError, Section, SlipChoice, Table
from services.notifications.domain.letters.letter_text import Block, Part, Rows, TextVersion
from shared.law.book import placeholders

PLANS_KEPT = 4_096
SECTIONS_KEPT = 40
"""Of one block of a plan: as many as there are weeks to name, and no more, for a name fits one letter only."""


class Scope(NamedTuple):
    """One of a group: the words and facts that hold of it, besides those of the letter."""

    words: Mapping[str, str]
    facts: frozenset[str]


Groups = dict[str, tuple[Scope, ...]]


def scope(words: Mapping[str, str], holds: Mapping[str, bool]) -> Scope:
    return Scope(words, frozenset(compress(holds, holds.values())))


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills a text. `groups`: of what a sentence is said once for each, in their order; none of them is empty."""

    words: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Rows]
    facts: frozenset[str]
    to_parents: bool
    groups: Groups = field(default_factory=dict)


def title_of(version: TextVersion, filling: Filling) -> str:
    return _filled(_plan_for(version, filling).title, filling.words)


def sections_of(version: TextVersion, filling: Filling) -> tuple[Section, ...]:
    """Blocks and parts that do not hold are left out. A block of which the order does not fit in one section of a
    letter (paragraphs, list, table, notes) goes on in a next one without a heading. What is said twice under one
    heading is said once."""
    blocks = _plan_for(version, filling).blocks
    return tuple(chain.from_iterable([block.sections(filling) for block in blocks]))


def paragraphs_of(version: TextVersion, block: str, filling: Filling) -> tuple[str, ...]:
    """What the block of this name says; nothing when it does not hold."""
    blocks = _plan_for(version, filling).blocks
    named = (each for each in blocks if each.name == block)
    return tuple(text for each in named for section in each.sections(filling) for text in section.paragraphs)


def phrase_of(version: TextVersion, name: str, facts: frozenset[str], *, to_parents: bool) -> str:
    """A phrase of the text that asks for no words."""
    return _filled(Chosen(version, facts, frozenset(), to_parents).text(f"{{{name}}}"), {})


def slip_of(version: TextVersion, filling: Filling, code: str) -> AnswerSlip | None:
    """The sheet to answer on with this code; None when the text has none."""
    text = version.slip
    if text is None:
        return None
    words = filling.words
    said = (part.said(to_parents=filling.to_parents) for part in text.parts if part.only.holds(filling.facts))
    return AnswerSlip(
        heading=_filled(text.heading, words),
        paragraphs=tuple(_filled(each, words) for each in said),
        title=_filled(text.title, words),
        choices=tuple(
            SlipChoice(_filled(each.parents if filling.to_parents else each.text, words), each.write)
            for each in text.choices
        ),
        send=_filled(text.send, words),
        code=code,
    )


NOTHING: Mapping[str, str] = {}


class _Template:
    """A text with its gaps, as often as it is filled."""

    def __init__(self, text: str) -> None:
        found = [(literal, name) for literal, name, _, _ in Formatter().parse(text)]
        self._names = [name for _, name in found if name]
        self._text = "".join(literal.replace("%", "%%") + ("%s" if name else "") for literal, name in found)
        self.constant = self._text.replace("%%", "%") if not self._names else None

    def filled(self, words: Mapping[str, str], own: Mapping[str, str] = NOTHING) -> str:
        """`own` goes before `words`. Raises LetterError for a word that nobody gave."""
        if self.constant is not None:
            return self.constant
        try:
            return self._text % tuple([own[name] if name in own else words[name] for name in self._names])
        except KeyError as missing:
            raise LetterError(f"Voor de tekst van een brief ontbreekt {missing.args[0]}.") from missing


@cache
def _template(text: str) -> _Template:
    return _Template(text)


def _filled(text: str, words: Mapping[str, str]) -> str:
    return _template(text).filled(words)


class _EachOf:
    """What is said once for each of a group, by the facts of that one."""

    def __init__(self, part: Part, group: str, chosen: Chosen) -> None:
        self._part, self._group, self._chosen = part, group, chosen
        self._by_facts: dict[frozenset[str], _Template | None] = {}

    def add_to(self, texts: list[str], filling: Filling) -> None:
        for words, facts in filling.groups[self._group]:
            if facts not in self._by_facts:
                self._by_facts[facts] = self._said(facts)
            if (template := self._by_facts[facts]) is not None:
                texts.append(template.filled(filling.words, words))

    def _said(self, facts: frozenset[str]) -> _Template | None:
        chosen = self._chosen.with_facts(facts)
        said = chosen.said(self._part.sentences or [self._part]) if chosen.holds(self._part) else ""
        return _template(said) if said else None


class _Whole:
    """What is said of the whole letter."""

    def __init__(self, text: str) -> None:
        self._template = _template(text)

    def add_to(self, texts: list[str], filling: Filling) -> None:
        texts.append(self._template.filled(filling.words))


class _Paragraph:
    """Sentences one after another."""

    def __init__(self, pieces: "Sequence[_Whole | _EachOf]") -> None:
        self._pieces = pieces

    def add_to(self, texts: list[str], filling: Filling) -> None:
        said: list[str] = []
        for piece in self._pieces:
            piece.add_to(said, filling)
        if said:
            texts.append(" ".join(said))


class _List:
    """A list of what an event says."""

    def __init__(self, name: str) -> None:
        self._name = name

    def add_to(self, texts: list[str], filling: Filling) -> None:
        texts += filling.lists[self._name]


Source = _Whole | _Paragraph | _EachOf | _List


class _RowsOf:
    """The rows of a table, once, or once for each of a group."""

    def __init__(self, part: Part, chosen: Chosen) -> None:
        self._part, self._chosen = part, chosen
        self._columns = [_template(chosen.text(column)) for column in part.columns]
        self._by_facts: dict[frozenset[str], Sequence[Sequence[_Template]]] = {}

    def table(self, filling: Filling) -> Table | None:
        """None without rows."""
        rows = filling.tables[self._part.text] if self._part.form == "table" else self._rows(filling)
        return Table(tuple([each.filled(filling.words) for each in self._columns]), rows) if rows else None

    def _rows(self, filling: Filling) -> Rows:
        scopes = (Scope(NOTHING, frozenset()),) if self._part.of is None else filling.groups.get(self._part.of, ())
        rows = []
        for words, facts in scopes:
            rows += [tuple([cell.filled(filling.words, words) for cell in row]) for row in self._templates(facts)]
        return tuple(rows)

    def _templates(self, facts: frozenset[str]) -> Sequence[Sequence[_Template]]:
        if (found := self._by_facts.get(facts)) is None:
            chosen = self._chosen.with_facts(facts)
            found = [[_template(chosen.text(cell)) for cell in row] for row in self._part.rows]
            self._by_facts[facts] = found
        return found


@dataclass(frozen=True, slots=True)
class _SectionPlan:
    paragraphs: Sequence[Source]
    items: Sequence[Source]
    tables: Sequence[_RowsOf]
    notes: Sequence[Source]

    def section(self, heading: str | None, filling: Filling) -> Section:
        tables = [table for each in self.tables if (table := each.table(filling)) is not None]
        return Section(
            heading,
            tuple(dict.fromkeys(_texts(self.paragraphs, filling))),
            tuple(_texts(self.items, filling)),
            tuple(tables),
            tuple(dict.fromkeys(_texts(self.notes, filling))),
        )


def _texts(sources: Sequence[Source], filling: Filling) -> list[str]:
    texts: list[str] = []
    for source in sources:
        source.add_to(texts, filling)
    return texts


class _BlockPlan:
    """What a block says where certain facts hold. Many letters say it in the same words, so what was made of a block
    without a table is kept."""

    def __init__(self, block: Block, chosen: Chosen) -> None:
        self.name = block.name
        parts = chosen.holding(block.parts)
        heading = chosen.heading(block)
        self._heading = None if heading is None else _template(heading)
        self._sections = [_section_plan(each, chosen) for each in in_sections(parts)]
        self._words = sorted(chosen.words_of(parts) | placeholders(heading or ""))
        self._groups = sorted(
            {each.of for part in parts for each in (part, *part.sentences) if each.of in chosen.groups}
        )
        self._lists = [part.text for part in parts if part.form in ("items", "paragraphs")]
        self._keeps = not any(part.form in ("table", "rows") for part in parts)
        self._made: dict[Hashable, Sequence[Section]] = {}

    def sections(self, filling: Filling) -> Sequence[Section]:
        if not self._keeps:
            return self._make(filling)
        said = self._said(filling)
        if (made := self._made.get(said)) is None:
            made = self._make(filling)
            if len(self._made) < SECTIONS_KEPT:
                self._made[said] = made
        return made

    def _said(self, filling: Filling) -> Hashable:
        """All that the block hangs on."""
        words = filling.words
        said: list[Hashable] = [words.get(name) for name in self._words]
        for group in self._groups:
            for scope in filling.groups[group]:
                said += (scope.facts, *scope.words.values())
        said += [filling.lists[name] for name in self._lists]
        return tuple(said)

    def _make(self, filling: Filling) -> Sequence[Section]:
        heading = None if self._heading is None else self._heading.filled(filling.words)
        found = []
        for plan in self._sections:
            section = plan.section(heading, filling)
            if section.texts() or section.tables:
                found.append(section)
                heading = None
        return found


@dataclass(frozen=True, slots=True)
class _Plan:
    title: str
    blocks: tuple[_BlockPlan, ...]


def _plan_for(version: TextVersion, filling: Filling) -> _Plan:
    return _plan(version, filling.facts, frozenset(filling.groups), filling.to_parents)


@lru_cache(maxsize=PLANS_KEPT)
def _plan(version: TextVersion, facts: frozenset[str], groups: frozenset[str], to_parents: bool) -> _Plan:
    chosen = Chosen(version, facts, groups, to_parents)
    subject = version.subject_parents if to_parents else version.subject
    blocks = tuple(_BlockPlan(block, chosen) for block in version.blocks if block.only.holds(facts))
    return _Plan(chosen.text(subject), blocks)


def _section_plan(group: Sequence[tuple[int, Part]], chosen: Chosen) -> _SectionPlan:
    texts: dict[int, list[Source]] = {0: [], 1: [], NOTES: []}
    tables = []
    for rank, part in group:
        if part.form in ("table", "rows"):
            tables.append(_RowsOf(part, chosen))
        else:
            texts[rank].append(_source(part, chosen))
    return _SectionPlan(texts[0], texts[1], tables, texts[NOTES])


def _source(part: Part, chosen: Chosen) -> Source:
    if part.form in ("items", "paragraphs"):
        return _List(part.text)
    if part.of is not None:
        return _EachOf(part, part.of, chosen)
    pieces = list(_pieces(part.sentences or (part,), chosen))
    return pieces[0] if len(pieces) == 1 else _Paragraph(pieces)


def _pieces(sentences: Iterable[Part], chosen: Chosen) -> Iterator[_Whole | _EachOf]:
    """Neighbours that are said of the whole letter are one piece."""
    for group, run in groupby(chosen.holding(sentences), key=lambda sentence: sentence.of):
        if group is None:
            yield _Whole(chosen.said(run))
        else:
            yield from (_EachOf(sentence, group, chosen) for sentence in run)

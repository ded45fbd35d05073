"""What a version of a text says where certain facts hold, still without its words, and in which order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from services.notifications.domain.letters.letter_text import Block, Form, Part, TextVersion
from shared.law.book import placeholders

RANK: Mapping[Form, int] = {
    "say": 0,
    "sentences": 0,
    "paragraphs": 0,
    "item": 1,
    "items": 1,
    "table": 2,
    "rows": 2,
}
NOTES = 3


class Chosen:
    """What a version says where these facts hold, still without its words."""

    def __init__(self, version: TextVersion, facts: frozenset[str], groups: frozenset[str], to_parents: bool) -> None:
        self._version, self._facts, self.groups, self._to_parents = version, facts, groups, to_parents

    def with_facts(self, more: frozenset[str]) -> "Chosen":
        return Chosen(self._version, self._facts | more, self.groups, self._to_parents)

    def holds(self, part: Part) -> bool:
        return part.only.holds(self._facts)

    def holding(self, parts: Iterable[Part]) -> list[Part]:
        """Those that hold, or that may hold for one of a group that is there."""
        return [part for part in parts if (part.of in self.groups if part.each_for_itself else self.holds(part))]

    def heading(self, block: Block) -> str | None:
        heading = block.heading_parents if self._to_parents else block.heading
        return None if heading is None else self.text(heading)

    def words_of(self, parts: Iterable[Part]) -> frozenset[str]:
        """All that these parts may ask for, of the letter or of one of a group."""
        return frozenset().union(*(self._version.asked(text)[0] for part in parts for text in part.texts()))

    def said(self, parts: Iterable[Part]) -> str:
        """The sentences that hold, as one text; empty when none does."""
        return " ".join(self.text(part.said(to_parents=self._to_parents)) for part in parts if self.holds(part))

    def text(self, text: str) -> str:
        """With its phrases."""
        for name in placeholders(text):
            if (phrase := self._version.phrase(name)) is not None:
                holding = next((part for part in phrase.parts if self.holds(part)), None)
                said = self.text(holding.said(to_parents=self._to_parents)) if holding else ""
                text = text.replace(f"{{{name}}}", said)
        return text


def in_sections(parts: Sequence[Part]) -> Iterator[list[tuple[int, Part]]]:
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

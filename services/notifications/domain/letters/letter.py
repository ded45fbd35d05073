"""A letter as data: what it says, not how it looks. `letter_json.py` has the form in which it is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date


class LetterError(ValueError):
    """A letter cannot be written or read from this data. The message says what is wrong and names no person."""


class NoSender(LookupError):
    """Nobody said how readers of letters reach a municipality on a day. Names the municipality's code and the day."""


@dataclass(frozen=True, slots=True)
class Template:
    """Which layout and wording a letter was made with. Changed wording is a new version."""

    name: str
    version: str

    @property
    def label(self) -> str:
        """As it stands with a letter that was written: `announcement-3`."""
        return f"{self.name}-{self.version}"


@dataclass(frozen=True, slots=True)
class Sender:
    """The municipality as the reader of a letter reaches it. `letterhead` is how it calls itself above its letters,
    like 'Gemeente Putten'; `phone` is text as it is printed, with spaces."""

    municipality: str
    letterhead: str
    team: str
    return_address: str
    visiting_address: str
    phone: str
    phone_hours: str
    email: str

    def texts(self) -> tuple[str, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one heading per column. Every row has as many cells as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"every table row needs {len(self.columns)} cells")


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a letter in reading order: heading, paragraphs, list, table, notes under the table.

    The opening has no heading: it stands straight under the salutation. `call` asks the layout to print the phone
    number large.
    """

    heading: str | None
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    call: bool = False

    def texts(self) -> tuple[str, ...]:
        """All running text, without table cells, in reading order."""
        return (*self.paragraphs, *self.items, *self.notes)


@dataclass(frozen=True, slots=True)
class SlipChoice:
    """One thing that a reader can answer; `write`: with room to write something beside it."""

    says: str
    write: bool


@dataclass(frozen=True, slots=True)
class AnswerSlip:
    """The sheet on which a reader answers. `paragraphs` stand on the part that the reader keeps. On the part to tear
    off stand `title`, the choices, `send` with the address below it, and `code`, by which the answer finds its client
    and appointment."""

    heading: str
    paragraphs: tuple[str, ...]
    title: str
    choices: tuple[SlipChoice, ...]
    send: str
    code: str

    def texts(self) -> tuple[str, ...]:
        """All running text, in reading order."""
        return (*self.paragraphs, *(choice.says for choice in self.choices), self.send)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one addressee. `language` is a BCP 47 tag; `letter_date` is also the moment inside the PDF."""

    letter_id: str
    template: Template
    language: str
    municipality_code: str
    letter_date: date
    sender: Sender
    addressee: tuple[str, ...]
    title: str
    salutation: str
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    secret_address: bool
    slip: AnswerSlip | None = None

    @property
    def reference(self) -> str:
        """What a reader can say on the telephone; a list of letters is searched by it."""
        return reference_of(self.letter_id)

    def texts(self) -> tuple[str, ...]:
        """Every text a reader sees, in reading order: for the check on characters and for reading-level tests."""
        above = (*self.sender.texts(), *self.addressee, self.reference, self.title, self.salutation)
        slip = (self.slip.heading, self.slip.title, *self.slip.texts(), self.slip.code) if self.slip else ()
        return (*above, *_texts_of(self.sections), *self.closing, *slip)


def reference_of(letter_id: str) -> str:
    """The first eight characters of the id, as `1A2B3C4D`. Two letters may share them: whoever searches sees both."""
    return letter_id[:8].upper()


def _texts_of(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        if section.heading is not None:
            yield section.heading
        yield from section.texts()
        for table in section.tables:
            for row in (table.columns, *table.rows):
                yield from row

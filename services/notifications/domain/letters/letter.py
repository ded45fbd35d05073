"""A letter as data: what it says, not how it looks. Written once, shown again at any time from the same JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


class LetterError(ValueError):
    """A letter cannot be written or read from this data. The message names the letter and what is wrong, no person."""


@dataclass(frozen=True, slots=True)
class Template:
    """Which layout and wording a letter was made with. Changed wording is a new version."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Sender:
    """The municipality as the reader of a letter reaches it. `phone` is text as it is printed, with spaces."""

    municipality: str
    team: str
    return_address: str
    visiting_address: str
    phone: str
    phone_hours: str
    email: str

    def as_json(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Sender":
        return cls(**{name: _text(data, name) for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one heading per column. Every row has as many cells as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise LetterError(f"every table row needs {len(self.columns)} cells")

    def as_json(self) -> dict[str, Any]:
        return {"columns": list(self.columns), "rows": [list(row) for row in self.rows]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Table":
        return cls(tuple(data["columns"]), tuple(tuple(row) for row in data["rows"]))


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a letter in reading order: heading, paragraphs, list, table, notes under the table.

    The opening has no heading: it stands straight under the salutation. `call` asks the layout to print the phone
    number large.
    """

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    call: bool = False

    def texts(self) -> tuple[str, ...]:
        """All running text, without table cells, in reading order."""
        return (*self.paragraphs, *self.items, *self.notes)

    def as_json(self) -> dict[str, Any]:
        return {
            "heading": self.heading,
            "paragraphs": list(self.paragraphs),
            "items": list(self.items),
            "tables": [table.as_json() for table in self.tables],
            "notes": list(self.notes),
            "call": self.call,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Section":
        return cls(
            heading=_text(data, "heading"),
            paragraphs=tuple(data["paragraphs"]),
            items=tuple(data["items"]),
            tables=tuple(Table.from_json(table) for table in data["tables"]),
            notes=tuple(data["notes"]),
            call=bool(data["call"]),
        )


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

    @property
    def reference(self) -> str:
        """What a reader can say on the telephone; a list of letters is searched by it."""
        return reference_of(self.letter_id)

    def texts(self) -> tuple[str, ...]:
        """Every text a reader sees, in reading order: for the check on characters and for reading-level tests."""
        cells = (
            text for section in self.sections for text in (section.heading, *section.texts(), *_cells(section.tables))
        )
        sender = self.sender.as_json().values()
        return (*sender, *self.addressee, self.reference, self.title, self.salutation, *cells, *self.closing)

    def as_json(self) -> dict[str, Any]:
        return {
            "letterId": self.letter_id,
            "reference": self.reference,
            "template": {"name": self.template.name, "version": self.template.version},
            "language": self.language,
            "municipalityCode": self.municipality_code,
            "letterDate": self.letter_date.isoformat(),
            "sender": self.sender.as_json(),
            "addressee": list(self.addressee),
            "title": self.title,
            "salutation": self.salutation,
            "sections": [section.as_json() for section in self.sections],
            "closing": list(self.closing),
            "secretAddress": self.secret_address,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Letter":
        """The letter that `as_json` wrote. Raises LetterError that names the missing field."""
        try:
            return cls(
                letter_id=_text(data, "letterId"),
                template=Template(data["template"]["name"], data["template"]["version"]),
                language=_text(data, "language"),
                municipality_code=_text(data, "municipalityCode"),
                letter_date=date.fromisoformat(data["letterDate"]),
                sender=Sender.from_json(data["sender"]),
                addressee=tuple(data["addressee"]),
                title=_text(data, "title"),
                salutation=_text(data, "salutation"),
                sections=tuple(Section.from_json(section) for section in data["sections"]),
                closing=tuple(data["closing"]),
                secret_address=bool(data["secretAddress"]),
            )
        except KeyError as missing:
            raise LetterError(f"letter data has no field {missing}") from missing


def reference_of(letter_id: str) -> str:
    """The first eight characters of the id, as `1A2B3C4D`. Two letters may share them: whoever searches sees both."""
    return letter_id[:8].upper()


def _cells(tables: Sequence[Table]) -> tuple[str, ...]:
    return tuple(cell for table in tables for row in (table.columns, *table.rows) for cell in row)


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data[name]
    if not isinstance(value, str):
        raise LetterError(f"letter data: {name} is not text")
    return value

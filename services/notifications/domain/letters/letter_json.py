"""A letter as JSON: the one form in which it is kept, compared with others, and handed to the layout."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from services.notifications.domain.letters.letter import (
    AnswerSlip,
    Letter,
    LetterError,
    Section,
    Sender,
    SlipChoice,
    Table,
    Template,
)
from shared.json_text import json_text, json_value

SENDER_FIELDS = [field.name for field in fields(Sender)]
NOT_OF_THE_TEXT = ("letterId", "reference", "letterDate")
"""What differs between two letters that say the same."""


def letter_as_json(letter: Letter) -> dict[str, Any]:
    """A letter without a slip has no field for one, as letters had before there were slips."""
    data = {
        "letterId": letter.letter_id,
        "reference": letter.reference,
        "template": {"name": letter.template.name, "version": letter.template.version},
        "language": letter.language,
        "municipalityCode": letter.municipality_code,
        "letterDate": letter.letter_date.isoformat(),
        "sender": dict(zip(SENDER_FIELDS, letter.sender.texts(), strict=True)),
        "addressee": list(letter.addressee),
        "title": letter.title,
        "salutation": letter.salutation,
        "sections": [_section_as_json(section) for section in letter.sections],
        "closing": list(letter.closing),
        "secretAddress": letter.secret_address,
    }
    return data if letter.slip is None else data | {"slip": _slip_as_json(letter.slip)}


def letter_of_json(data: Mapping[str, Any]) -> Letter:
    """The letter that `letter_as_json` wrote. Raises LetterError that names the missing field."""
    try:
        return _letter_of(data)
    except KeyError as missing:
        raise LetterError(f"letter data has no field {missing}") from missing


def body_of(letter: Letter) -> str:
    """All that the reader sees, as JSON text without the letter's own id and date."""
    body = letter_as_json(letter)
    for name in NOT_OF_THE_TEXT:
        del body[name]
    return json_text(body)


def letter_of_body(body: str, letter_id: str, letter_date: date) -> Letter:
    """The letter again, as it was written. Raises LetterError."""
    return letter_of_json(json_value(body) | {"letterId": letter_id, "letterDate": letter_date.isoformat()})


def _section_as_json(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading or "",
        "paragraphs": list(section.paragraphs),
        "items": list(section.items),
        "tables": [_table_as_json(table) for table in section.tables],
        "notes": list(section.notes),
        "call": section.call,
    }


def _slip_as_json(slip: AnswerSlip) -> dict[str, Any]:
    return {
        "heading": slip.heading,
        "paragraphs": list(slip.paragraphs),
        "title": slip.title,
        "choices": [{"says": choice.says, "write": choice.write} for choice in slip.choices],
        "send": slip.send,
        "code": slip.code,
    }


def _table_as_json(table: Table) -> dict[str, Any]:
    return {"columns": list(table.columns), "rows": [list(row) for row in table.rows]}


def _letter_of(data: Mapping[str, Any]) -> Letter:
    return Letter(
        letter_id=_text(data, "letterId"),
        template=Template(data["template"]["name"], data["template"]["version"]),
        language=_text(data, "language"),
        municipality_code=_text(data, "municipalityCode"),
        letter_date=date.fromisoformat(data["letterDate"]),
        sender=Sender(**{name: _text(data["sender"], name) for name in SENDER_FIELDS}),
        addressee=tuple(data["addressee"]),
        title=_text(data, "title"),
        salutation=_text(data, "salutation"),
        sections=tuple(_section_of(section) for section in data["sections"]),
        closing=tuple(data["closing"]),
        secret_address=bool(data["secretAddress"]),
        slip=_slip_of(data["slip"]) if "slip" in data else None,
    )


def _section_of(data: Mapping[str, Any]) -> Section:
    return Section(
        heading=_text(data, "heading") or None,
        paragraphs=tuple(data["paragraphs"]),
        items=tuple(data["items"]),
        tables=tuple(Table(tuple(table["columns"]), tuple(map(tuple, table["rows"]))) for table in data["tables"]),
        notes=tuple(data["notes"]),
        call=bool(data["call"]),
    )


def _slip_of(data: Mapping[str, Any]) -> AnswerSlip:
    return AnswerSlip(
        heading=_text(data, "heading"),
        paragraphs=tuple(data["paragraphs"]),
        title=_text(data, "title"),
        choices=tuple(SlipChoice(_text(choice, "says"), bool(choice["write"])) for choice in data["choices"]),
        send=_text(data, "send"),
        code=_text(data, "code"),
    )


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data[name]
    if not isinstance(value, str):
        raise LetterError(f"letter data: {name} is not text")
    return value

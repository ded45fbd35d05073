"""Fields of the API that are strict about what they take, and say in Dutch what is wrong."""

import re
from datetime import date
from enum import StrEnum
from typing import Any

from marshmallow import Schema, ValidationError, fields

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# The calendar arithmetic must not run out of the years that a date can have.
YEAR_MIN, YEAR_MAX = 1850, 2150
Messages = dict[str, str | list[Any] | dict[Any, Any]]
REQUIRED: Messages = {"required": "Dit veld is verplicht.", "null": "Dit veld mag niet leeg zijn."}


def is_within_years(day: date) -> bool:
    return YEAR_MIN <= day.year <= YEAR_MAX


def read_day(text: str) -> date | None:
    """A day as a date box sends it, like `2015-06-30`; None for anything else, and for a year that nobody means."""
    if not ISO_DATE.fullmatch(text):
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if is_within_years(found) else None


class DutchSchema(Schema):
    error_messages = {  # noqa: RUF012
        "unknown": "Dit veld kennen we niet. Haal het weg.",
        "type": "Hier hoort een object te staan.",
    }


class IsoDate(fields.Field[date]):
    """A date as `2015-06-30`; nothing else that Python would also take."""

    default_error_messages = REQUIRED

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"type": "string", "format": "date"}, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        if not isinstance(value, str) or not ISO_DATE.fullmatch(value):
            raise ValidationError("Schrijf een datum als 2015-06-30.")
        try:
            found = date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError(f"De datum {value} bestaat niet.") from error
        if not is_within_years(found):
            raise ValidationError(f"Het jaar ligt niet tussen {YEAR_MIN} en {YEAR_MAX}.")
        return found

    def _serialize(self, value: date | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.isoformat()


class Choice(fields.Field[StrEnum]):
    """One of the words of an enumeration."""

    default_error_messages = REQUIRED

    def __init__(self, words: type[StrEnum], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # In OpenAPI 3.0 what may be null has null among its words, or its own default would be against the rules.
        described = [*(word.value for word in words), *([None] if self.allow_none else [])]
        self.metadata = {"type": "string", "enum": described}
        self._words = words

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> StrEnum:
        if value not in list(self._words):
            raise ValidationError(f"Kies een van: {', '.join(self._words)}.")
        return self._words(value)

    def _serialize(self, value: StrEnum | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.value


class YesNo(fields.Boolean):
    """true or false; no text or number that looks like it."""

    default_error_messages = REQUIRED

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("Kies true of false.")
        return value


class Text(fields.String):
    default_error_messages = {**REQUIRED, "invalid": "Hier hoort tekst te staan."}  # noqa: RUF012


class ListOf(fields.List[Any]):
    default_error_messages = {**REQUIRED, "invalid": "Hier hoort een lijst te staan."}  # noqa: RUF012

"""Values as JSON text and back, in the one form in which they are sent and kept."""

from typing import Any

import orjson

WRITING = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


def json_text(value: object) -> str:
    """With sorted keys and nothing to spare, so that equal values are equal text. Raises TypeError for what JSON does
    not know: a date must have been made text before, by whoever fixes how it is written."""
    return orjson.dumps(value, option=WRITING).decode()


def json_value(text: str | bytes) -> Any:
    """What `json_text` wrote. Raises ValueError for what is no JSON."""
    return orjson.loads(text)


def holds_nul(value: object) -> bool:
    """Whether the one character that PostgreSQL holds in no text stands somewhere in what `json_value` gave."""
    if isinstance(value, dict):
        return any("\0" in key or holds_nul(inner) for key, inner in value.items())
    if isinstance(value, list):
        return any(holds_nul(inner) for inner in value)
    return isinstance(value, str) and "\0" in value

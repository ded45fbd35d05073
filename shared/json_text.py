"""Values as JSON text and back, in the one form in which they are sent and kept."""

from typing import Any

import orjson

WHOLE_NUMBER_MAX = 2**53 - 1
"""The largest that every reader of JSON reads as it was written; each database of ours can be asked for it."""
NESTED_SAFELY = 200
"""What opens fewer lists and objects than this can be written again, however they lie in each other."""
WRITING = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


def json_text(value: object) -> str:
    """With sorted keys and nothing to spare, so that equal values are equal text. Raises TypeError for what JSON does
    not know: a date must have been made text before, by whoever fixes how it is written."""
    return orjson.dumps(value, option=WRITING).decode()


def json_value(text: str | bytes) -> Any:
    """What `json_text` wrote. Raises ValueError for what is no JSON."""
    return orjson.loads(text)


def json_value_of_others(text: str | bytes) -> Any:
    """As `json_value`, for what anybody may have written: of JSON more can be read than can be written again. Raises
    ValueError also for what is nested too deep to keep."""
    found = json_value(text)
    opened = text.count(b"[") + text.count(b"{") if isinstance(text, bytes) else text.count("[") + text.count("{")
    if opened >= NESTED_SAFELY:
        try:
            json_text(found)
        except TypeError as deep:
            raise ValueError("nested too deep") from deep
    return found


def holds_nul(value: object) -> bool:
    """Whether the one character that PostgreSQL holds in no text stands somewhere in what `json_value` gave."""
    if isinstance(value, dict):
        return any("\0" in key or holds_nul(inner) for key, inner in value.items())
    if isinstance(value, list):
        return any(holds_nul(inner) for inner in value)
    return isinstance(value, str) and "\0" in value

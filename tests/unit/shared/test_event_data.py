"""Event data as bytes: what was stored and fingerprinted before stays equal, whoever wrote it."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shared.events.contracts import event_types, example
from shared.events.envelope import EncodedData, decode_data, encode_data

INTEGERS = some.integers(min_value=-(2**63), max_value=2**63 - 1)
TEXT = some.text(some.characters(exclude_categories=["Cs"]))
VALUES = some.recursive(
    some.none() | some.booleans() | INTEGERS | TEXT,
    lambda inner: some.lists(inner) | some.dictionaries(TEXT, inner),
    max_leaves=20,
)


def as_the_standard_library_writes(data: Mapping[str, Any]) -> str:
    """How event data were written until now; stored text and fingerprints rest on it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@pytest.mark.parametrize("event_type", event_types())
def test_every_example_has_the_bytes_it_had(event_type: str) -> None:
    data = example(event_type)
    assert encode_data(data) == as_the_standard_library_writes(data)
    assert decode_data(encode_data(data)) == data


@given(some.dictionaries(TEXT, VALUES))
def test_data_without_fractions_have_the_bytes_they_had(data: dict[str, Any]) -> None:
    assert encode_data(data) == as_the_standard_library_writes(data)
    assert decode_data(encode_data(data)) == data


def test_equal_data_are_equal_bytes() -> None:
    assert encode_data({"b": 1, "a": {"é": 2, "z": 3}}) == encode_data({"a": {"z": 3, "é": 2}, "b": 1})


def test_a_day_is_made_text_by_whoever_knows_how_it_is_written() -> None:
    with pytest.raises(TypeError):
        encode_data({"day": date(2015, 1, 1)})


@pytest.mark.parametrize("text", ["", "{", b"\xff", "{'a': 1}"])
def test_what_is_no_json_is_a_value_error(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        decode_data(text)


def test_data_that_are_passed_on_stay_the_text_they_were_and_say_the_same() -> None:
    text = '{"a":{"z":3},"b":1}'
    data = EncodedData(text)
    assert encode_data(data) == text
    assert data == {"a": {"z": 3}, "b": 1}

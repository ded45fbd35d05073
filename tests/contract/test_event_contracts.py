"""Every event type has a schema and an example that keeps it, and what breaks a contract is never recorded."""

import copy
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from unittest.mock import Mock

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from shared.events.breaches import THE_EVENT, in_dutch
from shared.events.contracts import ContractBroken, event_types, example, schema, violations
from shared.events.tracing import new_traceparent
from shared.messaging.unit import Unit

SECRET = "Voorbeeldstraat 12"
FRACTION = 1.5
ODD_VALUES: tuple[Any, ...] = (None, True, -1, FRACTION, "", SECRET, "2015-02-30", "20150201", "2015-02-01", [], {})


@pytest.mark.parametrize("event_type", event_types())
def test_the_example_keeps_its_own_contract(event_type: str) -> None:
    assert violations(event_type, example(event_type)) == []


@pytest.mark.parametrize("event_type", event_types())
def test_a_contract_says_what_its_event_means(event_type: str) -> None:
    assert schema(event_type)["$id"] == f"urn:zachte-landing:schema:{event_type}"
    assert len(schema(event_type)["description"]) > 20


@pytest.mark.parametrize("event_type", event_types())
def test_no_event_carries_a_bsn(event_type: str) -> None:
    assert "bsn" not in str(schema(event_type)).lower()


def a_unit(service: str) -> Unit:
    """An open unit of which only the recording is used, so it needs no database."""
    return Unit(Mock(), service, datetime(2014, 11, 3, 9, tzinfo=UTC), new_traceparent())


@pytest.mark.parametrize("event_type", event_types())
def test_a_record_that_keeps_its_contract_goes_out(event_type: str) -> None:
    _, _, service, name, _ = event_type.split(".")
    unit = a_unit(service)
    unit.record(name, "client-1", example(event_type))
    assert [row["type"] for row in unit.rows] == [event_type]


@pytest.mark.parametrize("event_type", event_types())
def test_a_record_that_lacks_a_field_is_an_error_that_names_type_and_field(event_type: str) -> None:
    _, _, service, name, _ = event_type.split(".")
    for field in schema(event_type)["required"]:
        unit, data = a_unit(service), example(event_type)
        del data[field]
        with pytest.raises(ContractBroken) as broken:
            unit.record(name, "client-1", data)
        assert event_type in str(broken.value)
        assert f"lacks {field}" in str(broken.value)
        assert unit.rows == []


def test_a_record_of_a_type_without_a_contract_is_an_error() -> None:
    with pytest.raises(ContractBroken, match=r"nl\.zachte-landing\.migration\.invented\.v1 has no contract"):
        a_unit("migration").record("invented", "client-1", {})


@pytest.mark.parametrize("event_type", event_types())
def test_the_compiled_contract_judges_as_the_standard_does(event_type: str) -> None:
    """The compiler knows an older draft than the contracts name; an independent validator of that draft agrees, except
    that a fraction is nowhere allowed, also where a contract leaves open what stands there."""
    standard = Draft202012Validator(schema(event_type), format_checker=FormatChecker())
    Draft202012Validator.check_schema(schema(event_type))
    tried = list(damaged(example(event_type)))
    assert len(tried) > 20
    for data in tried:
        is_whole = str(FRACTION) not in str(data)
        assert (violations(event_type, data) == []) == (standard.is_valid(data) and is_whole), data


@pytest.mark.parametrize("event_type", event_types())
def test_an_error_never_quotes_what_was_found(event_type: str) -> None:
    found = [fault for data in damaged(example(event_type)) for fault in violations(event_type, data)]
    assert found
    assert [fault for fault in found if SECRET in str(fault) + in_dutch([fault])] == []


@pytest.mark.parametrize("event_type", event_types())
def test_of_every_breach_that_there_can_be_a_manager_reads_in_dutch_what_is_wrong(event_type: str) -> None:
    """No word of the library, and nothing that is only said of a rule that nobody thought of."""
    for data in damaged(example(event_type)):
        for fault in violations(event_type, data):
            said = in_dutch([fault])
            assert said.startswith(fault.place or THE_EVENT), said
            assert not re.search(r"must|data\b|lacks|required|maxLength|pattern|anders dan afgesproken", said), said


def damaged(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The data with, at every place in turn, a value of another kind, or nothing."""
    for path in places(data):
        for value in ODD_VALUES:
            changed = copy.deepcopy(data)
            holder(changed, path)[path[-1]] = value
            yield changed
        without = copy.deepcopy(data)
        del holder(without, path)[path[-1]]
        yield without


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*path, key)
        yield from places(part, (*path, key))


def holder(data: Any, path: tuple[Any, ...]) -> Any:
    for key in path[:-1]:
        data = data[key]
    return data

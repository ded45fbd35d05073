"""Every event type has a schema and an example that keeps it."""

import pytest

from shared.events.contracts import event_types, example, schema, violations


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

"""The catalogue of events as an AsyncAPI 3.0 document, made from the contracts.

`python -m shared.catalogue` writes docs/asyncapi.json; a house test holds that file equal to the contracts.
"""

import json
from pathlib import Path
from typing import Any

from shared.events.contracts import event_types, example, schema
from shared.transport.topics import LOOK_TOPICS, TOPICS, Topic, topic_of

FILE = Path(__file__).parent.parent / "docs" / "asyncapi.json"
CHANNELS = {**TOPICS, **{f"{service}-looks": topic for service, topic in LOOK_TOPICS.items()}}


def catalogue() -> dict[str, Any]:
    """A channel per topic and a message per event type; its address is the Kafka topic."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Zachte Landing: events",
            "version": "1.0.0",
            "description": "CloudEvents 1.0 (NL GOV profile) in binary mode: attributes as ce_ headers, key = subject.",
        },
        "defaultContentType": "application/json",
        "channels": {name: _channel(topic) for name, topic in CHANNELS.items()},
        "operations": {name: _operation(name) for name in CHANNELS},
        "components": {"messages": {event_type: _message(event_type) for event_type in event_types()}},
    }


def _operation(channel: str) -> dict[str, Any]:
    service, looks, _ = channel.partition("-looks")
    title = f"Who looked at data in {service}" if looks else f"What {service} records"
    return {"action": "send", "channel": {"$ref": f"#/channels/{channel}"}, "title": title}


def _channel(topic: Topic) -> dict[str, Any]:
    mine = [name for name in event_types() if topic_of(name) == topic]
    return {
        "address": topic.name,
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in mine},
    }


def _message(event_type: str) -> dict[str, Any]:
    found = schema(event_type)
    return {
        "name": event_type,
        "summary": found["description"],
        "payload": {"schemaFormat": "application/schema+json;version=draft-2020-12", "schema": found},
        "examples": [{"name": "example", "payload": example(event_type)}],
    }


def text() -> str:
    return json.dumps(catalogue(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")

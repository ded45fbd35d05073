"""Records that are no event of ours, or one that nobody can work, and how they come into a log.

Anybody who can write to a topic, and any fault of a producer, can put these there. `readable` are events all the same:
they pass the reading and break the contract, or hold a value that no table takes.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kafka import KafkaProducer
from sqlalchemy import text

from shared.database import open_engine, sqlite_url
from shared.transport.topics import Topic

VICTIM = "client-poison"
"""Whom a poisoned record is about, where it can be told."""
Headers = Mapping[str, bytes]
HEADERS: Headers = {
    "ce_id": b"2c0a0b8e-0000-4000-8000-000000000001",
    "ce_source": b"urn:nld:oin:0:systeem:test",
    "ce_specversion": b"1.0",
    "ce_type": b"nl.zachte-landing.intake.happened.v1",
    "ce_subject": VICTIM.encode(),
    "ce_time": b"2014-11-03T11:00:00+00:00",
    "ce_traceparent": b"00-" + b"a" * 32 + b"-" + b"b" * 16 + b"-01",
    "ce_sequence": b"1",
    "ce_sequencetype": b"Integer",
    "content-type": b"application/json",
}
GOOD = b'{"number": 1}'


@dataclass(frozen=True, slots=True)
class Poison:
    name: str
    headers: Headers
    value: bytes | None


def value(name: str, found: bytes | None) -> Poison:
    return Poison(name, HEADERS, found)


def header(name: str, key: str, found: bytes) -> Poison:
    return Poison(name, {**HEADERS, f"ce_{key}": found}, GOOD)


def without(key: str) -> Poison:
    return Poison(f"no {key}", {name: found for name, found in HEADERS.items() if name != f"ce_{key}"}, GOOD)


UNREADABLE = [
    value("a tombstone", None),
    value("nothing", b""),
    value("words", b"this is no JSON"),
    value("cut off", b'{"number": 1'),
    value("two objects", b'{"number": 1}{"number": 2}'),
    value("null", b"null"),
    value("a list", b'[{"number": 1}]'),
    value("a number", b"7"),
    value("a text", b'"number"'),
    value("NaN", b'{"number": NaN}'),
    value("nested without end", b"[" * 100_000),
    value("nested objects", b'{"a":' * 20_000 + b"1" + b"}" * 20_000),
    value("nested deeper than can be written", b'{"number": ' + b"[" * 300 + b"]" * 300 + b"}"),
    value("NUL at the bottom of a well", b'{"number": ' + b"[" * 900 + b'"\\u0000"' + b"]" * 900 + b"}"),
    value("Latin-1", '{"number": "één"}'.encode("latin-1")),
    value("UTF-16", '{"number": 1}'.encode("utf-16")),
    value("half a character", b'{"number": "\\ud800"}'),
    value("NUL in a text", b'{"number": "a\\u0000b"}'),
    value("NUL in a name", b'{"number": 1, "a\\u0000b": 2}'),
    value("NUL far below", b'{"number": [{"a": ["\\u0000"]}]}'),
    value("a raw NUL", b'{"number": "a\x00b"}'),
    value("bytes", bytes(range(256))),
    *(without(key) for key in ("id", "source", "type", "subject", "time", "traceparent")),
    header("empty id", "id", b""),
    header("long id", "id", b"1" * 37),
    header("very long id", "id", b"1" * 20_000),
    header("NUL in the id", "id", b"1\x00"),
    header("id is no text", "id", b"\xff\xfe"),
    header("a name of a header that is no text", "type", b"\xc3\x28"),
    header("type of two lines", "type", b"nl.zachte-landing\n.intake"),
    header("very long type", "type", b"n" * 5_000),
    header("empty subject", "subject", b""),
    header("long subject", "subject", b"s" * 200),
    header("no time", "time", b"yesterday"),
    header("time without a zone", "time", b"2014-11-03T11:00:00"),
    header("time too late", "time", b"99999-01-01T00:00:00+00:00"),
    header("time before all time zones", "time", b"0001-01-01T00:00:00+14:00"),
    header("time after all time zones", "time", b"9999-12-31T23:59:59+00:00"),
    header("sequence is a word", "sequence", b"first"),
    header("sequence below zero", "sequence", b"-1"),
    header("sequence too large", "sequence", str(2**70).encode()),
    header("sequence without end", "sequence", b"9" * 6_000),
    header("trace is a word", "traceparent", b"trace"),
    header("trace of other signs", "traceparent", b"00-" + b"z" * 32 + b"-" + b"b" * 16 + b"-01"),
    header("trace without end", "traceparent", b"0" * 4_000),
    Poison("no headers", {}, GOOD),
    Poison("nothing at all", {}, b""),
]
READABLE = [
    value("breaks its contract", b'{"day": "2014-11-03"}'),
    value("a number that is not whole", b'{"number": 5.0}'),
    value("a number without end", b'{"number": 1e308}'),
    value("a number larger than a column", b'{"number": 9007199254740993}'),
    value("the last day of all", b'{"number": 1, "day": "9999-12-31"}'),
    value("the first day of all", b'{"number": 1, "day": "0001-01-01"}'),
    value("a day that does not exist", b'{"number": 1, "day": "2015-02-30"}'),
]
POISON = [*UNREADABLE, *READABLE]

Put = Callable[[Topic, Poison], None]


def numbered(poison: Poison, number: int) -> Poison:
    """With an id of its own, where its id is not what is wrong with it."""
    if poison.headers.get("ce_id") != HEADERS["ce_id"]:
        return poison
    return Poison(
        poison.name, {**poison.headers, "ce_id": f"2c0a0b8e-0000-4000-8000-{number:012}".encode()}, poison.value
    )


def put_in_kafka(bootstrap: str, topic: Topic, poison: Poison) -> None:
    producer = KafkaProducer(bootstrap_servers=bootstrap, allow_auto_create_topics=False)
    try:
        sent = producer.send(
            topic.name,
            key=VICTIM.encode(),
            value=poison.value,
            headers=list(poison.headers.items()),
            partition=topic.partition_of(VICTIM),
        )
        sent.get(timeout=20)
    finally:
        producer.close()


def put_in_file(path: Path, topic: Topic, poison: Poison) -> None:
    """As another program could write it into the embedded log, which has no tombstones and no headers of its own."""
    engine = open_engine(sqlite_url(path))
    part = topic.partition_of(VICTIM)
    with engine.begin() as connection:
        found = connection.execute(
            text("SELECT next FROM head WHERE topic = :topic AND part = :part"), {"topic": topic.name, "part": part}
        ).scalar()
        at = {"topic": topic.name, "part": part, "position": found or 0, "next": (found or 0) + 1}
        connection.execute(
            text(
                "INSERT INTO record (topic, part, position, attributes, data) "
                "VALUES (:topic, :part, :position, :attributes, :data)"
            ),
            {**at, "attributes": _attributes(poison.headers), "data": poison.value or b""},
        )
        connection.execute(
            text(
                "INSERT INTO head (topic, part, next) VALUES (:topic, :part, :next) "
                "ON CONFLICT (topic, part) DO UPDATE SET next = excluded.next"
            ),
            at,
        )
    engine.dispose()


def _attributes(headers: Headers) -> bytes:
    """Bytes that are no text make the whole of it none, as they would there."""
    named = {name.removeprefix("ce_"): found for name, found in headers.items()}
    try:
        return json.dumps({name: found.decode() for name, found in named.items()}).encode()
    except UnicodeDecodeError:
        return b"{" + b",".join(b'"%b":"%b"' % (name.encode(), found) for name, found in named.items()) + b"}"

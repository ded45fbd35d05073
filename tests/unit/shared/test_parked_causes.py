"""Parked messages by their cause, and what is in one, as text. Pure."""

from datetime import UTC, datetime

import pytest

from shared.messaging.causes import causes_of, stopped_of
from shared.messaging.parking import Kind, Line, municipality_of
from shared.messaging.shown import LONGEST_VALUE, address_of, shown, trace_of
from shared.transport.binary_mode import Raw
from tests.support.poison import POISON, Poison

AT = datetime(2014, 11, 3, 12, tzinfo=UTC)


def line(event_id: str, subject: str, kind: Kind = Kind.UNWORKABLE, *, town: str = "0321", aside: bool = False) -> Line:
    by = "sam" if aside else ""
    return Line(event_id, "intake", 0, 0, subject, town, "type", kind, "reden", AT, by, "", by, AT if aside else None)


def everything(_: Line) -> bool:
    return True


def test_who_waits_goes_with_the_first_message_of_the_client() -> None:
    lines = [
        line("1", "anna"),
        line("2", "anna", Kind.WAITS),
        line("3", "bert"),
        line("4", "anna", Kind.UNREADABLE),
        line("5", "anna", Kind.WAITS),
    ]
    assert [(each.line.event_id, each.waiting) for each in stopped_of(lines, everything)] == [
        ("1", 2),
        ("3", 0),
        ("4", 0),
    ]


def test_what_waits_behind_a_message_that_is_not_there_is_a_cause_itself() -> None:
    lines = [line("1", "anna", aside=True), line("2", "anna", Kind.WAITS), line("3", "anna", Kind.WAITS)]
    assert [(each.line.event_id, each.waiting) for each in stopped_of(lines, everything)] == [("2", 1)]


def test_who_may_not_see_the_first_one_does_not_get_its_line() -> None:
    lines = [line("1", "anna", town="0331"), line("2", "anna", Kind.WAITS), line("3", "anna", Kind.UNREADABLE)]
    found = stopped_of(lines, lambda each: each.municipality == "0321")
    assert [(each.line.event_id, each.waiting) for each in found] == [("3", 0)]


def test_messages_about_nobody_who_can_be_told_wait_for_nobody() -> None:
    (cause,) = causes_of(stopped_of([line("1", "", town=""), line("2", "")], everything))
    assert (cause.messages, cause.clients, cause.municipalities) == (2, 0, ("", "0321"))


def test_the_largest_cause_comes_first_and_has_a_name_that_says_nothing() -> None:
    lines = [line("1", "anna", Kind.UNREADABLE), line("2", "bert"), line("3", "cas"), line("4", "cas", Kind.WAITS)]
    found = causes_of(stopped_of(lines, everything))
    assert [(cause.kind, cause.messages, cause.waiting) for cause in found] == [
        (Kind.UNWORKABLE, 2, 1),
        (Kind.UNREADABLE, 1, 0),
    ]
    assert all(len(cause.key) == 16 and int(cause.key, 16) >= 0 for cause in found)


@pytest.mark.parametrize("poison", POISON, ids=lambda poison: poison.name)
def test_whatever_it_holds_becomes_bounded_text_without_signs_that_do_more(poison: Poison) -> None:
    raw = Raw(list(poison.headers.items()), poison.value)
    found, trace = shown(raw), trace_of(raw)
    said = [found.value, *(part for header in found.headers for part in header), trace.event_id, trace.traceparent]
    assert all(text.replace("\n", "").isprintable() and len(text) <= LONGEST_VALUE for text in said)
    assert municipality_of(poison.value) == ""


def test_what_turns_a_line_around_is_written_out() -> None:
    assert "\u202e" not in shown(Raw([], '{"a": "\u202e"}'.encode())).value
    assert shown(Raw([("x", b"\xff")], b"\xff\x00")).value == "\\xff\\x00"


@pytest.mark.parametrize("value", [b'{"municipality": "0363"}', b'{"municipality": "0363", "more": 1}'])
def test_a_municipality_is_one_that_there_is(value: bytes) -> None:
    assert municipality_of(value) == "0363"
    assert municipality_of(value.replace(b"0363", b"9999")) == ""


def test_an_address_is_a_uuid_whatever_the_id() -> None:
    own = "2c0a0b8e-0000-4000-8000-000000000001"
    assert address_of(own) == own
    assert len({address_of(each) for each in ("../", "a b", own.upper())}) == 3
    assert all(len(address_of(each)) == 36 for each in ("../", "a b", own.upper()))

"""The chain of looks: each holds the hash of the one before it, so that a change, a gap and a swap show.

The rules are pure; `written.py` makes the links and `read.py` reads them back from the log.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shared.json_text import json_text

START = "0" * 64
"""What stands in the place of the hash before the first look."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a chain ends: the number and the hash of its last look."""

    number: int
    hash: str


BEFORE_THE_FIRST = Link(0, START)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is left of a chain from its start. `broken_at`: the first number that is wrong, and `why` in Dutch; None and
    empty for a chain that is whole."""

    looks: int
    last: Link
    broken_at: int | None = None
    why: str = ""


def chained(look: Mapping[str, Any], after: Link) -> dict[str, Any]:
    """The look as the next link of the chain that ends in `after`."""
    linked = {**look, "number": after.number + 1, "previous": after.hash}
    return {**linked, "hash": hash_of(linked)}


def hash_of(look: Mapping[str, Any]) -> str:
    """Of all that a look says but its own hash; equal looks have equal hashes, however they were written."""
    rest = {name: value for name, value in look.items() if name != "hash"}
    return hashlib.sha256(json_text(rest).encode()).hexdigest()


def link_of(look: Mapping[str, Any]) -> Link:
    return Link(look["number"], look["hash"])


def judge(looks: Iterable[Mapping[str, Any]], known: Link = BEFORE_THE_FIRST) -> Verdict:
    """Follows the chain in the order of the log, up to the first break. `known`: a link that must be in it.

    A log may hold the same link twice, for it is written at least once; anything else under a number that was there is
    a break.
    """
    seen: dict[int, str] = {}
    last = BEFORE_THE_FIRST
    for look in looks:
        number = look["number"]
        if seen.get(number) == look["hash"] == hash_of(look):
            continue
        if why := _break(look, last, seen):
            return Verdict(len(seen), last, number, why)
        last = link_of(look)
        seen[number] = last.hash
    if known.number and seen.get(known.number) != known.hash:
        why = "de database van de dienst kent deze regel, en in het logboek staat hij niet of anders"
        return Verdict(len(seen), last, min(known.number, last.number + 1), why)
    return Verdict(len(seen), last)


def _break(look: Mapping[str, Any], last: Link, seen: Mapping[int, str]) -> str:
    """In Dutch; empty when the look is the next link."""
    number = look["number"]
    if look["hash"] != hash_of(look):
        return "de inhoud is veranderd: het controlegetal klopt niet meer"
    if number in seen:
        return "dit nummer komt twee keer voor, met een andere inhoud"
    if number > last.number + 1:
        return f"de regels {last.number + 1} tot en met {number - 1} ontbreken, of staan niet op hun plaats"
    if look["previous"] != last.hash:
        return "de regel sluit niet aan op de regel ervoor: die is vervangen of weggehaald"
    return ""

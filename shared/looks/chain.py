"""The chain of looks: each holds the hash of the one before it, so that a change, a gap and a swap show.

The rules are pure; `written.py` makes the links and `read.py` reads them back from the log.

Why somebody looked is what they typed, and can tell of a client. So it is sealed for that client, and the chain holds
only a hash of it: when the client is forgotten the words are gone, and the chain is whole.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.json_text import json_text

START = "0" * 64
"""What stands in the place of the hash before the first look."""
REASONS, REASON_HASH = "reasons", "reasonHash"
NOT_HASHED = ("hash", REASONS)


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
    """Of all that a look says but its own hash and why; equal looks have equal hashes, however they were written."""
    return _hash({name: value for name, value in look.items() if name not in NOT_HASHED})


def with_reason(reason: str, client_ids: Sequence[str], salt: str) -> dict[str, Any]:
    """What a look says of why, once for each client; nothing when nobody gave a reason. `salt`: so that nobody finds
    the words by trying."""
    if not reason:
        return {}
    reasons = [{"clientId": client_id, "reason": reason, "salt": salt} for client_id in client_ids]
    return {REASON_HASH: _hash_of_reason(reasons[0]), REASONS: reasons}


def reason_of(look: Mapping[str, Any]) -> str | None:
    """Empty when none was given; None when it can no longer be read, since whom it is about was forgotten."""
    if REASON_HASH not in look:
        return str(look["reason"])
    return next((str(each["reason"]) for each in look.get(REASONS, ())), None)


def without_reason(look: Mapping[str, Any], client_ids: Collection[str]) -> dict[str, Any]:
    """As the look is read when these clients were forgotten."""
    left = [each for each in look.get(REASONS, ()) if each["clientId"] not in client_ids]
    return {**look, REASONS: left} if REASONS in look else dict(look)


def _hash_of_reason(said: Mapping[str, str]) -> str:
    return _hash({"reason": said["reason"], "salt": said["salt"]})


def _hash(said: Mapping[str, Any]) -> str:
    return hashlib.sha256(json_text(said).encode()).hexdigest()


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
    if any(_hash_of_reason(each) != look.get(REASON_HASH) for each in look.get(REASONS, ())):
        return "de reden is veranderd: het controlegetal klopt niet meer"
    if number in seen:
        return "dit nummer komt twee keer voor, met een andere inhoud"
    if number > last.number + 1:
        return f"de regels {last.number + 1} tot en met {number - 1} ontbreken, of staan niet op hun plaats"
    if look["previous"] != last.hash:
        return "de regel sluit niet aan op de regel ervoor: die is vervangen of weggehaald"
    return ""

"""What somebody should look at before a mailing is released, and which of its letters to read first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nsmallest
from typing import Literal

from services.notifications.domain.letters.slip import DAYS_BY_POST
from services.notifications.domain.mailing.mailing import Gathered

LONGEST_USUAL = 2.0
"""A letter is very long when its text is longer than so many times the middle one of its kind."""
MOST_AT_AN_ADDRESS = 4
"""More letters than this for one address are looked at."""
TOTAL_TIMES, TOTAL_LEAST = 2, 20
"""A total is odd when it is more than so many times larger or smaller than before, and differs by at least so many."""
DAYS_TO_ACT = 2
"""So many days a reader has, after the post brought a letter, to do what it asks; less is too near."""
SAMPLES = 3
EXAMPLES = 3

OddityKind = Literal[
    "day-gone", "day-near", "late-end", "no-address", "long", "crowded", "past", "withheld", "total", "new-kind"
]
ORDER: Sequence[OddityKind] = (
    "day-gone",
    "day-near",
    "late-end",
    "no-address",
    "long",
    "crowded",
    "past",
    "total",
    "new-kind",
    "withheld",
)
"""The oddest first."""

Why = Literal["day-gone", "day-near", "late-end", "no-address", "long", "crowded", "past", "new-kind", "kind", "other"]
OF_A_LETTER: Mapping[OddityKind, Why] = {
    "day-gone": "day-gone",
    "day-near": "day-near",
    "late-end": "late-end",
    "no-address": "no-address",
    "long": "long",
    "crowded": "crowded",
    "past": "past",
    "new-kind": "new-kind",
}
"""What is odd about a letter and not about the mailing, as a reason to read it."""


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something to look at, about so many `letters`. `examples` are the oddest of them. `what` is the postcode and
    house number, the kind of letter, or the reason; `day` the oldest date, or the nearest end; `before` the number that
    it is compared with."""

    kind: OddityKind
    letters: int
    examples: tuple[str, ...] = ()
    what: str = ""
    day: date | None = None
    before: int = 0


@dataclass(frozen=True, slots=True)
class Sample:
    letter_id: str
    why: Why


def oddities(
    letters: Sequence[Gathered],
    withheld: Mapping[str, int],
    before: Mapping[str, int] | None,
    late: Mapping[str, date],
    today: date,
) -> tuple[Oddity, ...]:
    """Of a mailing: its letters, how many of the same municipality are withheld by reason, the kinds of the mailing
    before it, None when there was none, and by letter the end of a right that it tells of too `late`."""
    found = [
        *_dated("day-gone", days_gone(letters, today)),
        *_dated("day-near", days_near(letters, today)),
        *_dated("late-end", late),
        *_no_address(letters),
        *_long(letters),
        *_crowded(letters),
        *_past(letters, today),
        *(_totals(letters, before) if before is not None else []),
        *(Oddity("withheld", number, what=reason) for reason, number in sorted(withheld.items())),
    ]
    return tuple(sorted(found, key=lambda each: ORDER.index(each.kind)))


def samples(letters: Sequence[Gathered], odd: Sequence[Oddity]) -> tuple[Sample, ...]:
    """One letter for each oddity, the oddest first, one of each kind, and then others until there are enough."""
    chosen: dict[str, Why] = {}
    for each in odd:
        if each.kind in OF_A_LETTER:
            for id_ in each.examples[:1]:
                chosen.setdefault(id_, OF_A_LETTER[each.kind])
    of_kind: dict[str, str] = {}
    there = set[str]()
    for letter in letters:
        if letter.kind not in of_kind:
            of_kind[letter.kind] = letter.letter_id
        if letter.letter_id in chosen:
            there.add(letter.kind)
    for kind in sorted(of_kind):
        if kind not in there:
            chosen.setdefault(of_kind[kind], "kind")
    for letter in _spread(letters):
        if len(chosen) >= SAMPLES:
            break
        chosen.setdefault(letter.letter_id, "other")
    return tuple(Sample(id_, why) for id_, why in chosen.items())


def days_gone(letters: Iterable[Gathered], today: date) -> Mapping[str, date]:
    """By letter the day that is over, of those that ask something for it. Nothing of the kind is printed."""
    return {each.letter_id: day for each in letters if (day := each.asks_on) is not None and day < today}


def days_near(letters: Iterable[Gathered], today: date) -> Mapping[str, date]:
    """By letter the day that is still to come, but too near for the post and for who must do something."""
    too_near = today + timedelta(days=DAYS_BY_POST + DAYS_TO_ACT)
    return {each.letter_id: day for each in letters if (day := each.asks_on) is not None and today <= day < too_near}


def _dated(kind: OddityKind, days: Mapping[str, date]) -> list[Oddity]:
    """The nearest day first."""
    found = sorted((day, id_) for id_, day in days.items())
    return [Oddity(kind, len(found), tuple(id_ for _, id_ in found[:EXAMPLES]), day=found[0][0])] if found else []


def _no_address(letters: Sequence[Gathered]) -> list[Oddity]:
    found = [each.letter_id for each in letters if not each.postcode or not each.house_number]
    return [Oddity("no-address", len(found), tuple(found[:EXAMPLES]))] if found else []


def _long(letters: Sequence[Gathered]) -> list[Oddity]:
    """Compared with letters of the same kind: a decision is longer than an invitation."""
    per_kind: dict[str, list[Gathered]] = defaultdict(list)
    for letter in letters:
        per_kind[letter.kind].append(letter)
    found = [each for group in per_kind.values() for each in _longer_than_usual(group)]
    longest = sorted(found, key=lambda each: (-each.length, each.letter_id))
    return [Oddity("long", len(found), tuple(each.letter_id for each in longest[:EXAMPLES]))] if found else []


def _longer_than_usual(letters: Sequence[Gathered]) -> list[Gathered]:
    most = LONGEST_USUAL * sorted([letter.length for letter in letters])[len(letters) // 2]
    return [letter for letter in letters if letter.length > most]


def _crowded(letters: Sequence[Gathered]) -> list[Oddity]:
    """Each address by itself; the fullest first."""
    at: dict[tuple[str, int], list[str]] = defaultdict(list)
    for letter in letters:
        if letter.postcode and letter.house_number:
            at[letter.postcode, letter.house_number].append(letter.letter_id)
    full = sorted(((len(ids), *place, ids) for place, ids in at.items() if len(ids) > MOST_AT_AN_ADDRESS), reverse=True)
    return [
        Oddity("crowded", number, tuple(ids[:EXAMPLES]), what=f"{postcode} {house}")
        for number, postcode, house, ids in full[:EXAMPLES]
    ]


def _past(letters: Sequence[Gathered], today: date) -> list[Oddity]:
    found = [(each.letter_date, each.letter_id) for each in letters if each.letter_date < today]
    if not found:
        return []
    oldest = nsmallest(EXAMPLES, found)
    return [Oddity("past", len(found), tuple(id_ for _, id_ in oldest), day=oldest[0][0])]


def _totals(letters: Sequence[Gathered], before: Mapping[str, int]) -> list[Oddity]:
    """The whole mailing, and a kind that the mailing before did not have."""
    now, then = Counter([letter.kind for letter in letters]), sum(before.values())
    found = []
    if _is_odd(len(letters), then):
        found.append(Oddity("total", len(letters), before=then))
    for kind in sorted(set(now) - set(before)):
        examples = [letter.letter_id for letter in letters if letter.kind == kind]
        found.append(Oddity("new-kind", now[kind], tuple(examples[:EXAMPLES]), what=kind))
    return found


def _is_odd(now: int, before: int) -> bool:
    low, high = sorted((now, before))
    return high > TOTAL_TIMES * low and high - low >= TOTAL_LEAST


def _spread(letters: Sequence[Gathered]) -> Iterator[Gathered]:
    """The first, the last, the one in the middle, and then the others in order."""
    if letters:
        yield from (letters[0], letters[-1], letters[len(letters) // 2])
        yield from letters

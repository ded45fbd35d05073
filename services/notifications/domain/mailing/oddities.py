"""What somebody should look at before a mailing is released, and which of its letters to read first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nsmallest
from typing import Literal

from services.notifications.domain.letters.slip import DAYS_BY_POST
from services.notifications.domain.mailing.looked import ALL, Lengths, Look, Looked, Tally
from services.notifications.domain.mailing.mailing import Gathered

LONGEST_USUAL = 2.0
"""A letter is very long when its text is longer than so many times the middle one of its kind."""
MOST_AT_AN_ADDRESS = 4
"""More letters than this for one address are looked at."""
TOTAL_TIMES, TOTAL_LEAST = 2, 20
"""A total is odd when it is more than so many times larger or smaller than before, and differs by at least so many."""
DAYS_TO_ACT = 2
"""So many days a reader has, after the post brought a letter, to do what it asks; less is too near."""
DAYS_LYING = 7
"""A letter that is dated more than so many days back lay long; most are released some days after they were written."""
SAMPLES = 3
EXAMPLES = 3

OddityKind = Literal[
    "day-gone",
    "day-near",
    "answered",
    "late-end",
    "no-address",
    "moved",
    "long",
    "crowded",
    "past",
    "withheld",
    "total",
    "new-kind",
]
ORDER: Sequence[OddityKind] = (
    "day-gone",
    "day-near",
    "answered",
    "late-end",
    "no-address",
    "moved",
    "long",
    "crowded",
    "past",
    "total",
    "new-kind",
    "withheld",
)
"""The oddest first."""

Why = OddityKind | Literal["kind", "other"]
OF_A_LETTER: frozenset[OddityKind] = frozenset(ORDER) - {"total", "withheld"}
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
class Before:
    """What a municipality mailed before: how many `letters` the last time, and which `kinds` ever."""

    letters: int
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sample:
    letter_id: str
    why: Why


def looks(today: date) -> Mapping[OddityKind, Look]:
    """What makes a letter odd by itself, whatever the others are."""
    return {
        "day-gone": day_gone(today),
        "day-near": day_near(today),
        "no-address": Look(nowhere=True),
        "past": Look(dated_before=today - timedelta(days=DAYS_LYING), order="date"),
    }


def day_gone(today: date) -> Look:
    """Letters that ask something for a day that is over, and questions that would leave on the last day to answer them
    (Awb 4:7). Nothing of the kind is printed."""
    return Look(asks_before=today, order="asked")


def day_near(today: date) -> Look:
    """Letters that ask something for a day that is still to come, but too near for the post and for who must do it."""
    return Look(asks_from=today, asks_before=today + timedelta(days=DAYS_BY_POST + DAYS_TO_ACT), order="asked")


def is_late_to_act(letter: Gathered, today: date) -> bool:
    """Whether the day for which it asks something is over, or too near."""
    return day_gone(today).holds(letter) or day_near(today).holds(letter)


def oddities(
    letters: Looked,
    tally: Tally,
    withheld: Mapping[str, int],
    before: Before | None,
    late: Mapping[str, date],
    answered: Sequence[str],
    moved: Sequence[str],
    today: date,
) -> tuple[Oddity, ...]:
    """Of a mailing: its letters with their `tally` of `looks`, how many of the same municipality are withheld by
    reason, what was mailed before it, None when nothing was, by letter the end of a right that it tells of
    too `late`, the letters that ask what was `answered`, and those to who `moved` since."""
    numbers = zip(looks(today).items(), tally.numbers, strict=True)
    found = [
        *(_odd(letters, kind, look, number) for (kind, look), number in numbers if number),
        *([Oddity("answered", len(answered), tuple(answered[:EXAMPLES]))] if answered else []),
        *([Oddity("moved", len(moved), tuple(moved[:EXAMPLES]))] if moved else []),
        *_late(late),
        *_long(letters, tally.lengths),
        *_crowded(letters),
        *(_totals(letters, tally.kinds, before) if before is not None else []),
        *(Oddity("withheld", number, what=reason) for reason, number in sorted(withheld.items())),
    ]
    return tuple(sorted(found, key=lambda each: ORDER.index(each.kind)))


def samples(letters: Looked, kinds: Mapping[str, int], odd: Sequence[Oddity]) -> tuple[Sample, ...]:
    """One letter for each oddity, the oddest first, one of each of these kinds, and then others until there are
    enough."""
    chosen: dict[str, Why] = {}
    for each in odd:
        if each.kind in OF_A_LETTER:
            for id_ in each.examples[:1]:
                chosen.setdefault(id_, each.kind)
    there = {each.kind for each in letters.letters(Look(letter_ids=tuple(chosen)))}
    for kind in sorted(set(kinds) - there):
        for letter in letters.letters(Look(kind=kind), 1):
            chosen.setdefault(letter.letter_id, "kind")
    for letter in _spread(letters, kinds):
        if len(chosen) >= SAMPLES:
            break
        chosen.setdefault(letter.letter_id, "other")
    return tuple(Sample(id_, why) for id_, why in chosen.items())


def _odd(letters: Looked, kind: OddityKind, look: Look, number: int) -> Oddity:
    """With the nearest or the oldest day, where a day makes them odd."""
    examples = letters.letters(look, EXAMPLES)
    days = {"asked": examples[0].asks_on, "date": examples[0].letter_date}
    return Oddity(kind, number, _ids(examples), day=days.get(look.order))


def _ids(letters: Sequence[Gathered]) -> tuple[str, ...]:
    return tuple(each.letter_id for each in letters)


def _late(days: Mapping[str, date]) -> list[Oddity]:
    """The nearest end first."""
    nearest = nsmallest(EXAMPLES, ((day, id_) for id_, day in days.items()))
    return [Oddity("late-end", len(days), tuple(id_ for _, id_ in nearest), day=nearest[0][0])] if nearest else []


def _long(letters: Looked, lengths: Lengths) -> list[Oddity]:
    """Compared with letters of the same kind: a decision is longer than an invitation."""
    most = {kind: int(LONGEST_USUAL * middle_length(of_kind)) for kind, of_kind in lengths.items()}
    numbers = {
        kind: sum(number for length, number in of_kind.items() if length > most[kind])
        for kind, of_kind in lengths.items()
    }
    found = [
        letter
        for kind, number in numbers.items()
        if number
        for letter in letters.letters(Look(kind=kind, longer_than=most[kind], order="length"), EXAMPLES)
    ]
    longest = nsmallest(EXAMPLES, found, key=lambda each: (-each.length, each.letter_id))
    return [Oddity("long", sum(numbers.values()), _ids(longest))] if found else []


def middle_length(lengths: Mapping[int, int]) -> int:
    """As many letters are longer as are shorter; of two in the middle the longer one."""
    left = sum(lengths.values()) // 2
    for length, number in sorted(lengths.items()):
        if left < number:
            return length
        left -= number
    raise ValueError("no letters have no middle length")


def _crowded(letters: Looked) -> list[Oddity]:
    """Each address by itself; the fullest first."""
    return [
        Oddity("crowded", number, _ids(letters.letters(Look(at=place), EXAMPLES)), what=f"{place[0]} {place[1]}")
        for place, number in letters.crowded(MOST_AT_AN_ADDRESS, EXAMPLES)
    ]


def _totals(letters: Looked, now: Mapping[str, int], before: Before) -> list[Oddity]:
    """The whole mailing, and a kind that no mailing before had: of small mailings each has other kinds."""
    total = sum(now.values())
    found = [Oddity("total", total, before=before.letters)] if _is_odd(total, before.letters) else []
    for kind in sorted(set(now) - before.kinds):
        found.append(Oddity("new-kind", now[kind], _ids(letters.letters(Look(kind=kind), EXAMPLES)), what=kind))
    return found


def _is_odd(now: int, before: int) -> bool:
    low, high = sorted((now, before))
    return high > TOTAL_TIMES * low and high - low >= TOTAL_LEAST


def _spread(letters: Looked, kinds: Mapping[str, int]) -> Iterator[Gathered]:
    """The first, the last, the one in the middle, and then the others in order. When all are of one kind, that is asked
    for by name: letters of a kind are kept in order."""
    total = sum(kinds.values())
    look = Look(kind=next(iter(kinds))) if len(kinds) == 1 else ALL
    for place in (0, total - 1, total // 2) if total else ():
        yield from letters.letters(look, 1, place)
    yield from letters.letters(look, SAMPLES)

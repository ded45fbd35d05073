"""The letters of a mailing in hand, looked at one by one as the domain says it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from services.notifications.domain.mailing.looked import BY_KIND, Address, Look, Looked, Tally, Telling
from services.notifications.domain.mailing.mailing import Gathered, seen

ORDERS: Mapping[str, Callable[[Gathered], tuple[object, ...]]] = {
    "name": lambda letter: (),
    "kind": lambda letter: (letter.kind,),
    "asked": lambda letter: (letter.asks_on, letter.letter_id),
    "date": lambda letter: (letter.letter_date, letter.letter_id),
    "length": lambda letter: (-letter.length, letter.letter_id),
}


class LookedInHand(Looked):
    """`ready` gives them by name. To nobody else, and nobody was told anything before."""

    def __init__(self, ready: Callable[[], Sequence[Gathered]]) -> None:
        self._ready = ready

    def seen(self) -> str:
        return seen(letter.letter_id for letter in self.letters(BY_KIND))

    def tally(self, looks: Sequence[Look]) -> Tally:
        letters = self._ready()
        lengths: dict[str, Counter[int]] = {}
        for letter in letters:
            lengths.setdefault(letter.kind, Counter())[letter.length] += 1
        return Tally(
            {kind: dict(lengths[kind]) for kind in sorted(lengths)},
            tuple(sum(map(look.holds, letters)) for look in looks),
        )

    def number(self, look: Look) -> int:
        return len(self.letters(look))

    def letters(self, look: Look, most: int | None = None, skip: int = 0) -> Sequence[Gathered]:
        found: list[Gathered] = sorted(filter(look.holds, self._ready()), key=ORDERS[look.order])
        return found[skip:][:most]

    def crowded(self, more_than: int, most: int) -> Sequence[tuple[Address, int]]:
        letters = [letter for letter in self._ready() if letter.postcode and letter.house_number]
        counted = Counter((letter.postcode, letter.house_number) for letter in letters)
        full = [(place, number) for place, number in counted.items() if number > more_than]
        return sorted(full, key=lambda each: (each[1], each[0]), reverse=True)[:most]

    def telling(self, before: date) -> Sequence[Telling]:
        near = (letter for letter in self._ready() if letter.ends and letter.ends[0] < before)
        return [Telling(letter.ends, frozenset(), (letter.letter_id,)) for letter in near]

    def represented(self) -> Sequence[Gathered]:
        return []

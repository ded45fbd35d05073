"""Who gets the letters about a client: a guardian, administrator, mentor or parents, instead of it or as a copy.

A letter is kept with the text for its client. To whom it goes is found by its kind and its date when it is read or
printed, so who is recorded today gets all that is not printed yet. What was printed stays as it was: nothing may be
recorded or ended that would send a printed letter to somebody else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from services.notifications.domain.letters.addressing import TO_PARENTS
from services.notifications.domain.letters.kinds import ABOUT_A_CONVERSATION, KINDS, NEXT_OF_KIN, LetterKind
from services.notifications.domain.letters.letter import Letter, Section

Role = Literal["guardian", "administrator", "mentor", "parents"]
ROLES: Mapping[str, Role] = {role: role for role in get_args(Role)}
Way = Literal["instead", "copy"]
WAYS: Mapping[str, Way] = {way: way for way in get_args(Way)}
Group = Literal["all", "decisions", "invitations"]
GROUPS: Mapping[str, Group] = {group: group for group in get_args(Group)}

DECISIONS: frozenset[LetterKind] = frozenset(
    {
        "decision",
        "prolongation",
        "urgent-help",
        "incomplete",
        "later",
        "view",
        "objection-received",
        "objection-incomplete",
        "hearing",
        "objection-decided",
    }
)
"""The way to a decision, the decision, and an objection against it."""
KINDS_OF: Mapping[Group, frozenset[LetterKind]] = {
    "all": frozenset(KINDS.values()) - {NEXT_OF_KIN},
    "decisions": DECISIONS,
    "invitations": ABOUT_A_CONVERSATION | {"report"},
}
"""A letter to the next of kin goes to nobody else."""

ROLE_WORDS: Mapping[Role, str] = {
    "guardian": "curator",
    "administrator": "bewindvoerder",
    "mentor": "mentor",
    "parents": "ouder(s)",
}
AS_WHAT: Mapping[Role, str] = {**ROLE_WORDS, "parents": "ouder"}
"""To one reader."""


@dataclass(frozen=True, slots=True)
class Representative:
    """`street` is a line of an address, or a PO box; `postcode` has no space in it. It counts for letters dated from
    `first_day` until `last_day`, both included; without `last_day` for all after it. `recorded_by` is the id of the
    user who recorded it, and `ended_by` of the one who said later which day is the last; empty when nobody did."""

    id: str
    client_id: str
    municipality: str
    role: Role
    name: str
    street: str
    postcode: str
    city: str
    way: Way
    group: Group
    first_day: date
    last_day: date | None
    recorded_by: str
    recorded_name: str
    recorded_on: date
    ended_by: str = ""

    def gets(self, kind: str, day: date) -> bool:
        """A letter of this kind with this date."""
        return kind in KINDS_OF[self.group] and self.counts_on(day)

    def counts_on(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    @property
    def role_in_words(self) -> str:
        return ROLE_WORDS[self.role]

    @property
    def address_lines(self) -> tuple[str, str]:
        """As they stand on an envelope; between postcode and city are two spaces."""
        return (self.street, f"{self.postcode_in_words}  {self.city.upper()}")

    @property
    def postcode_in_words(self) -> str:
        return f"{self.postcode[:4]} {self.postcode[4:]}"


@dataclass(frozen=True, slots=True)
class Receivers:
    """Of one letter: who gets it `instead` of the client, if anybody, and who gets a copy."""

    instead: Representative | None = None
    copies: tuple[Representative, ...] = ()

    @property
    def mark(self) -> str:
        """Short text that differs when the letter goes to others; empty when it goes to its client alone."""
        return " ".join(each.id for each in (*([self.instead] if self.instead else []), *self.copies))


CLIENT_ALONE = Receivers()


def receivers(recorded: Iterable[Representative], kind: str, day: date) -> Receivers:
    """Of a letter of this kind with this date."""
    getting = sorted((each for each in recorded if each.gets(kind, day)), key=lambda one: (one.first_day, one.id))
    instead = next((each for each in getting if each.way == "instead"), None)
    return Receivers(instead, tuple(each for each in getting if each.way == "copy"))


def addressed(letter: Letter, client_name: str, to: Receivers) -> Letter:
    """The letter as it goes out: to its client, or to who gets it instead."""
    if to.instead is None:
        return letter
    return _to(letter, client_name, to.instead)


def papers(letter: Letter, client_name: str, to: Receivers) -> tuple[Letter, ...]:
    """All that is put on paper for one letter: itself, and behind it its copies."""
    return (addressed(letter, client_name, to), *(_copy(letter, client_name, each) for each in to.copies))


def _copy(letter: Letter, client_name: str, to: Representative) -> Letter:
    return replace(_to(letter, client_name, to, "Dit is een kopie."), title=f"Kopie: {letter.title}")


def _to(letter: Letter, client_name: str, to: Representative, *first: str) -> Letter:
    """A text for parents speaks of the child already; any other one says whom it calls `u`."""
    why = f"U krijgt deze brief als {AS_WHAT[to.role]} van {client_name}."
    of = () if letter.salutation == TO_PARENTS else (f"Staat er ‘u’ of ‘uw’? Dan gaat het over {client_name}.",)
    return replace(
        letter,
        addressee=(f"De {to.role_in_words} van {client_name}", to.name, *to.address_lines),
        salutation=f"Geachte {to.role_in_words},",
        sections=(Section(None, (" ".join((*first, why, *of)),)), *letter.sections),
    )


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """What was printed of a client's letters, as far as it decides who got it."""

    kind: LetterKind
    letter_date: date


def in_the_way(one: Representative, others: Iterable[Representative]) -> Representative | None:
    """Who gets the same letters instead of the client already, on a day on which this one would too."""
    if one.way != "instead":
        return None
    return next((each for each in others if each.way == "instead" and _meet(one, each)), None)


def _meet(one: Representative, other: Representative) -> bool:
    same_kinds = KINDS_OF[one.group] & KINDS_OF[other.group]
    first, last = max(one.first_day, other.first_day), min(one.last_day or date.max, other.last_day or date.max)
    return bool(same_kinds) and first <= last


def changed_after_printing(
    before: Representative | None, after: Representative, printed: Sequence[PrintedLetter]
) -> date | None:
    """The date of the last printed letter that would have gone to others; None when there is none."""
    days = [
        letter.letter_date
        for letter in printed
        if after.gets(letter.kind, letter.letter_date)
        != (before is not None and before.gets(letter.kind, letter.letter_date))
    ]
    return max(days, default=None)

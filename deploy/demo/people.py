"""Invented people: who they are and where they live. Household members share one address."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from math import gcd

from deploy.demo.chance import Dice
from deploy.demo.figures import Municipality, Words
from deploy.demo.plan import Band

# Of a thousand households: how often a partner, brother, sister or parent is a client too.
PARTNERS = {Band.OLD: 210, Band.ADULT: 70, Band.YOUTH: 0}
SIBLINGS = {Band.OLD: 0, Band.ADULT: 25, Band.YOUTH: 260}
PARENT_OF_YOUTH = 140

AGES = {Band.YOUTH: (5, 17), Band.ADULT: (18, 64), Band.OLD: (65, 99)}
HOUSE_NUMBERS = 240
HOUSE_LETTERS = ("", "A", "B", "C")
POSTCODE_LETTERS = "ABCDEGHJKLMNPRTVWXZ"


@dataclass(frozen=True, slots=True)
class Address:
    """`number` as text, like every column; letter and addition may be empty."""

    street: str
    number: str
    letter: str
    addition: str
    postcode: str
    place: str


@dataclass(frozen=True, slots=True)
class Person:
    """`sex` is COD046: 0 unknown, 1 male, 2 female."""

    prefix: str
    surname: str
    initials: str
    born: date
    sex: str
    address: Address
    secret_address: bool


def addresses(municipality: Municipality, words: Words, dice: Dice) -> Iterator[Address]:
    """Addresses without end, none twice: all streets and numbers in a mixed order, then letters, then additions."""
    houses = len(words.streets) * HOUSE_NUMBERS
    start, stride = dice.below(houses), _stride(houses)
    household = 0
    while True:
        lap, place_in_lap = divmod(household, houses)
        street, number = divmod((start + place_in_lap * stride) % houses, HOUSE_NUMBERS)
        addition, letter = divmod(lap, len(HOUSE_LETTERS))
        yield Address(
            street=words.streets[street],
            number=str(number + 1),
            letter=HOUSE_LETTERS[letter],
            addition=str(addition) if addition else "",
            postcode=_postcode(municipality, street, number),
            place=municipality.places[street % len(municipality.places)],
        )
        household += 1


def household_bands(first: Band, dice: Dice) -> list[Band]:
    """The age bands of the clients in a household around its first client, who is the first of the list."""
    bands = [first]
    if dice.happens(PARTNERS[first]):
        bands.append(first)
    while len(bands) < 3 and dice.happens(SIBLINGS[first]):
        bands.append(first)
    if first == Band.YOUTH and dice.happens(PARENT_OF_YOUTH):
        bands.append(Band.ADULT)
    return bands


def person(band: Band, address: Address, words: Words, dice: Dice) -> Person:
    """Somebody of that age at that address, related to nobody."""
    prefix, surname = dice.pick(words.surnames)
    return Person(
        prefix=prefix,
        surname=surname,
        initials=_initials(words, dice),
        born=_born(_age(band, dice), dice),
        sex=_sex(band, dice),
        address=address,
        secret_address=dice.happens(12),
    )


def relative(first: Person, band: Band, words: Words, dice: Dice) -> Person:
    """A member of the household of `first`: a partner near in age, a brother or sister, or a child's parent."""
    age = 2014 - first.born.year
    low, high = AGES[band]
    wanted = age + dice.between(26, 36) if age < 18 <= low else age + dice.between(-6, 6)
    partner = low >= 18 and age >= 18
    prefix, surname = (
        dice.pick(words.surnames) if dice.happens(550 if partner else 80) else (first.prefix, first.surname)
    )
    return Person(
        prefix=prefix,
        surname=surname,
        initials=_initials(words, dice),
        born=_born(min(max(wanted, low), high), dice),
        sex=_other_sex(first.sex) if partner and dice.happens(960) else _sex(band, dice),
        address=first.address,
        secret_address=first.secret_address,
    )


def short_name(words: Words, dice: Dice) -> str:
    """Somebody who is paid from a personal budget: an invented person, now and then an invented small company."""
    if dice.happens(250):
        return dice.pick(words.carer_companies)
    prefix, surname = dice.pick(words.surnames)
    return " ".join(part for part in (f"{dice.pick(words.initials)}.", prefix, surname) if part)


def _stride(houses: int) -> int:
    """A step that visits every house once, and leads from street to street."""
    return next(step for step in count(7103) if gcd(step, houses) == 1)


def _postcode(municipality: Municipality, street: int, number: int) -> str:
    """The same for all neighbours: thirty house numbers of a street share it."""
    digits = municipality.postcodes[street % len(municipality.postcodes)]
    first, second = divmod(street * (HOUSE_NUMBERS // 30) + number // 30, len(POSTCODE_LETTERS))
    return f"{digits}{POSTCODE_LETTERS[first % len(POSTCODE_LETTERS)]}{POSTCODE_LETTERS[second]}"


def _age(band: Band, dice: Dice) -> int:
    """Age on 31-12-2014. Old people are mostly around 80: the middle of three draws; others are spread evenly."""
    low, high = AGES[band]
    draws = [dice.between(low, high) for _ in range(3)]
    return sorted(draws)[1] if band == Band.OLD else draws[0]


def _born(age: int, dice: Dice) -> date:
    """A birthday such that the age on 31-12-2014 is the one asked for."""
    return date(2014 - age, 1, 1) + timedelta(days=dice.below(365))


def _sex(band: Band, dice: Dice) -> str:
    if dice.happens(2):
        return "0"
    return "2" if dice.happens(660 if band == Band.OLD else 480) else "1"


def _other_sex(sex: str) -> str:
    return {"1": "2", "2": "1"}.get(sex, "0")


def _initials(words: Words, dice: Dice) -> str:
    return "".join(f"{dice.pick(words.initials)}." for _ in range(dice.weighted({1: 35, 2: 45, 3: 20})))

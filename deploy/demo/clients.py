"""Draws a municipality's clients, household by household, until its plan is used up. Nothing is kept in memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from deploy.demo import grounds, numbers, people
from deploy.demo.chance import Dice, Urn
from deploy.demo.classes import year_amount
from deploy.demo.decisions import Decision, decision, zzp_decision
from deploy.demo.figures import (
    Care,
    Form,
    Words,
    agb_codes,
    care_office,
    psychiatric_providers,
    read_words,
    zzp_amounts,
)
from deploy.demo.layout import COLUMNS, DELIVERED_ON, Row, amount_text
from deploy.demo.people import Person
from deploy.demo.plan import Band, MunicipalityPlan, Slot

# Of a thousand clients with a function: how often a second one, and after that a third and a fourth.
NEXT_FUNCTION = (420, 260, 120)
OTHER_FORM, OTHER_DECISION, SAME_PROVIDER = 60, 150, 600
DECEASED, NOT_YET_IN_CARE, ZZP_BUDGET = 8, 30, 120
TRANSPORT_NEEDED, TRANSPORT_NOT_NEEDED, TRANSPORT_UNKNOWN = "1", "2", "9"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The series of a region: no number is given out twice, whatever the municipality."""

    bsns: Iterator[str]
    clients: Iterator[str]
    decisions: Iterator[str]


def region_numbers() -> Numbers:
    """All series at their beginning."""
    return Numbers(numbers.bsn_series(), numbers.client_numbers(care_office()), numbers.decision_numbers())


class Town:
    """What is left to hand out in one municipality, and the chance that does it."""

    def __init__(self, plan: MunicipalityPlan, given: Numbers, dice: Dice) -> None:
        self.plan, self.given, self.dice = plan, given, dice
        self.words: Words = read_words()
        self.slots = Urn(plan.slots)
        self.zzp_left = plan.zzp
        self._classes = {key: Urn(counts) for key, counts in plan.classes.items()}
        self._providers = {care: Urn(counts) for care, counts in plan.providers.items()}

    def clients(self) -> Iterator[list[Row]]:
        """The rows of each client, one client at a time."""
        for address in people.addresses(self.plan.municipality, self.words, self.dice):
            if not len(self.slots) + self.zzp_left:
                return
            if self.dice.below(len(self.slots) + self.zzp_left) < self.zzp_left:
                self.zzp_left -= 1
                yield self._protected_living(address)
            else:
                yield from self._household(address)

    def _household(self, address: people.Address) -> Iterator[list[Row]]:
        slot = self.slots.draw(self.dice)
        first, *others = people.household_bands(slot.band, self.dice)
        head = people.person(first, address, self.words, self.dice)
        yield self._client(head, slot)
        for band in others:
            for member in self._slot_of(band):
                yield self._client(people.relative(head, band, self.words, self.dice), member)

    def _slot_of(self, band: Band) -> list[Slot]:
        return self.slots.draw_fitting(self.dice, lambda slot: slot.band == band)

    def _client(self, person: Person, first: Slot) -> list[Row]:
        """All rows of somebody whose first function is drawn; more functions follow by chance."""
        own_grounds = grounds.draw_grounds(first, self.dice)
        slots = [first, *self._more_functions(first, own_grounds)]
        decided = self._decision(person)
        rows: list[Row] = []
        for slot in slots:
            own = self._decision(person) if rows and self.dice.happens(OTHER_DECISION) else decided
            served = [row["aanbieder"] for row in rows if "aanbieder" in row]
            rows.append(self._function_row(slot, own, own_grounds, served))
        return self._with_person(person, rows)

    def _more_functions(self, first: Slot, own_grounds: tuple[str, ...]) -> Iterator[Slot]:
        functions = {first.function}
        for per_mille in NEXT_FUNCTION:
            if not self.dice.happens(per_mille):
                return
            for slot in self._one_more(first, functions, own_grounds):
                functions.add(slot.function)
                yield slot

    def _one_more(self, first: Slot, functions: set[str], own_grounds: tuple[str, ...]) -> list[Slot]:
        """A function the client does not have yet, for the same age and grounds; none when there is none."""
        any_form = self.dice.happens(OTHER_FORM)
        return self.slots.draw_fitting(
            self.dice,
            lambda slot: (
                slot.band == first.band
                and slot.function not in functions
                and (any_form or slot.form == first.form)
                and grounds.suits(slot, own_grounds)
            ),
        )

    def _decision(self, person: Person) -> Decision:
        return decision(next(self.given.decisions), person.born, self.dice)

    def _function_row(self, slot: Slot, decided: Decision, own: tuple[str, ...], served: list[str]) -> Row:
        klasse = self._classes[slot.form, slot.care].draw(self.dice)
        transport = TRANSPORT_NEEDED if slot.care == Care.BGG_TRANSPORT else TRANSPORT_NOT_NEEDED
        row = _indicated(decided, own) | {
            "functiecode": slot.function,
            "klasse": klasse,
            "vervoer": transport,
            "leveringsvorm": slot.form.value,
            "leveringsstatus": self._status(decided),
        }
        if slot.form == Form.PGB:
            return row | self._budget(year_amount(slot.care, klasse, self.dice))
        return row | _provided(self._provider(slot.care, own[0], served))

    def _provider(self, care: Care, ground: str, served: list[str]) -> str:
        """Rather the one who is already there, then one for the client's ground, then whoever has room."""
        urn = self._providers[care]
        known = urn.draw_fitting(self.dice, served.__contains__) if self.dice.happens(SAME_PROVIDER) else []
        psychiatric, wanted = psychiatric_providers(), ground == grounds.PSY
        fitting = known or urn.draw_fitting(self.dice, lambda name: (name in psychiatric) == wanted)
        return fitting[0] if fitting else urn.draw(self.dice)

    def _budget(self, cents: int) -> Row:
        return {"pgb_bruto_jaar": amount_text(cents), "pgb_zorgverlener": people.short_name(self.words, self.dice)}

    def _status(self, decided: Decision) -> str:
        waiting = decided.starts > DELIVERED_ON or self.dice.happens(NOT_YET_IN_CARE)
        return "nog niet in zorg" if waiting else "in zorg"

    def _protected_living(self, address: people.Address) -> list[Row]:
        """A client with a ZZP GGZ-C: no function, no class, ground PSY."""
        band = Band.OLD if self.dice.happens(150) else Band.ADULT
        person = people.person(band, address, self.words, self.dice)
        decided = zzp_decision(next(self.given.decisions), person.born, self.dice)
        zzp = self.dice.pick(tuple(zzp_amounts()))
        budget = self.dice.happens(ZZP_BUDGET)
        row = _indicated(decided, (grounds.PSY,)) | {
            "zzpcode": zzp,
            "klasse": "99",
            "vervoer": TRANSPORT_UNKNOWN,
            "leveringsvorm": (Form.PGB if budget else Form.ZIN).value,
            "leveringsstatus": self._status(decided),
        }
        by = self._budget(zzp_amounts()[zzp]) if budget else _provided(self.dice.pick(psychiatric_providers()))
        return self._with_person(person, [row | by])

    def _with_person(self, person: Person, rows: list[Row]) -> list[Row]:
        """The rows with who it is in front, every column filled."""
        own = dict.fromkeys(COLUMNS, "") | _person_columns(person)
        own |= {
            "bsn": next(self.given.bsns),
            "clientnummer": next(self.given.clients),
            "gemeentecode": self.plan.municipality.code,
            "overlijdensdatum": self._died(max(row["ingangsdatum"] for row in rows)),
        }
        return [own | row for row in rows]

    def _died(self, last_start: str) -> str:
        """Empty for almost everybody; else a day after the last start and before the delivery."""
        earliest = max(date.fromisoformat(last_start), date(2014, 5, 31)) + timedelta(days=1)
        room = (DELIVERED_ON - earliest).days
        if room <= 0 or not self.dice.happens(DECEASED):
            return ""
        return (earliest + timedelta(days=self.dice.below(room))).isoformat()


def _indicated(decided: Decision, own_grounds: tuple[str, ...]) -> Row:
    return {
        "besluitnummer": decided.number,
        "afgiftedatum": decided.issued.isoformat(),
        "ingangsdatum": decided.starts.isoformat(),
        "einddatum": decided.ends.isoformat(),
        "grondslag1": own_grounds[0],
        "grondslag2": "".join(own_grounds[1:]),
    }


def _provided(provider: str) -> Row:
    return {"agb": agb_codes()[provider.casefold()], "aanbieder": provider}


def _person_columns(person: Person) -> Row:
    home = person.address
    return {
        "geslachtsnaam": person.surname,
        "voorvoegsel": person.prefix,
        "voorletters": person.initials,
        "geboortedatum": person.born.isoformat(),
        "geslacht": person.sex,
        "straat": home.street,
        "huisnummer": home.number,
        "huisletter": home.letter,
        "toevoeging": home.addition,
        "postcode": home.postcode,
        "plaats": home.place,
        "geheim_adres": "1" if person.secret_address else "2",
    }

"""One person's assessment in progress: the facts every rule may look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.migration.domain.applied_law import AppliedLaw
from services.migration.domain.facts import CareFunction, FunctionFacts, PersonFacts
from services.migration.domain.wording import Reader


@dataclass(frozen=True, slots=True)
class Case:
    """`live`: the functions of which something is left on the first day of the transition right."""

    person: PersonFacts
    law: AppliedLaw
    live: tuple[FunctionFacts, ...]
    is_minor: bool

    @property
    def reader(self) -> Reader:
        return Reader(self.law.as_of, self.is_minor)

    @property
    def stay(self) -> FunctionFacts | None:
        """The function that carries an indication for stay, None when nobody indicated stay. Stay itself goes first."""
        found = sorted((one for one in self.live if one.is_stay), key=lambda one: one.function is not CareFunction.STAY)
        return found[0] if found else None


def open_case(person: PersonFacts, functions: Sequence[FunctionFacts], law: AppliedLaw) -> Case:
    first_day = law.day("transition.first-day")
    live = tuple(one for one in functions if one.ends_on is None or one.ends_on >= first_day)
    age = age_on(person.birth_date, law.day("youth.age-day"))
    return Case(person, law, live, age < law.number("youth.adult-age"))


def age_on(birth_date: date, day: date) -> int:
    """Whole years on `day`; a birthday counts from the day itself."""
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday

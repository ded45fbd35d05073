"""One person's assessment in progress: the facts every rule may look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.migration.domain.applied_law import AppliedLaw
from services.migration.domain.facts import CareFunction, FunctionFacts, PersonFacts
from services.migration.domain.wording import Reader


@dataclass(frozen=True, slots=True)
class Case:
    """`functions`: all of them, also those that are over before 2015, for some rules look at a day of 2014."""

    person: PersonFacts
    law: AppliedLaw
    functions: tuple[FunctionFacts, ...]
    is_minor: bool

    @property
    def reader(self) -> Reader:
        return Reader(self.law.as_of, self.is_minor)

    def decided_on(self, function: FunctionFacts) -> date:
        """The day whose other care decides where a function goes: when the AWBZ ended, or its own start when later."""
        return max(self.law.day("destination.decided-on"), function.starts_on)

    def there_on(self, day: date) -> tuple[FunctionFacts, ...]:
        return tuple(one for one in self.functions if one.is_there_on(day))

    def stay_on(self, day: date) -> FunctionFacts | None:
        """The function that carries an indication for stay on `day`, None when none does. Stay itself goes first."""
        found = [one for one in self.there_on(day) if one.is_stay]
        return min(found, key=lambda one: one.function is not CareFunction.STAY, default=None)


def open_case(person: PersonFacts, functions: Sequence[FunctionFacts], law: AppliedLaw) -> Case:
    age = age_on(person.birth_date, law.day("youth.age-day"))
    return Case(person, law, tuple(functions), age < law.number("youth.adult-age"))


def age_on(birth_date: date, day: date) -> int:
    """Whole years on `day`; a birthday counts from the day itself."""
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday

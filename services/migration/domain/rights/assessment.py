"""One person's assessment in progress: the facts that every rule may look at, and the law of its day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.migration.domain.rights.facts import CareFunction, FunctionFacts, PersonFacts
from services.migration.domain.rights.wording import Reader
from shared.law.book import LawBook
from shared.law.reasons import Reason, card


@dataclass(frozen=True, slots=True)
class AppliedLaw:
    """Every question is for `as_of`: the day the assessment is made for. No answer is a LawError."""

    book: LawBook
    as_of: date

    def day(self, key: str) -> date:
        return self.book.day(key, self.as_of)

    def number(self, key: str) -> int:
        return self.book.integer(key, self.as_of)

    def names(self, key: str) -> tuple[str, ...]:
        return self.book.names(key, self.as_of)

    def table(self, key: str) -> Mapping[str, Any]:
        return self.book.table(key, self.as_of)

    def because(self, key: str, explanation: str, result: object, **inputs: object) -> Reason:
        """A reason card whose rule is the parameter itself. `confidence` says how sure its source is: R read in the
        law, C computed from it, I our own reading, so that a reader sees which cards a lawyer may want to check.
        """
        facts = {name: value for name, value in inputs.items() if value is not None}
        confidence = self.book.on(key, self.as_of).source.confidence
        return card(self.book, key, self.as_of, explanation, inputs={**facts, "confidence": confidence}, result=result)


@dataclass(frozen=True, slots=True)
class Assessment:
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


def open_assessment(person: PersonFacts, functions: Sequence[FunctionFacts], law: AppliedLaw) -> Assessment:
    age = age_on(person.birth_date, law.day("youth.age-day"))
    return Assessment(person, law, tuple(functions), age < law.number("youth.adult-age"))


def those_given(*reasons: Reason | None) -> tuple[Reason, ...]:
    """The reasons of those rules that had something to say."""
    return tuple(reason for reason in reasons if reason is not None)


def age_on(birth_date: date, day: date) -> int:
    """Whole years on `day`; a birthday counts from the day itself."""
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday

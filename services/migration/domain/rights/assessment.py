"""One person's assessment in progress: the facts that every rule may look at, and the law of its day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.migration.domain.rights.facts import CareFunction, FunctionFacts, PersonFacts, PgbReading
from services.migration.domain.rights.words import CARE, CONDITION
from shared.law.book import LawBook
from shared.law.reasons import Reason, reason

PARENTS, PAST, UNUSED, OVER, NO_END = "parents", "past", "unused", "over", "no-end"
"""Forms of a sentence: for the parents of a minor, after the day itself, about care that is not in use or over, and
about an indication without an end."""


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

    def words(self) -> dict[str, object]:
        """What every sentence can use (sentences.ALWAYS)."""
        return {
            "first_day": self.day("transition.first-day"),
            "age_day": self.day("youth.age-day"),
            "adult_age": self.number("youth.adult-age"),
            "low_package_until": self.day("stay.low-at-home-until"),
        }


@dataclass(frozen=True, slots=True)
class Assessment:
    """`functions`: all of them, also those that are over before 2015, for some rules look at a day of 2014.
    `pgb_reading`: what the college of the person's municipality chose."""

    person: PersonFacts
    law: AppliedLaw
    functions: tuple[FunctionFacts, ...]
    is_minor: bool
    pgb_reading: PgbReading

    def because(
        self,
        key: str,
        sentence: str,
        result: object,
        *forms: str,
        words: Mapping[str, object] | None = None,
        **inputs: object,
    ) -> Reason:
        """A card whose rule is the parameter itself, in the words for its reader. `inputs`: the facts used, which the
        sentence can name as well. `confidence` says how sure the source is, so that a reader sees which cards a lawyer
        may want to check."""
        facts = {name: value for name, value in inputs.items() if value is not None}
        confidence = self.law.book.on(key, self.law.as_of).source.confidence
        return reason(
            self.law.book,
            key,
            self.law.as_of,
            sentence,
            forms=(*self._reader(), *forms),
            inputs={**facts, "confidence": confidence},
            result=result,
            **self.law.words() | facts | dict(words or {}),
        )

    def _reader(self) -> tuple[str, ...]:
        """Parents read about a minor, so those sentences call nobody the one who gets the care."""
        return (PARENTS,) if self.is_minor else ()

    def past(self, day: date) -> tuple[str, ...]:
        """The form of a sentence about a day that is over."""
        return (PAST,) if day < self.law.as_of else ()

    def care_words(self, function: FunctionFacts) -> dict[str, object]:
        """The words for a function. Nobody `gets` care that is not in use, or whose indication is over."""
        care = CARE[function.function]
        over = function.ends_on is not None and function.ends_on < self.law.as_of
        forms = (*self._reader(), *((OVER,) if over else () if function.in_use else (UNUSED,)))
        about = self.law.book.sentence("destination.decided-on", "about", self.law.as_of, forms, care=care)
        return {"care": care, "condition": CONDITION[function.dominant], "about": about}

    def decided_on(self, function: FunctionFacts) -> date:
        """The day whose other care decides where a function goes: when the AWBZ ended, or its own start when later."""
        return max(self.law.day("destination.decided-on"), function.starts_on)

    def there_on(self, day: date) -> tuple[FunctionFacts, ...]:
        return tuple(one for one in self.functions if one.is_there_on(day))

    def stay_on(self, day: date) -> FunctionFacts | None:
        """The function that carries an indication for stay on `day`, None when none does. Stay itself goes first."""
        found = [one for one in self.there_on(day) if one.is_stay]
        return min(found, key=lambda one: one.function is not CareFunction.STAY, default=None)


def open_assessment(
    person: PersonFacts, functions: Sequence[FunctionFacts], law: AppliedLaw, pgb_reading: PgbReading
) -> Assessment:
    age = age_on(person.birth_date, law.day("youth.age-day"))
    return Assessment(person, law, tuple(functions), age < law.number("youth.adult-age"), pgb_reading)


def those_given(*reasons: Reason | None) -> tuple[Reason, ...]:
    """The reasons of those rules that had something to say."""
    return tuple(given for given in reasons if given is not None)


def age_on(birth_date: date, day: date) -> int:
    """Whole years on `day`; a birthday counts from the day itself."""
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday


def birthday(birth_date: date, age: int) -> date:
    """The day on which somebody reaches an age; who was born on 29 February does so on 1 March in other years."""
    leap = (birth_date.month, birth_date.day) == (2, 29)
    year = birth_date.year + age
    return date(year, 3, 1) if leap else birth_date.replace(year=year)

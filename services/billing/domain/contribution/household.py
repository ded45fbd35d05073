"""Who pays together, from which age, and with which means: the facts behind every ceiling."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Household(StrEnum):
    SINGLE = "single"
    COUPLE = "couple"


class PensionAge(StrEnum):
    """How many people of the household have reached pension age."""

    NONE = "none"
    ONE = "one"
    BOTH = "both"


class FactsRefused(ValueError):
    """The facts contradict each other or cannot be. The message is Dutch and says what to do."""


@dataclass(frozen=True, slots=True)
class Means:
    """Income of the reference year and assets after tax exemption, both in cents, of the household together."""

    income_year: int
    assets: int

    def __post_init__(self) -> None:
        if self.income_year < 0:
            raise FactsRefused("Het inkomen is lager dan nul. Vul 0 in als er geen inkomen is.")
        if self.assets < 0:
            raise FactsRefused("Het vermogen is lager dan nul. Vul 0 in als er geen vermogen is.")


def known_means(income_year: int | None, assets: int | None) -> Means | None:
    """The means in cents, or None while one of the two is unknown. Raises FactsRefused, also for the known one."""
    means = Means(income_year or 0, assets or 0)
    return None if income_year is None or assets is None else means


def threshold_group(household: Household, pension_age: PensionAge) -> str:
    """The group of people that shares an income threshold (UB Wmo 2015 3.8, BBZ 16d(2), RSA 2.6.7(2)).

    A single client who has reached pension age is `one`. `both` is refused for a single: then somebody may have filled
    in the wrong household, and the wrong one costs money. A couple counts as pensioners only when both have the age.
    """
    if household is Household.SINGLE:
        if pension_age is PensionAge.BOTH:
            raise FactsRefused(
                "Een alleenstaande heeft geen partner. Kies 'one' als de cliënt de AOW-leeftijd heeft, anders 'none'."
            )
        return "single-below" if pension_age is PensionAge.NONE else "single-reached"
    return "couple-reached" if pension_age is PensionAge.BOTH else "couple-below"


def birthday(birth_date: date, age: int) -> date:
    """The day on which somebody becomes `age`. Born on 29 February: 1 March in a year without that day."""
    year = birth_date.year + age
    if (birth_date.month, birth_date.day) == (2, 29) and not _is_leap(year):
        return date(year, 3, 1)
    return birth_date.replace(year=year)


def _is_leap(year: int) -> bool:
    return date(year, 12, 31).timetuple().tm_yday == 366

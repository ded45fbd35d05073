"""Days, times and amounts of care as a reader of a letter reads them."""

import re
from datetime import date, time

from services.notifications.domain.route.facts import Provision, Unit, hour_in_words
from shared.dutch import full_day_in_words

UNIT_WORDS: dict[Unit, tuple[str, str]] = {
    "hours": ("uur", "uur"),
    "half-days": ("dagdeel", "dagdelen"),
    "days": ("dag", "dagen"),
}
NUMBERS = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
AS_AGREED = "Zoals met u is afgesproken"
HOURS = ("0 tot 1", "0 tot 2", "2 tot 4", "4 tot 7", "7 tot 10", "10 tot 13", "13 tot 16", "16 tot 20", "20 tot 25")
"""COD756 (iStandaarden): hours a week by the number of the class."""
CLASS = re.compile(r"K([DE]?)(\d{1,2})", re.ASCII)


def day_in_letter(day: date) -> str:
    """`dinsdag 10 februari 2015`"""
    return full_day_in_words(day)


def time_in_letter(moment: time) -> str:
    """`10.00 uur`"""
    return f"{hour_in_words(moment)} uur"


def number_in_letter(number: int) -> str:
    """Small ones as a word, as running text has them."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def weeks_in_letter(number: int) -> str:
    return "een week" if number == 1 else f"{number_in_letter(number)} weken"


def days_in_letter(number: int) -> str:
    return "een dag" if number == 1 else f"{number_in_letter(number)} dagen"


def how_much(provision: Provision) -> str:
    """`2,5 uur per week`. Care that goes on as it was is as much as its indication says; without either the letter
    sends the reader to what was agreed."""
    if provision.amount is None or not provision.unit:
        return _of_class(provision.care_class) or AS_AGREED
    whole, part = divmod(provision.amount, 100)
    number = f"{whole},{part:02d}".rstrip("0") if part else str(whole)
    one, more = UNIT_WORDS[provision.unit]
    return f"{number} {one if provision.amount == 100 else more} per week"


def _of_class(code: str) -> str:
    """`K3`: `4 tot 7 uur per week (klasse 3)`; empty for a code of no list."""
    found = CLASS.fullmatch(code)
    if found is None:
        return ""
    unit, number = found[1], int(found[2])
    if unit:
        one, more = UNIT_WORDS["half-days" if unit == "D" else "days"]
        return f"{number} {one if number == 1 else more} per week"
    return f"{HOURS[number]} uur per week (klasse {number})" if number < len(HOURS) else ""


def as_sentence(text: str) -> str:
    """What a caseworker typed, as one: with a full stop."""
    text = " ".join(text.split())
    return text if text.endswith((".", "?", "!")) else f"{text}."

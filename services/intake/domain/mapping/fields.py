"""Checks of single fields. Each returns the Dutch message for the user, or None when the field is right."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from services.intake.domain.mapping import codes
from shared.dutch import amount
from shared.identifiers import is_agb, is_bsn, is_demo_number, is_postcode
from shared.money import NotMoney, cents_from_text
from shared.municipalities import became_in_words, did_you_mean, is_known, successors

EARLIEST_BIRTH = "1890-01-01"
"""Nobody born before this day was alive in 2014; the oldest person then was born in 1898."""

EARLIEST_DAY, LATEST_DAY = "1900-01-01", "2100-12-31"
"""Between these lie all days that the law, a calendar and the letters can count with."""
BUDGET_CENTS_MAX = 100_000_000
"""A million euros in a year for one function; what is more is a slip."""

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
DUTCH_DATE = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", re.ASCII)
STAND_IN = re.compile(r"0?V\d{7,8}", re.ASCII)
HOUSE_NUMBER = re.compile(r"\d{1,5}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the checks need to know of the delivery, and which municipalities we work for. `created_on` is the day the
    sender made the file."""

    municipality: str
    created_on: str
    accept_demo_numbers: bool
    served: frozenset[str]


Check = Callable[[str, Rules], str | None]


@lru_cache(maxsize=100_000)
def date_fault(text: str) -> str | None:
    if ISO_DATE.fullmatch(text):
        return None if _is_real(text) else "Deze datum bestaat niet. Vul een datum in die bestaat, zoals 2015-02-28."
    dutch = DUTCH_DATE.fullmatch(text)
    if dutch is None:
        return "Dit is geen datum. Schrijf een datum als jaar-maand-dag, zoals 2015-02-28."
    turned = f"{dutch[3]}-{dutch[2]:0>2}-{dutch[1]:0>2}"
    if _is_real(turned):
        return f"Schrijf deze datum als jaar-maand-dag: {turned}."
    return "Deze datum bestaat niet. Vul een datum in die bestaat en schrijf die als jaar-maand-dag, zoals 2015-02-28."


def _is_real(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def date_check(text: str, _rules: Rules) -> str | None:
    return date_fault(text) or day_fault(text)


def end_check(text: str, _rules: Rules) -> str | None:
    """Senders write a far year for an end that nobody knows."""
    fault = date_fault(text)
    if fault is None and text > LATEST_DAY:
        return f"{day_fault(text)} Is er geen einde, laat het veld dan leeg."
    return fault or day_fault(text)


def day_fault(text: str) -> str | None:
    """Of a day that is a date (`2015-02-28`)."""
    if EARLIEST_DAY <= text <= LATEST_DAY:
        return None
    return f"Deze datum ligt niet tussen {EARLIEST_DAY} en {LATEST_DAY}. Controleer het jaar."


def birth_check(text: str, rules: Rules) -> str | None:
    if fault := date_fault(text):
        return fault
    if text > rules.created_on:
        return f"De geboortedatum ligt na de dag van het bestand ({rules.created_on}). Controleer de datum."
    if text < EARLIEST_BIRTH:
        return "De geboortedatum ligt voor 1890. Controleer het jaar."
    return None


def death_check(text: str, rules: Rules) -> str | None:
    if fault := date_fault(text):
        return fault
    if text > rules.created_on:
        return f"De overlijdensdatum ligt na de dag van het bestand ({rules.created_on}). Controleer de datum."
    return None


def stand_in(number: int, digits: int) -> str:
    """What stands in an archived row in the place of a BSN whose person was forgotten; as long as the BSN was."""
    return f"V{number:0{digits - 1}d}"


def is_stand_in(text: str) -> bool:
    return STAND_IN.fullmatch(text) is not None


def number_of_person(text: str) -> str:
    """A BSN as nine digits: one of eight digits lost its leading zero."""
    return "0" + text if len(text) == 8 else text


@lru_cache(maxsize=1_000)
def is_accepted_bsn(text: str, accept_demo_numbers: bool) -> bool:
    return is_bsn(text) or is_stand_in(text) or (accept_demo_numbers and is_demo_number(text))


def bsn_check(text: str, rules: Rules) -> str | None:
    number = number_of_person(text)
    if is_accepted_bsn(number, rules.accept_demo_numbers):
        return None
    if len(number) != 9 or not (number.isascii() and number.isdigit()):
        return "Een BSN heeft 9 cijfers. Controleer het nummer."
    return "Dit BSN kan niet bestaan: de cijfers passen niet bij elkaar (elfproef). Controleer het nummer."


def postcode_check(text: str, _rules: Rules) -> str | None:
    good = _is_postcode(text.upper())
    return None if good else "Dit is geen Nederlandse postcode. Schrijf 4 cijfers en 2 letters, zoals 1234AB."


@lru_cache(maxsize=20_000)
def _is_postcode(text: str) -> bool:
    return is_postcode(text)


def house_number_check(text: str, _rules: Rules) -> str | None:
    good = HOUSE_NUMBER.fullmatch(text)
    return None if good else "Een huisnummer is een getal van 1 tot 5 cijfers. Zet een letter in huisletter."


def municipality_check(text: str, rules: Rules) -> str | None:
    """Whether a file for a municipality is taken in at all was decided before; here a row must belong to its file."""
    if text == rules.municipality:
        return None
    wanted = codes.municipality_with_name(rules.municipality)
    if not is_known(text):
        hint = f" {meant}" if (meant := did_you_mean(text)) else ""
        return (
            f"Dit bestand is voor gemeente {wanted}, en de code van deze regel is van geen gemeente.{hint} Haal de "
            "regel weg of verbeter de gemeentecode."
        )
    stray = codes.municipality_with_name(text)
    return f"Dit bestand is voor gemeente {wanted}, maar deze regel is voor {stray}. {_what_to_do(text, stray, rules)}"


def _what_to_do(code: str, name: str, rules: Rules) -> str:
    """With a row for another municipality: an old code, a move, or a slip."""
    day = date.fromisoformat(rules.created_on)
    if became := became_in_words(code, day):
        if rules.municipality in successors(code):
            return f"{became} Woont de cliënt in uw gemeente, schrijf in deze regel dan {rules.municipality}."
        return f"{became} Zoek uit waar de cliënt woont. Haal de regel weg of verbeter de gemeentecode."
    if code in rules.served:
        return (
            f"Is de cliënt verhuisd, laat de cliënt dan aanleveren in een bestand voor {name}. Anders: verbeter de "
            "gemeentecode."
        )
    return (
        f"Wij werken niet voor {name}. Is de cliënt daarheen verhuisd, haal de regel dan weg: die gemeente neemt de "
        "cliënt over. Anders: verbeter de gemeentecode."
    )


def agb_check(text: str, _rules: Rules) -> str | None:
    return None if is_agb(text) else "Een AGB-code heeft 8 cijfers. Controleer de code van de aanbieder."


def amount_check(text: str, _rules: Rules) -> str | None:
    try:
        cents = cents_from_text(text)
    except NotMoney:
        return "Dit is geen goed bedrag. Schrijf het met een punt en zonder euroteken of min, zoals 1234.56."
    if cents > BUDGET_CENTS_MAX:
        return f"Dit bedrag is hoger dan {amount(BUDGET_CENTS_MAX)} voor een jaar. Controleer het bedrag."
    return None


def one_of(allowed: Mapping[str, object] | frozenset[str], what: str) -> Check:
    """A check on a code list; `what` names the values for the user."""
    message = f"Deze waarde kennen wij niet. Kies uit: {what}."

    def check(text: str, _rules: Rules) -> str | None:
        return None if text in allowed else message

    return check


CHECKS: Mapping[str, Check] = {
    "bsn": bsn_check,
    "geboortedatum": birth_check,
    "geslacht": one_of(codes.SEXES, "0 (onbekend), 1 (man) of 2 (vrouw)"),
    "huisnummer": house_number_check,
    "postcode": postcode_check,
    "gemeentecode": municipality_check,
    "geheim_adres": one_of(codes.YES_NO, "1 (ja) of 2 (nee)"),
    "overlijdensdatum": death_check,
    "afgiftedatum": date_check,
    "ingangsdatum": date_check,
    "einddatum": end_check,
    "grondslag1": one_of(codes.GROUNDS, ", ".join(map(codes.ground_name, codes.GROUNDS))),
    "grondslag2": one_of(codes.GROUNDS, ", ".join(map(codes.ground_name, codes.GROUNDS))),
    "functiecode": one_of(codes.FUNCTIONS, ", ".join(map(codes.function_name, codes.FUNCTIONS))),
    "zzpcode": one_of(codes.PACKAGES, "de zzp-codes van COD163, zoals 760"),
    "klasse": one_of(
        codes.CLASSES, "de klassen van COD756, zoals K3 (uren), KD04 (dagdelen), KE2 (etmalen) of 99 (geen klasse)"
    ),
    "vervoer": one_of(codes.TRANSPORTS, "1 (nodig), 2 (niet nodig) of 9 (onbekend)"),
    "leveringsvorm": one_of(codes.DELIVERY_FORMS, "2 (pgb) of 4 (zorg in natura)"),
    "agb": agb_check,
    "leveringsstatus": one_of(codes.DELIVERY_STATES, "'in zorg' of 'nog niet in zorg'"),
    "pgb_bruto_jaar": amount_check,
}
"""Only a field that is filled in is checked here; whether it must be is in rows.py."""

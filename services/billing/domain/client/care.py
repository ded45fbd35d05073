"""Care as billing knows it: functions, delivery forms, and the class that says how much of it."""

import re
from enum import StrEnum

# Code list COD756: K3 is a class in hours a week, KD04 in half-days, KE2 in 24-hour periods. A bare number is a class.
_CLASS = re.compile(r"(KD|KE|K)?(\d{1,2})")
_NOT_APPLICABLE = "99"


class Function(StrEnum):
    """AWBZ functions; the value is the code in events and in the API."""

    BGI = "BGI"
    BGG = "BGG"
    KVB = "KVB"
    PV = "PV"
    VP = "VP"
    BH = "BH"
    TRANSPORT = "TRANSPORT"
    STAY = "STAY"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def class_prefix(self) -> str:
        return {Function.BGG: "KD", Function.KVB: "KE"}.get(self, "K")


_LABELS = {
    Function.BGI: "Begeleiding individueel",
    Function.BGG: "Begeleiding in een groep",
    Function.KVB: "Kortdurend verblijf",
    Function.PV: "Persoonlijke verzorging",
    Function.VP: "Verpleging",
    Function.BH: "Behandeling",
    Function.TRANSPORT: "Vervoer",
    Function.STAY: "Verblijf",
}
_OTHER_HELP = {"DOMESTIC-HELP": "Hulp bij het huishouden", "ADL": "Hulp in een ADL-woning"}


class DeliveryForm(StrEnum):
    IN_KIND = "ZIN"
    PGB = "PGB"


class Domain(StrEnum):
    """The laws under which care goes on, in migration's words."""

    WMO = "wmo"
    PROTECTED_LIVING = "wmo-protected-living"
    YOUTH = "jeugdwet"
    INSURANCE = "zvw"
    LONG_TERM = "wlz"
    WMO_2007 = "wmo-2007"
    NONE = "none"


def help_label(word: str) -> str:
    """The Dutch name of what a delivery asks for by its code in events, also when billing has no rules for it."""
    return _LABELS[Function(word)] if word in _LABELS else _OTHER_HELP.get(word, "Deze hulp")


class ClassUnknown(ValueError):
    """The class of a function cannot be read. The message is Dutch and says what to do."""


def class_number(function: Function, text: str) -> int:
    """The number in a class code: `K3` is 3, `KD04` is 4, `KE2` is 2. Raises ClassUnknown, also for another unit."""
    found = _CLASS.fullmatch(text.strip().upper())
    if found is None or text.strip() == _NOT_APPLICABLE:
        raise ClassUnknown(
            f"{function.label}: {text[:20]!r} is geen klasse. Vul een klasse in, bijvoorbeeld K3 of KD04."
        )
    prefix, number = found.groups()
    if prefix not in (None, function.class_prefix):
        raise ClassUnknown(
            f"{function.label}: klasse {text} heeft een andere eenheid. Gebruik {function.class_prefix}."
        )
    return int(number)

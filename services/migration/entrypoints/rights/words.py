"""Dutch words on the screens for what the code calls by English names, and for codes of the lists of the AWBZ."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from services.migration.domain.rights.codes import NO_CLASS, SECTORS
from services.migration.domain.rights.facts import CareFunction, DeliveryForm, Domain, Ground
from services.migration.domain.rights.states import PersonState
from shared.dutch import date_in_words
from shared.law.reasons import Reason

STATES = {
    PersonState.TO_REASSESS: "herbeoordelen",
    PersonState.OVERDUE: "recht voorbij, besluit ontbreekt",
    PersonState.PROTECTED_LIVING: "beschermd wonen",
    PersonState.YOUTH: "jeugd (Jeugdwet)",
    PersonState.ELSEWHERE: "zorgverzekering, Wlz of oud Wmo-besluit",
    PersonState.ENDED: "geen recht dat doorloopt",
    PersonState.DECEASED: "overleden",
    PersonState.DECIDED: "besluit verstuurd",
    PersonState.STOPPED: "herbeoordeling gestopt",
    PersonState.NEW_REPORT: "nieuwe melding",
}
DOMAINS = {
    Domain.WMO: "gemeente (Wmo)",
    Domain.PROTECTED_LIVING: "gemeente (beschermd wonen)",
    Domain.ZVW: "zorgverzekering (Zvw)",
    Domain.JEUGDWET: "gemeente (Jeugdwet)",
    Domain.WLZ: "langdurige zorg (Wlz)",
    Domain.WMO_2007: "gemeente (besluit onder de oude Wmo)",
    Domain.NONE: "niemand",
}
FUNCTIONS = {
    CareFunction.BGI.value: "begeleiding individueel",
    CareFunction.BGG.value: "begeleiding in een groep",
    CareFunction.KVB.value: "kortdurend verblijf",
    CareFunction.PV.value: "persoonlijke verzorging",
    CareFunction.VP.value: "verpleging",
    CareFunction.BH.value: "behandeling",
    CareFunction.TRANSPORT.value: "vervoer",
    CareFunction.STAY.value: "verblijf",
    CareFunction.DOMESTIC_HELP.value: "hulp bij het huishouden",
    CareFunction.ADL.value: "hulp in een ADL-woning",
}
GROUNDS = {
    Ground.SOM.value: "somatisch",
    Ground.PG.value: "psychogeriatrisch",
    Ground.PSY.value: "psychiatrisch",
    Ground.LG.value: "lichamelijke handicap",
    Ground.VG.value: "verstandelijke handicap",
    Ground.ZG.value: "zintuiglijke handicap",
    Ground.PSYSOC.value: "psychosociaal",
}
DELIVERY_FORMS = {DeliveryForm.ZIN: "zorg in natura", DeliveryForm.PGB: "persoonsgebonden budget (pgb)"}
INPUTS = {
    "amount": "hoeveelheid",
    "accepted_on": "aanbod aangenomen op",
    "birth_date": "geboortedatum",
    "confidence": "zekerheid van de bron",
    "delivery_form": "leveringsvorm",
    "died_on": "overleden op",
    "ends_on": "indicatie tot en met",
    "function": "functie",
    "given_up_on": "pgb opgezegd op",
    "ground": "grondslag",
    "grounds": "grondslagen",
    "in_use": "in gebruik",
    "issued_on": "afgegeven op",
    "moved_on": "verhuisd op",
    "starts_on": "indicatie vanaf",
    "stay": "verblijf in functie",
    "stay_starts_on": "verblijf vanaf",
    "zzp": "zorgzwaartepakket",
}
CONFIDENCE = {
    "R": "staat zo in de wet",
    "C": "berekend uit de wet",
    "I": "onze uitleg van de wet",
}

# COD756 (iStandaarden): hours a week by the number of the class.
HOURS = ("0 tot 1", "0 tot 2", "2 tot 4", "4 tot 7", "7 tot 10", "10 tot 13", "13 tot 16", "16 tot 20", "20 tot 25")
CLASS = re.compile(r"K([DE]?)(\d{1,2})", re.ASCII)
SECTOR_NAMES = {
    "VV": "VV",
    "GGZC": "GGZ-C",
    "GGZB": "GGZ-B",
    "LVG": "LVG",
    "SGLVG": "SGLVG",
    "VG": "VG",
    "LG": "LG",
    "ZGVIS": "ZG visueel",
    "ZGAUD": "ZG auditief",
}
PACKAGES = {
    **{code: f"{n} {SECTOR_NAMES[sector]}" for sector, codes in SECTORS.items() for n, code in enumerate(codes, 1)},
    "190": "9a VV",
    "191": "9b VV",
    "998": "X",
    "999": "0",
}


def care_class(code: str) -> str:
    """`K2`: `klasse 2 (2 tot 4 uur per week)`. A code of no list stays as it is."""
    if code in NO_CLASS:
        return "geen klasse"
    found = CLASS.fullmatch(code)
    if found is None:
        return code
    unit, number = found[1], int(found[2])
    if unit:
        word = ("dagdeel", "dagdelen") if unit == "D" else ("etmaal", "etmalen")
        amount = f"{number} {word[number != 1]}"
    elif number < len(HOURS):
        amount = f"{HOURS[number]} uur"
    else:
        return code
    return f"klasse {number} ({amount} per week)"


def package(code: str) -> str:
    """`866`: `4 GGZ-C (code 866)`. A code of no list stays as it is."""
    return f"{PACKAGES[code]} (code {code})" if code in PACKAGES else code


def grounds(codes: Sequence[str]) -> str:
    return ", ".join(GROUNDS.get(code, code) for code in codes)


def used(reason: Reason) -> list[tuple[str, str]]:
    """The facts that a rule used, by their Dutch names."""
    return [(INPUTS.get(name, name), fact(name, value)) for name, value in reason.inputs.items()]


def fact(name: str, value: str) -> str:
    """A fact on a reason card in words; `name` is one of INPUTS."""
    return READ_AS[name](value) if name in READ_AS else plain(value)


def plain(value: str) -> str:
    """A day or a word of the code in Dutch; other text stays as it is."""
    try:
        return date_in_words(date.fromisoformat(value))
    except ValueError:
        return OUTCOMES.get(value, value)


def _from(words: Mapping[str, str]) -> Callable[[str], str]:
    """Reads one code or several with commas between them."""
    return lambda value: ", ".join(words.get(code, code) for code in value.split(", "))


OUTCOMES = {
    **{domain.value: word for domain, word in DOMAINS.items()},
    **{form.value: word for form, word in DELIVERY_FORMS.items()},
}
READ_AS: Mapping[str, Callable[[str], str]] = {
    "confidence": _from(CONFIDENCE),
    "function": _from(FUNCTIONS),
    "ground": _from(GROUNDS),
    "grounds": _from(GROUNDS),
    "stay": str,
    "zzp": package,
}

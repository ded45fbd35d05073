"""Code lists that people write by hand: which classes fit a function, and how a care package is called."""

import re
from collections.abc import Iterator, Mapping

from services.migration.domain.rights.facts import CareFunction

NO_CLASS = ("99", "")


def _numbered(prefix: str, first: int, last: int, digits: int = 1) -> tuple[str, ...]:
    return tuple(f"{prefix}{number:0{digits}d}" for number in range(first, last + 1))


HOURS, HALF_DAYS, PERIODS = _numbered("K", 0, 8), _numbered("KD", 1, 15, 2), _numbered("KE", 1, 7)

# Beleidsregels indicatiestelling AWBZ 2014 (BWBR0034547), in the notation of COD756 (iStandaarden). No class table was
# found for treatment, so every class fits it. Stay is counted in periods of 24 hours; that is our reading of the list,
# which has more of them than short stay can use. Transport is indicated with yes or no.
CLASSES: Mapping[CareFunction, tuple[str, ...]] = {
    CareFunction.BGI: _numbered("K", 1, 8),
    CareFunction.BGG: _numbered("KD", 1, 9, 2),
    CareFunction.KVB: _numbered("KE", 1, 3),
    CareFunction.PV: _numbered("K", 1, 8),
    CareFunction.VP: _numbered("K", 0, 7),
    CareFunction.BH: (*HOURS, *HALF_DAYS, *PERIODS),
    CareFunction.TRANSPORT: (),
    CareFunction.STAY: PERIODS,
}

# COD163 (iStandaarden, valid from 1-1-2015): the codes of each sector in the order of the package numbers.
SECTORS: Mapping[str, tuple[str, ...]] = {
    "VV": ("750", "751", "752", "753", "754", "755", "756", "757", "758", "759"),
    "GGZC": ("760", "762", "764", "866", "868", "870"),
    "GGZB": ("860", "862", "864", "766", "768", "770", "772"),
    "LVG": ("780", "781", "782", "783", "784"),
    "SGLVG": ("790",),
    "VG": ("800", "802", "804", "806", "808", "810", "812", "814"),
    "LG": ("820", "822", "824", "826", "828", "830", "832"),
    "ZGVIS": ("840", "842", "844", "846", "848"),
    "ZGAUD": ("850", "852", "854", "856"),
}
UNNUMBERED = {"9AVV": "190", "9VVA": "190", "9BVV": "191", "9VVB": "191", "ZZPX": "998", "ZZP0": "999"}


def _names() -> Iterator[tuple[str, str]]:
    """`5VV` as in the list and `VV5` as people say; GGZ also as `GGZ-3C`, `3C GGZ` and `3C`."""
    for sector, codes in SECTORS.items():
        for number, code in enumerate(codes, start=1):
            yield f"{number}{sector}", code
            yield f"{sector}{number}", code
            if sector.startswith("GGZ"):
                letter = sector.removeprefix("GGZ")
                yield from ((name, code) for name in (f"GGZ{number}{letter}", f"{number}{letter}GGZ"))
                yield f"{number}{letter}", code


PACKAGES: Mapping[str, str] = {**dict(_names()), **UNNUMBERED}
PACKAGE_CODES = frozenset(PACKAGES.values())


def package_code(text: str) -> str:
    """The COD163 code of a package as people write it (`4C`, `5 VV`, `ZZP 3GGZ-C`).

    Text that names no package stays as it is, so that an error can quote what was written.
    """
    name = re.sub(r"[^A-Z0-9]", "", text.upper()).replace("VISUEEL", "VIS").replace("AUDITIEF", "AUD")
    short = name.removeprefix("ZZP")
    if short in PACKAGE_CODES:
        return short
    return PACKAGES.get(name, PACKAGES.get(short, text))

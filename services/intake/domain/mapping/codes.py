"""The code lists of the delivery file, as data. They are of the iStandaarden (iWlz), valid from 1-1-2015.

Whether the lists before 2015 were the same was not found; the delivered file says it uses these.
"""

from dataclasses import dataclass

from shared.municipalities import is_known, with_code


@dataclass(frozen=True, slots=True)
class Function:
    """A function of COD732: our word for it, its Dutch name, and the classes that fit (empty: no class table was
    found, any class).

    Classes: Beleidsregels indicatiestelling AWBZ 2014 (BWBR0034547), in the notation of COD756.
    """

    word: str
    name: str
    classes: frozenset[str] = frozenset()


NO_CLASS = "99"
HOURS_PV_BGI = frozenset(f"K{n}" for n in range(1, 9))
HOURS_VP = frozenset(f"K{n}" for n in range(8))
HALF_DAYS_BGG = frozenset(f"KD{n:02d}" for n in range(1, 10))
PERIODS_KVB = frozenset(f"KE{n}" for n in range(1, 4))

# COD756, class: hours a week (K), half-days a week (KD), periods of 24 hours a week (KE).
CLASSES = frozenset(
    [NO_CLASS] + [f"K{n}" for n in range(9)] + [f"KD{n:02d}" for n in range(1, 16)] + [f"KE{n}" for n in range(1, 8)]
)

# COD732, function.
FUNCTIONS = {
    "21": Function("DOMESTIC-HELP", "hulp bij het huishouden"),
    "31": Function("PV", "persoonlijke verzorging", HOURS_PV_BGI),
    "41": Function("VP", "verpleging", HOURS_VP),
    "61": Function("BH", "behandeling algemeen"),
    "62": Function("BH", "behandeling VBF"),  # what VBF stands for was not found
    "63": Function("BH", "behandeling individueel"),
    "64": Function("BH", "behandeling in een groep"),
    "71": Function("KVB", "kortdurend verblijf", PERIODS_KVB),
    "81": Function("BGI", "begeleiding individueel", HOURS_PV_BGI),
    "82": Function("BGG", "begeleiding in een groep", HALF_DAYS_BGG),
    "91": Function("ADL", "hulp in een ADL-woning"),
}
STAY = "STAY"

# COD163, package of care with stay, those of 2015: VV, GGZ (B and C), LVG, SGLVG, VG, LG, ZG, and the unspecified ones.
PACKAGES = frozenset(
    ["190", "191", "760", "762", "764", "766", "768", "770", "772", "790", "860", "862", "864", "866", "868", "870"]
    + [str(n) for n in range(750, 760)]
    + [str(n) for n in range(780, 785)]
    + [str(n) for n in range(800, 816, 2)]
    + [str(n) for n in range(820, 834, 2)]
    + [str(n) for n in range(840, 850, 2)]
    + [str(n) for n in range(850, 858, 2)]
    + ["998", "999"]
)

# COD736, ground.
GROUNDS = {"01": "SOM", "02": "PG", "03": "PSY", "04": "LG", "05": "VG", "06": "ZG", "07": "PSYSOC"}
GROUND_NAMES = {
    "01": "somatisch",
    "02": "psychogeriatrisch",
    "03": "psychiatrisch",
    "04": "lichamelijke handicap",
    "05": "verstandelijke handicap",
    "06": "zintuiglijke handicap",
    "07": "psychosociaal",
}

# Beleidsregels indicatiestelling AWBZ 2014, annex 2: SOM, PG and LG give every function; PSY no nursing and no
# treatment; VG and ZG no nursing. The annex's "PSY only PV and BG" does not name short stay (KVB), nor does art.
# 8.1(1)(d) Wmo 2015 bind it to a ground: a KVB row with PSY is let through. For ground 07 no rule was found.
FUNCTIONS_WITHOUT_GROUND = {
    "03": frozenset({"41", "61", "62", "63", "64"}),
    "05": frozenset({"41"}),
    "06": frozenset({"41"}),
}

SEXES = {"0": "unknown", "1": "male", "2": "female"}  # COD046
TRANSPORTS = {"1": True, "2": False, "9": False}  # COD741; 9 is "unknown": no transport was shown to be indicated
BUDGET, IN_KIND = "PGB", "ZIN"
DELIVERY_FORMS = {"2": BUDGET, "4": IN_KIND}  # COD578 as it was before 2017
YES_NO = {"1": True, "2": False}  # COD260
DELIVERY_STATES = {"in zorg": True, "nog niet in zorg": False}  # of the delivery file itself

# COD910, return codes: "<column> ontbreekt of is onjuist". A column without one has no fitting code in the list.
RETURN_CODES = {
    "bsn": "0399",
    "clientnummer": "0448",
    "geslachtsnaam": "0312",
    "geboortedatum": "0350",
    "geslacht": "0351",
    "straat": "0409",
    "huisnummer": "0406",
    "postcode": "0431",
    "plaats": "0410",
    "geheim_adres": "0309",
    "afgiftedatum": "4761",
    "ingangsdatum": "1119",
    "einddatum": "1120",
    "grondslag1": "1115",
    "grondslag2": "1143",
    "functiecode": "1113",
    "zzpcode": "1113",
    "klasse": "1114",
    "vervoer": "1117",
    "leveringsvorm": "1123",
    "agb": "0383",
    "leveringsstatus": "1210",
}


def municipality_with_name(code: str) -> str:
    """As `Putten (0273)`; the code alone when no municipality has it."""
    return with_code(code) if is_known(code) else code


def care_office_with_name(code: str) -> str:
    """As `Utrecht (5509)`; the code alone when it is not in CARE_OFFICES."""
    return f"{CARE_OFFICES[code]} ({code})" if code in CARE_OFFICES else code


def function_name(code: str) -> str:
    """As `31 (persoonlijke verzorging)`, for a code of FUNCTIONS."""
    return f"{code} ({FUNCTIONS[code].name})"


def ground_name(code: str) -> str:
    """As `01 (somatisch)`, for a code of GROUNDS."""
    return f"{code} ({GROUND_NAMES[code]})"


# Zorgkantoor, by the code of its region (iWlz).
CARE_OFFICES = {
    "5501": "Groningen",
    "5502": "Friesland",
    "5503": "Drenthe",
    "5504": "Zwolle",
    "5505": "Twente",
    "5506": "Apeldoorn/Zutphen",
    "5507": "Arnhem",
    "5508": "Nijmegen",
    "5509": "Utrecht",
    "5510": "Flevoland",
    "5511": "'t Gooi",
    "5512": "Noord-Holland Noord",
    "5513": "Kennemerland",
    "5514": "Zaanstreek/Waterland",
    "5515": "Amsterdam",
    "5516": "Amstelland en De Meerlanden",
    "5517": "Zuid-Holland Noord",
    "5518": "Haaglanden",
    "5519": "Delft Westland Oostland",
    "5520": "Midden-Holland",
    "5521": "Rotterdam",
    "5522": "Nieuwe Waterweg Noord",
    "5523": "Zuid-Hollandse Eilanden",
    "5524": "Waardenland",
    "5525": "Zeeland",
    "5526": "West-Brabant",
    "5527": "Midden-Brabant",
    "5528": "Noordoost-Brabant",
    "5529": "Zuidoost-Brabant",
    "5530": "Noord- en Midden-Limburg",
    "5531": "Zuid-Limburg",
    "5532": "Midden-IJssel",
}

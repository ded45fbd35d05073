"""The Dutch sentences of the reasons, at level B1. The client reads them in the letter and on the portal."""

from datetime import date

from services.migration.domain.facts import CareFunction, FunctionFacts, Ground
from shared.calendar.days import dutch_date

CARE = {
    CareFunction.BGI: "individuele begeleiding",
    CareFunction.BGG: "begeleiding in een groep",
    CareFunction.KVB: "kortdurend verblijf",
    CareFunction.PV: "persoonlijke verzorging",
    CareFunction.VP: "verpleging",
    CareFunction.BH: "behandeling",
    CareFunction.TRANSPORT: "vervoer naar de begeleiding",
    CareFunction.STAY: "verblijf",
}
CONDITION = {
    Ground.SOM: "een lichamelijke ziekte",
    Ground.PG: "dementie of een ziekte die daarop lijkt",
    Ground.PSY: "een psychische aandoening",
    Ground.LG: "een lichamelijke handicap",
    Ground.VG: "een verstandelijke handicap",
    Ground.ZG: "een handicap aan uw ogen of oren",
}
TO_WMO = "U krijgt {care}. Die zorg valt vanaf 1 januari 2015 onder de Wmo. Uw gemeente is daarvoor verantwoordelijk."
DESTINATION = {
    "adult.guidance": TO_WMO,
    "adult.short-stay": TO_WMO,
    "adult.transport": TO_WMO,
    "adult.personal-care": (
        "U krijgt {care} vanwege {condition}. Die zorg valt vanaf 1 januari 2015 onder de Wmo. "
        "Uw gemeente is daarvoor verantwoordelijk."
    ),
    "adult.personal-care-insured": (
        "U krijgt {care} vanwege {condition}. Die zorg hoort vanaf 1 januari 2015 bij uw zorgverzekering. "
        "Uw zorgverzekeraar helpt u verder."
    ),
    "adult.personal-care-with-nursing": (
        "U krijgt {care} samen met verpleging. Samen is dat wijkverpleging. "
        "Die zorg hoort vanaf 1 januari 2015 bij uw zorgverzekering. Uw zorgverzekeraar helpt u verder."
    ),
    "adult.nursing": (
        "U krijgt {care}. Die zorg hoort vanaf 1 januari 2015 bij uw zorgverzekering. "
        "Uw zorgverzekeraar helpt u verder."
    ),
    "adult.treatment": (
        "U krijgt {care}. Die zorg gaat niet naar de gemeente. Vraag uw zorgverlener waar u deze zorg kunt krijgen."
    ),
    "minor.any-ground": (
        "Op 31 december 2014 bent u jonger dan 18 jaar. "
        "Uw zorg ({care}) valt vanaf 1 januari 2015 onder de Jeugdwet. Uw gemeente is daarvoor verantwoordelijk."
    ),
    "minor.by-ground": (
        "Op 31 december 2014 bent u jonger dan 18 jaar. U krijgt {care} vanwege {condition}. "
        "Die zorg valt vanaf 1 januari 2015 onder de Jeugdwet. Uw gemeente is daarvoor verantwoordelijk."
    ),
    "stay.protected-living": (
        "Uw zorg hoort bij beschermd wonen. Beschermd wonen valt vanaf 1 januari 2015 onder de Wmo. "
        "Uw gemeente is daarvoor verantwoordelijk."
    ),
    "stay.high": "Uw zorg hoort bij wonen in een instelling. Die zorg valt vanaf 1 januari 2015 onder de Wlz.",
    "stay.low": (
        "Uw zorg hoort bij wonen in een instelling. Die zorg valt vanaf 1 januari 2015 onder de Wlz. "
        "Woont u thuis? Dan houdt u uw oude zorg uiterlijk tot en met 31 december 2015."
    ),
    "stay.ggz-b": (
        "Uw zorg hoort bij een langer verblijf voor psychiatrische behandeling. "
        "Die zorg valt vanaf 1 januari 2015 drie jaar lang onder de Wlz."
    ),
    "stay.other": "U krijgt {care} vanwege {condition}. Verblijf valt vanaf 1 januari 2015 onder de Wlz.",
}
WLZ_TEST = {
    "wlz-test.half-days": "U krijgt veel zorg in een groep of korte logeerzorg: {amount} dagdelen per week.",
    "wlz-test.group-treatment": "U krijgt behandeling in een groep: {amount} dagdelen per week.",
    "wlz-test.short-stay": "U hebt een indicatie voor kortdurend verblijf van na 2010.",
    "wlz-test.hours": "U krijgt veel zorg: ongeveer {amount} uur per week.",
}


def destination(key: str, function: FunctionFacts) -> str:
    return DESTINATION[key].format(care=CARE[function.function], condition=CONDITION[function.dominant])


def with_stay(function: FunctionFacts) -> str:
    return f"U hebt ook een indicatie voor verblijf. Uw zorg ({CARE[function.function]}) hoort daarbij."


def wlz_domain() -> str:
    return (
        "Mensen met zoveel zorg kunnen vanaf 1 januari 2015 zorg krijgen uit de Wlz. "
        "U moest dat voor 1 januari 2015 laten weten aan het CIZ. Wij gaan ervan uit dat u dat hebt gedaan. "
        "Klopt dat niet? Bel dan de gemeente. Wij bekijken dan opnieuw waar u recht op hebt."
    )


def wlz_finding() -> str:
    return (
        "Misschien hebt u recht op zorg uit de Wlz. Hebt u dat voor 1 januari 2015 laten weten aan het CIZ? "
        "Bel dan de gemeente. Tot die tijd blijft uw oude recht gelden."
    )


def ended_before(ends_on: date, first_day: date) -> str:
    return (
        f"Uw indicatie liep tot en met {dutch_date(ends_on)}. Dat is voor {dutch_date(first_day)}. "
        "Daarom is er geen recht dat doorloopt bij de gemeente."
    )


def starts_after(starts_on: date, last_day: date) -> str:
    return (
        f"Uw indicatie begint op {dutch_date(starts_on)}. Het oude recht stopt op {dutch_date(last_day)}. "
        "Daarom is er geen recht dat doorloopt bij de gemeente."
    )


def until_indication(last_day: date) -> str:
    day = dutch_date(last_day)
    return f"Uw indicatie loopt tot en met {day}. Tot en met {day} houdt u uw oude recht."


def until_law(ends_on: date | None, last_day: date) -> str:
    indication = f"loopt tot en met {dutch_date(ends_on)}" if ends_on else "heeft geen einddatum"
    return (
        f"Uw indicatie {indication}. De wet zegt dat uw oude recht eerder stopt. "
        f"U houdt uw oude recht tot en met {dutch_date(last_day)}."
    )


def until_law_pgb_open(last_day: date) -> str:
    return (
        f"U houdt uw persoonsgebonden budget voor beschermd wonen uiterlijk tot en met {dutch_date(last_day)}. "
        "De wet is over deze datum niet duidelijk. Wij kiezen de uitleg die voor u het beste is."
    )


def issued_late(issued_on: date) -> str:
    return (
        f"Uw indicatie is van {dutch_date(issued_on)}. U vroeg haar aan voor 1 januari 2015. "
        "Daarom geldt uw oude recht ook voor u."
    )


def not_yet_used() -> str:
    return (
        "Op 1 januari 2015 gebruikt u deze zorg nog niet. Wilt u de zorg gaan gebruiken? "
        "Vraag dan eerst de gemeente om haar mening. Daarna kunt u uw recht gebruiken."
    )


def turns_18(birthday: date) -> str:
    return (
        f"U wordt 18 jaar op {dutch_date(birthday)}. De wet heeft daarvoor geen aparte regel. "
        "Uw oude recht loopt daarom gewoon door."
    )


def offer_accepted(on: date) -> str:
    day = dutch_date(on)
    return f"U hebt op {day} een nieuw aanbod van de gemeente aangenomen. De laatste dag van uw oude recht is {day}."


def died(on: date) -> str:
    return f"De cliënt is overleden op {dutch_date(on)}. Het recht loopt tot en met die dag."


def died_before(on: date, first_day: date) -> str:
    return f"De cliënt is overleden op {dutch_date(on)}. Dat is voor {dutch_date(first_day)}. Er is geen recht meer."


def moved(on: date) -> str:
    return (
        f"U bent op {dutch_date(on)} verhuisd. Uw oude recht blijft. "
        "Woont u nu in een andere gemeente? Dan is die gemeente verantwoordelijk."
    )


def pgb_given_up(on: date, last_day: date) -> str:
    return (
        f"U hebt uw persoonsgebonden budget opgezegd vanaf {dutch_date(on)}. "
        f"De laatste dag van uw budget is {dutch_date(last_day)}."
    )


def pgb_given_up_before(on: date) -> str:
    return (
        f"U hebt uw persoonsgebonden budget opgezegd vanaf {dutch_date(on)}. U hebt dus geen budget in 2015. "
        "U houdt wel uw recht op zorg van een zorgaanbieder."
    )

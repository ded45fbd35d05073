"""The Dutch sentences of the reasons, at level B1. The client reads them in the letter and on the portal."""

from dataclasses import dataclass
from datetime import date

from services.migration.domain.rights.facts import CareFunction, Domain, FunctionFacts, Ground
from shared.dutch import date_in_words

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
    Ground.ZG: "een handicap aan de ogen of oren",
    Ground.PSYSOC: "psychosociale problemen",
}
AGE_DAY = date(2014, 12, 31)
MUNICIPALITY = "Uw gemeente is daarvoor verantwoordelijk."
TO_WMO = f"{{about}}. Die zorg valt vanaf 1 januari 2015 onder de Wmo. {MUNICIPALITY}"
TO_INSURER = "Die zorg hoort vanaf 1 januari 2015 bij de zorgverzekering. De zorgverzekeraar helpt u verder."
TO_YOUTH = f"{{age}} Die zorg valt vanaf 1 januari 2015 onder de Jeugdwet. {MUNICIPALITY}"
DESTINATION = {
    "adult.guidance": TO_WMO,
    "adult.short-stay": TO_WMO,
    "adult.transport": TO_WMO,
    "adult.personal-care": (
        f"{{about}} vanwege {{condition}}. Die zorg valt vanaf 1 januari 2015 onder de Wmo. {MUNICIPALITY}"
    ),
    "adult.personal-care-insured": f"{{about}} vanwege {{condition}}. {TO_INSURER}",
    "adult.personal-care-with-nursing": f"{{about}} samen met verpleging. Samen is dat wijkverpleging. {TO_INSURER}",
    "adult.nursing": f"{{about}}. {TO_INSURER}",
    "adult.treatment": (
        "{about}. Die zorg gaat niet naar de gemeente. Vraag aan de zorgverlener waar deze zorg te krijgen is."
    ),
    "minor.any-ground": f"{{about}}. {TO_YOUTH}",
    "minor.by-ground": f"{{about}} vanwege {{condition}}. {TO_YOUTH}",
    "stay.protected-living": (
        f"Deze zorg hoort bij beschermd wonen. Beschermd wonen valt vanaf 1 januari 2015 onder de Wmo. {MUNICIPALITY}"
    ),
    "stay.high": "Deze zorg hoort bij wonen in een instelling. Die zorg valt vanaf 1 januari 2015 onder de Wlz.",
    "stay.low": (
        "Deze zorg hoort bij wonen in een instelling. Die zorg valt vanaf 1 januari 2015 onder de Wlz. "
        "Wie thuis woont, houdt de oude zorg uiterlijk tot en met 31 december 2015."
    ),
    "stay.ggz-b": (
        "Deze zorg hoort bij een langer verblijf voor psychiatrische behandeling. "
        "Die zorg valt vanaf 1 januari 2015 drie jaar lang onder de Wlz."
    ),
    "stay.other": "{about} vanwege {condition}. Verblijf valt vanaf 1 januari 2015 onder de Wlz.",
}
WLZ_TEST = {
    "wlz-test.half-days": "veel zorg in een groep of korte logeerzorg. Dat waren {amount} dagdelen per week.",
    "wlz-test.group-treatment": "behandeling in een groep. Dat waren {amount} dagdelen per week.",
    "wlz-test.short-stay": "kortdurend verblijf. Die indicatie is van na 2010.",
    "wlz-test.hours": "veel zorg. Dat was ongeveer {amount} uur per week.",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom and for which day a sentence must be right. About a minor the parents read the letter and the page on
    the portal, so those sentences do not say `u` to the reader as the one in care.
    """

    as_of: date
    minor: bool

    @property
    def indication(self) -> str:
        return "De indicatie" if self.minor else "Uw indicatie"


def about(function: FunctionFacts, reader: Reader) -> str:
    """What care it is, without the full stop. Nobody `gets` care that is not in use, or whose indication is over."""
    care = CARE[function.function]
    if reader.minor:
        return f"Het gaat om {care}"
    if function.ends_on is not None and function.ends_on < reader.as_of:
        return f"U had een indicatie voor {care}"
    return f"U krijgt {care}" if function.in_use else f"U hebt een indicatie voor {care}"


def destination(key: str, function: FunctionFacts, reader: Reader) -> str:
    verb = "is" if reader.as_of <= AGE_DAY else "was"
    return DESTINATION[key].format(
        about=about(function, reader),
        condition=CONDITION[function.dominant],
        age=f"Deze zorg is voor iemand die op {date_in_words(AGE_DAY)} jonger {verb} dan 18 jaar.",
    )


def with_stay(function: FunctionFacts) -> str:
    return f"Er is ook een indicatie voor verblijf. Deze zorg ({CARE[function.function]}) hoort daarbij."


def later_stay(starts_on: date, decided_on: date, reader: Reader) -> str:
    verb = "is" if reader.as_of <= decided_on else "was"
    return (
        f"Er is ook een indicatie voor verblijf vanaf {date_in_words(starts_on)}. "
        f"Op {date_in_words(decided_on)} {verb} dat verblijf er nog niet. Daarom telt het hier niet mee."
    )


def wlz_test(key: str, amount: str, day: date) -> str:
    """`day`: the one on which the indications had to be valid; the care that met the test may be over since."""
    return f"Op {date_in_words(day)} was er een indicatie voor {WLZ_TEST[key].format(amount=amount)}"


def wlz_domain(reply_before: date, reader: Reader) -> str:
    day = date_in_words(reply_before)
    start = "Mensen met zoveel zorg kunnen vanaf 1 januari 2015 zorg krijgen uit de Wlz. "
    if reader.as_of < reply_before:
        return (
            f"{start}Hebt u het CIZ al laten weten dat u dit wilt? Zo niet, doe dat dan nu, voor {day}. "
            "Wilt u dit niet? Bel dan de gemeente. Wij bekijken dan opnieuw waar u recht op hebt."
        )
    return (
        f"{start}U moest dat voor {day} laten weten aan het CIZ. Wij gaan ervan uit dat u dat hebt gedaan. "
        "Klopt dat niet? Bel dan de gemeente. Wij bekijken dan opnieuw waar u recht op hebt."
    )


def wlz_finding(reply_before: date, reader: Reader) -> str:
    day = date_in_words(reply_before)
    if reader.as_of < reply_before:
        return (
            "Misschien is er vanaf 1 januari 2015 recht op zorg uit de Wlz. "
            f"Hebt u het CIZ al laten weten dat u dit wilt? Zo niet, doe dat dan nu, voor {day}. "
            "Bel ook de gemeente. Tot die tijd blijft het oude recht gelden."
        )
    return (
        f"Misschien is er recht op zorg uit de Wlz. Hebt u dat voor {day} laten weten aan het CIZ? "
        "Bel dan de gemeente. Tot die tijd blijft het oude recht gelden."
    )


def ended(ends_on: date, reader: Reader, *, municipal: bool) -> str:
    """`municipal`: the care would have gone to the municipality, which then owes nothing."""
    day = date_in_words(ends_on)
    if ends_on < reader.as_of:
        over = f"{reader.indication} liep tot en met {day}. De zorg is op die dag gestopt."
    else:
        over = f"{reader.indication} loopt tot en met {day}. De zorg stopt op die dag."
    return f"{over} Daarom is er geen recht dat doorloopt bij de gemeente." if municipal else over


def ask_ciz(before: date, domain: Domain, reader: Reader) -> str:
    """What to do when an indication ends before 2015. An insurer needs no indication from the CIZ."""
    day = date_in_words(before)
    need = "Is er daarna nog zorg nodig?" if reader.minor else "Hebt u daarna nog zorg nodig?"
    if domain is Domain.ZVW:
        return f"{need} Vraag die tot {day} aan bij het CIZ. Vanaf {day} helpt de zorgverzekeraar."
    return (
        f"{need} Vraag het CIZ dan voor {day} om een nieuwe indicatie. "
        f"Het CIZ beslist nog over aanvragen die voor {day} binnen zijn."
    )


def starts_after(starts_on: date, last_day: date, reader: Reader) -> str:
    return (
        f"{reader.indication} begint op {date_in_words(starts_on)}. Het oude recht stopt op {date_in_words(last_day)}. "
        "Daarom is er geen recht dat doorloopt bij de gemeente."
    )


def until_indication(last_day: date, reader: Reader) -> str:
    day = date_in_words(last_day)
    keeps = "loopt het oude recht door" if reader.minor else "houdt u uw oude recht"
    return f"{reader.indication} loopt tot en met {day}. Tot en met {day} {keeps}."


def until_law(ends_on: date | None, last_day: date, reader: Reader) -> str:
    day = date_in_words(last_day)
    if reader.minor:
        rest = f"De wet zegt dat het oude recht eerder stopt. Het oude recht loopt tot en met {day}."
    else:
        rest = f"De wet zegt dat uw oude recht eerder stopt. U houdt uw oude recht tot en met {day}."
    return f"{_running_time(ends_on, reader)} {rest}"


def until_decree(ends_on: date | None, last_day: date, reader: Reader) -> str:
    """Wmo 8.4(1): `last_day` is the last day that is certain; the end itself is set by royal decree."""
    return (
        f"{_running_time(ends_on, reader)} U houdt uw oude recht in elk geval tot en met {date_in_words(last_day)}. "
        "De regering beslist later wanneer dit recht stopt."
    )


def until_law_pgb_open(last_day: date) -> str:
    return (
        f"U houdt uw persoonsgebonden budget voor beschermd wonen tot en met {date_in_words(last_day)}. "
        "De wet is over deze datum niet duidelijk. Wij kiezen de uitleg die voor u het beste is."
    )


def _running_time(ends_on: date | None, reader: Reader) -> str:
    if ends_on is None:
        return f"{reader.indication} heeft geen einddatum."
    return f"{reader.indication} loopt tot en met {date_in_words(ends_on)}."


def issued_late(issued_on: date, reader: Reader) -> str:
    day = date_in_words(issued_on)
    if reader.minor:
        return (
            f"De indicatie is van {day}. De aanvraag is van voor 1 januari 2015. Daarom geldt het oude recht ook hier."
        )
    return f"Uw indicatie is van {day}. U vroeg haar aan voor 1 januari 2015. Daarom geldt uw oude recht ook voor u."


def not_yet_used() -> str:
    return (
        "U gebruikt deze zorg nog niet. Wilt u deze zorg gaan gebruiken? Bel dan eerst de gemeente. "
        "De gemeente mag eerst laten weten wat zij daarvan vindt."
    )


def turns_18(birthday: date) -> str:
    return (
        f"Op {date_in_words(birthday)} is de leeftijd 18 jaar. De wet heeft daarvoor geen aparte regel. "
        "Het oude recht loopt daarom gewoon door."
    )


def offer_accepted(on: date) -> str:
    day = date_in_words(on)
    return f"U hebt op {day} een nieuw aanbod van de gemeente aangenomen. De laatste dag van uw oude recht is {day}."


def died(on: date) -> str:
    return f"De cliënt is overleden op {date_in_words(on)}. Het recht loopt tot en met die dag."


def died_before(on: date, first_day: date) -> str:
    return (
        f"De cliënt is overleden op {date_in_words(on)}. Dat is voor {date_in_words(first_day)}. Er is geen recht meer."
    )


def moved(on: date) -> str:
    return (
        f"U bent op {date_in_words(on)} verhuisd. Uw oude recht blijft. "
        "Woont u nu in een andere gemeente? Dan is die gemeente verantwoordelijk."
    )


def pgb_given_up(on: date, last_day: date) -> str:
    return (
        f"Het persoonsgebonden budget is opgezegd vanaf {date_in_words(on)}. "
        f"De laatste dag van het budget is {date_in_words(last_day)}."
    )


def pgb_given_up_before(on: date) -> str:
    return (
        f"Het persoonsgebonden budget is opgezegd vanaf {date_in_words(on)}. Er is dus geen budget in 2015. "
        "Het recht op zorg van een zorgaanbieder blijft."
    )

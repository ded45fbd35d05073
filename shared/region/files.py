"""Reads region.toml: which municipalities this system works for, and what each says about itself.

The file is strict: an unknown or missing key, a wrong form, an unknown municipality, days that overlap or colours that
cannot be read stop the start. `zachtelanding init` makes a file with an explanation of every key.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from itertools import pairwise
from pathlib import Path
from typing import Protocol, TypedDict, TypeVar

from shared.colours import CONTRAST_MIN, WHITE, contrast
from shared.dutch import date_in_words
from shared.municipalities import FIRST_YEAR, did_you_mean, is_known, municipality, municipality_name, successors_on
from shared.region.parts import Part, RegionError
from shared.region.policy import Choice, Choosable, Value, choosables
from shared.region.values import Contact, Cooperation, HouseStyle, Letterhead, Purpose, Served, ServedRegion
from shared.settings import required

SETTING = "ZL_REGION"
COURT = "court"
OIN = re.compile(r"\d{20}", re.ASCII)
CONTACT_TEXTS = ("team", "return_address", "visiting_address", "phone", "phone_hours")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
PHONE = re.compile(r"[+0-9][0-9 ()-]{6,}", re.ASCII)
FILE_NAME = re.compile(r"[\w. -]+\.(svg|png|jpg)", re.ASCII | re.IGNORECASE)
BEGINNINGS = {"svg": b"<svg", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
"""What a picture of each kind begins with; before an svg a declaration, a licence or a comment may stand."""
SVG_HEAD = 16 * 1024
HUNDREDTH = Decimal("0.01")
PLACE = re.compile(r"at line (\d+)")


class Dated(Protocol):
    @property
    def since(self) -> date: ...

    @property
    def until(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


class LetterWords(TypedDict, total=False):
    """What a municipality says in its letters, as the fields of Served."""

    letters: Mapping[str, str]
    court: str | None


def served_region(environment: Mapping[str, str]) -> ServedRegion:
    """The region of the file in ZL_REGION. Raises SettingsError."""
    return read_region(Path(required(environment, SETTING)))


def read_region(file: Path) -> ServedRegion:
    """Raises RegionError, one line in Dutch that names file and key and says what to do."""
    whole = Part(file.name, _content(file))
    whole.only([], ["host", "example", "municipality", "region"])
    example = whole.yes_or_no("example")
    tables = whole.tables("municipality", "municipality")
    if not tables:
        whole.refuse("er staat geen gemeente in; zet er een blok bij dat begint met [[municipality]].")
    municipalities = tuple(_served(part, file, example=example) for part in tables)
    codes = [each.code for each in municipalities]
    for code, times in Counter(codes).items():
        if times > 1:
            whole.refuse(f"gemeente {_named(code)} staat er {times} keer in; maak er één blok [[municipality]] van.")
    cooperations = tuple(_cooperation(part, file, codes) for part in whole.tables("region", "region"))
    _check_one_per_purpose(whole, cooperations)
    return ServedRegion(file, example, _host(whole, codes), municipalities, cooperations)


def _content(file: Path) -> Mapping[str, object]:
    try:
        # Windows writes a mark before the text that is none of it; utf-8-sig reads past it.
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError:
        raise RegionError(f"{file}: dit bestand is er niet, of kan niet gelezen worden.") from None
    except UnicodeDecodeError:
        raise RegionError(f"{file.name}: dit bestand is niet opgeslagen als UTF-8; sla het zo opnieuw op.") from None
    except tomllib.TOMLDecodeError as error:
        place = PLACE.search(str(error))
        where = f"regel {place[1]}" if place else "het einde"
        raise RegionError(
            f"{file.name}: {where} kan niet gelezen worden; zet tekst tussen aanhalingstekens, schrijf een datum als "
            f"2015-01-01, en gebruik elke sleutel één keer per blok ({error})."
        ) from None


def _host(whole: Part, codes: Sequence[str]) -> str:
    if "host" not in whole.raw and len(codes) == 1:
        return codes[0]
    if "host" not in whole.raw:
        whole.refuse(f'host ontbreekt; schrijf welke gemeente dit programma draait, zoals host = "{codes[0]}".')
    host = whole.text("host")
    if host not in codes:
        whole.refuse(f'host is "{host}" en staat niet in dit bestand; kies uit: {", ".join(codes)}.')
    return host


def _served(part: Part, file: Path, *, example: bool) -> Served:
    code = _code(part, file)
    part = part.named(f"{file.name}: gemeente {_named(code)}")
    part.only(
        ["code", "contact", "letterhead", "house_style", *([] if example else ["oin"])],
        ["policy", "letters", *(["oin"] if example else [])],
    )
    contacts = [_contact(each) for each in part.tables("contact", "municipality.contact")]
    if not contacts:
        part.refuse("contact ontbreekt; zet er een blok bij dat begint met [[municipality.contact]].")
    contacts = _in_order(part, "contact", contacts)
    _check_no_gap(part, contacts)
    choices = [_choice(each, code) for each in part.tables("policy", "municipality.policy")]
    for key in {each.key for each in choices}:
        _in_order(part, f"policy voor {key}", [each for each in choices if each.key == key])
    return Served(
        code=code,
        oin=part.text_like("oin", OIN, "een OIN van 20 cijfers") if "oin" in part.raw else None,
        contacts=tuple(contacts),
        letterhead=_letterhead(part.table("letterhead"), file.parent),
        house_style=_house_style(part.table("house_style")),
        choices=tuple(choices),
        **_letters(part),
    )


def _letters(part: Part) -> LetterWords:
    """A paragraph of its own per kind of letter, and the court."""
    if "letters" not in part.raw:
        return {}
    own = part.table("letters")
    paragraphs = {kind: own.text(kind) for kind in own.raw if kind != COURT}
    return {"letters": paragraphs, "court": own.text(COURT) if COURT in own.raw else None}


def fault_of_code(code: str) -> str:
    """Why a code cannot be that of a municipality to serve, and what to write instead, in Dutch; empty when it can."""
    if not is_known(code):
        return f'"{code}" is van geen gemeente. {did_you_mean(code)}'.rstrip()
    last = municipality(code).until
    if last is None or last >= FIRST_YEAR:
        return ""
    later = " en ".join(_named(each) for each in successors_on(code, FIRST_YEAR))
    gone = date_in_words(last + timedelta(days=1))
    return f'"{code}": de gemeente {municipality_name(code)} is er niet meer sinds {gone}; schrijf {later}.'


def _code(part: Part, file: Path) -> str:
    part = part.named(f"{file.name}: municipality")
    if "code" not in part.raw:
        part.refuse('code ontbreekt; schrijf de gemeentecode van het CBS, zoals code = "0273".')
    code = part.text("code")
    if fault := fault_of_code(code):
        part.refuse(f"code {fault}")
    return code


def _contact(part: Part) -> Contact:
    part.only([*CONTACT_TEXTS, "email", "since"], ["until"])
    since, until = part.since_until()
    part.text_like("phone", PHONE, 'een telefoonnummer, zoals "0341 - 12 34 56"')
    return Contact(
        **{key: part.text(key) for key in CONTACT_TEXTS},
        email=part.text_like("email", EMAIL, 'een e-mailadres, zoals "loket@gemeente.nl"'),
        since=since,
        until=until,
    )


def _letterhead(part: Part, folder: Path) -> Letterhead:
    part.only(["name", "colour"], ["logo"])
    colour = part.colour("colour")
    _check_contrast(part, "colour op wit papier", colour, WHITE)
    return Letterhead(part.text("name"), _logo(part, folder) if "logo" in part.raw else None, colour)


def _logo(part: Part, folder: Path) -> Path:
    name = part.text_like("logo", FILE_NAME, "alleen de naam van een bestand dat eindigt op .svg, .png of .jpg")
    if not (folder / name).is_file():
        part.refuse(f'logo is "{name}" en dat bestand is er niet; zet het naast dit bestand, of haal de regel weg.')
    kind = name.rpartition(".")[2].lower()
    with (folder / name).open("rb") as file:
        if BEGINNINGS[kind] not in file.read(SVG_HEAD if kind == "svg" else len(BEGINNINGS[kind])):
            part.refuse(f'logo is "{name}" en daar zit geen plaatje van die soort in; bewaar het als .{kind}.')
    return folder / name


def _house_style(part: Part) -> HouseStyle:
    part.only(["colour", "ink"])
    colour, ink = part.colour("colour"), part.colour("ink")
    _check_contrast(part, "ink op colour", ink, colour)
    return HouseStyle(colour, ink)


def _check_contrast(part: Part, what: str, one: str, other: str) -> None:
    found = contrast(one, other)
    if found < CONTRAST_MIN:
        # Rounded down, so that 4,49 is never shown as the 4,5 that it is not.
        shown = str(found.quantize(HUNDREDTH, ROUND_DOWN)).replace(".", ",")
        part.refuse(
            f"{what} ({one} op {other}) heeft een contrast van {shown}; het moet 4,5 zijn. Kies andere kleuren."
        )


def _choice(part: Part, code: str) -> Choice:
    part.only(["key", "value", "since", "decision", "decided_on"], ["until"])
    key = part.text("key")
    if key not in choosables():
        part.refuse(f'key "{key}" is geen keuze die er is; kies uit: {", ".join(sorted(choosables()))}.')
    part = part.named(f"{part.where} {key}")
    since, until = part.since_until()
    return Choice(
        key=key,
        value=_chosen(part, choosables()[key]),
        since=since,
        until=until,
        by=f"gemeente {municipality_name(code)}",
        decision=part.text("decision"),
        decided_on=part.day("decided_on"),
    )


def _chosen(part: Part, choosable: Choosable) -> Value:
    if choosable.words:
        return part.word("value", choosable.words)
    if choosable.free:
        return part.text("value")
    low, high = choosable.low, choosable.high
    if isinstance(low, date) and isinstance(high, date):
        return part.day_between("value", low, high)
    if isinstance(low, int) and isinstance(high, int):
        return part.whole("value", low, high)
    raise TypeError(f"choice {choosable.key} has neither words nor bounds of one kind in policy.toml")


def _in_order(part: Part, what: str, dated: Sequence[D]) -> list[D]:
    """By day. Refuses two that hold on one day, since nobody could tell which counts."""
    found = sorted(dated, key=lambda each: each.since)
    for earlier, later in pairwise(found):
        if earlier.since == later.since:
            part.refuse(f"{what}: er zijn er twee die beginnen op {later.since}; haal één van de twee weg.")
        if earlier.until is None or later.since <= earlier.until:
            last = later.since - timedelta(days=1)
            part.refuse(
                f"{what}: wat geldt sinds {earlier.since} geldt ook nog op {later.since}, waarop het volgende begint; "
                f"schrijf bij het eerste until = {last}."
            )
    return found


def _check_no_gap(part: Part, contacts: Sequence[Contact]) -> None:
    """Between two blocks there is no day without: a letter of such a day would have no sender."""
    for earlier, later in pairwise(contacts):
        last = later.since - timedelta(days=1)
        if earlier.until is not None and earlier.until < last:
            part.refuse(
                f"contact: na {earlier.until} geldt er niets tot {later.since}; schrijf bij het eerste until = {last}."
            )


def _cooperation(part: Part, file: Path, codes: Sequence[str]) -> Cooperation:
    part.only(["purpose", "name", "municipalities"])
    purposes = [str(each) for each in Purpose]
    purpose, name, members = part.text("purpose"), part.text("name"), part.texts("municipalities")
    part = part.named(f'{file.name}: region "{name}"')
    if purpose not in purposes:
        part.refuse(f'purpose is "{purpose}"; kies uit: {", ".join(purposes)}.')
    for code in members:
        if code not in codes:
            part.refuse(
                f'municipalities noemt "{code}", en die staat niet in dit bestand; kies uit: {", ".join(codes)}.'
            )
    for code, times in Counter(members).items():
        if times > 1:
            part.refuse(f'municipalities noemt "{code}" {times} keer; laat er één staan.')
    return Cooperation(Purpose(purpose), name, frozenset(members))


def _check_one_per_purpose(whole: Part, cooperations: Sequence[Cooperation]) -> None:
    seen: dict[tuple[Purpose, str], Cooperation] = {}
    for each in cooperations:
        for code in sorted(each.municipalities):
            other = seen.setdefault((each.purpose, code), each)
            if other is not each:
                whole.refuse(
                    f'gemeente {_named(code)} staat voor {each.purpose} in twee regio\'s, "{other.name}" en '
                    f'"{each.name}"; haal haar uit één van de twee.'
                )
    for (purpose, name), times in Counter((each.purpose, each.name) for each in cooperations).items():
        if times > 1:
            whole.refuse(f'region "{name}" voor {purpose} staat er {times} keer in; maak er één blok van.')


def _named(code: str) -> str:
    return f"{code} ({municipality_name(code)})"

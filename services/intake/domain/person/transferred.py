"""What the other services hear of a client. It holds no BSN: none of them needs one yet.

Texts and dates stand here as they were delivered; codes are translated into our own words.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.domain.mapping import codes
from services.intake.domain.mapping.rows import Row
from services.intake.domain.person.identity import postcode
from shared.money import cents_from_text


@dataclass(frozen=True, slots=True)
class Address:
    street: str
    house_number: str
    house_letter: str
    addition: str
    postcode: str
    city: str


@dataclass(frozen=True, slots=True)
class Personalia:
    initials: str
    prefix: str
    surname: str
    sex: str
    birth_date: str
    died_on: str | None
    address: Address
    secret_address: bool


@dataclass(frozen=True, slots=True)
class Provider:
    agb: str
    name: str


@dataclass(frozen=True, slots=True)
class Budget:
    """`gross_year_cents` is None when the amount of the class must be taken."""

    gross_year_cents: int | None
    carer: str


@dataclass(frozen=True, slots=True)
class IndicatedFunction:
    """One function of an indication. A stay has the code of a package of care (`zzp`) instead of a function code."""

    id: str
    function: str
    function_code: str | None
    grounds: tuple[str, ...]
    care_class: str
    issued_on: str
    starts_on: str
    ends_on: str | None
    delivery_form: str
    zzp: str | None
    in_use: bool
    transport: bool
    provider: Provider | None
    budget: Budget | None


@dataclass(frozen=True, slots=True)
class ClientTransferred:
    """A client is new to the other services, or what was delivered of the client changed."""

    client_id: str
    delivery_id: str
    revision: int
    municipality: str
    delivered_on: str
    person: Personalia
    household_id: str
    held_back_rows: int
    functions: tuple[IndicatedFunction, ...]


@dataclass(frozen=True, slots=True)
class ClientHeldBack:
    """All rows of a transferred client are held back, or now another number of them. The municipality is the client's,
    whichever one the delivery was for."""

    client_id: str
    delivery_id: str
    municipality: str
    held_back_rows: int


def personalia(row: Row) -> Personalia:
    return Personalia(
        initials=row["voorletters"],
        prefix=row["voorvoegsel"],
        surname=row["geslachtsnaam"],
        sex=codes.SEXES[row["geslacht"]],
        birth_date=row["geboortedatum"],
        died_on=row["overlijdensdatum"] or None,
        address=_address(row),
        secret_address=codes.YES_NO[row["geheim_adres"]],
    )


def _address(row: Row) -> Address:
    return Address(
        street=row["straat"],
        house_number=row["huisnummer"],
        house_letter=row["huisletter"],
        addition=row["toevoeging"],
        postcode=postcode(row),
        city=row["plaats"],
    )


def functions(rows: Sequence[Row]) -> tuple[IndicatedFunction, ...]:
    """The client's indicated functions; a second row of one decision and function gets `-2` behind its id."""
    times: Counter[str] = Counter()
    found = []
    for row in rows:
        name = f"{row['besluitnummer']}-{row['functiecode'] or row['zzpcode']}"
        times[name] += 1
        found.append(_function(row, name if times[name] == 1 else f"{name}-{times[name]}"))
    return tuple(found)


def _function(row: Row, id_: str) -> IndicatedFunction:
    code, form = row["functiecode"], codes.DELIVERY_FORMS[row["leveringsvorm"]]
    return IndicatedFunction(
        id=id_,
        function=codes.FUNCTIONS[code].word if code else codes.STAY,
        function_code=code or None,
        grounds=tuple(codes.GROUNDS[ground] for ground in (row["grondslag1"], row["grondslag2"]) if ground),
        care_class=row["klasse"],
        issued_on=row["afgiftedatum"],
        starts_on=row["ingangsdatum"],
        ends_on=row["einddatum"] or None,
        delivery_form=form,
        zzp=row["zzpcode"] or None,
        in_use=codes.DELIVERY_STATES[row["leveringsstatus"]],
        transport=codes.TRANSPORTS[row["vervoer"]],
        provider=Provider(row["agb"], row["aanbieder"]) if row["agb"] else None,
        budget=_budget(row) if form == codes.BUDGET else None,
    )


def _budget(row: Row) -> Budget:
    amount = row["pgb_bruto_jaar"]
    return Budget(cents_from_text(amount) if amount else None, row["pgb_zorgverlener"])

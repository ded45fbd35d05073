"""What the other services hear of a client. It holds no BSN: nobody downstream needs one yet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from services.intake.domain.mapping import codes
from services.intake.domain.mapping.rows import Row
from services.intake.domain.person.identity import postcode
from shared.money import cents_from_text


def person(row: Row) -> dict[str, Any]:
    return {
        "initials": row["voorletters"],
        "prefix": row["voorvoegsel"],
        "surname": row["geslachtsnaam"],
        "sex": codes.SEXES[row["geslacht"]],
        "birthDate": row["geboortedatum"],
        "diedOn": row["overlijdensdatum"] or None,
        "address": _address(row),
        "secretAddress": codes.YES_NO[row["geheim_adres"]],
    }


def _address(row: Row) -> dict[str, str]:
    return {
        "street": row["straat"],
        "houseNumber": row["huisnummer"],
        "houseLetter": row["huisletter"],
        "addition": row["toevoeging"],
        "postcode": postcode(row),
        "city": row["plaats"],
    }


def functions(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The client's indicated functions; a second row of one decision and function gets `-2` behind its id."""
    times: Counter[str] = Counter()
    found = []
    for row in rows:
        name = f"{row['besluitnummer']}-{row['functiecode'] or row['zzpcode']}"
        times[name] += 1
        found.append(_function(row, name if times[name] == 1 else f"{name}-{times[name]}"))
    return found


def _function(row: Row, id_: str) -> dict[str, Any]:
    code = row["functiecode"]
    return {
        "id": id_,
        "function": codes.FUNCTIONS[code].word if code else codes.STAY,
        "functionCode": code,
        "grounds": [codes.GROUNDS[ground] for ground in (row["grondslag1"], row["grondslag2"]) if ground],
        "class": row["klasse"],
        "issuedOn": row["afgiftedatum"],
        "startsOn": row["ingangsdatum"],
        "endsOn": row["einddatum"] or None,
        "deliveryForm": codes.DELIVERY_FORMS[row["leveringsvorm"]],
        "zzp": row["zzpcode"] or None,
        "inUse": codes.DELIVERY_STATES[row["leveringsstatus"]],
        "transport": codes.TRANSPORTS[row["vervoer"]],
        "provider": {"agb": row["agb"], "name": row["aanbieder"]} if row["agb"] else None,
        "pgb": _budget(row) if codes.DELIVERY_FORMS[row["leveringsvorm"]] == "PGB" else None,
    }


def _budget(row: Row) -> Mapping[str, Any]:
    """The gross amount of a year in cents, or null when the amount of the class must be taken."""
    amount = row["pgb_bruto_jaar"]
    return {"grossYearCents": cents_from_text(amount) if amount else None, "carer": row["pgb_zorgverlener"]}

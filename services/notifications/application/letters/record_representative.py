"""Records that somebody gets the letters about a client, instead of the client or as a copy."""

import re
import uuid
from dataclasses import dataclass
from datetime import date

from services.notifications.application.letters.find_client import FindClient, find_client
from services.notifications.application.letters.ports import LetterWork
from services.notifications.application.letters.views import REPRESENTATIVE_WRITERS
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.letters.characters import PRINTABLE
from services.notifications.domain.letters.representative import (
    Group,
    Representative,
    Role,
    Way,
    changed_after_printing,
    in_the_way,
)
from shared.access import Scope, User, allowed
from shared.dutch import date_in_words
from shared.messaging.failures import Refused

POSTCODE = re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}", re.ASCII)
LONGEST = {"name": 60, "street": 60, "city": 40}
EMPTY = {
    "name": "Vul de naam in.",
    "street": "Vul de straat met het nummer in, of de postbus.",
    "postcode": "Vul de postcode in.",
    "city": "Vul de plaats in.",
}


@dataclass(frozen=True, slots=True)
class RecordRepresentative:
    """`street` is a street with its number, or a PO box."""

    user: User
    client_id: str
    role: Role
    name: str
    street: str
    postcode: str
    city: str
    way: Way
    group: Group
    first_day: date
    last_day: date | None = None


@allowed(*REPRESENTATIVE_WRITERS, scope=Scope.MUNICIPALITY)
def record_representative(work: LetterWork, command: RecordRepresentative) -> Representative:
    """It counts for all letters dated from its first day on that were not printed yet. The same again is there once.
    Raises NotKnown, Forbidden, and Refused, by field."""
    person = find_client(work, FindClient(command.user, command.client_id))
    one = _representative(work, command, person)
    recorded = work.representatives.of([command.client_id]).get(command.client_id, ())
    if same := next((each for each in recorded if each.id == one.id), None):
        return same
    wrong = _wrong(one)
    if other := in_the_way(one, recorded):
        wrong.setdefault("way", _taken(other))
    if day := changed_after_printing(None, one, work.queries.printed_letters(command.client_id)):
        told = f"Er is al een brief afgedrukt met de datum {date_in_words(day)}. Kies een dag na die datum."
        wrong.setdefault("first_day", told)
    if wrong:
        raise Refused("Er klopt iets niet in wie de brieven krijgt.", wrong)
    work.representatives.add(one)
    return one


def _representative(work: LetterWork, command: RecordRepresentative, person: Recipient) -> Representative:
    said = (command.role, command.name, command.street, command.postcode, command.city, command.way, command.group)
    key = "\n".join((*said, command.first_day.isoformat()))
    return Representative(
        id=str(uuid.uuid5(uuid.UUID(command.client_id), f"representative:{key}")),
        client_id=command.client_id,
        municipality=person.municipality,
        role=command.role,
        name=command.name,
        street=command.street,
        postcode=command.postcode.replace(" ", "").upper(),
        city=command.city,
        way=command.way,
        group=command.group,
        first_day=command.first_day,
        last_day=command.last_day,
        recorded_by=command.user.id,
        recorded_name=command.user.name,
        recorded_on=work.today,
    )


def _wrong(one: Representative) -> dict[str, str]:
    wrong: dict[str, str] = {}
    for field, longest in LONGEST.items():
        value = str(getattr(one, field))
        if not value:
            wrong[field] = EMPTY[field]
        elif len(value) > longest:
            wrong[field] = f"Dit is te lang voor een envelop. Gebruik hoogstens {longest} tekens."
        elif odd := sorted(set(value) - PRINTABLE):
            wrong[field] = f"Dit teken kunnen wij niet afdrukken: {' '.join(odd)}."
    if not POSTCODE.fullmatch(one.postcode):
        wrong["postcode"] = "Schrijf de postcode als 1234 AB."
    if one.last_day is not None and one.last_day < one.first_day:
        wrong["last_day"] = "De laatste dag ligt voor de eerste dag."
    return wrong


def _taken(other: Representative) -> str:
    until = f" tot en met {date_in_words(other.last_day)}" if other.last_day else ""
    return (
        f"{other.name} ({other.role_in_words}) krijgt deze brieven al in plaats van de cliënt, van "
        f"{date_in_words(other.first_day)}{until}. Kies een kopie, of laat dat eerst stoppen."
    )

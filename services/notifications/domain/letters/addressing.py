"""How a letter calls its reader, on the envelope and in the salutation."""

from services.notifications.domain.letters.facts import Addressee

TO_PARENTS = "Geachte ouder(s) of verzorger(s),"
FORMS_OF_ADDRESS = {
    "male": ("De heer", "Geachte heer"),
    "female": ("Mevrouw", "Geachte mevrouw"),
    "unknown": ("", "Geachte heer of mevrouw"),
}


def full_name(person: Addressee) -> str:
    return _joined(person.initials, person.prefix, person.surname)


def addressee_lines(person: Addressee, to_parents: bool) -> tuple[str, ...]:
    if to_parents:
        return ("De ouder(s) of verzorger(s) van", full_name(person), *person.address_lines)
    return (_joined(FORMS_OF_ADDRESS[person.sex][0], full_name(person)), *person.address_lines)


def salutation(person: Addressee, to_parents: bool) -> str:
    if to_parents:
        return TO_PARENTS
    surname = _joined(person.prefix, person.surname)
    return f"{FORMS_OF_ADDRESS[person.sex][1]} {surname[:1].upper()}{surname[1:]},"


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)

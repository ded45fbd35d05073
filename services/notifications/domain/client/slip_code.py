"""The code on the slip of an invitation: by it an answer on paper finds its client and its appointment. Pure.

It stands for nobody to whoever finds the paper: it is made of two ids by a one-way function. The alphabet has no
letters and digits that look like each other (0 and O, 1, I and L). The last character checks the others: it shows every
single wrong character, and every two neighbours that changed places, because 31 is a prime.
"""

import hashlib

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10
"""Nine characters hold 44 bits, so that among a hundred thousand appointments hardly ever two have the same code."""


class NoSlipCode(ValueError):
    """What was typed is no code of ours. The message is Dutch, for whoever typed it."""


def slip_code(appointment_id: str, client_id: str) -> str:
    """The code for the slip of one client's invitation to one appointment, as it is kept: ten characters."""
    number = int.from_bytes(hashlib.sha256(f"{appointment_id} {client_id}".encode()).digest())
    data = ""
    for _ in range(LENGTH - 1):
        number, place = divmod(number, len(ALPHABET))
        data += ALPHABET[place]
    return data + _check(data)


def printed_slip_code(appointment_id: str, client_id: str) -> str:
    """As it stands on paper, in two groups: `K7QPX-3MXD4`."""
    code = slip_code(appointment_id, client_id)
    return f"{code[:5]}-{code[5:]}"


def read_slip_code(typed: str) -> str:
    """What somebody typed as it is kept: small letters, spaces and hyphens do not matter. Raises NoSlipCode."""
    code = "".join(typed.split()).replace("-", "").upper()
    if not code:
        raise NoSlipCode("Vul de code in die onderaan het antwoordstrookje staat.")
    if odd := sorted({each for each in code if each not in ALPHABET}):
        raise NoSlipCode(f"In een code komt dit teken niet voor: {' '.join(odd)}. Kijk nog eens op het strookje.")
    if len(code) != LENGTH:
        raise NoSlipCode(f"Een code heeft {LENGTH} tekens, en dit zijn er {len(code)}. Kijk nog eens op het strookje.")
    if _check(code[:-1]) != code[-1]:
        raise NoSlipCode("Deze code klopt niet: er is een teken verkeerd. Kijk nog eens op het strookje.")
    return code


def _check(data: str) -> str:
    total = sum(place * ALPHABET.index(character) for place, character in enumerate(data, start=1))
    return ALPHABET[-total % len(ALPHABET)]

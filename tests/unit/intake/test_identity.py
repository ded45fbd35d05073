"""Ids that a rebuild gives again, and that give nobody away."""

import uuid

import pytest

from services.intake.domain.person.identity import Identities, client_key
from tests.unit.intake.delivered import BSNS, row

OURS = Identities("a-key-of-at-least-thirty-two-chars")
OTHERS = Identities(OURS.key[::-1])


def test_a_client_keeps_one_id_as_long_as_the_key_stays() -> None:
    assert OURS.client_id(BSNS[0]) == OURS.client_id(BSNS[0])
    assert OURS.client_id(BSNS[0]) not in {OTHERS.client_id(BSNS[0]), OURS.client_id(BSNS[1])}


def test_a_client_id_is_a_uuid_of_version_eight() -> None:
    found = uuid.UUID(OURS.client_id(BSNS[0]))
    assert (found.version, found.variant) == (8, uuid.RFC_4122)


@pytest.mark.parametrize(
    ("different", "same"),
    [
        ({"postcode": "3991 ab"}, True),
        ({"huisnummer": "012"}, True),
        ({"geheim_adres": "1", "bsn": BSNS[1], "straat": "Anders geschreven"}, True),
        ({"huisletter": "a"}, False),
        ({"toevoeging": "2"}, False),
        ({"huisnummer": "13"}, False),
        ({"postcode": "3991AC"}, False),
    ],
)
def test_people_at_one_address_are_one_household(different: dict[str, str], same: bool) -> None:
    assert (OURS.household_id(row()) == OURS.household_id(row(**different))) is same


@pytest.mark.parametrize(
    ("client_number", "bsn", "key"),
    [
        ("C1", BSNS[0], "C1"),
        ("", BSNS[0], f"bsn:{BSNS[0]}"),
        ("", None, "onbekend:D:7"),
    ],
)
def test_a_client_is_known_by_the_best_number_there_is(client_number: str, bsn: str | None, key: str) -> None:
    assert client_key(client_number, bsn, "D", 7) == key


def test_a_stranger_has_one_id_per_delivery_and_key() -> None:
    ids = [OURS.stranger_id("D", "C1"), OURS.stranger_id("E", "C1"), OTHERS.stranger_id("D", "C1")]
    assert len(set(ids)) == 3
    assert OURS.stranger_id("D", "C1") == ids[0]


def test_the_secret_key_is_never_shown() -> None:
    assert OURS.key not in repr(OURS)

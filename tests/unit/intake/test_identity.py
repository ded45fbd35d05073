"""Ids that a rebuild gives again, and that give nobody away."""

import uuid

import pytest

from services.intake.domain.person.identity import client_id, client_key, household_id, stranger_id
from tests.unit.intake.delivered import BSNS, row

KEY = "a-key-of-at-least-thirty-two-chars"
OTHER_KEY = KEY[::-1]


def test_a_client_keeps_his_id_as_long_as_the_key_stays() -> None:
    assert client_id(KEY, BSNS[0]) == client_id(KEY, BSNS[0])
    assert client_id(KEY, BSNS[0]) not in {client_id(OTHER_KEY, BSNS[0]), client_id(KEY, BSNS[1])}


def test_a_client_id_is_a_uuid_of_version_eight() -> None:
    found = uuid.UUID(client_id(KEY, BSNS[0]))
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
    assert (household_id(KEY, row()) == household_id(KEY, row(**different))) is same


@pytest.mark.parametrize(
    ("client_number", "bsn", "key"),
    [
        ("C1", BSNS[0], "C1"),
        ("", BSNS[0], f"bsn:{BSNS[0]}"),
        ("", "", "onbekend:D:7"),
    ],
)
def test_a_client_is_known_by_the_best_number_there_is(client_number: str, bsn: str, key: str) -> None:
    assert client_key(client_number, bsn, "D", 7) == key


def test_a_stranger_has_one_id_per_delivery_and_key() -> None:
    ids = [stranger_id(KEY, "D", "C1"), stranger_id(KEY, "E", "C1"), stranger_id(OTHER_KEY, "D", "C1")]
    assert len(set(ids)) == 3
    assert stranger_id(KEY, "D", "C1") == ids[0]

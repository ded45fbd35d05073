"""A client from one delivery to the next: which revision, and whether what was announced still holds."""

from dataclasses import replace

import pytest

from services.intake.domain.person.persons import (
    Person,
    PersonState,
    content_hash,
    held_back,
    is_overtaken,
    transferred,
)

ROWS = [("C1", "81", "K3"), ("C1", "82", "KD04")]
STRANGER = Person("5509", "C1", "0321", "", PersonState.HELD_BACK)
ACCEPTED = replace(
    STRANGER,
    delivery_id="first",
    state=PersonState.TRANSFERRED,
    client_id="id",
    bsn="900000000",
    told="2014-11-05",
    placed="2014-11-05",
    content_hash=content_hash("0321", ROWS, 0),
)
KNOWN = transferred(STRANGER, ACCEPTED)
SEEN = replace(STRANGER, delivery_id="second", told="2014-11-06", placed="2014-11-06", held_back_rows=2)
ELSEWHERE = replace(SEEN, municipality="0331")


def test_the_same_content_again_is_the_same_revision() -> None:
    assert transferred(KNOWN, replace(ACCEPTED, delivery_id="second")).revision == KNOWN.revision == 1


def test_the_same_content_after_being_held_back_is_a_new_revision() -> None:
    corrected = held_back(KNOWN, SEEN)
    assert transferred(corrected, replace(ACCEPTED, delivery_id="third")).revision == 2


def test_being_held_back_keeps_the_place_but_changes_what_was_announced() -> None:
    found = held_back(KNOWN, ELSEWHERE)
    assert (found.state, found.client_id, found.revision) == (PersonState.TRANSFERRED, "id", 1)
    assert (found.municipality, found.delivery_id, found.held_back_rows) == ("0321", "first", 2)
    assert found.content_hash != KNOWN.content_hash


@pytest.mark.parametrize(("rows", "is_news"), [(2, False), (3, True)])
def test_only_another_number_of_held_back_rows_is_news(rows: int, is_news: bool) -> None:
    before = held_back(KNOWN, SEEN)
    assert (
        held_back(before, replace(SEEN, delivery_id="third", held_back_rows=rows)).content_hash != before.content_hash
    ) is is_news


def test_who_was_never_transferred_has_nothing_to_take_back() -> None:
    found = held_back(STRANGER, ELSEWHERE)
    assert (found.state, found.content_hash, found.municipality) == (PersonState.HELD_BACK, "", "0331")


@pytest.mark.parametrize(("rows_had", "expected"), [("900000000", "900000000"), ("", "900000005")])
def test_who_was_never_transferred_is_known_by_the_bsn_of_his_rows(rows_had: str, expected: str) -> None:
    assert held_back(replace(STRANGER, bsn="900000005"), replace(SEEN, bsn=rows_had)).bsn == expected


def test_a_transferred_client_keeps_his_bsn_whatever_comes() -> None:
    assert held_back(KNOWN, replace(SEEN, bsn="900000005")).bsn == KNOWN.bsn


@pytest.mark.parametrize(
    ("seen", "told", "placed"),
    [
        (SEEN, "2014-11-06", "2014-11-06"),
        (ELSEWHERE, "2014-11-06", "2014-11-05"),
        (replace(SEEN, told="2014-11-04", placed="2014-11-04"), "2014-11-05", "2014-11-05"),
    ],
)
def test_the_newest_delivery_that_told_of_him_is_kept(seen: Person, told: str, placed: str) -> None:
    found = held_back(KNOWN, seen)
    assert (found.told, found.placed) == (told, placed)


AT_NINE = replace(KNOWN, told="2014-11-05T09:00:00+01:00")


@pytest.mark.parametrize(
    ("known", "municipality", "created", "expected"),
    [
        (STRANGER, "0321", "2014-11-01", False),
        (AT_NINE, "0321", "2014-11-04T10:00:00+01:00", True),
        (AT_NINE, "0321", "2014-11-05T08:59:00+01:00", True),
        (AT_NINE, "0321", "2014-11-05T09:00:00+01:00", False),
        (AT_NINE, "0321", "2014-11-06", False),
        (AT_NINE, "0331", "2014-11-05T08:59:00+01:00", False),
        (AT_NINE, "0331", "2014-11-04T23:59:00+01:00", True),
        (replace(AT_NINE, state=PersonState.HELD_BACK), "0331", "2014-11-05T08:59:00+01:00", True),
    ],
)
def test_an_older_delivery_is_overtaken_by_a_newer_one(
    known: Person, municipality: str, created: str, expected: bool
) -> None:
    assert is_overtaken(known, municipality, created) is expected

"""A client from one delivery to the next: which revision, and whether what was recorded still holds."""

from dataclasses import replace

import pytest

from services.intake.domain.person.persons import (
    Person,
    PersonState,
    Transfer,
    content_hash,
    held_back,
    is_overtaken,
    transferred,
)

ROWS = [("C1", "81", "K3"), ("C1", "82", "KD04")]
CONTENT = content_hash("0321", ROWS, 0)
FIRST = Person("5509", "C1", "0321", "first", last_named="2014-11-05", last_placed="2014-11-05", bsn="900000000")
STRANGER = replace(FIRST, bsn=None)
KNOWN = transferred(None, FIRST, "id", "household", CONTENT)
SECOND = Person("5509", "C1", "0321", "second", last_named="2014-11-06", last_placed="2014-11-06", held_back_rows=2)
ELSEWHERE = replace(SECOND, municipality="0331")


def content_of(person: Person) -> str:
    assert person.transfer is not None
    return person.transfer.content_hash


def again(before: Person, delivery_id: str) -> Transfer | None:
    return transferred(before, replace(FIRST, delivery_id=delivery_id), "id", "household", CONTENT).transfer


def test_the_same_content_again_is_the_same_revision() -> None:
    assert KNOWN.transfer == again(KNOWN, "second") == Transfer("id", "household", 1, CONTENT)


def test_the_same_content_after_being_held_back_is_a_new_revision() -> None:
    assert again(held_back(KNOWN, SECOND), "third") == Transfer("id", "household", 2, CONTENT)


def test_being_held_back_keeps_the_place_but_changes_what_was_recorded() -> None:
    found = held_back(KNOWN, ELSEWHERE)
    assert found.transfer == Transfer("id", "household", 1, content_of(found))
    assert (found.municipality, found.delivery_id, found.held_back_rows) == ("0321", "first", 2)
    assert content_of(found) != CONTENT


@pytest.mark.parametrize(("rows", "is_news"), [(2, False), (3, True)])
def test_only_another_number_of_held_back_rows_is_news(rows: int, is_news: bool) -> None:
    before = held_back(KNOWN, SECOND)
    after = held_back(before, replace(SECOND, delivery_id="third", held_back_rows=rows))
    assert (content_of(after) != content_of(before)) is is_news


def test_who_was_never_transferred_has_nothing_to_take_back() -> None:
    found = held_back(STRANGER, ELSEWHERE)
    assert (found.state, found.transfer, found.municipality) == (PersonState.HELD_BACK, None, "0331")


def test_who_is_new_is_as_the_delivery_shows() -> None:
    assert held_back(None, SECOND) == SECOND


@pytest.mark.parametrize(("rows_had", "expected"), [("900000000", "900000000"), (None, "900000005")])
def test_who_was_never_transferred_is_known_by_the_bsn_of_the_rows(rows_had: str | None, expected: str) -> None:
    assert held_back(replace(STRANGER, bsn="900000005"), replace(SECOND, bsn=rows_had)).bsn == expected


def test_a_transferred_client_keeps_the_bsn_whatever_comes() -> None:
    assert held_back(KNOWN, replace(SECOND, bsn="900000005")).bsn == KNOWN.bsn


@pytest.mark.parametrize(
    ("seen", "last_named", "last_placed"),
    [
        (SECOND, "2014-11-06", "2014-11-06"),
        (ELSEWHERE, "2014-11-06", "2014-11-05"),
        (replace(SECOND, last_named="2014-11-04", last_placed="2014-11-04"), "2014-11-05", "2014-11-05"),
    ],
)
def test_the_newest_delivery_that_names_the_client_is_kept(seen: Person, last_named: str, last_placed: str) -> None:
    found = held_back(KNOWN, seen)
    assert (found.last_named, found.last_placed) == (last_named, last_placed)


AT_NINE = replace(KNOWN, last_named="2014-11-05T09:00:00+01:00")


@pytest.mark.parametrize(
    ("known", "municipality", "created", "expected"),
    [
        (AT_NINE, "0321", "2014-11-04T10:00:00+01:00", True),
        (AT_NINE, "0321", "2014-11-05T08:59:00+01:00", True),
        (AT_NINE, "0321", "2014-11-05T09:00:00+01:00", False),
        (AT_NINE, "0321", "2014-11-06", False),
        (AT_NINE, "0331", "2014-11-05T08:59:00+01:00", False),
        (AT_NINE, "0331", "2014-11-04T23:59:00+01:00", True),
        (replace(AT_NINE, transfer=None), "0331", "2014-11-05T08:59:00+01:00", True),
    ],
)
def test_an_older_delivery_is_overtaken_by_a_newer_one(
    known: Person, municipality: str, created: str, expected: bool
) -> None:
    assert is_overtaken(known, municipality, created) is expected

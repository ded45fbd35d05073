"""A client from one delivery to the next: which revision, and whether what was announced still holds."""

from dataclasses import replace

import pytest

from services.intake.domain.persons import Person, PersonState, content_hash, held_back, transferred

ROWS = [("C1", "81", "K3"), ("C1", "82", "KD04")]
STRANGER = Person("5509", "C1", "0321", "", PersonState.HELD_BACK)
ACCEPTED = replace(
    STRANGER,
    delivery_id="first",
    state=PersonState.TRANSFERRED,
    client_id="id",
    bsn="900000000",
    content_hash=content_hash("0321", ROWS, 0),
)
KNOWN = transferred(STRANGER, ACCEPTED)


def test_the_same_content_again_is_the_same_revision() -> None:
    assert transferred(KNOWN, replace(ACCEPTED, delivery_id="second")).revision == KNOWN.revision == 1


def test_the_same_content_after_being_held_back_is_a_new_revision() -> None:
    corrected = held_back(KNOWN, "0321", "second", 2)
    assert transferred(corrected, replace(ACCEPTED, delivery_id="third")).revision == 2


def test_being_held_back_keeps_the_place_but_changes_what_was_announced() -> None:
    found = held_back(KNOWN, "0331", "second", 2)
    assert (found.state, found.client_id, found.revision) == (PersonState.TRANSFERRED, "id", 1)
    assert (found.municipality, found.delivery_id, found.held_back_rows) == ("0321", "first", 2)
    assert found.content_hash != KNOWN.content_hash


@pytest.mark.parametrize(("rows", "is_news"), [(2, False), (3, True)])
def test_only_another_number_of_held_back_rows_is_news(rows: int, is_news: bool) -> None:
    before = held_back(KNOWN, "0321", "second", 2)
    assert (held_back(before, "0321", "third", rows).content_hash != before.content_hash) is is_news


def test_who_was_never_transferred_has_nothing_to_take_back() -> None:
    found = held_back(STRANGER, "0331", "second", 1)
    assert (found.state, found.content_hash, found.municipality) == (PersonState.HELD_BACK, "", "0331")

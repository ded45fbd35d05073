"""A client who was transferred, and of whom later only faulty rows come: the others hear it, once per change."""

import uuid
from collections.abc import Sequence

import pytest

from services.intake.adapters.events import encode
from services.intake.application.delivery import transfer_clients
from services.intake.application.delivery.rebuild_deliveries import RebuildDeliveries, rebuild_deliveries
from services.intake.domain.delivery.deliveries import DeliveryChecked
from services.intake.domain.mapping.rows import Row
from services.intake.domain.person.transferred import ClientHeldBack, ClientTransferred
from shared.events.contracts import violations
from tests.support.intake_in_memory import WorksInMemory
from tests.unit.intake.delivered import client
from tests.unit.intake.takes_in import held_back, outcome, set_back, take_in, transferred

GOOD = [client(1), client(2)]
FAULTY = [client(1, klasse="K9"), client(2)]
FAULTY_TWICE = [client(1, klasse="K9"), client(1, postcode="x"), client(2)]
NO_BSN = [client(1, bsn=""), client(2)]
NOT_NAMED = [client(2)]
LOPIK = {"gemeentecode": "0331"}
RENAMED = [client(1, clientnummer="N1"), client(2)]
RENAMED_TWICE = [client(1, clientnummer="N1"), client(1, clientnummer="N2"), client(2)]
RENAMED_AND_FAULTY = [client(1, clientnummer="N1", klasse="K9"), client(2)]
BOTH_NUMBERS = [client(1), client(1, clientnummer="N1"), client(2)]
WITHOUT_NUMBER = [client(1, clientnummer=""), client(2)]
OTHER_BSN = [client(3, clientnummer="C00001"), client(2)]


def take_in_all(works: WorksInMemory, deliveries: Sequence[Sequence[Row]]) -> list[str]:
    return [take_in(works, rows, f"levering{number}") for number, rows in enumerate(deliveries)]


def history(works: WorksInMemory) -> list[str]:
    """What was said of the first client, in order: the revision when transferred, or how many rows are held back."""
    first = transferred(works)[0].client_id
    said = []
    for event in works.recorded:
        match event:
            case ClientTransferred(client_id=client_id) if client_id == first:
                said.append(f"revision {event.revision}")
            case ClientHeldBack(client_id=client_id) if client_id == first:
                said.append(f"held {event.held_back_rows}")
    return said


STORIES = [
    ("a faulty correction", [GOOD, FAULTY], ["revision 1", "held 1"]),
    ("the same fault again", [GOOD, FAULTY, FAULTY], ["revision 1", "held 1"]),
    ("another number of faults", [GOOD, FAULTY, FAULTY_TWICE], ["revision 1", "held 1", "held 2"]),
    ("a row without a BSN", [GOOD, NO_BSN], ["revision 1", "held 1"]),
    ("mended as it was", [GOOD, FAULTY, GOOD], ["revision 1", "held 1", "revision 2"]),
    ("faulty, mended, faulty", [GOOD, FAULTY, GOOD, FAULTY], ["revision 1", "held 1", "revision 2", "held 1"]),
    ("not named in between", [GOOD, FAULTY, NOT_NAMED, FAULTY], ["revision 1", "held 1"]),
    ("only left out", [GOOD, NOT_NAMED], ["revision 1"]),
    ("partly faulty", [GOOD, [*GOOD, client(1, klasse="K9")]], ["revision 1", "revision 2"]),
    ("the BSN under a new number", [GOOD, RENAMED], ["revision 1", "held 1"]),
    ("the BSN under a new number, twice", [GOOD, RENAMED, RENAMED], ["revision 1", "held 1"]),
    ("the BSN under two new numbers", [GOOD, RENAMED_TWICE], ["revision 1", "held 2"]),
    ("a faulty row under a new number", [GOOD, RENAMED_AND_FAULTY], ["revision 1", "held 1"]),
    ("the BSN under its own number and a new one", [GOOD, BOTH_NUMBERS], ["revision 1", "held 1"]),
    ("the BSN without a number", [GOOD, WITHOUT_NUMBER], ["revision 1", "held 1"]),
    ("the number with another BSN", [GOOD, OTHER_BSN], ["revision 1", "held 1"]),
    ("a new number, then the known one", [GOOD, RENAMED, GOOD], ["revision 1", "held 1", "revision 2"]),
    (
        "partly, then wholly faulty with the same number",
        [[*GOOD, client(1, klasse="K9")], FAULTY],
        ["revision 1", "held 1"],
    ),
]


@pytest.mark.parametrize(("_case", "deliveries", "expected"), STORIES, ids=[story[0] for story in STORIES])
def test_each_change_of_a_known_client_is_said_exactly_once(
    works: WorksInMemory, _case: str, deliveries: Sequence[Sequence[Row]], expected: list[str]
) -> None:
    take_in_all(works, deliveries)
    assert history(works) == expected


def test_who_was_never_transferred_is_not_said_to_be_held_back(works: WorksInMemory) -> None:
    take_in_all(works, [FAULTY, FAULTY_TWICE])
    assert set_back(works) == []


def test_what_is_said_of_a_held_back_client_keeps_its_contract(works: WorksInMemory) -> None:
    second = take_in_all(works, [GOOD, FAULTY])[1]
    said = encode(set_back(works)[0]).data
    assert said == {"deliveryId": second, "municipality": "0321", "heldBackRows": 1}
    assert violations("nl.zachte-landing.intake.client-held-back.v1", said) == []


def test_the_total_of_transferred_clients_leaves_out_who_is_held_back(works: WorksInMemory) -> None:
    take_in_all(works, [GOOD, FAULTY, GOOD])
    checked = [event for event in works.recorded if isinstance(event, DeliveryChecked)]
    assert [one.delivery.recorded for one in checked] == [2, 0, 1]
    assert len(transferred(works)) == 3


def test_who_never_came_through_is_told_until_a_row_is_accepted(works: WorksInMemory) -> None:
    take_in_all(works, [FAULTY, NOT_NAMED, GOOD, FAULTY])
    checked = [event for event in works.recorded if isinstance(event, DeliveryChecked)]
    assert [one.never_transferred for one in checked] == [{"0321": each} for each in (1, 1, 0, 0)]


def test_a_claim_of_another_municipality_holds_the_client_back_at_their_own(works: WorksInMemory) -> None:
    take_in_all(works, [GOOD])
    take_in(works, [client(1, **LOPIK)], "lopik", **LOPIK)
    assert [one.municipality for one in set_back(works)] == ["0321"]


def test_a_claim_from_another_sender_does_not_touch_the_client(works: WorksInMemory) -> None:
    take_in_all(works, [GOOD])
    take_in(works, [client(1)], "ander", leverancier="5510")
    assert history(works) == ["revision 1"]


def test_two_clients_who_change_bsn_are_both_held_back(works: WorksInMemory) -> None:
    swapped = [client(1, clientnummer="C00002"), client(2, clientnummer="C00001")]
    take_in_all(works, [GOOD, swapped])
    held = [one.client_id for one in set_back(works)]
    assert len(held) == len(set(held)) == 2
    assert len(works.kept.persons) == 2


def test_a_bsn_under_a_new_number_is_never_a_second_client(works: WorksInMemory) -> None:
    second = take_in_all(works, [GOOD, RENAMED])[1]
    subjects = [one.client_id for one in transferred(works)]
    (row,) = held_back(works, second)
    assert len(subjects) == len(set(subjects)) == 2
    assert "onder cliëntnummer C00001" in row.errors[0].message


@pytest.mark.parametrize("rows_per_step", [1, 2, 1000])
def test_who_is_held_back_does_not_depend_on_the_steps(
    works: WorksInMemory, monkeypatch: pytest.MonkeyPatch, rows_per_step: int
) -> None:
    monkeypatch.setattr(transfer_clients, "ROWS_PER_STEP", rows_per_step)
    take_in_all(works, [GOOD, RENAMED_TWICE])
    assert history(works) == ["revision 1", "held 2"]


def test_a_rebuild_finds_who_was_claimed_under_a_new_number(works: WorksInMemory) -> None:
    take_in_all(works, [GOOD, RENAMED, BOTH_NUMBERS])
    before = outcome(works)
    rebuild_deliveries(works, RebuildDeliveries())
    assert outcome(works) == before


def test_the_same_file_again_holds_nobody_back_twice(works: WorksInMemory) -> None:
    take_in_all(works, [GOOD, FAULTY])
    before = outcome(works)
    take_in(works, FAULTY, "levering1")
    assert outcome(works) == before


def test_a_rebuild_finds_who_is_held_back_and_says_nothing(works: WorksInMemory) -> None:
    take_in_all(works, [GOOD, FAULTY, GOOD, FAULTY_TWICE])
    before = outcome(works)
    rebuild_deliveries(works, RebuildDeliveries())
    assert outcome(works) == before


def test_after_a_rebuild_the_next_delivery_is_judged_as_before(works: WorksInMemory) -> None:
    take_in_all(works, [GOOD, FAULTY])
    rebuild_deliveries(works, RebuildDeliveries())
    take_in(works, FAULTY, "nog-eens")
    take_in(works, GOOD, "hersteld")
    assert history(works) == ["revision 1", "held 1", "revision 2"]


def test_the_subject_of_the_event_is_the_client_and_no_bsn(works: WorksInMemory) -> None:
    take_in_all(works, [GOOD, NO_BSN])
    (said,) = set_back(works)
    assert str(uuid.UUID(encode(said).subject)) == said.client_id == transferred(works)[0].client_id

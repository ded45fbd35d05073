"""A client who was transferred, and of whom later only faulty rows come: the others hear it, once per change."""

import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from services.intake.application.delivery import transfer_clients
from services.intake.domain.mapping.rows import Row
from services.intake.main import IntakeService
from shared.events.contracts import violations
from tests.integration.intake_files import (
    client,
    content_of_outbox,
    deliver,
    held_back,
    open_intake,
    outbox,
    recorded,
    totals,
    write_rows,
)

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


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[IntakeService]:
    service = open_intake(tmp_path)
    yield service
    service.database.engine.dispose()


def deliver_all(intake: IntakeService, folder: Path, deliveries: Sequence[Sequence[Row]]) -> list[str]:
    return [
        deliver(intake, write_rows(folder, rows, name=f"levering{number}")) for number, rows in enumerate(deliveries)
    ]


def history(intake: IntakeService) -> list[str]:
    """What was said of the first client, in order: the revision when transferred, or how many rows are held back."""
    events = outbox(intake)
    mine = next(subject for type_, subject, _ in events if "client-" in type_)
    found = []
    for type_, subject, data in events:
        if subject == mine:
            found.append(f"revision {data['revision']}" if "transferred" in type_ else f"held {data['heldBackRows']}")
    return found


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
    intake: IntakeService, tmp_path: Path, _case: str, deliveries: Sequence[Sequence[Row]], expected: list[str]
) -> None:
    deliver_all(intake, tmp_path, deliveries)
    assert history(intake) == expected


def test_who_was_never_transferred_is_not_said_to_be_held_back(intake: IntakeService, tmp_path: Path) -> None:
    deliver_all(intake, tmp_path, [FAULTY, FAULTY_TWICE])
    assert recorded(intake, "client-held-back") == []


def test_what_is_said_of_a_held_back_client_keeps_its_contract(intake: IntakeService, tmp_path: Path) -> None:
    second = deliver_all(intake, tmp_path, [GOOD, FAULTY])[1]
    (said,) = recorded(intake, "client-held-back")
    assert said == {"deliveryId": second, "municipality": "0321", "heldBackRows": 1}
    assert violations("nl.zachte-landing.intake.client-held-back.v1", said) == []


def test_the_total_of_transferred_clients_leaves_out_who_is_held_back(intake: IntakeService, tmp_path: Path) -> None:
    deliver_all(intake, tmp_path, [GOOD, FAULTY, GOOD])
    checked = recorded(intake, "delivery-checked")
    assert [one["transferredClients"] for one in checked] == [2, 0, 1]
    assert len(recorded(intake)) == 3


def test_a_claim_of_another_municipality_holds_the_client_back_at_their_own(
    intake: IntakeService, tmp_path: Path
) -> None:
    deliver_all(intake, tmp_path, [GOOD])
    deliver(intake, write_rows(tmp_path, [client(1, **LOPIK)], name="lopik", **LOPIK))
    assert [one["municipality"] for one in recorded(intake, "client-held-back")] == ["0321"]


def test_a_claim_from_another_sender_does_not_touch_the_client(intake: IntakeService, tmp_path: Path) -> None:
    deliver_all(intake, tmp_path, [GOOD])
    deliver(intake, write_rows(tmp_path, [client(1)], name="ander", leverancier="5510"))
    assert history(intake) == ["revision 1"]


def test_two_clients_who_change_bsn_are_both_held_back(intake: IntakeService, tmp_path: Path) -> None:
    swapped = [client(1, clientnummer="C00002"), client(2, clientnummer="C00001")]
    deliver_all(intake, tmp_path, [GOOD, swapped])
    held = [subject for type_, subject, _ in outbox(intake) if "client-held-back" in type_]
    assert len(held) == len(set(held)) == 2
    assert totals(intake).persons_delivered == 2


def test_a_bsn_under_a_new_number_is_never_a_second_client(intake: IntakeService, tmp_path: Path) -> None:
    second = deliver_all(intake, tmp_path, [GOOD, RENAMED])[1]
    subjects = [subject for type_, subject, _ in outbox(intake) if "client-transferred" in type_]
    (row,) = held_back(intake, second)
    assert len(subjects) == len(set(subjects)) == 2
    assert "onder cliëntnummer C00001" in row.errors[0].message


@pytest.mark.parametrize("rows_per_step", [1, 2, 1000])
def test_who_is_held_back_does_not_depend_on_the_steps(
    intake: IntakeService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows_per_step: int
) -> None:
    monkeypatch.setattr(transfer_clients, "ROWS_PER_STEP", rows_per_step)
    deliver_all(intake, tmp_path, [GOOD, RENAMED_TWICE])
    assert history(intake) == ["revision 1", "held 2"]


def test_a_rebuild_finds_who_was_claimed_under_a_new_number(intake: IntakeService, tmp_path: Path) -> None:
    deliver_all(intake, tmp_path, [GOOD, RENAMED, BOTH_NUMBERS])
    before = (intake.digest(), content_of_outbox(intake))
    intake.rebuild()
    assert (intake.digest(), content_of_outbox(intake)) == before


def test_the_same_file_again_holds_nobody_back_twice(intake: IntakeService, tmp_path: Path) -> None:
    deliver_all(intake, tmp_path, [GOOD, FAULTY])
    before = (intake.digest(), outbox(intake))
    deliver(intake, write_rows(tmp_path, FAULTY, name="levering1"))
    assert (intake.digest(), outbox(intake)) == before


def test_a_rebuild_finds_who_is_held_back_and_says_nothing(intake: IntakeService, tmp_path: Path) -> None:
    deliver_all(intake, tmp_path, [GOOD, FAULTY, GOOD, FAULTY_TWICE])
    before = (intake.digest(), content_of_outbox(intake))
    intake.rebuild()
    assert (intake.digest(), content_of_outbox(intake)) == before


def test_after_a_rebuild_the_next_delivery_is_judged_as_before(intake: IntakeService, tmp_path: Path) -> None:
    deliver_all(intake, tmp_path, [GOOD, FAULTY])
    intake.rebuild()
    deliver(intake, write_rows(tmp_path, FAULTY, name="nog-eens"))
    deliver(intake, write_rows(tmp_path, GOOD, name="hersteld"))
    assert history(intake) == ["revision 1", "held 1", "revision 2"]


def test_the_subject_of_the_event_is_the_client_and_no_bsn(intake: IntakeService, tmp_path: Path) -> None:
    deliver_all(intake, tmp_path, [GOOD, NO_BSN])
    subjects = [subject for type_, subject, _ in outbox(intake) if "client-held-back" in type_]
    assert [str(uuid.UUID(subject)) for subject in subjects] == [outbox(intake)[0][1]]

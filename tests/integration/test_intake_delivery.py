"""A delivery from file to transferred clients, on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.intake.domain.delivery.deliveries import DeliveryState
from services.intake.main import IntakeService, deliver_file
from shared.events.contracts import violations
from shared.messaging.failures import Refused
from tests.integration.intake_files import (
    content_of_outbox,
    deliver,
    held_back,
    open_intake,
    outbox,
    recorded,
    register,
    totals,
    view,
    write_bytes,
    write_rows,
)
from tests.unit.intake.delivered import IN_PGB, IN_STAY, as_csv, client

LOPIK = {"gemeentecode": "0331"}
OTHER_FUNCTION = {"functiecode": "82", "klasse": "KD04", "vervoer": "1"}


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[IntakeService]:
    service = open_intake(tmp_path)
    yield service
    service.database.engine.dispose()


def test_good_rows_are_transferred_and_bad_rows_held_back(intake: IntakeService, tmp_path: Path) -> None:
    rows = [client(1), client(1, **OTHER_FUNCTION), client(2, **IN_PGB), client(3, postcode="x"), client(3, **IN_STAY)]
    rows.append(client(4, geboortedatum="31-02-1941"))
    found = view(intake, deliver(intake, write_rows(tmp_path, rows)))
    assert (found.state, found.rows_delivered, found.rows_accepted, found.rows_held_back) == ("checked", 6, 4, 2)
    assert (found.persons, found.persons_transferred, found.persons_held_back) == (4, 3, 1)
    assert found.differences == ()
    assert [(one["revision"], one["heldBackRows"], len(one["functions"])) for one in recorded(intake)] == [
        (1, 0, 2),
        (1, 0, 1),
        (1, 1, 1),
    ]


def test_events_keep_their_contracts_and_name_no_bsn(intake: IntakeService, tmp_path: Path) -> None:
    rows = [
        client(1),
        client(2, **IN_PGB, einddatum=""),
        client(3, **IN_STAY, overlijdensdatum="2014-10-01"),
        client(4, bsn=""),
    ]
    delivery_id = deliver(intake, write_rows(tmp_path, rows, rijen=9))
    events = outbox(intake)
    assert [violations(type_, data) for type_, _, data in events] == [[]] * 4
    assert not any(one["bsn"] in str(events) for one in rows if one["bsn"])
    (checked,) = recorded(intake, "delivery-checked")
    assert checked["deliveryId"] == events[-1][1] == delivery_id
    assert (checked["rows"], checked["heldBackRows"], checked["transferredClients"]) == (4, 1, 3)
    assert checked["neverTransferred"] == 1
    assert checked["differences"] == [{"total": "rijen", "manifest": 9, "counted": 4}]


def test_a_file_that_is_not_there_is_not_a_delivery(intake: IntakeService, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="bestaat niet"):
        deliver_file(intake, tmp_path / "weg.csv")
    assert totals(intake).deliveries == 0


def test_ten_thousand_broken_rows_are_all_answered(intake: IntakeService, tmp_path: Path) -> None:
    broken = [client(1, bsn="1", clientnummer=f"B{n}") for n in range(5000)]
    content = as_csv([*broken, client(2)]) + b'"niet gesloten;\n' * 2500 + b"te;weinig;velden\n" * 2500
    found = view(intake, deliver(intake, write_bytes(tmp_path, content)))
    assert (found.rows_delivered, found.rows_accepted, found.rows_held_back) == (10_001, 1, 10_000)
    assert (found.persons, found.persons_held_back) == (10_001, 10_000)
    assert all(row.errors for row in held_back(intake, found.id))


def test_a_field_of_five_megabytes_hurts_only_its_row(intake: IntakeService, tmp_path: Path) -> None:
    rows = [
        client(1),
        client(2, straat="x" * 5_000_000),
        client(3, aanbieder='een "naam"; ' + "y" * 5_000_000),
        client(4),
    ]
    found = view(intake, deliver(intake, write_rows(tmp_path, rows)))
    assert (found.rows_accepted, found.rows_held_back, found.persons_transferred) == (2, 2, 2)
    errors = [row.errors[0] for row in held_back(intake, found.id)]
    assert [error.column for error in errors] == ["straat", "aanbieder"]
    assert all("500" in error.message for error in errors)
    assert max(len(value) for row in held_back(intake, found.id) for value in row.values.values()) == 500


UNREADABLE_ROWS = [
    ("a zero byte in a field", b"Voorbeeldlaan", b"Voor\0beeldlaan", "straat", "Voor\\x00beeldlaan"),
    ("an escape sequence", b"Voorbeeldlaan", b"\x1b[31mrood", "straat", "\\x1b[31mrood"),
    ("a byte of another encoding", b"Voorbeeld;", b"Ren\xe9;", "geslachtsnaam", "Ren\\xe9"),
    ("a zero byte in the number", b"C00002", b"C00\x00002", "clientnummer", "C00\\x00002"),
    ("a zero byte in a code", b";81;", b";8\x001;", "functiecode", "8\\x001"),
]


@pytest.mark.parametrize(
    ("_case", "good", "bad", "column", "shown"), UNREADABLE_ROWS, ids=[case[0] for case in UNREADABLE_ROWS]
)
def test_a_character_that_cannot_be_read_hurts_only_its_row(
    intake: IntakeService, tmp_path: Path, _case: str, good: bytes, bad: bytes, column: str, shown: str
) -> None:
    lines = as_csv([client(1), client(2), client(3)]).splitlines(keepends=True)
    lines[2] = lines[2].replace(good, bad, 1)
    found = view(intake, deliver(intake, write_bytes(tmp_path, b"".join(lines))))
    (row,) = held_back(intake, found.id)
    assert (found.state, found.rows_accepted, found.persons, row.number) == ("checked", 2, 3, 2)
    assert [(error.column, error.value) for error in row.errors] == [(column, shown)]
    assert row.values[column] == shown
    assert row.client_key == "C00002"


def test_the_same_file_again_changes_nothing(intake: IntakeService, tmp_path: Path) -> None:
    file = write_rows(tmp_path, [client(1), client(2, bsn="")])
    first = deliver(intake, file)
    before = (intake.digest(), outbox(intake))
    assert deliver(intake, file) == first
    assert (intake.digest(), outbox(intake)) == before


def test_the_worker_takes_in_what_was_only_registered(intake: IntakeService, tmp_path: Path) -> None:
    file = write_rows(tmp_path, [client(n) for n in range(30)])
    delivery = register(intake, file)
    worker = intake.make_worker()
    while worker.work_once():
        pass
    worker.close()
    assert view(intake, delivery.id).state is DeliveryState.CHECKED
    assert (intake.events().sent, intake.events().to_send) == (31, 0)


def test_a_rebuild_gives_the_same_and_records_nothing(intake: IntakeService, tmp_path: Path) -> None:
    deliver(intake, write_rows(tmp_path, [client(1), client(2, bsn="")], name="eerste"))
    deliver(intake, write_bytes(tmp_path, b"onzin", name="geweigerd"))
    deliver(intake, write_rows(tmp_path, [client(1, huisnummer="14"), client(3)], name="tweede"))
    before = (intake.digest(), totals(intake), content_of_outbox(intake))
    intake.rebuild()
    assert (intake.digest(), totals(intake), content_of_outbox(intake)) == before


def test_a_rebuild_first_records_what_was_waiting(intake: IntakeService, tmp_path: Path) -> None:
    file = write_rows(tmp_path, [client(1)])
    register(intake, file)
    intake.rebuild()
    assert len(recorded(intake)) == 1


def test_a_delivered_file_is_answered_with_its_totals(intake: IntakeService, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    file = write_rows(tmp_path, [client(1), client(2, bsn="")])
    answer = deliver_file(intake, file, lambda done, total: steps.append((done, total)))
    assert answer["rows"] == {"delivered": 2, "accepted": 1, "heldBack": 1}
    assert answer["persons"] == {"delivered": 2, "transferred": 1, "heldBack": 1}
    assert steps[0] == (2, 4)
    assert steps[-1] == (4, 4)

"""A delivery from file to transferred clients, on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.intake.adapters.mapping.outside.delivery_file import LINE_BYTES_MAX
from services.intake.application.delivery.views import ControlTotals
from services.intake.domain.delivery.deliveries import DeliveryState
from services.intake.domain.delivery.totals import Difference
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
from tests.unit.intake.delivered import HEADER, IN_PGB, IN_STAY, as_csv, client

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
    assert checked["differences"] == [{"total": "rijen", "manifest": 9, "counted": 4}]


def test_every_total_that_differs_from_the_manifest_is_kept(intake: IntakeService, tmp_path: Path) -> None:
    file = write_rows(tmp_path, [client(1), client(2)], clienten=3, perFunctie={"81": 1, "31": 1}, perEindmaand={})
    assert view(intake, deliver(intake, file)).differences == (
        Difference("clienten", 3, 2),
        Difference("perFunctie.31", 1, 0),
        Difference("perFunctie.81", 1, 2),
        Difference("perEindmaand.2027-05", 0, 2),
    )


UNREADABLE = [
    ("empty", b"", "leeg"),
    ("only a header", HEADER.encode() + b"\n", "geen regels"),
    ("not a table", b"%PDF-1.4 een brief\nnog een regel\n", "geen CSV-bestand"),
    ("commas instead", HEADER.replace(";", ",").encode() + b"\na,b\n", "geen CSV-bestand"),
    ("a column is missing", HEADER.replace(";klasse", "").encode() + b"\n;;\n", "ontbreekt: klasse"),
    ("two are missing", HEADER.replace("bsn;clientnummer;", "").encode() + b"\n;;\n", "ontbreekt: bsn, clientnummer"),
    ("a column twice", (HEADER + ";bsn").encode() + b"\n;;\n", "twee keer: bsn"),
    ("sixteen bits", HEADER.encode("utf-16"), "De kop is geen UTF-8"),
    ("sixteen bits without a mark", HEADER.encode("utf-16-le"), "In de kop staat een nulteken"),
    ("another encoding", HEADER.encode() + "\nRené\nZoë\nJan\n".encode("latin-1"), "niet in UTF-8: 2 regels"),
    ("only blank lines", HEADER.encode() + b"\n\r\n  \n", "geen regels"),
    ("a line without an end", HEADER.encode() + b"\n" + b"x" * LINE_BYTES_MAX, "langer dan 16 MB"),
]


@pytest.mark.parametrize(("_case", "content", "reason"), UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(
    intake: IntakeService, tmp_path: Path, _case: str, content: bytes, reason: str
) -> None:
    found = view(intake, deliver(intake, write_bytes(tmp_path, content)))
    assert found.state is DeliveryState.REFUSED
    assert reason in str(found.reason)
    assert outbox(intake) == []
    assert totals(intake) == ControlTotals(1, 0, 1, 0, 0, 0, 0, 0, 0)


def test_a_wrong_checksum_is_refused_until_the_manifest_is_mended(intake: IntakeService, tmp_path: Path) -> None:
    rows = [client(1)]
    refused = deliver(intake, write_rows(tmp_path, rows, sha256="0" * 64))
    again = deliver(intake, write_rows(tmp_path, rows, sha256="0" * 64))
    mended = deliver(intake, write_rows(tmp_path, rows))
    assert "controlesom" in str(view(intake, refused).reason)
    assert again == refused
    assert view(intake, mended).state is DeliveryState.CHECKED
    assert totals(intake) == ControlTotals(2, 0, 1, 1, 1, 0, 1, 1, 0)


def test_without_a_manifest_a_file_is_refused(intake: IntakeService, tmp_path: Path) -> None:
    file = write_rows(tmp_path, [client(1)])
    file.with_suffix(".json").unlink()
    assert "manifest ontbreekt" in str(view(intake, deliver(intake, file)).reason)


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


def test_a_few_stray_bytes_do_not_refuse_a_file_that_is_in_utf8(intake: IntakeService, tmp_path: Path) -> None:
    rows = as_csv([client(number, geslachtsnaam="Zoë") for number in range(1, 6)]).splitlines(keepends=True)
    rows[1], rows[2] = (row.replace("Zoë".encode(), "Zoë".encode("latin-1")) for row in rows[1:3])
    found = view(intake, deliver(intake, write_bytes(tmp_path, b"".join(rows))))
    assert (found.state, found.rows_accepted, found.rows_held_back) == ("checked", 3, 2)


def test_the_known_client_of_an_unreadable_row_is_held_back(intake: IntakeService, tmp_path: Path) -> None:
    deliver(intake, write_rows(tmp_path, [client(1)], name="eerste"))
    spoilt = as_csv([client(1)]).replace(b"C00001", b"C00\x00001")
    deliver(intake, write_bytes(tmp_path, spoilt, name="tweede"))
    assert [one["heldBackRows"] for one in recorded(intake, "client-held-back")] == [1]
    assert totals(intake).persons_delivered == 1


def test_a_spoilt_number_without_a_bsn_names_nobody(intake: IntakeService, tmp_path: Path) -> None:
    deliver(intake, write_rows(tmp_path, [client(1)], name="eerste"))
    spoilt = as_csv([client(1, bsn="")]).replace(b"C00001", b"C00\x00001")
    deliver(intake, write_bytes(tmp_path, spoilt, name="tweede"))
    assert recorded(intake, "client-held-back") == []
    assert totals(intake).persons_delivered == 2


def test_a_line_of_nothing_but_semicolons_gets_one_message(intake: IntakeService, tmp_path: Path) -> None:
    content = as_csv([client(1)]) + b";" * 31 + b"\r\n\r\n\r\n"
    found = view(intake, deliver(intake, write_bytes(tmp_path, content)))
    (row,) = held_back(intake, found.id)
    assert (found.rows_delivered, row.number, len(row.errors)) == (2, 2, 1)


def test_an_unclosed_quotation_mark_hurts_only_its_row(intake: IntakeService, tmp_path: Path) -> None:
    lines = as_csv([client(1), client(2), client(3)]).splitlines(keepends=True)
    lines[2] = lines[2].replace(b";Voorbeeldlaan", b';"Voorbeeldlaan')
    found = view(intake, deliver(intake, write_bytes(tmp_path, b"".join(lines))))
    (row,) = held_back(intake, found.id)
    assert (found.rows_accepted, row.number) == (2, 2)
    assert "aanhalingsteken" in row.errors[0].message


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_blank_lines_marks_and_moved_columns_do_no_harm(intake: IntakeService, tmp_path: Path, line_end: bytes) -> None:
    lines = as_csv([client(1, straat='Het "Plein"; achter'), client(2)]).splitlines()
    moved = [b";".join([b"extra", line]) for line in lines]
    content = b"\xef\xbb\xbf" + line_end.join([moved[0], b"", moved[1], b"  ", moved[2]]) + line_end
    found = view(intake, deliver(intake, write_bytes(tmp_path, content)))
    assert (found.rows_delivered, found.rows_accepted) == (2, 2)
    assert recorded(intake)[0]["person"]["address"]["street"] == 'Het "Plein"; achter'


def test_the_same_file_again_changes_nothing(intake: IntakeService, tmp_path: Path) -> None:
    file = write_rows(tmp_path, [client(1), client(2, bsn="")])
    first = deliver(intake, file)
    before = (intake.digest(), outbox(intake))
    assert deliver(intake, file) == first
    assert (intake.digest(), outbox(intake)) == before


def test_a_corrected_delivery_records_only_who_changed(intake: IntakeService, tmp_path: Path) -> None:
    first = [client(1), client(2, **OTHER_FUNCTION), client(3, bsn="1")]
    second = [client(3), client(1), client(2, **{**OTHER_FUNCTION, "klasse": "KD05"})]
    deliver(intake, write_rows(tmp_path, first, name="eerste"))
    deliver(intake, write_rows(tmp_path, second, name="tweede"))
    events = recorded(intake)
    assert [(one["revision"], one["functions"][0]["class"]) for one in events] == [
        (1, "K3"),
        (1, "KD04"),
        (2, "KD05"),
        (1, "K3"),
    ]
    assert totals(intake) == ControlTotals(2, 0, 0, 6, 5, 1, 3, 3, 0)


def test_a_correction_that_fails_leaves_the_client_in_place(intake: IntakeService, tmp_path: Path) -> None:
    deliver(intake, write_rows(tmp_path, [client(1)], name="eerste"))
    deliver(intake, write_rows(tmp_path, [client(1, klasse="K9")], name="tweede"))
    assert len(recorded(intake)) == 1
    assert totals(intake) == ControlTotals(2, 0, 0, 2, 1, 1, 1, 1, 0)


def test_one_person_is_never_taken_over_by_two_municipalities(intake: IntakeService, tmp_path: Path) -> None:
    deliver(intake, write_rows(tmp_path, [client(1)], name="houten"))
    elsewhere = [client(1, **LOPIK, clientnummer="L1"), client(2, **LOPIK)]
    second = deliver(intake, write_rows(tmp_path, elsewhere, name="lopik", **LOPIK))
    (row,) = held_back(intake, second)
    assert "gemeente Houten (0321)" in row.errors[0].message
    assert [one["municipality"] for one in recorded(intake)] == ["0321", "0331"]


def test_one_bsn_under_two_client_numbers_holds_both_back(intake: IntakeService, tmp_path: Path) -> None:
    rows = [client(1), client(1, clientnummer="Z"), client(2)]
    found = view(intake, deliver(intake, write_rows(tmp_path, rows)))
    assert (found.rows_held_back, found.persons_held_back, found.persons_transferred) == (2, 2, 1)


def test_one_person_is_the_same_client_in_every_delivery(intake: IntakeService, tmp_path: Path) -> None:
    deliver(intake, write_rows(tmp_path, [client(1)], name="eerste"))
    deliver(intake, write_rows(tmp_path, [client(1, huisnummer="14")], name="tweede"))
    subjects = [subject for type_, subject, _ in outbox(intake) if "client-transferred" in type_]
    assert len(subjects) == 2
    assert len(set(subjects)) == 1


def test_the_worker_takes_in_what_was_only_registered(intake: IntakeService, tmp_path: Path) -> None:
    file = write_rows(tmp_path, [client(n) for n in range(30)])
    delivery = register(intake, file)
    worker = intake.make_worker()
    while worker.work_once():
        pass
    worker.close()
    assert view(intake, delivery.id).state is DeliveryState.CHECKED
    assert (intake.events().announced, intake.events().to_send) == (31, 0)


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

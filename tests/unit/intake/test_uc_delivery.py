"""A delivery from file to transferred clients: what is refused, held back and transferred."""

from datetime import timedelta
from pathlib import Path

import pytest

from services.intake.adapters.delivery.outside.archive import FileArchive
from services.intake.adapters.mapping.outside.delivery_file import LINE_BYTES_MAX, LINES_MAX
from services.intake.application.delivery.register_delivery import (
    FILE_BYTES_MAX,
    MANIFEST_BYTES_MAX,
    RegisterDelivery,
    register_delivery,
)
from services.intake.application.delivery.views import ControlTotals
from services.intake.domain.delivery.deliveries import DeliveryState
from services.intake.domain.delivery.totals import Difference
from shared.messaging.failures import Refused
from tests.support.intake_in_memory import TODAY, WorksInMemory
from tests.unit.intake.delivered import HEADER, as_csv, client
from tests.unit.intake.takes_in import held_back, lay, set_back, take_in, take_in_bytes, totals, transferred, view

LOPIK = {"gemeentecode": "0331"}
OTHER_FUNCTION = {"functiecode": "82", "klasse": "KD04", "vervoer": "1"}


def test_every_total_that_differs_from_the_manifest_is_kept(works: WorksInMemory) -> None:
    rows = [client(1), client(2)]
    delivery = take_in(works, rows, clienten=3, perFunctie={"81": 1, "31": 1}, perEindmaand={})
    assert view(works, delivery).differences == (
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
    ("a header of thousands", (HEADER + ";x" * 1000).encode() + b"\n;;\n", "1.032 kolommen"),
    ("more lines than people", HEADER.encode() + b"\n" * (LINES_MAX + 2), "meer dan 2.000.000 regels"),
    ("a line without an end", HEADER.encode() + b"\n" + b"x" * LINE_BYTES_MAX, "langer dan 16 MB"),
]


@pytest.mark.parametrize(("_case", "content", "reason"), UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(
    works: WorksInMemory, _case: str, content: bytes, reason: str
) -> None:
    found = view(works, take_in_bytes(works, content))
    assert found.state is DeliveryState.REFUSED
    assert reason in str(found.reason)
    assert works.recorded == []
    assert totals(works) == ControlTotals(1, 0, 1, 0, 0, 0, 0, 0, 0)


def test_a_wrong_checksum_is_refused_until_the_manifest_is_mended(works: WorksInMemory) -> None:
    rows = [client(1)]
    refused = take_in(works, rows, sha256="0" * 64)
    again = take_in(works, rows, sha256="0" * 64)
    mended = take_in(works, rows)
    assert "controlesom" in str(view(works, refused).reason)
    assert again == refused
    assert view(works, mended).state is DeliveryState.CHECKED
    assert totals(works) == ControlTotals(2, 0, 1, 1, 1, 0, 1, 1, 0)


@pytest.mark.parametrize("created", ["9999-12-31", "9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00+01:00"])
def test_an_impossible_day_is_refused_and_holds_nothing_up(works: WorksInMemory, created: str) -> None:
    refused = view(works, take_in(works, [client(1)], "onmogelijk", aangemaakt=created))
    assert (refused.state, "aangemaakt moet tussen" in str(refused.reason)) == (DeliveryState.REFUSED, True)
    assert view(works, take_in(works, [client(1)], "later")).persons_transferred == 1


def test_a_delivery_of_a_day_to_come_is_refused_until_that_day(works: WorksInMemory) -> None:
    """It would overtake every delivery until then."""
    day = TODAY + timedelta(days=2)
    refused = view(works, take_in(works, [client(1)], "vroeg", aangemaakt=day.isoformat()))
    assert (refused.state, "op 2 januari 2016 gemaakt" in str(refused.reason)) == (DeliveryState.REFUSED, True)
    assert view(works, take_in(works, [client(1)], "nu")).persons_transferred == 1
    works.today = day
    assert view(works, take_in(works, [client(1)], "vroeg", aangemaakt=day.isoformat())).persons_transferred == 1


@pytest.mark.parametrize(("suffix", "most"), [(".csv", FILE_BYTES_MAX), (".json", MANIFEST_BYTES_MAX)])
def test_what_is_too_large_is_refused_by_its_size(tmp_path: Path, works: WorksInMemory, suffix: str, most: int) -> None:
    """The file is a hole: nobody could read it here."""
    archive = FileArchive(tmp_path / "archive")
    works.archive = archive
    ready = RegisterDelivery(tmp_path / "levering.csv", tmp_path / "levering.json")
    ready.file.write_bytes(b"x")
    with ready.file.with_suffix(suffix).open("wb") as file:
        file.truncate(max(most + 1, 2_000_000_000))
    with pytest.raises(Refused, match="te groot"):
        register_delivery(works, ready)
    assert not archive.folder.exists()


def test_without_a_manifest_a_file_is_refused(works: WorksInMemory) -> None:
    ready = lay(works, as_csv([client(1)]), "levering")
    del works.laid[ready.manifest]
    refused = register_delivery(works, ready)
    assert "manifest ontbreekt" in str(view(works, refused.id).reason)


def test_a_few_stray_bytes_do_not_refuse_a_file_that_is_in_utf8(works: WorksInMemory) -> None:
    rows = as_csv([client(number, geslachtsnaam="Zoë") for number in range(1, 6)]).splitlines(keepends=True)
    rows[1], rows[2] = (row.replace("Zoë".encode(), "Zoë".encode("latin-1")) for row in rows[1:3])
    found = view(works, take_in_bytes(works, b"".join(rows)))
    assert (found.state, found.rows_accepted, found.rows_held_back) == ("checked", 3, 2)


def test_the_known_client_of_an_unreadable_row_is_held_back(works: WorksInMemory) -> None:
    take_in(works, [client(1)], "eerste")
    spoilt = as_csv([client(1)]).replace(b"C00001", b"C00\x00001")
    take_in_bytes(works, spoilt, "tweede")
    assert [one.held_back_rows for one in set_back(works)] == [1]
    assert totals(works).persons_delivered == 1


def test_a_spoilt_number_without_a_bsn_names_nobody(works: WorksInMemory) -> None:
    take_in(works, [client(1)], "eerste")
    spoilt = as_csv([client(1, bsn="")]).replace(b"C00001", b"C00\x00001")
    take_in_bytes(works, spoilt, "tweede")
    assert set_back(works) == []
    assert totals(works).persons_delivered == 2


def test_a_line_of_nothing_but_semicolons_gets_one_message(works: WorksInMemory) -> None:
    content = as_csv([client(1)]) + b";" * 31 + b"\r\n\r\n\r\n"
    found = view(works, take_in_bytes(works, content))
    (row,) = held_back(works, found.id)
    assert (found.rows_delivered, row.number, len(row.errors)) == (2, 2, 1)


def test_an_unclosed_quotation_mark_hurts_only_its_row(works: WorksInMemory) -> None:
    lines = as_csv([client(1), client(2), client(3)]).splitlines(keepends=True)
    lines[2] = lines[2].replace(b";Voorbeeldlaan", b';"Voorbeeldlaan')
    found = view(works, take_in_bytes(works, b"".join(lines)))
    (row,) = held_back(works, found.id)
    assert (found.rows_accepted, row.number) == (2, 2)
    assert "aanhalingsteken" in row.errors[0].message


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_blank_lines_marks_and_moved_columns_do_no_harm(works: WorksInMemory, line_end: bytes) -> None:
    lines = as_csv([client(1, straat='Het "Plein"; achter'), client(2)]).splitlines()
    moved = [b";".join([b"extra", line]) for line in lines]
    content = b"\xef\xbb\xbf" + line_end.join([moved[0], b"", moved[1], b"  ", moved[2]]) + line_end
    found = view(works, take_in_bytes(works, content))
    assert (found.rows_delivered, found.rows_accepted) == (2, 2)
    assert transferred(works)[0].person.address.street == 'Het "Plein"; achter'


def test_a_corrected_delivery_records_only_who_changed(works: WorksInMemory) -> None:
    first = [client(1), client(2, **OTHER_FUNCTION), client(3, bsn="1")]
    second = [client(3), client(1), client(2, **{**OTHER_FUNCTION, "klasse": "KD05"})]
    take_in(works, first, "eerste")
    take_in(works, second, "tweede")
    assert [(one.revision, one.functions[0].care_class) for one in transferred(works)] == [
        (1, "K3"),
        (1, "KD04"),
        (2, "KD05"),
        (1, "K3"),
    ]
    assert totals(works) == ControlTotals(2, 0, 0, 6, 5, 1, 3, 3, 0)


def test_a_correction_that_fails_leaves_the_client_in_place(works: WorksInMemory) -> None:
    take_in(works, [client(1)], "eerste")
    take_in(works, [client(1, klasse="K9")], "tweede")
    assert len(transferred(works)) == 1
    assert totals(works) == ControlTotals(2, 0, 0, 2, 1, 1, 1, 1, 0)


def test_one_person_is_never_taken_over_by_two_municipalities(works: WorksInMemory) -> None:
    take_in(works, [client(1)], "houten")
    elsewhere = [client(1, **LOPIK, clientnummer="L1"), client(2, **LOPIK)]
    second = take_in(works, elsewhere, "lopik", **LOPIK)
    (row,) = held_back(works, second)
    assert "gemeente Houten (0321)" in row.errors[0].message
    assert [one.municipality for one in transferred(works)] == ["0321", "0331"]


def test_one_bsn_under_two_client_numbers_holds_both_back(works: WorksInMemory) -> None:
    rows = [client(1), client(1, clientnummer="Z"), client(2)]
    found = view(works, take_in(works, rows))
    assert (found.rows_held_back, found.persons_held_back, found.persons_transferred) == (2, 2, 1)


def test_one_person_is_the_same_client_in_every_delivery(works: WorksInMemory) -> None:
    take_in(works, [client(1)], "eerste")
    take_in(works, [client(1, huisnummer="14")], "tweede")
    first, second = transferred(works)
    assert first.client_id == second.client_id

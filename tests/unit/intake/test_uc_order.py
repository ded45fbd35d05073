"""Deliveries made after one another: clients who move, old files that come late, a second sender, who is left out."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from services.intake.application.delivery import transfer_clients
from services.intake.application.delivery.rebuild_deliveries import RebuildDeliveries, rebuild_deliveries
from services.intake.domain.mapping.rows import Row
from services.intake.domain.person.transferred import ClientHeldBack, ClientTransferred
from tests.support.intake_in_memory import WorksInMemory
from tests.unit.intake.delivered import IN_PGB, client
from tests.unit.intake.takes_in import held_back, outcome, set_back, take_in, totals, transferred, view

HOUTEN, LOPIK, VIANEN = "0321", "0331", "0620"
UTRECHT, WAARDENLAND = "5509", "5524"
FAULTY = {"klasse": "K9"}
RENAMED = {"clientnummer": "N1"}


@dataclass(frozen=True)
class Made:
    """A delivery: of which day or moment, for which municipality, by which sender, with which rows."""

    created: str
    municipality: str = HOUTEN
    rows: tuple[Row, ...] = ()
    sender: str = UTRECHT


def made(created: str, municipality: str = HOUTEN, sender: str = UTRECHT, **different: str) -> Made:
    """A delivery with one row, of the first client."""
    return Made(created, municipality, (client(1, gemeentecode=municipality, **different),), sender)


def hand_over(works: WorksInMemory, deliveries: Sequence[Made]) -> list[str]:
    """The ids of the deliveries, in order of arrival."""
    return [
        take_in(
            works,
            one.rows,
            f"levering{number}",
            aangemaakt=one.created,
            gemeentecode=one.municipality,
            leverancier=one.sender,
        )
        for number, one in enumerate(deliveries)
    ]


def history(works: WorksInMemory) -> list[str]:
    """All that was said of clients, in order: revision and municipality when transferred, else the rows held back."""
    said = []
    for event in works.recorded:
        match event:
            case ClientTransferred():
                said.append(f"{event.revision} in {event.municipality}")
            case ClientHeldBack():
                said.append(f"held {event.held_back_rows}")
    return said


def message(works: WorksInMemory, delivery_id: str) -> str:
    """What is said of the first row that is held back; empty when none is."""
    rows = held_back(works, delivery_id)
    return rows[0].errors[0].message if rows else ""


STORIES = [
    # the case, what is handed over, what is said, what is answered to the last delivery
    ("a move", [made("2014-11-01", LOPIK), made("2014-11-05", VIANEN)], ["1 in 0331", "2 in 0620"], ""),
    (
        "a move and back",
        [made("2014-11-01", LOPIK), made("2014-11-05", VIANEN), made("2014-11-12", LOPIK)],
        ["1 in 0331", "2 in 0620", "3 in 0331"],
        "",
    ),
    (
        "two municipalities on one day",
        [made("2014-11-01T09:00:00+01:00", LOPIK), made("2014-11-01T15:00:00+01:00", VIANEN)],
        ["1 in 0331", "held 1"],
        "al aangeleverd voor gemeente Lopik (0331), in een bestand van dezelfde dag.",
    ),
    (
        "two on one day, then where the client lives",
        [made("2014-11-01", LOPIK), made("2014-11-01", VIANEN), made("2014-11-05", VIANEN)],
        ["1 in 0331", "held 1", "2 in 0620"],
        "",
    ),
    (
        "a move with a fault, mended on the same day",
        [made("2014-11-01", LOPIK), made("2014-11-05", VIANEN, **FAULTY), made("2014-11-05", VIANEN)],
        ["1 in 0331", "held 1", "2 in 0620"],
        "",
    ),
    (
        "named on the same day by the client's own municipality, with a fault",
        [made("2014-11-01", LOPIK), made("2014-11-05", LOPIK, **FAULTY), made("2014-11-05", VIANEN)],
        ["1 in 0331", "held 1"],
        "in een bestand van dezelfde dag.",
    ),
    (
        "an old delivery of where the client lived",
        [made("2014-11-05", VIANEN), made("2014-11-01", LOPIK)],
        ["1 in 0620"],
        "Er is al een nieuwere aanlevering van deze cliënt, van 5 november 2014.",
    ),
    (
        "an old delivery of the same municipality",
        [made("2014-11-05", huisnummer="14"), made("2014-11-01")],
        ["1 in 0321"],
        "van 5 november 2014.",
    ),
    (
        "an old delivery of the same day",
        [made("2014-11-05T10:00:00+01:00"), made("2014-11-05T09:00:00+01:00", huisnummer="14")],
        ["1 in 0321"],
        "van 5 november 2014.",
    ),
    (
        "two of the same moment: arrival decides",
        [made("2014-11-05T10:00:00+01:00"), made("2014-11-05T09:00:00Z", huisnummer="14")],
        ["1 in 0321", "2 in 0321"],
        "",
    ),
    (
        "an old delivery with a fault",
        [made("2014-11-05"), made("2014-11-01", **FAULTY)],
        ["1 in 0321"],
        "Deze waarde kennen wij niet.",
    ),
    (
        "an old delivery under another number",
        [made("2014-11-05"), made("2014-11-01", **RENAMED)],
        ["1 in 0321"],
        "onder cliëntnummer C00001.",
    ),
    (
        "an old delivery after a faulty correction",
        [made("2014-11-01"), made("2014-11-05", **FAULTY), made("2014-11-03")],
        ["1 in 0321", "held 1"],
        "van 5 november 2014.",
    ),
    (
        "an old delivery of whom nothing was accepted",
        [made("2014-11-05", **FAULTY), made("2014-11-01")],
        [],
        "van 5 november 2014.",
    ),
    (
        "a move under another number",
        [made("2014-11-01", LOPIK), made("2014-11-05", VIANEN, **RENAMED)],
        ["1 in 0331", "held 1"],
        "onder cliëntnummer C00001, voor gemeente Lopik (0331).",
    ),
    (
        "another sender",
        [made("2014-11-01"), made("2014-11-05", sender=WAARDENLAND)],
        ["1 in 0321"],
        "al aangeleverd door zorgkantoor Utrecht (5509).",
    ),
    (
        "another sender, another municipality",
        [made("2014-11-01"), made("2014-11-05", VIANEN, sender=WAARDENLAND)],
        ["1 in 0321"],
        "wij deze regel van zorgkantoor Waardenland (5524) niet over.",
    ),
]


@pytest.mark.parametrize(("_case", "deliveries", "said", "answer"), STORIES, ids=[story[0] for story in STORIES])
def test_the_day_a_delivery_was_made_decides_what_holds(
    works: WorksInMemory, _case: str, deliveries: Sequence[Made], said: list[str], answer: str
) -> None:
    last = hand_over(works, deliveries)[-1]
    assert history(works) == said
    assert answer in message(works, last)
    assert bool(answer) == bool(message(works, last))
    assert totals(works).persons_delivered == 1


@pytest.mark.parametrize(("_case", "deliveries", "said", "_answer"), STORIES, ids=[story[0] for story in STORIES])
def test_a_rebuild_puts_deliveries_in_the_same_order(
    works: WorksInMemory, _case: str, deliveries: Sequence[Made], said: list[str], _answer: str
) -> None:
    hand_over(works, deliveries)
    before = outcome(works)
    rebuild_deliveries(works, RebuildDeliveries())
    assert outcome(works) == before


def test_a_known_client_reads_as_before_after_an_old_delivery(works: WorksInMemory) -> None:
    hand_over(works, [made("2014-11-05", huisnummer="14"), made("2014-11-01"), made("2014-11-08")])
    assert [one.person.address.house_number for one in transferred(works)] == ["14", "12"]


TWELVE = tuple(client(number) for number in range(1, 13))


@pytest.mark.parametrize("rows_per_step", [5, 1000])
@pytest.mark.parametrize("number", ["", "W"], ids=["the same numbers", "numbers of its own"])
def test_the_rows_of_another_sender_are_no_second_persons(
    works: WorksInMemory, monkeypatch: pytest.MonkeyPatch, number: str, rows_per_step: int
) -> None:
    monkeypatch.setattr(transfer_clients, "ROWS_PER_STEP", rows_per_step)
    theirs = tuple({**row, "clientnummer": number + row["clientnummer"]} for row in TWELVE)
    deliveries = [Made("2014-11-01", rows=TWELVE), Made("2014-11-05", rows=theirs, sender=WAARDENLAND)]
    other = hand_over(works, deliveries)[-1]
    found = totals(works)
    assert (found.persons_delivered, found.persons_transferred, found.persons_held_back) == (12, 12, 0)
    assert found.rows_held_back == view(works, other).persons_held_back == 12
    assert set_back(works) == []


def test_who_was_held_back_before_another_sender_had_them_right_counts_once(works: WorksInMemory) -> None:
    hand_over(works, [made("2014-11-01", sender=WAARDENLAND, **FAULTY), made("2014-11-01")])
    found = totals(works)
    assert (found.persons_delivered, found.persons_transferred, found.persons_held_back) == (1, 1, 0)


def test_one_number_at_two_senders_is_two_persons(works: WorksInMemory) -> None:
    other = client(2, clientnummer="C00001")
    hand_over(works, [made("2014-11-01"), Made("2014-11-01", rows=(other,), sender=WAARDENLAND)])
    assert totals(works).persons_transferred == 2


def test_a_budget_of_nothing_waits_for_its_amount(works: WorksInMemory) -> None:
    (delivery,) = hand_over(works, [made("2014-11-01", **{**IN_PGB, "pgb_bruto_jaar": "0.00"})])
    assert message(works, delivery).startswith("0,00 is geen bedrag voor een pgb.")
    assert transferred(works) == []


THREE = TWELVE[:3]
ABSENT = [
    ("nobody", [Made("2014-11-01", rows=THREE), Made("2014-11-05", rows=THREE)], 0),
    ("two left out", [Made("2014-11-01", rows=THREE), Made("2014-11-05", rows=THREE[1:2])], 2),
    ("left out again", [Made("2014-11-01", rows=THREE), *(Made(f"2014-11-0{n}", rows=THREE[:2]) for n in (5, 6))], 1),
    ("a faulty row is a row", [made("2014-11-01"), made("2014-11-05", **FAULTY)], 0),
    ("the BSN under another number", [made("2014-11-01"), made("2014-11-05", **RENAMED)], 0),
    ("for another municipality", [Made("2014-11-01", rows=THREE), made("2014-11-05", VIANEN)], 0),
    ("of another sender", [Made("2014-11-01", rows=THREE), made("2014-11-05", sender=WAARDENLAND)], 0),
    ("an old delivery that comes late", [Made("2014-11-05", rows=THREE), made("2014-11-01")], 0),
    (
        "who has moved",
        [Made("2014-11-01", rows=THREE), made("2014-11-05", VIANEN), Made("2014-11-06", rows=THREE[1:])],
        0,
    ),
]


@pytest.mark.parametrize(("_case", "deliveries", "absent"), ABSENT, ids=[story[0] for story in ABSENT])
def test_a_delivery_says_how_many_known_clients_it_left_out(
    works: WorksInMemory, _case: str, deliveries: Sequence[Made], absent: int
) -> None:
    last = hand_over(works, deliveries)[-1]
    assert view(works, last).persons_absent == absent

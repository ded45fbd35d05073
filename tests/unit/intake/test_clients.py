"""The rows of one client together: duplicates, two persons under one number, one person under two, overlaps."""

from dataclasses import replace

import pytest

from services.intake.domain.person.clients import ROWS_MAX, Background, ClientRow, Owner, cross_check, newer_is_known
from tests.unit.intake.delivered import BSNS, IN_PGB, IN_STAY, row

MADE = "2014-11-05T09:00:00+01:00"
ME = Owner("0321", "5509", "C1", MADE)
OTHER_FUNCTION = {"functiecode": "82", "klasse": "KD04"}
OTHER_DECISION = {"besluitnummer": "410000999"}


def client_rows(*different: dict[str, str]) -> list[ClientRow]:
    rows = [row(**one) for one in different]
    return [ClientRow(number, one["bsn"].zfill(9), one) for number, one in enumerate(rows, start=1)]


GROUPS = [
    ("two functions of one decision", [{}, OTHER_FUNCTION], {}),
    ("the second of two equal rows", [{}, {}], {2: "gelijk aan regel 1."}),
    ("every copy but the first", [{}, {}, {}], {2: "gelijk aan regel 1.", 3: "gelijk aan regel 1."}),
    (
        "two birth dates",
        [{}, {**OTHER_FUNCTION, "geboortedatum": "1941-03-13"}],
        {1: "Regel 2 van deze cliënt heeft een andere geboortedatum", 2: "Regel 1 van deze cliënt"},
    ),
    (
        "two BSNs",
        [{}, {**OTHER_FUNCTION, "bsn": BSNS[1]}],
        {1: "Regel 2 van deze cliënt heeft een ander BSN", 2: "Regel 1"},
    ),
    ("one BSN with and without its leading zero", [{"bsn": "10000008"}, {**OTHER_FUNCTION, "bsn": "010000008"}], {}),
    ("two decisions at once", [{}, OTHER_DECISION], {1: "regel 2", 2: "regel 1"}),
    (
        "two decisions without an end",
        [{"einddatum": ""}, {**OTHER_DECISION, "ingangsdatum": "2030-01-01"}],
        {1: "regel 2", 2: "regel 1"},
    ),
    ("a decision after the other", [{}, {**OTHER_DECISION, "ingangsdatum": "2027-06-01", "einddatum": ""}], {}),
    ("one decision, two providers", [{}, {"agb": "98990999"}], {}),
    ("two stays at once", [IN_STAY, {**IN_STAY, **OTHER_DECISION}], {1: "regel 2", 2: "regel 1"}),
    ("two decisions, other functions", [{}, {**OTHER_FUNCTION, **OTHER_DECISION}], {}),
]


@pytest.mark.parametrize(("_case", "rows", "held"), GROUPS)
def test_rows_that_contradict_each_other_are_held_back(
    _case: str, rows: list[dict[str, str]], held: dict[int, str]
) -> None:
    found = cross_check(ME, client_rows(*rows), Background())
    assert found.keys() == held.keys()
    assert all(part in found[number].message for number, part in held.items())


BACKGROUNDS = [
    ("the BSN is the client's own", Background(owners={BSNS[0]: ME}, earlier_bsn=BSNS[0]), ""),
    ("the BSN stands at two clients", Background(shared_bsns=frozenset({BSNS[0]})), "ander cliëntnummer"),
    ("the client moved since", Background(owners={BSNS[0]: replace(ME, municipality="0620", placed="2014-11-04")}), ""),
    (
        "the client was accepted elsewhere on the same day",
        Background(owners={BSNS[0]: replace(ME, municipality="0620")}),
        "gemeente Vianen (0620), in een bestand van dezelfde dag.",
    ),
    (
        "the client was accepted elsewhere an hour before",
        Background(owners={BSNS[0]: replace(ME, municipality="0620", placed="2014-11-05T08:00:00+01:00")}),
        "gemeente Vianen (0620), in een bestand van dezelfde dag.",
    ),
    (
        "the client had another number before",
        Background(owners={BSNS[0]: replace(ME, client_key="C9")}),
        "cliëntnummer C9.",
    ),
    (
        "the client had no number before",
        Background(owners={BSNS[0]: replace(ME, client_key="bsn:1")}),
        "zonder cliëntnummer.",
    ),
    (
        "the client moved and got another number",
        Background(owners={BSNS[0]: replace(ME, municipality="0620", client_key="C9", placed="2014-11-04")}),
        "onder cliëntnummer C9, voor gemeente Vianen (0620).",
    ),
    (
        "another sender delivered the client",
        Background(owners={BSNS[0]: replace(ME, sender="5524")}),
        "door zorgkantoor Waardenland (5524). Daarom nemen wij deze regel van zorgkantoor Utrecht (5509) niet over.",
    ),
    (
        "an unknown sender delivered the client",
        Background(owners={BSNS[0]: replace(ME, sender="1")}),
        "door zorgkantoor 1.",
    ),
    ("the number had another BSN before", Background(earlier_bsn=BSNS[1]), "ander BSN"),
]


@pytest.mark.parametrize(("_case", "background", "message"), BACKGROUNDS)
def test_a_bsn_belongs_to_one_client_only(_case: str, background: Background, message: str) -> None:
    found = cross_check(ME, client_rows({}), background)
    assert bool(found) == bool(message)
    assert not message or message in found[1].message


def test_an_old_row_is_answered_with_the_day_of_the_newer_one() -> None:
    assert "een nieuwere aanlevering van deze cliënt, van 5 november 2014." in newer_is_known(MADE).message


def test_so_many_rows_of_a_client_are_taken_over_and_no_more() -> None:
    """More would not fit in what others say of the client; whether they overlap is not looked at any more."""
    rows = [{"besluitnummer": "1", "agb": f"{n:08d}"} for n in range(ROWS_MAX)]
    assert cross_check(ME, client_rows(*rows), Background()) == {}
    again = cross_check(ME, client_rows(*rows, rows[0]), Background())
    assert [(number, "gelijk aan regel 1." in error.message) for number, error in again.items()] == [(201, True)]
    found = cross_check(ME, client_rows(*rows, {"besluitnummer": "2"}), Background())
    assert len(found) == ROWS_MAX + 1
    assert {error.message.partition(".")[0] for error in found.values()} == {
        "Deze cliënt heeft 201 verschillende regels"
    }


def test_the_budgets_of_a_client_have_a_bound_together() -> None:
    high = [{**IN_PGB, "pgb_bruto_jaar": "1000000.00", "besluitnummer": "1", "agb": f"{n:08d}"} for n in range(20)]
    assert cross_check(ME, client_rows(*high), Background()) == {}
    in_kind = {"besluitnummer": "1", "pgb_bruto_jaar": "1.00"}
    found = cross_check(ME, client_rows(*high, {**high[0], "pgb_bruto_jaar": "0.01"}, in_kind), Background())
    assert sorted(found) == list(range(1, 22))
    assert "samen € 20.000.000,01 in een jaar" in found[1].message.replace("\xa0", " ")

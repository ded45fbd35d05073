"""The list of held-back persons: who stands on it, who no longer does, and how somebody is found."""

from collections.abc import Sequence

import pytest

from services.intake.application.delivery import stage_rows
from services.intake.application.delivery.rebuild_deliveries import RebuildDeliveries, rebuild_deliveries
from services.intake.application.repair.count_held_back import count_held_back
from services.intake.application.repair.list_held_back import PURPOSE, PURPOSE_NUMBER, ListHeldBack, list_held_back
from services.intake.application.repair.views import HeldBackFilter, HeldBackPage
from services.intake.domain.mapping.rows import Row, RowState
from shared.access import Forbidden, Role, User
from shared.searching import sought
from tests.support.intake_in_memory import IDENTITIES, WorksInMemory
from tests.unit.intake.delivered import client
from tests.unit.intake.takes_in import take_in

HOUTEN = User("h", "Hugo", Role.CASEWORKER, frozenset({"0321"}))
LOPIK = User("l", "Lotte", Role.CASEWORKER, frozenset({"0331"}))
BOTH = User("n", "Noor", Role.CASEWORKER, frozenset({"0321", "0331"}))
FAULTY = {"klasse": "K9"}


def page(works: WorksInMemory, user: User = HOUTEN, wanted: HeldBackFilter | None = None) -> HeldBackPage:
    with works.read() as work:
        return list_held_back(work, ListHeldBack(user, wanted or HeldBackFilter()))


def numbers(found: HeldBackPage) -> list[str]:
    return [view.person.client_number for view in found.persons]


STORIES = [
    ("never accepted", [[client(1, **FAULTY)]], ["C00001"]),
    ("accepted", [[client(1)]], []),
    ("accepted for a part", [[client(1), client(1, **FAULTY)]], ["C00001"]),
    ("mended", [[client(1, **FAULTY)], [client(1)]], []),
    ("faulty again", [[client(1)], [client(1, **FAULTY)]], ["C00001"]),
    ("not named later", [[client(1, **FAULTY)], [client(2)]], ["C00001"]),
    ("the BSN under a new number", [[client(1)], [client(1, clientnummer="N1")]], ["C00001", "N1"]),
    ("the old number again", [[client(1)], [client(1, clientnummer="N1")], [client(1)]], ["N1"]),
]


@pytest.mark.parametrize(("_case", "deliveries", "expected"), STORIES, ids=[story[0] for story in STORIES])
def test_who_stands_on_the_list(
    works: WorksInMemory, _case: str, deliveries: Sequence[Sequence[Row]], expected: list[str]
) -> None:
    for number, rows in enumerate(deliveries):
        take_in(works, rows, f"levering{number}", aangemaakt=f"2014-11-0{number + 1}")
    assert numbers(page(works)) == expected
    with works.read() as work:
        assert count_held_back(work, HOUTEN) == len(expected)
    before = page(works)
    rebuild_deliveries(works, RebuildDeliveries())
    assert page(works) == before


def test_an_overtaken_delivery_puts_nobody_on_the_list(works: WorksInMemory) -> None:
    take_in(works, [client(1)], "nieuw", aangemaakt="2014-11-05")
    take_in(works, [client(1, **FAULTY)], "oud", aangemaakt="2014-11-01")
    assert numbers(page(works)) == []


def test_a_line_says_who_where_and_what_is_wrong(works: WorksInMemory) -> None:
    delivery = take_in(works, [client(2), client(1, klasse="K9", postcode="x"), client(1, postcode="x")])
    found = page(works)
    (view,) = found.persons
    person = view.person
    assert (person.delivery_id, person.first_row, person.rows, person.client_id) == (delivery, 2, 2, None)
    assert (person.initials, person.prefix, person.surname, person.birth_date) == (
        "A.",
        "van",
        "Voorbeeld",
        "1941-03-12",
    )
    assert [error.column for error in view.errors] == ["postcode", "klasse"]
    assert view.in_reach
    assert works.read_log.lines == [("h", IDENTITIES.stranger_id(delivery, "C00001"), PURPOSE.words)]


def test_a_claimed_client_is_known_by_the_own_rows_and_has_a_file(works: WorksInMemory) -> None:
    take_in(works, [client(1)], "eerste")
    take_in(works, [client(1, clientnummer="N1", geslachtsnaam="Anders")], "tweede")
    claimed, stranger = page(works).persons[::-1]
    assert (claimed.person.surname, claimed.person.first_row, claimed.errors) == ("Voorbeeld", None, ())
    assert claimed.person.client_id is not None
    assert (stranger.person.surname, stranger.person.first_row, stranger.person.client_id) == ("Anders", 1, None)


PEOPLE = [
    client(1, voorletters="J.B.", voorvoegsel="van", geslachtsnaam="Dijk", geboortedatum="1938-11-21", **FAULTY),
    client(2, voorletters="K.", voorvoegsel="", geslachtsnaam="Dijkstra", **FAULTY),
    client(3, geslachtsnaam="Müller", voorvoegsel="", besluitnummer="CIZ-77", **FAULTY),
]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("dijk", ["C00001", "C00002"]),
        ("van Dijk", ["C00001"]),
        ("J. van Dijk", ["C00001"]),
        ("Dijk, J.B.", ["C00001"]),
        ("K. Dijk", ["C00002"]),
        ("muller", ["C00003"]),
        ("21-11-1938", ["C00001"]),
        ("C00002", ["C00002"]),
        ("CIZ-77", ["C00003"]),
        ("CIZ", []),
        (PEOPLE[0]["bsn"], []),
    ],
)
def test_somebody_is_found_by_name_birth_date_and_whole_numbers_and_not_by_bsn(
    works: WorksInMemory, typed: str, expected: list[str]
) -> None:
    take_in(works, PEOPLE)
    assert numbers(page(works, wanted=HeldBackFilter(sought=sought(typed)))) == expected


@pytest.mark.parametrize(
    ("user", "typed", "expected"),
    [
        (HOUTEN, "C00001", ["C00001"]),
        (HOUTEN, "c00001", ["C00001"]),
        (HOUTEN, "C0000", []),
        (HOUTEN, "C00002", []),
        (HOUTEN, f"bsn:{client(3)['bsn']}", []),
        (HOUTEN, f"BSN:{client(3)['bsn']}", []),
        (LOPIK, "C00001", []),
    ],
)
def test_a_client_who_is_not_held_back_is_found_by_the_whole_client_number_only(
    works: WorksInMemory, user: User, typed: str, expected: list[str]
) -> None:
    take_in(works, [client(1), client(2, **FAULTY), client(3, clientnummer="")])
    found = page(works, user, HeldBackFilter(sought=sought(typed)))
    assert [one.client_number for one in found.by_number] == expected
    assert [line for line in works.read_log.lines if line[2] == PURPOSE_NUMBER.words] == [
        (user.id, one.client_id, PURPOSE_NUMBER.words) for one in found.by_number
    ]


def test_filters_and_order_narrow_and_turn_the_list(works: WorksInMemory) -> None:
    here = take_in(works, [client(1), client(1, **FAULTY), client(2, geboortedatum="1930-01-01", **FAULTY)])
    take_in(works, [client(9, gemeentecode="0331", **FAULTY)], "lopik", gemeentecode="0331")
    assert numbers(page(works, BOTH, HeldBackFilter(delivery_id=here))) == ["C00001", "C00002"]
    assert numbers(page(works, BOTH, HeldBackFilter(municipality="0331"))) == ["C00009"]
    assert numbers(page(works, BOTH, HeldBackFilter(known=True))) == ["C00001"]
    assert numbers(page(works, BOTH, HeldBackFilter(known=False))) == ["C00002", "C00009"]
    assert numbers(page(works, BOTH, HeldBackFilter(order="born")))[0] == "C00002"
    assert numbers(page(works, BOTH, HeldBackFilter(order="born", descending=True)))[-1] == "C00002"
    shown = page(works, BOTH, HeldBackFilter(offset=1, limit=1))
    assert (numbers(shown), shown.total) == (["C00002"], 3)


def test_nobody_sees_a_person_of_another_municipality(works: WorksInMemory) -> None:
    take_in(works, [client(1, **FAULTY)])
    assert numbers(page(works, LOPIK)) == []
    with pytest.raises(Forbidden):
        page(works, LOPIK, HeldBackFilter(municipality="0321"))


def test_a_known_client_in_a_faulty_delivery_for_another_municipality_stays_with_the_own_one(
    works: WorksInMemory,
) -> None:
    take_in(works, [client(1)], "houten", aangemaakt="2014-11-01")
    take_in(works, [client(1, gemeentecode="0331", **FAULTY)], "lopik", gemeentecode="0331", aangemaakt="2014-11-02")
    (view,) = page(works).persons
    assert (view.delivered_for, view.in_reach) == ("0331", False)
    assert numbers(page(works, LOPIK)) == []


def test_a_client_with_more_rows_than_can_be_settled_together_holds_up_nobody(
    works: WorksInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of one client with a million rows was read at once. What is over the bound stands for itself."""
    monkeypatch.setattr(stage_rows, "ROWS_TOGETHER", 25)
    monkeypatch.setattr(stage_rows, "LINES_PER_STEP", 30)
    crowd = [client(1, besluitnummer=f"{number:09}") for number in range(60)]
    delivery = take_in(works, [*crowd, client(2)])
    with works.read() as work:
        rows = list(work.queries.rows(delivery, state=None, after=0, limit=100).rows)
        together = work.rows.per_client(delivery, sorted({row.client_key for row in rows}))
    assert max(together.values()) == 25
    assert [row.number for row in rows if row.state is RowState.ACCEPTED] == [61]
    assert {row.errors[-1] for row in rows[25:60]} == {stage_rows.TOO_MANY}

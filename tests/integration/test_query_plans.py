"""Which way SQLite takes to what screens ask: along an index, also where it had another idea of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from services.migration.adapters.control.conditions import (
    OWNER,
    SCAN,
    STATE,
    STEP,
    Sizes,
    along,
    has_order,
    order_of,
    way_of,
)
from services.migration.adapters.database import metadata as of_migration
from services.migration.adapters.planning.queries import HouseholdQueries
from services.migration.adapters.planning.stores import AppointmentTable, CaseworkerTable, PlanTable
from services.migration.adapters.rights.stores import ClientTable
from services.migration.adapters.route.stores import may_be_spoken_with
from services.migration.application.control.views import Closed, Filter, SortBy, Window
from services.migration.domain.control.steps import Task, Team
from services.migration.domain.planning.caseworkers import PlaceKind, Sought
from services.notifications.adapters.database import metadata as of_notifications
from services.notifications.adapters.letters.conditions import STATES
from services.notifications.adapters.letters.queries import LetterQueries
from services.notifications.adapters.letters.stores import RepresentativeStore
from services.notifications.adapters.looks.queries import LookQueries
from services.notifications.adapters.mailing.conditions import MailingLetters
from services.notifications.adapters.mailing.queries import PrintRunQueries
from services.notifications.adapters.mailing.stores import MailingStore
from services.notifications.adapters.notices import queries as notice_queries
from services.notifications.adapters.notices.queries import NoticeQueries
from services.notifications.application.letters.views import LetterFilter
from services.notifications.application.looks.views import LookFilter
from services.notifications.application.notices.views import ClientFilter
from services.notifications.domain.mailing.looked import BY_KIND, Look
from services.notifications.domain.mailing.oddities import day_gone
from services.notifications.domain.notices.provider_client import Stage
from shared.database import open_engine, sqlite_url
from tests.support.migration_samples import HOUTEN, determined
from tests.support.migration_samples import plan as reassessment

TOWN = "0321"
TOWNS = frozenset({TOWN, "0353", "0331"})
DAY = date(2014, 12, 1)
Asked = Callable[[Connection], object]
READY = "SEARCH letter USING COVERING INDEX letter_ready (mailing_id=? AND municipality=?)"
ALL_READY = "SCAN letter USING COVERING INDEX letter_ready"
AT = "SEARCH letter USING INDEX letter_at_address (mailing_id=? AND municipality=?"


def looked(connection: Connection, mailing_id: str | None = None) -> MailingLetters:
    return MailingStore(connection).looked(TOWN, mailing_id)


OF_LETTERS: list[tuple[Asked, str]] = [
    (
        lambda connection: PrintRunQueries(connection).addressed_before("0321", None),
        "INDEX letter_ready (mailing_id=? AND municipality=? AND kind=?)",
    ),
    (lambda connection: PrintRunQueries(connection).to_take_out(["0321"]), "INDEX letter_replaced"),
    (lambda connection: PrintRunQueries(connection).to_take_out(["0321"]), "INDEX letter_of_kind_by_"),
    (lambda connection: PrintRunQueries(connection).to_take_out(["0321"]), "INDEX letter_client (client_id=?"),
    (lambda connection: PrintRunQueries(connection).to_take_out(["0321"]), "SCAN recipient USING INDEX recipient_died"),
    (
        lambda connection: PrintRunQueries(connection).to_take_out(["0321"]),
        "letter_stop USING COVERING INDEX letter_stop_why",
    ),
    (lambda connection: PrintRunQueries(connection).unprintable(TOWNS, DAY), "INDEX letter_ready (mailing_id>?)"),
    (
        lambda connection: PrintRunQueries(connection).ready_municipalities(),
        "letter_ready (mailing_id=? AND municipality>?)",
    ),
    (lambda connection: PrintRunQueries(connection).mailings_gathering(TOWNS), READY),
    (lambda connection: looked(connection, "m").letters(BY_KIND), READY),
    (lambda connection: looked(connection).letters(Look(kind="decision")), f"{READY[:-1]} AND kind=?)"),
    (lambda connection: looked(connection).letters(Look(letter_ids=("a", "b"))), "letter_1 (id=?)"),
    (lambda connection: looked(connection).letters(Look(at=("1234AB", 1))), f"{AT} AND postcode=? AND house_number=?)"),
    (lambda connection: looked(connection).crowded(4, 3), AT),
    (lambda connection: looked(connection).tally([day_gone(DAY)]), READY),
    (lambda connection: looked(connection).number(day_gone(DAY)), READY),
    (lambda connection: looked(connection).seen(), READY),
    (lambda connection: looked(connection).telling(DAY), READY),
    (lambda connection: looked(connection).telling(DAY), "INDEX letter_told (client_id=?)"),
    (lambda connection: looked(connection).represented(), "INDEX letter_client (client_id=?)"),
    (lambda connection: PrintRunQueries(connection).mailing_states("m"), "COVERING INDEX letter_mailing"),
    (lambda connection: PrintRunQueries(connection).ready_letters(TOWNS), ALL_READY),
    (lambda connection: RepresentativeStore(connection).of_ready(), "INDEX letter_client (client_id=?)"),
]


@pytest.mark.parametrize(("asked", "way"), OF_LETTERS)
def test_letters_are_found_without_reading_all_of_them(asked: Asked, way: str, tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "notifications.sqlite"))
    of_notifications.create_all(engine)
    with engine.connect() as connection, _plans(connection) as plans:
        asked(connection)
    assert any(way in step for step in plans), plans
    assert not [step for step in plans if step.startswith("SCAN letter") and "letter_ready" not in step], plans


WEEK = LookFilter(since=DAY, until=DAY, limit=50)
OF_LOOKS: list[tuple[Asked, str]] = [
    (
        lambda connection: LookQueries(connection).who_looked_at("anna", 0, 50),
        "INDEX look_client_by_client (client_id=? AND kind=?)",
    ),
    (lambda connection: LookQueries(connection).looks(TOWNS, WEEK, None), "INDEX look_by_moment (at>? AND at<?)"),
    (
        lambda connection: LookQueries(connection).looks(TOWNS, WEEK, ["anna"]),
        "INDEX look_client_by_client (client_id=?)",
    ),
    (
        lambda connection: LookQueries(connection).opened_files(TOWNS, DAY, DAY),
        "look_opened (kind=? AND at>? AND at<?)",
    ),
]


@pytest.mark.parametrize(("asked", "way"), OF_LOOKS)
def test_looks_are_found_without_reading_all_of_them(asked: Asked, way: str, tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "notifications.sqlite"))
    of_notifications.create_all(engine)
    with engine.connect() as connection, _plans(connection) as plans:
        asked(connection)
    assert any(way in step for step in plans), plans
    assert not [step for step in plans if step.startswith("SCAN look")], plans


def test_who_died_is_not_sorted_to_find_letters_to_take_out(tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "notifications.sqlite"))
    of_notifications.create_all(engine)
    with engine.connect() as connection, _plans(connection) as plans:
        PrintRunQueries(connection).to_take_out(["0321"])
        LetterQueries(connection).letters(TOWNS, LetterFilter(to_take_out=True))
    assert plans.count("SCAN recipient USING INDEX recipient_died") == 2, plans
    assert not [step for step in plans if "TEMP B-TREE" in step], plans


def test_letters_of_a_kind_come_by_name_and_the_mark_is_made_without_sorting_them(tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "notifications.sqlite"))
    of_notifications.create_all(engine)
    with engine.connect() as connection, _plans(connection) as plans:
        looked(connection).letters(Look(kind="decision"), 1, 1)
        looked(connection).seen()
    assert not [step for step in plans if "ORDER BY" in step], plans


STAFF = ClientFilter(municipalities=TOWNS, limit=50)
IN_ORDER = "SEARCH provider_client USING COVERING INDEX provider_client_"
FOUND_BY_END = f"{IN_ORDER}until (municipality=? AND until>? AND until<?)"


@pytest.mark.parametrize(
    ("wanted", "step"),
    [
        (STAFF, f"{IN_ORDER}at (municipality=?)"),
        (replace(STAFF, stage=Stage.HELD), f"{IN_ORDER}in_stage (municipality=? AND stage=?)"),
        (replace(STAFF, stage=Stage.HELD, coming_from=DAY), f"{IN_ORDER}in_stage (municipality=? AND stage=? AND"),
        (replace(STAFF, order="until"), f"{IN_ORDER}until (municipality=?)"),
    ],
)
def test_the_clients_of_providers_are_listed_along_an_index(wanted: ClientFilter, step: str, tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "notifications.sqlite"))
    of_notifications.create_all(engine)
    with engine.connect() as connection, _plans(connection) as plans:
        NoticeQueries(connection).provider_clients(wanted)
    assert len([each for each in plans if each.startswith(step)]) == len(TOWNS), plans
    assert not [each for each in plans if "TEMP B-TREE" in each], plans


@pytest.mark.parametrize(
    "wanted",
    [
        replace(STAFF, coming_from=date(2015, 3, 4)),
        replace(STAFF, lasting_on=date(2015, 3, 4), order="number"),
        replace(STAFF, past_before=date(2015, 3, 4), descending=True),
    ],
    ids=["what is to come", "what goes on", "what is over"],
)
def test_what_happens_next_is_read_along_indexes_and_nothing_is_sorted(wanted: ClientFilter, tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "notifications.sqlite"))
    of_notifications.create_all(engine)
    with engine.connect() as connection, _plans(connection) as plans:
        NoticeQueries(connection).provider_clients(wanted)
    read = [each for each in plans if "provider_client" in each and "client_id=" not in each]
    assert all(each.startswith(("SEARCH provider_client USING INDEX", IN_ORDER[:-16])) for each in read), plans
    assert len([each for each in read if each.startswith(f"{IN_ORDER}until")]) >= len(TOWNS), plans
    assert not [each for each in plans if "TEMP B-TREE" in each], plans


@pytest.mark.parametrize("few", [True, False])
def test_who_has_something_in_a_month_is_found_by_it_and_only_few_are_sorted(
    few: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_queries, "FEW", 0 if few else -1)
    engine = open_engine(sqlite_url(tmp_path / "notifications.sqlite"))
    of_notifications.create_all(engine)
    in_december = replace(STAFF, first=DAY, last=date(2014, 12, 31))
    with engine.connect() as connection:
        with _plans(connection) as plans:
            NoticeQueries(connection).provider_clients(in_december)
        with _plans(connection) as counts:
            NoticeQueries(connection).count_provider_clients(in_december)
    next_days = f"{IN_ORDER}at (municipality=? AND next_day>? AND next_day<?)"
    assert plans.count(next_days) == len(TOWNS), plans
    sorted_ones = [each for each in plans if "TEMP B-TREE" in each]
    assert len(sorted_ones) == (len(TOWNS) if few else 0), plans
    assert counts == [next_days, FOUND_BY_END]


@pytest.mark.parametrize("order", ["date", "name"])
@pytest.mark.parametrize("descending", [False, True])
def test_letters_of_a_kind_are_found_without_the_announcements(order: str, descending: bool, tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "notifications.sqlite"))
    of_notifications.create_all(engine)
    wanted = LetterFilter(kind="invitation", order=order, descending=descending)
    with engine.connect() as connection, _plans(connection) as plans:
        LetterQueries(connection).letters(TOWNS, wanted)
        LetterQueries(connection).count_letters(TOWNS, wanted)
    branch = f"SEARCH letter USING INDEX letter_of_kind_by_{order} (municipality=? AND kind=? AND state=?)"
    assert plans.count(branch) == len(TOWNS) * len(STATES), plans
    (count,) = [each for each in plans if "COVERING" in each]
    assert count.startswith("SEARCH letter USING COVERING INDEX letter_of_kind_by_"), plans
    assert "USE TEMP B-TREE FOR ORDER BY" not in plans, plans


@pytest.mark.parametrize(
    ("way", "wanted", "step"),
    [
        (STEP, Filter(task=Task.HAND_OVER_YOUTH), "standing_by_step (next_step=?)"),
        (
            STEP,
            Filter(task=Task.HAND_OVER_YOUTH, window=Window.OVERDUE),
            "standing_by_step (next_step=? AND next_due>?",
        ),
        (OWNER, Filter(owner=Team.YOUTH.value), "standing_by_owner (owner=? AND next_due<?)"),
    ],
)
def test_who_has_a_step_or_an_owner_is_listed_by_day_without_the_others(
    way: str, wanted: Filter, step: str, tmp_path: Path
) -> None:
    engine = open_engine(sqlite_url(tmp_path / "migration.sqlite"))
    of_migration.create_all(engine)
    asked = replace(wanted, sort=SortBy.NEXT)
    query = along(way, TOWNS, asked, DAY).order_by(*order_of(asked, indexed=has_order(way, asked)))
    with engine.connect() as connection, _plans(connection) as plans:
        connection.execute(query.limit(50)).all()
    (only,) = plans
    assert only.startswith(f"SEARCH standing USING COVERING INDEX {step}")


def test_a_list_in_order_of_its_filter_is_read_along_it_however_its_clients_lie() -> None:
    """The steps of youth are all due late, so along the order of everybody they come last."""
    of_youth = Sizes(27_400, {OWNER: 1_001, STATE: 27_400}, None)
    assert way_of(of_youth, Filter(owner=Team.YOUTH.value, sort=SortBy.NEXT)) == OWNER
    assert way_of(of_youth, Filter(owner=Team.YOUTH.value, sort=SortBy.NAME)) == SCAN
    assert not has_order(STEP, Filter(finished=Closed.ANY, sort=SortBy.NEXT))


def test_a_week_without_appointments_is_found_by_client(tmp_path: Path) -> None:
    """Along the index of a municipality's days, all its appointments are read for each plan."""
    engine = open_engine(sqlite_url(tmp_path / "migration.sqlite"))
    of_migration.create_all(engine)
    with engine.connect() as connection, _plans(connection) as plans:
        HouseholdQueries(connection, may_be_spoken_with).weeks_without_appointment(TOWN, DAY, DAY)
        CaseworkerTable(connection).of_user("consulent", TOWNS)
    assert "SEARCH appointment_client USING INDEX ix_appointment_client_client_id (client_id=?)" in plans
    assert "SEARCH caseworker USING INDEX ix_caseworker_user_id (user_id=?)" in plans


def test_moments_for_a_household_are_found_without_reading_its_municipality(tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "migration.sqlite"))
    of_migration.create_all(engine)
    sought = Sought(HOUTEN, PlaceKind.HOME, frozenset({"tr"}), "vries")
    with engine.connect() as connection:
        ClientTable(connection).save([determined("anna", household_id="home")])
        PlanTable(connection).save([reassessment("anna")])
        with _plans(connection) as plans:
            assert HouseholdQueries(connection, may_be_spoken_with).of_client("anna") is not None
            CaseworkerTable(connection).some(sought, skip=50, take=50)
            AppointmentTable(connection).of_caseworkers(["kees", "anke"], DAY, DAY)
    assert "SEARCH client USING INDEX ix_client_household_id (household_id=?)" in plans, plans
    assert "SEARCH caseworker USING INDEX caseworker_by_name (municipality=?)" in plans, plans
    by_caseworker = "SEARCH appointment USING INDEX appointment_by_caseworker (caseworker_id=? AND day>? AND day<?)"
    assert by_caseworker in plans, plans


@contextmanager
def _plans(connection: Connection) -> Iterator[list[str]]:
    """The steps that SQLite takes for each query while this is open."""
    steps: list[str] = []

    def explain(_connection: Any, cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        if statement.startswith(("SELECT", "WITH")):
            steps.extend(row[3] for row in cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))

    event.listen(connection, "before_cursor_execute", explain)
    yield steps
    event.remove(connection, "before_cursor_execute", explain)

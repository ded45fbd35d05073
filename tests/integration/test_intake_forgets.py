"""Intake forgets a client: what becomes of rows, of lines of other people, of the archive, and of the same person when
they are delivered again."""

import csv
import io
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from services.intake.adapters.delivery.outside.archive import FileArchive
from services.intake.adapters.delivery.tables import delivered_row
from services.intake.adapters.forgetting.stores import ForgettingTable
from services.intake.adapters.person.tables import person
from services.intake.application.forgetting.confirm_forgetting import ConfirmForgetting, confirm_forgetting
from services.intake.application.forgetting.finish_forgettings import finish_forgettings
from services.intake.application.forgetting.lift_forgetting import LiftForgetting, lift_forgetting
from services.intake.application.forgetting.list_due import ListDue, list_due
from services.intake.application.forgetting.list_forgettings import ListForgettings, list_forgettings
from services.intake.application.forgetting.propose_forgetting import ProposeForgetting, propose_forgetting
from services.intake.application.forgetting.withdraw_forgetting import WithdrawForgetting, withdraw_forgetting
from services.intake.domain.forgetting.forgetting import Forgetting, Ground, Stage
from services.intake.domain.mapping.rows import Row
from services.intake.main import IntakeService, deliver_file, register_file
from shared.access import Forbidden, Role, User
from shared.messaging.failures import Refused
from shared.messaging.forgetting import tidy_up
from tests.integration.intake_files import CLOCK, open_intake, outbox, write_bytes, write_rows
from tests.simulation.deliveries import make_delivery
from tests.support.postgres_server import fresh_database
from tests.support.regions import demo_region
from tests.support.web import web_context
from tests.unit.intake.delivered import BSNS, IN_PGB, row

pytest_plugins = ["tests.support.fixtures"]

HOUTEN = frozenset({"0321"})
ANNA = User("anna", "Anna Bos", Role.FUNCTIONAL_MANAGER, HOUTEN)
BERT = User("bert", "Bert Vos", Role.FUNCTIONAL_MANAGER, HOUTEN)
ELSEWHERE = User("carla", "Carla Mol", Role.FUNCTIONAL_MANAGER, frozenset({"0356"}))
SECRET = BSNS[0]
"""The BSN of who is forgotten."""
FORGOTTEN = {"bsn": SECRET, "clientnummer": "C-geheim", "geslachtsnaam": "Zonderling", "besluitnummer": "419999999"}
OTHER = {"bsn": BSNS[1], "clientnummer": "C-ander", "geslachtsnaam": "Ander", "besluitnummer": "418888888"}
LATER = "2014-11-02T09:00:00+01:00"


@dataclass
class Keys:
    destroyed: list[str] = field(default_factory=list)

    def destroy(self, subject: str) -> None:
        self.destroyed.append(subject)

    def sweep(self) -> None:
        """Nothing is kept here."""


@dataclass
class Office:
    """An intake at `home` with people who forget; `sent` is the folder of who delivers."""

    home: Path
    sent: Path
    intake: IntakeService
    keys: Keys

    def take_in(self, rows: Sequence[Row], name: str, **manifest: Any) -> dict[str, Any]:
        return deliver_file(self.intake, write_rows(self.sent, rows, name=name, **manifest))

    def client_id(self, key: str) -> str:
        with self.intake.database.reading() as connection:
            query = select(person.c.client_id).where(person.c.client_key == key)
            return str(connection.execute(query).scalar_one())

    def propose(self, client_id: str, ground: Ground = Ground.DELIVERED_IN_ERROR, user: User = ANNA) -> Forgetting:
        with self.intake.works.begin() as work:
            return propose_forgetting(work, ProposeForgetting(user, client_id, ground, "Verkeerd bestand."))

    def confirm(self, one: Forgetting, user: User = BERT) -> None:
        confirm_forgetting(self.intake.works, ConfirmForgetting(user, one.id))

    def work(self) -> None:
        worker = self.intake.make_worker()
        while worker.work_once():
            pass
        worker.close()

    def forget(self, client_id: str) -> Forgetting:
        one = self.propose(client_id)
        self.confirm(one)
        self.work()
        return self.found()[0]

    def found(self) -> Sequence[Forgetting]:
        with self.intake.works.read() as work:
            return list_forgettings(work, ListForgettings(ANNA)).forgettings

    def rows(self) -> list[Any]:
        with self.intake.database.reading() as connection:
            columns = delivered_row.c
            query = select(columns.number, columns.client_key, columns.bsn, columns.state, columns.errors)
            return list(connection.execute(query.order_by(columns.delivery_id, columns.number)))

    def holds(self, text: str) -> list[str]:
        tidy_up(self.intake.database)
        files = [file for file in self.home.rglob("*") if file.is_file() and not file.name.startswith("log.")]
        return [file.name for file in files if text.encode() in file.read_bytes()]

    def rebuilt(self) -> bool:
        """Whether a rebuild gives the same."""
        before, totals = self.intake.digest(), self.intake.totals()
        self.intake.rebuild()
        return (before, totals) == (self.intake.digest(), self.intake.totals())


BOTH = ["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.slow])]


@pytest.fixture(params=BOTH)
def office(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Office]:
    url, keys = "", Keys()
    if request.param == "postgresql":
        url = fresh_database(request.getfixturevalue("postgres_url"), f"forgets_{uuid.uuid4().hex[:8]}")
    home, sent = tmp_path / "intake", tmp_path / "sent"
    home.mkdir()
    sent.mkdir()
    opened = Office(home, sent, open_intake(home, database_url=url, keys=keys), keys)
    yield opened
    opened.intake.database.engine.dispose()


def test_the_client_is_gone_and_the_figures_of_the_delivery_stay(office: Office) -> None:
    before = office.take_in([row(**FORGOTTEN), row(**FORGOTTEN, **IN_PGB, functiecode="71"), row(**OTHER)], "eerste")
    done = office.forget(office.client_id("C-geheim"))
    assert done.stage is Stage.FORGOTTEN
    assert [each.client_key for each in office.rows()] == ["C-ander"]
    with office.intake.works.read() as work:
        now = work.queries.delivery(before["id"])
    assert (now.rows_delivered, now.persons, now.differences) == (3, 2, ())
    assert [office.holds(text) for text in (SECRET, "Zonderling", "C-geheim", "419999999")] == [[], [], [], []]
    assert office.rebuilt()


def test_others_hear_once_and_the_key_is_destroyed_after_that(office: Office) -> None:
    delivered = office.take_in([row(**FORGOTTEN), row(**OTHER)], "eerste")
    client_id = office.client_id("C-geheim")
    one = office.propose(client_id)
    office.confirm(one)
    assert finish_forgettings(office.intake.works) == 1, "the archive"
    assert office.keys.destroyed == [], "the log does not tell it yet"
    assert office.found()[0].stage is Stage.CONFIRMED
    office.work()
    assert office.keys.destroyed == [client_id]
    told = [(type_, data) for type_, subject, data in outbox(office.intake) if subject == client_id]
    data = {"ground": "delivered-in-error", "forgottenOn": "2014-11-03", "deliveries": [delivered["id"]]}
    assert told == [("nl.zachte-landing.intake.client-forgotten.v1", data)]


def test_who_comes_next_finishes_what_was_broken_off(office: Office) -> None:
    office.take_in([row(**FORGOTTEN), row(**OTHER)], "eerste")
    office.confirm(office.propose(office.client_id("C-geheim")))
    assert office.holds(SECRET), "the archive still holds it"
    assert office.rebuilt(), "a rebuild cleans the archive first"
    assert office.holds(SECRET) == []
    office.work()
    assert office.found()[0].stage is Stage.FORGOTTEN
    office.work()
    assert len(office.keys.destroyed) == 1


def test_a_bsn_in_the_rows_of_somebody_else_gives_way_to_a_stand_in(office: Office) -> None:
    office.take_in([row(**FORGOTTEN), row(**OTHER)], "eerste")
    mixed = [row(**OTHER), row(**{**OTHER, "bsn": SECRET}, functiecode="71"), row(**FORGOTTEN)]
    office.take_in(mixed, "tweede", aangemaakt=LATER)
    before = {each.client_key: each.state for each in office.rows() if each.client_key == "C-ander"}
    office.forget(office.client_id("C-geheim"))
    others = [each for each in office.rows() if each.client_key == "C-ander"]
    assert {each.client_key: each.state for each in others} == before, "held back as they were"
    assert [each.bsn for each in others if each.bsn.startswith("V")] == ["V00000001"]
    assert office.holds(SECRET) == []
    assert office.rebuilt()


def test_a_number_of_somebody_else_under_the_bsn_is_of_the_same_person(office: Office) -> None:
    """Under another number, never taken over: in the totals a BSN is one person."""
    office.take_in([row(**FORGOTTEN), row(**OTHER)], "eerste")
    office.take_in([row(**{**FORGOTTEN, "clientnummer": "C-dubbel"}), row(**OTHER)], "tweede", aangemaakt=LATER)
    office.forget(office.client_id("C-geheim"))
    assert {each.client_key for each in office.rows()} == {"C-ander"}
    assert office.holds(SECRET) == []
    assert office.rebuilt()


def test_a_broken_line_with_the_bsn_goes_too(office: Office) -> None:
    broken = {**FORGOTTEN, "clientnummer": "", "straat": "Kerk;straat;te;veel", "geslachtsnaam": "Zonderling"}
    office.take_in([row(**FORGOTTEN), row(**OTHER)], "eerste")
    content = write_rows(office.sent, [row(**OTHER), row(**broken)], name="stuk").read_bytes().replace(b'"', b"")
    deliver_file(office.intake, write_bytes(office.sent, content, name="stuk", aangemaakt=LATER))
    office.forget(office.client_id("C-geheim"))
    assert [office.holds(text) for text in (SECRET, "Zonderling")] == [[], []]
    assert office.rebuilt()


def test_a_file_that_could_not_be_read_loses_the_lines_with_the_bsn(office: Office) -> None:
    office.take_in([row(**FORGOTTEN), row(**OTHER)], "eerste")
    refused = office.take_in([row(**FORGOTTEN), row(**OTHER)], "geweigerd", sha256="0" * 64)
    assert refused["state"] == "refused"
    office.forget(office.client_id("C-geheim"))
    assert office.holds(SECRET) == []
    assert office.holds(OTHER["bsn"]) != []


def test_a_delivery_of_nobody_else_can_still_be_rebuilt(office: Office) -> None:
    office.take_in([row(**FORGOTTEN)], "alleen")
    office.forget(office.client_id("C-geheim"))
    assert office.rebuilt()


def test_the_same_file_again_brings_nothing_back(office: Office) -> None:
    rows = [row(**FORGOTTEN), row(**OTHER)]
    office.take_in(rows, "eerste")
    office.forget(office.client_id("C-geheim"))
    office.take_in(rows, "eerste")
    assert office.holds(SECRET) == []


def test_who_was_forgotten_is_held_back_until_somebody_lets_them_in_under_another_id(office: Office) -> None:
    office.take_in([row(**FORGOTTEN), row(**OTHER)], "eerste")
    client_id = office.client_id("C-geheim")
    one = office.forget(client_id)
    office.take_in([row(**FORGOTTEN), row(**OTHER), row(**OTHER, functiecode="71")], "tweede", aangemaakt=LATER)
    held = [each for each in office.rows() if each.client_key == "C-geheim"]
    assert "vergeten op 3 november 2014" in held[0].errors
    assert office.client_id("C-geheim") == ""
    with office.intake.works.begin() as work:
        lift_forgetting(work, LiftForgetting(ANNA, one.id, "Hoort toch bij ons."))
    office.take_in([row(**OTHER), row(**FORGOTTEN)], "derde", aangemaakt="2014-11-03T09:00:00+01:00")
    again = office.client_id("C-geheim")
    assert again not in ("", client_id)
    assert office.rebuilt()
    assert office.client_id("C-geheim") == again


def test_who_was_delivered_again_is_forgotten_again(office: Office) -> None:
    office.take_in([row(**FORGOTTEN), row(**OTHER)], "eerste")
    client_id = office.client_id("C-geheim")
    office.forget(client_id)
    office.take_in([row(**OTHER), row(**FORGOTTEN)], "tweede", aangemaakt=LATER)
    office.forget(client_id)
    assert [office.holds(text) for text in (SECRET, "Zonderling")] == [[], []]
    assert office.rebuilt()


def test_one_person_cannot_forget_alone(office: Office) -> None:
    office.take_in([row(**FORGOTTEN)], "eerste")
    one = office.propose(office.client_id("C-geheim"))
    with pytest.raises(Refused, match="zelf voorgesteld"):
        office.confirm(one, ANNA)
    with pytest.raises(Forbidden):
        office.confirm(one, ELSEWHERE)
    assert office.found()[0].stage is Stage.PROPOSED


def test_what_was_withdrawn_cannot_be_confirmed(office: Office) -> None:
    office.take_in([row(**FORGOTTEN)], "eerste")
    one = office.propose(office.client_id("C-geheim"))
    with office.intake.works.begin() as work:
        withdraw_forgetting(work, WithdrawForgetting(BERT, one.id))
    with pytest.raises(Refused, match="geen voorstel meer"):
        office.confirm(one)
    assert office.propose(office.client_id("C-geheim")).number == 2


def test_a_client_whom_nobody_knows_or_whose_term_runs_is_refused(office: Office) -> None:
    office.take_in([row(**FORGOTTEN)], "eerste")
    with pytest.raises(Refused, match="kennen geen cliënt"):
        office.propose("0b1f3c1e-6f36-8c0f-9a7e-3d2b7f0f6a10")
    with pytest.raises(Refused, match="1 november 2029"):
        office.propose(office.client_id("C-geheim"), Ground.RETENTION_ENDED)
    with pytest.raises(Forbidden):
        office.propose(office.client_id("C-geheim"), user=ELSEWHERE)


def test_nobody_is_forgotten_while_a_delivery_waits(office: Office) -> None:
    office.take_in([row(**FORGOTTEN)], "eerste")
    one = office.propose(office.client_id("C-geheim"))
    register_file(office.intake, write_rows(office.sent, [row(**OTHER)], name="wacht", aangemaakt=LATER))
    with pytest.raises(Refused, match="nog overgenomen"):
        office.confirm(one)
    office.work()
    office.confirm(one)


def test_everybody_whose_longest_term_is_over_is_due(office: Office) -> None:
    office.take_in([row(**FORGOTTEN), row(**OTHER)], "eerste")
    with office.intake.works.read() as work:
        assert list_due(work, ListDue(ANNA)).clients == []
    CLOCK.day = date(2029, 11, 1)
    try:
        with office.intake.works.read() as work:
            due = list_due(work, ListDue(ANNA))
        assert {each.client_id for each in due.clients} == {office.client_id("C-geheim"), office.client_id("C-ander")}
        assert {each.since for each in due.clients} == {date(2029, 11, 1)}
        office.propose(office.client_id("C-geheim"), Ground.RETENTION_ENDED)
        with office.intake.works.read() as work:
            assert [each.client_id for each in list_due(work, ListDue(ANNA)).clients] == [office.client_id("C-ander")]
    finally:
        CLOCK.day = date(2014, 11, 3)


def screen(office: Office, user: User) -> FlaskClient:
    return office.intake.make_web(web_context(user)).test_client()


def test_two_people_forget_on_the_screens(office: Office) -> None:
    office.take_in([row(**FORGOTTEN), row(**OTHER)], "eerste")
    client_id = office.client_id("C-geheim")
    anna, bert = screen(office, ANNA), screen(office, BERT)
    wrong = anna.post("/forgettings/new", data={"client": "C-geheim", "ground": "", "why": ""})
    assert (wrong.status_code, "Kies een reden." in wrong.text) == (400, True)
    typed = {"client": client_id, "ground": "delivered-in-error", "why": "Verkeerd bestand."}
    made = anna.post("/forgettings/new", data=typed)
    assert made.status_code == 303, made.text
    address = str(made.location)
    assert "Vergeet deze cliënt voorgoed" not in anna.get(address).text, "not by the same person"
    refused = anna.post(f"{address}/confirm")
    assert (refused.status_code, "zelf voorgesteld" in refused.text) == (400, True)
    assert "kan niet ongedaan worden gemaakt" in bert.get(address).text
    assert bert.post(f"{address}/confirm").status_code == 303
    office.work()
    assert "Deze cliënt is vergeten." in bert.get(address).text
    listed = list(csv.reader(io.StringIO(bert.get("/forgettings.csv").get_data().decode("utf-8-sig")), delimiter=";"))
    assert listed[1][:4] == ["1", client_id, "Houten", "vergeten"]
    assert office.holds(SECRET) == []


def test_the_page_of_a_delivery_says_that_rows_are_gone(office: Office) -> None:
    delivered = office.take_in([row(**FORGOTTEN), row(**OTHER)], "eerste")
    office.forget(office.client_id("C-geheim"))
    assert "1 regel is weggehaald" in screen(office, ANNA).get(f"/deliveries/{delivered['id']}").text


def test_a_machine_says_in_so_many_words_that_it_is_for_good(office: Office) -> None:
    office.take_in([row(**FORGOTTEN)], "eerste")
    body = {"clientId": office.client_id("C-geheim"), "ground": "delivered-in-error", "why": "Verkeerd bestand."}
    made = screen(office, ANNA).post("/api/v1/forgettings", json=body).get_json()
    address = f"/api/v1/forgettings/{made['id']}/confirm"
    assert screen(office, BERT).post(address, json={}).status_code == 400
    assert screen(office, BERT).post(address, json={"forGood": True}).get_json()["stage"] == "confirmed"


def test_what_is_rolled_back_leaves_the_archive_as_it_was(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.take_in([row(**FORGOTTEN), row(**OTHER)], "eerste")
    one = office.propose(office.client_id("C-geheim"))
    with monkeypatch.context() as broken:
        broken.setattr(ForgettingTable, "change", fails)
        with pytest.raises(OSError, match="disk"):
            office.confirm(one)
    assert {each.client_key for each in office.rows()} == {"C-geheim", "C-ander"}
    assert office.rebuilt(), "the copy that lay ready was not put in place"
    assert {each.client_key for each in office.rows()} == {"C-geheim", "C-ander"}
    office.confirm(one)
    office.work()
    assert office.holds(SECRET) == []


@pytest.mark.parametrize("step", ["put_clean", "destroy"])
def test_a_step_that_fails_is_done_by_whoever_comes_next(
    office: Office, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    office.take_in([row(**FORGOTTEN), row(**OTHER)], "eerste")
    office.confirm(office.propose(office.client_id("C-geheim")))
    with monkeypatch.context() as broken:
        broken.setattr(FileArchive if step == "put_clean" else Keys, step, fails)
        with pytest.raises(OSError, match="disk"):
            office.work()
    assert office.found()[0].stage is Stage.CONFIRMED
    office.work()
    assert office.found()[0].stage is Stage.FORGOTTEN
    assert office.holds(SECRET) == []


def fails(*_: object) -> None:
    raise OSError("disk full")


def test_one_after_another_of_a_region_with_faults(office: Office, tmp_path: Path) -> None:
    """Doubles, numbers of two people, broken lines: whoever goes, a rebuild decides about the others as before."""
    for file in make_delivery(tmp_path / "region", scale="0.01"):
        deliver_file(office.intake, file)
    with office.intake.database.reading() as connection:
        known = select(person.c.client_id, person.c.bsn).where(person.c.client_id != "").order_by(person.c.client_id)
        people = connection.execute(known).all()[:12]
    everybody = User("iedereen", "Iedereen", Role.FUNCTIONAL_MANAGER, demo_region().codes)
    for client_id, _ in people:
        one = office.propose(client_id, user=replace(everybody, id="een"))
        office.confirm(one, user=everybody)
        office.work()
    assert [bsn for _, bsn in people if office.holds(bsn)] == []
    assert office.rebuilt()
